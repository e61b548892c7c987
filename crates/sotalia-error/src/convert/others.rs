//! Errors of the SDK outside a call.

use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
use aws_smithy_types::error::operation::BuildError;

use super::finish;
use crate::operation::OperationNames;
use crate::{Error, LocalError, diagnosis};

/// What a builder refuses to build, such as a type that lacks a required member.
impl From<BuildError> for Error {
    fn from(error: BuildError) -> Self {
        let inner = diagnosis::of_chain(&error, LocalError::InvalidParameter);
        finish(inner, OperationNames::default(), error.into())
    }
}

/// A body that broke off, or a file that cannot be read.
impl From<ByteStreamError> for Error {
    fn from(error: ByteStreamError) -> Self {
        let inner = diagnosis::of_chain(&error, LocalError::ConnectionClosed);
        finish(inner, OperationNames::default(), error.into())
    }
}
