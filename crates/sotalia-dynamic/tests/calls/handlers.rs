//! The table of botocore's handlers, compared with the botocore that it is about.

use std::collections::BTreeMap;
use std::path::Path;

use crate::botocore;

/// Prints the handlers.
const SCRIPT: &str = include_str!("botocore_handlers.py");
/// What became of each of them.
const TABLE: &str = include_str!("../../botocore-handlers.tsv");

/// Lines by how often they are there: botocore may register a handler twice.
fn counted<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        let mut fields = line.split('\t');
        let key = format!("{}\t{}", fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        *counts.entry(key).or_default() += 1;
    }
    counts
}

#[test]
fn every_handler_of_botocore_is_in_the_table() {
    let Some(printed) = botocore::printed("handlers", SCRIPT, &[]) else { return };
    let (botocore, table) = (counted(printed.lines()), counted(TABLE.lines().skip(1)));
    assert!(botocore.len() > 80, "expected botocore's handlers, got {botocore:?}");
    let missing: Vec<_> = botocore.iter().filter(|row| table.get(row.0) != Some(row.1)).collect();
    let gone: Vec<_> = table.keys().filter(|row| !botocore.contains_key(*row)).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not in the table: {missing:?}; not in botocore: {gone:?}");
}

#[test]
fn every_row_of_the_table_says_where_or_why() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for row in TABLE.lines().skip(1) {
        let fields: Vec<_> = row.split('\t').collect();
        let [_, _, decision, reason] = fields[..] else { panic!("expected four fields in {row:?}") };
        assert!(["ported", "core", "sdk", "not needed"].contains(&decision), "what is {decision:?} in {row:?}?");
        assert!(!reason.is_empty(), "{row:?} has no reason");
        if decision == "ported" {
            let file = reason.split('`').nth(1).unwrap_or_default();
            assert!(file.ends_with(".rs") && sources.join(file).exists(), "{row:?}: there is no {file:?}");
        }
    }
}
