//! Bodies that tell of their progress: of a request, to whoever waits for the answer; of an answer, to a time-out.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
use aws_smithy_types::body::{Error, SdkBody};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::read_timeout::Silence;

/// The largest piece that is handed to the connection at once: a body that is all in memory shows progress too.
const PIECE: usize = 64 * 1024;

/// A counter that goes up when a piece of a request is taken to be sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress(Arc<AtomicU64>);

impl Progress {
    pub(super) fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn tick(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A body of a request that counts its pieces. A small one that is in memory is sent at once and stays what it is.
pub(super) fn watch_request(body: SdkBody, progress: Progress) -> SdkBody {
    if body.bytes().is_some_and(|bytes| bytes.len() <= PIECE) {
        return body;
    }
    SdkBody::from_body_1_x(RequestBody { inner: body, rest: Bytes::new(), progress })
}

/// A body of an answer that fails after `limit` without a piece of it.
///
/// One that is in memory is wrapped, too: the SDK logs it otherwise, and it may hold credentials.
pub(super) fn watch_answer(body: SdkBody, limit: Duration, sleep: SharedAsyncSleep) -> SdkBody {
    SdkBody::from_body_1_x(AnswerBody { inner: body, limit, sleep, alarm: None })
}

struct RequestBody {
    inner: SdkBody,
    rest: Bytes,
    progress: Progress,
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.get_mut();
        if this.rest.is_empty() {
            let frame = ready!(Pin::new(&mut this.inner).poll_frame(context));
            this.progress.tick();
            match frame.transpose()?.map(Frame::into_data) {
                Some(Ok(data)) => this.rest = data,
                Some(Err(other)) => return Poll::Ready(Some(Ok(other))),
                None => return Poll::Ready(None),
            }
        } else {
            this.progress.tick();
        }
        let piece = this.rest.split_to(this.rest.len().min(PIECE));
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && Body::is_end_stream(&self.inner)
    }

    fn size_hint(&self) -> SizeHint {
        let inner = Body::size_hint(&self.inner);
        let rest = self.rest.len() as u64;
        let mut hint = SizeHint::new();
        hint.set_lower(inner.lower() + rest);
        if let Some(upper) = inner.upper() {
            hint.set_upper(upper + rest);
        }
        hint
    }
}

struct AnswerBody {
    inner: SdkBody,
    limit: Duration,
    sleep: SharedAsyncSleep,
    /// Set while a piece is waited for. A reader that takes its time is not the connection's silence.
    alarm: Option<Sleep>,
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut this.inner).poll_frame(context) {
            this.alarm = None;
            return Poll::Ready(frame);
        }
        let alarm = this.alarm.get_or_insert_with(|| this.sleep.sleep(this.limit));
        ready!(Pin::new(alarm).poll(context));
        Poll::Ready(Some(Err(Silence(this.limit).into())))
    }

    fn is_end_stream(&self) -> bool {
        Body::is_end_stream(&self.inner)
    }

    fn size_hint(&self) -> SizeHint {
        Body::size_hint(&self.inner)
    }
}
