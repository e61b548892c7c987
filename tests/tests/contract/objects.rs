//! Objects: put, got, looked at, copied, deleted.

use std::sync::Arc;

use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia::s3::Object;
use sotalia::s3::primitives::ByteStream;
use sotalia::s3::types::error::NoSuchKey;
use sotalia::s3::types::{ChecksumAlgorithm, ChecksumMode, MetadataDirective};

use crate::scene::{Outcome, Scene};

/// What an object holds.
pub async fn body(object: &Object) -> sotalia::Result<Vec<u8>> {
    Ok(object.get().await?.body.collect().await?.to_vec())
}

pub async fn what_is_put_comes_back(scene: Scene) -> Outcome {
    let object = scene.bucket.object("folder/file.txt");
    let put = object.put(|r| {
        r.body(ByteStream::from_static(b"content")).content_type("text/x-test").metadata("colour", "grey and pink")
    });
    let put = put.await?;
    let got = object.get().await?;
    assert_eq!(got.content_type(), Some("text/x-test"), "expected the type that was put");
    assert_eq!(got.e_tag(), put.e_tag(), "expected the entity tag of the put");
    let metadata = got.metadata().and_then(|metadata| metadata.get("colour")).cloned();
    assert_eq!(metadata.as_deref(), Some("grey and pink"), "expected the metadata that was put");
    assert_eq!(got.body.collect().await?.to_vec(), b"content", "expected the bytes that were put");
    Ok(())
}

pub async fn a_load_gives_what_a_head_says(scene: Scene) -> Outcome {
    let object = scene.bucket.object("key");
    object.put(|r| r.body(ByteStream::from_static(b"12345")).content_type("text/x-test").metadata("a", "b")).await?;
    let data = object.load().await?;
    assert_eq!(data.content_length(), Some(5), "expected the length, got {data:?}");
    assert_eq!(data.content_type(), Some("text/x-test"), "expected the type, got {data:?}");
    assert!(data.e_tag().is_some_and(|tag| tag.starts_with('"')), "expected a tag in quotes, got {data:?}");
    assert!(data.last_modified().is_some(), "expected a time, got {data:?}");
    assert_eq!(data.metadata().and_then(|m| m.get("a")).map(String::as_str), Some("b"), "got {data:?}");
    Ok(())
}

pub async fn a_load_is_kept_a_reload_asks_again(scene: Scene) -> Outcome {
    let object = scene.bucket.object("key");
    scene.put("key", "one").await?;
    assert_eq!(object.load().await?.content_length(), Some(3), "expected what is there");
    // Behind the resource's back, as the client tells no resource of it.
    let put = scene.bucket.client().put_object().bucket(scene.bucket.name()).key("key");
    put.body(ByteStream::from_static(b"three")).send().await?;
    assert_eq!(object.load().await?.content_length(), Some(3), "expected what is known");
    assert_eq!(object.clone().reload().await?.content_length(), Some(5), "expected what is there now");
    assert_eq!(object.load().await?.content_length(), Some(5), "expected that a clone's reload is shared");
    Ok(())
}

pub async fn a_put_clears_what_is_known(scene: Scene) -> Outcome {
    let object = scene.bucket.object("key");
    scene.put("key", "one").await?;
    object.load().await?;
    object.put(|r| r.body(ByteStream::from_static(b"three"))).await?;
    assert!(object.data().is_none(), "expected nothing to be known after a put");
    assert_eq!(object.load().await?.content_length(), Some(5), "expected what is there now");
    object.delete().await?;
    assert!(object.data().is_none(), "expected nothing to be known after a delete");
    Ok(())
}

pub async fn a_load_with_parameters_asks(scene: Scene) -> Outcome {
    scene.put("key", "one").await?;
    let object = scene.bucket.object("key");
    object.load().await?;
    let error = object.load().with(|r| r.if_match("\"no-such-tag\"")).await.expect_err("the tag is another");
    assert_eq!(error.status(), Some(412), "expected the precondition to be asked about, got {error}");
    Ok(())
}

pub async fn a_missing_key_is_not_found(scene: Scene) -> Outcome {
    let error = scene.bucket.object("no/such/key").get().await.expect_err("there is no such key");
    assert_eq!(error.kind(), ErrorKind::NotFound, "expected not found, got {error}");
    assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("NoSuchKey"), "{error}");
    assert!(error.is::<NoSuchKey>(), "expected the SDK's type in {error:?}");
    assert_eq!((error.service(), error.operation()), (Some("s3"), Some("GetObject")), "{error:?}");
    Ok(())
}

pub async fn a_missing_key_is_named_in_the_error(scene: Scene) -> Outcome {
    let error = scene.bucket.object("no/such/key").get().await.expect_err("there is no such key");
    assert_eq!(error.detail("Key"), Some("no/such/key"), "expected the key among the details of {error:?}");
    Ok(())
}

pub async fn an_error_carries_the_request_id(scene: Scene) -> Outcome {
    let error = scene.bucket.object("no/such/key").get().await.expect_err("there is no such key");
    assert!(error.request_id().is_some_and(|id| !id.is_empty()), "expected a request id in {error:?}");
    Ok(())
}

