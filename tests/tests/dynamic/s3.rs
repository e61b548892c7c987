//! S3: what is signed, checked and walked, on each server.

use std::time::Duration;

use futures_util::TryStreamExt;
use serde_json::json;
use sotalia_dynamic::{ByteStream, DynamicClient, SessionDynamic, params};
use sotalia_tests::{Running, Server};

use crate::wire;

const HOUR: Duration = Duration::from_secs(3600);
const SERVERS: &[Server] = &[Server::Embedded, Server::Moto, Server::Ministack, Server::Seaweedfs];
/// Keys that are hard to write into addresses and XML.
const KEYS: &[&str] = &["a b/+ü~!'()*.txt", "plain", "z/%41&<>\"?#=;"];

async fn client(running: &Running) -> DynamicClient {
    let session = running.session().load().await.expect("all that a session needs is set");
    session.dynamic("s3").expect("S3 is a service")
}

/// A bucket of this test's own.
async fn bucket(s3: &DynamicClient, name: &str) -> String {
    let bucket = format!("sotalia-dynamic-{name}-{}", std::process::id());
    s3.call("create_bucket", params! { "Bucket": bucket.as_str() }).await.expect("the name is free");
    bucket
}

async fn gone(s3: &DynamicClient, bucket: &str) {
    let pages = s3.paginate("list_objects_v2", params! { "Bucket": bucket }).expect("it has pages");
    let keys: Vec<_> = pages.items().map_ok(|object| object["Key"].clone()).try_collect().await.expect("it is listed");
    for key in keys {
        s3.call("delete_object", params! { "Bucket": bucket, "Key": key }).await.expect("it is deleted");
    }
    s3.call("delete_bucket", params! { "Bucket": bucket }).await.expect("it is empty");
}

#[tokio::test]
async fn objects_go_there_and_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    let content: Vec<u8> = (0..300_000_u32).map(|number| (number % 251) as u8).collect();
    std::fs::write(&file, &content).expect("it can be written");
    for server in SERVERS {
        let Some(running) = server.running("dynamic/objects").await else { continue };
        let s3 = client(&running).await;
        let bucket = bucket(&s3, "objects").await;
        for key in KEYS {
            let put = params! { "Bucket": bucket.as_str(), "Key": *key, "Body": "hello", "Metadata": { "of": "us" } };
            s3.call("put_object", put).await.expect(key);
            let mut got = s3.call("get_object", params! { "Bucket": bucket.as_str(), "Key": *key }).await.expect(key);
            assert_eq!(got["Metadata"]["of"], "us", "{server}: {key}");
            assert_eq!(got.take_body().collect().await.expect(key).into_bytes(), "hello", "{server}: {key}");
            let copy = params! {
                "Bucket": bucket.as_str(), "Key": format!("copy/{key}"),
                "CopySource": { "Bucket": bucket.as_str(), "Key": *key },
            };
            s3.call("copy_object", copy).await.unwrap_or_else(|error| panic!("{server}: {key}: {error:?}"));
        }
        // A stream, whose checksum is sent behind it in signed pieces.
        let body = ByteStream::from_path(&file).await.expect("it can be read");
        let put = s3.operation("put_object").set("Bucket", bucket.as_str()).set("Key", "file").body(body);
        put.send().await.unwrap_or_else(|error| panic!("{server}: {error:?}"));
        let mut got = s3.call("get_object", params! { "Bucket": bucket.as_str(), "Key": "file" }).await.expect("file");
        let body = got.take_body().collect().await.expect("file").into_bytes();
        assert!(body == content, "{server}: {} of {} bytes came back right", body.len(), content.len());
        gone(&s3, &bucket).await;
    }
}

