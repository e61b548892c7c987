//! Folders in the layout of the AWS SDKs' shared tests: `fs` is seen at `/`, and nothing is chosen in code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use sotalia_session::error::Error;
use sotalia_session::{Credentials, Platform, Session};

use crate::case;
use crate::clock::Clock;
use crate::log::Log;
use crate::replay::Replay;
use crate::secrecy::Secrets;

/// `test-case.json`.
#[derive(Deserialize)]
struct Case {
    name: String,
    docs: String,
    result: Outcome,
}

#[derive(Deserialize)]
enum Outcome {
    Ok(Key),
    ErrorContains(String),
}

#[derive(Deserialize)]
struct Key {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    account_id: Option<String>,
    /// Seconds since 1970.
    expiry: Option<u64>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specification")
}

fn run(name: &str) {
    let folder = folder().join(name);
    let read = |file: &str| {
        std::fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{name}: {file}: {error}"))
    };
    let case: Case = serde_json::from_str(&read("test-case.json")).expect("test-case.json is as in the layout");
    assert_eq!(case.name, name, "a case is named for its folder");
    let variables: BTreeMap<String, String> = serde_json::from_str(&read("env.json")).expect("env.json is a map");
    let network = Replay::of_recorder(&read("http-traffic.json"));
    let mut secrets = Secrets::default();
    secrets.of_environment(&variables);
    secrets.of_files(&folder.join("fs"));
    secrets.of_answers(network.bodies());
    if let Outcome::Ok(key) = &case.result {
        secrets.of_list([&key.secret_access_key].into_iter().chain(&key.session_token));
    }
    let files = case::copy(&folder.join("fs"));
    Log::start();
    let config = std::fs::read_to_string(folder.join("fs/home/.aws/config")).unwrap_or_default();
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(!config.contains("credential_process")).build();
    let found = runtime.expect("a thread can run futures").block_on(async {
        let platform = Platform::with_variables(variables).folder(files.path(), "/");
        let builder = Session::builder().platform(platform.time_source(Clock::of_the_machine()));
        builder.http_client(network.clone()).load().await?.credentials().await
    });
    let complaints = network.complaints();
    assert!(complaints.is_empty(), "{name} ({}): {complaints:#?}, with {found:?}", case.docs);
    check(&case, found, &secrets);
    secrets.check(&format!("{name}: the log"), &Log::text());
}

fn check(case: &Case, found: Result<Credentials, Error>, secrets: &Secrets) {
    let Case { name, docs, .. } = case;
    match (found, &case.result) {
        (Ok(found), Outcome::Ok(expected)) => {
            assert_eq!(found.access_key_id(), expected.access_key_id, "{name}: {docs}");
            assert_eq!(found.secret_access_key(), expected.secret_access_key, "{name}: {docs}");
            assert_eq!(found.session_token(), expected.session_token.as_deref(), "{name}: {docs}");
            assert_eq!(found.account_id(), expected.account_id.as_deref(), "{name}: {docs}");
            let expiry = expected.expiry.map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
            assert_eq!(found.expires_at(), expiry, "{name}: {docs}");
            secrets.check(&format!("{name}: Debug of the credentials"), &format!("{found:?}"));
        }
        (Err(error), Outcome::ErrorContains(words)) => {
            let report = format!("{error} {}", error.report());
            assert!(report.contains(words.as_str()), "{name}: {docs}: expected {words:?} in: {report}");
            secrets.check(&format!("{name}: the error"), &format!("{report} {error:?}"));
        }
        (Err(error), Outcome::Ok(_)) => panic!("{name}: {docs}: there should be credentials: {error}"),
        (Ok(found), Outcome::ErrorContains(_)) => panic!("{name}: {docs}: there should be none: {found:?}"),
    }
}

/// A test for each folder, and one that no folder is forgotten.
macro_rules! cases {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                run(stringify!($name));
            }
        )*

        #[test]
        fn every_folder_is_a_test() {
            let mut listed = vec![$(stringify!($name)),*];
            listed.sort_unstable();
            let mut folders: Vec<String> = std::fs::read_dir(folder())
                .expect("the cases are in the folder of the tests")
                .map(|entry| entry.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
                .collect();
            folders.sort_unstable();
            assert_eq!(folders, listed, "folders (left) and listed cases (right)");
        }
    };
}

cases! {
    prefer_environment
    environment_variables_blank
    empty_config
    profile_static_keys
    profile_name
    profile_overrides_web_identity
    invalid_config
    e2e_assume_role
    assume_role_in_the_region_of_the_profile
    e2e_fips_and_dual_stack_sts
    retry_on_error
    assume_role_denied
    assume_role_chain_of_three
    assume_role_source_missing
    assume_role_loop
    web_identity_token_env
    web_identity_token_invalid_jwt
    web_identity_token_profile
    web_identity_token_source_profile
    web_identity_source_profile_no_env
    web_identity_token_file_missing
    credential_process
    credential_process_account_id_fallback
    credential_process_account_id
    credential_process_failure
    credential_process_invalid
    credential_process_as_source
    sso_credentials
    sso_legacy
    sso_assume_role
    sso_no_token_file
    sso_server_error
    ecs_credentials
    ecs_assume_role
    ecs_credentials_with_other_profile
    ecs_full_uri_refused
    eks_pod_identity_credentials
    eks_pod_identity_no_token_file
    imds_default_chain_success
    imds_default_chain_retries
    imds_default_chain_error
    imds_disabled
    imds_no_iam_role
    imds_token_fail
    imds_config_with_no_creds
    imds_assume_role
    profile_static_keys_case_insensitive
    environment_variables
    region_override
    assume_role_region_of_the_source_profile
    assume_role_override_global_env_url
    assume_role_override_service_env_url
    assume_role_override_global_profile_url
    assume_role_override_service_profile_url
    sso_override_global_env_url
    e2e_fips_and_dual_stack_sso
    invalid_sso_credentials_config
    sso_token
}
