//! What is sent for a resource, and when a walk of our own ends, against a server that answers as told.

#![cfg(feature = "s3")]

use sotalia::Session;
use sotalia::error::LocalError;
use sotalia::s3::S3;
use sotalia::s3::types::{Delete, ObjectIdentifier};
use sotalia_testkit::{Fault, FaultServer, Request, ok_xml};

/// A server that answers each request with this XML, and S3 on it.
async fn s3(answer: impl Fn(&Request) -> String + Send + Sync + 'static) -> (FaultServer, S3) {
    let server = FaultServer::start(move |request| Fault::Send(ok_xml(&answer(request)))).await.expect("a free port");
    let session = Session::builder().endpoint_url(server.endpoint_url()).region("us-east-1");
    let session = session.credentials("AKID", "secret", None).load().await.expect("all is given");
    let s3 = S3::new(&session);
    (server, s3)
}

#[tokio::test]
async fn a_batch_keeps_to_its_resources() {
    let (server, s3) = s3(|request| {
        match request.line.starts_with("GET") {
            true => {
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>k</Key></Contents></ListBucketResult>"
            }
            false => "<DeleteResult/>",
        }
        .to_owned()
    })
    .await;
    let other = ObjectIdentifier::builder().key("other").build().expect("a key is set");
    let other = Delete::builder().objects(other).build().expect("objects are set");
    let batch = s3.bucket("mine").objects().delete().with(move |r| r.bucket("yours").delete(other.clone()).mfa("m"));
    let deleted = batch.await.expect("answered").ok().expect("nothing was refused");
    assert_eq!(deleted, 1);
    let requests = server.requests();
    let sent = requests.last().expect("two requests");
    let body = String::from_utf8_lossy(&sent.body);
    assert!(sent.line.starts_with("POST /mine"), "expected the bucket of the collection: {}", sent.line);
    assert!(body.contains("<Key>k</Key>") && !body.contains("other"), "expected the listed key alone: {body}");
    assert!(sent.headers.iter().any(|header| header == "x-amz-mfa: m"), "expected the other parameter too");
}

#[tokio::test]
async fn a_walk_for_a_version_ends() {
    let page = |rest: &str| format!("<ListMultipartUploadsResult>{rest}</ListMultipartUploadsResult>");
    let again =
        "<IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextUploadIdMarker>u</NextUploadIdMarker>";
    let wanted = "<Upload><Key>k</Key><UploadId>one</UploadId><VersionId>v</VersionId></Upload>";
    let cases = [
        (wanted, Ok(Some("v".to_owned()))),
        ("<IsTruncated>false</IsTruncated>", Err(Some(LocalError::ResourceNotFound))),
        (again, Err(Some(LocalError::PaginationBroken))),
        ("<IsTruncated>true</IsTruncated>", Err(Some(LocalError::PaginationBroken))),
    ];
    for (answer, expected) in cases {
        let body = page(answer);
        let (_server, s3) = s3(move |_| body.clone()).await;
        let found = s3.multipart_upload("mine", "k", "one").version_id().await;
        assert_eq!(found.map_err(|error| error.local_error()), expected, "{answer}");
    }
}
