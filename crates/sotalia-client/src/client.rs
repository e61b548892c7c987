//! Typed clients from a session.

#[cfg(any(
    feature = "cloudformation",
    feature = "cloudwatch",
    feature = "dynamodb",
    feature = "ec2",
    feature = "glacier",
    feature = "iam",
    feature = "kinesis",
    feature = "lambda",
    feature = "secretsmanager",
    feature = "sns",
    feature = "sqs",
))]
mod plain;
#[cfg(feature = "s3")]
mod s3;
mod standard;
#[cfg(feature = "sts")]
mod sts;

use aws_types::SdkConfig;
use sotalia_session::Session;

pub use self::standard::standard_interceptor;

/// A client of the official SDK that a session can make. Each needs the cargo feature of its service.
pub trait TypedClient: Clone + Send + Sync + 'static {
    /// The SDK's builder of the client's configuration.
    type Config;

    /// A configuration that takes everything from the session, and adds what the SDK lacks: a
    /// [`ResponseGuard`](crate::ResponseGuard), an [`AttemptLimit`](crate::AttemptLimit), another attempt where
    /// the credentials had expired, and for S3 the settings below
    /// `s3 =` of the profile, and path-style addresses with an endpoint that is not of AWS.
    fn config(session: &SdkConfig) -> Self::Config;

    /// A client with this configuration.
    fn from_config(config: Self::Config) -> Self;
}

/// Makes clients. The clients of a session share its credentials, connections, retries and time-outs.
///
/// A client is cheap to clone and to keep; make one and reuse it.
pub trait SessionClients {
    /// The typed client of a service: `let s3: sotalia_client::s3::Client = session.client();`
    fn client<C: TypedClient>(&self) -> C;

    /// The typed client of a service, with options of its own. Name the client's type at the call, as here: the closure
    /// cannot wait for a type that stands elsewhere.
    ///
    /// ```
    /// # fn example(session: sotalia_client::session::Session) {
    /// use sotalia_client::{SessionClients, s3};
    ///
    /// let s3 = session
    ///     .client_configured::<s3::Client>(|config| config.endpoint_url("http://127.0.0.1:9000").force_path_style(true));
    /// # }
    /// ```
    fn client_configured<C: TypedClient>(&self, options: impl FnOnce(C::Config) -> C::Config) -> C;

    /// The client of any other SDK crate: `session.client_with(aws_sdk_lambda::Client::new)`.
    ///
    /// It has all of the session, but not the [`standard_interceptor`](crate::standard_interceptor), nor what is a service's own in the
    /// profile, such as `s3.use_arn_region` for `aws_sdk_s3control`: add those to the client's own configuration where that
    /// matters.
    fn client_with<C>(&self, make: impl FnOnce(&SdkConfig) -> C) -> C;
}

impl SessionClients for Session {
    fn client<C: TypedClient>(&self) -> C {
        C::from_config(C::config(self.sdk_config()))
    }

    fn client_configured<C: TypedClient>(&self, options: impl FnOnce(C::Config) -> C::Config) -> C {
        C::from_config(options(C::config(self.sdk_config())))
    }

    fn client_with<C>(&self, make: impl FnOnce(&SdkConfig) -> C) -> C {
        make(self.sdk_config())
    }
}
