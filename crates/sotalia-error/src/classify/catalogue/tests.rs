//! The tables are in order.

use super::{COMMON, SERVICES, Table};
use crate::codes;

fn check_sorted(name: &str, table: Table) {
    for pair in table.windows(2) {
        assert!(pair[0].0 < pair[1].0, "{name}: {} comes before {}, each code once", pair[0].0, pair[1].0);
    }
}

#[test]
fn tables_are_sorted() {
    check_sorted("COMMON", COMMON);
    for (name, table) in SERVICES {
        check_sorted(name, table);
    }
}

#[test]
fn every_row_has_a_constant() {
    let modules =
        [("", codes::aws::ALL), ("kinesis", codes::kinesis::ALL), ("s3", codes::s3::ALL), ("sts", codes::sts::ALL)];
    for (name, constants) in modules {
        let table = SERVICES.iter().find(|(service, _)| *service == name).map_or(COMMON, |(_, table)| table);
        for (code, _) in table {
            assert!(constants.iter().any(|constant| constant == code), "codes of {name:?} have a constant for {code}");
        }
        assert_eq!(table.len(), constants.len(), "constants of {name:?}");
    }
}
