//! The client of any service on servers, some of which check signatures.

mod faults;
mod inventory;
mod s3;
mod stories;
mod story;
mod users;
mod wire;
