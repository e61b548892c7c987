//! Instances: run, waited for, tagged, stopped and terminated, alone and together.

use std::sync::{Arc, Mutex};

use sotalia::ec2::Instance;
use sotalia::ec2::operation::describe_instances::DescribeInstancesOutput;
use sotalia::ec2::types::{AttributeValue, InstanceAttributeName, InstanceStateName, Reservation, Tag};
use sotalia::prelude::*;

use super::{filter, network, run, tag};
use crate::scene::{Outcome, PAUSE, Scene};

/// The states in an answer.
fn states(answer: Option<DescribeInstancesOutput>) -> Vec<InstanceStateName> {
    let answer = answer.expect("a wait for a state ends with an answer");
    let instances = answer.reservations().iter().flat_map(Reservation::instances);
    instances.filter_map(|instance| instance.state()?.name().cloned()).collect()
}

pub async fn an_instance_lives_and_dies(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let (vpc, subnet) = network(&scene).await?;
    let instances = run(&subnet, 1).await?;
    let [instance] = &instances[..] else { panic!("expected one instance, got {instances:?}") };
    assert_eq!(instance.data().and_then(|data| data.image_id().map(str::to_owned)).as_deref(), Some(super::IMAGE));
    instance.wait_until_exists().delay(PAUSE).await?;
    let running = states(instance.wait_until_running().delay(PAUSE).await?);
    assert_eq!(running, [InstanceStateName::Running], "expected the answer that ended the wait");

    let by_id = ec2.instance(instance.id());
    assert_eq!(by_id.subnet().await?, Some(subnet), "expected it to name its part of the network");
    assert_eq!(by_id.vpc().await?, Some(vpc), "expected it to name its network");

    instance.stop().await?;
    assert!(instance.data().is_none(), "expected a change to clear what was known");
    let polls = Arc::new(Mutex::new(0));
    let count = Arc::clone(&polls);
    let wait = instance.wait_until_stopped().delay(PAUSE);
    let stopped = wait.on_poll(move |progress| *count.lock().expect("no panic before") = progress.polls).await?;
    assert_eq!(states(stopped), [InstanceStateName::Stopped], "expected it to stop");
    assert!(*polls.lock().expect("no panic before") > 0, "expected to hear of the polls");
    instance.start().await?;
    instance.wait_until_running().delay(PAUSE).await?;
    instance.reboot().await?;

    instance.terminate().await?;
    let terminated = states(instance.wait_until_terminated().delay(PAUSE).await?);
    assert_eq!(terminated, [InstanceStateName::Terminated], "expected it to be terminated");
    Ok(())
}

pub async fn an_instance_is_tagged(scene: Scene) -> Outcome {
    let (_, subnet) = network(&scene).await?;
    let instances = run(&subnet, 1).await?;
    let instance = &instances[0];
    let tags = instance.create_tags(|r| r.tags(tag("river", "Purus")).tags(tag("seen", "4"))).await?;
    let told: Vec<_> = tags.iter().map(|tag| (tag.resource_id(), tag.key(), tag.value())).collect();
    assert_eq!(told, [(instance.id(), "river", "Purus"), (instance.id(), "seen", "4")], "expected both tags");
    assert_eq!(tags_of(instance).await?, ["river=Purus", "seen=4"], "expected them on the instance");
    instance.delete_tags(|r| r.tags(tag("river", "Purus"))).await?;
    assert_eq!(tags_of(instance).await?, ["seen=4"], "expected the other one to be left");
    instance.terminate().await?;
    Ok(())
}

async fn tags_of(instance: &Instance) -> sotalia::Result<Vec<String>> {
    let data = instance.reload().await?;
    let text = |tag: &Tag| {
        format!("{}={}", tag.key().unwrap_or_default(), tag.value().unwrap_or_default())
    };
    let mut tags: Vec<_> = data.tags().iter().map(text).collect();
    tags.sort();
    Ok(tags)
}

