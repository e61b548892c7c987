//! What a session is made from: everything that can be chosen in code.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use sotalia_error::Result;

use crate::compat::Compat;
use crate::credentials::context::DEFAULT_PROCESS_TIMEOUT;
use crate::credentials::disk_cache::CredentialCache;
use crate::credentials::mfa::{MfaCallback, MfaRequest};
use crate::load;
use crate::platform::Platform;
use crate::session::Session;

/// Chooses profile, region, credentials and settings, then [loads](Self::load) a [`Session`].
///
/// What is not chosen comes from the environment and the files, as in boto3.
#[must_use]
#[derive(Clone)]
pub struct SessionBuilder {
    pub(crate) profile: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) credentials: Choice,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) config_file: Option<PathBuf>,
    pub(crate) credentials_file: Option<PathBuf>,
    pub(crate) app_name: Option<String>,
    pub(crate) retry: Option<RetryConfig>,
    pub(crate) timeouts: Option<TimeoutConfig>,
    pub(crate) credentials_timeout: Option<Duration>,
    pub(crate) credential_cache: Option<CredentialCache>,
    pub(crate) http_client: Option<SharedHttpClient>,
    pub(crate) compat: Compat,
    pub(crate) mfa: Option<MfaCallback>,
    pub(crate) process_timeout: Duration,
    pub(crate) platform: Platform,
}

/// Where credentials come from.
#[derive(Clone)]
pub(crate) enum Choice {
    Chain,
    Static { access_key_id: String, secret_access_key: String, session_token: Option<String> },
    Provider(SharedCredentialsProvider),
    Anonymous,
}

/// Who calls, and where
impl SessionBuilder {
    pub(crate) fn new() -> Self {
        Self {
            profile: None,
            region: None,
            credentials: Choice::Chain,
            endpoint_url: None,
            config_file: None,
            credentials_file: None,
            app_name: None,
            retry: None,
            timeouts: None,
            credentials_timeout: None,
            credential_cache: None,
            http_client: None,
            compat: Compat::default(),
            mfa: None,
            process_timeout: DEFAULT_PROCESS_TIMEOUT,
            platform: Platform::real(),
        }
    }

    /// The profile to use. It must exist, and it beats credentials in environment variables, which are then not looked
    /// at, as with boto3's `profile_name`. (`AWS_PROFILE` does not beat them, also as in boto3.)
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The region; it beats the environment and the profile.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// An access key, with the session token that belongs to temporary ones: `credentials(id, secret, None)`.
    ///
    /// An empty part is an error when the session is loaded.
    pub fn credentials(
        mut self,
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: Option<&str>,
    ) -> Self {
        self.credentials = Choice::Static {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            session_token: session_token.map(str::to_owned),
        };
        self
    }

    /// A provider of credentials, in the place of the usual chain.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Choice::Provider(SharedCredentialsProvider::new(provider));
        self
    }

    /// Who gives the code of a multi-factor device, for a role whose profile has `mfa_serial`.
    ///
    /// It is asked whenever such a role is assumed, and again when its credentials are about to end, which boto3 cannot.
    /// Concurrent callers ask once. Without it such a role is an error,
    /// [`MfaRequired`](sotalia_error::LocalError::MfaRequired): nobody is asked by surprise.
    ///
    /// ```
    /// use sotalia_session::{MfaRequest, Session};
    ///
    /// async fn ask(request: MfaRequest) -> std::io::Result<String> {
    ///     println!("code of {}:", request.serial);
    ///     std::io::read_to_string(std::io::stdin())
    /// }
    /// let builder = Session::builder().profile("admin").mfa(ask);
    /// ```
    pub fn mfa<F, A, E>(mut self, callback: F) -> Self
    where
        F: Fn(MfaRequest) -> A + Send + Sync + 'static,
        A: Future<Output = std::result::Result<String, E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        self.mfa = Some(MfaCallback::new(callback));
        self
    }

    /// Asks for the code of a multi-factor device on the terminal, without showing it, as boto3 does by itself.
    ///
    /// Without a terminal it is [`MfaRequired`](sotalia_error::LocalError::MfaRequired).
    #[cfg(feature = "mfa-prompt")]
    pub fn mfa_prompt(self) -> Self {
        self.mfa(crate::credentials::mfa::prompt::ask)
    }

    /// How long a `credential_process` may take before it is stopped. The default is 60 seconds; boto3 waits for ever.
    pub fn process_timeout(mut self, limit: Duration) -> Self {
        self.process_timeout = limit;
        self
    }

    /// No credentials: requests are not signed, as boto3's `UNSIGNED`.
    pub fn anonymous(mut self) -> Self {
        self.credentials = Choice::Anonymous;
        self
    }

    /// The endpoint of all services, such as a local emulator.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }
}

