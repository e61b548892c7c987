//! What a setting may hold, and how it is checked.

use crate::compat::Compat;

/// What a setting may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// `true` or `false`.
    Flag,
    Whole {
        least: u32,
        most: u32,
    },
    /// One of these words, in upper or lower case.
    OneOf(&'static [&'static str]),
    /// Words between commas.
    List,
    /// The endpoint of a service.
    Url,
    /// The URL of a proxy, which may hold a password.
    Proxy,
    AppName,
    /// Read and checked by another part of the session.
    Elsewhere,
    /// Does nothing, so that it may hold anything.
    Ignored,
}

impl Kind {
    /// The value in the form that the rest of the session reads, or nothing if it cannot be used.
    pub(super) fn accept(self, value: &str, compat: Compat) -> Option<String> {
        let value = value.trim();
        match self {
            Self::Flag => match value.to_ascii_lowercase() {
                flag if flag == "true" || flag == "false" => Some(flag),
                // To boto3, all but `true` is false.
                _ if compat == Compat::Boto3 => Some("false".to_owned()),
                _ => None,
            },
            Self::Whole { least, most } => value
                .parse::<u32>()
                .ok()
                .filter(|number| (least..=most).contains(number))
                .map(|number| number.to_string()),
            Self::OneOf(words) => {
                words.iter().find(|word| word.eq_ignore_ascii_case(value)).map(|word| (*word).to_owned())
            }
            Self::List => {
                let words: Vec<&str> = value.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
                (!words.is_empty()).then(|| words.join(","))
            }
            Self::AppName => aws_config::AppName::new(value.to_owned()).ok().map(|_| value.to_owned()),
            Self::Text | Self::Url | Self::Proxy | Self::Elsewhere | Self::Ignored => Some(value.to_owned()),
        }
    }

    /// What can be given, in words.
    pub(super) fn allowed(self) -> String {
        match self {
            Self::Flag => "\"true\" or \"false\"".to_owned(),
            Self::Whole { least, most: u32::MAX } => format!("a whole number from {least}"),
            Self::Whole { least, most } => format!("a whole number from {least} to {most}"),
            Self::OneOf([words @ .., last]) => {
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("{} or \"{last}\"", words.join(", "))
            }
            Self::List => "words between commas".to_owned(),
            Self::Url => "http:// or https:// and a host".to_owned(),
            Self::Proxy => "http:// and a host".to_owned(),
            Self::AppName => "letters, digits and !#$%&'*+-.^_`|~".to_owned(),
            Self::OneOf([]) | Self::Text | Self::Elsewhere | Self::Ignored => "text".to_owned(),
        }
    }
}
