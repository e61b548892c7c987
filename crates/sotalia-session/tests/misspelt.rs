//! A name that is misspelt in the config file gets the one that was meant.

use sotalia_session::{Platform, Session};

#[tokio::test]
async fn the_name_that_was_meant_is_told() {
    for (config, expected) in [
        (
            "[default]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = bsae\n[profile base]\n",
            "did you mean \"base\"?",
        ),
        (
            "[default]\nsso_session = crop\nsso_account_id = 123456789012\nsso_role_name = a\n[sso-session corp]\n",
            "did you mean \"corp\"?",
        ),
        (
            "[default]\nservices = lokal\n[services local]\ns3 =\n  endpoint_url = http://localhost:1\n",
            "did you mean \"local\"?",
        ),
        // What is like nothing that is there gets no guess.
        (
            "[default]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = other\n[profile base]\n",
            "exist; profiles: base",
        ),
    ] {
        let platform = Platform::with_variables([("HOME", "/home/me")]).files([("/home/me/.aws/config", config)]);
        let error = match Session::builder().platform(platform).region("eu-west-1").load().await {
            Ok(session) => session.credentials().await.expect_err("the name does not exist"),
            Err(error) => error,
        };
        assert!(error.to_string().contains(expected), "{config}: expected {expected}: {error}");
    }
}
