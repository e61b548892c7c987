//! Where a value is in the parameters. A path is on the stack, and becomes text for a problem only.

use std::fmt;

/// A place, and the place that it is in.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    outer: Option<&'p Path<'p>>,
    last: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Start,
    Member(&'p str),
    Item(usize),
    Key(&'p str),
}

impl<'p> Path<'p> {
    pub(super) const START: Path<'static> = Path { outer: None, last: Step::Start };

    pub(super) fn member(&'p self, name: &'p str) -> Path<'p> {
        Path { outer: Some(self), last: Step::Member(name) }
    }

    pub(super) fn item(&'p self, index: usize) -> Path<'p> {
        Path { outer: Some(self), last: Step::Item(index) }
    }

    /// The key itself, not its value.
    pub(super) fn key(&'p self, key: &'p str) -> Path<'p> {
        Path { outer: Some(self), last: Step::Key(key) }
    }

    fn is_start(&self) -> bool {
        matches!(self.last, Step::Start)
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(outer) = self.outer {
            outer.write(f)?;
        }
        match self.last {
            Step::Start => Ok(()),
            Step::Member(name) if self.outer.is_none_or(Path::is_start) => f.write_str(name),
            Step::Member(name) => write!(f, ".{name}"),
            Step::Item(index) => write!(f, "[{index}]"),
            Step::Key(key) => write!(f, " (key: {key})"),
        }
    }
}

/// `Filters[0].Values[1]`, and `input` for the whole, as botocore has it.
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_start() { f.write_str("input") } else { self.write(f) }
    }
}
