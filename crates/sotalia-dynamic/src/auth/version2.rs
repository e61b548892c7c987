//! Signature version 2, which one service takes, `sdb`, and no other: it is part of the form that is sent.

use std::collections::BTreeMap;

use aws_credential_types::Credentials;
use aws_runtime::auth::sigv4;
use aws_sigv4::sign::v4::calculate_signature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemeEndpointConfig, AuthSchemeId, Sign};
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The name of the scheme here; no model has one for it.
pub(crate) const SCHEME_ID: AuthSchemeId = AuthSchemeId::new("sotalia.version2");

/// What is not escaped in a form that is signed.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Signs with the credentials of version 4.
#[derive(Debug, Default)]
pub(crate) struct Version2Scheme(Version2Signer);

#[derive(Debug, Default)]
struct Version2Signer;

impl AuthScheme for Version2Scheme {
    fn scheme_id(&self) -> AuthSchemeId {
        SCHEME_ID
    }

    fn identity_resolver(&self, resolvers: &dyn GetIdentityResolver) -> Option<SharedIdentityResolver> {
        resolvers.identity_resolver(sigv4::SCHEME_ID)
    }

    fn signer(&self) -> &dyn Sign {
        &self.0
    }
}

impl Sign for Version2Signer {
    fn sign_http_request(
        &self,
        request: &mut HttpRequest,
        identity: &Identity,
        _endpoint: AuthSchemeEndpointConfig<'_>,
        components: &RuntimeComponents,
        _config: &ConfigBag,
    ) -> Result<(), BoxError> {
        let credentials = identity.data::<Credentials>().ok_or("what signs is no access key")?;
        let now = components.time_source().unwrap_or_default().now();
        let form = std::str::from_utf8(request.body().bytes().unwrap_or_default())?;
        let uri: http::Uri = request.uri().parse()?;
        let host = uri.authority().ok_or("the address has no host")?.as_str();
        let signed = signed_form(request.method(), host, uri.path(), form, credentials, now.into())?;
        request.headers_mut().insert("content-length", signed.len().to_string());
        *request.body_mut() = SdkBody::from(signed);
        Ok(())
    }
}

/// The form with its signature.
fn signed_form(
    method: &str,
    host: &str,
    path: &str,
    form: &str,
    credentials: &Credentials,
    now: DateTime,
) -> Result<String, BoxError> {
    let mut fields = BTreeMap::new();
    for pair in form.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = |text: &str| Ok::<_, BoxError>(percent_decode_str(text).decode_utf8()?.into_owned());
        fields.insert(decoded(name)?, decoded(value)?);
    }
    let mut set = |name: &str, value: &str| fields.insert(name.to_owned(), value.to_owned());
    set("AWSAccessKeyId", credentials.access_key_id());
    set("SignatureVersion", "2");
    set("SignatureMethod", "HmacSHA256");
    let seconds = DateTime::from_secs(now.secs());
    set("Timestamp", &seconds.fmt(Format::DateTime)?);
    if let Some(token) = credentials.session_token() {
        set("SecurityToken", token);
    }
    let escaped = |text: &str| utf8_percent_encode(text, ESCAPED).to_string();
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    let form = pairs.join("&");
    let path = if path.is_empty() { "/" } else { path };
    let text = format!("{method}\n{host}\n{path}\n{form}");
    let signature = bytes_of(&calculate_signature(credentials.secret_access_key(), text.as_bytes()));
    Ok(format!("{form}&Signature={}", escaped(&STANDARD.encode(signature))))
}

/// The bytes that are written in hexadecimal.
fn bytes_of(digits: &str) -> Vec<u8> {
    let digit = |letter: u8| (letter as char).to_digit(16).map_or(0, |digit| digit as u8);
    digits.as_bytes().chunks(2).map(|pair| pair.iter().fold(0, |byte, &letter| byte << 4 | digit(letter))).collect()
}
