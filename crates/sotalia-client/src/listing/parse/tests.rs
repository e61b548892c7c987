//! The parser, held to the SDK's.

use std::sync::Arc;

use aws_sdk_s3::operation::list_objects_v2::{ListObjectsV2, ListObjectsV2Output};
use aws_sdk_s3::types::Object;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin as _;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse as _, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use bytes::Bytes;
use proptest::prelude::*;

use super::parse;
use crate::listing::ListedObject;
use crate::listing::layout::OBJECTS;
use crate::listing::page::ListingPage;

/// What the SDK's own deserializer makes of a body.
fn sdk(body: &str) -> Option<ListObjectsV2Output> {
    let response = HttpResponse::new(200.try_into().expect("a status"), SdkBody::from(body));
    let layer = ListObjectsV2::new().config().expect("the operation has a configuration");
    let own = layer.load::<SharedResponseDeserializer>().expect("the operation has a deserializer");
    let output = own.deserialize_nonstreaming_with_config(&response, &ConfigBag::base()).ok()?;
    output.downcast::<ListObjectsV2Output>().ok()
}

fn ours(body: &str) -> Option<ListingPage> {
    parse(&OBJECTS, Bytes::copy_from_slice(body.as_bytes()))
}

/// Whether a body that we read says the same to the SDK. True for one that is left to the SDK.
fn agrees(body: &str) -> Result<bool, String> {
    let Some(page) = ours(body) else { return Ok(false) };
    let Some(expected) = sdk(body) else { return Err(format!("the SDK refuses what we take: {body}")) };
    let page = Arc::new(page);
    let objects: Vec<Object> = (0..page.len()).map(|entry| Object::from(ListedObject::of_page(&page, entry))).collect();
    let of_page = |name| page.page_field(name).map(str::to_owned);
    let prefixes: Vec<_> = page.prefixes.iter().map(|span| page.text(*span).map(str::to_owned)).collect();
    let same = objects == expected.contents()
        && of_page("IsTruncated") == expected.is_truncated().map(|flag| flag.to_string())
        && of_page("NextContinuationToken").as_deref() == expected.next_continuation_token()
        && of_page("EncodingType").as_deref() == expected.encoding_type().map(aws_sdk_s3::types::EncodingType::as_str)
        && of_page("Prefix").as_deref() == expected.prefix()
        && prefixes == expected.common_prefixes().iter().map(|one| one.prefix.clone()).collect::<Vec<_>>();
    if same { Ok(true) } else { Err(format!("{body}\nis read as {objects:#?}\nand by the SDK as {expected:#?}")) }
}

/// A document around entries.
fn document(inner: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>logs</Name><Prefix></Prefix><IsTruncated>true</IsTruncated>{inner}</ListBucketResult>"#
    )
}

const ENTRY: &str = "<Contents><Key>a/b.txt</Key><LastModified>2026-11-25T04:05:06.000Z</LastModified><ETag>&quot;d41d8&quot;</ETag>\
    <ChecksumAlgorithm>CRC32</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType><Size>12</Size>\
    <Owner><ID>me</ID><DisplayName>I</DisplayName></Owner><StorageClass>STANDARD</StorageClass></Contents>";

#[test]
fn what_servers_send_is_read_here() {
    let restored = "<Contents><Key>k</Key><RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress>\
        <RestoreExpiryDate>2024-02-29T00:00:00Z</RestoreExpiryDate></RestoreStatus></Contents>";
    let cases = [
        ("no entry", document("")),
        ("an entry", document(ENTRY)),
        ("two", document(&ENTRY.repeat(2))),
        ("another order", document(&format!("{ENTRY}<Contents><Size>1</Size><Key>k</Key></Contents>{ENTRY}"))),
        (
            "several checksums",
            document(&ENTRY.replace("<ChecksumType>", "<ChecksumAlgorithm>SHA1</ChecksumAlgorithm><ChecksumType>")),
        ),
        ("a restored one", document(restored)),
        ("white space", document(&ENTRY.replace("><", ">\n  <"))),
        ("an element that nobody knows", document(&ENTRY.replace("<Size>", "<Flavour>sweet</Flavour><Size>"))),
        ("a group that nobody knows", document("<Extra><A>1</A><B>2</B></Extra>")),
        (
            "prefixes",
            document(
                "<CommonPrefixes><Prefix>a&amp;b/</Prefix></CommonPrefixes><CommonPrefixes><Prefix>c/</Prefix></CommonPrefixes>",
            ),
        ),
        ("references", document("<Contents><Key>&lt;&#38;&#x26;&#13;&apos;</Key></Contents>")),
        ("no declaration", "<ListBucketResult><Delimiter/><MaxKeys>1000</MaxKeys></ListBucketResult>".to_owned()),
        ("a token", document("<NextContinuationToken>1/a&amp;b==</NextContinuationToken>")),
        ("an empty key", document("<Contents><Key></Key></Contents>")),
    ];
    for (name, body) in cases {
        assert_eq!(agrees(&body), Ok(true), "{name} must be read here, as the SDK reads it");
    }
}

