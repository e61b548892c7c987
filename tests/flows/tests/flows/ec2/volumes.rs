//! Volumes and their snapshots.

use std::slice::from_ref;

use sotalia::ec2::types::{SnapshotState, VolumeType};
use sotalia::ec2::{Snapshot, Volume};
use sotalia::prelude::*;

use super::{network, run};
use crate::scene::{Outcome, PAUSE, Scene};

/// Makes a volume where the flows' instances run.
async fn create(scene: &Scene) -> sotalia::Result<Volume> {
    let kind = VolumeType::Gp3;
    Ec2::new(&scene.session).create_volume().with(|r| r.availability_zone("us-east-1a").size(8).volume_type(kind)).await
}

pub async fn a_volume_lives_and_dies(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let volume = create(&scene).await?;
    assert_eq!(volume.load().await?.size(), Some(8), "expected what was made");
    let listed: Vec<Volume> = ec2.volumes().filter(|r| r.volume_ids(volume.id())).try_collect().await?;
    assert_eq!(listed, from_ref(&volume), "expected it in the list");
    volume.delete().await?;
    assert!(!volume.exists().await?, "expected no volume after its deletion");
    Ok(())
}

pub async fn a_volume_is_attached_and_detached(scene: Scene) -> Outcome {
    let (_, subnet) = network(&scene).await?;
    let instances = run(&subnet, 1).await?;
    let instance = &instances[0];
    instance.wait_until_running().delay(PAUSE).await?;
    let volume = create(&scene).await?;
    volume.attach_to_instance(|r| r.instance_id(instance.id()).device("/dev/sdf")).await?;
    let data = volume.load().await?;
    let holders: Vec<_> = data.attachments().iter().filter_map(|attachment| attachment.instance_id()).collect();
    assert_eq!(holders, [instance.id()], "expected the volume at the instance");
    let volumes: Vec<Volume> = instance.volumes().try_collect().await?;
    assert!(volumes.contains(&volume), "expected the instance to list it, got {volumes:?}");
    volume.detach_from_instance().with(|r| r.instance_id(instance.id()).device("/dev/sdf")).await?;
    assert!(volume.load().await?.attachments().is_empty(), "expected it to be free");
    volume.delete().await?;
    instance.terminate().await?;
    Ok(())
}

pub async fn a_snapshot_lives_and_dies(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let volume = create(&scene).await?;
    let snapshot = volume.create_snapshot().with(|r| r.description("of a test")).await?;
    let answer = snapshot.wait_until_completed().delay(PAUSE).await?.expect("a wait for a state ends with an answer");
    let states: Vec<_> = answer.snapshots().iter().filter_map(|snapshot| snapshot.state().cloned()).collect();
    assert_eq!(states, [SnapshotState::Completed], "expected the answer that ended the wait");
    let by_id = ec2.snapshot(snapshot.id());
    assert_eq!(by_id.volume().await?, Some(volume.clone()), "expected it to name its volume");
    let listed: Vec<Snapshot> = volume.snapshots().try_collect().await?;
    assert_eq!(listed, from_ref(&snapshot), "expected the volume to list it");
    snapshot.delete().await?;
    assert!(!snapshot.exists().await?, "expected no snapshot after its deletion");
    volume.delete().await?;
    Ok(())
}
