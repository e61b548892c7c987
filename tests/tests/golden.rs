//! The sample model, of which the generator makes one resource of each feature, at work.

use sotalia::error::{LocalError, PartialFailure};
use sotalia::prelude::*;
use sotalia_resource::Identifier;
use sotalia_testkit::{Fault, FaultServer, Request};
use sotalia_tests::golden::{Draft, DraftIdentifiers, Page, Sample, Shelf};
use sotalia_tests::{PageSize, s3_of, xml};

/// Rules whose transitions are lists within a list; the second is of no class.
const RULES: &str = "<Rule><ID>a</ID><Status>Enabled</Status><Transition><StorageClass>GLACIER</StorageClass></Transition>\
    <Transition><Days>3</Days></Transition></Rule><Rule><ID>b</ID><Status>Enabled</Status>\
    <Transition><Days>9</Days><StorageClass>DEEP_ARCHIVE</StorageClass></Transition></Rule>";

/// What a server says of the bucket `s`, in which the rules are these.
fn answer(request: &Request, rules: &str) -> Fault {
    let line = request.line.as_str();
    let has = |parameter: &str| line.contains(&format!("?{parameter}")) || line.contains(&format!("&{parameter}"));
    let bytes = match line {
        _ if line.starts_with("GET /?") => {
            let buckets =
                "<Buckets><Bucket><Name>s</Name><CreationDate>2024-01-02T03:04:05Z</CreationDate></Bucket></Buckets>";
            xml("ListAllMyBucketsResult", buckets)
        }
        _ if has("uploads") => xml("InitiateMultipartUploadResult", "<Key>k</Key><UploadId>hidden</UploadId>"),
        _ if has("policy") => sotalia_tests::status("200 OK", "eyJhIjoxfQ=="),
        _ if has("lifecycle") => xml("LifecycleConfiguration", rules),
        _ if has("logging") => {
            let target = "<TargetBucket>t</TargetBucket><TargetPrefix>p/</TargetPrefix>";
            xml("BucketLoggingStatus", &format!("<LoggingEnabled>{target}</LoggingEnabled>"))
        }
        _ if has("versions") => {
            let version = |id| format!("<Version><Key>k</Key><VersionId>{id}</VersionId></Version>");
            let marker = "<DeleteMarker><Key>m</Key><VersionId>3</VersionId></DeleteMarker>";
            let content = format!("<IsTruncated>false</IsTruncated>{}{}{marker}", version(1), version(2));
            xml("ListVersionsResult", &content)
        }
        _ if has("delete") => {
            let refused = "<Key>k</Key><VersionId>2</VersionId><Code>AccessDenied</Code><Message>no</Message>";
            xml("DeleteResult", &format!("<Error>{refused}</Error>"))
        }
        _ if has("attributes") => xml("GetObjectAttributesResponse", "<ObjectSize>7</ObjectSize>"),
        _ if has("uploadId") => {
            let part = |number, size| format!("<Part><PartNumber>{number}</PartNumber><Size>{size}</Size></Part>");
            xml("ListPartsResult", &format!("<IsTruncated>false</IsTruncated>{}{}", part(1, 5), part(2, 6)))
        }
        _ => sotalia_tests::status("200 OK", ""),
    };
    Fault::Send(bytes)
}

/// The sample with a server in which the rules are these.
async fn sample(rules: &'static str) -> (Sample, FaultServer) {
    let server = FaultServer::start(move |request| answer(request, rules)).await.expect("a free port");
    let s3 = s3_of(server.endpoint_url()).await;
    (Sample::from_client(s3.client()), server)
}

/// The line and the body of the last request.
fn last(server: &FaultServer) -> (String, String) {
    let last = server.requests().pop().expect("something was asked");
    (last.line, String::from_utf8_lossy(&last.body).into_owned())
}