pub async fn a_head_of_a_missing_key_is_not_found(scene: Scene) -> Outcome {
    let object = scene.bucket.object("no/such/key");
    let error = object.load().await.expect_err("there is no such key");
    assert_eq!((error.kind(), error.status()), (ErrorKind::NotFound, Some(404)), "{error}");
    assert!(!object.exists().await?, "expected that it is not there");
    assert!(object.data().is_none(), "expected that a failed load leaves nothing");
    Ok(())
}

pub async fn an_object_comes_and_goes(scene: Scene) -> Outcome {
    let object = scene.bucket.object("key");
    scene.put("key", "body").await?;
    assert!(object.exists().await?, "expected the object after the put");
    object.delete().await?;
    assert!(!object.exists().await?, "expected no object after the delete");
    object.delete().await.map(drop)
}

pub async fn the_last_put_wins(scene: Scene) -> Outcome {
    for text in ["one", "two", "three"] {
        scene.put("key", text).await?;
    }
    assert_eq!(body(&scene.bucket.object("key")).await?, b"three", "expected the last body");
    assert_eq!(scene.keys().await?, ["key"], "expected one object");
    Ok(())
}

pub async fn an_empty_body_comes_back(scene: Scene) -> Outcome {
    let object = scene.bucket.object("empty");
    object.put(|r| r).await?;
    assert_eq!(body(&object).await?, b"", "expected no bytes");
    assert_eq!(object.load().await?.content_length(), Some(0), "expected no length");
    Ok(())
}

pub async fn every_byte_comes_back(scene: Scene) -> Outcome {
    let object = scene.bucket.object("bytes");
    let bytes: Vec<u8> = (0..=255_u8).cycle().take(300_000).collect();
    let sent = ByteStream::from(bytes.clone());
    object.put(|r| r.body(sent)).await?;
    assert!(body(&object).await? == bytes, "expected the 300,000 bytes that were put");
    Ok(())
}

pub async fn a_range_is_a_part(scene: Scene) -> Outcome {
    scene.put("key", "0123456789").await?;
    for (range, expected) in [("bytes=2-5", "2345"), ("bytes=7-", "789"), ("bytes=-2", "89"), ("bytes=0-0", "0")] {
        let got = scene.bucket.object("key").get().with(|r| r.range(range)).await?;
        assert!(got.content_range().is_some(), "{range}: expected a content range, got {got:?}");
        assert_eq!(got.body.collect().await?.to_vec(), expected.as_bytes(), "{range}: expected {expected}");
    }
    Ok(())
}

pub async fn a_range_past_the_end_is_invalid(scene: Scene) -> Outcome {
    scene.put("key", "0123456789").await?;
    let object = scene.bucket.object("key");
    let error = object.get().with(|r| r.range("bytes=20-30")).await.expect_err("the object is shorter");
    assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidInput, Some(416)), "{error}");
    Ok(())
}

pub async fn a_copy_has_body_and_metadata(scene: Scene) -> Outcome {
    let source = scene.bucket.object("from here");
    source.put(|r| r.body(ByteStream::from_static(b"content")).metadata("a", "b")).await?;
    let copy = scene.bucket.object("to/there");
    let from = format!("{}/from%20here", scene.bucket.name());
    copy.copy_from(|r| r.copy_source(from)).await?;
    assert_eq!(body(&copy).await?, b"content", "expected the body of the source");
    let data = copy.load().await?;
    assert_eq!(data.metadata().and_then(|m| m.get("a")).map(String::as_str), Some("b"), "got {data:?}");
    Ok(())
}

pub async fn a_copy_may_replace_the_metadata(scene: Scene) -> Outcome {
    let object = scene.bucket.object("key");
    object.put(|r| r.body(ByteStream::from_static(b"content")).metadata("a", "b")).await?;
    let from = format!("{}/key", scene.bucket.name());
    let replace = MetadataDirective::Replace;
    object.copy_from(|r| r.copy_source(from).metadata_directive(replace).metadata("c", "d")).await?;
    let data = object.load().await?;
    let metadata = data.metadata().cloned().unwrap_or_default();
    assert_eq!(metadata.get("c").map(String::as_str), Some("d"), "expected the new metadata, got {data:?}");
    assert!(!metadata.contains_key("a"), "expected the old metadata to be gone, got {data:?}");
    Ok(())
}

pub async fn a_copy_of_nothing_is_not_found(scene: Scene) -> Outcome {
    let from = format!("{}/no-such-key", scene.bucket.name());
    let error = scene.bucket.object("to").copy_from(|r| r.copy_source(from)).await.expect_err("there is no source");
    assert_eq!(error.kind(), ErrorKind::NotFound, "expected not found, got {error}");
    Ok(())
}

pub async fn a_put_if_there_is_none_is_a_conflict(scene: Scene) -> Outcome {
    let object = scene.bucket.object("key");
    object.put(|r| r.body(ByteStream::from_static(b"first")).if_none_match("*")).await?;
    let again = object.put(|r| r.body(ByteStream::from_static(b"second")).if_none_match("*"));
    let error = again.await.expect_err("there is one");
    assert_eq!((error.kind(), error.status()), (ErrorKind::Conflict, Some(412)), "{error}");
    assert_eq!(body(&object).await?, b"first", "expected the first to stay");
    Ok(())
}

