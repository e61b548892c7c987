//! The parser, held to the SDK's.

mod operation;

use std::sync::Arc;

use bytes::Bytes;
use proptest::prelude::*;

use self::operation::{Listing, Objects, ObjectsV2, Parts, Uploads, Versions};
use super::documents::{self, any_document};
use super::parse;
use crate::listing::layout::Layout;
use crate::listing::layout::objects::OBJECTS_V2;
use crate::listing::page::ListingPage;

fn ours(layout: &'static Layout, body: &str) -> Option<ListingPage> {
    parse(layout, Bytes::copy_from_slice(body.as_bytes()))
}

/// Whether a body that we read says the same to the SDK, as it came and with its names decoded. True for one that is left to
/// the SDK.
fn agrees<L: Listing>(body: &str) -> Result<bool, String> {
    let Some(page) = ours(L::LAYOUT, body) else { return Ok(false) };
    let Some(mut expected) = L::sdk(body) else { return Err(format!("the SDK refuses what we take: {body}")) };
    compare::<L>(page, &expected, body)?;
    let mut page = ours(L::LAYOUT, body).ok_or("it was read before")?;
    page.gather_names();
    compare::<L>(page, &expected, body)?;
    let mut page = ours(L::LAYOUT, body).ok_or("it was read before")?;
    let (is_decoded, should_be) = (page.decode_names().is_ok(), L::decode(&mut expected));
    if is_decoded != should_be {
        return Err(format!("{body}\nnames can be decoded: {is_decoded}, as the SDK's answer has them: {should_be}"));
    }
    if is_decoded {
        compare::<L>(page, &expected, body)?;
    }
    Ok(true)
}

fn compare<L: Listing>(page: ListingPage, expected: &L::Output, body: &str) -> Result<(), String> {
    let page = Arc::new(page);
    let items: Vec<L::Item> = (0..page.len()).map(|entry| L::view(&page, entry).into()).collect();
    if items != L::items(expected) {
        return Err(format!("{body}\nis read as {items:#?}\nand by the SDK as {:#?}", L::items(expected)));
    }
    for (entry, item) in items.into_iter().enumerate() {
        let (told, of_sdk) = (L::told(&L::view(&page, entry)), L::told(&L::View::from(item)));
        if told != of_sdk {
            return Err(format!("{body}\nA view tells {told}\nand with the SDK's structure {of_sdk}"));
        }
    }
    for (name, value) in L::fields(expected) {
        if page.page_field(name) != value.as_deref() {
            return Err(format!("{body}\nhas {name} {:?}, and to the SDK {value:?}", page.page_field(name)));
        }
    }
    let prefixes: Vec<_> = page.prefixes.iter().map(|span| page.text(*span)).collect();
    let of_sdk: Vec<_> = L::prefixes(expected).iter().map(|one| one.prefix()).collect();
    if prefixes == of_sdk {
        Ok(())
    } else {
        Err(format!("{body}\nhas prefixes {prefixes:?}, and to the SDK {of_sdk:?}"))
    }
}

/// A document with objects.
fn document(inner: &str) -> String {
    documents::document(&OBJECTS_V2, inner)
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
        assert_eq!(agrees::<ObjectsV2>(&body), Ok(true), "{name} must be read here, as the SDK reads it");
    }
}

