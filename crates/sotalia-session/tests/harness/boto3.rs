//! Compares sessions with those that boto3 made of the same variables, files and answers.
//!
//! `tests/boto3/oracle.py` writes down what boto3 says; `tests/boto3/differences.toml` says where we differ, and why.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sotalia_session::error::Error;
use sotalia_session::{Compat, Credentials, Platform, RetryConfig, Session, SessionBuilder};

use crate::case::{Calls, HOME, Loaded};
use crate::clock::{self, Clock};
use crate::exchange::Exchange;
use crate::log::Log;
use crate::replay::Replay;
use crate::secrecy::Secrets;

/// A session of `sessions.json`.
#[derive(Deserialize)]
struct Made {
    name: String,
    #[serde(default)]
    variables: BTreeMap<String, String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    session: Calls,
    #[serde(default)]
    exchanges: Vec<Exchange>,
    boto3: Answer,
}

/// A case of `cases.json`; boto3 has no answer where it has no such call.
#[derive(Deserialize)]
struct Asked {
    name: String,
    boto3: Option<Answer>,
}

/// What boto3 says.
#[derive(Deserialize)]
struct Answer {
    session_error: Option<String>,
    profile: Option<String>,
    region: Option<String>,
    profiles: Option<Vec<String>>,
    credentials: Option<Key>,
    credentials_error: Option<String>,
}

#[derive(Deserialize)]
struct Key {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    account_id: Option<String>,
    expires_at: Option<String>,
}

/// What we say.
struct Ours {
    session: Result<Session, Error>,
    credentials: Option<Result<Credentials, Error>>,
}

/// `differences.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    difference: Vec<Difference>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    reason: String,
    /// The one mode in which we differ: `by default` or `as boto3`.
    only: Option<String>,
    /// The names of cases and sessions; a `*` stands for any text.
    names: Vec<String>,
}

/// What each error of boto3 is here.
const ERRORS: &[(&str, &[&str])] = &[
    ("ProfileNotFound", &["ProfileNotFound"]),
    ("PartialCredentialsError", &["PartialCredentials", "InvalidConfig", "CredentialsFailed"]),
    ("ConfigParseError", &["InvalidConfig"]),
    ("ConfigNotFound", &["ConfigNotFound"]),
    ("InvalidConfigError", &["InvalidConfig", "CredentialsFailed", "PartialCredentials"]),
    ("InfiniteLoopConfigError", &["InvalidConfig", "CredentialsFailed"]),
    ("InvalidRegionError", &["InvalidRegion"]),
    ("SSOTokenLoadError", &["LoginRequired"]),
    ("UnauthorizedSSOTokenError", &["LoginRequired", "CredentialsFailed"]),
    ("TokenRetrievalError", &["LoginRequired"]),
];

/// Any other error of boto3.
const FAILED: &[&str] =
    &["CredentialsFailed", "CredentialsTimeout", "ExpiredCredentials", "InvalidConfig", "LoginRequired", "MfaRequired"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/boto3")
}

fn read(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

impl Made {
    fn has_processes(&self) -> bool {
        self.files.values().any(|text| text.contains("credential_process"))
    }

    fn builder(&self, network: &Replay) -> SessionBuilder {
        let mut variables = self.variables.clone();
        variables.entry("HOME".to_owned()).or_insert_with(|| HOME.to_owned());
        variables.entry("PATH".to_owned()).or_insert_with(|| "/usr/bin:/bin".to_owned());
        if self.exchanges.is_empty() {
            variables.entry("AWS_EC2_METADATA_DISABLED".to_owned()).or_insert_with(|| "true".to_owned());
        }
        let files = self.files.iter().map(|(path, text)| (format!("{HOME}/{path}"), text.clone()));
        let platform = Platform::with_variables(variables).files(files).time_source(Clock::reading(None));
        let builder = Session::builder().platform(platform).http_client(network.clone());
        self.session.apply(builder.retry(RetryConfig::disabled()))
    }

    fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        secrets.of_environment(&self.variables);
        for text in self.files.values() {
            secrets.of_text(text);
        }
        secrets.of_answers(Replay::in_any_order(self.exchanges.clone()).bodies());
        secrets.of_list(self.boto3.credentials.iter().map(|key| &key.secret_access_key));
        secrets
    }
}

/// Makes the session and asks for its credentials.
fn make(has_processes: bool, builder: impl FnOnce() -> SessionBuilder) -> Ours {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(!has_processes).build().expect("a thread can run futures");
    runtime.block_on(async {
        let session = builder().load().await;
        let credentials = match &session {
            Ok(session) => Some(session.credentials().await),
            Err(_) => None,
        };
        Ours { session, credentials }
    })
}