pub async fn a_get_of_another_tag_is_a_conflict(scene: Scene) -> Outcome {
    scene.put("key", "body").await?;
    let get = scene.bucket.object("key").get().with(|r| r.if_match("\"00000000000000000000000000000000\""));
    let error = get.await.expect_err("the tag is another");
    assert_eq!((error.kind(), error.status()), (ErrorKind::Conflict, Some(412)), "{error}");
    Ok(())
}

pub async fn a_get_of_what_is_known_is_not_modified(scene: Scene) -> Outcome {
    scene.put("key", "body").await?;
    let object = scene.bucket.object("key");
    let tag = object.load().await?.e_tag().expect("an object has a tag").to_owned();
    let error = object.get().with(|r| r.if_none_match(tag)).await.expect_err("it is the same");
    assert_eq!(error.status(), Some(304), "expected that nothing changed, got {error}");
    Ok(())
}

pub async fn a_summary_has_its_data(scene: Scene) -> Outcome {
    scene.put("key", "one").await?;
    let summary = scene.s3.object_summary(scene.bucket.name(), "key").await?;
    assert_eq!((summary.key(), summary.size()), ("key", 3), "expected key and size");
    assert_eq!(summary.e_tag(), scene.bucket.object("key").load().await?.e_tag(), "expected the tag of the object");
    scene.put("key", "three").await?;
    assert_eq!(summary.load().await?.size(), 5, "expected a new summary");
    assert_eq!(summary.size(), 3, "expected the old one to stay");
    let error = scene.s3.object_summary(scene.bucket.name(), "none").await.expect_err("there is no such key");
    assert!(error.is_not_found(), "expected not found, got {error}");
    Ok(())
}

pub async fn a_bucket_puts_and_gives_the_object(scene: Scene) -> Outcome {
    let object = scene.bucket.put_object(|r| r.key("key").body(ByteStream::from_static(b"body"))).await?;
    assert_eq!(object, scene.bucket.object("key"), "expected the object of the key in the closure");
    assert_eq!(body(&object).await?, b"body", "expected the body");
    let error = scene.bucket.put_object(|r| r).await.expect_err("an object has a key");
    assert_eq!(
        error.local_error(),
        Some(LocalError::MissingParameter),
        "expected that the key is missing, got {error}"
    );
    Ok(())
}

pub async fn a_closure_cannot_turn_an_action_elsewhere(scene: Scene) -> Outcome {
    let object = scene.bucket.object("mine");
    object.put(|r| r.bucket("another-bucket").key("another")).await?;
    object.load().with(|r| r.key("another")).await?;
    assert_eq!(scene.keys().await?, ["mine"], "expected the identifiers of the resource to hold");
    Ok(())
}

/// The SHA-256 of `content`.
const CHECKSUM: Option<&str> = Some("7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M=");

pub async fn a_checksum_is_answered(scene: Scene) -> Outcome {
    let (object, sent) = (scene.bucket.object("key"), ByteStream::from_static(b"content"));
    let put = object.put(|r| r.body(sent).checksum_algorithm(ChecksumAlgorithm::Sha256)).await?;
    assert_eq!(put.checksum_sha256(), CHECKSUM, "expected the checksum in the answer to the put");
    Ok(())
}

pub async fn a_checksum_is_kept(scene: Scene) -> Outcome {
    let (object, sent) = (scene.bucket.object("key"), ByteStream::from_static(b"content"));
    object.put(|r| r.body(sent).checksum_algorithm(ChecksumAlgorithm::Sha256)).await?;
    let got = object.get().with(|r| r.checksum_mode(ChecksumMode::Enabled)).await?;
    assert_eq!(got.checksum_sha256(), CHECKSUM, "expected the checksum in the answer to the get");
    Ok(())
}

pub async fn an_object_shows_its_acl(scene: Scene) -> Outcome {
    scene.put("key", "body").await?;
    let acl = scene.bucket.object("key").acl().load().await?;
    assert!(acl.owner().is_some() && !acl.grants().is_empty(), "expected an owner and a grant, got {acl:?}");
    Ok(())
}

pub async fn fifty_tasks_share_a_bucket(scene: Scene) -> Outcome {
    let bucket = Arc::new(scene.bucket.clone());
    let tasks = (0..50).map(|number| {
        let bucket = Arc::clone(&bucket);
        tokio::spawn(async move {
            let object = bucket.object(format!("key-{number:02}"));
            let text = format!("body {number}");
            let sent = ByteStream::from(text.clone().into_bytes());
            object.put(|r| r.body(sent)).await?;
            let got = body(&object).await?;
            Ok::<_, Error>(got == text.as_bytes())
        })
    });
    for task in futures_util::future::join_all(tasks).await {
        assert!(task.expect("the task does not panic")?, "expected each task to read what it wrote");
    }
    assert_eq!(scene.bucket.objects().count().await?, 50, "expected an object of each task");
    Ok(())
}
