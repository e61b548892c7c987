//! Items of a table, read in one pass into a structure.

use anyhow::{Result, ensure};
use bytes::Bytes;
use http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::connection::Connection;
use crate::measure::{Begun, Measured};

/// A request of `PutItem`.
pub(super) const PUT: &str = r#"{"TableName":"items-1000","Item":{"pk":{"S":"user#00000007"},"sk":{"S":"order#1"},"amount":{"N":"7.25"},"active":{"BOOL":true},"tags":{"SS":["red","green"]},"address":{"M":{"street":{"S":"7 Main St"},"zip":{"S":"00007"}}}}}"#;

/// An order, with what the stub puts into it.
#[derive(Deserialize)]
struct Order<'a> {
    #[serde(borrow)]
    pk: Text<'a>,
    sk: Text<'a>,
    amount: Number<'a>,
    quantity: Number<'a>,
    active: Truth,
    tags: Texts<'a>,
    address: Map<Address<'a>>,
    lines: List<Line<'a>>,
}

#[derive(Deserialize)]
struct Address<'a> {
    #[serde(borrow)]
    street: Text<'a>,
    zip: Text<'a>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    sku: Text<'a>,
    price: Number<'a>,
}

#[derive(Deserialize)]
struct Text<'a> {
    #[serde(rename = "S", borrow)]
    value: &'a str,
}

#[derive(Deserialize)]
struct Number<'a> {
    #[serde(rename = "N", borrow)]
    value: &'a str,
}

#[derive(Deserialize)]
struct Truth {
    #[serde(rename = "BOOL")]
    value: bool,
}

#[derive(Deserialize)]
struct Texts<'a> {
    #[serde(rename = "SS", borrow)]
    values: Vec<&'a str>,
}

#[derive(Deserialize)]
struct Map<T> {
    #[serde(rename = "M")]
    value: T,
}

#[derive(Deserialize)]
struct List<T> {
    #[serde(rename = "L")]
    values: Vec<Map<T>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct One<'a> {
    #[serde(borrow)]
    item: Order<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Page<'a> {
    #[serde(borrow)]
    items: Vec<Order<'a>>,
    last_evaluated_key: Option<&'a RawValue>,
}

impl Order<'_> {
    /// The length of all texts, so that none is left unread.
    fn length(&self) -> u64 {
        let texts = [self.pk.value, self.sk.value, self.amount.value, self.quantity.value];
        let address = self.address.value.street.value.len() + self.address.value.zip.value.len();
        let lines = self.lines.values.iter().map(|line| line.value.sku.value.len() + line.value.price.value.len());
        let lengths = texts.iter().chain(&self.tags.values).map(|text| text.len());
        let sum = lengths.sum::<usize>() + address + lines.sum::<usize>() + usize::from(self.active.value);
        sum as u64
    }
}

pub(super) async fn get_items(connection: &mut Connection, count: u64, body: Bytes) -> Result<Measured> {
    connection.ask(Method::POST, "/", "GetItem", body.clone()).await?;
    let begun = Begun::now()?;
    for _ in 0..count {
        let (status, answer) = connection.ask(Method::POST, "/", "GetItem", body.clone()).await?;
        ensure!(status == StatusCode::OK, "an answer came with {status}");
        let one: One<'_> = serde_json::from_slice(&answer)?;
        ensure!(one.item.length() > 0, "an item is empty");
    }
    begun.done(count, 0)
}

pub(super) async fn scan(connection: &mut Connection, count: u64) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut items, mut length) = (0, 0);
    let mut start = String::new();
    loop {
        let body = format!("{{\"TableName\":\"items-{count}\"{start}}}");
        let (status, answer) = connection.ask(Method::POST, "/", "Scan", body.into()).await?;
        ensure!(status == StatusCode::OK, "a page came with {status}");
        let page: Page<'_> = serde_json::from_slice(&answer)?;
        items += page.items.len() as u64;
        length += page.items.iter().map(Order::length).sum::<u64>();
        let Some(last) = page.last_evaluated_key else { break };
        start = format!(",\"ExclusiveStartKey\":{last}");
    }
    ensure!(items == count && length > 0, "{items} items came");
    begun.done(items, 0)
}