#[tokio::test]
async fn a_part_of_what_a_load_gives_is_shown_and_asked_for() -> sotalia::Result<()> {
    let (sample, server) = sample(RULES).await;
    let whole = sample.shelves().first().await?.expect("a shelf");
    let part = sample.sketches().first().await?.expect("a shelf");
    assert_eq!(part.data().and_then(|data| data.name().map(str::to_owned)).as_deref(), Some("s"));
    whole.load().await?;
    assert_eq!(server.requests().len(), 2, "a listing that has all is no reason to ask");
    part.load().await?;
    part.load().await?;
    assert_eq!(server.requests().len(), 3, "one that has a part is asked for once");
    assert!(part.load_if_exists().await?.is_some());
    assert!(part.exists().await?);
    Ok(())
}

#[tokio::test]
async fn an_answer_is_data_and_its_secret_is_not_shown() -> sotalia::Result<()> {
    let (sample, _server) = sample(RULES).await;
    let ticket = sample.shelf("s").issue(|r| r.key("k")).await?;
    assert_eq!((ticket.shelf_name(), ticket.code()), ("s", "hidden"));
    assert_eq!(ticket.data().and_then(|data| data.key().map(str::to_owned)).as_deref(), Some("k"));
    assert_eq!(ticket.to_string(), "s3.Ticket(shelf_name=\"s\", code=***)");
    assert!(ticket.identifiers().iter().any(|(_, value)| matches!(value, Identifier::Secret("hidden"))));
    Ok(())
}

#[tokio::test]
async fn parameters_are_built_of_identifiers_and_constants() -> sotalia::Result<()> {
    let (sample, server) = sample(RULES).await;
    let shelf = sample.shelf("s");
    shelf.label().await?;
    assert!(last(&server).1.contains("<Tag><Key>s</Key><Value>yes</Value></Tag>"), "{:?}", last(&server));
    shelf.keep_versions().await?;
    assert!(last(&server).1.contains("<Status>Enabled</Status>"), "{:?}", last(&server));
    let index = shelf.index();
    assert_eq!((index.shelf_name(), index.key(), index.id()), ("s", "index", "null"));
    assert_eq!(index.attributes().await?.object_size(), Some(7));
    let header = |name: &str| server.requests().pop().expect("asked").headers.iter().any(|line| line == name);
    assert!(header("x-amz-object-attributes: ObjectSize"), "{:?}", server.requests());
    index.attributes().with(|r| r.object_attributes("ETag".into())).await?;
    assert!(header("x-amz-object-attributes: ETag"), "the caller's list stands in the place of the constant");
    assert_eq!(shelf.note().await?.policy(), Some("{\"a\":1}"), "decoded from base64");
    Ok(())
}

#[tokio::test]
async fn lists_within_lists_are_resources() -> sotalia::Result<()> {
    let (sample, server) = sample(RULES).await;
    let plan = sample.shelf("s").plan();
    let stages = plan.stages().await?;
    let classes: Vec<_> =
        stages.iter().map(|stage| (stage.class(), stage.data().and_then(|data| data.days()))).collect();
    assert_eq!(classes, [("GLACIER", None), ("DEEP_ARCHIVE", Some(9))], "that of no class is left out");
    assert_eq!(server.requests().len(), 1, "the plan was loaded for it");
    let error = plan.names().await.expect_err("an answer that does not name one");
    assert_eq!(error.local_error(), Some(LocalError::UnparsableAnswer));
    let log = sample.shelf("s").log();
    let destination = log.destination().await?.expect("the data names one");
    assert_eq!(destination.shelf_name(), "t");
    let prefix = destination.data().map(|data| data.target_prefix().to_owned());
    assert_eq!(prefix.as_deref(), Some("p/"));
    assert_eq!(log.target().await?.map(|shelf| shelf.name().to_owned()).as_deref(), Some("t"));
    Ok(())
}

