//! Any text is read as the SDK's own parser reads it, and never makes a parser panic.

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_types::os_shim_internal::{Env, Fs};
use proptest::prelude::*;
use sotalia_session::{Compat, Platform, Session};

/// Lines that mean something to a parser. Headers stand in one spelling each, since the SDK merges two spellings of one
/// in any order.
const LINES: &[&str] = &[
    "[default]",
    "[profile default]",
    "[profile dev]",
    "[dev] # c",
    "[sso-session dev]",
    "[profile a b]",
    "[profile x]; c",
    "a = 1",
    "A=2 ",
    "a =",
    "a = 3 # c",
    "a = 4# c",
    "b = 5 ; c\r",
    "b =\t",
    "b = [6]",
    "a:b = 7",
    "a b = 8",
    "b = \u{e9}=",
    "  b = 9",
    "\ta = # c",
    " ",
    "",
    "# c",
    "; c",
    "\t# a = 1",
];

/// Lines that are errors, seldom.
const WRONG: &[&str] = &["a", "= 1", "[dev", "a : 1", "  word", "[dev] x"];

fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![60 => proptest::sample::select(LINES), 1 => proptest::sample::select(WRONG)];
    (proptest::bool::weighted(0.95), proptest::collection::vec(line, 0..14))
        .prop_map(|(begun, lines)| format!("{}{}", if begun { "[profile dev]\na = 0\n" } else { "" }, lines.join("\n")))
}

fn platform(config: &str, credentials: &str) -> Platform {
    Platform::with_variables([("HOME", "/home/me")])
        .files([("/home/me/.aws/config", config), ("/home/me/.aws/credentials", credentials)])
}

async fn check_as_sdk(config: &str, credentials: &str) {
    let ours = Session::builder().platform(platform(config, credentials)).anonymous().load().await;
    let files = EnvConfigFiles::builder()
        .with_contents(EnvConfigFileKind::Config, config)
        .with_contents(EnvConfigFileKind::Credentials, credentials)
        .build();
    let sdk = aws_config::profile::load(&Fs::from_slice(&[]), &Env::from_slice(&[]), &files, None).await;
    let (ours, sdk) = match (ours, sdk) {
        (Ok(ours), Ok(sdk)) => (ours, sdk),
        (Err(_), Err(_)) => return,
        (ours, sdk) => panic!("ours {:?}, the SDK's {:?}: {config:?} and {credentials:?}", ours.err(), sdk.err()),
    };
    let mut names: Vec<&str> = sdk.profiles().collect();
    names.sort_unstable();
    assert_eq!(ours.available_profiles(), names, "profiles of {config:?} and {credentials:?}");
    for name in names {
        let (section, profile) = (ours.profile_section(name), sdk.get_profile(name));
        for key in ["a", "b", "a:b"] {
            let (found, expected) = (section.and_then(|ours| ours.get(key)), profile.and_then(|sdk| sdk.get(key)));
            assert_eq!(found, expected, "{key} of {name} in {config:?} and {credentials:?}");
        }
    }
}

proptest! {
    #[test]
    fn files_are_read_as_by_the_sdk(config in text(), credentials in text()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be made");
        runtime.block_on(check_as_sdk(&config, &credentials));
    }

    #[test]
    fn no_text_makes_a_parser_panic(config in ".*|(?s:.{0,40})", credentials in text()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime can be made");
        for compat in [Compat::Specification, Compat::Boto3] {
            let builder = Session::builder().platform(platform(&config, &credentials)).compat(compat).anonymous();
            let _read_or_refused = runtime.block_on(builder.load());
        }
    }
}
