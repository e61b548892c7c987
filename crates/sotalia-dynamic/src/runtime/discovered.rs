//! Endpoints that a service tells: Timestream puts each account into a cell, and asks its clients to ask where.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use sotalia_session::error::{Error, LocalError, Result};
use sotalia_session::service_endpoint_url;

use super::Runtime;
use super::redirected::repeatable;
use crate::call::Request;
use crate::client::Overrides;
use crate::output::Output;
use crate::params;

/// What a client was told, until when.
#[derive(Debug, Default)]
pub(crate) struct Discovered(Mutex<Option<(SystemTime, Arc<Runtime>)>>);

/// botocore's answer to an endpoint that is the wrong one by now.
const MISDIRECTED: u16 = 421;

impl Runtime {
    /// Whether an operation is sent to an endpoint that must be asked for. One that the caller has set stands.
    pub(super) fn must_discover(&self, operation: &str) -> bool {
        let service = self.model();
        let required = service.operation(operation).is_some_and(|it| it.endpoint_discovery == Some(true));
        required && service_endpoint_url(&self.config, &service.metadata.service_id).is_none()
    }

    /// Sends a call to the endpoint that the service has told, and once more if that has changed.
    pub(super) async fn call_discovered(&self, mut request: Request) -> Result<Output> {
        let again = repeatable(&mut request);
        match self.discover().await?.send(request).await {
            Err(error) if error.status() == Some(MISDIRECTED) || error.has_code("InvalidEndpointException") => {
                let Some(again) = again else { return Err(error) };
                *self.discovered.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
                self.discover().await?.send(again).await
            }
            answer => answer,
        }
    }

    /// The same client at the endpoint that the service tells.
    async fn discover(&self) -> Result<Arc<Self>> {
        let now = self.config.time_source().map_or_else(SystemTime::now, |time| time.now());
        let known = self.discovered.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, runtime)) = known.filter(|(end, _)| *end > now) {
            return Ok(runtime);
        }
        let tells = self.model().operations.iter().find(|operation| operation.is_endpoint_operation);
        let tells =
            tells.map(|operation| operation.name.to_string()).ok_or_else(|| self.untold("no operation tells it"))?;
        let told = self.send(Request::new(tells, params! {})).await?;
        let first = &told["Endpoints"][0];
        let address = first["Address"].as_str().filter(|address| !address.is_empty());
        let address = address.ok_or_else(|| self.untold("the service told none"))?;
        let url = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
        let runtime = Arc::new(self.with(Overrides { endpoint_url: Some(url), ..Overrides::default() })?);
        let minutes = first["CachePeriodInMinutes"].as_i64().and_then(|minutes| u64::try_from(minutes).ok());
        let end = now + Duration::from_secs(minutes.unwrap_or(1).clamp(1, 24 * 60) * 60);
        *self.discovered.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((end, Arc::clone(&runtime)));
        Ok(runtime)
    }

    fn untold(&self, reason: &str) -> Error {
        let message = format!("{} must tell the endpoint of the account, and {reason}", self.service_name());
        Error::local(LocalError::InvalidEndpoint, message)
    }
}
