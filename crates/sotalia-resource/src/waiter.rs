//! Waiters of resources: those of the client layer.

pub use sotalia_client::{Progress, Step, Waiter};
