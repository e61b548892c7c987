//! Taking secrets out of text that a service or a library wrote.

use std::borrow::Cow;

/// What stands in the place of a secret.
pub(crate) const REDACTED: &str = "***";

/// The text without the values of signatures, session tokens and customer keys that it echoes, and without any of
/// `known`, secrets that the same answer held elsewhere.
///
/// Such values stand in query strings (`X-Amz-Signature=...`, also percent-encoded) and in the canonical request
/// that services quote when a signature does not match (`x-amz-security-token:...`).
pub(crate) fn redact<'a>(text: &'a str, known: &[String]) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(text);
    for secret in known.iter().filter(|secret| secret.len() >= SHORTEST_SECRET) {
        if text.contains(secret.as_str()) {
            text = Cow::Owned(text.replace(secret.as_str(), REDACTED));
        }
    }
    // Without a branch in it, the loop looks at many bytes at once.
    if !text.bytes().fold(false, |found, byte| found | matches!(byte, b'=' | b':' | b'%' | b'>')) {
        return text;
    }
    match redact_named(&text) {
        Some(redacted) => Cow::Owned(redacted),
        None => text,
    }
}

/// As [`redact`], for a text that is kept.
pub(crate) fn redact_owned(text: String, known: &[String]) -> String {
    match redact(&text, known) {
        Cow::Borrowed(_) => text,
        Cow::Owned(redacted) => redacted,
    }
}

/// Whether a value of this name in an error answer is to be withheld.
///
/// S3's `ExpiredToken` answers carry the session token as `<Token-0>`; `SignatureDoesNotMatch` ones the string to sign.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let name = name.as_bytes();
    let is_secret = |at: usize| SECRET_NAMES.iter().any(|part| starts_with(&name[at..], part));
    (0..name.len()).any(is_secret) && !OPEN_NAMES.iter().any(|end| ends_with(name, end))
}

/// Whether a name begins so; `part` is in lower case.
fn starts_with(name: &[u8], part: &str) -> bool {
    let part = part.as_bytes();
    name.len() >= part.len() && name[0].to_ascii_lowercase() == part[0] && name[..part.len()].eq_ignore_ascii_case(part)
}

fn ends_with(name: &[u8], part: &str) -> bool {
    name.len() >= part.len() && name[name.len() - part.len()..].eq_ignore_ascii_case(part.as_bytes())
}

/// Shorter values are words that a message may use.
const SHORTEST_SECRET: usize = 8;

/// No text names more; one that does is made to keep us busy.
const SECRETS_PER_TEXT: usize = 32;

/// Parts of the names of members that hold secrets, in lower case.
const SECRET_NAMES: &[&str] = &[
    "token",
    "secret",
    "password",
    "passwd",
    "privatekey",
    "customerkey",
    "stringtosign",
    "signatureprovided",
    "canonicalrequest",
    "authorization",
];

/// Ends of names that have such a part and are no secrets, in lower case: marks of places and of repeated requests.
const OPEN_NAMES: &[&str] = &[
    "sequencetoken",
    "nexttoken",
    "continuationtoken",
    "clienttoken",
    "requesttoken",
    "idempotencytoken",
    "secretarn",
    "secretid",
    "secretname",
];

/// Names whose value, after a `=` or `:`, is a secret, in lower case.
const SECRET_KEYS: &[&str] = &[
    "x-amz-signature",
    "x-amz-security-token",
    "x-amz-credential",
    "x-amz-s3session-token",
    "x-amz-sso_bearer_token",
    "server-side-encryption-customer-key",
    "aws_secret_access_key",
    "aws_session_token",
    "secretaccesskey",
    "sessiontoken",
    "signature",
    "password",
];

fn redact_named(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let mut redacted = String::new();
    let mut found: Vec<&str> = Vec::new();
    let (mut copied, mut at) = (0, 0);
    while at < lower.len() {
        let Some((start, mut end)) = value_of_key(&lower, at) else {
            at += 1;
            continue;
        };
        // What stands as the value may be the name of another secret, whose value follows.
        let mut value = start;
        while let Some((next, further)) = value_of_key(&lower, value).filter(|(next, _)| *next >= end) {
            (value, end) = (next, further);
        }
        redacted.push_str(&text[copied..start]);
        redacted.push_str(REDACTED);
        found.push(&text[value..end]);
        (copied, at) = (end, end);
    }
    if copied == 0 {
        return None;
    }
    redacted.push_str(&text[copied..]);
    // A value that has a secret name in one place may stand without it in another.
    for secret in found.into_iter().filter(|secret| secret.len() >= SHORTEST_SECRET).take(SECRETS_PER_TEXT) {
        if redacted.contains(secret) {
            redacted = redacted.replace(secret, REDACTED);
        }
    }
    Some(redacted)
}

/// Where the value of a secret key that stands at `at` begins and ends.
///
/// `lower` has the offsets of the text, since lowering ASCII moves nothing.
fn value_of_key(lower: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &lower.as_bytes()[at..];
    SECRET_KEYS.iter().filter(|key| rest.starts_with(key.as_bytes())).find_map(|key| value_after(lower, at + key.len()))
}

/// The value behind a separator at `at`, if there is a separator.
fn value_after(lower: &str, at: usize) -> Option<(usize, usize)> {
    // The end of a tag separates as well: `<SecretAccessKey>...`.
    if let Some(rest) = lower[at..].strip_prefix('>') {
        return value_at(lower, rest);
    }
    let rest = lower[at..].trim_start_matches(['"', '\'', ' ']);
    let rest = SEPARATORS.iter().find_map(|separator| rest.strip_prefix(separator))?;
    value_at(lower, rest)
}

/// Where the value at the beginning of `rest`, the end of `lower`, begins and ends.
fn value_at(lower: &str, rest: &str) -> Option<(usize, usize)> {
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let start = lower.len() - rest.len();
    let length = rest.find(|c: char| c.is_whitespace() || "&\"'<>(),;".contains(c)).unwrap_or(rest.len());
    // A percent-encoded `&` ends a value as well.
    let length = rest[..length].find("%26").unwrap_or(length);
    (length > 0).then_some((start, start + length))
}

const SEPARATORS: &[&str] = &["=", ":", "%3d", "%253d"];

#[cfg(test)]
mod tests;
