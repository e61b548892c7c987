//! Who may not do what, as AWS says it in a message.

/// The parts of a refusal such as `User: arn:aws:iam::1:user/ann is not authorized to perform: s3:PutObject on
/// resource: "arn:aws:s3:::b/k" because no identity-based policy allows the s3:PutObject action`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Refusal<'a> {
    pub(super) principal: Option<&'a str>,
    pub(super) action: Option<&'a str>,
    pub(super) resource: Option<&'a str>,
    /// The kind of policy that lacks a permission: `identity-based policy`.
    pub(super) lacking: Option<&'static str>,
    /// The kind of policy that refuses: `service control policy`.
    pub(super) denying: Option<&'static str>,
}

impl<'a> Refusal<'a> {
    /// What the message says; nothing of it if the message is no refusal.
    pub(super) fn of(message: &'a str) -> Self {
        let Some((before, after)) =
            message.rsplit_once("ot authorized to perform").or_else(|| message.rsplit_once("ot permitted to perform"))
        else {
            return Self::default();
        };
        let after = after.trim_start_matches([':', ' ']);
        let action = word(after).filter(|word| is_action(word));
        let resource = split_any(after, &[" on resource", " on the resource", " on "])
            .and_then(|(_, resource)| word(resource.trim_start_matches("(s)").trim_start_matches([':', ' ', '('])))
            .filter(|resource| resource.contains(':') || *resource == "*");
        Self {
            principal: principal(before),
            action,
            resource,
            lacking: policy(after, &["because no ", ", no "]),
            denying: policy(after, &["explicit deny in a ", "explicit deny in an ", "explicit deny in the "]),
        }
    }
}

/// The name at the end of `User: NAME is`.
fn principal(before: &str) -> Option<&str> {
    let (_, named) = before.rsplit_once("User").or_else(|| before.rsplit_once("Principal"))?;
    word(named.trim_start_matches([':', ' '])).filter(|name| !["is", "are"].contains(name))
}

/// The first word, without quotes and the punctuation of the sentence around it.
fn word(text: &str) -> Option<&str> {
    let quotes = ['"', '\'', '`', '[', ']', '(', ')', '<', '>'];
    let text = text.trim_start().trim_start_matches(quotes);
    let end = text.find(|c: char| c.is_whitespace() || quotes.contains(&c)).unwrap_or(text.len());
    Some(text[..end].trim_end_matches([',', '.', ';', ':'])).filter(|word| !word.is_empty())
}

fn is_action(word: &str) -> bool {
    word.split_once(':').is_some_and(|(service, action)| {
        let plain =
            |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-*".contains(&b));
        plain(service) && plain(action)
    })
}

/// The kind of policy that is named behind one of `starts`.
fn policy(text: &str, starts: &[&str]) -> Option<&'static str> {
    let (_, rest) = split_any(text, starts)?;
    POLICIES.iter().find(|(start, _)| starts_with_ignoring_case(rest, start)).map(|&(_, policy)| policy)
}

/// How the kinds of policies that IAM's documentation lists for refusals begin, in singular and plural, and how they are
/// called.
const POLICIES: &[(&str, &str)] = &[
    ("identity-based polic", "identity-based policy"),
    ("resource-based polic", "resource-based policy"),
    ("service control polic", "service control policy"),
    ("resource control polic", "resource control policy"),
    ("permissions boundar", "permissions boundary"),
    ("session polic", "session policy"),
    ("VPC endpoint polic", "VPC endpoint policy"),
];

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

fn split_any<'a>(text: &'a str, parts: &[&str]) -> Option<(&'a str, &'a str)> {
    parts.iter().find_map(|part| text.split_once(part))
}

#[cfg(test)]
mod tests;
