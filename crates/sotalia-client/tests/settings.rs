//! Every setting of the table reaches the requests of clients, or the configuration that clients are made from.
#![cfg(all(feature = "s3", feature = "sts"))]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use sotalia_client::session::{Platform, Session, Setting};
use sotalia_client::{SessionClients, s3, sts};

/// Answers each request with the same status, and keeps what it was asked.
#[derive(Clone, Debug)]
struct Captured {
    status: u16,
    requests: Arc<Mutex<Vec<String>>>,
    connect_timeouts: Arc<Mutex<Vec<Option<Duration>>>>,
}

impl HttpClient for Captured {
    fn http_connector(&self, settings: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        self.connect_timeouts.lock().expect("no test panics while it holds it").push(settings.connect_timeout());
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Captured {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut text = format!("{} {}\n", request.method(), request.uri());
        for (name, value) in request.headers() {
            text.push_str(&format!("{name}: {value}\n"));
        }
        self.requests.lock().expect("no test panics while it holds it").push(text);
        let status = self.status.try_into().expect("it is a status code");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(""))))
    }
}

/// What is asked of a client.
#[derive(Clone, Copy, Debug)]
enum Call {
    /// An object of this bucket.
    Get(&'static str),
    /// A small object into this bucket.
    Put(&'static str),
    /// An object, from a server that fails.
    GetFailing,
    Identity,
}

/// Where a setting is written.
#[derive(Clone, Copy, Debug)]
enum Set {
    Variable(&'static str, &'static str),
    /// Lines of the profile.
    Profile(&'static str),
}

async fn session(set: &[Set], status: u16) -> (Session, Captured) {
    let mut variables = vec![("HOME", "/home/me"), ("AWS_REGION", "eu-west-1")];
    let mut config = "[default]\n".to_owned();
    for set in set {
        match set {
            Set::Variable("AWS_REGION", value) => variables[1].1 = value,
            Set::Variable(name, value) => variables.push((name, value)),
            Set::Profile(lines) => config.push_str(&format!("{lines}\n")),
        }
    }
    let client = Captured { status, requests: Arc::default(), connect_timeouts: Arc::default() };
    let platform = Platform::with_variables(variables).files([
        ("/home/me/.aws/config", config.as_str()),
        ("/home/me/other-config", "[default]\nregion = eu-west-1\nsdk_ua_app_id = other\n"),
        ("/home/me/other-credentials", "[default]\nsdk_ua_app_id = other\n"),
    ]);
    let builder = Session::builder().platform(platform).http_client(client.clone());
    let session = builder.credentials("AKIAIOSFODNN7EXAMPLE", "secret", None).load().await;
    (session.unwrap_or_else(|error| panic!("{set:?}: {error}")), client)
}

async fn requests(set: &[Set], call: Call) -> Vec<String> {
    let status = if matches!(call, Call::GetFailing) { 500 } else { 200 };
    let (session, captured) = session(set, status).await;
    // What is answered is no matter: the request is what counts.
    match call {
        Call::Get(bucket) => drop(session.client::<s3::Client>().get_object().bucket(bucket).key("k").send().await),
        Call::GetFailing => drop(session.client::<s3::Client>().get_object().bucket("b-1").key("k").send().await),
        Call::Put(bucket) => {
            let body = s3::primitives::ByteStream::from_static(b"body");
            drop(session.client::<s3::Client>().put_object().bucket(bucket).key("k").body(body).send().await);
        }
        Call::Identity => drop(session.client::<sts::Client>().get_caller_identity().send().await),
    }
    let requests = captured.requests.lock().expect("nobody panicked while holding it");
    requests.clone()
}

/// What is wrong, unless the request has `words` with the setting, and not without it.
async fn check(set: &[Set], call: Call, words: &str) -> Option<String> {
    let with = requests(set, call).await.concat();
    let without = requests(&[], call).await.concat();
    match (with.contains(words), without.contains(words)) {
        (true, false) => None,
        (false, _) => Some(format!("{set:?}: expected {words:?} in {with}")),
        (true, true) => Some(format!("{set:?}: without the setting there should be no {words:?} in {without}")),
    }
}

use Call::{Get, GetFailing, Identity, Put};
use Set::{Profile, Variable};

const ARN: &str = "arn:aws:s3:us-west-2:123456789012:accesspoint:ap";
const MANY_REGIONS: &str = "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap";

/// The name of a setting, where it is written, what is asked, and what only then is in the request.
const ROWS: &[(&str, &[Set], Call, &str)] = &[
    ("region", &[Variable("AWS_REGION", "us-west-2")], Identity, "sts.us-west-2.amazonaws.com"),
    ("config_file", &[Variable("AWS_CONFIG_FILE", "~/other-config")], Identity, "app/other"),
    (
        "credentials_file",
        &[Variable("AWS_SHARED_CREDENTIALS_FILE", "/home/me/other-credentials")],
        Identity,
        "app/other",
    ),
    ("profile", &[Variable("AWS_PROFILE", "dev"), Profile("[profile dev]\nsdk_ua_app_id = dev")], Identity, "app/dev"),
    ("endpoint_url", &[Profile("endpoint_url = http://localhost:4566")], Identity, "http://localhost:4566"),
    ("endpoint_url", &[Variable("AWS_ENDPOINT_URL", "http://localhost:4566")], Get("b-1"), "http://localhost:4566/b-1"),
    ("endpoint_url", &[Variable("AWS_ENDPOINT_URL_STS", "http://localhost:4567")], Identity, "http://localhost:4567"),
    (
        "endpoint_url",
        &[
            Variable("AWS_ENDPOINT_URL", "http://localhost:4566"),
            Variable("AWS_ENDPOINT_URL_STS", "http://localhost:4567"),
        ],
        Identity,
        "http://localhost:4567",
    ),
    (
        "services",
        &[Profile("services = local\n[services local]\nsts =\n  endpoint_url = http://localhost:4567")],
        Identity,
        "http://localhost:4567",
    ),
    ("use_fips_endpoint", &[Variable("AWS_USE_FIPS_ENDPOINT", "true")], Get("b-1"), "b-1.s3-fips.eu-west-1"),
    ("use_fips_endpoint", &[Profile("use_fips_endpoint = TRUE")], Identity, "sts-fips.eu-west-1"),
    ("use_dualstack_endpoint", &[Profile("use_dualstack_endpoint = true")], Get("b-1"), "b-1.s3.dualstack.eu-west-1"),
    ("retry_mode", &[Profile("retry_mode = adaptive")], Identity, "m/F"),
    ("sdk_ua_app_id", &[Variable("AWS_SDK_UA_APP_ID", "billing")], Identity, "app/billing"),
    ("sdk_ua_app_id", &[Profile("sdk_ua_app_id = billing")], Identity, "app/billing"),
    (
        "s3.addressing_style",
        &[Profile("s3 =\n  addressing_style = path")],
        Get("b-1"),
        "s3.eu-west-1.amazonaws.com/b-1/k",
    ),
    (
        "s3.use_accelerate_endpoint",
        &[Profile("s3 =\n  use_accelerate_endpoint = true")],
        Get("b-1"),
        "b-1.s3-accelerate.amazonaws.com",
    ),
    (
        "s3.use_dualstack_endpoint",
        &[Profile("s3 =\n  use_dualstack_endpoint = true")],
        Get("b-1"),
        "b-1.s3.dualstack.eu-west-1",
    ),
    (
        "sts_regional_endpoints",
        &[Variable("AWS_STS_REGIONAL_ENDPOINTS", "legacy")],
        Identity,
        "https://sts.amazonaws.com",
    ),
    ("sts_regional_endpoints", &[Profile("sts_regional_endpoints = LEGACY")], Identity, "/us-east-1/sts/aws4_request"),
    (
        "s3.us_east_1_regional_endpoint",
        &[Variable("AWS_REGION", "us-east-1"), Variable("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "legacy")],
        Get("b-1"),
        "https://b-1.s3.amazonaws.com/k",
    ),
    (
        "s3.us_east_1_regional_endpoint",
        &[
            Variable("AWS_REGION", "us-east-1"),
            Profile("s3 =\n  us_east_1_regional_endpoint = legacy\n  addressing_style = path"),
        ],
        Get("b-1"),
        "https://s3.amazonaws.com/b-1/k",
    ),
    (
        "sigv4a_signing_region_set",
        &[Variable("AWS_SIGV4A_SIGNING_REGION_SET", "us-east-1, us-west-2")],
        Get(MANY_REGIONS),
        "x-amz-region-set: us-east-1,us-west-2",
    ),
];

/// Rows whose setting takes something out of a request.
const WITHOUT: &[(&str, &[Set], Call, &str)] = &[
    (
        "ignore_configured_endpoint_urls",
        &[Variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"), Profile("endpoint_url = http://localhost:4566")],
        Identity,
        "localhost",
    ),
    (
        "request_checksum_calculation",
        &[Profile("request_checksum_calculation = when_required")],
        Put("b-1"),
        "x-amz-checksum-crc32",
    ),
    (
        "response_checksum_validation",
        &[Variable("AWS_RESPONSE_CHECKSUM_VALIDATION", "WHEN_REQUIRED")],
        Get("b-1"),
        "x-amz-checksum-mode",
    ),
    ("s3.use_arn_region", &[Variable("AWS_S3_USE_ARN_REGION", "false")], Get(ARN), "us-west-2.amazonaws.com"),
    ("s3.use_arn_region", &[Profile("s3_use_arn_region = false")], Get(ARN), "us-west-2.amazonaws.com"),
    ("s3.use_arn_region", &[Profile("s3 =\n  use_arn_region = false")], Get(ARN), "us-west-2.amazonaws.com"),
    (
        "s3.s3_disable_multiregion_access_points",
        &[Profile("s3_disable_multiregion_access_points = true")],
        Get(MANY_REGIONS),
        "accesspoint.s3-global.amazonaws.com",
    ),
    (
        "s3_disable_express_session_auth",
        &[Variable("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "true")],
        Get("b--euw1-az1--x-s3"),
        "session",
    ),
];

/// Settings that no request of S3 or STS shows, and the test here, or the file of another crate, that tests them.
const ELSEWHERE: &[(&str, &str)] = &[
    ("max_attempts", "attempts_are_counted"),
    ("defaults_mode", "defaults_mode_sets_the_time_to_connect"),
    ("auth_scheme_preference", "settings_of_other_services_are_in_the_configuration"),
    ("account_id_endpoint_mode", "settings_of_other_services_are_in_the_configuration"),
    ("disable_request_compression", "settings_of_other_services_are_in_the_configuration"),
    ("request_min_compression_size_bytes", "settings_of_other_services_are_in_the_configuration"),
    ("disable_clock_skew_correction", "settings_of_other_services_are_in_the_configuration"),
    ("ca_bundle", "crates/sotalia-session/tests/connections.rs"),
    ("https_proxy", "crates/sotalia-session/tests/connections.rs"),
    ("http_proxy", "crates/sotalia-session/tests/connections.rs"),
    ("no_proxy", "crates/sotalia-session/tests/connections.rs"),
    ("login_cache_directory", "crates/sotalia-session/tests/console_sign_in.rs"),
    ("metadata_service_timeout", "crates/sotalia-session/tests/explain.rs"),
    ("metadata_service_num_attempts", "crates/sotalia-session/tests/cases/instance_is_asked_again/env.json"),
    (
        "ec2_metadata_service_endpoint",
        "crates/sotalia-session/tests/cases/instance_metadata_of_endpoint_variable/env.json",
    ),
    (
        "ec2_metadata_service_endpoint_mode",
        "crates/sotalia-session/tests/cases/instance_metadata_of_ipv6_mode/env.json",
    ),
    ("imds_use_ipv6", "crates/sotalia-session/tests/cases/instance_metadata_of_ipv6_flag/env.json"),
    ("ec2_metadata_disabled", "crates/sotalia-session/tests/cases/instance_metadata_disabled/env.json"),
];

#[tokio::test]
async fn settings_are_seen_in_requests() {
    let mut wrong = Vec::new();
    for (_, set, call, words) in ROWS {
        wrong.extend(check(set, *call, words).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn settings_take_parts_out_of_requests() {
    for (name, set, call, words) in WITHOUT {
        let with = requests(set, *call).await.concat();
        assert!(!with.contains(words), "{name}: expected no {words:?} in {with}");
        let others: Vec<Set> =
            set.iter().filter(|set| matches!(set, Profile(text) if text.starts_with("endpoint"))).copied().collect();
        let without = requests(&others, *call).await.concat();
        assert!(without.contains(words), "{name}: the setting is what takes out {words:?}: {without}");
    }
}

#[test]
fn what_is_tested_elsewhere_is() {
    let repository = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (name, place) in ELSEWHERE {
        if !place.contains('/') {
            assert!(include_str!("settings.rs").contains(&format!("fn {place}()")), "{name}: there is no test {place}");
            continue;
        }
        let text = std::fs::read_to_string(repository.join(place)).unwrap_or_else(|error| panic!("{place}: {error}"));
        let setting = Setting::all().iter().find(|setting| setting.name() == *name).expect("it is a setting");
        let named = setting.variables().iter().chain(setting.keys()).any(|name| text.contains(name));
        assert!(named, "{name}: expected {place} to set one of {:?} {:?}", setting.variables(), setting.keys());
    }
}

#[test]
fn every_setting_that_is_applied_has_a_test() {
    let tested = ROWS.iter().chain(WITHOUT).map(|row| row.0).chain(ELSEWHERE.iter().map(|row| row.0));
    let tested: Vec<&str> = tested.collect();
    for setting in Setting::all() {
        let name = setting.name();
        assert_eq!(tested.contains(&name), setting.is_applied(), "{name}: tested (left), applied (right)");
    }
    for name in tested {
        assert!(Setting::all().iter().any(|setting| setting.name() == name), "{name} is a setting");
    }
}

#[tokio::test(start_paused = true)]
async fn attempts_are_counted() {
    let cases: [(&[Set], usize); 4] = [
        (&[], 3),
        (&[Variable("AWS_MAX_ATTEMPTS", "2")], 2),
        (&[Profile("max_attempts = 1")], 1),
        (&[Profile("retry_mode = legacy")], 5),
    ];
    for (set, expected) in cases {
        assert_eq!(requests(set, GetFailing).await.len(), expected, "{set:?}: attempts");
    }
}

#[tokio::test]
async fn defaults_mode_sets_the_time_to_connect() {
    let cases: [(&[Set], u64); 7] = [
        (&[], 3100),
        (&[Profile("defaults_mode = legacy")], 3100),
        (&[Profile("defaults_mode = in-region")], 1100),
        (&[Variable("AWS_DEFAULTS_MODE", "mobile")], 30_000),
        (&[Profile("defaults_mode = cross-region")], 3100),
        (&[Profile("defaults_mode = auto")], 3100),
        (&[Profile("defaults_mode = auto"), Variable("AWS_EXECUTION_ENV", "AWS_ECS_FARGATE")], 1100),
    ];
    for (set, expected) in cases {
        let (session, captured) = session(set, 200).await;
        drop(session.client::<sts::Client>().get_caller_identity().send().await);
        let found =
            captured.connect_timeouts.lock().expect("nobody panicked while holding it").last().copied().flatten();
        assert_eq!(found, Some(Duration::from_millis(expected)), "{set:?}: time to connect");
    }
}

#[tokio::test]
async fn settings_of_other_services_are_in_the_configuration() {
    let set = [
        Variable("AWS_ACCOUNT_ID_ENDPOINT_MODE", "required"),
        Variable("AWS_DISABLE_REQUEST_COMPRESSION", "true"),
        Variable("AWS_AUTH_SCHEME_PREFERENCE", "aws.auth#sigv4a, httpBearerAuth"),
        Variable("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "2048"),
        Variable("AWS_DISABLE_CLOCK_SKEW_CORRECTION", "true"),
    ];
    let found = |session: &Session| {
        let config = session.sdk_config();
        (
            config.account_id_endpoint_mode().map(ToString::to_string),
            config.disable_request_compression(),
            config.request_min_compression_size_bytes(),
            config.disable_clock_skew_correction(),
            config.auth_scheme_preference().cloned(),
        )
    };
    let schemes = AuthSchemePreference::from([AuthSchemeId::from("sigv4a"), AuthSchemeId::from("httpBearerAuth")]);
    let (session_with, _) = session(&set, 200).await;
    assert_eq!(found(&session_with), (Some("required".to_owned()), Some(true), Some(2048), Some(true), Some(schemes)));
    let (session_without, _) = session(&[], 200).await;
    assert_eq!(found(&session_without), (None, None, None, None, None), "nothing is set");
}

#[tokio::test]
async fn an_addressing_style_beats_the_guess_of_the_endpoint() {
    let local = Variable("AWS_ENDPOINT_URL_S3", "http://localhost:4566");
    let style = Profile("s3 =\n  addressing_style = virtual");
    let guessed = requests(&[local], Get("b-1")).await.concat();
    assert!(guessed.contains("http://localhost:4566/b-1/k"), "by path: {guessed}");
    let asked = requests(&[local, style], Get("b-1")).await.concat();
    assert!(asked.contains("http://b-1.localhost:4566/k"), "by host: {asked}");
}
