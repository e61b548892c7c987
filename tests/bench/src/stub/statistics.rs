//! What the server was asked.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts since the start, or since they were set to zero.
#[derive(Debug, Default)]
pub(super) struct Statistics {
    requests: AtomicU64,
    connections: AtomicU64,
    in_flight: AtomicU64,
    most_in_flight: AtomicU64,
    received: AtomicU64,
}

impl Statistics {
    pub(super) fn connected(&self) {
        self.connections.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn received(&self, bytes: u64) {
        self.received.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Counts a request, which is in flight until what is given is dropped.
    pub(super) fn request(&self) -> InFlight<'_> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let now = self.in_flight.fetch_add(1, Ordering::Relaxed) + 1;
        self.most_in_flight.fetch_max(now, Ordering::Relaxed);
        InFlight(self)
    }

    /// As JSON; then all but the requests in flight are zero.
    pub(super) fn take(&self) -> String {
        let take = |count: &AtomicU64| count.swap(0, Ordering::Relaxed);
        format!(
            "{{\"requests\":{},\"connections\":{},\"most_in_flight\":{},\"received\":{}}}",
            take(&self.requests),
            take(&self.connections),
            take(&self.most_in_flight),
            take(&self.received)
        )
    }
}

/// A request that is not answered yet.
pub(super) struct InFlight<'a>(&'a Statistics);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}
