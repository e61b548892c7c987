//! Streams of events, in both directions.

mod input;
mod marshaller;
mod unmarshaller;
mod whole_frames;

use std::fmt;

use aws_smithy_http::event_stream::{InitialMessageType, Receiver};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::RawMessage;
use sotalia_session::error::{Error, Result};

pub(crate) use self::input::EventInput;
use self::unmarshaller::Unmarshaller;
use self::whole_frames::whole_frames;
use crate::schema::{CompiledOperation, CompiledShape};
use crate::service_error::ServiceError;
use crate::{Map, Value};

/// The events of an answer, as they come: those of S3's `SelectObjectContent`, Kinesis' `SubscribeToShard`, Lambda's
/// `InvokeWithResponseStream`.
///
/// An event is a map of one entry, its name and its members, as in boto3: `{"Records": {"Payload": ...}}`. Events that the
/// model does not know are passed over.
///
/// ```no_run
/// # async fn example(s3: sotalia_dynamic::DynamicClient) -> sotalia_dynamic::error::Result<()> {
/// # let params = sotalia_dynamic::params! {};
/// let mut output = s3.call("select_object_content", params).await?;
/// let mut events = output.take_events().expect("the operation answers with events");
/// while let Some(event) = events.next().await? {
///     if let Some(rows) = event["Records"]["Payload"].as_bytes() {
///         print!("{}", String::from_utf8_lossy(rows));
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct EventStream {
    operation: &'static CompiledOperation,
    protocol: Option<SharedClientProtocol>,
    receiver: Receiver<Option<Value>, ServiceError>,
    is_ended: bool,
}

impl EventStream {
    pub(crate) fn new(
        operation: &'static CompiledOperation,
        shape: &'static CompiledShape,
        protocol: Option<SharedClientProtocol>,
        body: SdkBody,
    ) -> Self {
        let receiver = Receiver::new(Unmarshaller { protocol: protocol.clone(), shape }, whole_frames(body));
        Self { operation, protocol, receiver, is_ended: false }
    }

    /// The next event, or `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// The service's own error that ends the stream, or what became of the connection.
    pub async fn next(&mut self) -> Result<Option<Value>> {
        while !self.is_ended {
            match self.receiver.recv().await {
                Ok(Some(Some(event))) => return Ok(Some(event)),
                Ok(Some(None)) => {}
                Ok(None) => self.is_ended = true,
                Err(error) => {
                    self.is_ended = true;
                    return Err(self.failed(error));
                }
            }
        }
        Ok(None)
    }

    /// All events to the end. For streams that end by themselves.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub async fn collect(mut self) -> Result<Vec<Value>> {
        let mut events = Vec::new();
        while let Some(event) = self.next().await? {
            events.push(event);
        }
        Ok(events)
    }

    /// The members of the output that come in the first event, where the protocol has no other place for them.
    pub(crate) async fn initial_answer(&mut self) -> Result<Option<Map>> {
        if self.operation.service.protocol.is_rest() {
            return Ok(None);
        }
        let first = self.receiver.try_recv_initial(InitialMessageType::Response).await;
        let Some(message) = first.map_err(|error| self.failed(error))? else { return Ok(None) };
        let shape = self.operation.output.expect("an operation with events has an output");
        Ok(unmarshaller::read_payload(self.protocol.as_ref(), shape, message.payload()).ok())
    }

    fn failed(&self, error: SdkError<ServiceError, RawMessage>) -> Error {
        Error::from_sdk_error(self.operation.service.crate_name, self.operation.name(), error)
    }
}

impl fmt::Debug for EventStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").field("operation", &self.operation.name()).finish_non_exhaustive()
    }
}
