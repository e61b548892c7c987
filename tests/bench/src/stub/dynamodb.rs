//! DynamoDB's tables `items-COUNT`: pages of up to 1 MB, made ahead of time.

use std::fmt::Write as _;
use std::sync::Arc;

use bytes::Bytes;
use http::{Response, StatusCode};
use serde_json::Value;

use super::answer;
use super::body::Body;
use super::store::Store;

/// What DynamoDB puts into a page at most.
const PAGE_BYTES: usize = 1 << 20;

/// The tables that were asked for, by the number of their items.
pub(super) type Tables = Store<usize, Table>;

/// Items with a comma behind each.
pub(super) struct Table {
    items: Bytes,
    ends: Vec<usize>,
}

impl Table {
    fn new(count: usize) -> Self {
        let mut items = String::with_capacity(count * 620);
        let mut ends = Vec::with_capacity(count);
        for index in 0..count {
            item(&mut items, index);
            items.push(',');
            ends.push(items.len());
        }
        Self { items: items.into(), ends }
    }

    fn start(&self, index: usize) -> usize {
        index.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// Without the last comma.
    fn slice(&self, from: usize, to: usize) -> Bytes {
        if from == to { Bytes::new() } else { self.items.slice(self.start(from)..self.start(to) - 1) }
    }
}

/// An order with an attribute of most types.
fn item(all: &mut String, index: usize) {
    let (day, quantity, zip) = (index % 28 + 1, index % 97, index % 100_000);
    let active = index.is_multiple_of(2);
    let written = write!(
        all,
        r#"{{"pk":{{"S":"user#{index:08}"}},"sk":{{"S":"order#2026-11-{day:02}T12:00:00Z"}},"amount":{{"N":"{index}.25"}},"#
    )
    .and_then(|()| {
        write!(
            all,
            r#""quantity":{{"N":"{quantity}"}},"active":{{"BOOL":{active}}},"note":{{"NULL":true}},"data":{{"B":"AAECAwQFBgcICQ=="}},"#
        )
    })
    .and_then(|()| {
        write!(
            all,
            r#""tags":{{"SS":["red","green","blue"]}},"address":{{"M":{{"street":{{"S":"{index} Main St"}},"zip":{{"S":"{zip:05}"}}}}}},"#
        )
    })
    .and_then(|()| {
        write!(
            all,
            r#""lines":{{"L":[{{"M":{{"sku":{{"S":"sku-{quantity}"}},"price":{{"N":"9.99"}}}}}},{{"M":{{"sku":{{"S":"sku-{day}"}},"price":{{"N":"19.5"}}}}}}]}}}}"#
        )
    });
    written.expect("a String takes everything");
}

/// The answer to an operation of `X-Amz-Target`, without its version.
pub(super) fn answer(tables: &Tables, operation: &str, body: &[u8]) -> Response<Body> {
    let Ok(request) = serde_json::from_slice::<Value>(body) else {
        return refused("SerializationException", "The request is no JSON.");
    };
    match operation {
        "PutItem" | "DeleteItem" | "UpdateItem" => answer::json(StatusCode::OK, vec![Bytes::from_static(b"{}")]),
        "BatchWriteItem" => answer::json(StatusCode::OK, vec![Bytes::from_static(b"{\"UnprocessedItems\":{}}")]),
        "GetItem" => with_table(tables, &request, |table| get(table, &request)),
        "Query" | "Scan" => with_table(tables, &request, |table| page(table, &request)),
        _ => refused("UnknownOperationException", "The stub has no such operation."),
    }
}

fn with_table(tables: &Tables, request: &Value, then: impl FnOnce(&Table) -> Response<Body>) -> Response<Body> {
    let name = request["TableName"].as_str().unwrap_or_default();
    let Some(count) = name.strip_prefix("items-").and_then(|count| count.parse::<usize>().ok()) else {
        return refused("ResourceNotFoundException", "Requested resource not found");
    };
    let table: Arc<Table> = tables.get(count, || Table::new(count));
    then(&table)
}

fn refused(code: &str, message: &str) -> Response<Body> {
    let text = format!("{{\"__type\":\"com.amazonaws.dynamodb.v20120810#{code}\",\"message\":\"{message}\"}}");
    answer::json(StatusCode::BAD_REQUEST, vec![text.into()])
}

/// The number in a key such as `user#00000042`.
fn index(key: &Value) -> Option<usize> {
    key["pk"]["S"].as_str()?.strip_prefix("user#")?.parse().ok()
}

fn get(table: &Table, request: &Value) -> Response<Body> {
    let found = index(&request["Key"]).filter(|index| *index < table.ends.len());
    let Some(index) = found else { return answer::json(StatusCode::OK, vec![Bytes::from_static(b"{}")]) };
    let item = table.slice(index, index + 1);
    answer::json(StatusCode::OK, vec![Bytes::from_static(b"{\"Item\":"), item, Bytes::from_static(b"}")])
}

fn page(table: &Table, request: &Value) -> Response<Body> {
    let count = table.ends.len();
    let from = index(&request["ExclusiveStartKey"]).map_or(0, |index| (index + 1).min(count));
    let limit = request["Limit"].as_u64().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(count);
    let full = table.ends.partition_point(|end| *end <= table.start(from) + PAGE_BYTES);
    let to = full.max(from + 1).min(from.saturating_add(limit)).min(count);
    let number = to - from;
    let mut tail = format!("],\"Count\":{number},\"ScannedCount\":{number}");
    if to < count {
        let last = to - 1;
        let day = last % 28 + 1;
        let key = format!(r#"{{"pk":{{"S":"user#{last:08}"}},"sk":{{"S":"order#2026-11-{day:02}T12:00:00Z"}}}}"#);
        write!(tail, ",\"LastEvaluatedKey\":{key}").expect("a String takes everything");
    }
    tail.push('}');
    answer::json(StatusCode::OK, vec![Bytes::from_static(b"{\"Items\":["), table.slice(from, to), tail.into()])
}
