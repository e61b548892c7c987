//! Networks: their parts, groups, gateways and routes.

use std::slice::from_ref;

use sotalia::ec2::operation::describe_vpcs::DescribeVpcsOutput;
use sotalia::ec2::types::{IpPermission, IpRange};
use sotalia::ec2::{Route, SecurityGroup, Subnet, Vpc};
use sotalia::prelude::*;

use super::{filter, network, tag};
use crate::scene::{Outcome, PAUSE, Scene, assert_not_found};

pub async fn a_network_lives_and_dies(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let vpc = ec2.create_vpc().with(|r| r.cidr_block("10.7.0.0/16")).await?;
    let made = vpc.data().expect("the answer to the creation tells of the network");
    assert_eq!(made.cidr_block(), Some("10.7.0.0/16"), "expected what was made");
    let subnet = vpc.create_subnet().with(|r| r.cidr_block("10.7.1.0/24")).await?;
    let available = vpc.wait_until_available().delay(PAUSE).await?;
    let states: Vec<_> = available.iter().flat_map(DescribeVpcsOutput::vpcs).filter_map(|vpc| vpc.vpc_id()).collect();
    assert_eq!(states, [vpc.id()], "expected the answer that ended the wait");
    vpc.wait_until_exists().delay(PAUSE).await?;
    let listed: Vec<Vpc> = ec2.vpcs().try_collect().await?;
    assert!(listed.contains(&vpc), "expected it in the list");
    let subnets: Vec<Subnet> = vpc.subnets().try_collect().await?;
    assert_eq!(subnets, from_ref(&subnet), "expected the network to list its part");

    let by_id = ec2.subnet(subnet.id());
    assert!(by_id.data().is_none(), "expected nothing to be known of a part by its identifier");
    assert_eq!(by_id.vpc().await?, Some(vpc.clone()), "expected the part to name its network once it is asked");
    assert!(by_id.data().is_some(), "expected the reference to have loaded the part");

    subnet.delete().await?;
    assert!(!subnet.exists().await?, "expected no part after its deletion");
    vpc.delete().await?;
    assert!(!vpc.exists().await?, "expected no network after its deletion");
    Ok(())
}

pub async fn what_was_never_made_is_not_found(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let vpc = ec2.vpc("vpc-0d7e5a91c3b8f2604");
    assert_not_found(vpc.load().await, "a network that was never made");
    assert!(!vpc.exists().await?, "expected that it does not exist");
    assert!(vpc.load_if_exists().await?.is_none(), "expected no data of it");
    assert!(!ec2.subnet("subnet-0d7e5a91c3b8f2604").exists().await?, "expected no part of a network");
    assert!(!ec2.instance("i-0d7e5a91c3b8f2604").exists().await?, "expected no instance");
    assert_not_found(ec2.instance("i-0d7e5a91c3b8f2604").vpc().await, "the network of an instance that is not there");
    assert!(!ec2.volume("vol-0d7e5a91c3b8f2604").exists().await?, "expected no volume");
    assert!(!ec2.snapshot("snap-0d7e5a91c3b8f2604").exists().await?, "expected no snapshot");
    assert!(!ec2.key_pair(scene.name("none")).exists().await?, "expected no key pair");
    Ok(())
}

pub async fn a_group_that_was_never_made_is_not_found(scene: Scene) -> Outcome {
    let missing = Ec2::new(&scene.session).security_group("sg-0d7e5a91c3b8f2604");
    assert_not_found(missing.load().await, "a group that was never made");
    assert!(!missing.exists().await?, "expected that it does not exist");
    Ok(())
}

/// A rule that lets HTTPS in.
fn https() -> IpPermission {
    let rule = IpPermission::builder().ip_protocol("tcp").from_port(443).to_port(443);
    rule.ip_ranges(IpRange::builder().cidr_ip("10.0.0.0/8").build()).build()
}

pub async fn a_security_group_allows_and_revokes(scene: Scene) -> Outcome {
    let (vpc, subnet) = network(&scene).await?;
    let group = vpc.create_security_group(|r| r.group_name(scene.name("web")).description("of a test")).await?;
    let data = group.load().await?;
    assert_eq!((data.vpc_id(), data.description()), (Some(vpc.id()), Some("of a test")), "expected what was made");
    let groups: Vec<SecurityGroup> = vpc.security_groups().try_collect().await?;
    assert!(groups.contains(&group), "expected the network to list it");

    group.authorize_ingress().with(|r| r.ip_permissions(https())).await?;
    assert!(group.data().is_none(), "expected a change to clear what was known");
    let ports: Vec<_> = group.load().await?.ip_permissions().iter().filter_map(IpPermission::from_port).collect();
    assert_eq!(ports, [443], "expected the rule that was set");
    group.revoke_ingress().with(|r| r.ip_permissions(https())).await?;
    assert!(group.load().await?.ip_permissions().is_empty(), "expected no rule any more");

    group.delete().await?;
    assert!(!group.exists().await?, "expected no group after its deletion");
    subnet.delete().await?;
    vpc.delete().await?;
    Ok(())
}

