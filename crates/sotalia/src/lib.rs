#![doc = include_str!("../README.md")]

pub mod guide;

pub use sotalia_client as client;
#[cfg(feature = "kinesis")]
pub use sotalia_client::kinesis;
#[cfg(feature = "sts")]
pub use sotalia_client::sts;
#[cfg(feature = "dynamic")]
pub use sotalia_dynamic as dynamic;
pub use sotalia_error as error;
pub use sotalia_error::{Error, ErrorKind, Result};
pub use sotalia_resource as resource;
#[cfg(feature = "s3")]
pub use sotalia_s3 as s3;
pub use sotalia_session as session;
pub use sotalia_session::{Session, default_session};

/// What most programs use: `use sotalia::prelude::*;`
pub mod prelude {
    pub use futures_util::{StreamExt, TryStreamExt};

    pub use crate::client::{Paginate, SessionClients};
    #[cfg(feature = "dynamic")]
    pub use crate::dynamic::{SessionDynamic, params};
    pub use crate::error::{Error, ErrorKind};
    pub use crate::resource::Resource;
    #[cfg(feature = "s3")]
    pub use crate::s3::S3;
    pub use crate::session::Session;
}

/// The snippets of the root README, as tests.
#[cfg(all(doctest, feature = "s3"))]
#[doc = include_str!("../../../README.md")]
pub struct RootReadme;
