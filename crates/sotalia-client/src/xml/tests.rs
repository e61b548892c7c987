//! Whole documents, and every way to cut one.

use proptest::prelude::*;

use super::{ends_with_root, is_complete};

#[test]
fn whole_documents_are_told_from_cut_ones() {
    let cases: [(&str, bool); 14] = [
        ("<a/>", true),
        ("<a></a>", true),
        ("  <?xml version=\"1.0\"?>\n<a xmlns=\"x\"><b>1</b></a>\n", true),
        ("<?xml version=\"1.0\"?><!-- < --><a><b/></a><!-- end -->", true),
        ("<n:a xmlns:n=\"x\"></n:a >", true),
        ("<a><![CDATA[</a>]]></a>", true),
        ("", false),
        ("<", false),
        ("<a", false),
        ("<a>", false),
        ("<a><b></b>", false),
        ("<a><b></a", false),
        ("<?xml version=\"1.0\"?>", false),
        ("<ab><a></a>", false),
    ];
    for (document, expected) in cases {
        assert_eq!(is_complete(document.as_bytes()), expected, "{document}");
    }
}

#[test]
fn every_cut_of_a_listing_is_seen() {
    let document = "<?xml version=\"1.0\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
        <Name>b</Name><Contents><Key>a&lt;b</Key><Size>1</Size></Contents></ListBucketResult>";
    assert!(ends_with_root(document.as_bytes()), "the quick way must know a usual answer");
    for length in 0..document.len() {
        assert!(!is_complete(&document.as_bytes()[..length]), "cut at {length}: {}", &document[..length]);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_judged_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        is_complete(&bytes);
    }

    #[test]
    fn any_document_is_whole_and_no_cut_of_it_is(names in proptest::collection::vec("[a-z]{1,4}", 1..6), text in "[ -;=?-~]{0,20}") {
        let mut document: String = names.iter().map(|name| format!("<{name}>")).collect();
        document.push_str(&text.replace('&', ""));
        let root = &names[0];
        for name in names.iter().rev() {
            document.push_str(&format!("</{name}>"));
        }
        prop_assert!(is_complete(document.as_bytes()), "{}", document);
        // A nested element may bear the root's name; cuts are only told apart where it does not.
        if !names[1..].contains(root) {
            for length in 0..document.len() {
                prop_assert!(!is_complete(&document.as_bytes()[..length]), "cut at {}: {}", length, document);
            }
        }
    }
}
