//! Notices when a stream of events ends in the middle of a message.
//!
//! The SDK's receiver does so too, but not where the cut is behind the first twelve bytes of a message.

use std::pin::Pin;
use std::task::{Context, Poll};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use sotalia_session::error::{Error, LocalError};

/// The body, which fails at its end if a message is not whole.
pub(super) fn whole_frames(body: SdkBody) -> SdkBody {
    SdkBody::from_body_1_x(WholeFrames { body, place: Place::default() })
}

struct WholeFrames {
    body: SdkBody,
    place: Place,
}

/// Where in the stream of messages the body is.
#[derive(Debug, Default)]
struct Place {
    /// The first four bytes of a message, which are its length, and how many of them have come.
    length: [u8; 4],
    known: usize,
    /// What is missing of the message after them.
    missing: u64,
}

impl Place {
    fn advance(&mut self, mut data: &[u8]) {
        while !data.is_empty() {
            if self.missing > 0 {
                let step = usize::try_from(self.missing).unwrap_or(usize::MAX).min(data.len());
                self.missing -= step as u64;
                data = &data[step..];
                continue;
            }
            self.length[self.known] = data[0];
            self.known += 1;
            data = &data[1..];
            if self.known == self.length.len() {
                self.known = 0;
                self.missing = u64::from(u32::from_be_bytes(self.length)).saturating_sub(4);
            }
        }
    }

    fn is_between(&self) -> bool {
        self.known == 0 && self.missing == 0
    }
}

impl Body for WholeFrames {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        match &polled {
            Poll::Ready(Some(Ok(frame))) => {
                if let Some(data) = frame.data_ref() {
                    self.place.advance(data);
                }
            }
            Poll::Ready(None) if !self.place.is_between() => {
                self.place = Place::default();
                let message = "the stream of events ends in the middle of a message";
                return Poll::Ready(Some(Err(Error::local(LocalError::TruncatedAnswer, message).into())));
            }
            _ => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream() && self.place.is_between()
    }

    fn size_hint(&self) -> SizeHint {
        Body::size_hint(&self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn the_place_is_known_whatever_the_pieces_are() {
        let stream =
            [&16_u32.to_be_bytes()[..], &[1; 12], &4_u32.to_be_bytes(), &20_u32.to_be_bytes(), &[2; 16]].concat();
        for size in 1..=stream.len() {
            let mut place = Place::default();
            let mut seen = 0;
            for piece in stream.chunks(size) {
                place.advance(piece);
                seen += piece.len();
                assert_eq!(place.is_between(), [16, 20, 40].contains(&seen), "pieces of {size}, after {seen}");
            }
        }
    }
}
