//! The tables hold what the look-ups rely on, and names that are nearly right are recognized.

use super::Endpoints;
use super::generated::{PARTITIONS, SERVICES};
use super::nearest_region;
use crate::Session;
use crate::platform::Platform;

async fn session() -> Session {
    let builder = Session::builder().platform(Platform::with_variables([("HOME", "/no-such-home")]));
    builder.anonymous().load().await.expect("an anonymous session needs nothing")
}

#[test]
fn the_tables_are_sorted() {
    assert!(SERVICES.is_sorted_by_key(|service| service.name), "services by name");
    for partition in PARTITIONS {
        assert!(partition.regions.is_sorted(), "regions of {}", partition.name);
        assert!(partition.services.is_sorted_by_key(|endpoints| endpoints.service), "services of {}", partition.name);
        let regions = partition.regions.len();
        for Endpoints { service, regions: bits, .. } in partition.services {
            assert_eq!(bits.checked_shr(regions as u32).unwrap_or(0), 0, "{service} has regions of {}", partition.name);
        }
    }
}

#[tokio::test]
async fn both_names_of_a_service_give_its_regions() {
    let session = session().await;
    for (boto3, sdk) in
        [("stepfunctions", "sfn"), ("ce", "costexplorer"), ("logs", "cloudwatchlogs"), ("dms", "databasemigration")]
    {
        let regions = session.available_regions(boto3, "aws");
        assert!(!session.available_endpoints(boto3, "aws").is_empty(), "{boto3} has endpoints");
        assert_eq!(session.available_regions(sdk, "aws"), regions, "{sdk} is {boto3}");
    }
}

#[tokio::test]
async fn what_is_not_known_has_no_regions() {
    let session = session().await;
    for (service, partition) in [("s4", "aws"), ("s3", "aws-moon"), ("", "aws"), ("elasticloadbalancing", "")] {
        assert_eq!(session.available_regions(service, partition), [""; 0], "of {service:?} in {partition:?}");
        assert_eq!(session.available_endpoints(service, partition), [""; 0], "of {service:?} in {partition:?}");
    }
}

#[tokio::test]
async fn endpoints_that_are_not_of_a_region_are_apart() {
    let session = session().await;
    assert!(session.available_regions("s3", "aws").contains(&"eu-west-1"), "S3 is in eu-west-1");
    assert!(!session.available_regions("s3", "aws").contains(&"aws-global"), "aws-global is no region");
    assert!(session.available_endpoints("s3", "aws").contains(&"aws-global"), "aws-global is an endpoint");
    assert_eq!(session.available_regions("iam", "aws"), [""; 0], "IAM is not divided into regions");
    assert_eq!(session.available_regions("s3", "aws-cn"), ["cn-north-1", "cn-northwest-1"]);
}

#[tokio::test]
async fn a_region_of_no_partition_is_an_error_with_a_way_out() {
    let session = session().await;
    let cases = [
        ("eu_west_1", "did you mean \"eu-west-1\"?"),
        ("moon", "a region is named like \"eu-west-1\""),
        ("", "a region is named like \"eu-west-1\""),
        ("us-east-", "did you mean \"us-east-1\"?"),
    ];
    for (region, expected) in cases {
        let error = session.partition_for_region(region).expect_err("it is of no partition").to_string();
        assert!(error.contains(expected) && error.contains(&format!("{region:?}")), "expected {expected:?}: {error}");
    }
}

#[test]
fn nearly_right_regions_are_recognized() {
    let check = |name: &str, expected: Option<&str>| assert_eq!(nearest_region(name), expected, "of {name:?}");
    check("us_east_1", Some("us-east-1"));
    check(" US-EAST-1 ", Some("us-east-1"));
    check("us-esat-1", Some("us-east-1"));
    check("eu-central1", Some("eu-central-1"));
    check("frankfurt", None);
}
