//! Reads a page in place of the SDK's own deserializer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeSerializationInterceptorContextMut, Output, OutputOrError,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};
use bytes::Bytes;
use http_body::Body as _;

use super::early::Overheard;
use super::layout::Layout;
use super::page::ListingPage;
use super::parse::parse;
use crate::paginate::EarlyPosition;

/// What the SDK says of an operation, for the answers that are left to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standard {
    /// What the operation is configured with: its own deserializer among it.
    pub(super) configuration: fn() -> Option<FrozenLayer>,
    /// An output without members: who asks for the fast page reads nothing else.
    pub(super) output: fn() -> Output,
}

/// An interceptor that reads the answers of a listing itself, and keeps the page beside the operation's output.
///
/// Error answers, and documents that it does not know, go to the SDK's own deserializer: then there is no page.
#[derive(Debug, Clone)]
pub(super) struct FastPage {
    layout: &'static Layout,
    standard: Standard,
    page: Arc<Mutex<Option<ListingPage>>>,
    is_throttled: Arc<AtomicBool>,
    /// Where to tell early what comes behind the page, if somebody listens.
    next: Option<EarlyPosition>,
}

impl FastPage {
    pub(super) fn new(layout: &'static Layout, standard: Standard) -> Self {
        Self { layout, standard, page: Arc::default(), is_throttled: Arc::default(), next: None }
    }

    /// The same, which tells early where the next page is.
    pub(super) fn telling(mut self, next: &EarlyPosition) -> Self {
        self.next = Some(next.clone());
        self
    }

    /// Takes the page of the last answer.
    pub(super) fn take(&self) -> Option<ListingPage> {
        self.page.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether an answer, of any attempt, said to slow down.
    pub(super) fn is_throttled(&self) -> bool {
        self.is_throttled.load(Ordering::Relaxed)
    }

    fn keep(&self, page: Option<ListingPage>) {
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = page;
    }
}

impl Intercept for FastPage {
    fn name(&self) -> &'static str {
        "SotaliaFastPage"
    }

    fn modify_before_serialization(
        &self,
        _context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // Without the SDK's deserializer to fall back on, it stays the only one.
        let standard = (self.standard.configuration)();
        if let Some(standard) = standard.filter(|layer| layer.load::<SharedResponseDeserializer>().is_some()) {
            let deserializer = Deserializer { fast: self.clone(), standard };
            config.interceptor_state().store_put(SharedResponseDeserializer::new(deserializer));
        }
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response_mut();
        if let Some(next) = self.next.clone().filter(|_| response.status().is_success()) {
            let body = Overheard::new(response.take_body(), self.layout, next);
            *response.body_mut() = SdkBody::from_body_1_x(body);
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Deserializer {
    fast: FastPage,
    standard: FrozenLayer,
}

impl DeserializeResponse for Deserializer {
    fn deserialize_nonstreaming_with_config(&self, response: &HttpResponse, config: &ConfigBag) -> OutputOrError {
        if matches!(response.status().as_u16(), 429 | 503) {
            self.fast.is_throttled.store(true, Ordering::Relaxed);
        }
        let body = response.status().is_success().then(|| shared_bytes(response.body())).flatten();
        let page = body.and_then(|body| parse(self.fast.layout, body));
        let is_read = page.is_some();
        // A page of an attempt before this one is forgotten in any case.
        self.fast.keep(page);
        if is_read {
            return Ok((self.fast.standard.output)());
        }
        match self.standard.load::<SharedResponseDeserializer>() {
            Some(own) => own.deserialize_nonstreaming_with_config(response, config),
            // It was there when this one was put in its place.
            None => Err(OrchestratorError::other("the operation has no deserializer")),
        }
    }
}

/// A body that is in memory, without a copy: the clone of such a body shares its bytes, and has them ready.
pub(super) fn shared_bytes(body: &SdkBody) -> Option<Bytes> {
    let length = body.bytes()?.len();
    let mut clone = body.try_clone()?;
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::Pin::new(&mut clone).poll_frame(&mut context) {
        std::task::Poll::Ready(Some(Ok(frame))) => frame.into_data().ok().filter(|data| data.len() == length),
        _ => None,
    }
}
