//! References: resources that another resource's data names.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use sotalia_client::error::Result;

/// A resource that is named by the data of another. Awaiting it loads that data, unless it is known.
#[must_use = "a reference loads nothing unless it is awaited"]
pub struct Reference<T>(Pin<Box<dyn Future<Output = Result<T>> + Send>>);

impl<T> Reference<T> {
    /// A reference that `load` follows.
    pub fn new(load: impl Future<Output = Result<T>> + Send + 'static) -> Self {
        Self(Box::pin(load))
    }
}

impl<T> IntoFuture for Reference<T> {
    type Output = Result<T>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<T>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        self.0
    }
}

impl<T> fmt::Debug for Reference<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reference")
    }
}
