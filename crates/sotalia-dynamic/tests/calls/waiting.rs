//! Paginators and waiters over whole calls.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::TryStreamExt;
use sotalia_dynamic::error::LocalError;
use sotalia_dynamic::params;

use crate::scene::{Scene, answer};

fn streams(names: &[&str], next: Option<&str>) -> crate::scene::Answer {
    let body = serde_json::json!({"StreamNames": names, "HasMoreStreams": next.is_some(), "NextToken": next});
    answer(200, body.to_string())
}

#[tokio::test]
async fn items_are_listed_with_limits_and_tokens() {
    let scene = Scene::new([streams(&["a", "b"], Some("t")), streams(&["c", "d"], None)]);
    let kinesis = scene.client("kinesis").await;
    let paginator = kinesis.paginator("list_streams").expect("it has pages").page_size(2).limit(3);
    let mut items = paginator.paginate(params! {}).items();
    let mut names = Vec::new();
    while let Some(name) = items.try_next().await.expect("pages come") {
        names.push(name.as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(names, ["a", "b", "c"]);
    let sent: Vec<_> = scene
        .sent()
        .iter()
        .map(|sent| serde_json::from_str::<serde_json::Value>(&sent.text()).expect("JSON"))
        .collect();
    assert_eq!(sent[0], serde_json::json!({"Limit": 2}));
    assert_eq!(sent[1]["NextToken"].as_str().or(sent[1]["ExclusiveStartStreamName"].as_str()), Some("t"), "{sent:?}");
    assert!(items.resume_token().is_some(), "there is more");
}

#[tokio::test]
async fn a_listing_in_circles_is_an_error_after_its_pages() {
    let scene = Scene::new([streams(&["a"], Some("t"))]);
    let kinesis = scene.client("kinesis").await;
    let mut pages = kinesis.paginate("ListStreams", params! {}).expect("it has pages");
    let mut count = 0;
    let error = loop {
        match pages.try_next().await {
            Ok(Some(_)) => count += 1,
            Ok(None) => panic!("expected an error"),
            Err(error) => break error,
        }
    };
    assert_eq!((count, error.local_error()), (2, Some(LocalError::PaginationBroken)), "{error}");
}

#[tokio::test]
async fn what_has_no_pages_and_no_waiter_says_so() {
    let scene = Scene::new([answer(200, "{}")]);
    let kinesis = scene.client("kinesis").await;
    assert!(kinesis.can_paginate("list_streams") && !kinesis.can_paginate("put_record"));
    let error = kinesis.paginator("put_record").expect_err("it has no pages");
    assert_eq!(error.local_error(), Some(LocalError::OperationNotPageable), "{error}");
    let error = kinesis.paginator("list_strems").expect_err("there is no such operation");
    assert_eq!(error.local_error(), Some(LocalError::UnknownOperation), "{error}");
    let error = kinesis.waiter("stream_gone").expect_err("there is no such waiter");
    assert_eq!(error.local_error(), Some(LocalError::UnknownWaiter), "{error}");
    assert!(error.message().contains("stream_exists"), "{error}");
    let mut pages = kinesis.paginator("list_streams").expect("it has pages").page_size(0).paginate(params! {});
    let error = pages.try_next().await.expect_err("no page has no items");
    assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
    assert!(scene.sent().is_empty());
}

#[tokio::test]
async fn a_waiter_asks_until_it_is_so() {
    let status = |status: &str| answer(200, format!(r#"{{"StreamDescription":{{"StreamStatus":"{status}"}}}}"#));
    let scene = Scene::new([status("CREATING"), status("ACTIVE")]);
    let kinesis = scene.client("kinesis").await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    let waiter = kinesis.waiter("stream_exists").expect("it is there").delay(Duration::from_millis(1));
    let waiter = waiter.progress(move |progress| heard.lock().expect("nothing panics").push(progress.polls));
    let answer = waiter.wait(params! { "StreamName": "s" }).await.expect("it comes").expect("it is an answer");
    assert_eq!(answer["StreamDescription"]["StreamStatus"], "ACTIVE");
    assert_eq!(*told.lock().expect("nothing panics"), [1, 2]);

    let scene = Scene::new([status("CREATING")]);
    let waiter = scene.client("kinesis").await.waiter("StreamExists").expect("it is there");
    let waiter = waiter.delay(Duration::from_millis(1)).max_wait(Duration::from_millis(20));
    let error = waiter.wait(params! { "StreamName": "s" }).await.expect_err("it does not come");
    assert_eq!(error.local_error(), Some(LocalError::WaiterTimeout), "{error}");
}
