//! The collection of a bucket's objects: what is filtered, cut, paged, resumed.

use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia::s3::{CommonPrefix, ObjectSummary};

use crate::scene::{Outcome, Scene};

/// The fixture, in the order of a listing.
pub const KEYS: [&str; 7] = ["a/1", "a/2", "a/b/3", "c", "d/4", "e", "f"];

fn keys(objects: &[ObjectSummary]) -> Vec<&str> {
    objects.iter().map(ObjectSummary::key).collect()
}

pub async fn all_objects_are_listed_in_order(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let all: Vec<_> = scene.bucket.objects().all().try_collect().await?;
    assert_eq!(keys(&all), KEYS, "expected every key, in the order of its bytes");
    Ok(())
}

pub async fn an_empty_bucket_lists_nothing(scene: Scene) -> Outcome {
    let objects = scene.bucket.objects();
    assert_eq!(objects.count().await?, 0, "expected no object");
    assert!(objects.first().await?.is_none(), "expected no first object");
    assert!(objects.stream().try_next().await?.is_none(), "expected the stream to end");
    Ok(())
}

pub async fn entries_carry_their_data(scene: Scene) -> Outcome {
    scene.put("key", "12345").await?;
    let entry = scene.bucket.objects().first().await?.expect("one object was put");
    let head = scene.bucket.object("key").load().await?;
    assert_eq!(entry.size(), 5, "expected the size");
    assert_eq!(entry.e_tag(), head.e_tag(), "expected the tag of the object");
    assert!(entry.last_modified().is_some(), "expected a time, got {:?}", entry.data());
    assert_eq!(entry.storage_class(), "STANDARD", "expected the default class");
    assert_eq!(entry.object(), scene.bucket.object("key"), "expected the way to the object");
    Ok(())
}

pub async fn a_prefix_filters(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    for (prefix, expected) in [("a/", &KEYS[..3]), ("a/b", &KEYS[2..3]), ("", &KEYS[..]), ("none", &[])] {
        let found: Vec<_> = scene.bucket.objects().prefix(prefix).try_collect().await?;
        assert_eq!(keys(&found), expected, "prefix {prefix:?}");
    }
    Ok(())
}

pub async fn a_delimiter_leaves_folders_out(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let top: Vec<_> = scene.bucket.objects().filter(|r| r.delimiter("/")).try_collect().await?;
    assert_eq!(keys(&top), ["c", "e", "f"], "expected what is in no folder");
    let below: Vec<_> = scene.bucket.objects().filter(|r| r.prefix("a/").delimiter("/")).try_collect().await?;
    assert_eq!(keys(&below), ["a/1", "a/2"], "expected what is right below a/");
    Ok(())
}

pub async fn folders_come_with_raw_pages(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let listed = scene.s3.client().list_objects_v2().bucket(scene.bucket.name()).delimiter("/");
    let mut folders = Vec::new();
    let mut pages = listed.paginate().page_size(2).pages();
    while let Some(page) = pages.try_next().await? {
        folders.extend(page.common_prefixes().iter().filter_map(|prefix| prefix.prefix().map(str::to_owned)));
    }
    assert_eq!(folders, ["a/", "d/"], "expected each folder once, over pages of 2");
    Ok(())
}

pub async fn start_after_skips(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let rest: Vec<_> = scene.bucket.objects().filter(|r| r.start_after("c")).page_size(2).try_collect().await?;
    assert_eq!(keys(&rest), &KEYS[4..], "expected what comes after c");
    Ok(())
}

