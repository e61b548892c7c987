//! On a runtime of tokio that lacks a driver nothing panics: the error says what is missing.

use sotalia_session::error::LocalError;
use sotalia_session::{Platform, Session};
use tokio::runtime::{Builder, Runtime};

/// Sources of credentials, as `~/.aws/config` has them.
const SOURCES: [&str; 3] = [
    "[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = CANARY\n",
    "[default]\ncredential_process = echo CANARY\n",
    "[default]\nrole_arn = arn:aws:iam::123456789012:role/me\ncredential_source = Environment\n",
];

fn runtime(set: impl Fn(&mut Builder)) -> Runtime {
    let mut builder = Builder::new_current_thread();
    set(&mut builder);
    builder.build().expect("a runtime can be made")
}

/// Where each source is looked for, what is said of it. `None`: nothing of the runtime is missing.
fn check(what: &str, runtime: &Runtime, expected: [Option<&str>; 3]) {
    for (config, expected) in SOURCES.into_iter().zip(expected) {
        let platform =
            Platform::with_variables([("HOME", "/home/me"), ("PATH", "/usr/bin:/bin"), ("AWS_REGION", "us-east-1")])
                .files([("/home/me/.aws/config", config)]);
        runtime.block_on(async {
            let session = Session::builder().platform(platform).load().await.expect("it loads");
            let found = session.credentials().await;
            let report = session.explain().await.to_string();
            match (found, expected) {
                (Err(error), Some(words)) => {
                    assert_eq!(error.local_error(), Some(LocalError::CredentialsFailed), "{what}, {config}: {error}");
                    let shown = format!("{error}\n{report}");
                    assert!(error.to_string().contains(words), "{what}, {config}: expected {words:?}: {shown}");
                    assert!(report.contains(words), "{what}, {config}: explain should say {words:?}: {report}");
                    assert!(!shown.contains("CANARY"), "{what}, {config}: a secret is shown: {shown}");
                }
                (Ok(_), None) => {}
                (Err(error), None) => {
                    let named = error.to_string();
                    assert!(!named.contains("enable_all"), "{what}, {config}: nothing is missing, but: {named}");
                }
                (Ok(_), Some(words)) => panic!("{what}, {config}: expected {words:?}, and there are credentials"),
            }
        });
    }
}

const MISSING: Option<&str> = Some("call enable_all on its Builder");

#[test]
fn a_runtime_without_drivers_is_told_so() {
    check("no driver", &runtime(|_| {}), [MISSING; 3]);
}

#[cfg(unix)]
#[test]
fn a_runtime_without_io_cannot_run_programs() {
    check(
        "timers alone",
        &runtime(|builder| {
            builder.enable_time();
        }),
        [None, MISSING, None],
    );
}

#[cfg(unix)]
#[test]
fn a_whole_runtime_lacks_nothing() {
    check(
        "all",
        &runtime(|builder| {
            builder.enable_all();
        }),
        [None; 3],
    );
}
