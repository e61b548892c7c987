//! What the format of models carries beyond boto3's services: functions of Lambda, and secrets of Secrets Manager.
//!
//! Each is a page of TOML in `models/`, and no line of Rust.

pub mod functions;
pub mod secrets;
