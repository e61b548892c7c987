//! Sessions of roles and who they are, against servers, with typed clients and with any other.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sotalia::prelude::*;
use sotalia::{s3, sts};
use sotalia_testkit::{Fault, FaultServer, Request};
use sotalia_tests::{Server, listing, session_builder, status, xml};

/// The role is made by nobody: these servers let everyone assume every role.
const ROLE: &str = "arn:aws:iam::123456789012:role/reader";

async fn check_role(server: Server) {
    let Some(running) = server.running("a_role_calls_as_itself").await else { return };
    let session = running.session().load().await.expect("all that a session needs is set");
    let before = session.caller_identity().await.expect("the server has STS");
    assert_eq!(before.account().len(), 12, "expected the number of an account: {before:?}");

    let role = session.assume_role(ROLE).session_name("survey").await.expect("a role has such an ARN");
    let credentials = role.credentials().await.expect("the server lets everyone assume it");
    assert!(credentials.expires_at().is_some() && credentials.session_token().is_some(), "{credentials:?}");
    let identity = role.caller_identity().await.expect("the server has STS");
    assert!(identity.arn().contains("assumed-role/reader/survey"), "expected the session of the role: {identity:?}");
    assert_eq!(credentials.account_id(), Some("123456789012"), "expected the account of the role");

    // Clients of the session call as the role, too.
    let client: sts::Client = role.client();
    let answer = client.get_caller_identity().send().await.expect("the server has STS");
    assert_eq!(answer.arn(), Some(identity.arn()));
}

#[tokio::test]
async fn a_role_calls_as_itself_moto() {
    check_role(Server::Moto).await;
}

#[tokio::test]
async fn a_role_calls_as_itself_ministack() {
    check_role(Server::Ministack).await;
}

/// Lists a bucket, gives out roles, and says that the first set of credentials has expired.
async fn forgetful_server() -> (FaultServer, Arc<AtomicUsize>) {
    let assumed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&assumed);
    let answer = move |request: &Request| {
        if String::from_utf8_lossy(&request.body).contains("Action=AssumeRole") {
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            return Fault::Send(xml(
                "AssumeRoleResponse",
                &format!(
                    "<AssumeRoleResult><Credentials><AccessKeyId>ASIA{number}</AccessKeyId><SecretAccessKey>secret\
                     </SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>\
                     </Credentials></AssumeRoleResult>"
                ),
            ));
        }
        if request.headers.iter().any(|header| header.contains("Credential=ASIA1/")) {
            let error = "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>";
            return Fault::Send(status("400 Bad Request", error));
        }
        Fault::Send(listing(false, None, &["a"]))
    };
    (FaultServer::start(answer).await.expect("a port is free"), assumed)
}

async fn role(server: &FaultServer) -> Session {
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    session.assume_role(ROLE).await.expect("a role has such an ARN")
}

#[tokio::test]
async fn twenty_calls_with_expired_credentials_have_them_replaced_once() {
    let (server, assumed) = forgetful_server().await;
    let role = role(&server).await;
    let s3: s3::Client = role.client();
    let calls: Vec<_> = (0..20)
        .map(|_| s3.list_objects_v2().bucket("b").send())
        .map(|call| tokio::spawn(async move { call.await.map(|answer| answer.key_count()) }))
        .collect();
    for call in calls {
        call.await.expect("no task panics").expect("the call is made again with new credentials");
    }
    assert_eq!(assumed.load(Ordering::SeqCst), 2, "expected one replacement for 20 calls");
}

#[tokio::test]
async fn a_client_without_the_classifier_has_new_credentials_in_its_next_call() {
    let (server, assumed) = forgetful_server().await;
    let role = role(&server).await;
    let s3 = role
        .client_with(|config| s3::Client::from_conf(s3::config::Builder::from(config).force_path_style(true).build()));
    let error = Error::from(s3.list_objects_v2().bucket("b").send().await.expect_err("nothing tries again"));
    assert!(error.code().is_some_and(|code| code == "ExpiredToken"), "{error}");
    s3.list_objects_v2().bucket("b").send().await.expect("the next call has new credentials");
    assert_eq!(assumed.load(Ordering::SeqCst), 2, "expected one replacement");
}
