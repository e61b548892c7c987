#![doc = include_str!("../README.md")]

mod amazon_s3;
mod session_credentials;

pub use amazon_s3::amazon_s3;
pub use object_store;
pub use session_credentials::SessionCredentials;
pub use sotalia_session as session;
