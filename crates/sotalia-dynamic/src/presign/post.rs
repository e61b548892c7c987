//! Forms with which a browser can put an object into a bucket.

use std::fmt;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use indexmap::IndexMap;
use serde_json::{Value as Json, json};
use sotalia_session::error::{Error, LocalError, Result};

/// What the key of a form ends with to take the name of the file.
const FILE_NAME: &str = "${filename}";
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// A form: where it goes, and its fields. The file is the last field, named `file`.
///
/// Its `Debug` shows no signature and no session token.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PresignedPost {
    /// Where the form goes, with `POST` and `multipart/form-data`.
    pub url: String,
    /// The fields, before the file.
    pub fields: IndexMap<String, String>,
}

impl fmt::Debug for PresignedPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.fields.keys().collect();
        f.debug_struct("PresignedPost").field("url", &self.url).field("fields", &names).finish()
    }
}

/// What a form may do: boto3's arguments of `generate_presigned_post`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Policy {
    pub(crate) fields: IndexMap<String, String>,
    pub(crate) conditions: Vec<Json>,
}

/// Who signs a form, for where, and when.
pub(crate) struct Signer<'a> {
    pub(crate) credentials: &'a Credentials,
    pub(crate) region: &'a str,
    pub(crate) now: SystemTime,
}

impl Policy {
    /// The fields of the form, signed.
    pub(crate) fn sign(
        self,
        bucket: &str,
        key: &str,
        expires: Duration,
        signer: &Signer<'_>,
    ) -> Result<IndexMap<String, String>> {
        let (mut fields, mut conditions) = (self.fields, self.conditions);
        conditions.push(json!({ "bucket": bucket }));
        conditions.push(match key.strip_suffix(FILE_NAME) {
            Some(prefix) => json!(["starts-with", "$key", prefix]),
            None => json!({ "key": key }),
        });
        fields.insert("key".to_owned(), key.to_owned());

        let time = text_of(signer.now)?;
        let date_time = time.replace(['-', ':'], "");
        let (date, _) = date_time.split_once('T').unwrap_or((&date_time, ""));
        let access_key = signer.credentials.access_key_id();
        let credential = format!("{access_key}/{date}/{}/s3/aws4_request", signer.region);
        let mut signed = vec![
            ("x-amz-algorithm", ALGORITHM.to_owned()),
            ("x-amz-credential", credential),
            ("x-amz-date", date_time.clone()),
        ];
        signed.extend(signer.credentials.session_token().map(|token| ("x-amz-security-token", token.to_owned())));
        for (name, value) in signed {
            conditions.push(json!({ name: value }));
            fields.insert(name.to_owned(), value);
        }
        let policy = json!({ "expiration": text_of(signer.now + expires)?, "conditions": conditions });
        let policy = STANDARD.encode(policy.to_string());
        let secret = signer.credentials.secret_access_key();
        let signing_key = generate_signing_key(secret, signer.now, signer.region, "s3");
        let signature = calculate_signature(signing_key, policy.as_bytes());
        fields.insert("policy".to_owned(), policy);
        fields.insert("x-amz-signature".to_owned(), signature);
        Ok(fields)
    }
}

/// A time to the second: `2026-01-31T12:00:00Z`.
fn text_of(time: SystemTime) -> Result<String> {
    let seconds = DateTime::from_secs(DateTime::from(time).secs());
    seconds.fmt(Format::DateTime).map_err(|error| {
        Error::local(LocalError::InvalidParameter, "the form would end at a time that no text can hold")
            .with_source(error)
    })
}
