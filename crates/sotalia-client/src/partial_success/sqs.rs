//! The batches of SQS: entries are named by the id of the request.

use aws_sdk_sqs::operation::change_message_visibility_batch::ChangeMessageVisibilityBatchOutput;
use aws_sdk_sqs::operation::delete_message_batch::DeleteMessageBatchOutput;
use aws_sdk_sqs::operation::send_message_batch::SendMessageBatchOutput;
use aws_sdk_sqs::types::BatchResultErrorEntry;
use sotalia_session::error::FailedEntry;

use super::listed::lists_failures;

fn entry(refused: &BatchResultErrorEntry) -> FailedEntry {
    FailedEntry::new(refused.code(), refused.message()).named(refused.id()).with_sender_fault(refused.sender_fault())
}

lists_failures! {
    "sqs";
    "SendMessageBatch", SendMessageBatchOutput: failed => entry; successful => |sent| Some(sent.id()),
    "DeleteMessageBatch", DeleteMessageBatchOutput: failed => entry; successful => |deleted| Some(deleted.id()),
    "ChangeMessageVisibilityBatch", ChangeMessageVisibilityBatchOutput:
        failed => entry; successful => |changed| Some(changed.id()),
}

#[cfg(test)]
mod tests {
    use aws_sdk_sqs::operation::send_message_batch::SendMessageBatchOutput;
    use aws_sdk_sqs::types::{BatchResultErrorEntry, SendMessageBatchResultEntry};
    use sotalia_session::error::{ErrorKind, FailedEntry, Fault, PartialFailure};

    use crate::PartialSuccess;

    fn refused(id: &str, code: &str, is_sender: bool) -> BatchResultErrorEntry {
        let entry = BatchResultErrorEntry::builder().id(id).code(code).sender_fault(is_sender).message("no");
        entry.build().expect("all is set")
    }

    fn sent(id: &str) -> SendMessageBatchResultEntry {
        let entry = SendMessageBatchResultEntry::builder().id(id).message_id("m").md5_of_message_body("0");
        entry.build().expect("all is set")
    }

    #[test]
    fn messages_that_were_refused_are_named() {
        let output = |failed, successful| {
            let output = SendMessageBatchOutput::builder().set_failed(Some(failed)).set_successful(Some(successful));
            output.build().expect("both lists are set")
        };
        assert!(output(vec![], vec![sent("a")]).all_succeeded().is_ok(), "nothing failed");
        let failed = vec![refused("b", "InvalidMessageContents", true), refused("c", "InternalError", false)];
        let error = output(failed, vec![sent("a")]).all_succeeded().expect_err("two failed");
        let failure = error.downcast_ref::<PartialFailure>().expect("what failed is inside");
        assert_eq!((failure.total(), failure.succeeded_ids().collect::<Vec<_>>()), (Some(3), vec!["a"]));
        assert_eq!(failure.retryable().filter_map(FailedEntry::id).collect::<Vec<_>>(), ["c"]);
        assert_eq!(failure.failed()[0].error().fault(), Some(Fault::Sender));
        assert_ne!(failure.failed()[1].kind(), ErrorKind::Other, "the code is known: {failure}");
        assert_eq!(error.operation(), Some("SendMessageBatch"));
    }
}
