//! The name that a service gives to an error.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::classify::catalogue;

/// The code of an error, such as `NoSuchBucket`: an open set, since services add codes at any time.
///
/// Compare it with a string, or with a constant of [`codes`](crate::codes), which may stand in a pattern as well:
///
/// ```
/// use sotalia_error::{ErrorCode, codes};
///
/// let code = ErrorCode::from("NoSuchBucket");
/// assert!(code == "NoSuchBucket");
/// assert_eq!(code, codes::s3::NO_SUCH_BUCKET);
/// assert!(matches!(code, codes::s3::NO_SUCH_BUCKET | codes::s3::NO_SUCH_KEY));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ErrorCode(Text);

/// A code of the catalogue is always `Known`, and no other is: only so does the derived equality, which patterns
/// need, compare texts.
#[derive(Clone, PartialEq, Eq)]
enum Text {
    Known(&'static str),
    Other(Box<str>),
}

/// Construction
impl ErrorCode {
    /// A code of the catalogue.
    pub(crate) const fn known(code: &'static str) -> Self {
        Self(Text::Known(code))
    }
}

/// Access
impl ErrorCode {
    /// The code as the service wrote it.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Known(code) => code,
            Text::Other(code) => code,
        }
    }
}

impl AsRef<str> for ErrorCode {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Hash for ErrorCode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Ord for ErrorCode {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for ErrorCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<&str> for ErrorCode {
    fn from(code: &str) -> Self {
        Self(catalogue::known_name(code).map_or_else(|| Text::Other(code.into()), Text::Known))
    }
}

impl From<String> for ErrorCode {
    fn from(code: String) -> Self {
        Self(catalogue::known_name(&code).map_or_else(|| Text::Other(code.into()), Text::Known))
    }
}

impl PartialEq<str> for ErrorCode {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for ErrorCode {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<ErrorCode> for str {
    fn eq(&self, other: &ErrorCode) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<ErrorCode> for &str {
    fn eq(&self, other: &ErrorCode) -> bool {
        *self == other.as_str()
    }
}

#[cfg(test)]
mod tests;
