//! Documents that servers send, might send, and should not send.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::listing::layout::{Field, Kind, Layout};

/// A document around what the root holds.
pub(in super::super) fn document(layout: &Layout, inner: &str) -> String {
    let root = layout.root;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>logs</Name>\
         <Prefix></Prefix><IsTruncated>true</IsTruncated>{inner}</{root}>"
    )
}

/// Any document: mostly one that a server may send.
pub(in super::super) fn any_document(layout: &'static Layout) -> impl Strategy<Value = String> {
    let declaration = prop_oneof![
        12 => select(vec![
            "",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<?xml version='1.0' encoding='utf-8' ?>\n",
            "<?xml version=\"1.0\"?>\r\n\r\n",
        ]),
        1 => Just("<!-- c --><?xml version=\"1.0\"?>"),
    ];
    let namespace = prop_oneof![
        12 => select(vec![
            "",
            " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"",
            " xmlns:s3=\"http://s3.amazonaws.com/doc/2006-03-01/\"",
            " xmlns=\"a\" xmlns:b=\"c\"",
        ]),
        1 => select(vec![" xmlns=\"urn:x&amp;y\"", " xmlns='a'", " id=\"1\""]),
    ];
    let inner = prop::collection::vec((on_page(layout), "[ \n]{0,2}"), 0..6);
    let ending =
        prop_oneof![16 => Just(""), 2 => Just("\n"), 1 => select(vec!["<a>", "</a>", "x", "<!-- c -->", "\0"])];
    (declaration, namespace, inner, ending, any::<Index>(), 0..20_u8).prop_map(
        move |(declaration, namespace, inner, ending, at, cut)| {
            let (root, inner) =
                (layout.root, inner.into_iter().map(|(element, space)| element + &space).collect::<String>());
            let mut body = format!("{declaration}<{root}{namespace}>{inner}</{root}>{ending}");
            if cut == 0 {
                let at = (0..=at.index(body.len() + 1)).rev().find(|at| body.is_char_boundary(*at)).unwrap_or(0);
                body.truncate(at);
            }
            body
        },
    )
}

fn on_page(layout: &'static Layout) -> impl Strategy<Value = String> {
    let fields = if layout.page.is_empty() { &[("Odd", Kind::Text)] } else { layout.page };
    let known = select(fields).prop_flat_map(|(name, kind)| value(kind).prop_map(move |value| leaf(name, &value)));
    let other = select(vec!["Odd", "Owner", "Initiator", "KeyMarker", "Delimiter"]);
    prop_oneof![
        12 => entries(layout),
        6 => known,
        3 => text().prop_map(|text| format!("<CommonPrefixes><Prefix>{text}</Prefix></CommonPrefixes>")),
        3 => Just("<EncodingType>url</EncodingType>".to_owned()),
        1 => (other.clone(), text()).prop_map(|(name, text)| leaf(name, &text)),
        1 => (other, text(), text()).prop_map(|(name, one, two)| leaf(name, &(leaf("ID", &one) + &leaf("DisplayName", &two)))),
        1 => odd(),
    ]
}

/// Several entries: alike in their markup, or each with elements of its own.
fn entries(layout: &'static Layout) -> impl Strategy<Value = String> {
    let name = select(layout.entries);
    let shape = prop::sample::subsequence(elements(layout), 0..6).prop_shuffle();
    let alike = (name.clone(), shape, "[ \n]{0,2}").prop_flat_map(|(name, shape, space)| {
        let row: Vec<_> = shape.into_iter().map(element).collect();
        prop::collection::vec(row, 1..4)
            .prop_map(move |rows| rows.into_iter().map(|row| leaf(name, &row.join(&space))).collect::<String>())
    });
    let any = select(elements(layout)).prop_flat_map(element);
    let any = (name, prop::collection::vec(prop_oneof![6 => any, 1 => odd()], 0..5))
        .prop_map(|(name, elements)| leaf(name, &elements.concat()));
    prop_oneof![2 => alike, 1 => any]
}

