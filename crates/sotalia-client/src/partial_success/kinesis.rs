//! Records of Kinesis, several in a request.

use aws_sdk_kinesis::operation::put_records::PutRecordsOutput;
use aws_sdk_kinesis::types::PutRecordsResultEntry;
use sotalia_session::error::{FailedEntry, PartialFailure};

use crate::PartialSuccess;

impl PartialSuccess for PutRecordsOutput {
    /// Entries have the place of their record in the request.
    fn partial_failure(&self) -> Option<PartialFailure> {
        PartialFailure::of_results("kinesis", "PutRecords", self.records(), |record: &PutRecordsResultEntry| {
            Some(FailedEntry::new(record.error_code()?, record.error_message()))
        })
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_kinesis::operation::put_records::PutRecordsOutput;
    use aws_sdk_kinesis::types::PutRecordsResultEntry;
    use sotalia_session::error::{FailedEntry, PartialFailure};

    use crate::PartialSuccess;

    #[test]
    fn records_of_kinesis() {
        let taken = || PutRecordsResultEntry::builder().sequence_number("1").shard_id("s").build();
        let slow = PutRecordsResultEntry::builder().error_code("ProvisionedThroughputExceededException").build();
        let output =
            |records| PutRecordsOutput::builder().set_records(Some(records)).build().expect("the records are set");
        assert!(output(vec![taken()]).all_succeeded().is_ok(), "nothing failed");
        let error = output(vec![taken(), slow]).all_succeeded().expect_err("one failed");
        let failure = error.downcast_ref::<PartialFailure>().expect("what failed is inside");
        assert_eq!((failure.total(), failure.succeeded_indices().collect::<Vec<_>>()), (Some(2), vec![0]));
        assert_eq!(failure.retryable().filter_map(FailedEntry::index).collect::<Vec<_>>(), [1]);
    }
}