/// What is not as boto3 says.
fn compare(boto3: &Answer, ours: &Ours) -> Vec<String> {
    let mut found = Vec::new();
    let mut same = |what: &str, boto3: &dyn std::fmt::Debug, ours: &dyn std::fmt::Debug| {
        let (boto3, ours) = (format!("{boto3:?}"), format!("{ours:?}"));
        if boto3 != ours {
            found.push(format!("{what}: boto3 {boto3}, ours {ours}"));
        }
    };
    let error = ours.session.as_ref().err().or_else(|| ours.credentials.as_ref()?.as_ref().err());
    if let Ok(session) = &ours.session
        && boto3.session_error.is_none()
    {
        same("profile", &boto3.profile.as_deref(), &Some(session.profile_name()));
        same("region", &boto3.region.as_deref(), &session.region());
        same("profiles", &boto3.profiles.as_deref(), &Some(session.available_profiles()));
    }
    match (&boto3.credentials, ours.credentials.as_ref().and_then(|found| found.as_ref().ok())) {
        (Some(key), Some(found)) => {
            same("access key id", &key.access_key_id.as_str(), &found.access_key_id());
            same("secret access key", &key.secret_access_key.as_str(), &found.secret_access_key());
            same("session token", &key.session_token.as_deref(), &found.session_token());
            same("account", &key.account_id.as_deref(), &found.account_id());
            same("expiry", &key.expires_at, &found.expires_at().map(clock::written));
        }
        (Some(key), None) => {
            same("credentials", &key.access_key_id, &error.map(ToString::to_string));
        }
        (None, Some(credentials)) => {
            let class = boto3.session_error.as_ref().or(boto3.credentials_error.as_ref());
            same("credentials", &class, &credentials.access_key_id());
        }
        (None, None) => {
            let class = boto3.session_error.as_ref().or(boto3.credentials_error.as_ref()).map(String::as_str);
            let accepted = match class {
                None => &["NoCredentials"],
                Some(class) => ERRORS.iter().find(|(name, _)| *name == class).map_or(FAILED, |(_, kinds)| kinds),
            };
            let error = error.expect("there is no session, or there are no credentials");
            let kind = format!("{:?}", error.local_error().expect("it comes from this side"));
            if !accepted.contains(&kind.as_str()) {
                same("error", &class, &error.to_string());
            }
        }
    }
    found
}

/// Where we differ without a reason, and where a reason is given without a difference.
fn judge(what: &str, mode: &str, results: Vec<(String, Vec<String>)>) -> Vec<String> {
    let list: Differences = toml::from_str(&read("differences.toml")).expect("differences.toml is as described");
    let fits = |pattern: &str, name: &str| match pattern.split_once('*') {
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
        None => pattern == name,
    };
    let in_mode = list.difference.iter().filter(|entry| entry.only.as_deref().is_none_or(|only| only == mode));
    let names: Vec<&str> = in_mode.flat_map(|entry| &entry.names).map(String::as_str).collect();
    assert!(list.difference.iter().all(|entry| !entry.reason.is_empty()), "each difference has a reason");
    let differing = results.iter().filter(|(_, found)| !found.is_empty());
    let unlisted: Vec<_> =
        differing.clone().filter(|(name, _)| !names.iter().any(|pattern| fits(pattern, name))).collect();
    let listed = differing.count() - unlisted.len();
    let same = results.len() - listed - unlisted.len();
    println!("{what}, {mode}: {same} as boto3, {listed} otherwise for a reason, {} unexplained", unlisted.len());
    let stale: Vec<_> = names
        .iter()
        .filter(|pattern| results.iter().any(|(name, _)| fits(pattern, name)))
        .filter(|pattern| !results.iter().any(|(name, found)| fits(pattern, name) && !found.is_empty()))
        .collect();
    let unlisted = unlisted.iter().map(|(name, found)| format!("{mode}, {name}: {}", found.join("; ")));
    unlisted
        .chain(stale.iter().map(|name| format!("{mode}, {name}: listed as a difference, and there is none")))
        .collect()
}

/// With which answer where boto3 and the specification differ.
const MODES: [(&str, Compat); 2] = [("by default", Compat::Specification), ("as boto3", Compat::Boto3)];

#[test]
fn sessions_are_as_boto3_makes_them() {
    let made: Vec<Made> =
        serde_json::from_str(&read("sessions.json")).expect("sessions.json is as the oracle writes it");
    assert!(made.len() > 300, "there are many sessions: {}", made.len());
    let mut leaks = Vec::new();
    let mut wrong = Vec::new();
    for (mode, compat) in MODES {
        let results = made.iter().map(|made| {
            Log::start();
            let network = Replay::in_any_order(made.exchanges.clone());
            let ours = make(made.has_processes(), || made.builder(&network).compat(compat));
            let shown = made.secrets().found_in(&Log::text());
            shown.into_iter().for_each(|secret| leaks.push(format!("{}, {mode}: {secret}", made.name)));
            (made.name.clone(), compare(&made.boto3, &ours))
        });
        wrong.extend(judge("sessions", mode, results.collect()));
    }
    assert!(wrong.is_empty(), "see tests/boto3/differences.toml: {wrong:#?}");
    assert!(leaks.is_empty(), "{} logs show a secret: {leaks:#?}", leaks.len());
}

#[test]
fn cases_are_as_boto3_has_them() {
    let asked: Vec<Asked> = serde_json::from_str(&read("cases.json")).expect("cases.json is as the oracle writes it");
    let mut wrong = Vec::new();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let folders = std::fs::read_dir(&cases).expect("the cases are beside this file").count();
    assert_eq!(asked.len(), folders, "the oracle was asked for each case; run tests/boto3/oracle.py");
    for (mode, compat) in MODES {
        let results = asked.iter().filter_map(|Asked { name, boto3 }| {
            let boto3 = boto3.as_ref()?;
            let folder = cases.join(name);
            let has_processes = !Loaded::read(&folder).is_without_processes();
            let mut loaded = None;
            let ours = make(has_processes, || loaded.insert(Loaded::read(&folder)).builder().compat(compat));
            Some((name.clone(), compare(boto3, &ours)))
        });
        wrong.extend(judge("cases", mode, results.collect()));
    }
    assert!(wrong.is_empty(), "see tests/boto3/differences.toml: {wrong:#?}");
}