/// The elements of an entry: each the fields that stand in it, or the one that it is.
fn elements(layout: &'static Layout) -> Vec<Vec<Field>> {
    let outer = |field: &Field| field.0.split_once('/').map_or(field.0, |(group, _)| group);
    layout.fields.chunk_by(|one, other| outer(one) == outer(other)).map(<[Field]>::to_vec).collect()
}

fn element(fields: Vec<Field>) -> impl Strategy<Value = String> {
    let group = fields.first().and_then(|field| field.0.split_once('/')).map(|(group, _)| group);
    let leaves: Vec<_> = fields
        .into_iter()
        .map(|(name, kind)| {
            let name = name.split_once('/').map_or(name, |(_, name)| name);
            value(kind).prop_map(move |value| leaf(name, &value))
        })
        .collect();
    leaves.prop_map(move |leaves| group.map_or_else(|| leaves.concat(), |group| leaf(group, &leaves.concat())))
}

fn leaf(name: &str, inner: &str) -> String {
    format!("<{name}>{inner}</{name}>")
}

/// What no known server sends.
fn odd() -> impl Strategy<Value = String> {
    select(vec![
        "<Owner/>",
        "<Key/>",
        "<Owner></Owner>",
        "<Key><b>1</b></Key>",
        "<!-- c -->",
        "<x:Key>a</x:Key>",
        "<![CDATA[x]]>",
        "<Key><![CDATA[<a&b>]]></Key>",
        "<Size> 5</Size>",
        "<Key a=\"b\">c</Key>",
        "<Unknown>u</Unknown>",
        "<Unknown><Deep><Er>1</Er></Deep></Unknown>",
        "<?pi x?>",
        "text",
        "<Owner><ID>1</ID><Odd>2</Odd></Owner>",
        "<Owner><ID>1</ID>\n<DisplayName>n</DisplayName></Owner>",
    ])
    .prop_map(str::to_owned)
}

/// A text for a field of this kind, mostly a good one.
fn value(kind: Kind) -> BoxedStrategy<String> {
    let good = match kind {
        Kind::Text | Kind::Name => return text().boxed(),
        Kind::Flag => any::<bool>().prop_map(|flag| flag.to_string()).boxed(),
        Kind::Integer => (0..20_000_i64).prop_map(|number| number.to_string()).boxed(),
        Kind::Long => prop_oneof![0..9_000_000_000_i64, 0..i64::MAX].prop_map(|number| number.to_string()).boxed(),
        Kind::Time => prop_oneof![
            12 => (1900_u16..2100, 1_u8..13, 1_u8..29, 0_u8..24, 0_u8..60, 0_u16..1000),
            1 => (0_u16..2100, 0_u8..14, 0_u8..33, 0_u8..25, 0_u8..61, 0_u16..1000),
        ]
        .prop_map(|(year, month, day, hour, minute, milli)| {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:59.{milli:03}Z")
        })
        .boxed(),
    };
    let bad = select(vec![
        "",
        " 1",
        "1 ",
        "-1",
        "+1",
        "1e3",
        "TRUE",
        "2024-02-30T00:00:00Z",
        "2024-01-01",
        "99999999999999999999",
    ]);
    prop_oneof![40 => good, 1 => bad.prop_map(str::to_owned), 1 => text()].boxed()
}

/// A text, as a document may write it: nasty keys among them.
fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        6 => "[a-z0-9/._-]",
        1 => "\\PC",
        2 => select(vec![
            "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#39;", "&#x41;", "&#10;", "&#13;", ">", "\"", "'", " ", "\t", "\r\n",
            "\u{e9}", "\u{1f600}", "]", "%2F", "%20", "%C3%BC", "+", "%", "\u{85}", "\u{2028}",
        ])
        .prop_map(str::to_owned),
        1 => prop_oneof![
            40 => Just("a"),
            1 => select(vec!["&nbsp;", "&#1;", "&", ";", "%FF", "]]>", "\u{fffe}", "\u{1}", "&#xD800;", "&#x110000;", "&#0038;"]),
        ]
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(character, 0..12).prop_map(|parts| parts.concat().replace('<', ""))
}
