//! The contents of a file: the answer of STS to `AssumeRole`, as botocore writes and reads it.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_json::{Value, json};

/// The credentials of a file, or nothing if it does not hold any: whoever wrote it, it is no error of this program.
pub(super) fn parse(bytes: &[u8]) -> Option<Credentials> {
    let entry: Value = serde_json::from_slice(bytes).ok()?;
    let held = entry.get("Credentials")?;
    let text = |name: &str| held.get(name)?.as_str().filter(|text| !text.is_empty());
    let mut builder = Credentials::builder()
        .access_key_id(text("AccessKeyId")?)
        .secret_access_key(text("SecretAccessKey")?)
        .session_token(text("SessionToken")?)
        .expiry(parse_time(text("Expiration")?)?)
        .provider_name("AssumeRoleProvider");
    builder.set_account_id(text("AccountId").map(Into::into));
    Some(builder.build())
}

/// The file for these credentials, or nothing if they have no end.
pub(super) fn render(credentials: &Credentials, user: Option<(&str, &str)>) -> Option<Vec<u8>> {
    let mut held = json!({
        "AccessKeyId": credentials.access_key_id(),
        "SecretAccessKey": credentials.secret_access_key(),
        "SessionToken": credentials.session_token()?,
        "Expiration": render_time(credentials.expiry()?)?,
    });
    if let Some(account) = credentials.account_id() {
        held["AccountId"] = account.as_str().into();
    }
    let mut entry = json!({ "Credentials": held });
    if let Some((arn, id)) = user {
        entry["AssumedRoleUser"] = json!({ "AssumedRoleId": id, "Arn": arn });
    }
    Some(entry.to_string().into_bytes())
}

/// botocore writes `2026-11-25T01:02:03UTC`, other programs what RFC 3339 has.
fn parse_time(text: &str) -> Option<SystemTime> {
    let text = text.strip_suffix("UTC").map_or_else(|| text.to_owned(), |time| format!("{time}Z"));
    DateTime::from_str(&text, Format::DateTimeWithOffset).ok()?.try_into().ok()
}

/// As botocore, in whole seconds.
fn render_time(time: SystemTime) -> Option<String> {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    let text = DateTime::from_secs(i64::try_from(seconds).ok()?).fmt(Format::DateTime).ok()?;
    Some(text.replace('Z', "UTC"))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use aws_credential_types::Credentials;
    use proptest::prelude::*;

    use super::{parse, parse_time, render};

    #[test]
    fn times_of_other_programs_are_read() {
        let expected = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_568_523);
        let cases = [
            "2026-11-25T01:02:03UTC",
            "2026-11-25T01:02:03Z",
            "2026-11-25T01:02:03+00:00",
            "2026-11-25T03:02:03+02:00",
            "2026-11-25T01:02:03.000Z",
        ];
        for text in cases {
            assert_eq!(parse_time(text), Some(expected), "{text}");
        }
        for text in ["", "tomorrow", "UTC", "2026-11-25"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn garbage_holds_no_credentials() {
        let cases: [&[u8]; 7] = [
            b"",
            b"{",
            b"[]",
            b"\xff\xfe",
            br#"{"Credentials": null}"#,
            br#"{"Credentials": {"AccessKeyId": "A", "SecretAccessKey": "S", "SessionToken": "T"}}"#,
            br#"{"Credentials": {"AccessKeyId": "A", "SecretAccessKey": 5, "SessionToken": "T", "Expiration": "2026-11-25T01:02:03Z"}}"#,
        ];
        for bytes in cases {
            assert!(parse(bytes).is_none(), "{}", String::from_utf8_lossy(bytes));
        }
    }

    proptest! {
        #[test]
        fn bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            parse(&bytes);
        }

        #[test]
        fn what_is_written_is_read(id in "[A-Z0-9]{1,20}", secret in ".{1,40}", token in ".{1,80}", end in 0_u64..4_000_000_000) {
            let end = SystemTime::UNIX_EPOCH + Duration::from_secs(end);
            let credentials = Credentials::new(id, secret, Some(token), Some(end), "AssumeRoleProvider");
            let written = render(&credentials, Some(("arn", "id"))).expect("they have an end");
            prop_assert_eq!(parse(&written).expect("it was written"), credentials);
        }
    }
}
