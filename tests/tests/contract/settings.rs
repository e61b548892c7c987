//! What a bucket is set to: each setting is put, loaded, and taken away again.

use sotalia::prelude::*;
use sotalia::s3::types::{
    BucketCannedAcl, BucketLifecycleConfiguration, BucketLoggingStatus, CorsConfiguration, CorsRule, Event,
    ExpirationStatus, IndexDocument, LifecycleExpiration, LifecycleRule, LifecycleRuleFilter, LoggingEnabled,
    NotificationConfiguration, ObjectOwnership, Payer, QueueConfiguration, RequestPaymentConfiguration, Tag, Tagging,
    WebsiteConfiguration,
};

use crate::scene::{Outcome, Scene};

const BUILDS: &str = "all required members are set";

#[track_caller]
fn assert_gone<T: std::fmt::Debug>(what: &str, answer: sotalia::Result<T>) {
    let error = answer.expect_err("nothing is set any more");
    assert_eq!(error.kind(), ErrorKind::NotFound, "{what}: expected not found, got {error}");
}

pub async fn tags_are_put_loaded_deleted(scene: Scene) -> Outcome {
    let tagging = scene.bucket.tagging();
    assert_gone("before", tagging.load().await);
    assert!(!tagging.exists().await?, "expected no tags before");
    let tag = Tag::builder().key("team").value("river + sea").build().expect(BUILDS);
    let tags = Tagging::builder().tag_set(tag).build().expect(BUILDS);
    tagging.put(|r| r.tagging(tags)).await?;
    let data = tagging.load().await?;
    let found: Vec<_> = data.tag_set().iter().map(|tag| (tag.key(), tag.value())).collect();
    assert_eq!(found, [("team", "river + sea")], "expected the tag that was put");
    tagging.delete().await?;
    assert_gone("after", tagging.load().await);
    Ok(())
}

pub async fn cors_is_put_loaded_deleted(scene: Scene) -> Outcome {
    let cors = scene.bucket.cors();
    assert_gone("before", cors.load().await);
    let rule = CorsRule::builder().allowed_methods("GET").allowed_origins("https://example.org").build();
    let rules = CorsConfiguration::builder().cors_rules(rule.expect(BUILDS)).build().expect(BUILDS);
    cors.put(|r| r.cors_configuration(rules)).await?;
    let data = cors.load().await?;
    let origins: Vec<_> = data.cors_rules().iter().flat_map(CorsRule::allowed_origins).collect();
    assert_eq!(origins, ["https://example.org"], "expected the rule that was put, got {data:?}");
    cors.delete().await?;
    assert_gone("after", cors.load().await);
    Ok(())
}

pub async fn a_policy_is_put_loaded_deleted(scene: Scene) -> Outcome {
    let policy = scene.bucket.policy();
    assert_gone("before", policy.load().await);
    let name = scene.bucket.name();
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"ReadAll","Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::{name}/*"]}}]}}"#
    );
    policy.put(|r| r.policy(&text)).await?;
    let data = policy.load().await?;
    assert!(data.policy().is_some_and(|policy| policy.contains("ReadAll")), "expected the statement, got {data:?}");
    policy.delete().await?;
    assert_gone("after", policy.load().await);
    Ok(())
}

pub async fn a_website_is_put_loaded_deleted(scene: Scene) -> Outcome {
    let website = scene.bucket.website();
    assert_gone("before", website.load().await);
    let index = IndexDocument::builder().suffix("index.html").build().expect(BUILDS);
    let configuration = WebsiteConfiguration::builder().index_document(index).build();
    website.put(|r| r.website_configuration(configuration)).await?;
    let data = website.load().await?;
    assert_eq!(data.index_document().map(IndexDocument::suffix), Some("index.html"), "got {data:?}");
    website.delete().await?;
    assert_gone("after", website.load().await);
    Ok(())
}

pub async fn a_lifecycle_is_put_loaded_deleted(scene: Scene) -> Outcome {
    let lifecycle = scene.bucket.lifecycle_configuration();
    assert_gone("before", lifecycle.load().await);
    let rule = LifecycleRule::builder()
        .id("clean")
        .status(ExpirationStatus::Enabled)
        .filter(LifecycleRuleFilter::builder().prefix("tmp/").build())
        .expiration(LifecycleExpiration::builder().days(7).build());
    let rules = BucketLifecycleConfiguration::builder().rules(rule.build().expect(BUILDS)).build().expect(BUILDS);
    lifecycle.put(|r| r.lifecycle_configuration(rules)).await?;
    let data = lifecycle.load().await?;
    let days: Vec<_> = data.rules().iter().map(|rule| rule.expiration().and_then(LifecycleExpiration::days)).collect();
    assert_eq!(days, [Some(7)], "expected the rule that was put, got {data:?}");
    lifecycle.delete().await?;
    assert_gone("after", lifecycle.load().await);
    Ok(())
}

