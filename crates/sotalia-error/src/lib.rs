#![doc = include_str!("../README.md")]

mod answer;
mod attempts;
mod chain;
mod classify;
mod code;
pub mod codes;
mod convert;
mod declared;
mod details;
mod diagnosis;
mod error;
mod fault;
mod generated;
pub mod guide;
mod help;
mod kind;
mod line;
mod local;
#[cfg(feature = "miette")]
mod miette;
mod operation;
mod partial_failure;
mod redact;
mod report;
#[cfg(feature = "serde")]
mod serialize;
#[cfg(feature = "tracing")]
mod tracing;

pub use attempts::Attempts;
pub use classify::classify;
pub use code::ErrorCode;
pub use declared::Declared;
pub use error::{BoxError, Error, Result};
pub use fault::Fault;
pub use kind::ErrorKind;
pub use local::LocalError;
pub use partial_failure::{FailedEntry, PartialFailure};
pub use report::Report;
