//! The two ways to read XML find the same.

use proptest::prelude::*;

use super::{Walk, parse, plain};
use crate::details::{Details, Form};

/// What is found without the parser, if anything, and with it.
fn both(body: &str) -> (Option<Details>, Details) {
    let empty = || Details { form: Form::Other, ..Details::default() };
    let (mut found, mut parsed) = (empty(), empty());
    let is_plain = plain::read(body.as_bytes(), &mut Walk::new(&mut found)).is_some();
    parse(body.as_bytes(), &mut parsed);
    (is_plain.then_some(found), parsed)
}

#[test]
fn what_is_plain() {
    for (body, is_plain) in [
        ("<Error><Code>C</Code></Error>", true),
        ("<?xml version=\"1.0\"?>\n<Error><Code>C</Code><A><B>1</B> </A></Error>", true),
        (
            "<ErrorResponse xmlns=\"http://x/\"><Error><Code>C</Code></Error><RequestId>R</RequestId></ErrorResponse>",
            true,
        ),
        ("<Error><Code>C</Code><Message>> é</Message></Error>", true),
        ("<Error><Code>C</Code><Message>&lt;</Message></Error>", false),
        ("<Error><Code>C</Code><Message/></Error>", false),
        ("<Error><Code>C</Code><Message><![CDATA[m]]></Message></Error>", false),
        ("<Error><!-- c --><Code>C</Code></Error>", false),
        ("<x:Error><x:Code>C</x:Code></x:Error>", false),
        ("<Error a=\"1>2\"><Code>C</Code></Error>", false),
        ("<Error a='1'><Code>C</Code></Error>", false),
        ("<Error><Code>C</Code >", false),
        ("<Error><Code>C</Error></Code>", false),
        ("<Error><Code>C</Code>", false),
        ("<Error><Code>C</Code></Error></Error>", false),
    ] {
        let (found, parsed) = both(body);
        assert_eq!(found.is_some(), is_plain, "{body}");
        assert_eq!(found.unwrap_or_else(|| both(body).1), parsed, "{body}");
    }
}

#[test]
fn both_stop_at_the_same_limits() {
    for body in [
        format!("<Error><Code>C</Code>{}{}</Error>", "<a>".repeat(40), "</a>".repeat(40)),
        format!("<Error>{}<Code>C</Code></Error>", "<a>1</a>".repeat(20_000)),
    ] {
        let (found, parsed) = both(&body);
        assert_eq!(found.as_ref(), Some(&parsed), "{} bytes", body.len());
    }
}

proptest! {
    #[test]
    fn the_parser_finds_the_same(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        let (found, parsed) = both(&pieces.concat());
        if let Some(found) = found {
            prop_assert_eq!(found, parsed);
        }
    }

    #[test]
    fn in_an_error(pieces in prop::collection::vec(prop::sample::select(MEMBERS), 0..8)) {
        let (found, parsed) = both(&format!("<Error>{}</Error>", pieces.concat()));
        if let Some(found) = found {
            prop_assert_eq!(found, parsed);
        }
    }
}

const PIECES: &[&str] = &[
    "<?xml version=\"1.0\"?>",
    "<Error>",
    "</Error>",
    "<Code>",
    "</Code>",
    "<Message>",
    "</Message>",
    "<a>",
    "</a>",
    "<a/>",
    "<ErrorResponse xmlns=\"u\">",
    "<ErrorResponse>",
    "</ErrorResponse>",
    "text",
    " ",
    "\n",
    "&amp;",
    "<!-- -->",
    "é",
    "</a >",
    "<a b='>'>",
    "<a b=\"/\">",
    "<",
    ">",
    "<a/ >",
    "<b:a>",
    "?>",
    "<!D>",
    "\"",
];

const MEMBERS: &[&str] = &[
    "<Code>C</Code>",
    "<Message>m</Message>",
    "<Message> </Message>",
    "<Token-0>secret</Token-0>",
    "<A><B>1</B><B>2</B></A>",
    "<A><member>1</member></A>",
    " ",
    "<RequestId>R</RequestId>",
    "<Code></Code>",
    "<Key>a > b</Key>",
    "<Key x=\"1\">k</Key>",
    "<Key x=\"/\">k</Key>",
    "<Messages><Message>n</Message></Messages>",
    "<Error><Code>D</Code></Error>",
];
