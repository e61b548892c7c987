//! Looks codes up in the generated table of everything that is known.
//!
//! All names, those of codes and of shapes, are one sorted text; a hash leads to the number of a name. What a name means
//! in any service is in a row for each name, and what a service means by it in the service's own rows.

use std::cmp::Ordering;

use crate::generated::catalogue::{
    ALIASES, GENERAL, KINDS, NAMES, RANGES, ROWS, SERVICE_NAMES, SERVICE_NUMBERS, SERVICE_STARTS, SLOTS, STARTS,
};
use crate::{ErrorKind, Fault};

/// What is known of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// What this service means by it, if its model or its documentation has it.
    own: Option<Facts>,
    /// What it means in any service.
    general: Facts,
}

/// Whether a repeat may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Retry {
    /// After a pause.
    Transient,
    /// After a pause that grows: there are too many requests.
    Throttling,
}

impl Found {
    /// Nothing if the status of the answer has to decide.
    pub(crate) fn kind(self) -> Option<ErrorKind> {
        self.own.and_then(Facts::kind).or_else(|| self.general.kind())
    }

    /// What botocore's lists and the service's model say.
    pub(crate) fn retry(self) -> Option<Retry> {
        self.own.and_then(Facts::retry).max(self.general.retry())
    }

    /// The status that the service's model says.
    pub(crate) fn status(self) -> Option<u16> {
        self.own.map(|own| own.0 >> 8).filter(|less| *less > 0).map(|less| less + 300)
    }

    /// Whose fault it is, as the service's model says.
    pub(crate) fn fault(self) -> Option<Fault> {
        match self.own?.0 >> 6 & 3 {
            1 => Some(Fault::Sender),
            2 => Some(Fault::Receiver),
            _ => None,
        }
    }

    /// Whether the service declares it.
    pub(crate) fn is_of_service(self) -> bool {
        self.own.is_some()
    }
}

/// Kind in the bits 0 to 3 (15: none), retry in 4 and 5, fault in 6 and 7, status less 300 above (0: none).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Facts(u16);

impl Facts {
    fn kind(self) -> Option<ErrorKind> {
        KINDS.get(usize::from(self.0 & 15)).copied()
    }

    fn retry(self) -> Option<Retry> {
        match self.0 >> 4 & 3 {
            1 => Some(Retry::Transient),
            2 => Some(Retry::Throttling),
            _ => None,
        }
    }
}

/// What is known of a code, or nothing if no service is known to use it.
pub(crate) fn find(service: Option<&str>, code: &str) -> Option<Found> {
    let name = number(code)?;
    let own = service.and_then(service_number).and_then(|service| own(service, name));
    Some(Found { own, general: Facts(GENERAL[usize::from(name)]) })
}

/// The text of the catalogue that is equal to this one.
pub(crate) fn known_name(code: &str) -> Option<&'static str> {
    number(code).map(|number| name(usize::from(number)))
}

/// Whether two names stand for the same error of a service: a code and the shape that it is the code of.
pub(crate) fn is_same(service: Option<&str>, one: &str, other: &str) -> bool {
    let code = |service: u16, name: u16| {
        let found = ALIASES.binary_search_by(|(of, alias, _)| (*of, *alias).cmp(&(service, name)));
        found.map_or(name, |at| ALIASES[at].2)
    };
    let both = number(one).zip(number(other)).zip(service.and_then(service_number));
    one == other || both.is_some_and(|((one, other), service)| code(service, one) == code(service, other))
}

fn own(service: u16, name: u16) -> Option<Facts> {
    let (first, last) = (RANGES[usize::from(service)], RANGES[usize::from(service) + 1]);
    let rows = &ROWS[usize::from(first)..usize::from(last)];
    rows.binary_search_by(|(of, _)| of.cmp(&name)).ok().map(|at| Facts(rows[at].1))
}

/// The number of a name.
fn number(code: &str) -> Option<u16> {
    let mut slot = hash(code) as usize % SLOTS.len();
    loop {
        // Half of the slots are free, so that the search ends.
        let number = SLOTS[slot].checked_sub(1)?;
        if name(usize::from(number)) == code {
            return Some(number);
        }
        slot = (slot + 1) % SLOTS.len();
    }
}

fn name(number: usize) -> &'static str {
    &NAMES[STARTS[number] as usize..STARTS[number + 1] as usize]
}

/// FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn service_number(service: &str) -> Option<u16> {
    let name = |at: usize| &SERVICE_NAMES[SERVICE_STARTS[at] as usize..SERVICE_STARTS[at + 1] as usize];
    let (mut low, mut high) = (0, SERVICE_NUMBERS.len());
    while low < high {
        let middle = low.midpoint(high);
        match name(middle).cmp(service) {
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
            Ordering::Equal => return Some(SERVICE_NUMBERS[middle]),
        }
    }
    None
}

#[cfg(test)]
mod tests;
