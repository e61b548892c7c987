//! DynamoDB: tables and the items in them.

use std::collections::HashMap;
use std::time::Duration;

use sotalia::dynamodb::Table;
use sotalia::dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, KeysAndAttributes, PutRequest,
    ScalarAttributeType, TableStatus, WriteRequest,
};
use sotalia::prelude::*;

use crate::scene::{Outcome, PAUSE, Scene, assert_not_found};

type Item = HashMap<String, AttributeValue>;

/// Makes a table of rivers by country and name, and waits for it.
async fn create(scene: &Scene) -> sotalia::Result<Table> {
    let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    let text = |name: &str| {
        let attribute = AttributeDefinition::builder().attribute_name(name);
        attribute.attribute_type(ScalarAttributeType::S).build()
    };
    let (hash, range) = (key("country", KeyType::Hash)?, key("river", KeyType::Range)?);
    let (country, river) = (text("country")?, text("river")?);
    let table = DynamoDb::new(&scene.session)
        .create_table(|r| {
            let keys = r.table_name(scene.name("rivers")).key_schema(hash).key_schema(range);
            keys.attribute_definitions(country).attribute_definitions(river).billing_mode(BillingMode::PayPerRequest)
        })
        .await?;
    table.wait_until_exists().delay(PAUSE).await?;
    Ok(table)
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

fn key(country: &str, river: &str) -> Item {
    HashMap::from([("country".to_owned(), text(country)), ("river".to_owned(), text(river))])
}

fn item(country: &str, river: &str, seen: u32) -> Item {
    let mut item = key(country, river);
    item.insert("seen".to_owned(), AttributeValue::N(seen.to_string()));
    item
}

pub async fn a_table_lives_and_dies(scene: Scene) -> Outcome {
    let table = create(&scene).await?;
    let made = table.data().expect("the answer to the creation tells of the table");
    assert_eq!(made.table_name(), Some(table.name()), "expected the data of this table");
    let described = table.wait_until_exists().delay(PAUSE).await?;
    let status = described.and_then(|answer| answer.table?.table_status);
    assert_eq!(status, Some(TableStatus::Active), "expected the answer that ended the wait");
    assert_eq!(table.reload().await?.key_schema().len(), 2, "expected two keys");
    let all: Vec<Table> = DynamoDb::new(&scene.session).tables().try_collect().await?;
    assert!(all.contains(&table), "expected the table in the list");

    let updated = table.update().with(|r| r.deletion_protection_enabled(false)).await?;
    assert_eq!(updated, table, "expected the table of an update to be the same");
    table.delete().await?;
    let gone = table.wait_until_not_exists().delay(PAUSE).max_wait(Duration::from_secs(30)).await?;
    assert!(gone.is_none(), "expected no answer of a table that is not there");
    assert!(!table.exists().await?, "expected no table after its deletion");
    Ok(())
}

pub async fn a_missing_table_is_not_found(scene: Scene) -> Outcome {
    let missing = DynamoDb::new(&scene.session).table(scene.name("none"));
    assert_not_found(missing.load().await, "a table that was never made");
    assert!(!missing.exists().await?, "expected that it does not exist");
    assert!(missing.load_if_exists().await?.is_none(), "expected no data of it");
    assert_not_found(missing.scan().await, "a table that is scanned");
    let wait = missing.wait_until_exists().delay(PAUSE).max_wait(Duration::from_millis(300));
    let error = wait.await.expect_err("the table never comes");
    assert!(error.is_timeout(), "expected that the time is up, got {error}");
    Ok(())
}

pub async fn items_are_put_got_changed_and_deleted(scene: Scene) -> Outcome {
    let table = create(&scene).await?;
    table.put_item(|r| r.set_item(Some(item("br", "Purus", 4)))).await?;
    let got = table.get_item(|r| r.set_key(Some(key("br", "Purus")))).await?;
    assert_eq!(got.item(), Some(&item("br", "Purus", 4)), "expected what was put");

    let changed = table
        .update_item(|r| {
            let change = r.set_key(Some(key("br", "Purus"))).update_expression("SET seen = seen + :more");
            change.expression_attribute_values(":more", AttributeValue::N("5".into())).return_values("UPDATED_NEW".into())
        })
        .await?;
    let seen = changed.attributes().and_then(|all| all.get("seen")).cloned();
    assert_eq!(seen, Some(AttributeValue::N("9".into())), "expected the new value");

    let twice = table
        .put_item(|r| r.set_item(Some(item("br", "Purus", 1))).condition_expression("attribute_not_exists(river)"))
        .await;
    let error = twice.expect_err("the condition does not hold");
    assert!(error.is_conflict(), "expected a condition that failed to be a conflict, got {}", error.report());

    table.delete_item(|r| r.set_key(Some(key("br", "Purus")))).await?;
    let got = table.get_item(|r| r.set_key(Some(key("br", "Purus")))).await?;
    assert!(got.item().is_none(), "expected nothing of an item that was deleted");
    table.delete().await?;
    Ok(())
}

pub async fn items_are_queried_and_scanned(scene: Scene) -> Outcome {
    let table = create(&scene).await?;
    for (country, river, seen) in [("br", "Purus", 4), ("br", "Tapajos", 9), ("pe", "Ucayali", 7), ("br", "Jurua", 1)] {
        table.put_item(|r| r.set_item(Some(item(country, river, seen)))).await?;
    }
    let rivers = |items: &[Item]| -> Vec<String> {
        items.iter().filter_map(|item| Some(item.get("river")?.as_s().ok()?.clone())).collect()
    };
    let found = table
        .query()
        .with(|r| r.key_condition_expression("country = :c").expression_attribute_values(":c", text("br")))
        .await?;
    assert_eq!(rivers(found.items()), ["Jurua", "Purus", "Tapajos"], "expected the country's rivers in order");
    let page = table
        .query()
        .with(|r| r.key_condition_expression("country = :c").expression_attribute_values(":c", text("br")).limit(2))
        .await?;
    assert_eq!(page.last_evaluated_key(), Some(&key("br", "Purus")), "expected where the next page starts");
    let found = table
        .scan()
        .with(|r| r.filter_expression("seen > :n").expression_attribute_values(":n", AttributeValue::N("5".into())))
        .await?;
    let mut names = rivers(found.items());
    names.sort();
    assert_eq!(names, ["Tapajos", "Ucayali"], "expected those that the filter leaves");
    table.delete().await?;
    Ok(())
}

pub async fn items_are_written_and_read_in_batches(scene: Scene) -> Outcome {
    let dynamodb = DynamoDb::new(&scene.session);
    let table = create(&scene).await?;
    let mut writes = Vec::new();
    for index in 0..10 {
        let put = PutRequest::builder().set_item(Some(item("br", &format!("r{index}"), index))).build()?;
        writes.push(WriteRequest::builder().put_request(put).build());
    }
    let written = dynamodb.batch_write_item(|r| r.request_items(table.name(), writes)).await?;
    assert!(written.unprocessed_items().is_none_or(HashMap::is_empty), "expected all to be written");

    let keys = KeysAndAttributes::builder().keys(key("br", "r3")).keys(key("br", "r8")).keys(key("br", "none"));
    let keys = keys.build()?;
    let read = dynamodb.batch_get_item(|r| r.request_items(table.name(), keys)).await?;
    let mut items = read.responses().and_then(|all| all.get(table.name())).cloned().unwrap_or_default();
    items.sort_by_key(|item| format!("{:?}", item.get("river")));
    assert_eq!(items, [item("br", "r3", 3), item("br", "r8", 8)], "expected those that are there");
    table.delete().await?;
    Ok(())
}