pub async fn an_instance_without_a_key_pair_names_none(scene: Scene) -> Outcome {
    let (_, subnet) = network(&scene).await?;
    let instances = run(&subnet, 1).await?;
    instances[0].wait_until_running().delay(PAUSE).await?;
    let key_pair = Ec2::new(&scene.session).instance(instances[0].id()).key_pair().await?;
    assert_eq!(key_pair, None, "expected no key pair, since none was given");
    instances[0].terminate().await?;
    Ok(())
}

pub async fn a_network_lists_its_instances(scene: Scene) -> Outcome {
    let (vpc, subnet) = network(&scene).await?;
    let elsewhere = run(&network(&scene).await?.1, 1).await?;
    let mut made = run(&subnet, 2).await?;
    for instance in &made {
        instance.wait_until_running().delay(PAUSE).await?;
    }
    let mut listed: Vec<Instance> = vpc.instances().try_collect().await?;
    made.sort_by(|a, b| a.id().cmp(b.id()));
    listed.sort_by(|a, b| a.id().cmp(b.id()));
    assert_eq!(listed, made, "expected the network to list its instances and no others");
    assert_eq!(subnet.instances().count().await?, 2, "expected its part to list them");
    assert_eq!(vpc.instances().terminate().await?.ok()?, 2, "expected both to be terminated");
    elsewhere[0].terminate().await?;
    Ok(())
}

pub async fn instances_are_handled_together(scene: Scene) -> Outcome {
    let (_, subnet) = network(&scene).await?;
    let made = run(&subnet, 3).await?;
    assert_eq!(made.len(), 3, "expected three instances of one request");
    for instance in &made {
        instance.wait_until_running().delay(PAUSE).await?;
    }
    let group = scene.name("group");
    let ids = made.iter().map(|instance| instance.id().to_owned()).collect();
    let ec2 = Ec2::new(&scene.session);
    let all = ec2.instances().filter(|r| r.set_instance_ids(Some(ids)));
    let tagged = all.create_tags().with({
        let group = group.clone();
        move |r| r.tags(tag("group", &group))
    });
    assert_eq!(tagged.await?.ok()?, 3, "expected all to be tagged");
    let mine = ec2.instances().filter(|r| r.filters(filter("tag:group", &group)));
    assert_eq!(mine.count().await?, 3, "expected to find them by their tag");

    assert_eq!(mine.clone().stop().await?.ok()?, 3, "expected all to be stopped");
    for instance in &made {
        instance.wait_until_stopped().delay(PAUSE).await?;
    }
    assert_eq!(mine.clone().start().await?.ok()?, 3, "expected all to be started");
    assert_eq!(mine.clone().terminate().await?.ok()?, 3, "expected all to be terminated");
    for instance in &made {
        instance.wait_until_terminated().delay(PAUSE).await?;
    }
    Ok(())
}

pub async fn an_instance_is_modified(scene: Scene) -> Outcome {
    let (_, subnet) = network(&scene).await?;
    let instances = run(&subnet, 1).await?;
    let instance = &instances[0];
    let stop = AttributeValue::builder().value("stop").build();
    instance.modify_attribute().with(|r| r.instance_initiated_shutdown_behavior(stop)).await?;
    let attribute = InstanceAttributeName::InstanceInitiatedShutdownBehavior;
    let told = instance.describe_attribute(|r| r.attribute(attribute)).await?;
    let behavior = told.instance_initiated_shutdown_behavior().and_then(|value| value.value()).map(str::to_owned);
    assert_eq!(behavior.as_deref(), Some("stop"), "expected what was set");
    instance.terminate().await?;
    Ok(())
}

pub async fn an_instance_is_described_by_attribute(scene: Scene) -> Outcome {
    let (_, subnet) = network(&scene).await?;
    let instances = run(&subnet, 1).await?;
    let instance = &instances[0];
    let attribute = InstanceAttributeName::InstanceType;
    let told = instance.describe_attribute(|r| r.attribute(attribute)).await?;
    let kind = told.instance_type().and_then(|value| value.value()).map(str::to_owned);
    assert_eq!(kind.as_deref(), Some("t3.micro"), "expected the type that it was run with");
    instance.terminate().await?;
    Ok(())
}
