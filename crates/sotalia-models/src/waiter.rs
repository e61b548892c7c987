//! What can be waited for.

use serde::{Deserialize, Serialize};

/// A waiter, as `waiters-2.json` has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Waiter {
    /// Its own name: `BucketExists`.
    pub name: Box<str>,
    /// The name that boto3 has for it: `bucket_exists`.
    pub method_name: Box<str>,
    /// The operation that is asked again and again: `HeadBucket`.
    pub operation: Box<str>,
    /// Seconds between two requests.
    pub delay: u32,
    /// How many requests are sent at most.
    pub max_attempts: u32,
    /// What is looked for in the answers; the first that fits decides.
    pub acceptors: Vec<Acceptor>,
}

/// One thing to look for in an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Acceptor {
    /// What it means.
    pub state: WaiterState,
    /// What is looked at.
    pub matcher: Matcher,
    /// A `JMESPath`, for the matchers that look at a path.
    pub argument: Option<Box<str>>,
    /// The value that fits.
    pub expected: Expected,
}

/// What an acceptor means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaiterState {
    /// The wait is over.
    Success,
    /// It cannot come to a good end.
    Failure,
    /// Ask again.
    Retry,
}

/// What an acceptor looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matcher {
    /// The value at the path.
    Path,
    /// Every value at the path, of which there is at least one.
    PathAll,
    /// Any of the values at the path.
    PathAny,
    /// The status of the answer.
    Status,
    /// The code of an error, or whether there is any.
    Error,
}

/// The value that an acceptor looks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Expected {
    /// Text.
    Text(Box<str>),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// Nothing.
    Null,
}

impl Expected {
    /// The value as JSON.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => (&**text).into(),
            Self::Int(number) => (*number).into(),
            Self::Float(number) => (*number).into(),
            Self::Bool(value) => (*value).into(),
            Self::Null => serde_json::Value::Null,
        }
    }
}
