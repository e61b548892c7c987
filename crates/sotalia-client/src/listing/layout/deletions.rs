//! `DeleteObjects`: what was deleted, and what was refused.

use super::{Field, Kind, Layout};

/// The entries that are refusals, by their position in [`Layout::entries`].
pub(in super::super) const REFUSED: usize = 1;

// Fields of an entry, by position. What was deleted has those up to the marker's version, what was refused the two of the object
// and the last two.
pub(in super::super) const KEY: usize = 0;
pub(in super::super) const VERSION_ID: usize = 1;
pub(in super::super) const DELETE_MARKER: usize = 2;
pub(in super::super) const MARKER_VERSION_ID: usize = 3;
pub(in super::super) const CODE: usize = 4;
pub(in super::super) const MESSAGE: usize = 5;

const DELETION: [Field; 6] = [
    ("Key", Kind::Text),
    ("VersionId", Kind::Text),
    ("DeleteMarker", Kind::Flag),
    ("DeleteMarkerVersionId", Kind::Text),
    ("Code", Kind::Text),
    ("Message", Kind::Text),
];

pub(in super::super) static DELETIONS: Layout = Layout {
    root: "DeleteResult",
    entries: &["Deleted", "Error"],
    fields: &DELETION,
    repeated: None,
    has_prefixes: false,
    page: &[],
};
