//! Answers of success in which entries of the request may have failed.

use sotalia_session::error::{PartialFailure, Result};

/// The output of a batch operation, which the SDK gives as a success also where entries of it failed.
///
/// ```
/// # fn example(output: sotalia_client::kinesis::operation::put_records::PutRecordsOutput) -> sotalia_client::error::Result<()> {
/// use sotalia_client::PartialSuccess;
///
/// if let Some(failure) = output.partial_failure() {
///     for entry in failure.retryable() {
///         println!("send record {:?} again: {entry}", entry.index());
///     }
/// }
/// // Or, as an error that has it inside:
/// let output = output.all_succeeded()?;
/// # Ok(())
/// # }
/// ```
pub trait PartialSuccess: Sized {
    /// What failed, with the code and the kind of each entry; `None` if nothing did.
    fn partial_failure(&self) -> Option<PartialFailure>;

    /// The output, if nothing failed.
    ///
    /// # Errors
    ///
    /// [`LocalError::PartialFailure`](sotalia_session::error::LocalError::PartialFailure), in which
    /// `downcast_ref::<PartialFailure>()` finds what failed.
    fn all_succeeded(self) -> Result<Self> {
        match self.partial_failure() {
            None => Ok(self),
            Some(failure) => Err(failure.into()),
        }
    }
}

#[cfg(feature = "kinesis")]
impl PartialSuccess for aws_sdk_kinesis::operation::put_records::PutRecordsOutput {
    /// Entries have the place of their record in the request.
    fn partial_failure(&self) -> Option<PartialFailure> {
        use aws_sdk_kinesis::types::PutRecordsResultEntry;
        use sotalia_session::error::FailedEntry;

        PartialFailure::of_results("kinesis", "PutRecords", self.records(), |record: &PutRecordsResultEntry| {
            Some(FailedEntry::new(record.error_code()?, record.error_message()))
        })
    }
}

#[cfg(feature = "s3")]
impl PartialSuccess for aws_sdk_s3::operation::delete_objects::DeleteObjectsOutput {
    /// Entries have the key and the version. How many there were is known unless the request was quiet.
    fn partial_failure(&self) -> Option<PartialFailure> {
        use sotalia_session::error::FailedEntry;

        let failure = PartialFailure::of_failures("s3", "DeleteObjects", self.errors(), |refused| {
            FailedEntry::new(refused.code(), refused.message()).named(refused.key()).qualified(refused.version_id())
        })?;
        let deleted = self.deleted();
        if deleted.is_empty() {
            return Some(failure);
        }
        let total = deleted.len() + self.errors().len();
        Some(failure.with_total(total).with_succeeded_ids(deleted.iter().filter_map(|deleted| deleted.key())))
    }
}

#[cfg(all(test, feature = "kinesis", feature = "s3"))]
mod tests {
    use aws_sdk_kinesis::operation::put_records::PutRecordsOutput;
    use aws_sdk_kinesis::types::PutRecordsResultEntry;
    use aws_sdk_s3::operation::delete_objects::DeleteObjectsOutput;
    use aws_sdk_s3::types::{DeletedObject, Error as Refused};
    use sotalia_session::error::{FailedEntry, PartialFailure};

    use super::PartialSuccess;

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

    #[test]
    fn objects_of_s3() {
        let refused = || Refused::builder().key("a").version_id("v").code("AccessDenied").message("no").build();
        let quiet = DeleteObjectsOutput::builder().errors(refused()).build();
        let failure = quiet.partial_failure().expect("one was refused");
        assert_eq!((failure.total(), failure.succeeded_ids().count()), (None, 0), "a quiet answer");
        let output =
            DeleteObjectsOutput::builder().errors(refused()).deleted(DeletedObject::builder().key("b").build());
        let failure = output.build().partial_failure().expect("one was refused");
        assert_eq!(failure.to_string(), "1 of 2 entries failed; the first: a (v): AccessDenied: no");
        assert_eq!(failure.succeeded_ids().collect::<Vec<_>>(), ["b"]);
        assert!(DeleteObjectsOutput::builder().build().all_succeeded().is_ok(), "nothing was refused");
    }
}
