//! SNS: topics, those who subscribed to them, and what reaches a queue.

use std::slice::from_ref;
use std::time::Duration;

use sotalia::prelude::*;
use sotalia::sns::{Subscription, Topic};
use sotalia::sqs::types::QueueAttributeName;

use crate::scene::{Outcome, Scene, assert_not_found};

/// Makes a topic with a name of the flow's own.
async fn create(scene: &Scene, what: &str) -> sotalia::Result<Topic> {
    Sns::new(&scene.session).create_topic(|r| r.name(scene.name(what))).await
}

pub async fn a_topic_lives_and_dies(scene: Scene) -> Outcome {
    let sns = Sns::new(&scene.session);
    let topic = create(&scene, "t").await?;
    assert_eq!(create(&scene, "t").await?, topic, "expected the same topic for the same name");
    let listed: Vec<Topic> = sns.topics().try_collect().await?;
    assert_eq!(listed.iter().filter(|one| **one == topic).count(), 1, "expected it once in the list");

    let attribute = |data: &sotalia::sns::operation::get_topic_attributes::GetTopicAttributesOutput, name: &str| {
        data.attributes().and_then(|all| all.get(name).cloned())
    };
    assert_eq!(attribute(&*topic.load().await?, "TopicArn").as_deref(), Some(topic.arn()), "expected its ARN");
    topic.set_attributes(|r| r.attribute_name("DisplayName").attribute_value("News")).await?;
    assert!(topic.data().is_none(), "expected a change to clear what was known");
    assert_eq!(attribute(&*topic.load().await?, "DisplayName").as_deref(), Some("News"), "expected the new name");

    topic.delete().await?;
    assert!(!topic.exists().await?, "expected no topic after its deletion");
    Ok(())
}

pub async fn a_missing_topic_is_not_found(scene: Scene) -> Outcome {
    let sns = Sns::new(&scene.session);
    let missing = sns.topic(create(&scene, "t").await?.arn().replace("-t", "-none"));
    assert_not_found(missing.load().await, "a topic that was never made");
    assert!(!missing.exists().await?, "expected that it does not exist");
    assert!(missing.load_if_exists().await?.is_none(), "expected no data of it");
    assert_not_found(missing.publish(|r| r.message("lost")).await, "a topic that is published to");
    let missing = sns.subscription(format!("{}:5c5d6d4e-0000-4000-8000-123456789abc", missing.arn()));
    assert!(!missing.exists().await?, "expected no subscription that was never made");
    Ok(())
}

pub async fn what_is_published_reaches_a_queue(scene: Scene) -> Outcome {
    let queue = Sqs::new(&scene.session).create_queue(|r| r.queue_name(scene.name("q"))).await?;
    let data = queue.load().await?;
    let arn = data.attributes().and_then(|all| all.get(&QueueAttributeName::QueueArn)).expect("a queue has an ARN");
    let topic = create(&scene, "t").await?;
    let subscription =
        topic.subscribe(|r| r.protocol("sqs").endpoint(arn).return_subscription_arn(true)).await?;
    let listed: Vec<Subscription> = topic.subscriptions().try_collect().await?;
    assert_eq!(listed, from_ref(&subscription), "expected the topic to list it");
    let data = listed[0].load().await?;
    let protocol = data.attributes().and_then(|all| all.get("Protocol")).cloned();
    assert_eq!(protocol.as_deref(), Some("sqs"), "expected what was subscribed");

    subscription.set_attributes(|r| r.attribute_name("RawMessageDelivery").attribute_value("true")).await?;
    let data = subscription.reload().await?;
    let raw = data.attributes().and_then(|all| all.get("RawMessageDelivery")).cloned();
    assert_eq!(raw.as_deref(), Some("true"), "expected the attribute that was set");

    let published = topic.publish(|r| r.message("hello")).await?;
    assert!(published.message_id().is_some(), "expected an identifier of what was published");
    let mut received = Vec::new();
    for _ in 0..50 {
        received = queue.receive_messages().await?;
        if !received.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let bodies: Vec<_> = received.iter().filter_map(|message| message.data()?.body().map(str::to_owned)).collect();
    assert_eq!(bodies, ["hello"], "expected it in the queue");

    subscription.delete().await?;
    assert!(!subscription.exists().await?, "expected no subscription after its deletion");
    assert_eq!(topic.subscriptions().count().await?, 0, "expected the topic to list none");
    topic.delete().await?;
    queue.delete().await?;
    Ok(())
}

pub async fn a_device_is_an_endpoint_of_an_application(scene: Scene) -> Outcome {
    let sns = Sns::new(&scene.session);
    let application = sns
        .create_platform_application(|r| {
            r.name(scene.name("app")).platform("GCM").attributes("PlatformCredential", "key")
        })
        .await?;
    let all: Vec<_> = sns.platform_applications().try_collect().await?;
    assert!(all.contains(&application), "expected the application in the list, got {all:?}");
    let endpoint = application.create_platform_endpoint(|r| r.token(scene.name("device")).attributes("CustomUserData", "mine")).await?;
    let data = endpoint.load().await?;
    let told = data.attributes().and_then(|all| all.get("CustomUserData")).cloned();
    assert_eq!(told.as_deref(), Some("mine"), "expected what it was made with");
    endpoint.set_attributes(|r| r.attributes("CustomUserData", "yours")).await?;
    let data = endpoint.load().await?;
    let told = data.attributes().and_then(|all| all.get("CustomUserData")).cloned();
    assert_eq!(told.as_deref(), Some("yours"), "expected what was set");
    endpoint.delete().await?;
    assert!(!endpoint.exists().await?, "expected no endpoint after its deletion");
    application.delete().await?;
    assert!(!application.exists().await?, "expected no application after its deletion");
    Ok(())
}

pub async fn an_application_lists_its_endpoints(scene: Scene) -> Outcome {
    let sns = Sns::new(&scene.session);
    let name = scene.name("app");
    let application = sns
        .create_platform_application(|r| r.name(name).platform("GCM").attributes("PlatformCredential", "key"))
        .await?;
    let endpoint = application.create_platform_endpoint(|r| r.token(scene.name("device"))).await?;
    let listed: Vec<_> = application.endpoints().try_collect().await?;
    assert_eq!(listed, [endpoint], "expected the application to list it");
    application.delete().await?;
    Ok(())
}
