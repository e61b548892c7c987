//! SQS: queues, their messages, and the queue for those that nobody could handle.

use std::slice::from_ref;

use sotalia::prelude::*;
use sotalia::sqs::Queue;
use sotalia::sqs::types::{DeleteMessageBatchRequestEntry, QueueAttributeName, SendMessageBatchRequestEntry};

use crate::scene::{Outcome, Scene, assert_not_found};

/// Makes a queue with a name of the flow's own.
async fn create(scene: &Scene, what: &str) -> sotalia::Result<Queue> {
    Sqs::new(&scene.session).create_queue(|r| r.queue_name(scene.name(what))).await
}

pub async fn a_queue_lives_and_dies(scene: Scene) -> Outcome {
    let sqs = Sqs::new(&scene.session);
    let timeout = QueueAttributeName::VisibilityTimeout;
    let made = sqs.create_queue(|r| r.queue_name(scene.name("q")).attributes(timeout.clone(), "45")).await?;
    assert!(made.data().is_none(), "expected nothing to be known of a queue that was just made");

    let found = sqs.get_queue_by_name(|r| r.queue_name(scene.name("q"))).await?;
    assert_eq!(found, made, "expected the queue of the name to be the one that was made");
    let listed: Vec<Queue> = sqs.queues().filter(|r| r.queue_name_prefix(scene.name(""))).try_collect().await?;
    assert_eq!(listed, from_ref(&made), "expected one queue of this prefix");

    let attribute = |data: &sotalia::sqs::operation::get_queue_attributes::GetQueueAttributesOutput| {
        data.attributes().and_then(|all| all.get(&timeout).cloned())
    };
    assert_eq!(attribute(&*made.load().await?).as_deref(), Some("45"), "expected the attribute that was set");
    made.set_attributes(|r| r.attributes(timeout.clone(), "50")).await?;
    assert!(made.data().is_none(), "expected a change to clear what was known");
    assert_eq!(attribute(&*made.load().await?).as_deref(), Some("50"), "expected the new value");

    made.delete().await?;
    assert!(!made.exists().await?, "expected no queue after its deletion");
    Ok(())
}

pub async fn a_missing_queue_is_not_found(scene: Scene) -> Outcome {
    let sqs = Sqs::new(&scene.session);
    let url = create(&scene, "q").await?.url().replace("-q", "-none");
    let missing = sqs.queue(url);
    assert_not_found(missing.load().await, "a queue that was never made");
    assert!(!missing.exists().await?, "expected that it does not exist");
    assert!(missing.load_if_exists().await?.is_none(), "expected no data of it");
    assert_not_found(sqs.get_queue_by_name(|r| r.queue_name(scene.name("none"))).await, "a queue by its name");
    assert_not_found(missing.send_message(|r| r.message_body("lost")).await, "a queue that is sent to");
    Ok(())
}

pub async fn messages_are_sent_received_and_deleted(scene: Scene) -> Outcome {
    let queue = create(&scene, "q").await?;
    let sent = queue.send_message(|r| r.message_body("hello")).await?;
    let received = queue.receive_messages().with(|r| r.max_number_of_messages(10)).await?;
    let [message] = &received[..] else { panic!("expected one message, got {received:?}") };
    let data = message.data().expect("a message that was received has its data");
    assert_eq!((data.body(), data.message_id()), (Some("hello"), sent.message_id()), "expected what was sent");
    assert_eq!(message.queue(), queue, "expected the message to know its queue");

    let again = queue.receive_messages().await?;
    assert!(again.is_empty(), "expected a message to be hidden while it is handled, got {again:?}");
    message.change_visibility(|r| r.visibility_timeout(0)).await?;
    let again = queue.receive_messages().await?;
    assert_eq!(again.len(), 1, "expected the message back once it is not hidden any more");
    again[0].delete().await?;
    assert_eq!(waiting(&queue).await?, ("0".to_owned(), "0".to_owned()), "expected an empty queue");
    Ok(())
}

