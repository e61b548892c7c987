//! Requests that are signed now and sent later, by somebody else.

mod database;
mod interceptor;
mod post;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use sotalia_session::error::{Error, LocalError, Result};

pub(crate) use self::interceptor::{PresignedBody, Presigning, PresigningInterceptor};
pub use self::post::PresignedPost;
pub(crate) use self::post::{Policy, Signer};
use crate::client::DynamicClient;
use crate::handlers::aliases;
use crate::value::{IntoParams, Params};

/// What signature version 4 allows: a week.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A request with its signature. Whoever has it can send it, until it expires.
///
/// Its `Debug` shows no signature.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PresignedRequest {
    /// The method to send it with: it is signed.
    pub method: String,
    /// The address, with the signature.
    pub url: String,
    /// Headers that must be sent as they are: they are signed, too.
    pub headers: Vec<(String, String)>,
    /// The body that must be sent, of operations whose parameters are in one. Empty for most.
    pub body: Vec<u8>,
}

impl PresignedRequest {
    fn new(request: &HttpRequest) -> Self {
        let hidden = |name: &str| matches!(name, "host" | "user-agent");
        let headers = request.headers().iter().filter(|(name, _)| !hidden(name));
        Self {
            method: request.method().to_owned(),
            url: request.uri().to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: request.body().bytes().map(<[u8]>::to_vec).unwrap_or_default(),
        }
    }
}

impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url.split('?').next().unwrap_or_default();
        let headers: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("PresignedRequest")
            .field("method", &self.method)
            .field("url", &format_args!("{url}?…"))
            .field("headers", &headers)
            .field("body", &self.body.len())
            .finish()
    }
}

/// A call that is signed when this is awaited, and not sent: boto3's `generate_presigned_url`.
#[derive(Debug)]
#[must_use = "it is signed when this is awaited"]
pub struct Presign {
    client: DynamicClient,
    operation: String,
    params: Result<Params>,
    presigning: Presigning,
}

impl Presign {
    pub(crate) fn new(client: DynamicClient, operation: &str, params: Result<Params>, expires: Duration) -> Self {
        Self { client, operation: operation.to_owned(), params, presigning: Presigning::new(expires) }
    }

    /// Another method than the operation's: boto3's `HttpMethod`. A query (STS, EC2) whose parameters are in the address can be
    /// sent with `GET`.
    pub fn http_method(mut self, method: impl Into<String>) -> Self {
        self.presigning.method = Some(method.into());
        self
    }

    async fn run(self) -> Result<PresignedRequest> {
        check(self.presigning.expires)?;
        let request = self.client.0.presign(&self.operation, self.params?, self.presigning).await?;
        Ok(PresignedRequest::new(&request))
    }
}

impl IntoFuture for Presign {
    type Output = Result<PresignedRequest>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// A form that is signed when this is awaited: boto3's `generate_presigned_post`.
#[derive(Debug)]
#[must_use = "it is signed when this is awaited"]
pub struct PresignPost {
    client: DynamicClient,
    bucket: String,
    key: String,
    expires: Duration,
    policy: Policy,
}

impl PresignPost {
    pub(crate) fn new(client: DynamicClient, bucket: &str, key: &str, expires: Duration) -> Self {
        Self { client, bucket: bucket.to_owned(), key: key.to_owned(), expires, policy: Policy::default() }
    }

    /// A field of the form, such as `Content-Type` or `x-amz-meta-owner`. It needs a condition of its own, as in boto3.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.policy.fields.insert(name.into(), value.into());
        self
    }

    /// A condition: `{"acl": "public-read"}`, `["content-length-range", 1, 1048576]`, `["starts-with", "$Content-Type", "image/"]`.
    /// Those of the bucket and the key are there already.
    pub fn condition(mut self, condition: impl Into<serde_json::Value>) -> Self {
        self.policy.conditions.push(condition.into());
        self
    }

    async fn run(self) -> Result<PresignedPost> {
        check(self.expires)?;
        self.client.0.presign_post(&self.bucket, &self.key, self.expires, self.policy).await
    }
}

impl IntoFuture for PresignPost {
    type Output = Result<PresignedPost>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

/// Presigning
impl DynamicClient {
    /// Signs a call now, for whoever sends it before it expires: boto3's `generate_presigned_url`. Await it.
    ///
    /// ```no_run
    /// # async fn example(s3: sotalia_dynamic::DynamicClient) -> sotalia_dynamic::error::Result<()> {
    /// use std::time::Duration;
    /// use sotalia_dynamic::params;
    ///
    /// let params = params! { "Bucket": "logs", "Key": "a.txt" };
    /// let download = s3.presign("get_object", params, Duration::from_secs(3600)).await?;
    /// println!("{} {}", download.method, download.url);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Awaiting it gives [`LocalError::UnknownOperation`], what is wrong with the parameters or the time, and what is wrong with
    /// the credentials. No request is sent.
    pub fn presign(&self, operation: &str, params: impl IntoParams, expires: Duration) -> Presign {
        let operation = aliases::operation(self.service_name(), operation);
        Presign::new(self.clone(), operation, params.into_params(), expires)
    }

    /// Signs a form with which a browser can put an object into a bucket: boto3's `generate_presigned_post`. Await it.
    ///
    /// A key that ends with `${filename}` takes the name of the file.
    ///
    /// # Errors
    ///
    /// Awaiting it gives [`LocalError::InvalidParameter`] for a client of another service than S3 and a time that cannot be
    /// signed, and what is wrong with the credentials. No request is sent.
    pub fn presign_post(&self, bucket: &str, key: &str, expires: Duration) -> PresignPost {
        PresignPost::new(self.clone(), bucket, key, expires)
    }
}

impl PresignedPost {
    pub(crate) fn new(url: String, fields: indexmap::IndexMap<String, String>) -> Self {
        Self { url, fields }
    }
}

fn check(expires: Duration) -> Result<()> {
    if expires.as_secs() == 0 || expires > LONGEST {
        let message = format!("expires: {expires:?} cannot be signed; a signature is good for 1 second to 7 days");
        return Err(Error::local(LocalError::InvalidParameter, message));
    }
    Ok(())
}