pub async fn a_parallel_listing_gives_each_key_once(scene: Scene) -> Outcome {
    let names: Vec<String> = (0..60).map(|index| format!("{}/{}/{index:03}", index % 3, index % 7)).collect();
    scene.put_all(&names.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    let sequential: Vec<_> = scene.bucket.objects().try_collect().await?;
    for (size, ways) in [(3, 8), (7, 2), (1000, 64)] {
        let objects = scene.bucket.objects().page_size(size).parallel(ways);
        let mut all: Vec<_> = objects.try_collect().await?;
        all.sort_by(|a, b| a.key().cmp(b.key()));
        assert_eq!(keys(&all), keys(&sequential), "expected each key once, by {ways} ways in pages of {size}");
        let ordered: Vec<_> = objects.clone().ordered().try_collect().await?;
        assert_eq!(keys(&ordered), keys(&sequential), "expected the order of a listing");
        let below = scene.bucket.objects().prefix("1/").page_size(size).parallel(ways);
        assert_eq!(below.count().await?, 20, "expected the keys below 1/");
    }
    Ok(())
}

pub async fn a_parallel_listing_goes_on_where_it_stopped(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let objects = scene.bucket.objects().page_size(2).parallel(4);
    let mut stream = objects.stream();
    let mut found = Vec::new();
    for _ in 0..3 {
        found.extend(stream.try_next().await?);
    }
    let token = stream.resume_token().expect("the listing is not at its end");
    found.extend(objects.starting_token(token).try_collect::<Vec<_>>().await?);
    found.sort_by(|a, b| a.key().cmp(b.key()));
    assert_eq!(keys(&found), KEYS, "expected each key once, over both walks");
    Ok(())
}

pub async fn common_prefixes_lead_from_level_to_level(scene: Scene) -> Outcome {
    let names: Vec<String> = (0..48).map(|index| format!("{}/{:02}/{index}", index % 2, index % 12)).collect();
    scene.put_all(&names.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    scene.put_all(&["0/", "0.txt", "1/05", "1/050"]).await?;
    let objects = scene.bucket.objects();
    let top: Vec<_> = objects.common_prefixes("/").try_collect().await?;
    assert_eq!(top.iter().map(CommonPrefix::prefix).collect::<Vec<_>>(), ["0/", "1/"], "expected the folders");
    assert_eq!(objects.page_size(1).common_prefixes("/").count().await?, 2, "expected each once, over pages of 1");
    for (size, ways) in [(1, 4), (3, 8), (1000, 64)] {
        let below = top[1].objects().page_size(size).parallel(ways).common_prefixes("/");
        let found: Vec<_> = below.clone().ordered().try_collect().await?;
        let found: Vec<_> = found.iter().map(CommonPrefix::prefix).collect();
        let expected = ["1/01/", "1/03/", "1/05/", "1/07/", "1/09/", "1/11/"];
        assert_eq!(found, expected, "expected each folder once, by {ways} ways in pages of {size}");
        assert_eq!(below.count().await?, expected.len(), "expected as many");
        assert_eq!(below.clone().limit(2).count().await?, 2, "expected no more than the limit");
        let mut stream = below.stream();
        let mut all: Vec<_> = stream.try_next().await?.into_iter().collect();
        let token = stream.resume_token().expect("the listing is not at its end");
        all.extend(below.starting_token(token).try_collect::<Vec<_>>().await?);
        all.sort_by(|a, b| a.prefix().cmp(b.prefix()));
        let all: Vec<_> = all.iter().map(CommonPrefix::prefix).collect();
        assert_eq!(all, expected, "expected each folder once, over both walks");
    }
    let lowest = top[1].objects().common_prefixes("/").first().await?.expect("there are folders");
    assert_eq!((lowest.prefix(), lowest.bucket_name()), ("1/01/", scene.bucket.name()));
    assert_eq!(lowest.objects().count().await?, 4, "expected the objects below it");
    assert_eq!(lowest.objects().common_prefixes("/").count().await?, 0, "expected no folder in it");
    Ok(())
}

pub async fn an_empty_delimiter_is_refused(scene: Scene) -> Outcome {
    for count in [
        scene.bucket.objects().common_prefixes("").count().await,
        scene.bucket.objects().parallel(4).common_prefixes("").count().await,
        scene.bucket.objects().parallel(4).du("").await.map(|_| 0),
    ] {
        let error = count.expect_err("an empty delimiter ends nothing");
        assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "got {error}");
    }
    Ok(())
}

pub async fn sizes_are_added_up_by_prefix(scene: Scene) -> Outcome {
    for (key, body) in [("a/1", "12"), ("a/b/2", "345"), ("c", "6"), ("d/3", "")] {
        scene.put(key, body).await?;
    }
    let usage = scene.bucket.objects().parallel(4).du("/").await?;
    let found: Vec<_> = usage.prefixes().map(|one| (one.prefix(), one.objects(), one.bytes())).collect();
    assert_eq!(found, [("", 1, 1), ("a/", 2, 5), ("d/", 1, 0)], "expected the objects and bytes of each prefix");
    assert_eq!((usage.total().objects(), usage.total().bytes()), (4, 6), "expected all of them in the total");
    let below = scene.bucket.objects().prefix("a/").parallel(4).du("/").await?;
    let found: Vec<_> = below.prefixes().map(|one| (one.prefix(), one.objects(), one.bytes())).collect();
    assert_eq!(found, [("a/", 1, 2), ("a/b/", 1, 3)], "expected those below a/");
    Ok(())
}

pub async fn a_limit_of_nothing_asks_nothing(scene: Scene) -> Outcome {
    let missing = scene.s3.bucket(scene.spare());
    let none: Vec<_> = missing.objects().limit(0).try_collect().await?;
    assert_eq!(keys(&none), [""; 0], "expected nothing, without a request");
    assert_eq!(missing.objects().limit(0).count().await?, 0, "expected no count");
    assert!(missing.objects().limit(0).first().await?.is_none(), "expected no first");
    Ok(())
}

pub async fn a_limit_counts_over_pages(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    for limit in [1, 2, 3, 6, 7, 100] {
        let some: Vec<_> = scene.bucket.objects().page_size(2).limit(limit).try_collect().await?;
        assert_eq!(keys(&some), &KEYS[..limit.min(7)], "limit {limit}, pages of 2");
        let count = scene.bucket.objects().page_size(2).limit(limit).count().await?;
        assert_eq!(count, limit.min(7), "count with limit {limit}");
    }
    Ok(())
}

pub async fn every_page_size_gives_all(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    for size in [1, 3, 6, 7, 8, 1000] {
        let all: Vec<_> = scene.bucket.objects().page_size(size).try_collect().await?;
        assert_eq!(keys(&all), KEYS, "pages of {size}");
    }
    Ok(())
}

pub async fn pages_have_the_size_that_was_asked_for(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let pages: Vec<Vec<_>> = scene.bucket.objects().page_size(3).pages().try_collect().await?;
    let pages: Vec<_> = pages.iter().map(|page| keys(page)).collect();
    assert_eq!(pages, [&KEYS[..3], &KEYS[3..6], &KEYS[6..]], "expected pages of 3");
    Ok(())
}

pub async fn a_page_size_of_nothing_is_refused(scene: Scene) -> Outcome {
    let error = scene.bucket.objects().page_size(0).count().await.expect_err("a page holds something");
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "expected invalid input, got {error}");
    Ok(())
}

