//! The differences that are meant, and why.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::case::folder;
use crate::compare::Difference;

/// The rows of `differences.tsv`.
#[derive(Debug)]
pub struct Differences {
    rows: Vec<Row>,
    used: RefCell<BTreeSet<usize>>,
}

#[derive(Debug)]
struct Row {
    service: String,
    case: String,
    path: String,
    reason: String,
}

impl Differences {
    /// Reads the table.
    ///
    /// # Panics
    ///
    /// If a row has not four columns.
    pub fn read() -> Self {
        let text = std::fs::read_to_string(folder().join("differences.tsv")).expect("the table is there");
        let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
            let mut columns = line.split('\t').map(str::to_owned);
            let mut column = || columns.next().filter(|column| !column.is_empty()).expect("four columns");
            Row { service: column(), case: column(), path: column(), reason: column() }
        });
        Self { rows: rows.collect(), used: RefCell::default() }
    }

    /// Why this difference is meant; `None` if nobody said so.
    pub fn reason(&self, service: &str, case: &str, difference: &Difference) -> Option<&str> {
        let fits =
            |row: &Row| fits(&row.service, service) && fits(&row.case, case) && fits(&row.path, &difference.path);
        let index = self.rows.iter().position(fits)?;
        self.used.borrow_mut().insert(index);
        Some(&self.rows[index].reason)
    }

    /// The rows of these services that no difference needed.
    pub fn unused(&self, services: &[&str]) -> Vec<String> {
        let used = self.used.borrow();
        let rows = self
            .rows
            .iter()
            .enumerate()
            .filter(|(index, row)| !used.contains(index) && services.iter().any(|service| row.service == *service));
        rows.map(|(_, row)| format!("{} {} {}", row.service, row.case, row.path)).collect()
    }
}

/// Whether a text is as a pattern says, in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.len() >= last.len() && rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("a*bc", "abc", true),
            ("*.load:lost", "Bucket.load:lost", true),
            ("ab", "abc", false),
            ("a*b*c", "a-c", false),
            ("abc*c", "abc", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} and {text}");
        }
    }
}
