//! Identity of resources: kind and identifiers, nothing else. No server is asked.

use std::collections::HashSet;

use sotalia::prelude::*;
use sotalia::resource::Identifier;

async fn s3() -> S3 {
    // Port 9 discards: a request would fail.
    sotalia_tests::s3_of("http://127.0.0.1:9").await
}

fn names<R: Resource>(resource: &R) -> Vec<(&'static str, Identifier<'_>)> {
    resource.identifiers()
}

#[tokio::test]
async fn ways_to_the_same_thing_are_equal() {
    let s3 = s3().await;
    let bucket = s3.bucket("b");
    let object = bucket.object("k");
    assert_eq!(object, s3.object("b", "k"), "expected the object of the service");
    assert_eq!(object.bucket(), bucket, "expected the way back");
    assert_eq!(object.acl(), s3.object_acl("b", "k"), "expected the object's ACL");
    assert_eq!(object.version("v"), s3.object_version("b", "k", "v"), "expected the version");
    assert_eq!(object.multipart_upload("u"), s3.multipart_upload("b", "k", "u"), "expected the upload");
    assert_eq!(
        object.multipart_upload("u").part(3),
        s3.multipart_upload_part("b", "k", "u", 3),
        "expected the part of that number"
    );
    assert_eq!(object.multipart_upload("u").part(3).multipart_upload(), object.multipart_upload("u"));
    assert_eq!(bucket.acl(), s3.bucket_acl("b"));
    assert_eq!(bucket.cors(), s3.bucket_cors("b"));
    assert_eq!(bucket.lifecycle(), s3.bucket_lifecycle("b"));
    assert_eq!(bucket.lifecycle_configuration(), s3.bucket_lifecycle_configuration("b"));
    assert_eq!(bucket.logging(), s3.bucket_logging("b"));
    assert_eq!(bucket.notification(), s3.bucket_notification("b"));
    assert_eq!(bucket.policy(), s3.bucket_policy("b"));
    assert_eq!(bucket.request_payment(), s3.bucket_request_payment("b"));
    assert_eq!(bucket.tagging(), s3.bucket_tagging("b"));
    assert_eq!(bucket.versioning(), s3.bucket_versioning("b"));
    assert_eq!(bucket.website(), s3.bucket_website("b"));
    assert_eq!(bucket.website().bucket(), bucket, "expected the way back");
}

#[tokio::test]
async fn other_identifiers_are_other_resources() {
    let s3 = s3().await;
    assert_ne!(s3.bucket("a"), s3.bucket("b"), "other names");
    assert_ne!(s3.object("a", "k"), s3.object("b", "k"), "other buckets");
    assert_ne!(s3.object("a", "k"), s3.object("a", "K"), "other case");
    let upload = s3.multipart_upload("b", "k", "u");
    assert_ne!(upload.part(1), upload.part(2), "other numbers");
    #[expect(clippy::mutable_key_type, reason = "what can change is no part of the identity")]
    let set: HashSet<_> = ["k", "l", "k"].into_iter().map(|key| s3.object("b", key)).collect();
    assert_eq!(set.len(), 2, "expected equal objects to hash alike");
}

#[tokio::test]
async fn client_and_region_do_not_count() {
    let s3 = s3().await;
    let elsewhere = sotalia_tests::session_builder("http://127.0.0.1:10").region("eu-west-1").load().await;
    let elsewhere = S3::new(&elsewhere.expect("all that a session needs is set"));
    assert_eq!(s3.bucket("b"), elsewhere.bucket("b"), "as in boto3");
}

#[tokio::test]
async fn resources_show_their_identifiers() {
    let s3 = s3().await;
    let object = s3.object("b", "a \"k\"");
    assert_eq!(object.to_string(), r#"s3.Object(bucket_name="b", key="a \"k\"")"#, "as boto3 writes it");
    assert_eq!(s3.bucket("b").to_string(), r#"s3.Bucket(name="b")"#);
    let part = s3.multipart_upload_part("b", "k", "u", 3);
    let shown = r#"s3.MultipartUploadPart(bucket_name="b", object_key="k", multipart_upload_id="u", part_number=3)"#;
    assert_eq!(part.to_string(), shown);
    assert_eq!(names(&part)[3], ("part_number", Identifier::from(3)), "expected a number");
}
