#![doc = include_str!("../README.md")]

mod bucket;
mod common_prefix;
mod generated;
mod multipart_upload;
mod object_entry;
mod object_summary;
mod object_version;
mod object_version_entry;
mod parallel_objects;
mod parallel_prefixes;
mod s3;

pub use sotalia_client as client;
pub use sotalia_client::listing::{PrefixUsage, Usage};
pub use sotalia_client::s3::{Client, config, error as sdk_error, operation, presigning, primitives, types};
pub use sotalia_client::session::Session;
pub use sotalia_resource as resource;
pub use sotalia_resource::error;

pub use self::common_prefix::{CommonPrefix, CommonPrefixes};
pub use self::generated::*;
pub use self::object_entry::ObjectEntry;
pub use self::object_version_entry::ObjectVersionEntry;
pub use self::parallel_objects::{ParallelObjectStream, ParallelObjects};
pub use self::parallel_prefixes::{ParallelCommonPrefixStream, ParallelCommonPrefixes};
