//! CloudFormation: stacks, what is in them, and what happened to them.

use std::time::Duration;

use sotalia::cloudformation::types::{Stack as Description, StackStatus};
use sotalia::cloudformation::{Stack, StackResourceSummary};
use sotalia::prelude::*;

use crate::scene::{Outcome, PAUSE, Scene, assert_not_found};

/// A template with a queue of this name.
fn template(queue: &str, timeout: u32) -> String {
    let properties = serde_json::json!({ "QueueName": queue, "VisibilityTimeout": timeout });
    let queue = serde_json::json!({ "Type": "AWS::SQS::Queue", "Properties": properties });
    serde_json::json!({ "AWSTemplateFormatVersion": "2010-09-09", "Resources": { "Queue": queue } }).to_string()
}

/// Makes a stack with a queue, and waits for it.
async fn create(scene: &Scene) -> sotalia::Result<Stack> {
    let template = template(&scene.name("q"), 45);
    let cloudformation = CloudFormation::new(&scene.session);
    let stack = cloudformation.create_stack(|r| r.stack_name(scene.name("s")).template_body(template)).await?;
    wait_for(&stack, |status| *status == StackStatus::CreateComplete).await?;
    Ok(stack)
}

/// boto3's stacks have no waiters, nor have ours.
async fn wait_for(stack: &Stack, done: impl Fn(&StackStatus) -> bool) -> Outcome {
    for _ in 0..100 {
        if stack.reload().await?.stack_status().is_some_and(&done) {
            return Ok(());
        }
        tokio::time::sleep(PAUSE).await;
    }
    panic!("expected another status of {stack}, got {:?}", stack.data().map(|data| data.stack_status().cloned()));
}

pub async fn a_stack_lives_and_dies(scene: Scene) -> Outcome {
    let cloudformation = CloudFormation::new(&scene.session);
    let stack = create(&scene).await?;
    assert_eq!(stack.load().await?.stack_name(), Some(stack.name()), "expected the description of this stack");
    assert!(stack.exists().await?, "expected that it exists");
    let listed: Vec<Stack> = cloudformation.stacks().try_collect().await?;
    assert!(listed.contains(&stack), "expected it in the list, got {listed:?}");

    let queue = Sqs::new(&scene.session).get_queue_by_name(|r| r.queue_name(scene.name("q"))).await?;
    assert!(queue.exists().await?, "expected the stack to have made the queue");
    stack.delete().await?;
    for _ in 0..100 {
        if !queue.exists().await? {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(!queue.exists().await?, "expected the queue to go with the stack");
    Ok(())
}

pub async fn a_stack_that_was_deleted_is_not_found(scene: Scene) -> Outcome {
    let stack = create(&scene).await?;
    stack.delete().await?;
    let is_there = |data: &Description| data.stack_status() != Some(&StackStatus::DeleteComplete);
    for _ in 0..100 {
        if stack.reload().await.is_ok_and(|data| !is_there(&data)) || !stack.exists().await? {
            break;
        }
        tokio::time::sleep(PAUSE).await;
    }
    assert_not_found(stack.reload().await, "a stack that was deleted");
    Ok(())
}

pub async fn a_missing_stack_is_not_found(scene: Scene) -> Outcome {
    let missing = CloudFormation::new(&scene.session).stack(scene.name("none"));
    assert_not_found(missing.load().await, "a stack that was never made");
    assert!(!missing.exists().await?, "expected that it does not exist");
    assert!(missing.load_if_exists().await?.is_none(), "expected no data of it");
    assert_not_found(missing.resource("Queue").load().await, "a resource of a stack that was never made");
    assert_not_found(missing.resource_summaries().first().await, "the resources of a stack that was never made");
    assert_not_found(missing.events().first().await, "the events of a stack that was never made");
    Ok(())
}

pub async fn a_stack_lists_what_is_in_it(scene: Scene) -> Outcome {
    let stack = create(&scene).await?;
    let summaries: Vec<StackResourceSummary> = stack.resource_summaries().try_collect().await?;
    let [summary] = &summaries[..] else { panic!("expected one resource, got {summaries:?}") };
    assert_eq!((summary.stack_name(), summary.logical_id()), (stack.name(), "Queue"), "expected its names");
    let data = summary.data().expect("a listing tells of a resource");
    assert_eq!(data.resource_type(), Some("AWS::SQS::Queue"), "expected its type");
    let events: Vec<_> = stack.events().try_collect().await?;
    assert!(!events.is_empty(), "expected events of the creation");
    stack.delete().await?;
    Ok(())
}

pub async fn a_resource_of_a_stack_is_loaded(scene: Scene) -> Outcome {
    let stack = create(&scene).await?;
    let summary = stack.resource_summaries().first().await?.expect("the stack has a resource");
    let resource = summary.resource();
    assert_eq!(resource, stack.resource("Queue"), "expected the summary to lead to the resource");
    let data = resource.load().await?;
    assert_eq!(data.resource_type(), Some("AWS::SQS::Queue"), "expected its type");
    assert_eq!(resource.stack(), stack, "expected the resource to know its stack");
    assert_not_found(stack.resource("None").load().await, "a resource that the stack does not have");
    stack.delete().await?;
    Ok(())
}

pub async fn a_stack_is_updated(scene: Scene) -> Outcome {
    let stack = create(&scene).await?;
    let changed = template(&scene.name("q"), 50);
    stack.update().with(|r| r.template_body(changed)).await?;
    assert!(stack.data().is_none(), "expected a change to clear what was known");
    wait_for(&stack, |status| *status == StackStatus::UpdateComplete).await?;
    stack.delete().await?;
    Ok(())
}
