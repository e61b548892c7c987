//! Configurations of types, several in a request.

use aws_sdk_cloudformation::operation::batch_describe_type_configurations::BatchDescribeTypeConfigurationsOutput;
use sotalia_session::error::{FailedEntry, PartialFailure};

use crate::PartialSuccess;

impl PartialSuccess for BatchDescribeTypeConfigurationsOutput {
    /// What failed, and what was not processed and may be asked for again.
    fn partial_failure(&self) -> Option<PartialFailure> {
        let (service, operation) = ("cloudformation", "BatchDescribeTypeConfigurations");
        let refused = PartialFailure::of_failures(service, operation, self.errors(), |refused| {
            let name = refused.type_configuration_identifier().and_then(|one| one.type_arn().or(one.type_name()));
            FailedEntry::new(refused.error_code(), refused.error_message()).named(name)
        });
        let left = self.unprocessed_type_configurations().len();
        let left = PartialFailure::of_unprocessed(service, operation, left);
        let mut failure = refused.into_iter().chain(left).reduce(|mut all, part| {
            all.append(part);
            all
        })?;
        let total = self.type_configurations().len() + failure.failed().len();
        failure = failure.with_total(total);
        Some(failure)
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_cloudformation::operation::batch_describe_type_configurations::BatchDescribeTypeConfigurationsOutput;
    use aws_sdk_cloudformation::types::{BatchDescribeTypeConfigurationsError, TypeConfigurationIdentifier};

    use crate::PartialSuccess;

    #[test]
    fn what_failed_and_what_is_left_are_told() {
        let name = TypeConfigurationIdentifier::builder().type_name("A::B::C").build();
        let refused = BatchDescribeTypeConfigurationsError::builder()
            .error_code("TypeConfigurationNotFoundException")
            .type_configuration_identifier(name.clone())
            .build();
        let output = || BatchDescribeTypeConfigurationsOutput::builder();
        let both = output().errors(refused).unprocessed_type_configurations(name).build();
        let failure = both.partial_failure().expect("nothing was told of either");
        assert_eq!((failure.failed()[0].id(), failure.retryable().count()), (Some("A::B::C"), 1));
        assert_eq!(failure.total(), Some(2));
        assert!(output().build().all_succeeded().is_ok(), "nothing failed");
    }
}
