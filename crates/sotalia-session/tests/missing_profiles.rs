//! What is said of a profile that does not exist, when a section was meant to be it.

use sotalia_session::{Platform, Session};

/// Makes a session of profile `name`, which fails.
async fn check(name: &str, config: &str, credentials: &str, expected: &str) {
    let platform = Platform::with_variables([("HOME", "/home/me"), ("AWS_EC2_METADATA_DISABLED", "true")])
        .files([("/home/me/.aws/config", config), ("/home/me/.aws/credentials", credentials)]);
    let said = match Session::builder().platform(platform).profile(name).region("eu-west-1").load().await {
        Ok(session) => session.credentials().await.expect_err("there are no credentials").to_string(),
        Err(error) => error.to_string(),
    };
    assert!(said.contains(expected), "{config}{credentials}: expected {expected:?} in {said:?}");
}

#[tokio::test]
async fn a_section_that_is_written_otherwise_is_pointed_at() {
    let role = "[profile a]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = dev\n";
    for (name, config, credentials, expected) in [
        ("dev", "\n[dev]\n", "", "~/.aws/config on line 2 holds [dev], which must be written [profile dev]"),
        ("dev", "", "[profile dev]\n", "~/.aws/credentials on line 1 holds [profile dev], which must be written [dev]"),
        ("dev", "", "[ profile \"dev\" ]\n", "which must be written [dev]"),
        ("my dev", "[profile my dev]\n", "", "which must be written [profile \"my dev\"]"),
        ("my dev", "", "[my dev]\n", "holds [my dev], which is no name of a profile there"),
        ("a", role, "[profile dev]\n", "does not exist; ~/.aws/credentials on line 1 holds [profile dev]"),
        ("a", role, "[dve]\n", "\"dev\", which does not exist; did you mean \"dve\"?; profiles: a, dve"),
        ("dev", "[profile other]\n", "", "does not exist; looked in ~/.aws/config and ~/.aws/credentials"),
        ("dev", "[preview]\n[plugins]\n", "", "does not exist; looked in"),
    ] {
        check(name, config, credentials, expected).await;
    }
}
