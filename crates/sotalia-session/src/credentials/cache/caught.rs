//! Makes an error of a provider's panic, so that those who wait hear of it.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use aws_credential_types::provider::{self, error::CredentialsError};

use crate::credentials::failure::Failure;

/// Words of tokio's panics where its runtime lacks a driver, or where there is none.
const OF_TOKIO: [&str; 4] = ["enable_time", "enable_io", "no reactor running", "no signal driver running"];

/// What the provider gives, or an error if it panics. Nothing of it is used after a panic.
pub(super) async fn caught(provider: impl Future<Output = provider::Result>) -> provider::Result {
    let mut provider = pin!(provider);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| provider.as_mut().poll(context)));
        polled.unwrap_or_else(|panic| Poll::Ready(Err(error_of(panic.as_ref()))))
    })
    .await
}

/// What a panic says is repeated only if it is of tokio: other words may be secret.
fn error_of(panic: &(dyn Any + Send)) -> CredentialsError {
    let words = panic.downcast_ref::<&str>().copied();
    let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or_default();
    if OF_TOKIO.iter().any(|of_tokio| words.contains(of_tokio)) {
        return Failure::invalid(
            "credentials are looked for with the timers and the I/O of tokio, and this runtime lacks one of them: call \
             enable_all on its Builder, or use #[tokio::main]",
        )
        .into();
    }
    CredentialsError::unhandled("the provider of the credentials panicked")
}
