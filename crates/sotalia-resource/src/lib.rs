#![doc = include_str!("../README.md")]

mod action;
mod answer_text;
mod batch;
mod cache;
mod collection;
mod identity;
mod listing;
mod reference;
mod shared_client;
mod waiter;

pub use sotalia_client as client;
pub use sotalia_client::error;

pub use self::action::{Action, if_found, required};
pub use self::answer_text::from_base64;
pub use self::batch::{Batch, BatchReport};
pub use self::cache::Cache;
pub use self::collection::{Collection, ResourcePages, ResourceStream, Stream, next_of};
pub use self::identity::{Identifier, Resource, fmt_identity};
pub use self::listing::{all_and_some, cut, put_first};
pub use self::reference::Reference;
pub use self::shared_client::SharedClient;
pub use self::waiter::{Progress, Step, Waiter};