/// Files and settings
impl SessionBuilder {
    /// The config file, in the place of `AWS_CONFIG_FILE` and `~/.aws/config`. It must exist.
    pub fn config_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.config_file = Some(path.into());
        self
    }

    /// The credentials file, in the place of `AWS_SHARED_CREDENTIALS_FILE` and `~/.aws/credentials`. It must exist.
    pub fn credentials_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.credentials_file = Some(path.into());
        self
    }

    /// A name for this program, to be found in the user agent of its requests: up to 50 letters, digits and
    /// ``!#$%&'*+-.^_`|~``.
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.app_name = Some(name.into());
        self
    }

    /// How failed requests are tried again. The default is `standard`, three attempts in all, unless `AWS_RETRY_MODE`,
    /// `AWS_MAX_ATTEMPTS` or the profile say otherwise.
    pub fn retry(mut self, retry: RetryConfig) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Time limits. What is not set in it keeps its default: 3.1 seconds to connect, 60 seconds without a sign of life
    /// (`read_timeout`), and no limit on an attempt or on an operation. (The typed clients of `sotalia-client` end an attempt
    /// after 15 minutes, unless `operation_attempt_timeout` says otherwise or it sends a large body.)
    ///
    /// `read_timeout` here is boto3's, not the SDK's own: it starts again whenever bytes of a request or of an answer
    /// move, so that a long transfer lives. Raise it above 60 seconds for calls that are silent for longer, such as a
    /// Lambda function that is waited for.
    pub fn timeouts(mut self, timeouts: TimeoutConfig) -> Self {
        self.timeouts = Some(timeouts);
        self
    }

    /// How long resolving the credentials may take:
    /// [`DEFAULT_CREDENTIALS_TIMEOUT`](crate::DEFAULT_CREDENTIALS_TIMEOUT), 2 minutes, unless it is set here.
    pub fn credentials_timeout(mut self, limit: Duration) -> Self {
        self.credentials_timeout = Some(limit);
        self
    }

    /// Keeps the sessions of assumed roles in files, so that the next program goes on with them: without a request, and
    /// without another code of a multi-factor device. Off by default, as these files hold credentials.
    ///
    /// [`CredentialCache::cli`] is the folder of the AWS CLI, whose files these are. As there, a file is named for the role
    /// and what it is assumed with, and not for who assumes it. boto3 has it as `JSONFileCache`, to be put into its
    /// provider by hand.
    pub fn credential_cache(mut self, cache: CredentialCache) -> Self {
        self.credential_cache = Some(cache);
        self
    }

    /// An HTTP client, in the place of the session's own. Retries, time-outs and signing stay the session's.
    pub fn http_client(mut self, client: impl HttpClient + 'static) -> Self {
        self.http_client = Some(SharedHttpClient::new(client));
        self
    }

    /// Whose answer counts where boto3 and the AWS SDK specification differ. [`Compat`] lists the differences.
    pub fn compat(mut self, compat: Compat) -> Self {
        self.compat = compat;
        self
    }

    /// Environment variables, files and a clock for a test, in the place of the real ones.
    #[cfg(feature = "test-util")]
    pub fn platform(mut self, platform: Platform) -> Self {
        self.platform = platform;
        self
    }

    /// Makes the session. Reads variables and files; makes no request.
    ///
    /// # Errors
    ///
    /// A [`LocalError`](sotalia_error::LocalError), which [`Error::local_error`](sotalia_error::Error::local_error)
    /// gives:
    ///
    /// * `ProfileNotFound`: a profile that was named, here or by `AWS_PROFILE`, does not exist.
    /// * `ConfigNotFound`: a file that was named here does not exist.
    /// * `InvalidConfig`: a file cannot be read or parsed, or a variable or a profile holds what cannot be used.
    /// * `InvalidRegion`, `InvalidEndpoint`: a region or an endpoint URL, wherever it is from, cannot be used.
    /// * `PartialCredentials`: half an access key, here or in the environment.
    /// * `InvalidParameter`: an app name that a user agent cannot hold.
    pub async fn load(self) -> Result<Session> {
        load::load(self).await
    }
}

/// Shows names, never credentials.
impl fmt::Debug for SessionBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionBuilder")
            .field("profile", &self.profile)
            .field("region", &self.region)
            .field("endpoint_url", &self.endpoint_url.is_some())
            .field("config_file", &self.config_file)
            .field("credentials_file", &self.credentials_file)
            .field("app_name", &self.app_name)
            .finish_non_exhaustive()
    }
}
