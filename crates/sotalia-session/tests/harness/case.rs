//! A case as it is on disk: what its files say, and the session that they describe.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use aws_credential_types::Credentials as SdkCredentials;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sotalia_session::{Compat, Platform, RetryConfig, Session, SessionBuilder};
use tempfile::TempDir;

use crate::clock::Clock;
use crate::replay::Replay;
use crate::secrecy::Secrets;

/// Where the folder `fs` of a case is seen by the session.
pub(crate) const HOME: &str = "/home/me";

/// `case.toml`: the calls to the builder, and what is expected. What is not named is expected to be absent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    #[serde(default)]
    pub(crate) session: Calls,
    pub(crate) expect: Expected,
    /// What is expected of the same session later on.
    #[serde(default)]
    pub(crate) later: Vec<Later>,
    /// What must not be in a log, besides what the files show to be a secret: the output of a process, say.
    #[serde(default)]
    pub(crate) secrets: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calls {
    profile: Option<String>,
    region: Option<String>,
    credentials: Option<Vec<String>>,
    provider: Option<String>,
    anonymous: Option<bool>,
    endpoint_url: Option<String>,
    config_file: Option<String>,
    credentials_file: Option<String>,
    app_name: Option<String>,
    compat: Option<String>,
    /// What whoever is asked for a code of a multi-factor device answers.
    mfa_code: Option<String>,
    #[serde(default)]
    keep_retry_settings: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) load_error: Option<Failure>,
    pub(crate) profile: Option<String>,
    pub(crate) profile_source: Option<String>,
    pub(crate) profiles: Option<Vec<String>>,
    pub(crate) region: Option<String>,
    pub(crate) region_source: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) access_key_id: Option<String>,
    pub(crate) secret_access_key: Option<String>,
    pub(crate) session_token: Option<String>,
    /// As in RFC 3339, to the second.
    pub(crate) expires_at: Option<String>,
    pub(crate) account_id: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) credentials_error: Option<Failure>,
    pub(crate) role_arn: Option<String>,
    /// What `explain` tells of each provider: `environment variables: skipped: not set`.
    pub(crate) attempts: Option<Vec<String>>,
    /// Words of the table that `explain` prints.
    #[serde(default)]
    pub(crate) report_says: Vec<String>,
    pub(crate) retry_mode: Option<String>,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) app_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Later {
    /// So many seconds after what was before.
    pub(crate) after: u64,
    pub(crate) access_key_id: Option<String>,
    pub(crate) credentials_error: Option<Failure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Failure {
    pub(crate) local: String,
    pub(crate) says: Vec<String>,
    #[serde(default)]
    pub(crate) never_says: Vec<String>,
}

/// A call to the builder that takes text.
type SetString = fn(SessionBuilder, String) -> SessionBuilder;

/// A case with everything around it.
pub(crate) struct Loaded {
    pub(crate) case: Case,
    pub(crate) network: Replay,
    pub(crate) clock: Clock,
    pub(crate) secrets: Secrets,
    variables: BTreeMap<String, String>,
    /// A copy of the files, since a renewed sign-in is written back.
    files: TempDir,
}

impl Loaded {
    pub(crate) fn read(folder: &Path) -> Self {
        let text = read(&folder.join("case.toml")).expect("a case has a case.toml");
        let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut variables: BTreeMap<String, String> = json(&folder.join("env.json")).expect("a case has an env.json");
        variables.entry("HOME".to_owned()).or_insert_with(|| HOME.to_owned());
        let traffic = read(&folder.join("http.json"));
        if traffic.is_none() {
            variables.entry("AWS_EC2_METADATA_DISABLED".to_owned()).or_insert_with(|| "true".to_owned());
        }
        let mut secrets = Secrets::default();
        secrets.of_environment(&variables);
        secrets.of_files(&folder.join("fs"));
        secrets.of_list(&case.secrets);
        secrets.of_list(case.session.credentials.iter().flat_map(|parts| parts.iter().skip(1)));
        let network = Replay::of_exchanges(traffic.as_deref());
        secrets.of_answers(network.bodies());
        let clock = Clock::reading(read(&folder.join("clock")).as_deref());
        Self { case, network, clock, secrets, variables, files: copy(&folder.join("fs")) }
    }

    /// Whether time may pass in no time: not while a process runs, since its time limit would be over at once.
    pub(crate) fn is_without_processes(&self) -> bool {
        let files = [".aws/config", ".aws/credentials"].map(|path| read(&self.files.path().join(path)));
        !files.into_iter().flatten().any(|text| text.contains("credential_process"))
    }

    pub(crate) fn builder(&self) -> SessionBuilder {
        let platform = Platform::with_variables(self.variables.clone())
            .folder(self.files.path(), HOME)
            .time_source(self.clock.clone());
        let builder = self.case.session.apply(Session::builder().platform(platform).http_client(self.network.clone()));
        if self.case.session.keep_retry_settings { builder } else { builder.retry(RetryConfig::disabled()) }
    }
}

impl Calls {
    /// Makes the calls, but for the one of retries.
    pub(crate) fn apply(&self, mut builder: SessionBuilder) -> SessionBuilder {
        let strings: [(&Option<String>, SetString); 6] = [
            (&self.profile, SessionBuilder::profile),
            (&self.region, SessionBuilder::region),
            (&self.endpoint_url, SessionBuilder::endpoint_url),
            (&self.config_file, SessionBuilder::config_file),
            (&self.credentials_file, SessionBuilder::credentials_file),
            (&self.app_name, SessionBuilder::app_name),
        ];
        for (value, call) in strings {
            builder = value.iter().fold(builder, |builder, value| call(builder, value.clone()));
        }
        if let Some([id, secret, token @ ..]) = self.credentials.as_deref() {
            builder = builder.credentials(id, secret, token.first().map(String::as_str));
        }
        if let Some(id) = &self.provider {
            builder = builder.credentials_provider(SdkCredentials::new(id, "SECRET-OF-PROVIDER", None, None, "custom"));
        }
        if let Some(compat) = &self.compat {
            assert_eq!(compat, "Boto3", "the only word for `compat`");
            builder = builder.compat(Compat::Boto3);
        }
        if let Some(code) = self.mfa_code.clone() {
            builder = builder.mfa(move |_| {
                let code = code.clone();
                async { Ok::<_, Infallible>(code) }
            });
        }
        if self.anonymous == Some(true) { builder.anonymous() } else { builder }
    }
}

/// A copy of a folder, which need not exist.
pub(crate) fn copy(folder: &Path) -> TempDir {
    let target = tempfile::tempdir().expect("a temporary folder can be made");
    copy_into(folder, target.path());
    target
}

fn copy_into(folder: &Path, target: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.expect("a folder can be listed");
        let target = target.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&target).expect("a folder can be made");
            copy_into(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("a file can be copied");
        }
    }
}

fn read(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn json<T: DeserializeOwned>(path: &Path) -> Option<T> {
    let text = read(path)?;
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}
