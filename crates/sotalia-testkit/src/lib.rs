#![doc = include_str!("../README.md")]

mod embedded;
mod faults;

pub use self::embedded::EmbeddedS3;
pub use self::faults::{Fault, FaultServer, Request, ok_xml};
