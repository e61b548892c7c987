//! Roles, and the profiles by which instances take them.

use std::slice::from_ref;

use sotalia::iam::{InstanceProfile, Role, RolePolicy};
use sotalia::prelude::*;

use crate::scene::{Outcome, Scene, assert_not_found};

/// Makes a role for EC2.
async fn create(scene: &Scene) -> sotalia::Result<Role> {
    let trust = super::trust();
    Iam::new(&scene.session).create_role(|r| r.role_name(scene.name("r")).assume_role_policy_document(trust)).await
}

pub async fn a_role_lives_and_dies(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let role = create(&scene).await?;
    let listed: Vec<Role> = iam.roles().try_collect().await?;
    assert!(listed.contains(&role), "expected it in the list");
    let trust = super::trust().replace("ec2", "lambda");
    role.assume_role_policy().update(|r| r.policy_document(trust)).await?;
    let data = role.reload().await?;
    let told = data.assume_role_policy_document().unwrap_or_default();
    assert!(told.contains("lambda"), "expected the new policy of trust, got {told}");
    role.delete().await?;
    assert!(!role.exists().await?, "expected no role after its deletion");
    Ok(())
}

pub async fn a_role_has_policies_of_its_own(scene: Scene) -> Outcome {
    let role = create(&scene).await?;
    let policy = role.policy("read");
    assert_not_found(policy.load().await, "a policy before it is put");
    policy.put(|r| r.policy_document(super::policy("s3:GetObject"))).await?;
    let listed: Vec<RolePolicy> = role.policies().try_collect().await?;
    assert_eq!(listed, from_ref(&policy), "expected the role to list it");
    let told = policy.load().await?.policy_document().to_owned();
    assert!(told.contains("GetObject"), "expected the document, got {told}");
    policy.delete().await?;
    assert!(!policy.exists().await?, "expected none after its deletion");
    role.delete().await?;
    Ok(())
}

pub async fn an_instance_profile_holds_a_role(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let role = create(&scene).await?;
    let profile = iam.create_instance_profile(|r| r.instance_profile_name(scene.name("p"))).await?;
    assert_eq!(profile.roles().await?, [], "expected no role at first");
    profile.add_role(|r| r.role_name(role.name())).await?;
    assert_eq!(profile.roles().await?, from_ref(&role), "expected the role that was added");
    let listed: Vec<InstanceProfile> = role.instance_profiles().try_collect().await?;
    assert_eq!(listed, from_ref(&profile), "expected the role to know its profile");
    let all: Vec<InstanceProfile> = iam.instance_profiles().try_collect().await?;
    assert!(all.contains(&profile), "expected it in the list");
    profile.remove_role(|r| r.role_name(role.name())).await?;
    assert_eq!(profile.roles().await?, [], "expected no role any more");
    profile.delete().await?;
    assert!(!profile.exists().await?, "expected none after its deletion");
    role.delete().await?;
    Ok(())
}
