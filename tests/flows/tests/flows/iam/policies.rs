//! Policies that stand by themselves: their versions, and who has them.

use std::collections::HashMap;
use std::slice::from_ref;

use sotalia::iam::types::PolicyScopeType;
use sotalia::iam::{Policy, PolicyVersion};
use sotalia::prelude::*;

use crate::scene::{Outcome, Scene};

/// Makes a policy.
async fn create(scene: &Scene) -> sotalia::Result<Policy> {
    let document = super::policy("s3:GetObject");
    Iam::new(&scene.session).create_policy(|r| r.policy_name(scene.name("p")).policy_document(document)).await
}

pub async fn a_policy_has_versions(scene: Scene) -> Outcome {
    let policy = create(&scene).await?;
    let listed: Vec<Policy> =
        Iam::new(&scene.session).policies().filter(|r| r.scope(PolicyScopeType::Local)).try_collect().await?;
    assert!(listed.contains(&policy), "expected it in the list");

    let first = policy.default_version().await?.expect("a policy has a version");
    assert_eq!(first.version_id(), "v1", "expected the first version to be the default");
    let second = policy.create_version(|r| r.policy_document(super::policy("s3:PutObject"))).await?;
    assert_eq!(second.version_id(), "v2", "expected another version");
    let told = second.load().await?.document().unwrap_or_default().to_owned();
    assert!(told.contains("PutObject"), "expected the document of the version, got {told}");
    let mut versions: Vec<PolicyVersion> = policy.versions().try_collect().await?;
    versions.sort_by(|a, b| a.version_id().cmp(b.version_id()));
    assert_eq!(versions, [first.clone(), second.clone()], "expected both versions");

    second.delete().await?;
    assert!(!second.exists().await?, "expected no version after its deletion");
    policy.delete().await?;
    assert!(!policy.exists().await?, "expected no policy after its deletion");
    Ok(())
}

pub async fn another_version_becomes_the_default(scene: Scene) -> Outcome {
    let policy = create(&scene).await?;
    let second = policy.create_version(|r| r.policy_document(super::policy("s3:PutObject"))).await?;
    second.set_as_default().await?;
    policy.reload().await?;
    assert_eq!(policy.default_version().await?, Some(second), "expected the second to be the default");
    Ok(())
}

pub async fn a_policy_is_attached_to_all_kinds(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let policy = create(&scene).await?;
    let user = iam.user(scene.name("u")).create().await?;
    let group = iam.group(scene.name("g")).create().await?;
    let trust = super::trust();
    let role = iam.create_role(|r| r.role_name(scene.name("r")).assume_role_policy_document(trust)).await?;
    user.attach_policy(|r| r.policy_arn(policy.arn())).await?;
    policy.attach_group(|r| r.group_name(group.name())).await?;
    role.attach_policy(|r| r.policy_arn(policy.arn())).await?;

    let attached: Vec<Policy> = user.attached_policies().try_collect().await?;
    assert_eq!(attached, from_ref(&policy), "expected the user to have it");
    let attached: Vec<Policy> = group.attached_policies().try_collect().await?;
    assert_eq!(attached, from_ref(&policy), "expected the group to have it");
    let attached: Vec<Policy> = role.attached_policies().try_collect().await?;
    assert_eq!(attached, from_ref(&policy), "expected the role to have it");

    role.detach_policy(|r| r.policy_arn(policy.arn())).await?;
    group.detach_policy(|r| r.policy_arn(policy.arn())).await?;
    policy.detach_user(|r| r.user_name(user.name())).await?;
    assert_eq!(user.attached_policies().count().await?, 0, "expected the user to have none");
    role.delete().await?;
    group.delete().await?;
    user.delete().await?;
    policy.delete().await?;
    Ok(())
}

pub async fn a_policy_lists_who_has_it(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let policy = create(&scene).await?;
    let user = iam.user(scene.name("u")).create().await?;
    let group = iam.group(scene.name("g")).create().await?;
    let trust = super::trust();
    let role = iam.create_role(|r| r.role_name(scene.name("r")).assume_role_policy_document(trust)).await?;
    policy.attach_user(|r| r.user_name(user.name())).await?;
    policy.attach_group(|r| r.group_name(group.name())).await?;
    policy.attach_role(|r| r.role_name(role.name())).await?;
    assert_eq!(policy.attached_users().try_collect::<Vec<_>>().await?, [user], "expected the user");
    assert_eq!(policy.attached_groups().try_collect::<Vec<_>>().await?, [group], "expected the group");
    assert_eq!(policy.attached_roles().try_collect::<Vec<_>>().await?, [role], "expected the role");
    Ok(())
}

pub async fn an_account_has_a_password_policy(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let policy = iam.create_account_password_policy().with(|r| r.minimum_password_length(14)).await?;
    assert_eq!(policy.load().await?.minimum_password_length(), Some(14), "expected what was set");
    policy.update().with(|r| r.minimum_password_length(16)).await?;
    assert_eq!(policy.load().await?.minimum_password_length(), Some(16), "expected the new length");
    policy.delete().await?;
    assert!(!policy.exists().await?, "expected none after its deletion");
    Ok(())
}

pub async fn an_account_is_summed_up(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let data = iam.account_summary().load().await?;
    let entries = data.summary_map().map_or(0, HashMap::len);
    assert!(entries > 5, "expected numbers of many things, got {entries}");
    Ok(())
}
