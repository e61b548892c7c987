//! What EC2 does for several things in a request, and refuses for some.

use aws_sdk_ec2::operation::accept_vpc_endpoint_connections::AcceptVpcEndpointConnectionsOutput;
use aws_sdk_ec2::operation::associate_application_status_check::AssociateApplicationStatusCheckOutput;
use aws_sdk_ec2::operation::cancel_capacity_reservation_fleets::CancelCapacityReservationFleetsOutput;
use aws_sdk_ec2::operation::cancel_spot_fleet_requests::CancelSpotFleetRequestsOutput;
use aws_sdk_ec2::operation::create_fleet::CreateFleetOutput;
use aws_sdk_ec2::operation::create_flow_logs::CreateFlowLogsOutput;
use aws_sdk_ec2::operation::delete_fleets::DeleteFleetsOutput;
use aws_sdk_ec2::operation::delete_flow_logs::DeleteFlowLogsOutput;
use aws_sdk_ec2::operation::delete_queued_reserved_instances::DeleteQueuedReservedInstancesOutput;
use aws_sdk_ec2::operation::delete_vpc_endpoint_connection_notifications::DeleteVpcEndpointConnectionNotificationsOutput;
use aws_sdk_ec2::operation::delete_vpc_endpoint_service_configurations::DeleteVpcEndpointServiceConfigurationsOutput;
use aws_sdk_ec2::operation::delete_vpc_endpoints::DeleteVpcEndpointsOutput;
use aws_sdk_ec2::operation::disable_application_status_check_suppression::DisableApplicationStatusCheckSuppressionOutput;
use aws_sdk_ec2::operation::disable_fast_snapshot_restores::DisableFastSnapshotRestoresOutput;
use aws_sdk_ec2::operation::disassociate_application_status_check::DisassociateApplicationStatusCheckOutput;
use aws_sdk_ec2::operation::enable_application_status_check_suppression::EnableApplicationStatusCheckSuppressionOutput;
use aws_sdk_ec2::operation::enable_fast_snapshot_restores::EnableFastSnapshotRestoresOutput;
use aws_sdk_ec2::operation::modify_hosts::ModifyHostsOutput;
use aws_sdk_ec2::operation::modify_instance_credit_specification::ModifyInstanceCreditSpecificationOutput;
use aws_sdk_ec2::operation::reject_vpc_endpoint_connections::RejectVpcEndpointConnectionsOutput;
use aws_sdk_ec2::operation::release_hosts::ReleaseHostsOutput;
use aws_sdk_ec2::types::UnsuccessfulItem;
use sotalia_session::error::FailedEntry;

use super::listed::lists_failures;

fn item(refused: &UnsuccessfulItem) -> FailedEntry {
    let error = refused.error();
    let (code, message) = (error.and_then(|error| error.code()), error.and_then(|error| error.message()));
    FailedEntry::new(code, message).named(refused.resource_id())
}

/// An entry of something that holds its error in a structure with a code, which is an enumeration or text, and a message.
macro_rules! nested {
    ($error:ident, $id:ident, $text:expr) => {
        |refused| {
            let error = refused.$error();
            let code = error.and_then(|error| error.code()).map($text);
            FailedEntry::new(code, error.and_then(|error| error.message())).named(refused.$id())
        }
    };
}

/// An entry of a snapshot, with the first of its errors: one for each zone.
macro_rules! snapshot {
    () => {
        |refused| {
            let first = refused.fast_snapshot_restore_state_errors().first();
            let error = first.and_then(|one| one.error());
            let (code, message) = (error.and_then(|error| error.code()), error.and_then(|error| error.message()));
            FailedEntry::new(code, message)
                .named(refused.snapshot_id())
                .qualified(first.and_then(|one| one.availability_zone()))
        }
    };
}

