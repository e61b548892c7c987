//! What the test binaries share: servers, sessions and the raw TCP fault server.

pub mod golden;
