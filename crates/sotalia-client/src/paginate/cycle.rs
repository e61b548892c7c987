//! Finds a listing that goes round in circles, in constant memory.

use super::operation::Position;

/// Brent's cycle finder over the positions of a walk.
///
/// It remembers one position and moves it at powers of two, so that a circle of any length is found within a few of its rounds,
/// and the commonest one, the same position twice in a row, at once.
#[derive(Debug, Default)]
pub(super) struct CycleFinder {
    remembered: Option<Position>,
    previous: Option<Position>,
    steps: usize,
    limit: usize,
}

impl CycleFinder {
    /// Takes the next position, and says whether the walk has been there.
    pub(super) fn is_repeated(&mut self, position: &Position) -> bool {
        if self.remembered.as_ref() == Some(position) || self.previous.as_ref() == Some(position) {
            return true;
        }
        if self.steps == self.limit {
            self.remembered = Some(position.clone());
            self.limit = (self.limit * 2).max(1);
            self.steps = 0;
        }
        self.steps += 1;
        self.previous = Some(position.clone());
        false
    }
}
