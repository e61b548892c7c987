//! The batches of DynamoDB, which give back what they have not done.

use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemOutput;
use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemOutput;
use sotalia_session::error::PartialFailure;

use crate::PartialSuccess;

impl PartialSuccess for BatchWriteItemOutput {
    /// As many entries as the answer has in `UnprocessedItems`: send these again, after a pause.
    fn partial_failure(&self) -> Option<PartialFailure> {
        let count = self.unprocessed_items().into_iter().flatten().map(|(_, requests)| requests.len()).sum();
        PartialFailure::of_unprocessed("dynamodb", "BatchWriteItem", count)
    }
}

impl PartialSuccess for BatchGetItemOutput {
    /// As many entries as the answer has keys in `UnprocessedKeys`: ask for these again, after a pause.
    fn partial_failure(&self) -> Option<PartialFailure> {
        let count = self.unprocessed_keys().into_iter().flatten().map(|(_, keys)| keys.keys().len()).sum();
        PartialFailure::of_unprocessed("dynamodb", "BatchGetItem", count)
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::operation::batch_get_item::BatchGetItemOutput;
    use aws_sdk_dynamodb::operation::batch_write_item::BatchWriteItemOutput;
    use aws_sdk_dynamodb::types::{DeleteRequest, KeysAndAttributes, WriteRequest};

    use crate::PartialSuccess;

    #[test]
    fn what_was_not_processed_is_counted() {
        let delete = DeleteRequest::builder().set_key(Some([].into())).build().expect("the key is set");
        let write = WriteRequest::builder().delete_request(delete).build();
        let output = BatchWriteItemOutput::builder()
            .unprocessed_items("a", vec![write.clone(), write.clone()])
            .unprocessed_items("b", vec![write])
            .build();
        let failure = output.partial_failure().expect("three were not written");
        assert_eq!((failure.failed().len(), failure.retryable().count()), (3, 3));
        let done = BatchWriteItemOutput::builder().set_unprocessed_items(Some([].into())).build();
        assert!(done.all_succeeded().is_ok(), "an empty map: all was written");

        let keys = KeysAndAttributes::builder().keys([].into()).keys([].into()).build().expect("keys are set");
        let output = BatchGetItemOutput::builder().unprocessed_keys("a", keys).build();
        assert_eq!(output.partial_failure().expect("two were not read").failed().len(), 2);
        assert!(BatchGetItemOutput::builder().build().all_succeeded().is_ok());
    }
}
