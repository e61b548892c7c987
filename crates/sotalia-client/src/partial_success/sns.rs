//! The batch of SNS: entries are named by the id of the request.

use aws_sdk_sns::operation::publish_batch::PublishBatchOutput;
use aws_sdk_sns::types::BatchResultErrorEntry;
use sotalia_session::error::FailedEntry;

use super::listed::lists_failures;

fn entry(refused: &BatchResultErrorEntry) -> FailedEntry {
    FailedEntry::new(refused.code(), refused.message()).named(refused.id()).with_sender_fault(refused.sender_fault())
}

lists_failures! {
    "sns";
    "PublishBatch", PublishBatchOutput: failed => entry; successful => |published| published.id(),
}

#[cfg(test)]
mod tests {
    use aws_sdk_sns::operation::publish_batch::PublishBatchOutput;
    use aws_sdk_sns::types::{BatchResultErrorEntry, PublishBatchResultEntry};

    use crate::PartialSuccess;

    #[test]
    fn messages_that_were_refused_are_named() {
        let refused = BatchResultErrorEntry::builder().id("b").code("InvalidParameter").sender_fault(true).build();
        let output = PublishBatchOutput::builder()
            .failed(refused.expect("all is set"))
            .successful(PublishBatchResultEntry::builder().id("a").build())
            .build();
        let failure = output.partial_failure().expect("one was refused");
        assert_eq!((failure.total(), failure.failed()[0].id()), (Some(2), Some("b")));
        assert_eq!(failure.succeeded_ids().collect::<Vec<_>>(), ["a"]);
        assert!(PublishBatchOutput::builder().build().all_succeeded().is_ok(), "nothing failed");
    }
}
