//! What a call gives back.

use std::fmt;
use std::ops::Deref;

use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::byte_stream::ByteStream;
use serde::de::DeserializeOwned;
use sotalia_session::error::Result;

use crate::events::EventStream;
use crate::{Map, Value};

/// The answer of a call. It is the [`Value`] that the service gave, a map of the output's members:
/// `output["Shards"][0]["ShardId"]`.
pub struct Output {
    value: Value,
    metadata: ResponseMetadata,
    body: Option<ByteStream>,
    events: Option<EventStream>,
}

/// boto3's `ResponseMetadata`: what the answer says beside its content.
#[derive(Debug, Clone, Default)]
pub struct ResponseMetadata {
    pub(crate) request_id: Option<String>,
    pub(crate) extended_request_id: Option<String>,
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) attempts: u32,
}

impl ResponseMetadata {
    /// The id by which AWS finds the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// S3's second id, `x-amz-id-2`; boto3's `HostId`.
    #[must_use]
    pub fn extended_request_id(&self) -> Option<&str> {
        self.extended_request_id.as_deref()
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// How often the request was sent. boto3's `RetryAttempts` does not count the first.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The headers, with names in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter()
    }

    /// The first header of this name, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)
    }
}

/// Construction
impl Output {
    pub(crate) fn new(value: Map, metadata: ResponseMetadata) -> Self {
        Self { value: Value::Map(value), metadata, body: None, events: None }
    }

    pub(crate) fn with_body(mut self, body: ByteStream) -> Self {
        self.body = Some(body);
        self
    }

    pub(crate) fn with_events(mut self, events: EventStream) -> Self {
        self.events = Some(events);
        self
    }

    pub(crate) fn metadata_mut(&mut self) -> &mut ResponseMetadata {
        &mut self.metadata
    }

    pub(crate) fn value_mut(&mut self) -> &mut Value {
        &mut self.value
    }

    pub(crate) fn map_mut(&mut self) -> &mut Map {
        self.value.as_map_mut().expect("it is made with a map")
    }

    pub(crate) fn events_mut(&mut self) -> Option<&mut EventStream> {
        self.events.as_mut()
    }
}

/// Access
impl Output {
    /// The members of the output.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The members of the output, to keep.
    #[must_use]
    pub fn into_value(self) -> Value {
        self.value
    }

    /// Request id, status, headers and attempts.
    #[must_use]
    pub fn metadata(&self) -> &ResponseMetadata {
        &self.metadata
    }

    /// The id by which AWS finds the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.metadata.request_id.as_deref()
    }

    /// Reads the members into a type of yours, as [`Value::deserialize`].
    ///
    /// # Errors
    ///
    /// What [`Value::deserialize`] returns.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T> {
        self.value.deserialize()
    }
}

/// Content that streams
impl Output {
    /// Takes the body of an output that streams, such as that of S3's `GetObject`: `take_body().collect().await?`. It is
    /// empty if the operation has none, and after it was taken.
    #[must_use]
    pub fn take_body(&mut self) -> ByteStream {
        self.body.take().unwrap_or_default()
    }

    /// Whether there is a body that streams and was not taken.
    #[must_use]
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// Takes the stream of events of an output that has one, such as that of S3's `SelectObjectContent`.
    #[must_use]
    pub fn take_events(&mut self) -> Option<EventStream> {
        self.events.take()
    }
}

/// The value of the output, so that it is indexed and searched as one.
impl Deref for Output {
    type Target = Value;

    fn deref(&self) -> &Value {
        &self.value
    }
}

/// Names the members and not their values, which may be secrets.
impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members: Vec<_> = self.value.as_map().into_iter().flat_map(Map::keys).collect();
        f.debug_struct("Output")
            .field("members", &members)
            .field("status", &self.metadata.status)
            .field("request_id", &self.metadata.request_id)
            .field("body", &self.body.is_some())
            .field("events", &self.events.is_some())
            .finish()
    }
}
