//! Every way to find profile, region, credentials and settings: a folder of files each, and what comes of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_credential_types::Credentials as SdkCredentials;
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnectorSettings, SharedHttpConnector};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use serde::Deserialize;
use sotalia_session::error::Error;
use sotalia_session::{Platform, RetryConfig, Session, SessionBuilder};

/// Where the folder `fs` of a case is seen by the session.
const HOME: &str = "/home/me";

/// `case.toml`: the calls to the builder, and what is expected. What is not named is expected to be absent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default)]
    session: Calls,
    expect: Expected,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calls {
    profile: Option<String>,
    region: Option<String>,
    credentials: Option<Vec<String>>,
    provider: Option<String>,
    anonymous: Option<bool>,
    endpoint_url: Option<String>,
    config_file: Option<String>,
    credentials_file: Option<String>,
    app_name: Option<String>,
    #[serde(default)]
    keep_retry_settings: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    load_error: Option<Failure>,
    profile: Option<String>,
    profile_source: Option<String>,
    profiles: Option<Vec<String>>,
    region: Option<String>,
    region_source: Option<String>,
    endpoint_url: Option<String>,
    access_key_id: Option<String>,
    session_token: Option<String>,
    account_id: Option<String>,
    source: Option<String>,
    credentials_error: Option<Failure>,
    retry_mode: Option<String>,
    max_attempts: Option<u32>,
    use_fips: Option<bool>,
    use_dual_stack: Option<bool>,
    app_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failure {
    local: String,
    says: Vec<String>,
    #[serde(default)]
    never_says: Vec<String>,
}

/// Refuses every request, and counts them.
#[derive(Clone, Debug, Default)]
struct NoNetwork(Arc<AtomicUsize>);

impl HttpClient for NoNetwork {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for NoNetwork {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        self.0.fetch_add(1, Ordering::Relaxed);
        HttpConnectorFuture::ready(Err(ConnectorError::io("no network in this test".into())))
    }
}

async fn check(name: &str) {
    let folder = folder().join(name);
    let text = std::fs::read_to_string(folder.join("case.toml")).expect("a case has a case.toml");
    let case: Case = toml::from_str(&text).expect("case.toml has the fields of `Case`");
    let network = NoNetwork::default();
    let loaded = builder(&case.session, &folder, network.clone()).load().await;
    assert_eq!(network.0.load(Ordering::Relaxed), 0, "{name}: load makes no request");
    match (loaded, &case.expect.load_error) {
        (Ok(session), None) => {
            check_session(name, &session, &case.expect);
            check_credentials(name, &session, &case.expect).await;
        }
        (Err(error), Some(expected)) => check_failure(name, &error, expected),
        (Err(error), None) => panic!("{name}: load should have worked: {error}"),
        (Ok(session), Some(_)) => panic!("{name}: load should have failed: {session:?}"),
    }
}

fn builder(calls: &Calls, folder: &Path, network: NoNetwork) -> SessionBuilder {
    let variables = std::fs::read_to_string(folder.join("env.json")).expect("a case has an env.json");
    let mut variables: BTreeMap<String, String> =
        serde_json::from_str(&variables).expect("env.json maps names to values");
    variables.entry("HOME".to_owned()).or_insert_with(|| HOME.to_owned());
    variables.entry("AWS_EC2_METADATA_DISABLED".to_owned()).or_insert_with(|| "true".to_owned());
    let platform = Platform::with_variables(variables).folder(folder.join("fs"), HOME);
    let mut builder = Session::builder().platform(platform).http_client(network);
    let set = |builder: SessionBuilder, value: &Option<String>, call: fn(SessionBuilder, String) -> SessionBuilder| {
        match value {
            Some(value) => call(builder, value.clone()),
            None => builder,
        }
    };
    builder = set(builder, &calls.profile, SessionBuilder::profile);
    builder = set(builder, &calls.region, SessionBuilder::region);
    builder = set(builder, &calls.endpoint_url, SessionBuilder::endpoint_url);
    builder = set(builder, &calls.config_file, SessionBuilder::config_file);
    builder = set(builder, &calls.credentials_file, SessionBuilder::credentials_file);
    builder = set(builder, &calls.app_name, SessionBuilder::app_name);
    if let Some([id, secret, token @ ..]) = calls.credentials.as_deref() {
        builder = builder.credentials(id, secret, token.first().map(String::as_str));
    }
    if let Some(id) = &calls.provider {
        builder = builder.credentials_provider(SdkCredentials::new(id, "SECRET", None, None, "custom"));
    }
    if calls.anonymous == Some(true) {
        builder = builder.anonymous();
    }
    if calls.keep_retry_settings { builder } else { builder.retry(RetryConfig::disabled()) }
}

fn check_session(name: &str, session: &Session, expect: &Expected) {
    let same = |what: &str, found: Option<String>, expected: &Option<String>| {
        assert_eq!(&found, expected, "{name}: {what}");
    };
    let profile = Some(expect.profile.clone().unwrap_or_else(|| "default".to_owned()));
    let profile_source = Some(expect.profile_source.clone().unwrap_or_else(|| "default".to_owned()));
    same("profile", Some(session.profile_name().to_owned()), &profile);
    same("profile source", Some(session.profile_source().to_string()), &profile_source);
    same("region", session.region().map(str::to_owned), &expect.region);
    same("region source", session.region_source().map(ToString::to_string), &expect.region_source);
    same("endpoint", session.endpoint_url().map(str::to_owned), &expect.endpoint_url);
    let config = session.sdk_config();
    same("the SDK's region", config.region().map(ToString::to_string), &expect.region);
    same("app name", config.app_name().map(ToString::to_string), &expect.app_name);
    if let Some(profiles) = &expect.profiles {
        assert_eq!(session.available_profiles(), profiles, "{name}: profiles");
    }
    assert_eq!(config.use_fips(), expect.use_fips, "{name}: FIPS");
    assert_eq!(config.use_dual_stack(), expect.use_dual_stack, "{name}: dual stack");
    let retry = config.retry_config().expect("a session has a retry configuration");
    if let Some(mode) = &expect.retry_mode {
        assert_eq!(&format!("{:?}", retry.mode()).to_lowercase(), mode, "{name}: retry mode");
    }
    if let Some(attempts) = expect.max_attempts {
        assert_eq!(retry.max_attempts(), attempts, "{name}: attempts");
    }
}

async fn check_credentials(name: &str, session: &Session, expect: &Expected) {
    match (session.credentials().await, &expect.credentials_error) {
        (Ok(credentials), None) => {
            assert_eq!(Some(credentials.access_key_id()), expect.access_key_id.as_deref(), "{name}: access key id");
            assert_eq!(Some(credentials.source()), expect.source.as_deref(), "{name}: source");
            assert_eq!(credentials.session_token(), expect.session_token.as_deref(), "{name}: session token");
            assert_eq!(credentials.account_id(), expect.account_id.as_deref(), "{name}: account");
        }
        (Err(error), Some(expected)) => {
            check_failure(name, &error, expected);
            let again = session.credentials().await.expect_err("what failed fails again");
            check_failure(&format!("{name}, second time"), &again, expected);
        }
        (Err(error), None) => panic!("{name}: there should be credentials: {error}"),
        (Ok(credentials), Some(_)) => panic!("{name}: there should be no credentials: {credentials:?}"),
    }
}

fn check_failure(name: &str, error: &Error, expected: &Failure) {
    let local = error.local_error().map(|local| format!("{local:?}"));
    assert_eq!(local.as_deref(), Some(expected.local.as_str()), "{name}: {error}");
    let message = error.to_string();
    assert!(!message.contains('\n'), "{name}: a message is one line: {message}");
    for words in &expected.says {
        assert!(message.contains(words), "{name}: the message should say {words:?}: {message}");
    }
    for words in &expected.never_says {
        assert!(!message.contains(words), "{name}: the message should not say {words:?}: {message}");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// A test for each folder, and one that no folder is forgotten.
macro_rules! cases {
    ($($name:ident)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                check(stringify!($name)).await;
            }
        )*

        #[test]
        fn every_folder_is_a_test() {
            let mut listed = vec![$(stringify!($name)),*];
            listed.sort_unstable();
            let mut folders: Vec<String> = std::fs::read_dir(folder())
                .expect("the cases are beside this file")
                .map(|entry| entry.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
                .collect();
            folders.sort_unstable();
            assert_eq!(folders, listed, "folders (left) and listed cases (right)");
        }
    };
}

cases! {
    region_code_beats_all
    region_aws_region_beats_default_region
    region_default_region_beats_profile
    region_from_profile
    region_of_chosen_profile
    region_from_source_profile
    region_environment_beats_profile_in_code
    region_blank_variable_is_unset
    region_nowhere
    region_of_credentials_file_beats_config_file
    region_invalid_slash
    region_invalid_at
    region_invalid_digits
    region_invalid_hyphen
    region_invalid_long
    region_invalid_in_environment
    region_invalid_in_profile
    profile_default
    profile_in_code
    profile_in_code_beats_variable
    profile_variable
    profile_variable_beats_default_variable
    profile_default_variable
    profile_blank_variable_is_unset
    profile_in_code_beats_environment_credentials
    profile_variable_does_not_beat_environment_credentials
    profile_in_code_ignores_half_a_key_in_environment
    profile_in_code_ignores_web_identity_variables
    profile_in_code_without_credentials_does_not_take_the_environments
    profile_in_code_missing
    profile_variable_missing
    profile_variable_missing_despite_environment_credentials
    profile_missing_without_files
    profile_default_named_must_exist
    profile_section_without_prefix
    profile_list_of_many_is_cut
    profile_default_absent_is_fine
    profile_prefixed_default_beats_bare_default
    profile_with_spaces_around_the_name
    file_config_holds_keys
    file_credentials_beat_config
    file_config_variable
    file_credentials_variable
    file_config_variable_missing_is_fine
    file_config_in_code
    file_config_in_code_missing
    file_credentials_in_code
    file_credentials_in_code_missing
    file_in_code_unreadable
    file_default_unreadable_is_told
    file_with_byte_order_mark
    file_with_windows_line_ends
    file_not_utf8
    file_not_parsable
    file_starts_without_section
    file_without_home
    credentials_static
    credentials_static_with_token
    credentials_static_beat_profile_in_code
    credentials_static_without_secret
    credentials_static_without_id
    credentials_own_provider
    credentials_anonymous
    credentials_environment_with_token
    credentials_environment_without_secret
    credentials_environment_without_id
    credentials_profile_without_secret
    credentials_nowhere
    credentials_process
    credentials_process_failing
    credentials_role_of_missing_source_profile
    credentials_role_in_a_loop
    credentials_role_needs_network
    credentials_role_from_environment_by_request_of_the_profile
    credentials_web_identity_without_token_file
    credentials_web_identity_needs_network
    credentials_sso_not_signed_in
    credentials_sso_expired
    settings_of_environment
    settings_of_profile
    settings_default
    settings_endpoint_in_code_beats_environment
    settings_endpoint_of_environment
    settings_endpoint_without_scheme
    settings_endpoint_with_other_scheme
    settings_endpoint_without_host
    settings_endpoint_with_spaces
    settings_endpoint_with_password
    settings_endpoint_invalid_in_environment
    settings_endpoint_invalid_in_profile
    settings_retry_mode_invalid
    settings_max_attempts_invalid
    settings_max_attempts_blank
    settings_app_name
    settings_app_name_invalid
}