#[tokio::test]
async fn waiters_look_into_lists() -> sotalia::Result<()> {
    let wait = std::time::Duration::from_millis(1);
    let (all, _server) = sample(RULES).await;
    let plan = all.shelf("s").plan();
    plan.wait_until_enabled().delay(wait).await?;
    plan.wait_until_any().delay(wait).await?;
    let cases = [
        ("<Rule><ID>broken</ID><Status>Disabled</Status></Rule>", LocalError::WaiterFailed, 60_000),
        (
            "<Rule><ID>a</ID><Status>Enabled</Status></Rule><Rule><ID>b</ID><Status>Disabled</Status></Rule>",
            LocalError::WaiterTimeout,
            500,
        ),
    ];
    for (rules, expected, limit) in cases {
        let limit = std::time::Duration::from_millis(limit);
        let (sample, _server) = sample(rules).await;
        let waiter = sample.shelf("s").plan().wait_until_enabled().delay(wait).max_wait(limit);
        let error = waiter.await.expect_err("it is never reached");
        assert_eq!(error.local_error(), Some(expected), "{rules}: {error}");
    }
    let (none, _server) = sample("").await;
    let waiter = none.shelf("s").plan().wait_until_any().delay(wait).max_wait(wait * 3);
    assert_eq!(waiter.await.expect_err("no rule").local_error(), Some(LocalError::WaiterTimeout));
    Ok(())
}

#[tokio::test]
async fn waiters_build_what_they_send() -> sotalia::Result<()> {
    let (sample, server) = sample(RULES).await;
    sample.shelf("s").wait_until_labelled().await?;
    let (line, body) = last(&server);
    assert!(line.starts_with("PUT /s/?tagging "), "{line}");
    assert!(body.contains("<Tag><Key>s</Key><Value>yes</Value></Tag>"), "{body}");
    Ok(())
}

#[tokio::test]
async fn a_batch_of_any_size_names_what_was_refused() -> sotalia::Result<()> {
    let (sample, server) = sample(RULES).await;
    let report = sample.shelf("s").editions().burn().await?;
    assert_eq!((report.requests(), report.requested(), report.succeeded()), (1, 3, 2));
    let refused = report.failures().first().expect("one was refused");
    assert_eq!((refused.id(), refused.qualifier()), (Some("k"), Some("2")));
    assert_eq!(last(&server).1.matches("<VersionId>").count(), 3, "{:?}", last(&server));
    let error = report.ok().expect_err("one was refused");
    assert!(error.downcast_ref::<PartialFailure>().is_some());
    Ok(())
}

#[tokio::test]
async fn data_may_be_of_a_type_of_ours() -> sotalia::Result<()> {
    let (sample, _server) = sample(RULES).await;
    let draft = Draft::from_client(sample.client(), "s", "k", "u");
    let pages: Vec<Page> = draft.pages().try_collect().await?;
    let sizes: Vec<_> = pages.iter().map(|page| (page.number(), page.data().map(|data| *data))).collect();
    assert_eq!(sizes, [(1, Some(PageSize { bytes: 5 })), (2, Some(PageSize { bytes: 6 }))]);
    Ok(())
}

#[tokio::test]
async fn what_names_a_resource_can_be_written() -> sotalia::Result<()> {
    let (sample, _server) = sample(RULES).await;
    let page = Draft::from_client(sample.client(), "s", "k", "u").page(3);
    let text = serde_json::to_string(&page.to_identifiers()).expect("text and a number");
    assert_eq!(text, r#"{"shelf_name":"s","key":"k","draft_id":"u","number":3}"#);
    let back = serde_json::from_str(&text).expect("what was written");
    assert_eq!(Page::from_identifiers(sample.client(), &back), page);
    assert!(serde_json::from_str::<DraftIdentifiers>(&text).is_err(), "another kind of resource has other identifiers");
    let shelf = Shelf::from_client(sample.client(), "s");
    assert_eq!(sotalia_tests::golden::ShelfIdentifiers::from(&shelf).name, "s");
    Ok(())
}
