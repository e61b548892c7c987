//! The table is small, and what is in it is found.

use super::{Retry, find, is_same, known_name, name, service_number};
use crate::generated::catalogue as table;
use crate::{ErrorKind, classify};

#[test]
fn every_name_finds_itself() {
    for number in 0..table::GENERAL.len() {
        assert_eq!(known_name(name(number)), Some(name(number)), "the name {number}");
    }
    for missing in ["", "NoSuchBucke", "nosuchbucket", "NoSuchBucketX"] {
        assert_eq!(known_name(missing), None, "{missing:?} is no code");
    }
}

#[test]
fn every_service_finds_its_rows() {
    let numbers = table::SERVICE_NUMBERS.iter().enumerate();
    for (at, number) in numbers {
        let range = table::SERVICE_STARTS[at] as usize..table::SERVICE_STARTS[at + 1] as usize;
        let service = &table::SERVICE_NAMES[range];
        assert_eq!(service_number(service), Some(*number), "{service}");
        let rows =
            usize::from(table::RANGES[usize::from(*number)])..usize::from(table::RANGES[usize::from(*number) + 1]);
        for (code, _) in &table::ROWS[rows] {
            let found = find(Some(service), name(usize::from(*code))).expect("it is in the table");
            assert!(found.is_of_service(), "{service}: {}", name(usize::from(*code)));
        }
    }
    assert_eq!(service_number("s4"), None, "no service");
}

#[test]
fn the_table_takes_less_than_200_kilobytes() {
    let patterns = size_of_val(&table::PATTERNS);
    let bytes = table::NAMES.len()
        + size_of_val(&table::STARTS)
        + size_of_val(&table::SLOTS)
        + size_of_val(&table::GENERAL)
        + table::SERVICE_NAMES.len()
        + size_of_val(&table::SERVICE_STARTS)
        + size_of_val(&table::SERVICE_NUMBERS)
        + size_of_val(&table::RANGES)
        + size_of_val(&table::ROWS)
        + size_of_val(&table::ALIASES)
        + size_of_val(&table::STATUSES)
        + patterns;
    // For `cargo xtask errors --measure`.
    println!("the table takes {bytes} bytes");
    assert!(bytes < 200_000, "{bytes} bytes");
}

#[test]
fn services_go_by_both_names() {
    let check = |service, code, kind| assert_eq!(classify(Some(service), Some(code), None), kind, "{service}: {code}");
    for service in ["sfn", "stepfunctions"] {
        check(service, "ExecutionNotRedrivable", ErrorKind::Conflict);
    }
    for service in ["elasticloadbalancingv2", "elbv2"] {
        check(service, "CapacityReservationPending", ErrorKind::Conflict);
    }
}

#[test]
fn models_tell_whether_to_ask_again() {
    let check = |service, code, retry| {
        let found = find(Some(service), code).expect("it is known");
        assert_eq!(found.retry(), retry, "{service}: {code}");
    };
    check("kinesis", "LimitExceededException", Some(Retry::Throttling));
    check("dynamodb", "ProvisionedThroughputExceededException", Some(Retry::Throttling));
    check("sts", "IDPCommunicationError", Some(Retry::Transient));
    check("s3", "OperationAborted", Some(Retry::Transient));
    check("s3", "NoSuchKey", None);
    check("bedrockruntime", "ModelNotReadyException", Some(Retry::Transient));
}

#[test]
fn a_code_and_its_shape_are_the_same() {
    let check =
        |service, one, other, same| assert_eq!(is_same(service, one, other), same, "{service:?}: {one}, {other}");
    check(Some("sqs"), "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", true);
    check(Some("sqs"), "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", true);
    check(Some("sqs"), "QueueNameExists", "AWS.SimpleQueueService.NonExistentQueue", false);
    check(Some("cloudwatch"), "DashboardNotFoundError", "ResourceNotFound", true);
    check(Some("rds"), "DBInstanceNotFoundFault", "DBInstanceNotFound", true);
    check(Some("s3"), "DBInstanceNotFoundFault", "DBInstanceNotFound", false);
    check(None, "NewCode", "NewCode", true);
    check(None, "NewCode", "OldCode", false);
}
