#![doc = include_str!("../README.md")]

mod ec2;
#[expect(
    clippy::question_mark,
    clippy::semicolon_if_nothing_returned,
    clippy::too_many_lines,
    reason = "what is generated is as long as its model says"
)]
mod generated;
mod key_pair;
mod tags;

pub use sotalia_client as client;
pub use sotalia_client::ec2::{Client, config, error as sdk_error, operation, primitives, types};
pub use sotalia_client::session::Session;
pub use sotalia_resource as resource;
pub use sotalia_resource::error;

pub use self::generated::*;
pub use self::key_pair::KeyPairData;
