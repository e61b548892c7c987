//! Key pairs and placement groups.

use std::slice::from_ref;

use sotalia::ec2::types::PlacementStrategy;
use sotalia::ec2::{KeyPairInfo, PlacementGroup};
use sotalia::prelude::*;

use crate::scene::{Outcome, Scene};

pub async fn a_key_pair_lives_and_dies(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let pair = ec2.create_key_pair(|r| r.key_name(scene.name("k"))).await?;
    let material = pair.key_material().expect("the private key is told once");
    assert!(material.contains("PRIVATE KEY"), "expected a private key as PEM");
    assert!(!format!("{pair:?} {:?}", pair.data()).contains(&material), "expected no key in the text of the pair");
    let twice = ec2.create_key_pair(|r| r.key_name(scene.name("k"))).await.expect_err("the name is taken");
    assert!(twice.is_already_exists(), "expected that it exists, got {}", twice.report());

    let by_name = ec2.key_pair(scene.name("k"));
    let data = by_name.load().await?;
    assert_eq!(data.key_fingerprint().map(str::to_owned), pair.key_fingerprint(), "expected the same fingerprint");
    let listed: Vec<KeyPairInfo> = ec2.key_pairs().filter(|r| r.key_names(scene.name("k"))).try_collect().await?;
    assert_eq!(listed, from_ref(&by_name), "expected it in the list");
    pair.delete().await?;
    assert!(!by_name.exists().await?, "expected no pair after its deletion");
    Ok(())
}

pub async fn a_placement_group_lives_and_dies(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let name = scene.name("p");
    let group = ec2.create_placement_group().with(|r| r.group_name(&name).strategy(PlacementStrategy::Cluster)).await?;
    let data = group.load().await?;
    assert_eq!(data.strategy(), Some(&PlacementStrategy::Cluster), "expected what was made");
    let listed: Vec<PlacementGroup> = ec2.placement_groups().try_collect().await?;
    assert!(listed.contains(&group), "expected it in the list");
    group.delete().await?;
    assert!(!group.exists().await?, "expected no group after its deletion");
    Ok(())
}
