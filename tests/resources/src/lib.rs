//! Every member of boto3's resources, called here with the same answers as there.
//!
//! `boto3/oracle.py` writes `cases/SERVICE.jsonl`: for each case what boto3 was told to do, what it asked, what was answered
//! and what came of it. `generated/` calls the same member of ours, `by_hand` those that no model says; [`compare`] tells what
//! is different, and `differences.tsv` which of that is meant.

mod by_hand;
mod case;
pub mod compare;
mod differences;
mod generated;
mod round_trip;
mod scene;
mod score;
mod told;
mod tree;

pub use self::differences::Differences;
pub use self::round_trip::{RoundTrip, round_trips};
pub use self::score::{Score, score};

/// The services that have cases and were compiled in: the name, and the calls.
pub fn services() -> Vec<&'static str> {
    generated::SERVICES.iter().map(|(name, _)| *name).collect()
}
