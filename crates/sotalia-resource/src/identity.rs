//! What a resource is: a kind of thing, and the identifiers that tell one from another.

use std::fmt;

/// A value of an identifier: text, or a number as S3's part number is.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Identifier<'a> {
    /// Text.
    Text(&'a str),
    /// Text that no log may show: `Display` and `Debug` write `***`.
    Secret(&'a str),
    /// A number.
    Number(i64),
}

impl<'a> From<&'a str> for Identifier<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for Identifier<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl fmt::Display for Identifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Secret(_) => f.write_str("***"),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

impl fmt::Debug for Identifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A resource: a noun of a service, named by its identifiers. Making one asks the service nothing.
///
/// Two resources are equal when kind and identifiers are, as in boto3; data, client and region do not count.
pub trait Resource: Clone + Send + Sync + 'static {
    /// The service: `s3`.
    const SERVICE: &'static str;
    /// The kind, as boto3 names it: `Bucket`.
    const NAME: &'static str;

    /// Names and values of the identifiers, in the order of the constructor.
    fn identifiers(&self) -> Vec<(&'static str, Identifier<'_>)>;
}

/// Writes a resource as boto3 does: `s3.Bucket(name="logs")`.
///
/// # Errors
///
/// What the formatter gives.
pub fn fmt_identity<R: Resource>(resource: &R, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}.{}(", R::SERVICE, R::NAME)?;
    for (index, (name, value)) in resource.identifiers().iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(f, "{comma}{name}={value}")?;
    }
    f.write_str(")")
}

/// Gives a [`Resource`] its `Display`, `Debug`, `PartialEq`, `Eq` and `Hash`, all by identity.
#[macro_export]
macro_rules! identity {
    ($($resource:ty),+ $(,)?) => {$(
        impl ::std::fmt::Display for $resource {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::fmt_identity(self, f)
            }
        }

        impl ::std::fmt::Debug for $resource {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::fmt_identity(self, f)
            }
        }

        impl ::std::cmp::PartialEq for $resource {
            fn eq(&self, other: &Self) -> bool {
                $crate::Resource::identifiers(self) == $crate::Resource::identifiers(other)
            }
        }

        impl ::std::cmp::Eq for $resource {}

        impl ::std::hash::Hash for $resource {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                <Self as $crate::Resource>::NAME.hash(state);
                $crate::Resource::identifiers(self).hash(state);
            }
        }
    )+};
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::HashSet;

    use super::{Identifier, Resource};

    #[derive(Clone)]
    pub(crate) struct Part {
        pub(crate) key: String,
        pub(crate) number: i32,
        pub(crate) data: u8,
    }

    impl Resource for Part {
        const SERVICE: &'static str = "s3";
        const NAME: &'static str = "Part";

        fn identifiers(&self) -> Vec<(&'static str, Identifier<'_>)> {
            vec![("key", self.key.as_str().into()), ("number", self.number.into())]
        }
    }

    identity!(Part);

    #[test]
    fn a_secret_is_told_apart_and_not_shown() {
        let secret = Identifier::Secret("wJalrXUtnFEMI");
        assert_eq!(format!("{secret} {secret:?}"), "*** ***");
        assert_ne!(secret, Identifier::Secret("another"));
    }

    #[test]
    fn identity_is_kind_and_identifiers() {
        let part = |key: &str, number, data| Part { key: key.to_owned(), number, data };
        let one = part("a \"b\"", 1, 0);
        assert_eq!(one.to_string(), r#"s3.Part(key="a \"b\"", number=1)"#);
        assert_eq!(format!("{one:?}"), one.to_string(), "Debug is by identity");
        assert_eq!(one, part("a \"b\"", 1, 9), "data must not count");
        assert_ne!(one, part("a \"b\"", 2, 0));
        let set: HashSet<Part> = [part("k", 1, 0), part("k", 1, 1), part("k", 2, 0)].into();
        assert_eq!(set.len(), 2, "equal resources must hash alike");
        assert!(set.iter().all(|part| part.data <= 1));
    }
}
