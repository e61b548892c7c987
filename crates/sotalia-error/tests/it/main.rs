//! What a user of the crate sees, through `SdkError` values like those of the SDK's crates.

mod adopted;
mod answers;
mod client_side;
mod dependencies;
mod event_stream;
mod interop;
mod mimic;
mod property;
mod service;
mod waiter;
