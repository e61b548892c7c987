//! Errors of the SDK's waiters.

use std::time::Duration;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::waiters::FinalPoll;
use aws_smithy_runtime_api::client::waiters::error::{ExceededMaxWait, FailureState, OperationFailed, WaiterError};
use aws_smithy_types::error::ErrorMetadata;
use sotalia_error::{Error, LocalError};

use crate::mimic::aws_sdk_s3::operation::head_object::HeadObjectError;
use crate::mimic::{OperationError, response};

type Failure = WaiterError<(), HeadObjectError>;

fn check(failure: Failure, local: Option<LocalError>, line: &str) {
    let error = Error::from(failure);
    assert_eq!(error.to_string(), line);
    assert_eq!(error.local_error(), local, "{line}");
}

#[test]
fn waiters() {
    check(
        Failure::ExceededMaxWait(ExceededMaxWait::new(Duration::from_secs(10), Duration::from_millis(10_200), 4)),
        Some(LocalError::WaiterTimeout),
        "s3.HeadObject: WaiterTimeout: not reached in 10.2 s, after 4 polls; raise the time limit of 10.0 s, or look at the resource",
    );
    check(
        Failure::FailureState(FailureState::new(FinalPoll::new(Ok(())))),
        Some(LocalError::WaiterFailed),
        "s3.HeadObject: WaiterFailed: the resource is in a state that ends the wait",
    );
    let refused = || HeadObjectError::generic(ErrorMetadata::builder().code("AccessDenied").message("not you").build());
    check(
        Failure::FailureState(FailureState::new(FinalPoll::new(Err(refused())))),
        Some(LocalError::WaiterFailed),
        "s3.HeadObject: WaiterFailed: AccessDenied: not you",
    );
    check(
        Failure::OperationFailed(OperationFailed::new(SdkError::service_error(refused(), response(403, &[], "")))),
        None,
        "s3.HeadObject: AccessDenied: not you (403)",
    );
    check(
        Failure::construction_failure("no bucket"),
        Some(LocalError::InvalidParameter),
        "s3.HeadObject: InvalidParameter: no bucket",
    );
}
