//! The sketched resources, from creation to deletion, on moto and ministack.

use std::time::Duration;

use sotalia_client::SessionClients as _;
use sotalia_client::lambda::primitives::Blob;
use sotalia_client::lambda::types::{FunctionCode, LastUpdateStatus, Runtime, State};
use sotalia_client::secretsmanager::operation::batch_get_secret_value::BatchGetSecretValueOutput;
use sotalia_client::secretsmanager::types::{Filter, FilterNameStringType};
use sotalia_client::session::Session;
use sotalia_iam::Iam;
use sotalia_resource::error::Result;
use sotalia_sketch::functions::{Alias, Function, Lambda, Version};
use sotalia_sketch::secrets::{Secret, SecretsManager};
use sotalia_tests::Server;

/// A ZIP file with an `index.py` whose `handler` gives back the event.
const CODE: &[u8] =
    b"PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00!\x5c\xb4\x08pi.\x00\x00\x00.\x00\x00\x00\x08\x00\x00\x00i\
    ndex.pydef handler(event, context):\n    return event\nPK\x01\x02\x14\x03\x14\x00\x00\x00\x00\x00\
    \x00\x00!\x5c\xb4\x08pi.\x00\x00\x00.\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
    \xa4\x01\x00\x00\x00\x00index.pyPK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x006\x00\x00\x00T\x00\x00\x00\
    \x00\x00";

/// Plays a test on each server that has what it needs.
async fn play<F: Future<Output = Result<()>>>(name: &str, servers: &[Server], test: impl Fn(Session) -> F) {
    for server in servers {
        let Some(running) = server.running(name).await else { continue };
        let session = running.session().load().await.expect("all that a session needs is set");
        if let Err(error) = test(session).await {
            panic!("{server}/{name}: {}", error.report());
        }
    }
}

const ALL: &[Server] = &[Server::Moto, Server::Ministack];

/// A name that no other run has.
fn own(name: &str) -> String {
    format!("sketch-{}/{name}", std::process::id())
}

/// Makes a function, and waits for it.
async fn create(session: &Session, name: &str) -> Result<Function> {
    let name = &own(name).replace('/', "-");
    let trust = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "lambda.amazonaws.com"}}]}"#;
    let role =
        Iam::new(session).create_role(|r| r.role_name(name).assume_role_policy_document(trust)).await?.load().await?;
    let function = Lambda::from_client(&session.client())
        .create_function(|r| {
            let code = FunctionCode::builder().zip_file(Blob::new(CODE)).build();
            r.function_name(name).role(role.arn()).runtime(Runtime::Python312).handler("index.handler").code(code)
        })
        .await?;
    function.wait_until_active().delay(Duration::from_millis(100)).await?;
    Ok(function)
}

#[tokio::test]
async fn a_function_lives_and_dies() {
    play("a_function_lives_and_dies", ALL, |session| async move {
        let lambda = Lambda::from_client(&session.client());
        let missing = lambda.function("sketch-none");
        assert!(!missing.exists().await?, "expected no function that was never made");
        assert!(missing.load_if_exists().await?.is_none(), "expected no data of it");

        let function = create(&session, "echo").await?;
        assert_eq!(function.load().await?.state(), Some(&State::Active), "expected it to be ready");
        let listed: Vec<Function> = lambda.functions().try_collect().await?;
        assert!(listed.contains(&function), "expected it in the list, got {listed:?}");
        function.update_configuration(|r| r.description("gives back the event")).await?;
        assert!(function.data().is_none(), "expected a change to clear what was known");
        let data = function.load().await?;
        assert_eq!(data.description(), Some("gives back the event"), "expected what was set");
        assert_ne!(data.last_update_status(), Some(&LastUpdateStatus::Failed), "expected a change that worked");

        let version = function.publish_version().await?;
        assert_eq!(version.function(), function, "expected the version to know its function");
        assert_eq!(version.load().await?.version(), Some(version.number()), "expected the data of the version");
        let versions: Vec<Version> = function.versions().try_collect().await?;
        assert!(versions.contains(&version), "expected the function to list it, got {versions:?}");
        let alias = function.create_alias(|r| r.name("live").function_version(version.number())).await?;
        assert_eq!(alias.version().await?, Some(version), "expected the alias to lead to the version");
        let aliases: Vec<Alias> = function.aliases().try_collect().await?;
        assert_eq!(aliases, std::slice::from_ref(&alias), "expected the function to list it");
        alias.delete().await?;
        assert!(!alias.exists().await?, "expected no alias after its deletion");
        function.delete().await?;
        assert!(!function.exists().await?, "expected no function after its deletion");
        Ok(())
    })
    .await;
}

