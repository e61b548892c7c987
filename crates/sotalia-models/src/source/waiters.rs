//! `waiters-2.json`.

use serde::Deserialize;

use super::raw::Object;
use crate::{Acceptor, Expected, Matcher, Waiter, WaiterState};

#[derive(Deserialize)]
pub(super) struct File {
    #[serde(default)]
    waiters: Object<Raw>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    operation: Box<str>,
    delay: u32,
    max_attempts: u32,
    acceptors: Vec<RawAcceptor>,
}

#[derive(Deserialize)]
struct RawAcceptor {
    state: RawState,
    matcher: RawMatcher,
    argument: Option<Box<str>>,
    expected: RawExpected,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum RawState {
    Success,
    Failure,
    Retry,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum RawMatcher {
    Path,
    PathAll,
    PathAny,
    Status,
    Error,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawExpected {
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Box<str>),
    Null(()),
}

pub(super) fn read(file: File) -> Vec<Waiter> {
    let waiters = file.waiters.0.into_iter().map(|(name, raw)| Waiter {
        method_name: crate::to_snake_case(&name).into(),
        name,
        operation: raw.operation,
        delay: raw.delay,
        max_attempts: raw.max_attempts,
        acceptors: raw.acceptors.into_iter().map(acceptor).collect(),
    });
    let mut waiters: Vec<_> = waiters.collect();
    waiters.sort_by(|a, b| a.name.cmp(&b.name));
    waiters
}

fn acceptor(raw: RawAcceptor) -> Acceptor {
    Acceptor {
        state: match raw.state {
            RawState::Success => WaiterState::Success,
            RawState::Failure => WaiterState::Failure,
            RawState::Retry => WaiterState::Retry,
        },
        matcher: match raw.matcher {
            RawMatcher::Path => Matcher::Path,
            RawMatcher::PathAll => Matcher::PathAll,
            RawMatcher::PathAny => Matcher::PathAny,
            RawMatcher::Status => Matcher::Status,
            RawMatcher::Error => Matcher::Error,
        },
        argument: raw.argument,
        expected: match raw.expected {
            RawExpected::Bool(value) => Expected::Bool(value),
            RawExpected::Int(number) => Expected::Int(number),
            RawExpected::Float(number) => Expected::Float(number),
            RawExpected::Text(text) => Expected::Text(text),
            RawExpected::Null(()) => Expected::Null,
        },
    }
}
