//! What a load keeps for others, and what it does not.

use sotalia_testkit::{Fault, FaultServer, Request};
use sotalia_tests::{s3_of, status};

/// An object of 7 bytes, with an older version of 3.
fn head(request: &Request) -> Fault {
    let size = if request.line.contains("versionId=old") { 3 } else { 7 };
    Fault::Send(format!("HTTP/1.1 200 OK\r\ncontent-length: {size}\r\n\r\n").into_bytes())
}

#[tokio::test]
async fn a_load_with_parameters_of_the_callers_is_not_kept() -> sotalia::Result<()> {
    let server = FaultServer::start(head).await.expect("a free port");
    let object = s3_of(server.endpoint_url()).await.object("b", "k");
    let shared = object.clone();
    let old = object.load().with(|r| r.version_id("old")).await?;
    assert_eq!(old.content_length(), Some(3));
    assert!(shared.data().is_none(), "another version is not what others mean by the data");
    assert_eq!(object.load().await?.content_length(), Some(7));
    object.reload().with(|r| r.version_id("old")).await?;
    assert_eq!(shared.data().and_then(|data| data.content_length()), Some(7), "what was kept stays");
    assert_eq!(shared.load().await?.content_length(), Some(7));
    assert_eq!(server.requests().len(), 3, "what is known is not asked for");
    Ok(())
}

#[tokio::test]
async fn a_load_cannot_be_turned_to_another_object() -> sotalia::Result<()> {
    let server = FaultServer::start(head).await.expect("a free port");
    let object = s3_of(server.endpoint_url()).await.object("b", "k");
    object.load().with(|r| r.bucket("other").key("other")).await?;
    let line = server.requests()[0].line.clone();
    assert!(line.starts_with("HEAD /b/k"), "the identifiers are those of the resource: {line}");
    assert!(object.data().is_some(), "this was the plain question after all");
    Ok(())
}

/// The same, and an empty answer to all that changes something.
fn head_or_done(request: &Request) -> Fault {
    if request.line.starts_with("HEAD") { head(request) } else { Fault::Send(status("200 OK", "")) }
}

#[tokio::test]
async fn a_change_makes_all_that_are_equal_forget() -> sotalia::Result<()> {
    let server = FaultServer::start(head_or_done).await.expect("a free port");
    let s3 = s3_of(server.endpoint_url()).await;
    let (one, sibling, of_bucket) = (s3.object("b", "k"), s3.object("b", "k"), s3.bucket("b").object("k"));
    let (other, elsewhere) = (s3.object("b", "other"), s3_of(server.endpoint_url()).await.object("b", "k"));
    let all = [&one, &sibling, &of_bucket, &other, &elsewhere];
    let known = || all.map(|object| object.data().is_some());
    let load = async || {
        for object in all {
            object.load().await?;
        }
        assert_eq!(known(), [true; 5]);
        Ok::<_, sotalia::Error>(())
    };
    load().await?;
    let asked = server.requests().len();

    one.put(|r| r.body(b"hello".to_vec().into())).await?;
    assert_eq!(
        known(),
        [false, false, false, true, true],
        "other objects, and those of another root, keep what they know"
    );
    load().await?;
    assert_eq!(server.requests().len(), asked + 4, "the three that forgot asked again");

    sibling.reload().await?;
    assert_eq!(known(), [true; 5], "a question changes nothing");
    s3.bucket("b").put_object(|r| r.key("k").body(b"hello".to_vec().into())).await?;
    assert_eq!(known(), [false, false, false, true, true], "the bucket's action gave this object");
    Ok(())
}
