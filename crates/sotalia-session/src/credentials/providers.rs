//! The providers of credentials, each of them over the platform and the HTTP client of the session.

pub(super) mod container;
pub(super) mod environment;
mod fetch;
pub(super) mod instance_metadata;
mod json;
mod login;
mod plan;
mod process;
pub(super) mod profile;
pub(super) mod role;
mod sso;
pub(super) mod web_identity;
