//! What a server cannot do, by name and with the reason. A flow that is named here and works fails the test, and so does one
//! that fails of another cause.

use sotalia_tests::Server;

/// A flow that a server cannot carry.
#[derive(Debug)]
pub struct Exception {
    pub server: Server,
    /// `service::flow`.
    pub flow: &'static str,
    /// A piece of the failure.
    pub failure: &'static str,
    /// What the server lacks.
    pub reason: &'static str,
}

/// The exception of a flow on a server.
pub fn exception(server: Server, flow: &str) -> Option<&'static Exception> {
    EXCEPTIONS.iter().find(|row| row.server == server && row.flow == flow)
}

const fn moto(flow: &'static str, failure: &'static str, reason: &'static str) -> Exception {
    Exception { server: Server::Moto, flow, failure, reason }
}

const fn ministack(flow: &'static str, failure: &'static str, reason: &'static str) -> Exception {
    Exception { server: Server::Ministack, flow, failure, reason }
}

/// The SDK's crate speaks rpc-v2-cbor to CloudWatch, and nothing else.
const NO_CBOR: &str = "moto does not speak rpc-v2-cbor";
const NO_GLACIER: &str = "ministack has no Glacier, and answers as S3";

/// All exceptions.
pub const EXCEPTIONS: &[Exception] = &[
    moto("cloudwatch::an_alarm_lives_and_dies", "PutMetricAlarm: 404 Not Found with an HTML body", NO_CBOR),
    moto("cloudwatch::an_alarm_has_a_history", "PutMetricAlarm: 404 Not Found with an HTML body", NO_CBOR),
    moto("cloudwatch::a_missing_alarm_is_not_found", "DescribeAlarms: 404 Not Found with an HTML body", NO_CBOR),
    moto("cloudwatch::alarms_are_handled_together", "PutMetricAlarm: 404 Not Found with an HTML body", NO_CBOR),
    moto("cloudwatch::data_come_back_as_statistics", "PutMetricData: 404 Not Found with an HTML body", NO_CBOR),
    moto("ec2::a_placement_group_lives_and_dies", "CreatePlacementGroup: 500", "moto makes no placement groups"),
    moto("glacier::an_upload_in_parts_is_listed", "InitiateMultipartUpload: 404", "moto has no uploads in parts"),
    moto("glacier::notifications_are_set_and_deleted", "SetVaultNotifications: 404", "moto has no notifications"),
    ministack(
        "ec2::a_network_lists_its_instances",
        "expected the network to list its instances",
        "ministack does not filter instances by network",
    ),
    ministack("ec2::a_rule_is_set_once", "the rule is there", "ministack takes the same rule twice"),
    ministack(
        "ec2::an_image_lives_and_dies",
        "InvalidAction: Unknown EC2 action: CreateImage",
        "ministack makes no images",
    ),
    ministack(
        "ec2::an_instance_is_modified",
        "InvalidAction: Unknown EC2 action: ModifyInstanceAttribute",
        "ministack modifies no instances",
    ),
    ministack(
        "ec2::an_instance_without_a_key_pair_names_none",
        "expected no key pair",
        "ministack names a key pair of every instance, if an empty one",
    ),
    ministack("glacier::a_vault_lives_and_dies", "CreateVault: invalid input (400)", NO_GLACIER),
    ministack("glacier::a_missing_vault_is_not_found", "DescribeVault: invalid input (400)", NO_GLACIER),
    ministack("glacier::an_archive_comes_back_by_a_job", "CreateVault: invalid input (400)", NO_GLACIER),
    ministack("glacier::an_inventory_is_a_job", "CreateVault: invalid input (400)", NO_GLACIER),
    ministack("glacier::an_upload_in_parts_is_listed", "CreateVault: invalid input (400)", NO_GLACIER),
    ministack("glacier::notifications_are_set_and_deleted", "CreateVault: invalid input (400)", NO_GLACIER),
    ministack("iam::a_user_gets_another_name", "Unknown IAM action: UpdateUser", "ministack renames no users"),
    ministack(
        "iam::another_version_becomes_the_default",
        "Unknown IAM action: SetDefaultPolicyVersion",
        "ministack lacks SetDefaultPolicyVersion",
    ),
    ministack(
        "sns::an_application_lists_its_endpoints",
        "Unknown action: ListEndpointsByPlatformApplication",
        "ministack does not list endpoints",
    ),
    ministack(
        "sqs::a_dead_letter_queue_knows_its_sources",
        "InvalidAction: The action ListDeadLetterSourceQueues",
        "ministack lacks ListDeadLetterSourceQueues",
    ),
];
