//! The differences that are known, with their reasons: `differences.tsv`.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value as Json;

const TABLE: &str = include_str!("differences.tsv");

/// The rows of one direction.
pub(crate) struct Differences {
    rows: Vec<[&'static str; 3]>,
    used: RefCell<BTreeSet<usize>>,
}

impl Differences {
    /// Direction, service and operation (`*` for any), a part of the difference's text, and the reason.
    pub(crate) fn read(what: &str) -> Self {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
            let row: Vec<_> = line.split('\t').collect();
            let [direction, name, part, reason] = row[..] else { panic!("a row has four columns: {line}") };
            assert!(!reason.is_empty() && !part.is_empty(), "a difference has a text and a reason: {line}");
            (direction, [name, part, reason])
        });
        let rows = rows.filter(|(direction, _)| *direction == what).map(|(_, row)| row).collect();
        Self { rows, used: RefCell::default() }
    }

    /// Whether a row explains it.
    pub(crate) fn explain(&self, case: &Json, difference: &str) -> bool {
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        let (service, full) = (text("service"), format!("{}.{}", text("service"), text("operation")));
        let of_service = |name: &str| name.strip_suffix(".*").is_some_and(|name| name == service);
        let of_protocol = |name: &str| name == text("protocol");
        let is_of = |name: &str| name == "*" || name == full || of_service(name) || of_protocol(name);
        let place = self.rows.iter().position(|[name, part, _]| is_of(name) && difference.contains(part));
        self.used.borrow_mut().extend(place);
        place.is_some()
    }

    /// The rows that explained nothing.
    pub(crate) fn unused(&self) -> Vec<&'static str> {
        let rows = self.rows.iter().enumerate().filter(|(place, _)| !self.used.borrow().contains(place));
        rows.map(|(_, [name, ..])| *name).collect()
    }
}
