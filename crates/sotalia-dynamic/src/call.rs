//! One call, with its options.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use aws_smithy_types::byte_stream::ByteStream;
use futures_core::Stream;
use sotalia_session::error::Result;
use sotalia_session::{RetryConfig, TimeoutConfig};

use crate::body::IntoBody;
use crate::client::{DynamicClient, Overrides};
use crate::events::EventInput;
use crate::handlers::aliases;
use crate::output::Output;
use crate::value::{Params, Value};

/// A call that is sent when it is awaited.
///
/// ```no_run
/// # async fn example(client: sotalia_dynamic::DynamicClient) -> sotalia_dynamic::error::Result<()> {
/// use sotalia_dynamic::params;
///
/// let answer = client.call("describe_stream", params! { "StreamName": "orders" }).region("eu-west-1").await?;
/// let shards = answer["StreamDescription"]["Shards"].items().len();
/// # Ok(())
/// # }
/// ```
#[must_use = "the request is sent when this is awaited"]
pub struct Call {
    client: DynamicClient,
    operation: String,
    params: Result<Params>,
    body: Option<ByteStream>,
    events: Option<EventInput>,
    overrides: Overrides,
}

/// What a call is sent with.
pub(crate) struct Request {
    pub(crate) operation: String,
    pub(crate) params: Params,
    pub(crate) body: Option<ByteStream>,
    pub(crate) events: Option<EventInput>,
}

impl Request {
    /// A request with nothing that streams.
    pub(crate) fn new(operation: impl Into<String>, params: Params) -> Self {
        Self { operation: operation.into(), params, body: None, events: None }
    }
}

impl Call {
    pub(crate) fn new(client: DynamicClient, operation: &str, params: Result<Params>) -> Self {
        let operation = aliases::operation(client.service_name(), operation).to_owned();
        Self { client, operation, params, body: None, events: None, overrides: Overrides::default() }
    }
}

/// Parameters
impl Call {
    /// Sets a parameter.
    pub fn set(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        if let Ok(params) = &mut self.params {
            params.insert(name.into(), value.into());
        }
        self
    }

    /// Gives the member that streams its content, such as `Body` of S3's `PutObject`: bytes, a text, or a
    /// [`ByteStream`], also of a file (`ByteStream::from_path`).
    pub fn body(mut self, body: impl IntoBody) -> Self {
        self.body = Some(body.into_body());
        self
    }
}

/// Parameters that stream
impl Call {
    /// Gives the events of an operation that takes some, such as Lex's `StartConversation`. An event is a map of one entry, its
    /// name and its members: `params! { "TextInputEvent": { "text": "hi" } }.into()`. What no event is ends the call with an
    /// error. They are sent as they come, so that the answer's own events can be read meanwhile; that needs HTTP/2.
    pub fn events(mut self, events: impl Stream<Item = Value> + Send + Sync + 'static) -> Self {
        self.events = Some(EventInput::new(events));
        self
    }
}

/// Options, for this call alone
impl Call {
    /// Another region.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.overrides.region = Some(region.into());
        self
    }

    /// Another endpoint.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.overrides.endpoint_url = Some(url.into());
        self
    }

    /// How often the request may be sent, the first time included.
    pub fn max_attempts(self, attempts: u32) -> Self {
        let known = self.client.0.config().retry_config().cloned().unwrap_or_else(RetryConfig::standard);
        self.retries(known.with_max_attempts(attempts))
    }

    /// Other retries.
    pub fn retries(mut self, retries: RetryConfig) -> Self {
        self.overrides.retries = Some(retries);
        self
    }

    /// A limit for all attempts together.
    pub fn timeout(self, limit: Duration) -> Self {
        self.timeouts(TimeoutConfig::builder().operation_timeout(limit).build())
    }

    /// Other time-outs. Those that are not set are the client's.
    pub fn timeouts(mut self, timeouts: TimeoutConfig) -> Self {
        self.overrides.timeouts = Some(timeouts);
        self
    }
}

/// Sending
impl Call {
    /// Sends the request; the same as awaiting it.
    ///
    /// # Errors
    ///
    /// `UnknownOperation`, `ParamValidation` or another error of this side without a request; else what the service or the
    /// way to it says.
    pub async fn send(self) -> Result<Output> {
        let (runtime, request) = self.prepare()?;
        runtime.call(request).await
    }

    fn prepare(self) -> Result<(Arc<crate::runtime::Runtime>, Request)> {
        let params = self.params?;
        let request = Request { operation: self.operation, params, body: self.body, events: self.events };
        let runtime =
            if self.overrides.is_empty() { self.client.0 } else { Arc::new(self.client.0.with(self.overrides)?) };
        Ok((runtime, request))
    }
}

/// Names the parameters and not their values, which may be secrets.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let params: Vec<_> = self.params.iter().flat_map(|params| params.keys()).collect();
        f.debug_struct("Call")
            .field("client", &self.client)
            .field("operation", &self.operation)
            .field("params", &params)
            .field("body", &self.body.is_some())
            .field("events", &self.events.is_some())
            .finish_non_exhaustive()
    }
}

impl IntoFuture for Call {
    type Output = Result<Output>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<Output>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
