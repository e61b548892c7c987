//! Answers of success in which entries of the request may have failed.

use sotalia_session::error::{PartialFailure, Result};

#[cfg(feature = "cloudformation")]
mod cloudformation;
#[cfg(feature = "cloudwatch")]
mod cloudwatch;
#[cfg(feature = "dynamodb")]
mod dynamodb;
#[cfg(feature = "ec2")]
mod ec2;
#[cfg(feature = "kinesis")]
mod kinesis;
#[cfg(any(feature = "cloudwatch", feature = "ec2", feature = "secretsmanager", feature = "sns", feature = "sqs",))]
mod listed;
#[cfg(feature = "s3")]
mod s3;
#[cfg(feature = "secretsmanager")]
mod secretsmanager;
#[cfg(feature = "sns")]
mod sns;
#[cfg(feature = "sqs")]
mod sqs;

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
