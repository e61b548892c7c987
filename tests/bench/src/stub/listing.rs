//! `ListObjectsV2`, `ListObjects` and `ListObjectVersions`.

use std::fmt::Write as _;

use bytes::Bytes;
use http::Response;

use super::answer;
use super::body::Body;
use super::dataset::{Dataset, Form};
use super::query::Query;
use super::xml;

/// Which of the three operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operation {
    Objects,
    ObjectsV2,
    Versions,
}

/// The part of the keys that a page holds.
struct Page {
    entries: Vec<Bytes>,
    prefixes: Vec<String>,
    /// How many keys and prefixes.
    count: usize,
    /// The last of them.
    last: String,
    more: bool,
}

/// A page of the bucket, as the query asks for it.
pub(super) fn list(bucket: &str, data: &Dataset, query: &Query) -> Response<Body> {
    let operation = match query {
        query if query.has("versions") => Operation::Versions,
        query if query.get("list-type") == Some("2") => Operation::ObjectsV2,
        _ => Operation::Objects,
    };
    // Versions come as they are, as of servers that do not know the parameter.
    let encoded = query.get("encoding-type") == Some("url") && operation != Operation::Versions;
    let form = match operation {
        Operation::Versions => Form::Version,
        _ if encoded => Form::Encoded,
        _ => Form::Plain,
    };
    let after = match operation {
        Operation::Objects => query.text("marker"),
        // The token is the key that it begins after, behind a letter, so that no client takes it for one.
        Operation::ObjectsV2 => query.text("continuation-token").map(|token| &token[1..]).or(query.text("start-after")),
        Operation::Versions => query.text("key-marker"),
    };
    let most = query.get("max-keys").and_then(|most| most.parse().ok()).unwrap_or(1000).min(1000);
    let page = page(data, query.get("prefix").unwrap_or(""), query.text("delimiter"), after, most, form);

    let text = |text: &str| if encoded { xml::encoded(text).into_owned() } else { xml::escaped(text).into_owned() };
    let mut head = head(operation, bucket, query, &page, &text);
    let mut element = |name: &str, value: &str| {
        write!(head, "<{name}>{value}</{name}>").expect("a String takes everything");
    };
    element("MaxKeys", &most.to_string());
    if let Some(delimiter) = query.text("delimiter") {
        element("Delimiter", &text(delimiter));
    }
    if encoded {
        element("EncodingType", "url");
    }
    element("IsTruncated", if page.more { "true" } else { "false" });
    let mut tail = String::new();
    for prefix in &page.prefixes {
        write!(tail, "<CommonPrefixes><Prefix>{}</Prefix></CommonPrefixes>", text(prefix)).expect("a String takes all");
    }
    tail.push_str(if operation == Operation::Versions { "</ListVersionsResult>" } else { "</ListBucketResult>" });
    let slices = std::iter::once(head.into()).chain(page.entries).chain([tail.into()]);
    answer::s3(http::StatusCode::OK, "application/xml", Body::of(slices))
}

fn page(data: &Dataset, prefix: &str, delimiter: Option<&str>, after: Option<&str>, most: usize, form: Form) -> Page {
    let end = data.end_of(prefix);
    let mut at = data.first(|key| key < prefix);
    if let Some(after) = after {
        let is_prefix = delimiter.is_some_and(|delimiter| after.len() > prefix.len() && after.ends_with(delimiter));
        at = at.max(if is_prefix { data.end_of(after) } else { data.first(|key| key <= after) });
    }
    let mut page = Page { entries: Vec::new(), prefixes: Vec::new(), count: 0, last: String::new(), more: false };
    let Some(delimiter) = delimiter else {
        let to = (at + most).min(end).max(at);
        page.count = to - at;
        if to > at {
            page.entries.push(data.entries(at, to, form));
            data.key(to - 1).clone_into(&mut page.last);
        }
        page.more = to < end && most > 0;
        return page;
    };
    while at < end && page.count < most {
        let key = data.key(at);
        if let Some(found) = key[prefix.len()..].find(delimiter) {
            let common = &key[..prefix.len() + found + delimiter.len()];
            page.prefixes.push(common.to_owned());
            common.clone_into(&mut page.last);
            at = data.end_of(common);
        } else {
            page.entries.push(data.entries(at, at + 1, form));
            key.clone_into(&mut page.last);
            at += 1;
        }
        page.count += 1;
    }
    page.more = at < end && most > 0;
    page
}

fn head(operation: Operation, bucket: &str, query: &Query, page: &Page, text: &dyn Fn(&str) -> String) -> String {
    let root = if operation == Operation::Versions { "ListVersionsResult" } else { "ListBucketResult" };
    let mut head = format!("{}<{root} {}><Name>{bucket}</Name>", xml::DECLARATION, xml::NAMESPACE);
    let mut element = |name: &str, value: &str| {
        write!(head, "<{name}>{value}</{name}>").expect("a String takes everything");
    };
    element("Prefix", &text(query.get("prefix").unwrap_or("")));
    match operation {
        Operation::Objects => {
            element("Marker", &text(query.get("marker").unwrap_or("")));
            if page.more && query.text("delimiter").is_some() {
                element("NextMarker", &text(&page.last));
            }
        }
        Operation::ObjectsV2 => {
            if let Some(token) = query.text("continuation-token") {
                element("ContinuationToken", &xml::escaped(token));
            }
            if let Some(after) = query.text("start-after") {
                element("StartAfter", &text(after));
            }
            if page.more {
                element("NextContinuationToken", &xml::escaped(&format!("t{}", page.last)));
            }
            element("KeyCount", &page.count.to_string());
        }
        Operation::Versions => {
            element("KeyMarker", &text(query.get("key-marker").unwrap_or("")));
            element("VersionIdMarker", "");
            if page.more {
                element("NextKeyMarker", &text(&page.last));
                element("NextVersionIdMarker", "null");
            }
        }
    }
    head
}