#[tokio::test]
async fn listings_are_walked() {
    for server in SERVERS {
        let Some(running) = server.running("dynamic/listings").await else { continue };
        let s3 = client(&running).await;
        let bucket = bucket(&s3, "listings").await;
        for key in KEYS {
            s3.call("put_object", params! { "Bucket": bucket.as_str(), "Key": *key, "Body": "x" }).await.expect(key);
        }
        for operation in ["list_objects", "list_objects_v2"] {
            // It gives a marker in which a plus is a space, and so goes round in circles; with boto3, too.
            if (*server, operation) == (Server::Seaweedfs, "list_objects") {
                continue;
            }
            let paginator = s3.paginator(operation).expect("it has pages").page_size(1);
            let walk = paginator.paginate(params! { "Bucket": bucket.as_str() });
            let found = walk.items().map_ok(|object| object["Key"].as_str().unwrap_or_default().to_owned());
            let found: Vec<_> = found.try_collect().await.expect("pages come");
            assert_eq!(found, KEYS, "{server}: {operation}");
            let mut some = paginator.clone().limit(2).paginate(params! { "Bucket": bucket.as_str() });
            while some.try_next().await.expect("pages come").is_some() {}
            let token = some.resume_token().expect("there is more");
            let rest = paginator.starting_token(token).paginate(params! { "Bucket": bucket.as_str() });
            let rest: Vec<_> =
                rest.search("Contents[].Key").expect("it is JMESPath").try_collect().await.expect("pages come");
            assert_eq!(rest, [KEYS[2]], "{server}: {operation}");
        }
        let exists = s3.waiter("object_exists").expect("it is there").max_wait(Duration::from_secs(5));
        exists.wait(params! { "Bucket": bucket.as_str(), "Key": "plain" }).await.expect("it is there");
        gone(&s3, &bucket).await;
        let gone = s3.waiter("bucket_not_exists").expect("it is there").max_wait(Duration::from_secs(5));
        let last = gone.wait(params! { "Bucket": bucket.as_str() }).await.expect("it is gone");
        assert!(last.is_none(), "{server}: what was waited for is an error");
    }
}

#[tokio::test]
async fn who_has_a_signed_address_needs_no_key() {
    // Not ministack: it knows no key in an address that is signed by version 4; of boto3, neither.
    for server in [Server::Embedded, Server::Moto, Server::Seaweedfs] {
        let Some(running) = server.running("dynamic/presigned").await else { continue };
        let s3 = client(&running).await;
        let bucket = bucket(&s3, "presigned").await;
        for key in KEYS {
            let at = params! { "Bucket": bucket.as_str(), "Key": *key };
            let put = s3.presign("put_object", at.clone(), HOUR).await.expect("it can be signed");
            let reply = wire::send(&put.method, &put.url, &put.headers, b"hello").await;
            assert_eq!(reply.status, 200, "{server}: {key}: {}", String::from_utf8_lossy(&reply.body));
            let get = s3.presign("get_object", at, HOUR).await.expect("it can be signed");
            let reply = wire::send(&get.method, &get.url, &get.headers, b"").await;
            assert_eq!((reply.status, reply.body.as_slice()), (200, b"hello".as_slice()), "{server}: {key}");
            if matches!(server, Server::Embedded | Server::Seaweedfs) {
                let forged = get.url.replace("X-Amz-Expires=3600", "X-Amz-Expires=3601");
                let reply = wire::send("GET", &forged, &[], b"").await;
                assert_eq!(reply.status, 403, "{server} checks signatures");
            }
        }
        gone(&s3, &bucket).await;
    }
}

#[tokio::test]
async fn who_has_a_signed_form_needs_no_key() {
    // The others take no forms, or take them without looking.
    let Some(running) = Server::Seaweedfs.running("dynamic/forms").await else { return };
    let s3 = client(&running).await;
    let bucket = bucket(&s3, "forms").await;
    let form = s3.presign_post(&bucket, "up/${filename}", HOUR).condition(json!(["content-length-range", 1, 10]));
    let form = form.await.expect("it can be signed");
    for (content, is_allowed) in [("hello", true), ("more than ten bytes", false)] {
        let (kind, body) = multipart(&form.fields, content);
        let reply = wire::send("POST", &form.url, &[("Content-Type".to_owned(), kind)], &body).await;
        let said = String::from_utf8_lossy(&reply.body);
        assert_eq!((200..300).contains(&reply.status), is_allowed, "{content:?}: {} {said}", reply.status);
    }
    let mut fields = form.fields.clone();
    fields["x-amz-signature"] = "0".repeat(64);
    let (kind, body) = multipart(&fields, "hello");
    let reply = wire::send("POST", &form.url, &[("Content-Type".to_owned(), kind)], &body).await;
    assert_eq!(reply.status, 403, "a form that was not signed is refused");
    let mut got =
        s3.call("get_object", params! { "Bucket": bucket.as_str(), "Key": "up/a.txt" }).await.expect("it is there");
    assert_eq!(got.take_body().collect().await.expect("it is read").into_bytes(), "hello");
    gone(&s3, &bucket).await;
}

/// The type and the body of a form with a file.
fn multipart<'a>(fields: impl IntoIterator<Item = (&'a String, &'a String)>, content: &str) -> (String, Vec<u8>) {
    let mut body = String::new();
    for (name, value) in fields {
        body.push_str(&format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    body.push_str("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n");
    body.push_str(&format!("{content}\r\n--edge--\r\n"));
    ("multipart/form-data; boundary=edge".to_owned(), body.into_bytes())
}
