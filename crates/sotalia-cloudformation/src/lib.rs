#![doc = include_str!("../README.md")]

mod cloud_formation;
mod generated;

pub use sotalia_client as client;
pub use sotalia_client::cloudformation::{Client, config, error as sdk_error, operation, primitives, types};
pub use sotalia_client::session::Session;
pub use sotalia_resource as resource;
pub use sotalia_resource::error;

pub use self::generated::*;
