//! Which operation of which service an SDK's error type belongs to.

/// The names that a type's path gives away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OperationNames {
    pub(crate) service: Option<&'static str>,
    pub(crate) operation: Option<&'static str>,
}

impl OperationNames {
    /// The names of an operation's error type.
    ///
    /// An `SdkError` carries no names, but its `E` lies at `aws_sdk_s3::operation::create_bucket::CreateBucketError`.
    pub(crate) fn of<E: ?Sized>() -> Self {
        Self::of_path(std::any::type_name::<E>())
    }

    fn of_path(path: &'static str) -> Self {
        let path = path.split('<').next().unwrap_or(path);
        let mut segments = path.split("::").skip_while(|segment| !segment.starts_with(CRATE_PREFIX));
        let service =
            segments.next().and_then(|segment| segment.strip_prefix(CRATE_PREFIX)).filter(|name| !name.is_empty());
        let last = path.rsplit("::").next().filter(|_| service.is_some());
        let operation = match segments.next() {
            Some("operation") => last.and_then(|name| name.strip_suffix("Error")),
            // The error of a stream of events, which by custom is named for its operation.
            Some("types") => last.and_then(|name| name.strip_suffix("EventStreamError")),
            _ => None,
        };
        let operation = operation.filter(|name| !name.is_empty());
        Self { service, operation }
    }
}

/// How the names of the SDK's crates begin.
const CRATE_PREFIX: &str = "aws_sdk_";

#[cfg(test)]
mod tests;