pub async fn an_acl_is_put_and_loaded(scene: Scene) -> Outcome {
    // Without it, S3 keeps ACLs off.
    let ownership = ObjectOwnership::ObjectWriter;
    let bucket = scene.s3.create_bucket(|r| r.bucket(scene.spare()).object_ownership(ownership)).await?;
    let acl = bucket.acl();
    let before = acl.load().await?;
    assert!(before.owner().is_some() && !before.grants().is_empty(), "expected owner and grant, got {before:?}");
    acl.put(|r| r.acl(BucketCannedAcl::from("log-delivery-write"))).await?;
    let after = acl.load().await?;
    assert!(after.grants().len() > before.grants().len(), "expected more grants, got {after:?}");
    Ok(())
}

pub async fn logging_is_put_and_loaded(scene: Scene) -> Outcome {
    let logging = scene.bucket.logging();
    assert!(logging.load().await?.logging_enabled().is_none(), "expected no logging before");
    let ownership = ObjectOwnership::ObjectWriter;
    let target = scene.s3.create_bucket(|r| r.bucket(scene.spare()).object_ownership(ownership)).await?;
    // S3's log delivery writes into the target.
    target.acl().put(|r| r.acl(BucketCannedAcl::from("log-delivery-write"))).await?;
    let enabled = LoggingEnabled::builder().target_bucket(target.name()).target_prefix("log/").build().expect(BUILDS);
    let status = BucketLoggingStatus::builder().logging_enabled(enabled).build();
    logging.put(|r| r.bucket_logging_status(status)).await?;
    let data = logging.load().await?;
    let found = data.logging_enabled().map(LoggingEnabled::target_prefix);
    assert_eq!(found, Some("log/"), "expected what was put, got {data:?}");
    Ok(())
}

pub async fn a_notification_is_put_and_loaded(scene: Scene) -> Outcome {
    let notification = scene.bucket.notification();
    assert!(notification.load().await?.queue_configurations().is_empty(), "expected none before");
    let queue = QueueConfiguration::builder().id("made").queue_arn("arn:aws:sqs:us-east-1:123456789012:events");
    let queue = queue.events(Event::from("s3:ObjectCreated:*")).build().expect(BUILDS);
    let configuration = NotificationConfiguration::builder().queue_configurations(queue).build();
    let put = notification.put(|r| r.notification_configuration(configuration).skip_destination_validation(true));
    put.await?;
    let data = notification.load().await?;
    let ids: Vec<_> = data.queue_configurations().iter().filter_map(QueueConfiguration::id).collect();
    assert_eq!(ids, ["made"], "expected what was put, got {data:?}");
    Ok(())
}

pub async fn request_payment_is_put_and_loaded(scene: Scene) -> Outcome {
    let payment = scene.bucket.request_payment();
    assert_eq!(payment.load().await?.payer(), Some(&Payer::BucketOwner), "expected the owner to pay before");
    let requester = RequestPaymentConfiguration::builder().payer(Payer::Requester).build().expect(BUILDS);
    payment.put(|r| r.request_payment_configuration(requester)).await?;
    assert_eq!(payment.load().await?.payer(), Some(&Payer::Requester), "expected the requester to pay after");
    Ok(())
}

pub async fn tags_of_an_object_go_through_the_client(scene: Scene) -> Outcome {
    scene.put("a b+c", "body").await?;
    let object = scene.bucket.object("a b+c");
    let tag = Tag::builder().key("k").value("v").build().expect(BUILDS);
    let tags = Tagging::builder().tag_set(tag).build().expect(BUILDS);
    let (client, bucket, key) = (object.client(), object.bucket_name(), object.key());
    client.put_object_tagging().bucket(bucket).key(key).tagging(tags).send().await?;
    let answer = client.get_object_tagging().bucket(bucket).key(key).send().await?;
    assert_eq!(answer.tag_set().len(), 1, "expected the tag that was put, got {answer:?}");
    Ok(())
}
