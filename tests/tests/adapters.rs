//! A session under clients that Sotalia does not make: a raw one of the SDK, and a store of `object_store`.

use std::time::Duration;

use http::Method;
use sotalia::prelude::*;
use sotalia::s3::config::{BehaviorVersion, Region};
use sotalia::s3::presigning::PresigningConfig;
use sotalia::s3::{self, primitives::ByteStream};
use sotalia::session::Platform;
use sotalia_object_store::amazon_s3;
use sotalia_object_store::object_store::ObjectStoreExt as _;
use sotalia_object_store::object_store::path::Path;
use sotalia_object_store::object_store::signer::Signer as _;
use sotalia_tests::{Server, session_builder};

#[tokio::test]
async fn a_raw_client_takes_the_session_as_its_provider() {
    let server = Server::Embedded.running("raw").await.expect("it is in the process");
    let session = server.session().load().await.expect("all that a session needs is set");
    S3::new(&session).create_bucket(|r| r.bucket("logs")).await.expect("the server makes it");
    let endpoint = session.endpoint_url().expect("it was set");
    // Nothing of the session but its credentials.
    let by_method = s3::config::Builder::new().credentials_provider(session.credentials_provider());
    let by_trait = s3::config::Builder::new().credentials_provider(session.clone());
    for (name, config) in [("a", by_method), ("b", by_trait)] {
        let config = config.behavior_version(BehaviorVersion::latest()).region(Region::new("us-east-1"));
        let config = config.endpoint_url(endpoint).force_path_style(true);
        let config = config.http_client(session.sdk_config().http_client().expect("a session has one"));
        let raw = s3::Client::from_conf(config.build());
        let put = raw.put_object().bucket("logs").key(name).body(ByteStream::from_static(b"x")).send();
        put.await.expect("the server accepts the signature");
    }
    assert_eq!(S3::new(&session).bucket("logs").objects().count().await.expect("the server lists"), 2);
}

#[tokio::test]
async fn a_raw_client_of_an_anonymous_session_is_told_so() {
    let session = session_builder("http://127.0.0.1:9").anonymous().load().await.expect("it needs nothing");
    let config = s3::config::Builder::new().credentials_provider(session.clone());
    let config = config.behavior_version(BehaviorVersion::latest()).region(Region::new("us-east-1"));
    let config = config.http_client(session.sdk_config().http_client().expect("a session has one"));
    let sent = s3::Client::from_conf(config.build()).list_buckets().send().await;
    let report = sotalia::Error::from(sent.expect_err("it cannot sign")).report().to_string();
    assert!(report.contains("this session is anonymous"), "expected why there are none: {report}");
}

#[tokio::test]
async fn a_store_and_resources_see_the_same_objects() {
    let server = Server::Embedded.running("store").await.expect("it is in the process");
    let session = server.session().load().await.expect("all that a session needs is set");
    let bucket = S3::new(&session).create_bucket(|r| r.bucket("logs")).await.expect("the server makes it");
    let store = amazon_s3(&session, "logs").expect("there is a region").build().expect("the settings fit");
    store.put(&Path::from("2026/a.txt"), "from the store".into()).await.expect("the server takes it");
    let answer = bucket.object("2026/a.txt").get().await.expect("the store has put it");
    assert_eq!(answer.body.collect().await.expect("it can be read").into_bytes(), "from the store");
    bucket.put_object(|r| r.key("b.txt").body(ByteStream::from_static(b"from Sotalia"))).await.expect("put");
    let read = store.get(&Path::from("b.txt")).await.expect("the resource has put it");
    assert_eq!(read.bytes().await.expect("it can be read"), "from Sotalia");
}

/// The host and the path of a URL.
fn address(url: &str) -> &str {
    url.split('?').next().unwrap_or_default()
}

/// A store asks where a client of the session asks.
async fn check(variables: &[(&str, &str)], bucket: &str) {
    let platform = Platform::with_variables(variables.iter().copied().chain([("HOME", "/no-such-home")]));
    let session = Session::builder().platform(platform).credentials("KEY", "secret", None);
    let session = session.load().await.expect("the variables can be used");
    let hour = Duration::from_secs(3600);
    let client: s3::Client = session.client();
    let presigning = PresigningConfig::expires_in(hour).expect("an hour is not too long");
    let presigned = client.get_object().bucket(bucket).key("a.txt").presigned(presigning).await;
    let presigned = presigned.expect("there are region and credentials");
    let store = amazon_s3(&session, bucket).expect("there is a region").build().expect("the settings fit");
    let signed = store.signed_url(Method::GET, &Path::from("a.txt"), hour).await.expect("there are credentials");
    assert_eq!(address(signed.as_str()), address(presigned.uri()), "of {bucket} with {variables:?}");
}

#[tokio::test]
async fn a_store_asks_where_a_client_asks() {
    for region in
        ["us-east-1", "eu-west-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1", "eu-south-9"]
    {
        for bucket in ["logs", "a.dotted.name"] {
            check(&[("AWS_REGION", region)], bucket).await;
        }
    }
    let (ireland, fips) = (("AWS_REGION", "eu-west-1"), ("AWS_USE_FIPS_ENDPOINT", "true"));
    let dual_stack = ("AWS_USE_DUALSTACK_ENDPOINT", "true");
    for bucket in ["logs", "a.dotted.name"] {
        check(&[("AWS_REGION", "us-west-2"), fips], bucket).await;
        check(&[ireland, dual_stack], bucket).await;
        check(&[("AWS_REGION", "us-gov-east-1"), fips, dual_stack], bucket).await;
        check(&[ireland, ("AWS_ENDPOINT_URL", "http://127.0.0.1:9000")], bucket).await;
        check(&[ireland, ("AWS_ENDPOINT_URL_S3", "http://minio:9000/"), ("AWS_ENDPOINT_URL", "http://all")], bucket)
            .await;
    }
}
