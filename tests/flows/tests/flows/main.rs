//! The life of resources: each flow creates, lists, loads, acts, waits and deletes through resources alone, on each server.
//!
//! A server that is not there is reported as skipped, and so is a flow that a server cannot carry: see `exceptions`.

mod exceptions;
mod scene;

/// Makes a test of each flow of each service, for each server. A service is a feature, so that one can be worked on without
/// the SDKs of the others.
macro_rules! flows {
    ($($feature:literal $service:ident: $($flow:ident)+;)+) => {
        $(
            #[cfg(feature = $feature)]
            mod $service;
        )+

        /// The names of all flows, `service::flow`.
        const FLOWS: &[&str] = &[$($(concat!(stringify!($service), "::", stringify!($flow))),+),+];

        flows! { @on moto, Moto, $($feature $service: $($flow)+;)+ }
        flows! { @on ministack, Ministack, $($feature $service: $($flow)+;)+ }
    };
    (@on $server:ident, $variant:ident, $($feature:literal $service:ident: $($flow:ident)+;)+) => {
        mod $server {
            $(
                #[cfg(feature = $feature)]
                mod $service {
                    $(
                        #[test]
                        fn $flow() {
                            let name = concat!(stringify!($service), "::", stringify!($flow));
                            crate::scene::run(sotalia_tests::Server::$variant, name, |scene| {
                                Box::pin(crate::$service::$flow(scene))
                            });
                        }
                    )+
                }
            )+
        }
    };
}

flows! {
    "cloudformation" cloudformation:
        a_stack_lives_and_dies
        a_stack_that_was_deleted_is_not_found
        a_missing_stack_is_not_found
        a_stack_lists_what_is_in_it
        a_resource_of_a_stack_is_loaded
        a_stack_is_updated;
    "cloudwatch" cloudwatch:
        an_alarm_lives_and_dies
        an_alarm_has_a_history
        a_missing_alarm_is_not_found
        alarms_are_handled_together
        data_come_back_as_statistics;
    "dynamodb" dynamodb:
        a_table_lives_and_dies
        a_missing_table_is_not_found
        items_are_put_got_changed_and_deleted
        items_are_queried_and_scanned
        items_are_written_and_read_in_batches;
    "ec2" ec2:
        an_image_lives_and_dies
        a_missing_image_is_not_found
        an_instance_lives_and_dies
        an_instance_is_tagged
        an_instance_without_a_key_pair_names_none
        a_network_lists_its_instances
        instances_are_handled_together
        an_instance_is_modified
        an_instance_is_described_by_attribute
        a_key_pair_lives_and_dies
        a_placement_group_lives_and_dies
        a_network_lives_and_dies
        what_was_never_made_is_not_found
        a_group_that_was_never_made_is_not_found
        a_security_group_allows_and_revokes
        a_rule_is_set_once
        a_gateway_is_attached_and_routed_to
        networks_are_tagged_and_found_by_tag
        a_network_interface_is_made_in_a_subnet
        a_volume_lives_and_dies
        a_volume_is_attached_and_detached
        a_snapshot_lives_and_dies;
    "glacier" glacier:
        a_vault_lives_and_dies
        a_missing_vault_is_not_found
        an_archive_comes_back_by_a_job
        an_inventory_is_a_job
        an_upload_in_parts_is_listed
        notifications_are_set_and_deleted;
    "iam" iam:
        a_policy_has_versions
        another_version_becomes_the_default
        a_policy_is_attached_to_all_kinds
        a_policy_lists_who_has_it
        an_account_has_a_password_policy
        an_account_is_summed_up
        a_role_lives_and_dies
        a_role_has_policies_of_its_own
        an_instance_profile_holds_a_role
        a_user_lives_and_dies
        a_user_gets_another_name
        a_missing_user_is_not_found
        a_users_keys_are_made_and_switched_off
        a_user_has_a_password
        a_user_is_in_groups
        a_user_has_policies_of_its_own;
    "s3" s3:
        a_bucket_lives_and_dies_with_its_objects;
    "sns" sns:
        a_topic_lives_and_dies
        a_missing_topic_is_not_found
        what_is_published_reaches_a_queue
        a_device_is_an_endpoint_of_an_application
        an_application_lists_its_endpoints;
    "sqs" sqs:
        a_queue_lives_and_dies
        a_missing_queue_is_not_found
        messages_are_sent_received_and_deleted
        messages_are_handled_ten_at_a_time
        queues_are_listed_by_pages
        a_dead_letter_queue_knows_its_sources;
}

#[test]
fn every_exception_names_a_flow_once() {
    for (index, exception) in exceptions::EXCEPTIONS.iter().enumerate() {
        let (server, flow) = (exception.server, exception.flow);
        assert!(FLOWS.contains(&flow), "{server}/{flow}: expected the name of a flow");
        let before = exceptions::EXCEPTIONS[..index].iter().find(|row| (row.server, row.flow) == (server, flow));
        assert!(before.is_none(), "{server}/{flow}: expected one row, got another: {before:?}");
    }
}
