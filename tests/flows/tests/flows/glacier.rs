//! Glacier: vaults, archives, and the jobs that bring them back.

use sotalia::glacier::primitives::ByteStream;
use sotalia::glacier::types::VaultNotificationConfig;
use sotalia::glacier::{Job, Vault};
use sotalia::prelude::*;

use crate::scene::{Outcome, Scene, assert_not_found};

pub async fn a_vault_lives_and_dies(scene: Scene) -> Outcome {
    let glacier = Glacier::new(&scene.session);
    let vault = glacier.create_vault(|r| r.vault_name(scene.name("v"))).await?;
    assert_eq!((vault.account_id(), vault.name()), ("-", &*scene.name("v")), "expected the caller's own account");
    assert_eq!(vault.load().await?.vault_name(), Some(vault.name()), "expected its description");
    let listed: Vec<Vault> = glacier.vaults().try_collect().await?;
    assert!(listed.contains(&vault), "expected it in the list, got {listed:?}");
    let of_account: Vec<Vault> = glacier.account("-").vaults().try_collect().await?;
    assert!(of_account.contains(&vault), "expected it in the account's list, got {of_account:?}");
    assert_eq!(vault.account(), glacier.account("-"), "expected the vault to know its account");
    vault.delete().await?;
    assert!(!vault.exists().await?, "expected no vault after its deletion");
    Ok(())
}

pub async fn a_missing_vault_is_not_found(scene: Scene) -> Outcome {
    let missing = Glacier::new(&scene.session).vault("-", scene.name("none"));
    assert_not_found(missing.load().await, "a vault that was never made");
    assert!(!missing.exists().await?, "expected that it does not exist");
    assert!(missing.load_if_exists().await?.is_none(), "expected no data of it");
    Ok(())
}

pub async fn an_archive_comes_back_by_a_job(scene: Scene) -> Outcome {
    let vault = Glacier::new(&scene.session).create_vault(|r| r.vault_name(scene.name("v"))).await?;
    let body = b"the river dolphin".to_vec();
    let archive = vault.upload_archive(|r| r.body(ByteStream::from(body.clone()))).await?;
    assert_eq!(archive.vault(), vault, "expected the archive to know its vault");

    let job = archive.initiate_archive_retrieval().await?;
    let data = job.load().await?;
    assert_eq!(data.archive_id(), Some(archive.id()), "expected a job about this archive");
    let jobs: Vec<Job> = vault.jobs().try_collect().await?;
    assert!(jobs.contains(&job), "expected the vault to list it, got {jobs:?}");
    for _ in 0..100 {
        if job.reload().await?.completed() {
            break;
        }
        tokio::time::sleep(crate::scene::PAUSE).await;
    }
    let output = job.get_output().await?;
    let read = output.body.collect().await.expect("the body can be read").to_vec();
    assert_eq!(read, body, "expected what was uploaded");
    archive.delete().await?;
    vault.delete().await?;
    Ok(())
}

pub async fn an_inventory_is_a_job(scene: Scene) -> Outcome {
    let vault = Glacier::new(&scene.session).create_vault(|r| r.vault_name(scene.name("v"))).await?;
    let archive = vault.upload_archive(|r| r.body(ByteStream::from_static(b"x"))).await?;
    let job = vault.initiate_inventory_retrieval().await?;
    for _ in 0..100 {
        if job.reload().await?.completed() {
            break;
        }
        tokio::time::sleep(crate::scene::PAUSE).await;
    }
    let output = job.get_output().await?;
    let read = output.body.collect().await.expect("the body can be read").to_vec();
    let text = String::from_utf8_lossy(&read).into_owned();
    assert!(text.contains(archive.id()), "expected the archive in the inventory, got {text}");
    Ok(())
}

pub async fn an_upload_in_parts_is_listed(scene: Scene) -> Outcome {
    let vault = Glacier::new(&scene.session).create_vault(|r| r.vault_name(scene.name("v"))).await?;
    let upload = vault.initiate_multipart_upload().with(|r| r.part_size("1048576")).await?;
    assert_eq!(vault.multipart_uploads().count().await?, 1, "expected the vault to list it");
    upload.abort().await?;
    Ok(())
}

pub async fn notifications_are_set_and_deleted(scene: Scene) -> Outcome {
    let vault = Glacier::new(&scene.session).create_vault(|r| r.vault_name(scene.name("v"))).await?;
    let notification = vault.notification();
    let config = VaultNotificationConfig::builder().sns_topic("arn:aws:sns:us-east-1:123456789012:t");
    let config = config.events("ArchiveRetrievalCompleted").build();
    notification.set().with(|r| r.vault_notification_config(config)).await?;
    let events = notification.load().await?.events().to_vec();
    assert_eq!(events, ["ArchiveRetrievalCompleted"], "expected what was set");
    notification.delete().await?;
    assert!(!notification.exists().await?, "expected none after its deletion");
    Ok(())
}
