//! Which operation of which service an SDK's error type belongs to.

/// The names that a type's path gives away, or that a caller knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OperationNames<'a> {
    pub(crate) service: Option<&'a str>,
    pub(crate) operation: Option<&'a str>,
}

impl OperationNames<'static> {
    /// The names of an operation's error type.
    ///
    /// An `SdkError` carries no names, but its `E` lies at `aws_sdk_s3::operation::create_bucket::CreateBucketError`.
    pub(crate) fn of<E: ?Sized>() -> Self {
        Self::of_path(std::any::type_name::<E>())
    }

    fn of_path(path: &'static str) -> Self {
        let path = path.split('<').next().unwrap_or(path);
        Self::in_sdk(path).unwrap_or_default()
    }

    /// The names in a path that leads into a crate of the SDK, whose segments are parted by two colons each.
    fn in_sdk(mut path: &'static str) -> Option<Self> {
        while !path.starts_with(CRATE_PREFIX) {
            path = path.split_once(':')?.1.trim_start_matches(':');
        }
        let path = path.strip_prefix(CRATE_PREFIX)?;
        let (service, path) = path.split_once(':').unwrap_or((path, ""));
        let last = path.rsplit(':').next().unwrap_or(path);
        let operation = if path.starts_with(":operation:") {
            last.strip_suffix("Error")
        } else if path.starts_with(":types:") {
            // The error of a stream of events, which by custom is named for its operation.
            last.strip_suffix("EventStreamError")
        } else {
            None
        };
        let operation = operation.filter(|name| !name.is_empty());
        (!service.is_empty()).then_some(Self { service: Some(service), operation })
    }
}

/// How the names of the SDK's crates begin.
const CRATE_PREFIX: &str = "aws_sdk_";

#[cfg(test)]
mod tests;
