//! Walking from an error to its causes.

use std::error::Error as StdError;
use std::fmt::{self, Write};

/// The error and its causes, outermost first, to a depth of 64.
///
/// `io::Error::source` skips the error inside it, which is the one that says what happened; here it is visited.
pub(crate) fn chain<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<std::io::Error>() {
        Some(io) => io.get_ref().map(|inner| inner as &(dyn StdError + 'static)),
        None => error.source(),
    })
    .take(64)
}

/// The first error of type `T` in the chain.
pub(crate) fn find<'a, T: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a T> {
    chain(error).find_map(|level| level.downcast_ref())
}

/// The name with which an error's `Debug` begins, which by custom is its type's: to recognize types that cannot be
/// named here.
///
/// Nothing of it is ever printed.
pub(crate) fn type_label(error: &dyn StdError) -> String {
    let mut label = Label(String::new());
    // An `Err` only says that the label is complete.
    let _ = write!(label, "{error:?}");
    label.0
}

struct Label(String);

impl Write for Label {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            if self.0.len() >= 64 || !(character.is_alphanumeric() || character == '_') {
                return Err(fmt::Error);
            }
            self.0.push(character);
        }
        Ok(())
    }
}
