//! Streams of events that an operation takes.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use aws_smithy_eventstream::frame::DeferredSigner;
use aws_smithy_http::event_stream::EventStreamSender;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::DeferredSignerSender;
use futures_core::Stream;
use http_body_util::StreamBody;

use super::marshaller::{Marshaller, NoErrors};
use crate::Value;
use crate::schema::CompiledShape;
use crate::service_error::ServiceError;

/// The events of a call, as they are to be sent.
pub(crate) struct EventInput(Pin<Box<dyn Stream<Item = Value> + Send + Sync>>);

impl EventInput {
    pub(crate) fn new(events: impl Stream<Item = Value> + Send + Sync + 'static) -> Self {
        Self(Box::pin(events))
    }

    /// The body that sends them, and where the signature of the request goes: that of each message follows from it.
    pub(crate) fn into_body(
        self,
        protocol: SharedClientProtocol,
        shape: &'static CompiledShape,
    ) -> (SdkBody, DeferredSignerSender) {
        let (signer, sender) = DeferredSigner::new();
        let sent = EventStreamSender::<Value, ServiceError>::from(self);
        let messages = sent.into_body_stream(Marshaller { protocol, shape }, NoErrors, signer);
        (SdkBody::from_body_1_x(StreamBody::new(messages)), sender)
    }
}

impl Stream for EventInput {
    type Item = Result<Value, ServiceError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|event| event.map(Ok))
    }
}

impl fmt::Debug for EventInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventInput")
    }
}
