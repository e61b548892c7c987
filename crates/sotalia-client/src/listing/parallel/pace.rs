//! How many requests are under way at once.

/// Ways: halved when the service says to slow down, and one more for each round without such an answer.
#[derive(Debug)]
pub(super) struct Pace {
    most: usize,
    ways: f64,
    /// Answers that were asked for before the last halving: they say nothing new.
    old: usize,
}

impl Pace {
    pub(super) fn new(most: usize) -> Self {
        Self { most, ways: most as f64, old: 0 }
    }

    /// How many requests may be under way.
    pub(super) fn ways(&self) -> usize {
        (self.ways as usize).clamp(1, self.most)
    }

    /// An answer came, while so many other requests are under way; whether there are fewer ways now.
    pub(super) fn answered(&mut self, was_throttled: bool, under_way: usize) -> bool {
        let is_old = self.old > 0;
        self.old = self.old.saturating_sub(1);
        if was_throttled && !is_old {
            self.ways = (self.ways / 2.0).max(1.0);
            self.old = under_way;
            return true;
        }
        if !was_throttled {
            self.ways = (self.ways + 1.0 / self.ways).min(self.most as f64);
        }
        false
    }
}
