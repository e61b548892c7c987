#![doc = include_str!("../README.md")]

#[expect(clippy::question_mark, reason = "an entry without an identifier is left out, whatever its type")]
mod generated;
mod iam;

pub use sotalia_client as client;
pub use sotalia_client::iam::{Client, config, error as sdk_error, operation, primitives, types};
pub use sotalia_client::session::Session;
pub use sotalia_resource as resource;
pub use sotalia_resource::error;

pub use self::generated::*;
