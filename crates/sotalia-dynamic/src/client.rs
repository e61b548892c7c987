//! The client of one service.

mod builder;

use std::fmt;
use std::sync::Arc;

use sotalia_models::Service;
use sotalia_session::Session;
use sotalia_session::error::Result;

pub use self::builder::ClientBuilder;
pub(crate) use self::builder::Overrides;
use crate::call::Call;
use crate::runtime::Runtime;
use crate::value::IntoParams;

/// The client of one service, as boto3's `session.client("lambda")`: every operation, by name.
///
/// Cheap to clone, and made to be kept: what a call needs of the service's model is prepared once.
#[derive(Clone)]
pub struct DynamicClient(pub(crate) Arc<Runtime>);

/// Makes clients of any service.
///
/// They share the credentials, connections, retries and time-outs of the session.
pub trait SessionDynamic {
    /// The client of a service, by the name that boto3 has for it: `s3`, `ec2`, `logs`, `stepfunctions`.
    ///
    /// ```no_run
    /// # async fn example(session: sotalia_dynamic::session::Session) -> sotalia_dynamic::error::Result<()> {
    /// use sotalia_dynamic::{SessionDynamic, params};
    ///
    /// let lambda = session.dynamic("lambda")?;
    /// let functions = lambda.call("list_functions", params! { "MaxItems": 5 }).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `UnknownService` with the nearest names, if no service has this one.
    fn dynamic(&self, service: &str) -> Result<DynamicClient>;

    /// The client of a service, with options of its own: region, endpoint, retries, time-outs, models.
    fn dynamic_configured(&self, service: &str) -> ClientBuilder;
}

impl SessionDynamic for Session {
    fn dynamic(&self, service: &str) -> Result<DynamicClient> {
        self.dynamic_configured(service).build()
    }

    fn dynamic_configured(&self, service: &str) -> ClientBuilder {
        ClientBuilder::new(self, service)
    }
}

/// Calls
impl DynamicClient {
    /// Calls an operation: `client.call("describe_stream", params! { "StreamName": "orders" }).await?`.
    ///
    /// The operation is named as in boto3 (`describe_stream`) or as AWS does (`DescribeStream`). The call can be given
    /// options before it is awaited.
    ///
    /// # Errors
    ///
    /// Awaiting it gives `UnknownOperation` with the nearest names, what is wrong with the parameters, and whatever can go
    /// wrong with a request.
    pub fn call(&self, operation: &str, params: impl IntoParams) -> Call {
        Call::new(self.clone(), operation, params.into_params())
    }

    /// An operation whose parameters are set one by one: `client.operation("put_object").set("Key", key).send().await?`.
    pub fn operation(&self, operation: &str) -> Call {
        Call::new(self.clone(), operation, Ok(crate::Params::new()))
    }
}

/// Access
impl DynamicClient {
    /// The name of the service, as boto3 has it.
    #[must_use]
    pub fn service_name(&self) -> &str {
        self.0.service_name()
    }

    /// The model of the service: its operations and shapes.
    #[must_use]
    pub fn model(&self) -> &Arc<Service> {
        self.0.model()
    }

    /// The region that requests go to, if one is set.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.region()
    }
}

/// Shows names, never credentials.
impl fmt::Debug for DynamicClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynamicClient")
            .field("service", &self.service_name())
            .field("region", &self.region())
            .finish_non_exhaustive()
    }
}
