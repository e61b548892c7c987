//! The bodies of answers: slices of what is there already.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::LazyLock;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

/// An object's bytes, again and again.
static PATTERN: LazyLock<Bytes> = LazyLock::new(|| {
    let mut state = 1_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(PATTERN_LENGTH).collect()
});

const PATTERN_LENGTH: usize = 256 * 1024;

/// What is left of a body.
#[derive(Debug)]
pub(super) enum Body {
    /// One behind the other; none is empty.
    Slices(VecDeque<Bytes>),
    /// Bytes of an object from here on.
    Object { at: u64, left: u64 },
}

impl Body {
    pub(super) fn empty() -> Self {
        Self::Slices(VecDeque::new())
    }

    pub(super) fn of(slices: impl IntoIterator<Item = Bytes>) -> Self {
        Self::Slices(slices.into_iter().filter(|slice| !slice.is_empty()).collect())
    }

    fn left(&self) -> u64 {
        match self {
            Self::Slices(slices) => slices.iter().map(|slice| slice.len() as u64).sum(),
            Self::Object { left, .. } => *left,
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let slice = match self.get_mut() {
            Self::Slices(slices) => slices.pop_front(),
            Self::Object { left: 0, .. } => None,
            Self::Object { at, left } => {
                let start = usize::try_from(*at % PATTERN_LENGTH as u64).expect("it is below the length");
                let most = PATTERN_LENGTH - start;
                let length = usize::try_from(*left).map_or(most, |left| left.min(most));
                (*at, *left) = (*at + length as u64, *left - length as u64);
                Some(PATTERN.slice(start..start + length))
            }
        };
        Poll::Ready(slice.map(|slice| Ok(Frame::data(slice))))
    }

    fn is_end_stream(&self) -> bool {
        self.left() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}
