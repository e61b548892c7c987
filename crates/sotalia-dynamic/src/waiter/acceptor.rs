//! What an answer means to a waiter.

use sotalia_client::Step;
use sotalia_models::{Matcher, WaiterState};
use sotalia_session::error::{Error, Result};

use crate::output::Output;
use crate::value::{JmesPath, Value};

/// One rule of a waiter: a state, and what answers mean it.
#[derive(Debug)]
pub(super) struct Acceptor {
    state: WaiterState,
    matcher: Matches,
    /// The rule as a sentence, for errors.
    explanation: String,
}

#[derive(Debug)]
enum Matches {
    /// What an expression finds in an answer is this.
    Path(JmesPath, Value),
    /// All that it finds is this, and it finds something.
    PathAll(JmesPath, Value),
    /// Something that it finds is this.
    PathAny(JmesPath, Value),
    /// The answer has this HTTP status.
    Status(u16),
    /// The answer is an error with this code.
    ErrorCode(String),
    /// The answer is an error, whichever, or it is none.
    Error(bool),
}

impl Acceptor {
    pub(super) fn new(model: &sotalia_models::Acceptor) -> Result<Self> {
        let argument = model.argument.as_deref().unwrap_or_default();
        let expression = || JmesPath::compile(argument);
        let expected = Value::from(model.expected.to_json());
        let shown = expected.as_str().map_or_else(|| expected.to_json().to_string(), str::to_owned);
        let (matcher, explanation) = match model.matcher {
            Matcher::Path => (Matches::Path(expression()?, expected), format!("{argument} is {shown}")),
            Matcher::PathAll => (Matches::PathAll(expression()?, expected), format!("all of {argument} are {shown}")),
            Matcher::PathAny => (Matches::PathAny(expression()?, expected), format!("one of {argument} is {shown}")),
            Matcher::Status => {
                let status = expected.as_i64().and_then(|status| u16::try_from(status).ok()).unwrap_or_default();
                (Matches::Status(status), format!("the HTTP status is {shown}"))
            }
            Matcher::Error => match expected {
                Value::Bool(is_error) => (Matches::Error(is_error), "the answer is an error".to_owned()),
                _ => (Matches::ErrorCode(shown.clone()), format!("the answer is the error {shown}")),
            },
        };
        Ok(Self { state: model.state, matcher, explanation })
    }

    /// What the answer means, if this rule is about it.
    pub(super) fn judge(&self, answer: Result<&Output, &Error>) -> Option<Step> {
        self.matches(answer).then(|| match self.state {
            WaiterState::Success => Step::Done,
            WaiterState::Retry => Step::Again,
            WaiterState::Failure => Step::Failed(self.explanation.clone()),
        })
    }

    fn matches(&self, answer: Result<&Output, &Error>) -> bool {
        // An error that no service sent is nothing that a rule is about.
        let answered = answer.err().is_none_or(|error| error.local_error().is_none());
        match (&self.matcher, answer) {
            (Matches::Path(expression, expected), Ok(output)) => found(expression, output) == *expected,
            (Matches::PathAll(expression, expected), Ok(output)) => match found(expression, output) {
                Value::List(list) => !list.is_empty() && list.iter().all(|each| each == expected),
                _ => false,
            },
            (Matches::PathAny(expression, expected), Ok(output)) => match found(expression, output) {
                Value::List(list) => list.contains(expected),
                _ => false,
            },
            (Matches::Path(..) | Matches::PathAll(..) | Matches::PathAny(..), Err(_)) => false,
            (Matches::Status(status), Ok(output)) => output.metadata().status() == *status,
            (Matches::Status(status), Err(error)) => answered && error.status() == Some(*status),
            (Matches::ErrorCode(code), Err(error)) => answered && error.has_code(code.as_str()),
            (Matches::ErrorCode(_), Ok(_)) => false,
            (Matches::Error(is_error), answer) => answered && answer.is_err() == *is_error,
        }
    }
}

fn found(expression: &JmesPath, output: &Output) -> Value {
    expression.search(output.value()).unwrap_or_default()
}
