//! Objects of S3, several in a request.

use aws_sdk_s3::operation::delete_objects::DeleteObjectsOutput;
use sotalia_session::error::{FailedEntry, PartialFailure};

use crate::PartialSuccess;

impl PartialSuccess for DeleteObjectsOutput {
    /// Entries have the key and the version. How many there were is known unless the request was quiet.
    fn partial_failure(&self) -> Option<PartialFailure> {
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

#[cfg(test)]
mod tests {
    use aws_sdk_s3::operation::delete_objects::DeleteObjectsOutput;
    use aws_sdk_s3::types::{DeletedObject, Error as Refused};

    use crate::PartialSuccess;

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
