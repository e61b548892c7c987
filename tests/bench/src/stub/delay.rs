//! Waiting to a tenth of a millisecond.
//!
//! Tokio's clock ticks in milliseconds, so that an answer after 50 ms came after 51: two in a hundred that no client can
//! win back.

use std::collections::BinaryHeap;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// Who waits, and until when; the next one is the greatest.
struct Waiting {
    until: Instant,
    waker: oneshot::Sender<()>,
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.until == other.until
    }
}

impl Eq for Waiting {}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.until.cmp(&self.until)
    }
}

/// A thread that wakes up whoever waits.
#[derive(Debug, Clone)]
pub(super) struct Delay(mpsc::Sender<Waiting>);

impl Delay {
    pub(super) fn start() -> Self {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || run(&receiver));
        Self(sender)
    }

    /// Waits until then.
    pub(super) async fn until(&self, until: Instant) {
        let (waker, woken) = oneshot::channel();
        if self.0.send(Waiting { until, waker }).is_ok() {
            // The thread ends with the process only.
            let _ = woken.await;
        }
    }
}

fn run(receiver: &mpsc::Receiver<Waiting>) {
    let mut heap = BinaryHeap::<Waiting>::new();
    loop {
        let now = Instant::now();
        while heap.peek().is_some_and(|next| next.until <= now) {
            let next = heap.pop().expect("it was seen");
            // Its connection may be gone.
            let _ = next.waker.send(());
        }
        let left = heap.peek().map_or(Duration::from_secs(3600), |next| next.until.saturating_duration_since(now));
        match receiver.recv_timeout(left) {
            Ok(waiting) => heap.push(waiting),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
