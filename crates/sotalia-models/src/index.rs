//! Finds operations by their names.

use std::cmp::Ordering;

use crate::{Operation, Service};

/// The places of a service's operations, in the order of the names that boto3 has for them.
#[derive(Debug, Clone, Default)]
pub(crate) struct NameIndex(Vec<u32>);

/// It follows from the operations.
impl PartialEq for NameIndex {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl NameIndex {
    pub(crate) fn new(operations: &[Operation]) -> Self {
        let mut places: Vec<u32> = (0..u32::try_from(operations.len()).unwrap_or(u32::MAX)).collect();
        places.sort_by(|a, b| operations[*a as usize].method_name.cmp(&operations[*b as usize].method_name));
        Self(places)
    }

    pub(crate) fn operation(&self, service: &Service, name: &str) -> Option<usize> {
        let operations = &service.operations;
        if let Ok(place) = operations.binary_search_by(|operation| (*operation.name).cmp(name)) {
            return Some(place);
        }
        let at = |place: &u32| &*operations[*place as usize].method_name;
        let place = self.0.binary_search_by(|place| compare(at(place), name)).ok()?;
        Some(self.0[place] as usize)
    }
}

/// Orders as text is ordered, with `-` as `_`.
fn compare(known: &str, name: &str) -> Ordering {
    known.bytes().cmp(name.bytes().map(|byte| if byte == b'-' { b'_' } else { byte }))
}
