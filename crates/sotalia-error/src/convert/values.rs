//! Errors that `?` meets beside calls: of the SDK's values and of files.

use aws_credential_types::provider::error::{CredentialsError, TokenError};
use aws_smithy_runtime_api::client::interceptors::InterceptorError;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::http::{HttpError, ParseError as HeaderParseError};
use aws_smithy_types::base64::DecodeError;
use aws_smithy_types::big_number::BigNumberError;
use aws_smithy_types::checksum_config::{
    UnknownRequestChecksumCalculationError, UnknownResponseChecksumValidationError,
};
use aws_smithy_types::date_time::{ConversionError, DateTimeFormatError, DateTimeParseError};
use aws_smithy_types::error::TryFromNumberError;
use aws_smithy_types::error::operation::SerializationError;
use aws_smithy_types::primitive::PrimitiveParseError;
use aws_smithy_types::retry::RetryModeParseError;

use super::finish;
use crate::operation::OperationNames;
use crate::{Error, LocalError, diagnosis};

/// Conversions whose local error is the one given, if the causes do not tell better.
macro_rules! from {
    ($($source:ty => $local:ident, $doc:literal;)*) => {
        $(
            #[doc = $doc]
            impl From<$source> for Error {
                fn from(error: $source) -> Self {
                    let inner = diagnosis::of_chain(&error, LocalError::$local);
                    finish(inner, OperationNames::default(), error.into())
                }
            }
        )*
    };
}

from! {
    // What a caller gave or was given, and what cannot be made of it.
    DateTimeParseError => InvalidParameter, "A text that is no time.";
    DateTimeFormatError => InvalidParameter, "A time that the format cannot hold.";
    ConversionError => InvalidParameter, "A time that another type cannot hold.";
    TryFromNumberError => InvalidParameter, "A number that another type cannot hold.";
    PrimitiveParseError => InvalidParameter, "A text that is no number or no Boolean.";
    BigNumberError => InvalidParameter, "A text that is no big number.";
    DecodeError => InvalidParameter, "A text that is no base64.";
    HeaderParseError => InvalidParameter, "A header that cannot be parsed.";
    SerializationError => InvalidParameter, "A value that the SDK cannot write.";
    HttpError => InvalidRequest, "A URI, header or method that HTTP does not allow.";
    // Settings.
    RetryModeParseError => InvalidConfig, "A retry mode that there is not.";
    UnknownRequestChecksumCalculationError => InvalidConfig, "A setting of request checksums that there is not.";
    UnknownResponseChecksumValidationError => InvalidConfig, "A setting of response checksums that there is not.";
    // Parts of a call.
    CredentialsError => CredentialsFailed, "A provider of credentials that failed.";
    TokenError => CredentialsFailed, "A provider of bearer tokens that failed.";
    ConnectorError => DispatchFailed, "An HTTP client that failed.";
    InterceptorError => InterceptorFailed, "An interceptor that failed.";
}

/// As [`Error::from_source`]: a file that cannot be read is [`LocalError::FileError`], a connection what it says.
impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::from_source(error)
    }
}
