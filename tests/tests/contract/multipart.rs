//! Uploads in parts.

use sotalia::prelude::*;
use sotalia::s3::primitives::ByteStream;
use sotalia::s3::types::{CompletedMultipartUpload, CompletedPart};
use sotalia::s3::{MultipartUpload, MultipartUploadPart};

use crate::objects::body;
use crate::scene::{Outcome, Scene};

/// S3's least size of a part that is not the last.
const PART: usize = 5 * 1024 * 1024;

fn completed(tags: &[(i32, String)]) -> CompletedMultipartUpload {
    let parts = tags.iter().map(|(number, tag)| CompletedPart::builder().part_number(*number).e_tag(tag).build());
    CompletedMultipartUpload::builder().set_parts(Some(parts.collect())).build()
}

async fn upload(upload: &MultipartUpload, number: i32, bytes: Vec<u8>) -> sotalia::Result<(i32, String)> {
    let answer = upload.part(number).upload(|r| r.body(ByteStream::from(bytes))).await?;
    Ok((number, answer.e_tag().expect("a part has a tag").to_owned()))
}

pub async fn parts_become_an_object(scene: Scene) -> Outcome {
    let object = scene.bucket.object("large file");
    let started = object.initiate_multipart_upload().with(|r| r.content_type("text/x-test")).await?;
    let tags = [upload(&started, 1, vec![b'a'; PART]).await?, upload(&started, 2, b"end".to_vec()).await?];
    assert!(!object.exists().await?, "expected no object before it is completed");
    let made = started.complete(|r| r.multipart_upload(completed(&tags))).await?;
    assert_eq!(made, object, "expected the object");
    let data = made.load().await?;
    assert_eq!(data.content_length(), Some(PART as i64 + 3), "expected all parts, got {data:?}");
    let end = made.get().with(|r| r.range("bytes=-4")).await?.body.collect().await?.to_vec();
    assert_eq!(end, b"aend", "expected the parts in their order");
    Ok(())
}

pub async fn the_content_type_of_an_upload_is_kept(scene: Scene) -> Outcome {
    let object = scene.bucket.object("key");
    let started = object.initiate_multipart_upload().with(|r| r.content_type("text/x-test")).await?;
    let tags = [upload(&started, 1, b"part".to_vec()).await?];
    started.complete(|r| r.multipart_upload(completed(&tags))).await?;
    let data = object.load().await?;
    assert_eq!(data.content_type(), Some("text/x-test"), "expected the type of the start, got {data:?}");
    Ok(())
}

pub async fn parts_are_listed_with_their_data(scene: Scene) -> Outcome {
    let started = scene.bucket.object("key").initiate_multipart_upload().await?;
    for number in [1, 2, 3] {
        upload(&started, number, vec![b'x'; 10 + number as usize]).await?;
    }
    let mut parts: Vec<_> = started.parts().page_size(2).try_collect().await?;
    parts.sort_by_key(MultipartUploadPart::part_number);
    let sizes: Vec<_> =
        parts.iter().map(|part| (part.part_number(), part.data().and_then(|data| data.size()))).collect();
    assert_eq!(sizes, [(1, Some(11)), (2, Some(12)), (3, Some(13))], "expected numbers and sizes");
    assert_eq!(started.parts().count().await?, 3, "expected three parts");
    Ok(())
}

pub async fn a_part_may_be_a_copy(scene: Scene) -> Outcome {
    scene.put("source", "0123456789").await?;
    let started = scene.bucket.object("key").initiate_multipart_upload().await?;
    let from = format!("{}/source", scene.bucket.name());
    let copy = started.part(1).copy_from(|r| r.copy_source(from).copy_source_range("bytes=2-5")).await?;
    let tag = copy.copy_part_result().and_then(|result| result.e_tag()).expect("a copied part has a tag").to_owned();
    let made = started.complete(|r| r.multipart_upload(completed(&[(1, tag)]))).await?;
    assert_eq!(body(&made).await?, b"2345", "expected the range of the source");
    Ok(())
}

pub async fn an_aborted_upload_is_gone(scene: Scene) -> Outcome {
    let started = scene.bucket.object("key").initiate_multipart_upload().await?;
    upload(&started, 1, b"part".to_vec()).await?;
    started.abort().await?;
    let error = started.parts().count().await.expect_err("the upload is aborted");
    assert_eq!(error.kind(), ErrorKind::NotFound, "expected not found, got {error}");
    assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("NoSuchUpload"), "{error}");
    Ok(())
}

pub async fn a_missing_upload_is_not_found(scene: Scene) -> Outcome {
    let missing = scene.bucket.object("key").multipart_upload("00000000-0000-0000-0000-000000000000");
    let sent = missing.part(1).upload(|r| r.body(ByteStream::from_static(b"part"))).await;
    let error = sent.expect_err("there is no such upload");
    assert_eq!(error.kind(), ErrorKind::NotFound, "expected not found, got {error}");
    Ok(())
}

async fn started(scene: &Scene, keys: &[&str]) -> sotalia::Result<Vec<MultipartUpload>> {
    let mut started = Vec::new();
    for key in keys {
        started.push(scene.bucket.object(key).initiate_multipart_upload().await?);
    }
    Ok(started)
}

pub async fn uploads_are_listed_and_aborted(scene: Scene) -> Outcome {
    let started = started(&scene, &["a b", "c", "d"]).await?;
    let mut listed: Vec<_> = scene.bucket.multipart_uploads().try_collect().await?;
    listed.sort_by(|one, other| one.object_key().cmp(other.object_key()));
    assert_eq!(listed, started, "expected the uploads that were started");
    assert!(listed[0].data().is_some_and(|data| data.initiated().is_some()), "expected data with the listing");
    let below = scene.bucket.multipart_uploads().filter(|r| r.prefix("c")).first().await?;
    assert_eq!(below.as_ref(), Some(&started[1]), "expected the one below the prefix");
    for upload in listed {
        upload.abort().await?;
    }
    assert_eq!(scene.bucket.multipart_uploads().count().await?, 0, "expected none to be left");
    Ok(())
}

pub async fn uploads_of_nasty_keys_are_listed(scene: Scene) -> Outcome {
    let started = started(&scene, &["100%", "a&b<c>", "a+b", "caf\u{e9}"]).await?;
    let listed: Vec<_> = scene.bucket.multipart_uploads().try_collect().await?;
    assert!(started.iter().all(|upload| listed.contains(upload)), "expected {started:?}, got {listed:?}");
    Ok(())
}

pub async fn parts_in_the_wrong_order_are_invalid(scene: Scene) -> Outcome {
    let started = scene.bucket.object("key").initiate_multipart_upload().await?;
    let one = upload(&started, 1, b"part".to_vec()).await?;
    let missing = [one, (2, "\"00000000000000000000000000000000\"".to_owned())];
    let error = started.complete(|r| r.multipart_upload(completed(&missing))).await.expect_err("there is no part 2");
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "expected invalid input, got {error}");
    Ok(())
}