/// An entry of every listing, with all that S3 sends, and how it is read.
#[test]
fn entries_of_every_listing_are_read_here() {
    const OWNER: &str = "<Owner><ID>me</ID><DisplayName>I</DisplayName></Owner>";
    const WHEN: &str = "2026-11-25T04:05:06.000Z";
    let version = format!(
        "<Version><Key>k</Key><VersionId>v1</VersionId><IsLatest>true</IsLatest><LastModified>{WHEN}</LastModified>\
         <ETag>&quot;e&quot;</ETag><ChecksumAlgorithm>CRC32</ChecksumAlgorithm><ChecksumAlgorithm>SHA1</ChecksumAlgorithm>\
         <Size>5</Size><StorageClass>STANDARD</StorageClass>{OWNER}<RestoreStatus><IsRestoreInProgress>true</IsRestoreInProgress>\
         </RestoreStatus></Version>"
    );
    let marker = format!(
        "<DeleteMarker><Key>k</Key><VersionId>m1</VersionId><IsLatest>false</IsLatest><LastModified>{WHEN}</LastModified>{OWNER}\
         </DeleteMarker>"
    );
    let mixed = documents::document(Versions::LAYOUT, &[&*marker, &version, &marker, &version, &version].concat());
    assert_eq!(agrees::<Versions>(&mixed), Ok(true), "versions and delete markers");
    let page = Arc::new(ours(Versions::LAYOUT, &mixed).expect("a listing"));
    let kinds: Vec<_> = (0..page.len()).map(|entry| Versions::view(&page, entry).is_delete_marker()).collect();
    assert_eq!(kinds, [false, false, false, true, true], "versions come first, as in boto3");
    let upload = format!(
        "<Upload><Key>k</Key><UploadId>u</UploadId><Initiator><ID>she</ID><DisplayName>S</DisplayName></Initiator>{OWNER}\
         <StorageClass>GLACIER</StorageClass><Initiated>{WHEN}</Initiated><ChecksumAlgorithm>CRC32</ChecksumAlgorithm>\
         <ChecksumType>COMPOSITE</ChecksumType></Upload>"
    );
    assert_eq!(agrees::<Uploads>(&documents::document(Uploads::LAYOUT, &upload.repeat(2))), Ok(true), "uploads");
    let part = format!(
        "<Part><PartNumber>1</PartNumber><LastModified>{WHEN}</LastModified><ETag>&quot;e&quot;</ETag><Size>5242880</Size>\
         <ChecksumCRC32>AAAA</ChecksumCRC32><ChecksumSHA256>BB==</ChecksumSHA256></Part>"
    );
    let page = format!(
        "{OWNER}<Initiator><ID>a&amp;b</ID></Initiator><NextPartNumberMarker>2</NextPartNumberMarker>{part}{part}"
    );
    assert_eq!(agrees::<Parts>(&documents::document(Parts::LAYOUT, &page)), Ok(true), "parts");
    let bad = page.replace("a&amp;b", "a&nbsp;b");
    assert_eq!(agrees::<Parts>(&documents::document(Parts::LAYOUT, &bad)), Ok(false), "an owner that the SDK refuses");
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
        assert!(ours(&OBJECTS_V2, &body).is_none(), "{name} must be left to the SDK: {body}");
    }
}

#[test]
fn names_are_decoded_where_the_answer_says_so() {
    let body = document(
        "<EncodingType>url</EncodingType><Contents><Key>a+b%2F%C3%BC</Key></Contents><Contents><Key>plain</Key></Contents>",
    );
    let mut page = ours(&OBJECTS_V2, &body).expect("a listing");
    page.decode_names().expect("UTF-8");
    let keys: Vec<_> = (0..page.len()).map(|entry| page.get(entry, 0)).collect();
    assert_eq!(keys, [Some("a b/ü"), Some("plain")]);
    let mut page = ours(&OBJECTS_V2, &body.replace("%C3%BC", "%FF")).expect("a listing");
    assert!(page.decode_names().is_err(), "a name that is no text when decoded must be an error");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn objects_are_read_as_the_sdk_reads_them(body in any_document(ObjectsV2::LAYOUT)) {
        agrees::<ObjectsV2>(&body).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn objects_of_the_older_listing_are_read_as_the_sdk_reads_them(body in any_document(Objects::LAYOUT)) {
        agrees::<Objects>(&body).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn versions_are_read_as_the_sdk_reads_them(body in any_document(Versions::LAYOUT)) {
        agrees::<Versions>(&body).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn uploads_are_read_as_the_sdk_reads_them(body in any_document(Uploads::LAYOUT)) {
        agrees::<Uploads>(&body).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn parts_are_read_as_the_sdk_reads_them(body in any_document(Parts::LAYOUT)) {
        agrees::<Parts>(&body).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn any_change_of_a_byte_is_read_as_the_sdk_reads_it(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut body = document(&ENTRY.repeat(3)).into_bytes();
        let at = at.index(body.len());
        if cut { body.truncate(at) } else { body[at] = byte }
        if let Ok(body) = String::from_utf8(body) {
            agrees::<ObjectsV2>(&body).map_err(TestCaseError::fail)?;
        }
    }
}

/// The documents of the tests above would prove nothing if they were all left to the SDK.
#[test]
fn many_documents_are_read_here() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let documents = any_document(Versions::LAYOUT);
    let mut read = 0;
    for _ in 0..1000 {
        let body = documents.new_tree(&mut runner).expect("a document").current();
        read += usize::from(ours(Versions::LAYOUT, &body).is_some_and(|page| page.len() > 0));
    }
    assert!(read > 120, "of 1000 documents {read} with entries were read here");
}
