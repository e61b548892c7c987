//! Secrets, several in a request.

use aws_sdk_secretsmanager::operation::batch_get_secret_value::BatchGetSecretValueOutput;
use sotalia_session::error::FailedEntry;

use super::listed::lists_failures;

lists_failures! {
    "secretsmanager";
    "BatchGetSecretValue", BatchGetSecretValueOutput:
        errors => |refused| FailedEntry::new(refused.error_code(), refused.message()).named(refused.secret_id());
        secret_values => |value| value.name(),
}

#[cfg(test)]
mod tests {
    use aws_sdk_secretsmanager::operation::batch_get_secret_value::BatchGetSecretValueOutput;
    use aws_sdk_secretsmanager::types::{ApiErrorType, SecretValueEntry};

    use crate::PartialSuccess;

    #[test]
    fn secrets_that_were_refused_are_named() {
        let refused = ApiErrorType::builder().secret_id("b").error_code("AccessDeniedException").message("no").build();
        let read = SecretValueEntry::builder().name("a").secret_string("hidden").build();
        let output = BatchGetSecretValueOutput::builder().errors(refused).secret_values(read).build();
        let failure = output.partial_failure().expect("one was refused");
        assert_eq!(failure.to_string(), "1 of 2 entries failed; the first: b: AccessDeniedException: no");
        assert!(!format!("{failure:?}").contains("hidden"), "no secret is told");
        assert!(BatchGetSecretValueOutput::builder().build().all_succeeded().is_ok(), "nothing failed");
    }
}