/// Those whose names begin so: the tests run at once, and a page may shift while others come and go.
fn below(prefix: &str) -> Filter {
    Filter::builder().key(FilterNameStringType::Name).values(prefix).build()
}

#[tokio::test]
async fn a_secret_lives_and_dies() {
    play("a_secret_lives_and_dies", ALL, |session| async move {
        let manager = SecretsManager::from_client(&session.client());
        assert!(!manager.secret("sketch-none").exists().await?, "expected no secret that was never made");
        let secret = manager.create_secret(|r| r.name(own("life/river")).secret_string("Purus")).await?;
        assert_eq!(secret.load().await?.name(), Some(&*own("life/river")), "expected what is known of it");
        assert_eq!(secret.get_value().await?.secret_string(), Some("Purus"), "expected its value");
        let second = secret.put_value(|r| r.secret_string("Tapajos")).await?;
        assert_eq!(second.get_value().await?.secret_string(), Some("Tapajos"), "expected the value of the version");
        assert_eq!(second.secret(), secret, "expected the version to know its secret");
        assert_eq!(secret.versions().count().await?, 2, "expected both versions");

        let other = manager.create_secret(|r| r.name(own("life/other")).secret_string("Jurua")).await?;
        let mut listed: Vec<Secret> =
            manager.secrets().filter(|r| r.filters(below(&own("life/")))).try_collect().await?;
        listed.sort_by(|a, b| a.id().cmp(b.id()));
        assert_eq!(listed, [other.clone(), secret.clone()], "expected both in the list");
        secret.delete().with(|r| r.force_delete_without_recovery(true)).await?;
        assert!(!secret.exists().await?, "expected no secret after its deletion");
        other.delete().with(|r| r.recovery_window_in_days(7)).await?;
        other.restore().await?;
        assert_eq!(other.get_value().await?.secret_string(), Some("Jurua"), "expected a secret that came back");
        other.delete().with(|r| r.force_delete_without_recovery(true)).await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn values_come_in_batches() {
    play("values_come_in_batches", ALL, |session| async move {
        let manager = SecretsManager::from_client(&session.client());
        for name in ["a", "b", "c"] {
            manager.create_secret(|r| r.name(own(&format!("batch/{name}"))).secret_string(name)).await?;
        }
        let report = manager
            .secrets()
            .filter(|r| r.filters(below(&own("batch/"))))
            .page_size(2)
            .get_values()
            .keep_answers()
            .await?;
        assert!(report.failures().is_empty(), "expected no refusal, got {report:?}");
        let values = report.answers().iter().flat_map(BatchGetSecretValueOutput::secret_values);
        let mut values: Vec<_> = values.filter_map(|value| value.secret_string()).collect();
        assert_eq!(report.requests(), 2, "expected a request for each page");
        values.sort_unstable();
        assert_eq!(values, ["a", "b", "c"], "expected the values of all pages");
        for name in values {
            manager
                .secret(own(&format!("batch/{name}")))
                .delete()
                .with(|r| r.force_delete_without_recovery(true))
                .await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_function_is_invoked() {
    // moto runs functions in Docker.
    play("a_function_is_invoked", &[Server::Ministack], |session| async move {
        let function = create(&session, "invoked").await?;
        let answer = function.invoke().with(|r| r.payload(Blob::new(r#"{"river": "Purus"}"#))).await?;
        let payload = answer.payload().map(|payload| String::from_utf8_lossy(payload.as_ref()).replace(' ', ""));
        assert_eq!(payload.as_deref(), Some(r#"{"river":"Purus"}"#), "expected the event back, got {answer:?}");
        function.delete().await?;
        Ok(())
    })
    .await;
}
