//! Finds a listing that goes round in circles, in constant memory.

/// Brent's cycle finder over the positions of a walk, for whoever walks pages.
///
/// It remembers one position and moves it at powers of two, so that a circle of any length is found within a few of its rounds,
/// and the commonest one, the same position twice in a row, at once.
#[derive(Debug)]
pub struct CycleFinder<P> {
    remembered: Option<P>,
    previous: Option<P>,
    steps: usize,
    limit: usize,
}

impl<P> Default for CycleFinder<P> {
    fn default() -> Self {
        Self { remembered: None, previous: None, steps: 0, limit: 0 }
    }
}

impl<P: Clone + PartialEq> CycleFinder<P> {
    /// Takes the next position, and says whether the walk has been there.
    pub fn is_repeated(&mut self, position: &P) -> bool {
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
