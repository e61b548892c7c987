//! How often a request was sent, as a note on its response.

/// The number of attempts that a call has made, the first one included.
///
/// A response extension: an interceptor adds it with `HttpResponse::add_extension`, and
/// [`Error::attempts`](crate::Error::attempts) reads it. boto3 has it as `ResponseMetadata.RetryAttempts`, which does
/// not count the first attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Attempts(pub u32);