#[test]
fn what_is_not_known_is_left_to_the_sdk() {
    let cases = [
        ("an error", "<Error><Code>NoSuchBucket</Code></Error>".to_owned()),
        ("CDATA", document("<Contents><Key><![CDATA[a]]></Key></Contents>")),
        ("a comment", document("<!-- hello --><Contents><Key>a</Key></Contents>")),
        ("a prefix", document("<s3:Contents><Key>a</Key></s3:Contents>")),
        ("an attribute", document(r#"<Contents><Key a="b">a</Key></Contents>"#)),
        ("the same field twice", document("<Contents><Key>a</Key><Key>b</Key></Contents>")),
        ("a size that is no count", document("<Contents><Key>a</Key><Size>1e3</Size></Contents>")),
        (
            "a time of a day that is not",
            document("<Contents><LastModified>2026-02-30T00:00:00Z</LastModified></Contents>"),
        ),
        ("an entity that is not XML's", document("<Contents><Key>&nbsp;</Key></Contents>")),
        ("a character that is not XML's", document("<Contents><Key>&#1;</Key></Contents>")),
        ("a group that is empty", document("<Contents><Owner></Owner></Contents>")),
        ("text between elements", document("text<Contents><Key>a</Key></Contents>")),
        ("what was cut short", document(ENTRY)[..300].to_owned()),
        ("something behind", format!("{}<a>", document(""))),
        ("nothing", String::new()),
        ("no XML", "not found".to_owned()),
    ];
    for (name, body) in cases {
        assert!(ours(&body).is_none(), "{name} must be left to the SDK: {body}");
    }
}

#[test]
fn names_are_decoded_where_the_answer_says_so() {
    let body = document(
        "<EncodingType>url</EncodingType><Contents><Key>a+b%2F%C3%BC</Key></Contents><Contents><Key>plain</Key></Contents>",
    );
    let mut page = ours(&body).expect("a listing");
    page.decode_names().expect("UTF-8");
    let keys: Vec<_> = (0..page.len()).map(|entry| page.get(entry, 0)).collect();
    assert_eq!(keys, [Some("a b/ü"), Some("plain")]);
    let mut page = ours(&body.replace("%C3%BC", "%FF")).expect("a listing");
    assert!(page.decode_names().is_err(), "a name that is no text when decoded must be an error");
}

/// A text, and how a document may write it.
fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => "[a-z0-9/._-]",
        1 => "\\PC",
        1 => prop::sample::select(vec!["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#x41;", "&#10;", ">", "\"", " ", "\t", "\u{e9}", "\u{1f600}", "]"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(character, 0..12).prop_map(|parts| parts.concat().replace('<', "").replace("&&", ""))
}

fn field() -> impl Strategy<Value = String> {
    let named =
        prop::sample::select(vec!["Key", "ETag", "StorageClass", "ChecksumType", "ChecksumAlgorithm", "Unknown"]);
    prop_oneof![
        6 => (named, text()).prop_map(|(name, text)| format!("<{name}>{text}</{name}>")),
        1 => (0_i64..i64::MAX).prop_map(|size| format!("<Size>{size}</Size>")),
        1 => "[0-9+. -]{0,4}".prop_map(|size| format!("<Size>{size}</Size>")),
        2 => (1900_u16..2100, 0_u8..14, 0_u8..33, 0_u8..25, 0_u8..61, 0_u16..1000)
            .prop_map(|(year, month, day, hour, minute, milli)|
                format!("<LastModified>{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:59.{milli:03}Z</LastModified>")),
        1 => (text(), text()).prop_map(|(id, name)| format!("<Owner><ID>{id}</ID> <DisplayName>{name}</DisplayName></Owner>")),
        1 => any::<bool>().prop_map(|flag| format!("<RestoreStatus><IsRestoreInProgress>{flag}</IsRestoreInProgress></RestoreStatus>")),
        1 => prop::sample::select(vec!["<Owner/>", "<Key/>", "<Key><b>1</b></Key>", "<!-- c -->", "<x:Key>a</x:Key>", "<![CDATA[x]]>", "<Size> 5</Size>"])
            .prop_map(str::to_owned),
    ]
}

fn entry() -> impl Strategy<Value = String> {
    (prop::collection::vec((field(), "[ \n]{0,2}"), 0..7)).prop_map(|fields| {
        let inner: String = fields.into_iter().map(|(field, space)| field + &space).collect();
        format!("<Contents>{inner}</Contents>")
    })
}

fn on_page() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => entry(),
        1 => text().prop_map(|text| format!("<CommonPrefixes><Prefix>{text}</Prefix></CommonPrefixes>")),
        1 => (prop::sample::select(vec!["NextContinuationToken", "Delimiter", "Marker", "StartAfter", "Odd"]), text())
            .prop_map(|(name, text)| format!("<{name}>{text}</{name}>")),
        1 => "[0-9-]{0,11}".prop_map(|count| format!("<KeyCount>{count}</KeyCount>")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_listing_is_read_as_the_sdk_reads_it(parts in prop::collection::vec(on_page(), 0..6)) {
        if let Err(difference) = agrees(&document(&parts.concat())) {
            prop_assert!(false, "{}", difference);
        }
    }

    #[test]
    fn any_change_of_a_byte_is_read_as_the_sdk_reads_it(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut body = document(&ENTRY.repeat(3)).into_bytes();
        let at = at.index(body.len());
        if cut { body.truncate(at) } else { body[at] = byte }
        if let Ok(body) = String::from_utf8(body)
            && let Err(difference) = agrees(&body)
        {
            prop_assert!(false, "{}", difference);
        }
    }
}