pub async fn the_first_is_the_first(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let first = scene.bucket.objects().first().await?;
    assert_eq!(first.as_ref().map(ObjectSummary::key), Some("a/1"), "expected the first key");
    let filtered = scene.bucket.objects().prefix("d").first().await?;
    assert_eq!(filtered.as_ref().map(ObjectSummary::key), Some("d/4"), "expected the first below d");
    Ok(())
}

pub async fn a_collection_is_walked_twice(scene: Scene) -> Outcome {
    scene.put_all(&KEYS[..3]).await?;
    let objects = scene.bucket.objects().page_size(2);
    assert_eq!(objects.count().await?, 3, "expected three");
    scene.put("z", "later").await?;
    assert_eq!(objects.count().await?, 4, "expected the same description to see what is there now");
    let all: Vec<_> = objects.try_collect().await?;
    assert_eq!(keys(&all), ["a/1", "a/2", "a/b/3", "z"], "expected all after two counts");
    Ok(())
}

/// Takes so many, stops, and goes on with the token: at every place, with every page size.
pub async fn a_walk_stops_and_goes_on_anywhere(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    for (size, other_size) in [(3, 3), (3, 2), (2, 5), (7, 1)] {
        for taken in 0..=KEYS.len() {
            let mut walk = scene.bucket.objects().page_size(size).stream();
            for expected in &KEYS[..taken] {
                let object = walk.try_next().await?.expect("there are more");
                assert_eq!(object.key(), *expected, "before the stop at {taken}, pages of {size}");
            }
            let Some(token) = walk.resume_token() else {
                assert_eq!(taken, KEYS.len(), "expected a token in the middle");
                continue;
            };
            let rest = scene.bucket.objects().page_size(other_size).starting_token(token);
            let rest: Vec<_> = rest.try_collect().await?;
            assert_eq!(keys(&rest), &KEYS[taken..], "after a stop at {taken}, pages of {size} and then {other_size}");
        }
    }
    Ok(())
}

pub async fn a_limit_leaves_a_token(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    for limit in [2, 3, 4] {
        let mut walk = scene.bucket.objects().page_size(3).limit(limit).stream();
        while walk.try_next().await?.is_some() {}
        let token = walk.resume_token().expect("the limit stopped the walk, and there is more");
        let rest: Vec<_> = scene.bucket.objects().starting_token(token).try_collect().await?;
        assert_eq!(keys(&rest), &KEYS[limit..], "after a limit of {limit}");
    }
    Ok(())
}

pub async fn pages_stop_and_go_on(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let mut pages = scene.bucket.objects().page_size(3).pages();
    let first = pages.try_next().await?.expect("there is a page");
    assert_eq!(keys(&first), &KEYS[..3], "expected the first page");
    let token = pages.resume_token().expect("there are more pages");
    let rest: Vec<Vec<_>> = scene.bucket.objects().page_size(4).starting_token(token).pages().try_collect().await?;
    assert_eq!(rest.iter().map(|page| keys(page)).collect::<Vec<_>>(), [&KEYS[3..]], "expected the rest");
    Ok(())
}

pub async fn a_token_of_another_listing_is_refused(scene: Scene) -> Outcome {
    for token in ["not base64!", "e30x", "eyJNYXJrZXIiOiAieCJ9"] {
        let listing = scene.bucket.objects().starting_token(token);
        let error = listing.count().await.expect_err("the token is of no use");
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "token {token:?}: expected invalid input, got {error}");
    }
    Ok(())
}
