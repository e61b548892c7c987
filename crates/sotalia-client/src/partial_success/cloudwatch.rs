//! The rules of CloudWatch, several in a request.

use aws_sdk_cloudwatch::operation::delete_insight_rules::DeleteInsightRulesOutput;
use aws_sdk_cloudwatch::operation::disable_insight_rules::DisableInsightRulesOutput;
use aws_sdk_cloudwatch::operation::enable_insight_rules::EnableInsightRulesOutput;
use aws_sdk_cloudwatch::operation::put_managed_insight_rules::PutManagedInsightRulesOutput;
use aws_sdk_cloudwatch::types::PartialFailure as Refused;
use sotalia_session::error::FailedEntry;

use super::listed::lists_failures;

fn entry(refused: &Refused) -> FailedEntry {
    let code = refused.exception_type().or(refused.failure_code());
    FailedEntry::new(code, refused.failure_description()).named(refused.failure_resource())
}

lists_failures! {
    "cloudwatch";
    "DeleteInsightRules", DeleteInsightRulesOutput: failures => entry,
    "DisableInsightRules", DisableInsightRulesOutput: failures => entry,
    "EnableInsightRules", EnableInsightRulesOutput: failures => entry,
    "PutManagedInsightRules", PutManagedInsightRulesOutput: failures => entry,
}

#[cfg(test)]
mod tests {
    use aws_sdk_cloudwatch::operation::delete_insight_rules::DeleteInsightRulesOutput;
    use aws_sdk_cloudwatch::types::PartialFailure as Refused;

    use crate::PartialSuccess;

    #[test]
    fn rules_that_were_refused_are_named() {
        let refused =
            Refused::builder().failure_resource("rule").exception_type("ResourceNotFound").failure_code("404");
        let output = DeleteInsightRulesOutput::builder().failures(refused.build()).build();
        let failure = output.partial_failure().expect("one was refused");
        assert_eq!((failure.failed()[0].id(), failure.failed()[0].code().as_str()), (Some("rule"), "ResourceNotFound"));
        assert!(DeleteInsightRulesOutput::builder().build().all_succeeded().is_ok(), "nothing failed");
    }
}