pub async fn a_rule_is_set_once(scene: Scene) -> Outcome {
    let (vpc, _) = network(&scene).await?;
    let group = vpc.create_security_group(|r| r.group_name(scene.name("web")).description("of a test")).await?;
    group.authorize_ingress().with(|r| r.ip_permissions(https())).await?;
    let twice = group.authorize_ingress().with(|r| r.ip_permissions(https())).await.expect_err("the rule is there");
    assert!(twice.is_already_exists(), "expected that it exists, got {}", twice.report());
    group.delete().await?;
    Ok(())
}

pub async fn a_gateway_is_attached_and_routed_to(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let (vpc, subnet) = network(&scene).await?;
    let gateway = ec2.create_internet_gateway().await?;
    gateway.attach_to_vpc(|r| r.vpc_id(vpc.id())).await?;
    assert_eq!(vpc.internet_gateways().try_collect::<Vec<_>>().await?, from_ref(&gateway), "expected it at the network");

    let table = vpc.create_route_table().await?;
    assert_eq!(table.vpc().await?, Some(vpc.clone()), "expected the table to name its network");
    let route = table.create_route().with(|r| r.destination_cidr_block("0.0.0.0/0").gateway_id(gateway.id())).await?;
    assert_eq!(route.destination_cidr_block(), "0.0.0.0/0", "expected the route that was made");
    table.reload().await?;
    let routes: Vec<Route> = table.routes().await?;
    assert!(routes.contains(&route), "expected the table to have it, got {routes:?}");
    let association = table.associate_with_subnet().with(|r| r.subnet_id(subnet.id())).await?;
    table.reload().await?;
    assert_eq!(table.associations().await?, from_ref(&association), "expected the table to be associated");

    association.delete().await?;
    route.delete().await?;
    table.delete().await?;
    gateway.detach_from_vpc(|r| r.vpc_id(vpc.id())).await?;
    gateway.delete().await?;
    assert!(!gateway.exists().await?, "expected no gateway after its deletion");
    Ok(())
}

pub async fn networks_are_tagged_and_found_by_tag(scene: Scene) -> Outcome {
    let ec2 = Ec2::new(&scene.session);
    let (vpc, subnet) = network(&scene).await?;
    let name = scene.name("tagged");
    let tags = ec2.create_tags(|r| r.resources(vpc.id()).resources(subnet.id()).tags(tag("flow", &name))).await?;
    let told: Vec<_> = tags.iter().map(|tag| (tag.resource_id(), tag.key(), tag.value())).collect();
    assert_eq!(told, [(vpc.id(), "flow", &*name), (subnet.id(), "flow", &*name)], "expected a tag of each resource");
    let found: Vec<Vpc> = ec2.vpcs().filter(|r| r.filters(filter("tag:flow", &name))).try_collect().await?;
    assert_eq!(found, from_ref(&vpc), "expected the network that has the tag");
    assert_eq!(tags[0].load().await?.value(), Some(&*name), "expected the tag to be described");

    for tag in &tags {
        tag.delete().await?;
    }
    // As in boto3, a tag is looked for by key and value: it is there while any resource has it.
    assert!(!tags[0].exists().await?, "expected no tag after the deletion of both");
    let found: Vec<Vpc> = ec2.vpcs().filter(|r| r.filters(filter("tag:flow", &name))).try_collect().await?;
    assert_eq!(found, [], "expected no network with the tag");
    subnet.delete().await?;
    vpc.delete().await?;
    Ok(())
}

pub async fn a_network_interface_is_made_in_a_subnet(scene: Scene) -> Outcome {
    let (vpc, subnet) = network(&scene).await?;
    let interface = subnet.create_network_interface().with(|r| r.description("of a test")).await?;
    assert_eq!(interface.vpc().await?, Some(vpc.clone()), "expected it to name its network");
    assert_eq!(interface.subnet().await?, Some(subnet.clone()), "expected it to name its part");
    assert!(interface.association().await?.is_none(), "expected no address that reaches it from outside");
    let listed: Vec<_> = subnet.network_interfaces().try_collect().await?;
    assert_eq!(listed, from_ref(&interface), "expected the part to list it");
    interface.delete().await?;
    assert!(!interface.exists().await?, "expected none after its deletion");
    Ok(())
}
