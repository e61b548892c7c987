//! What is measured, and the server that it is measured against: each competitor does the same jobs, in a process of its own.
//!
//! `cargo xtask bench` builds the programs of this crate, runs them in turn and compares what they tell. The raw SDK is
//! used as its documentation shows; the floor does without it: a connection, requests that nobody signed, and as much of
//! the answer as the job needs, where it stands.

pub mod floor;
pub mod in_memory;
pub mod job;
pub mod measure;
pub mod stub;
pub mod with_dynamic;
pub mod with_sdk;
pub mod with_sotalia;
