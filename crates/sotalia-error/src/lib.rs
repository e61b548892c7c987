#![doc = include_str!("../README.md")]

mod error;
mod kind;
mod local;

pub use error::{BoxError, Error, Result};
pub use kind::ErrorKind;
pub use local::LocalError;
