//! Users, their keys and groups.

use std::slice::from_ref;

use sotalia::iam::types::StatusType;
use sotalia::iam::{AccessKey, Group, User, UserPolicy};
use sotalia::prelude::*;

use crate::scene::{Outcome, Scene, assert_not_found};

pub async fn a_user_lives_and_dies(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let user = iam.create_user(|r| r.user_name(scene.name("u")).path("/river/")).await?;
    let data = user.data().expect("the answer to the creation tells of the user");
    assert_eq!(data.path(), "/river/", "expected what was made");
    let twice = iam.user(scene.name("u")).create().await.expect_err("the name is taken");
    assert!(twice.is_already_exists(), "expected that it exists, got {}", twice.report());
    let listed: Vec<User> = iam.users().try_collect().await?;
    assert!(listed.contains(&user), "expected it in the list");

    assert_eq!(user.reload().await?.user_name(), user.name(), "expected the data of this user");
    user.delete().await?;
    assert!(!user.exists().await?, "expected no user after its deletion");
    Ok(())
}

pub async fn a_user_gets_another_name(scene: Scene) -> Outcome {
    let user = Iam::new(&scene.session).user(scene.name("u")).create().await?;
    let renamed = user.update().with(|r| r.new_user_name(scene.name("v"))).await?;
    assert_eq!(renamed.name(), scene.name("v"), "expected the user of the new name");
    assert!(!user.exists().await?, "expected none of the old name");
    assert_eq!(renamed.load().await?.user_name(), scene.name("v"), "expected the data of the new name");
    renamed.delete().await?;
    Ok(())
}

pub async fn a_missing_user_is_not_found(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let missing = iam.user(scene.name("none"));
    assert_not_found(missing.load().await, "a user that was never made");
    assert!(!missing.exists().await?, "expected that it does not exist");
    assert!(missing.load_if_exists().await?.is_none(), "expected no data of it");
    assert_not_found(missing.policy("none").load().await, "a policy of a user that was never made");
    assert_not_found(missing.groups().first().await, "the groups of a user that was never made");
    assert!(!iam.group(scene.name("none")).exists().await?, "expected no group that was never made");
    assert!(!iam.role(scene.name("none")).exists().await?, "expected no role that was never made");
    Ok(())
}

pub async fn a_users_keys_are_made_and_switched_off(scene: Scene) -> Outcome {
    let user = Iam::new(&scene.session).user(scene.name("u")).create().await?;
    let pair = user.create_access_key_pair().await?;
    assert!(!pair.secret().is_empty(), "expected the secret, which is told once");
    assert!(!format!("{pair:?}").contains(pair.secret()), "expected no secret in the text of the pair");
    let status = |key: &AccessKey| key.data().and_then(|data| data.status().cloned());
    let keys: Vec<AccessKey> = user.access_keys().try_collect().await?;
    let [key] = &keys[..] else { panic!("expected one key, got {keys:?}") };
    assert_eq!((key.id(), status(key)), (pair.id(), Some(StatusType::Active)), "expected the key of the pair");
    pair.deactivate().await?;
    let key = user.access_keys().first().await?.expect("the key is still there");
    assert_eq!(status(&key), Some(StatusType::Inactive), "expected it to be switched off");
    key.delete().await?;
    assert_eq!(user.access_keys().count().await?, 0, "expected no key after its deletion");
    user.delete().await?;
    Ok(())
}

pub async fn a_user_has_a_password(scene: Scene) -> Outcome {
    let user = Iam::new(&scene.session).user(scene.name("u")).create().await?;
    assert!(!user.login_profile().exists().await?, "expected no password at first");
    user.create_login_profile().with(|r| r.password("Correct-Horse-7").password_reset_required(true)).await?;
    let profile = user.login_profile();
    assert_eq!(profile.load().await?.user_name(), user.name(), "expected the profile of this user");
    profile.update().with(|r| r.password("Battery-Staple-8")).await?;
    profile.delete().await?;
    assert!(!profile.exists().await?, "expected none after its deletion");
    user.delete().await?;
    Ok(())
}

pub async fn a_user_is_in_groups(scene: Scene) -> Outcome {
    let iam = Iam::new(&scene.session);
    let user = iam.user(scene.name("u")).create().await?;
    let group = iam.create_group(|r| r.group_name(scene.name("g"))).await?;
    group.add_user(|r| r.user_name(user.name())).await?;
    let groups: Vec<Group> = user.groups().try_collect().await?;
    assert_eq!(groups, from_ref(&group), "expected the user to know its group");
    let users: Vec<User> = group.users().try_collect().await?;
    assert_eq!(users, from_ref(&user), "expected the group to list its user");
    let listed: Vec<Group> = iam.groups().try_collect().await?;
    assert!(listed.contains(&group), "expected the group in the list");
    assert_eq!(group.load().await?.group_name(), group.name(), "expected the data of this group");

    user.remove_group(|r| r.group_name(group.name())).await?;
    assert_eq!(group.users().count().await?, 0, "expected nobody in the group");
    group.delete().await?;
    assert!(!group.exists().await?, "expected no group after its deletion");
    user.delete().await?;
    Ok(())
}

pub async fn a_user_has_policies_of_its_own(scene: Scene) -> Outcome {
    let user = Iam::new(&scene.session).user(scene.name("u")).create().await?;
    let document = super::policy("s3:GetObject");
    let made = user.create_policy(|r| r.policy_name("read").policy_document(&document)).await?;
    assert_eq!((made.user_name(), made.name()), (user.name(), "read"), "expected the names of the policy");
    let listed: Vec<UserPolicy> = user.policies().try_collect().await?;
    assert_eq!(listed, from_ref(&made), "expected the user to list it");
    let told = made.load().await?.policy_document().to_owned();
    assert!(told.contains("GetObject"), "expected the document, got {told}");
    made.put(|r| r.policy_document(super::policy("s3:PutObject"))).await?;
    let told = made.load().await?.policy_document().to_owned();
    assert!(told.contains("PutObject"), "expected the new document, got {told}");
    made.delete().await?;
    assert!(!made.exists().await?, "expected none after its deletion");
    user.delete().await?;
    Ok(())
}
