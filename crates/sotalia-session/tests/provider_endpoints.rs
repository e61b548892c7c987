//! Where providers of credentials send their requests.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use sotalia_session::{Platform, RetryConfig, Session};

const CONFIG: &str = "[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
                      [profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = SECRETSECRET\n";

/// Keeps what it was asked, and answers nobody.
#[derive(Clone, Debug, Default)]
struct Asked(Arc<Mutex<Vec<String>>>);

impl HttpClient for Asked {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Asked {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.0.lock().expect("nothing panics").push(request.uri().to_owned());
        HttpConnectorFuture::ready(Err(ConnectorError::io("no network in this test".into())))
    }
}

/// The address that STS is asked at, for a role in a session like this.
async fn check(region: Option<&str>, in_code: Option<&str>, variables: &[(&str, &str)], expected: &str) {
    let asked = Asked::default();
    let variables = [("HOME", "/home/me")].into_iter().chain(variables.iter().copied());
    let platform = Platform::with_variables(variables).files([("/home/me/.aws/config", CONFIG)]);
    let mut builder = Session::builder().platform(platform).profile("dev").http_client(asked.clone());
    if let Some(region) = region {
        builder = builder.region(region);
    }
    if let Some(url) = in_code {
        builder = builder.endpoint_url(url);
    }
    let session = builder.retry(RetryConfig::disabled()).load().await.expect("the profile is complete");
    session.credentials().await.expect_err("nobody answers");
    let asked = asked.0.lock().expect("nothing panics").clone();
    assert_eq!(asked, [expected], "region {region:?}, endpoint in code {in_code:?}");
}

#[tokio::test]
async fn sts_is_asked_where_it_is() {
    let region = Some("eu-west-1");
    let emulator = Some("http://localhost:4566");
    let of_all = ("AWS_ENDPOINT_URL", "http://localhost:1");
    let of_sts = ("AWS_ENDPOINT_URL_STS", "http://localhost:2");
    let ignored = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    check(region, None, &[], "https://sts.eu-west-1.amazonaws.com/").await;
    check(Some("cn-north-1"), None, &[], "https://sts.cn-north-1.amazonaws.com.cn/").await;
    // Without a region, the global endpoint, as boto3.
    check(None, None, &[], "https://sts.amazonaws.com/").await;
    // What is given in code is for the clients of the session.
    check(region, emulator, &[], "https://sts.eu-west-1.amazonaws.com/").await;
    check(region, emulator, &[of_all], "http://localhost:1/").await;
    check(region, emulator, &[of_all, of_sts], "http://localhost:2/").await;
    check(region, emulator, &[of_all, ignored], "https://sts.eu-west-1.amazonaws.com/").await;
    check(region, None, &[of_all], "http://localhost:1/").await;
    check(region, None, &[of_sts], "http://localhost:2/").await;
    check(region, None, &[("AWS_USE_FIPS_ENDPOINT", "true")], "https://sts-fips.eu-west-1.amazonaws.com/").await;
}
