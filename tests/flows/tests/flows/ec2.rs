//! EC2: networks, instances, volumes and images.

mod images;
mod instances;
mod keys;
mod networks;
mod volumes;

use sotalia::ec2::types::{Filter, InstanceType, Tag};
use sotalia::ec2::{Instance, Subnet, Vpc};
use sotalia::prelude::*;

use crate::scene::Scene;

pub use self::images::*;
pub use self::instances::*;
pub use self::keys::*;
pub use self::networks::*;
pub use self::volumes::*;

/// An image that both servers take; neither asks what is in it.
const IMAGE: &str = "ami-12c6146b";

/// A tag, as the SDK has it.
fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build()
}

/// A filter with one value.
fn filter(name: &str, value: &str) -> Filter {
    Filter::builder().name(name).values(value).build()
}

/// Makes a network with one part.
async fn network(scene: &Scene) -> sotalia::Result<(Vpc, Subnet)> {
    let vpc = Ec2::new(&scene.session).create_vpc().with(|r| r.cidr_block("10.7.0.0/16")).await?;
    let subnet = vpc.create_subnet().with(|r| r.cidr_block("10.7.1.0/24")).await?;
    Ok((vpc, subnet))
}

/// Runs instances in a part of a network.
async fn run(subnet: &Subnet, count: i32) -> sotalia::Result<Vec<Instance>> {
    let kind = InstanceType::T3Micro;
    subnet.create_instances(|r| r.image_id(IMAGE).min_count(count).max_count(count).instance_type(kind)).await
}
