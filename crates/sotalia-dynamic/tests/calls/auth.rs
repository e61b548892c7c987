//! Who signs requests, and how.

use sotalia_dynamic::params;
use sotalia_dynamic::session::Session;

use crate::scene::{Scene, answer, client_of};

#[tokio::test]
async fn operations_are_signed_as_their_models_say() {
    let cases = [
        ("sts", "get_caller_identity", params! {}, "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/sts/"),
        (
            "sts",
            "assume_role_with_web_identity",
            params! { "RoleArn": "arn:aws:iam::1:role/rrrrrrr", "RoleSessionName": "ss", "WebIdentityToken": "tttt" },
            "",
        ),
        ("cognito-identity", "get_id", params! { "IdentityPoolId": "p" }, ""),
        (
            "bedrock",
            "list_foundation_models",
            params! {},
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/bedrock/",
        ),
    ];
    for (service, operation, params, expected) in cases {
        let scene = Scene::new([answer(200, "{}")]);
        let _ = scene.client(service).await.call(operation, params).await;
        let authorization = scene.only().header("authorization");
        assert!(authorization.starts_with(expected), "{service} {operation}: {authorization}");
        assert_eq!(authorization.is_empty(), expected.is_empty(), "{service} {operation}: {authorization}");
    }
}

#[tokio::test]
async fn a_token_in_the_environment_goes_before_credentials_where_boto3_takes_it() {
    for (service, operation, expected) in [
        ("bedrock", "list_foundation_models", "Bearer the-token"),
        ("bedrock-runtime", "list_async_invokes", "Bearer the-token"),
        ("kinesis", "list_streams", "AWS4-HMAC-SHA256"),
    ] {
        let scene = Scene::new([answer(200, "{}")]);
        let session =
            scene.session_with([("AWS_BEARER_TOKEN_BEDROCK", "the-token"), ("AWS_BEARER_TOKEN_KINESIS", "no")]);
        let session = session.load().await.expect("all is set");
        let _ = client_of(&session, service).call(operation, params! {}).await;
        let authorization = scene.only().header("authorization");
        assert!(authorization.starts_with(expected), "{service}: {authorization}");
    }
}

#[tokio::test]
async fn an_anonymous_session_signs_nothing() {
    let scene = Scene::new([answer(200, "")]);
    let builder =
        Session::builder().platform(sotalia_dynamic::session::Platform::with_variables([("HOME", "/no-such-home")]));
    let session = builder.region("eu-west-1").anonymous().http_client(scene.clone()).load().await.expect("all is set");
    let s3 = client_of(&session, "s3");
    s3.call("get_object", params! { "Bucket": "b", "Key": "k" }).await.expect("the answer is read");
    assert_eq!(scene.only().header("authorization"), "");
}
