//! Makes the session of a case, and compares it with what the case expects.

use std::path::Path;
use std::time::Duration;

use sotalia_session::error::Error;
use sotalia_session::{AttemptOutcome, CredentialAttempt, Credentials, Session};

use crate::case::{Expected, Failure, Loaded};
use crate::clock;
use crate::log::Log;

/// Runs the case of this folder. Its time runs as fast as nothing else is to be done.
pub(crate) fn run(folder: &Path) {
    let name = folder.file_name().expect("a case has a name").to_string_lossy().into_owned();
    let case = Loaded::read(folder);
    Log::start();
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().start_paused(case.is_without_processes()).build();
    runtime.expect("a thread can run futures").block_on(async { check(&name, Loaded::read(folder)).await });
    case.secrets.check(&format!("{name}: the log"), &Log::text());
}

async fn check(name: &str, loaded: Loaded) {
    let builder = loaded.builder();
    loaded.secrets.check(&format!("{name}: Debug of the builder"), &format!("{builder:?} {builder:#?}"));
    let session = builder.load().await;
    assert_eq!(loaded.network.sent(), Vec::<String>::new(), "{name}: load makes no request");
    let expect = &loaded.case.expect;
    match (session, &expect.load_error) {
        (Ok(session), None) => {
            check_session(name, &session, expect);
            check_credentials(name, &session, &loaded).await;
            check_report(name, &session, &loaded).await;
            let settings = session.settings();
            let shown = format!("{session:?} {session:#?} {:?} {settings} {settings:?}", session.sdk_config());
            loaded.secrets.check(&format!("{name}: Debug of the session"), &shown);
        }
        (Err(error), Some(expected)) => check_failure(name, &error, expected, &loaded),
        (Err(error), None) => panic!("{name}: load should have worked: {error}"),
        (Ok(session), Some(_)) => panic!("{name}: load should have failed: {session:?}"),
    }
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

async fn check_credentials(name: &str, session: &Session, loaded: &Loaded) {
    let expect = &loaded.case.expect;
    let found = session.credentials().await;
    if loaded.case.later.is_empty() {
        assert_eq!(loaded.network.complaints(), Vec::<String>::new(), "{name}: the requests, with {found:?}");
    }
    match (found, &expect.credentials_error) {
        (Ok(credentials), None) => check_key(name, &credentials, loaded),
        (Err(error), Some(expected)) => {
            check_failure(name, &error, expected, loaded);
            if loaded.network.sent().is_empty() {
                let again = session.credentials().await.expect_err("what failed fails again");
                check_failure(&format!("{name}, second time"), &again, expected, loaded);
            }
        }
        (Err(error), None) => panic!("{name}: there should be credentials: {error}"),
        (Ok(credentials), Some(_)) => panic!("{name}: there should be no credentials: {credentials:?}"),
    }
    for later in &loaded.case.later {
        tokio::time::advance(Duration::from_secs(later.after)).await;
        let found = session.credentials().await;
        let name = format!("{name}, {} seconds later", later.after);
        match (found, &later.credentials_error) {
            (Ok(credentials), None) => {
                assert_eq!(Some(credentials.access_key_id()), later.access_key_id.as_deref(), "{name}: access key id");
            }
            (Err(error), Some(expected)) => check_failure(&name, &error, expected, loaded),
            (found, _) => panic!("{name}: expected otherwise: {found:?}"),
        }
        // What goes on in the background gets its turn.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    if !loaded.case.later.is_empty() {
        assert_eq!(loaded.network.complaints(), Vec::<String>::new(), "{name}: the requests");
    }
}

/// What `explain` tells, when the credentials have been asked for.
async fn check_report(name: &str, session: &Session, loaded: &Loaded) {
    let report = session.explain().await;
    let found = session.credentials().await;
    let outcomes = |outcome| report.attempts().iter().filter(|attempt| attempt.outcome() == outcome).count();
    assert_eq!(report.is_found(), found.is_ok(), "{name}: {report}");
    assert_eq!(report.profile_name(), session.profile_name(), "{name}: {report}");
    assert_eq!(report.source(), found.as_ref().ok().map(Credentials::source), "{name}: {report}");
    assert_eq!(report.account_id(), found.as_ref().ok().and_then(Credentials::account_id), "{name}: {report}");
    assert_eq!(outcomes(AttemptOutcome::Used), usize::from(found.is_ok()), "{name}: one provider is used: {report}");
    assert!(found.is_ok() || report.failure().is_some(), "{name}: a failure is told: {report}");
    let expect = &loaded.case.expect;
    if expect.role_arn.is_some() {
        assert_eq!(report.role_arn(), expect.role_arn.as_deref(), "{name}: {report}");
    }
    if let Some(expected) = &expect.attempts {
        let told = |attempt: &CredentialAttempt| {
            format!("{}: {}: {}", attempt.provider(), attempt.outcome(), attempt.detail())
        };
        let attempts: Vec<String> = report.attempts().iter().map(told).collect();
        assert_eq!(&attempts, expected, "{name}: attempts");
    }
    let table = report.to_string();
    for words in &expect.report_says {
        assert!(table.contains(words), "{name}: the report should say {words:?}: {table}");
    }
    loaded.secrets.check(&format!("{name}: the report"), &format!("{table} {report:?} {report:#?}"));
}

fn check_key(name: &str, credentials: &Credentials, loaded: &Loaded) {
    let expect = &loaded.case.expect;
    assert_eq!(Some(credentials.access_key_id()), expect.access_key_id.as_deref(), "{name}: access key id");
    assert_eq!(Some(credentials.source()), expect.source.as_deref(), "{name}: source");
    assert_eq!(credentials.session_token(), expect.session_token.as_deref(), "{name}: session token");
    assert_eq!(credentials.account_id(), expect.account_id.as_deref(), "{name}: account");
    assert_eq!(credentials.expires_at().map(clock::written), expect.expires_at, "{name}: expiry");
    if let Some(secret) = &expect.secret_access_key {
        assert_eq!(credentials.secret_access_key(), secret, "{name}: secret access key");
    }
    let secrets = [Some(credentials.secret_access_key()), credentials.session_token()];
    let of_provider = credentials.source() == "provider given in code";
    for secret in secrets.into_iter().flatten().filter(|_| !of_provider) {
        assert!(loaded.secrets.know(secret), "{name}: {secret:?} is to be looked for in the log: make it 8 letters");
    }
    loaded.secrets.check(&format!("{name}: Debug of the credentials"), &format!("{credentials:?} {credentials:#?}"));
}

fn check_failure(name: &str, error: &Error, expected: &Failure, loaded: &Loaded) {
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
    let shown = format!("{error} {error:?} {error:#?} {}", error.report());
    loaded.secrets.check(&format!("{name}: the error"), &shown);
}
