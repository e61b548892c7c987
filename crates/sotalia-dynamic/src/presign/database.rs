//! Passwords for databases, which are presigned requests that nobody sends.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials as _;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningParams, SigningSettings, sign};
use aws_sigv4::sign::v4;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sotalia_session::error::{Error, LocalError, Result};

use crate::client::DynamicClient;

/// How long a token of RDS is good, and one of Aurora DSQL by default: 15 minutes.
pub(super) const EXPIRES: Duration = Duration::from_secs(900);

const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is signed.
struct Asked<'a> {
    /// The service's name in the signature.
    name: &'a str,
    /// Host, and port if it has one.
    authority: String,
    query: String,
    expires: Duration,
}

/// Databases
impl DynamicClient {
    /// The password with which `user` signs in to a database of RDS for 15 minutes: boto3's `generate_db_auth_token`.
    ///
    /// # Errors
    ///
    /// [`LocalError::NoRegion`], and what is wrong with the credentials. No request is sent.
    pub async fn rds_auth_token(&self, host: &str, port: u16, user: &str) -> Result<String> {
        let query = format!("Action=connect&DBUser={}", utf8_percent_encode(user, QUERY));
        self.token(Asked { name: "rds-db", authority: format!("{host}:{port}"), query, expires: EXPIRES }).await
    }

    /// The password for Aurora DSQL, of the user `admin` or another: boto3's `generate_db_connect_admin_auth_token` and
    /// `generate_db_connect_auth_token`. boto3's default for `expires` is 15 minutes.
    ///
    /// # Errors
    ///
    /// As [`rds_auth_token`](Self::rds_auth_token), and [`LocalError::InvalidParameter`] for a time that cannot be signed.
    pub async fn dsql_auth_token(&self, host: &str, admin: bool, expires: Duration) -> Result<String> {
        super::check(expires)?;
        let action = if admin { "DbConnectAdmin" } else { "DbConnect" };
        let (authority, query) = (host.to_owned(), format!("Action={action}"));
        self.token(Asked { name: "dsql", authority, query, expires }).await
    }

    async fn token(&self, asked: Asked<'_>) -> Result<String> {
        let config = self.0.config();
        let region =
            self.region().ok_or_else(|| Error::local(LocalError::NoRegion, "a token is signed for a region"))?;
        let provider = config
            .credentials_provider()
            .ok_or_else(|| Error::local(LocalError::NoCredentials, "an anonymous session signs no tokens"))?;
        let credentials = provider.provide_credentials().await.map_err(Error::from_source)?;
        let now = config.time_source().map_or_else(SystemTime::now, |time| time.now());
        signed(&asked, region, credentials, now).map_err(Error::from_source)
    }
}

fn signed(
    asked: &Asked<'_>,
    region: &str,
    credentials: Credentials,
    now: SystemTime,
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let mut settings = SigningSettings::default();
    settings.expires_in = Some(asked.expires);
    settings.signature_location = SignatureLocation::QueryParams;
    let identity = credentials.into();
    let params = v4::SigningParams::builder().identity(&identity).region(region).name(asked.name).time(now);
    let params = SigningParams::V4(params.settings(settings).build()?);
    let mut url = format!("{}/?{}", asked.authority, asked.query);
    let whole = format!("https://{url}");
    let request = SignableRequest::new("GET", &whole, std::iter::empty(), SignableBody::Bytes(&[]))?;
    let (instructions, _) = sign(request, &params)?.into_parts();
    for (name, value) in instructions.params() {
        url.push_str(&format!("&{name}={}", utf8_percent_encode(value, QUERY)));
    }
    Ok(url)
}
