//! The files as the AWS SDK specification reads them: its own cases, from the source of `aws-runtime`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sotalia_session::{Platform, Session};

#[derive(Deserialize)]
struct Cases<T> {
    tests: Vec<T>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ParserCase {
    name: String,
    input: ParserInput,
    output: ParserOutput,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ParserInput {
    config_file: Option<String>,
    credentials_file: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum ParserOutput {
    Config {
        profiles: BTreeMap<String, BTreeMap<String, String>>,
        #[serde(default)]
        sso_sessions: BTreeMap<String, BTreeMap<String, String>>,
    },
    ErrorContaining(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LocationCase {
    name: String,
    environment: BTreeMap<String, String>,
    platform: String,
    profile: Option<String>,
    config_location: String,
    credentials_location: String,
}

/// The cases of a file in the source of `aws-runtime` that this workspace is built with.
fn cases<T: DeserializeOwned>(file: &str) -> Vec<T> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--manifest-path"])
        .arg(manifest)
        .output()
        .expect("cargo can be run");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let package = packages.iter().find(|package| package["name"] == "aws-runtime").expect("aws-runtime is one");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("a package has a manifest"));
    let path = manifest.with_file_name("test-data").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str::<Cases<T>>(&text).expect("the cases have these fields").tests
}

async fn check_parser(case: &ParserCase) {
    let name = &case.name;
    let files = [("config", &case.input.config_file), ("credentials", &case.input.credentials_file)];
    let files =
        files.into_iter().filter_map(|(file, text)| Some((format!("/home/me/.aws/{file}"), text.as_ref()?.as_str())));
    let platform = Platform::with_variables([("HOME", "/home/me")]).files(files);
    match (Session::builder().platform(platform).anonymous().load().await, &case.output) {
        (Ok(session), ParserOutput::Config { profiles, sso_sessions }) => {
            let names: Vec<&String> = profiles.keys().collect();
            assert_eq!(session.available_profiles().iter().collect::<Vec<_>>(), names, "{name}: profiles");
            for (profile, expected) in profiles {
                let section = session.profile_section(profile).expect("a profile that is listed has a section");
                let found: BTreeMap<_, _> = section
                    .keys()
                    .map(|key| (key.to_owned(), section.get(key).unwrap_or_default().to_owned()))
                    .collect();
                assert_eq!(&found, expected, "{name}: profile {profile}");
            }
            for (sign_in, expected) in sso_sessions {
                let section =
                    session.sso_session_section(sign_in).unwrap_or_else(|| panic!("{name}: [sso-session {sign_in}]"));
                let found: BTreeMap<_, _> = section
                    .keys()
                    .map(|key| (key.to_owned(), section.get(key).unwrap_or_default().to_owned()))
                    .collect();
                assert_eq!(&found, expected, "{name}: sso-session {sign_in}");
            }
        }
        (Err(error), ParserOutput::ErrorContaining(words)) => {
            assert!(error.to_string().contains(words), "{name}: expected {words:?} in: {error}");
        }
        (Ok(_), ParserOutput::ErrorContaining(words)) => panic!("{name}: expected an error that says {words:?}"),
        (Err(error), ParserOutput::Config { .. }) => panic!("{name}: expected no error: {error}"),
    }
}

#[tokio::test]
async fn every_parser_case_of_the_specification() {
    let cases: Vec<ParserCase> = cases("profile-parser-tests.json");
    assert!(cases.len() >= 60, "the file holds all cases: {}", cases.len());
    for case in &cases {
        check_parser(case).await;
    }
}

/// The files are looked for where the specification says. A file is known by the profile that it alone holds.
#[tokio::test]
async fn every_location_case_of_the_specification() {
    let cases: Vec<LocationCase> = cases("file-location-tests.json");
    let here = if cfg!(windows) { "windows" } else { "linux" };
    let of_this_system: Vec<&LocationCase> = cases.iter().filter(|case| case.platform == here).collect();
    assert!(!of_this_system.is_empty(), "there are cases of {here}");
    for case in of_this_system {
        let name = &case.name;
        let profile = case.profile.as_deref().unwrap_or("default");
        let platform = Platform::with_variables(case.environment.clone()).files([
            (case.config_location.clone(), format!("[profile {profile}]\nregion = eu-west-1\n[profile of-config]\n")),
            (case.credentials_location.clone(), "[of-credentials]\n".to_owned()),
        ]);
        let session = Session::builder().platform(platform).anonymous().load().await.expect(name);
        assert_eq!(session.profile_name(), profile, "{name}: profile");
        assert_eq!(session.region(), Some("eu-west-1"), "{name}: the config file is at {}", case.config_location);
        for file in ["of-config", "of-credentials"] {
            assert!(session.profile_section(file).is_some(), "{name}: the file with {file} is read");
        }
    }
}
