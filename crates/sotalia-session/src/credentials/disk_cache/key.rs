//! Names the file of a role session as botocore does: by the SHA-1 of what the role is assumed with, as Python's JSON.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Map, Value};
use sha1::{Digest as _, Sha1};

/// What a role is assumed with. A name that was made up for the session is not part of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct RoleArguments {
    pub(crate) role_arn: String,
    pub(crate) session_name: Option<String>,
    pub(crate) external_id: Option<String>,
    pub(crate) serial_number: Option<String>,
    pub(crate) source_identity: Option<String>,
    pub(crate) duration_seconds: Option<i32>,
    /// JSON.
    pub(crate) policy: Option<String>,
    pub(crate) policy_arns: Vec<String>,
    pub(crate) tags: Vec<(String, String)>,
    pub(crate) transitive_tag_keys: Vec<String>,
}

/// The name of a file, and how long the session in it lives.
#[derive(Clone, Debug)]
pub(crate) struct CacheKey {
    name: String,
    life: Option<Duration>,
}

impl CacheKey {
    /// Nothing for a policy that is no JSON: its name would be no other program's.
    pub(crate) fn of(arguments: &RoleArguments) -> Option<Self> {
        let mut members = Map::new();
        members.insert("RoleArn".to_owned(), arguments.role_arn.clone().into());
        let texts = [
            ("RoleSessionName", &arguments.session_name),
            ("ExternalId", &arguments.external_id),
            ("SerialNumber", &arguments.serial_number),
            ("SourceIdentity", &arguments.source_identity),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                members.insert(name.to_owned(), text.clone().into());
            }
        }
        if let Some(seconds) = arguments.duration_seconds {
            members.insert("DurationSeconds".to_owned(), seconds.into());
        }
        if let Some(policy) = &arguments.policy {
            members.insert("Policy".to_owned(), serde_json::from_str(policy).ok()?);
        }
        let lists = [
            ("PolicyArns", arguments.policy_arns.iter().map(|arn| object([("arn", arn)])).collect::<Vec<_>>()),
            ("Tags", arguments.tags.iter().map(|(key, value)| object([("Key", key), ("Value", value)])).collect()),
            ("TransitiveTagKeys", arguments.transitive_tag_keys.iter().cloned().map(Value::from).collect()),
        ];
        for (name, list) in lists {
            if !list.is_empty() {
                members.insert(name.to_owned(), list.into());
            }
        }
        let mut text = String::new();
        write_as_python(&Value::Object(members), &mut text);
        let mut name = String::new();
        for byte in Sha1::digest(text.as_bytes()) {
            let _ = write!(name, "{byte:02x}");
        }
        let life = arguments.duration_seconds.and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs);
        Some(Self { name, life })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Nothing for that of the service, an hour.
    pub(super) fn life(&self) -> Option<Duration> {
        self.life
    }
}

fn object<const N: usize>(members: [(&str, &String); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value.clone().into())).collect())
}

/// As `json.dumps(value, sort_keys=True)`: a space after `,` and `:`, and nothing but ASCII.
fn write_as_python(value: &Value, text: &mut String) {
    match value {
        Value::String(string) => write_string(string, text),
        Value::Array(values) => {
            text.push('[');
            for (index, value) in values.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                write_as_python(value, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.as_str());
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                write_string(name, text);
                text.push_str(": ");
                write_as_python(value, text);
            }
            text.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => text.push_str(&value.to_string()),
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            ' '..='~' => text.push(character),
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{CacheKey, RoleArguments, write_as_python};

    fn dumps(value: &Value) -> String {
        let mut text = String::new();
        write_as_python(value, &mut text);
        text
    }

    #[test]
    fn json_is_pythons() {
        // What `json.dumps(value, sort_keys=True)` of Python 3 gives.
        let cases = [
            (json!({"b": 1, "a": [true, null, "x"]}), r#"{"a": [true, null, "x"], "b": 1}"#),
            (json!("ü\u{1f42c}\u{7f}\u{1}\"\\\n"), r#""\u00fc\ud83d\udc2c\u007f\u0001\"\\\n""#),
            (json!({}), "{}"),
            (json!([]), "[]"),
            (json!({"Z": 1.5, "a": -3}), r#"{"Z": 1.5, "a": -3}"#),
        ];
        for (value, expected) in cases {
            assert_eq!(dumps(&value), expected);
        }
    }

    #[test]
    fn names_are_botocores() {
        let text = |text: &str| Some(text.to_owned());
        let role =
            || RoleArguments { role_arn: "arn:aws:iam::123456789012:role/reader".to_owned(), ..Default::default() };
        let policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Resource\": \"arn:aws:s3:::f\u{fc}r/\u{1f42c}*\", \
                      \"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\"], \"Condition\": {\"Bool\": {\"b\": true, \
                      \"a\": null, \"n\": 10}}}]}";
        let all = RoleArguments {
            session_name: text("report"),
            external_id: text("id"),
            duration_seconds: Some(3600),
            source_identity: text("ann"),
            policy_arns: vec!["arn:aws:iam::aws:policy/ReadOnlyAccess".to_owned()],
            tags: [("team", "river"), ("cost", "7")].map(|(key, value)| (key.to_owned(), value.to_owned())).into(),
            transitive_tag_keys: vec!["team".to_owned()],
            ..role()
        };
        let device = text("arn:aws:iam::123456789012:mfa/me");
        // What `AssumeRoleCredentialFetcher` of botocore 1.44.5 gives for the same arguments.
        let cases = [
            (role(), "b0b1ce16bb62e7ab13aa0f2f057f59d4d18ae346"),
            (RoleArguments { session_name: text("report"), ..role() }, "a71ed5159c683d6d7c3eaf494f17ddc2cb06622f"),
            (RoleArguments { serial_number: device, ..role() }, "51c168d902c62fc55d27267f5e84f0e2b05479d2"),
            (RoleArguments { duration_seconds: Some(43_200), ..role() }, "5edb6b8fd2368e6e68a03ff117461303d601e731"),
            (
                RoleArguments { external_id: text("a \"quoted\" id/with:signs"), ..role() },
                "9e7ff65f907901cc3f9f823c0d92e58922bd67b5",
            ),
            (RoleArguments { policy: text(policy), ..role() }, "958162411903687d33e961e282a2ef4be9cb38e3"),
            (all, "f1776ec192491ba256165b76d6d0fcb9765be9ca"),
        ];
        for (arguments, expected) in cases {
            let key = CacheKey::of(&arguments).expect("its policy is JSON");
            assert_eq!(key.name(), expected, "{arguments:?}");
        }
    }

    #[test]
    fn a_policy_that_is_no_json_has_no_file() {
        let arguments = RoleArguments { policy: Some("{".to_owned()), ..RoleArguments::default() };
        assert!(CacheKey::of(&arguments).is_none());
    }

    proptest! {
        #[test]
        fn what_is_written_is_json_in_ascii(text in any::<String>(), name in any::<String>()) {
            let value = json!({ name: [text] });
            let written = dumps(&value);
            prop_assert!(written.is_ascii());
            prop_assert_eq!(serde_json::from_str::<Value>(&written).expect("it is JSON"), value);
        }
    }
}
