//! Errors of the SDK's waiters.

use std::error::Error as StdError;
use std::fmt::Debug;

use aws_smithy_runtime_api::client::waiters::error::WaiterError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use super::finish;
use crate::operation::OperationNames;
use crate::{Error, LocalError, diagnosis};

/// A failed call in a waiter becomes the error of that call; time that ran out becomes [`LocalError::WaiterTimeout`],
/// and a state of failure [`LocalError::WaiterFailed`].
impl<O, E> From<WaiterError<O, E>> for Error
where
    O: Debug + Send + Sync + 'static,
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
{
    fn from(error: WaiterError<O, E>) -> Self {
        let names = OperationNames::of::<E>();
        let inner = match error {
            WaiterError::OperationFailed(context) => return context.into_error().into(),
            WaiterError::ConstructionFailure(_) => diagnosis::of_chain(&error, LocalError::InvalidParameter),
            WaiterError::ExceededMaxWait(ref context) => {
                let message = format!(
                    "not reached in {:.1} s, after {} polls; raise the time limit of {:.1} s, or look at the resource",
                    context.elapsed().as_secs_f64(),
                    context.poll_count(),
                    context.max_wait().as_secs_f64()
                );
                diagnosis::local(LocalError::WaiterTimeout, message)
            }
            WaiterError::FailureState(_) => {
                let said = diagnosis::said(&error);
                let reason = if said.is_empty() { "the resource is in a state that ends the wait" } else { &said };
                diagnosis::local(LocalError::WaiterFailed, reason.to_owned())
            }
            _ => diagnosis::local(LocalError::WaiterFailed, diagnosis::said(&error)),
        };
        finish(inner, names, error.into())
    }
}
