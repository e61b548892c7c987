//! A read time-out that a long transfer survives: the time without a sign of life.
//!
//! The SDK's own `read_timeout` runs from the start of a request to the head of its answer, sending the body included:
//! 60 seconds would end an upload that takes 61. This one starts again with each piece of the body that is taken to be
//! sent, and it goes on to watch the body of the answer.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Poll, ready};
use std::time::Duration;

use aws_smithy_async::future::timeout::TimedOutError;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

use super::watched_body::{Progress, watch_answer, watch_request};

/// Takes the read time-out away from another client and applies it itself.
#[derive(Debug)]
pub(super) struct ReadTimeout {
    inner: SharedHttpClient,
}

impl ReadTimeout {
    pub(super) fn new(inner: SharedHttpClient) -> Self {
        Self { inner }
    }
}

impl HttpClient for ReadTimeout {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let (Some(limit), Some(sleep)) = (settings.read_timeout(), components.sleep_impl()) else {
            return self.inner.http_connector(settings, components);
        };
        let mut without = HttpConnectorSettings::builder();
        without.set_connect_timeout(settings.connect_timeout());
        let inner = self.inner.http_connector(&without.build(), components);
        SharedHttpConnector::new(Watched { inner, limit, sleep })
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.inner.connector_metadata()
    }
}

#[derive(Debug)]
struct Watched {
    inner: SharedHttpConnector,
    limit: Duration,
    sleep: SharedAsyncSleep,
}

impl HttpConnector for Watched {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Self { limit, sleep, .. } = self;
        let (limit, sleep) = (*limit, sleep.clone());
        let progress = Progress::default();
        let answer = self.inner.call(request.map(|body| watch_request(body, progress.clone())));
        HttpConnectorFuture::new(async move {
            let answer = within(answer, limit, &sleep, &progress).await?;
            Ok(answer.map(|body| watch_answer(body, limit, sleep.clone())))
        })
    }
}

/// How many looks at the progress make up a time-out: it comes after the limit, and at most a quarter later.
const LOOKS: u32 = 4;

/// The answer, unless a whole `limit` passes in which no piece of the request was sent.
async fn within<T>(
    answer: impl Future<Output = Result<T, ConnectorError>>,
    limit: Duration,
    sleep: &SharedAsyncSleep,
    progress: &Progress,
) -> Result<T, ConnectorError> {
    let mut answer = pin!(answer);
    let mut alarm = sleep.sleep(limit / LOOKS);
    let mut seen = progress.count();
    let mut silent = 0;
    poll_fn(move |context| {
        if let Poll::Ready(answer) = answer.as_mut().poll(context) {
            return Poll::Ready(answer);
        }
        loop {
            ready!(Pin::new(&mut alarm).poll(context));
            let now = progress.count();
            silent = if now == seen { silent + 1 } else { 0 };
            if silent == LOOKS {
                return Poll::Ready(Err(ConnectorError::timeout(Silence(limit).into())));
            }
            seen = now;
            alarm = sleep.sleep(limit / LOOKS);
        }
    })
    .await
}

/// Nothing moved for this long.
#[derive(Debug)]
pub(super) struct Silence(pub(super) Duration);

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "read time-out: the connection was silent for {:?}", self.0)
    }
}

impl std::error::Error for Silence {
    // What the SDK looks for to tell a time-out from other failures.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&TimedOutError)
    }
}
