//! Images of instances.

use sotalia::ec2::Image;
use sotalia::prelude::*;

use super::{network, run};
use crate::scene::{Outcome, PAUSE, Scene, assert_not_found};

pub async fn an_image_lives_and_dies(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let (_, subnet) = network(&scene).await?;
    let instances = run(&subnet, 1).await?;
    let instance = &instances[0];
    let image = instance.create_image(|r| r.name(scene.name("image"))).await?;
    let answer = image.wait_until_exists().delay(PAUSE).await?.expect("a wait for what exists ends with an answer");
    let names: Vec<_> = answer.images().iter().filter_map(|image| image.name()).collect();
    assert_eq!(names, [scene.name("image")], "expected the answer that ended the wait");
    let listed: Vec<Image> = ec2.images().filter(|r| r.owners("self")).try_collect().await?;
    assert!(listed.contains(&image), "expected it among the caller's own");
    image.deregister().await?;
    assert!(!image.exists().await?, "expected no image after it is deregistered");
    instance.terminate().await?;
    Ok(())
}

pub async fn a_missing_image_is_not_found(scene: Scene) -> Outcome {
    let missing = Ec2::new(&scene.session).image("ami-0d7e5a91c3b8f2604");
    assert_not_found(missing.load().await, "an image that was never made");
    assert!(!missing.exists().await?, "expected that it does not exist");
    Ok(())
}
