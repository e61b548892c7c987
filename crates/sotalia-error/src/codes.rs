//! Well-known codes, as constants to compare with: `error.code() == Some(&codes::s3::NO_SUCH_BUCKET)`.
//!
//! Any other code compares as a string: `error.code().is_some_and(|code| code == "NewCode")`.

/// Defines constants, and `ALL` of them.
macro_rules! codes {
    ($($name:ident = $code:literal;)*) => {
        use crate::ErrorCode;

        $(
            #[doc = concat!("`", $code, "`")]
            pub const $name: ErrorCode = ErrorCode::from_static($code);
        )*

        /// Every code of this module.
        pub const ALL: &[ErrorCode] = &[$($name),*];
    };
}
use codes;

pub mod aws;
pub mod kinesis;
pub mod s3;
pub mod sts;
