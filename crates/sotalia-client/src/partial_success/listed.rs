//! Outputs that list what failed.

/// Implements [`PartialSuccess`](super::PartialSuccess) for outputs of one service that list what failed in a field of their
/// own: the closure makes an entry of what the list holds. With `succeeded`, the output lists what succeeded, too: the closure
/// gives its name.
macro_rules! lists_failures {
    ($service:literal; $($operation:literal, $output:ty: $failed:ident => $entry:expr $(; $succeeded:ident => $id:expr)?,)+) => {$(
        impl $crate::PartialSuccess for $output {
            fn partial_failure(&self) -> Option<sotalia_session::error::PartialFailure> {
                use sotalia_session::error::PartialFailure;

                let failed = self.$failed();
                let failure = PartialFailure::of_failures($service, $operation, failed, $entry)?;
                $(
                    let succeeded = self.$succeeded();
                    let failure = failure.with_total(failed.len() + succeeded.len());
                    let failure = failure.with_succeeded_ids(succeeded.iter().filter_map($id));
                )?
                Some(failure)
            }
        }
    )+};
}

pub(super) use lists_failures;
