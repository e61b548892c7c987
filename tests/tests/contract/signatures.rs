//! Who signs with the wrong key is told so.

use sotalia::prelude::*;
use sotalia_testkit::EmbeddedS3;

use crate::scene::{Outcome, Scene};

async fn refusal(scene: &Scene, id: Option<&str>, secret: &str) -> sotalia::Result<Error> {
    let known = scene.session.credentials().await?;
    let wrong = scene.running.session().credentials(id.unwrap_or(known.access_key_id()), secret, None).load().await?;
    let listed = S3::new(&wrong).bucket(scene.bucket.name()).objects().count().await;
    Ok(listed.expect_err("the key is wrong"))
}

#[track_caller]
fn assert_refused(error: &Error) {
    let expected = [ErrorKind::Credentials, ErrorKind::AccessDenied];
    assert!(expected.contains(&error.kind()), "expected one of {expected:?}, got {:?}: {error}", error.kind());
    assert_eq!(error.attempts(), Some(1), "expected that a refusal is not retried: {error:?}");
}

pub async fn a_wrong_secret_is_refused(scene: Scene) -> Outcome {
    let error = refusal(&scene, None, "not-the-secret").await?;
    assert_refused(&error);
    assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("SignatureDoesNotMatch"), "{error}");
    Ok(())
}

pub async fn an_unknown_key_is_refused(scene: Scene) -> Outcome {
    let error = refusal(&scene, Some("nobody"), EmbeddedS3::SECRET_ACCESS_KEY).await?;
    assert_refused(&error);
    Ok(())
}

pub async fn an_anonymous_request_is_refused(scene: Scene) -> Outcome {
    let nobody = scene.running.session().anonymous().load().await?;
    let listed = S3::new(&nobody).bucket(scene.bucket.name()).objects().count().await;
    assert_refused(&listed.expect_err("nobody may list"));
    Ok(())
}
