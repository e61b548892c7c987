//! Values through the SDK's schema-driven codecs, in both directions.

mod read;
mod write;

pub(crate) use self::read::{read_structure, read_value};
pub(crate) use self::write::Structure;

/// How deep values may nest. botocore ends at Python's limit of about 1000 calls; no model of AWS needs more than 32.
const DEPTH_LIMIT: usize = 200;
