//! The sample model has every key that `model.rs` knows, and every form of a value.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Item, Type};

const MODEL: &str = include_str!("model.rs");
const SAMPLE: &str = include_str!("../../../tests/golden/resources.toml");

/// Forms of values, and where else they are if the SDK of the sample has no place for them.
const FORMS: [(&str, &str); 27] = [
    ("\"identifier:", SAMPLE),
    ("\"string:", SAMPLE),
    ("\"data:", SAMPLE),
    ("\"request:", SAMPLE),
    ("\"response:", SAMPLE),
    ("\"item:", SAMPLE),
    ("\"input\"", SAMPLE),
    ("path = \"@\"", SAMPLE),
    ("[]\"", SAMPLE),
    ("[0]\"", SAMPLE),
    ("[*].", SAMPLE),
    ("[].", SAMPLE),
    ("data = \"answer:", SAMPLE),
    ("data = \"crate::", SAMPLE),
    ("list = \"response:", SAMPLE),
    (": i32\"", SAMPLE),
    ("\"string:true\"", SAMPLE),
    ("\"status:", SAMPLE),
    ("\"error:", SAMPLE),
    ("\"path:", SAMPLE),
    ("\"pathAll:", SAMPLE),
    ("\"pathAny:", SAMPLE),
    ("\"length:", SAMPLE),
    ("[]\" = \"string:", SAMPLE),
    // S3 has no request with a list of structures or of text.
    ("list = \"request:", include_str!("../../../crates/sotalia-ec2/resources.toml")),
    ("\"item:@\"", include_str!("../../../crates/sotalia-sqs/resources.toml")),
    ("[].MetricName\" = ", include_str!("../../../crates/sotalia-cloudwatch/resources.toml")),
];

/// The keys of each structure of the model, and which structure is below a key.
fn structures() -> BTreeMap<String, BTreeMap<String, Option<String>>> {
    let file = syn::parse_file(MODEL).expect("model.rs is Rust");
    let structures: Vec<_> = file
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) if attributes(&item.attrs).contains("deny_unknown_fields") => Some(item),
            _ => None,
        })
        .collect();
    let names: BTreeSet<String> = structures.iter().map(|item| item.ident.to_string()).collect();
    let of = |item: &&syn::ItemStruct| {
        let fields = item.fields.iter().filter(|field| !attributes(&field.attrs).contains("skip"));
        fields
            .map(|field| {
                let own = field.ident.as_ref().expect("the fields have names").to_string();
                let renamed = attributes(&field.attrs);
                let renamed = renamed.split_once("rename = \"").and_then(|(_, rest)| rest.split_once('"'));
                let key = renamed.map_or(own, |(key, _)| key.to_owned());
                (key, names.iter().find(|name| mentions(&field.ty, name)).cloned())
            })
            .collect()
    };
    structures.iter().map(|item| (item.ident.to_string(), of(item))).collect()
}

/// The text of the attributes.
fn attributes(attributes: &[syn::Attribute]) -> String {
    let lists = attributes.iter().filter_map(|attribute| attribute.meta.require_list().ok());
    let tokens = lists.filter(|list| list.path.is_ident("serde")).map(|list| list.tokens.to_string());
    tokens.collect::<Vec<_>>().join(", ")
}

/// Whether a type is this one, or a list or an option of it.
fn mentions(kind: &Type, name: &str) -> bool {
    let Type::Path(path) = kind else { return false };
    path.path.segments.iter().any(|segment| {
        segment.ident == name
            || matches!(&segment.arguments, syn::PathArguments::AngleBracketed(inner) if inner.args.iter().any(
                |inner| matches!(inner, syn::GenericArgument::Type(kind) if mentions(kind, name))
            ))
    })
}

/// Takes what a table has off the keys that are missing.
fn cross_off(
    all: &BTreeMap<String, BTreeMap<String, Option<String>>>,
    missing: &mut BTreeSet<(String, String)>,
    structure: &str,
    value: &toml::Value,
) {
    match value {
        toml::Value::Array(list) => list.iter().for_each(|one| cross_off(all, missing, structure, one)),
        toml::Value::Table(table) => {
            for (key, value) in table {
                missing.remove(&(structure.to_owned(), key.clone()));
                if let Some(Some(inner)) = all[structure].get(key) {
                    cross_off(all, missing, inner, value);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_key_of_the_model_is_in_the_sample() {
    let all = structures();
    assert!(all.len() > 8 && all["Action"].contains_key("closure"), "expected the structures of model.rs: {all:?}");
    let keys = |(structure, keys): (&String, &BTreeMap<String, _>)| {
        keys.keys().map(|key| (structure.clone(), key.clone())).collect::<Vec<_>>()
    };
    let mut missing: BTreeSet<(String, String)> = all.iter().flat_map(keys).collect();
    let sample = toml::from_str(SAMPLE).expect("the sample is TOML");
    cross_off(&all, &mut missing, "Model", &sample);
    assert!(missing.is_empty(), "keys that the sample lacks: add them to tests/golden/resources.toml: {missing:?}");
}

#[test]
fn every_form_of_a_value_is_in_a_model() {
    let missing: Vec<&str> =
        FORMS.iter().filter(|(form, model)| !model.contains(form)).map(|(form, _)| *form).collect();
    assert!(missing.is_empty(), "forms that no model of the tests has: {missing:?}");
}
