//! Where the next page is, told before all of this one is there.

use std::sync::{Arc, Mutex, PoisonError};

use super::operation::Position;

/// Where an answer puts the next page's position while the rest of it still comes.
///
/// A listing says at its top where it goes on, and its entries take longer than that to arrive. A walk that asks ahead then asks
/// for the next page at once. What is told early is a promise that the whole answer must keep: otherwise what was asked is thrown
/// away, and the walk goes where the answer says.
#[derive(Debug, Clone, Default)]
pub struct EarlyPosition(Arc<Mutex<Option<Position>>>);

impl EarlyPosition {
    /// Tells it. To be called from within the future that gets the page: it is looked for when that has been polled.
    pub fn tell(&self, position: Position) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(position);
    }

    pub(crate) fn take(&self) -> Option<Position> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