pub async fn messages_are_handled_ten_at_a_time(scene: Scene) -> Outcome {
    let queue = create(&scene, "q").await?;
    let mut entries = Vec::new();
    for index in 0..10 {
        let entry = SendMessageBatchRequestEntry::builder().id(format!("n{index}")).message_body(format!("body {index}"));
        entries.push(entry.build()?);
    }
    let sent = queue.send_messages(|r| r.set_entries(Some(entries))).await?;
    assert_eq!((sent.successful().len(), sent.failed().len()), (10, 0), "expected all ten to be sent");

    let received = queue.receive_messages().with(|r| r.max_number_of_messages(10)).await?;
    assert_eq!(received.len(), 10, "expected all ten at once");
    let mut entries = Vec::new();
    for (index, message) in received.iter().enumerate() {
        let entry = DeleteMessageBatchRequestEntry::builder().id(format!("n{index}"));
        entries.push(entry.receipt_handle(message.receipt_handle()).build()?);
    }
    let deleted = queue.delete_messages(|r| r.set_entries(Some(entries))).await?;
    assert_eq!((deleted.successful().len(), deleted.failed().len()), (10, 0), "expected all ten to be deleted");
    assert_eq!(waiting(&queue).await?, ("0".to_owned(), "0".to_owned()), "expected an empty queue");

    queue.send_message(|r| r.message_body("one more")).await?;
    queue.purge().await?;
    assert_eq!(waiting(&queue).await?, ("0".to_owned(), "0".to_owned()), "expected nothing after the purge");
    Ok(())
}

pub async fn queues_are_listed_by_pages(scene: Scene) -> Outcome {
    let mut made = Vec::new();
    for index in 0..5 {
        made.push(create(&scene, &format!("q{index}")).await?);
    }
    let sqs = Sqs::new(&scene.session);
    let all = sqs.queues().filter(|r| r.queue_name_prefix(scene.name("q"))).page_size(2);
    let pages: Vec<Vec<Queue>> = all.pages().try_collect().await?;
    let sizes: Vec<_> = pages.iter().map(Vec::len).collect();
    assert_eq!(sizes, [2, 2, 1], "expected pages of two");
    let mut listed = pages.concat();
    listed.sort_by(|a, b| a.url().cmp(b.url()));
    assert_eq!(listed, made, "expected every queue once");
    assert_eq!(all.limit(3).count().await?, 3, "expected the limit to count over pages");
    for queue in made {
        queue.delete().await?;
    }
    Ok(())
}

pub async fn a_dead_letter_queue_knows_its_sources(scene: Scene) -> Outcome {
    let (queue, dead) = (create(&scene, "q").await?, create(&scene, "dead").await?);
    let data = dead.load().await?;
    let arn = data.attributes().and_then(|all| all.get(&QueueAttributeName::QueueArn)).expect("a queue has an ARN");
    let policy = serde_json::json!({ "deadLetterTargetArn": arn, "maxReceiveCount": "3" }).to_string();
    queue.set_attributes(|r| r.attributes(QueueAttributeName::RedrivePolicy, policy)).await?;
    let sources: Vec<Queue> = dead.dead_letter_source_queues().try_collect().await?;
    assert_eq!(sources, from_ref(&queue), "expected the queue that sends its dead letters here");
    queue.delete().await?;
    dead.delete().await?;
    Ok(())
}

/// How many messages wait, and how many are being handled.
async fn waiting(queue: &Queue) -> sotalia::Result<(String, String)> {
    use QueueAttributeName::{ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible};
    let data = queue.reload().await?;
    let of = |name| data.attributes().and_then(|all| all.get(&name)).cloned().unwrap_or_default();
    Ok((of(ApproximateNumberOfMessages), of(ApproximateNumberOfMessagesNotVisible)))
}
