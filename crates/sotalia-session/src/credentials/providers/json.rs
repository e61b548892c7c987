//! Reads credentials from JSON as services and programs write it. What was read is in no error: it may be a secret.

use std::time::SystemTime;

use aws_credential_types::Credentials as SdkCredentials;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_json::{Map, Value};

/// An object whose keys are looked up without regard to case.
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// Reads one object, or says what is wrong without saying what was read.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        match serde_json::from_str(text) {
            Ok(Value::Object(map)) => Ok(Self(map)),
            Ok(_) => Err("it is JSON, but no object".to_owned()),
            Err(error) => Err(format!("it is not JSON, at line {} column {}", error.line(), error.column())),
        }
    }

    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    }

    /// Text that is not blank.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.value(key)?.as_str().filter(|text| !text.trim().is_empty())
    }

    pub(super) fn required(&self, key: &str) -> Result<&str, String> {
        self.text(key).ok_or_else(|| format!("it lacks {key}"))
    }

    pub(super) fn time(&self, key: &str) -> Result<Option<SystemTime>, String> {
        let Some(text) = self.text(key) else { return Ok(None) };
        parse_time(text).map(Some).ok_or_else(|| format!("its {key} is no time"))
    }

    /// An object inside.
    pub(super) fn object(&self, key: &str) -> Option<Self> {
        self.value(key)?.as_object().cloned().map(Self)
    }

    /// The same object with a value in the place of another, under the name that the other had.
    pub(super) fn set(&mut self, key: &str, value: Value) {
        let name = self.0.keys().find(|name| name.eq_ignore_ascii_case(key)).cloned();
        self.0.insert(name.unwrap_or_else(|| key.to_owned()), value);
    }

    pub(super) fn to_text(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }
}

/// Credentials as the instance metadata service and containers give them: all parts are there, and they end.
pub(super) fn temporary_credentials(text: &str, provider_name: &'static str) -> Result<SdkCredentials, String> {
    let object = Object::parse(text)?;
    if let Some(code) = object.text("Code").filter(|code| *code != "Success") {
        let message = object.text("Message").unwrap_or("no reason was given");
        return Err(format!("{code}: {message}"));
    }
    let token = object.text("Token").or_else(|| object.text("SessionToken")).ok_or("it lacks Token")?;
    let end = match object.time("Expiration")? {
        Some(end) => end,
        None => object.time("ExpiresAt")?.ok_or("it lacks Expiration")?,
    };
    let mut builder = SdkCredentials::builder()
        .access_key_id(object.required("AccessKeyId")?)
        .secret_access_key(object.required("SecretAccessKey")?)
        .session_token(token)
        .expiry(end)
        .provider_name(provider_name);
    builder.set_account_id(object.text("AccountId").map(Into::into));
    Ok(builder.build())
}

/// A time of RFC 3339, with any offset.
pub(super) fn parse_time(text: &str) -> Option<SystemTime> {
    let time = DateTime::from_str(text.trim(), Format::DateTimeWithOffset).ok()?;
    SystemTime::try_from(time).ok()
}

/// A time as caches on disk hold it.
pub(super) fn shown_time(time: SystemTime) -> Option<String> {
    let mut time = DateTime::from(time);
    time.set_subsec_nanos(0);
    time.fmt(Format::DateTime).ok()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn times_have_an_offset() {
        let at = |seconds| Some(UNIX_EPOCH + Duration::from_secs(seconds));
        for (text, expected) in [
            ("1970-01-01T00:00:10Z", at(10)),
            ("1970-01-01T01:00:10+01:00", at(10)),
            (" 1970-01-01T00:00:10Z\n", at(10)),
            ("2009-02-13T23:31:30.000Z", at(1_234_567_890)),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(parse_time(text), expected, "{text:?}");
        }
    }

    #[test]
    fn nothing_that_was_read_is_in_an_error() {
        for text in ["CANARY", "\"CANARY\"", "[\"CANARY\"]", "{\"CANARY\"", "{\"AccessKeyId\": \"CANARY\"}"] {
            let error = temporary_credentials(text, "test").expect_err("no credentials");
            assert!(!error.contains("CANARY"), "{text}: {error}");
        }
    }
}
