#![doc = include_str!("../README.md")]

mod archive;
mod folder;
mod index;
mod models;
mod name;
mod operation;
mod other_names;
mod paginator;
mod partitions;
mod rules;
mod service;
mod shape;
mod source;
mod waiter;

pub use self::models::Models;
pub use self::name::{to_snake_case, with_separator};
pub use self::operation::{ContextValue, Http, HttpChecksum, Operation};
pub use self::paginator::Paginator;
pub use self::partitions::{Partition, PartitionOutputs, Partitions};
pub use self::rules::{
    Condition, Constant, Expression, Function, Outcome, ParameterKind, PathStep, Rule, RuleParameter, RuleSet,
};
pub use self::service::{Metadata, Service};
pub use self::shape::{Member, Shape, ShapeKind, XmlNamespace};
pub use self::waiter::{Acceptor, Expected, Matcher, Waiter, WaiterState};
pub use sotalia_error as error;