lists_failures! {
    "ec2";
    "AcceptVpcEndpointConnections", AcceptVpcEndpointConnectionsOutput: unsuccessful => item,
    "AssociateApplicationStatusCheck", AssociateApplicationStatusCheckOutput:
        unsuccessful_results => |refused| FailedEntry::new(None, refused.reason()).named(refused.association_value()),
    "CancelCapacityReservationFleets", CancelCapacityReservationFleetsOutput: failed_fleet_cancellations =>
        nested!(cancel_capacity_reservation_fleet_error, capacity_reservation_fleet_id, |code: &str| code);
        successful_fleet_cancellations => |fleet| fleet.capacity_reservation_fleet_id(),
    "CancelSpotFleetRequests", CancelSpotFleetRequestsOutput: unsuccessful_fleet_requests =>
        nested!(error, spot_fleet_request_id, |code: &aws_sdk_ec2::types::CancelBatchErrorCode| code.as_str());
        successful_fleet_requests => |request| request.spot_fleet_request_id(),
    "CreateFleet", CreateFleetOutput: errors =>
        |refused| FailedEntry::new(refused.error_code(), refused.error_message()),
    "CreateFlowLogs", CreateFlowLogsOutput: unsuccessful => item,
    "DeleteFleets", DeleteFleetsOutput: unsuccessful_fleet_deletions =>
        nested!(error, fleet_id, |code: &aws_sdk_ec2::types::DeleteFleetErrorCode| code.as_str());
        successful_fleet_deletions => |fleet| fleet.fleet_id(),
    "DeleteFlowLogs", DeleteFlowLogsOutput: unsuccessful => item,
    "DeleteQueuedReservedInstances", DeleteQueuedReservedInstancesOutput: failed_queued_purchase_deletions =>
        nested!(error, reserved_instances_id, |code: &aws_sdk_ec2::types::DeleteQueuedReservedInstancesErrorCode| code.as_str());
        successful_queued_purchase_deletions => |deleted| deleted.reserved_instances_id(),
    "DeleteVpcEndpointConnectionNotifications", DeleteVpcEndpointConnectionNotificationsOutput: unsuccessful => item,
    "DeleteVpcEndpointServiceConfigurations", DeleteVpcEndpointServiceConfigurationsOutput: unsuccessful => item,
    "DeleteVpcEndpoints", DeleteVpcEndpointsOutput: unsuccessful => item,
    "DisableApplicationStatusCheckSuppression", DisableApplicationStatusCheckSuppressionOutput:
        unsuccessful_results => |refused| FailedEntry::new(None, refused.reason()).named(refused.instance_id()),
    "DisableFastSnapshotRestores", DisableFastSnapshotRestoresOutput: unsuccessful => snapshot!(),
    "DisassociateApplicationStatusCheck", DisassociateApplicationStatusCheckOutput:
        unsuccessful_results => |refused| FailedEntry::new(None, refused.reason()).named(refused.association_value()),
    "EnableApplicationStatusCheckSuppression", EnableApplicationStatusCheckSuppressionOutput:
        unsuccessful_results => |refused| FailedEntry::new(None, refused.reason()).named(refused.instance_id()),
    "EnableFastSnapshotRestores", EnableFastSnapshotRestoresOutput: unsuccessful => snapshot!(),
    "ModifyHosts", ModifyHostsOutput: unsuccessful => item; successful => |id| Some(id.as_str()),
    "ModifyInstanceCreditSpecification", ModifyInstanceCreditSpecificationOutput:
        unsuccessful_instance_credit_specifications => nested!(
            error, instance_id,
            |code: &aws_sdk_ec2::types::UnsuccessfulInstanceCreditSpecificationErrorCode| code.as_str()
        );
        successful_instance_credit_specifications => |instance| instance.instance_id(),
    "RejectVpcEndpointConnections", RejectVpcEndpointConnectionsOutput: unsuccessful => item,
    "ReleaseHosts", ReleaseHostsOutput: unsuccessful => item; successful => |id| Some(id.as_str()),
}

#[cfg(test)]
mod tests {
    use aws_sdk_ec2::operation::delete_fleets::DeleteFleetsOutput;
    use aws_sdk_ec2::operation::delete_flow_logs::DeleteFlowLogsOutput;
    use aws_sdk_ec2::types::{
        DeleteFleetError, DeleteFleetErrorCode, DeleteFleetErrorItem, DeleteFleetSuccessItem, UnsuccessfulItem,
        UnsuccessfulItemError,
    };

    use crate::PartialSuccess;

    #[test]
    fn what_ec2_refused_is_named() {
        let error = UnsuccessfulItemError::builder().code("InvalidFlowLogId.NotFound").message("no").build();
        let item = UnsuccessfulItem::builder().resource_id("fl-1").error(error).build();
        let output = DeleteFlowLogsOutput::builder().unsuccessful(item).build();
        let failure = output.partial_failure().expect("one was refused");
        assert_eq!(failure.to_string(), "1 entry failed; the first: fl-1: InvalidFlowLogId.NotFound: no");
        assert!(DeleteFlowLogsOutput::builder().build().all_succeeded().is_ok(), "nothing failed");

        let error = DeleteFleetError::builder().code(DeleteFleetErrorCode::FleetIdDoesNotExist).build();
        let output = DeleteFleetsOutput::builder()
            .unsuccessful_fleet_deletions(DeleteFleetErrorItem::builder().fleet_id("b").error(error).build())
            .successful_fleet_deletions(DeleteFleetSuccessItem::builder().fleet_id("a").build())
            .build();
        let failure = output.partial_failure().expect("one was refused");
        assert_eq!(failure.succeeded_ids().collect::<Vec<_>>(), ["a"]);
        assert_eq!(failure.failed()[0].code().as_str(), "fleetIdDoesNotExist");
    }
}
