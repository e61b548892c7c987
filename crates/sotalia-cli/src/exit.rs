//! How the program ends: the AWS CLI's exit codes.

use sotalia_dynamic::error::{Error, ErrorKind, LocalError};

/// All is well.
pub(crate) const SUCCESS: u8 = 0;
/// The command line cannot be used, or the parameters that it gives.
pub(crate) const USAGE: u8 = 252;
/// The configuration cannot be used: no region, no credentials, a profile that does not exist.
pub(crate) const CONFIGURATION: u8 = 253;
/// The service answered with an error.
pub(crate) const SERVICE: u8 = 254;
/// Anything else, such as a connection that cannot be made.
pub(crate) const GENERAL: u8 = 255;

/// The code of an error.
pub(crate) fn code(error: &Error) -> u8 {
    if error.status().is_some() && error.local_error().is_none() {
        return SERVICE;
    }
    match (error.local_error(), error.kind()) {
        (
            Some(
                LocalError::ProfileNotFound
                | LocalError::InvalidConfig
                | LocalError::ConfigNotFound
                | LocalError::NoRegion
                | LocalError::InvalidRegion
                | LocalError::UnknownRegion,
            ),
            _,
        )
        | (Some(_), ErrorKind::Credentials) => CONFIGURATION,
        (Some(LocalError::FileError), _) => GENERAL,
        (Some(_), ErrorKind::InvalidInput) => USAGE,
        _ => GENERAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_aws_cli() {
        for (error, expected) in [
            (LocalError::InvalidParameter, USAGE),
            (LocalError::UnknownOperation, USAGE),
            (LocalError::InvalidToken, USAGE),
            (LocalError::NoRegion, CONFIGURATION),
            (LocalError::NoCredentials, CONFIGURATION),
            (LocalError::ProfileNotFound, CONFIGURATION),
            (LocalError::ConnectionRefused, GENERAL),
            (LocalError::WaiterTimeout, GENERAL),
            (LocalError::FileError, GENERAL),
        ] {
            assert_eq!(code(&Error::local(error, "")), expected, "{error}");
        }
    }
}
