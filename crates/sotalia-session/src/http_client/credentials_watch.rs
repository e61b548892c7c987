//! Listens for a service's word that the credentials of a request have expired, for any client of the SDK, and takes
//! the session token out of answers that repeat it.
//!
//! It sits in the HTTP client because that is the one part of a session that sees the answers of every client made from
//! its configuration.

use std::future::poll_fn;
use std::pin::Pin;

use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use http_body::Body as _;

use crate::credentials::cache::KeptCredentials;
use crate::credentials::retry::OtherCredentials;

/// The codes that say so. `RequestExpired` is none: it is about the time of the request, which the SDK corrects.
const EXPIRED: &[&str] = &["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"];

/// Tells the kept credentials of a session when a service refused them as expired.
#[derive(Debug)]
pub(crate) struct CredentialsWatch {
    inner: SharedHttpClient,
    kept: KeptCredentials,
    renewable: bool,
}

impl CredentialsWatch {
    /// `renewable` says whether there may be others when a service says that these have expired.
    pub(crate) fn new(inner: SharedHttpClient, kept: KeptCredentials, renewable: bool) -> Self {
        Self { inner, kept, renewable }
    }
}

impl HttpClient for CredentialsWatch {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Watching { inner, kept: self.kept.clone(), renewable: self.renewable })
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.inner.connector_metadata()
    }
}

#[derive(Debug)]
struct Watching {
    inner: SharedHttpConnector,
    kept: KeptCredentials,
    renewable: bool,
}

impl HttpConnector for Watching {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let signer = Signer::of(request.headers());
        let answer = self.inner.call(request);
        let Some(signer) = signer else { return answer };
        let (kept, renewable) = (self.kept.clone(), self.renewable);
        HttpConnectorFuture::new(async move {
            let mut answer = answer.await?;
            let expired = says_expired(&mut answer, &signer).await?;
            if expired && renewable && kept.refused(&signer.access_key_id, signer.session_token.as_deref()) {
                answer.add_extension(OtherCredentials);
            }
            Ok(answer)
        })
    }
}

/// Whose signature a request carries.
struct Signer {
    access_key_id: String,
    session_token: Option<String>,
}

impl Signer {
    fn of(headers: &Headers) -> Option<Self> {
        let (_, credential) = headers.get("authorization")?.split_once("Credential=")?;
        let (access_key_id, _) = credential.split_once('/')?;
        Some(Self {
            access_key_id: access_key_id.to_owned(),
            session_token: headers.get("x-amz-security-token").map(str::to_owned),
        })
    }
}

/// Whether the answer has one of the codes. Its body is in memory then, as the SDK has that of every failure.
async fn says_expired(answer: &mut HttpResponse, signer: &Signer) -> Result<bool, ConnectorError> {
    if !matches!(answer.status().as_u16(), 400 | 401 | 403) {
        return Ok(false);
    }
    let in_header = |name| answer.headers().get(name).is_some_and(|value| has_code(value.as_bytes()));
    let in_headers = in_header("x-amzn-errortype") || in_header("x-amzn-query-error");
    let mut bytes = collect(answer.take_body()).await?;
    if let Some(token) = signer.session_token.as_deref().filter(|token| !token.is_empty()) {
        mask(&mut bytes, token.as_bytes());
    }
    let found = has_code(&bytes);
    *answer.body_mut() = SdkBody::from(bytes);
    Ok(in_headers || found)
}

/// Whether one of the codes stands here as a word of its own: not in the midst of a name, as a bucket's may be.
fn has_code(text: &[u8]) -> bool {
    EXPIRED.iter().any(|code| {
        let length = code.len();
        let found = text.windows(length).enumerate().filter(|(_, window)| *window == code.as_bytes());
        found.into_iter().any(|(start, _)| {
            let before = start.checked_sub(1).and_then(|index| text.get(index));
            let after = text.get(start + length);
            before.is_none_or(|byte| matches!(byte, b'>' | b'"' | b'#'))
                && after.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'.' | b'-' | b'/' | b'_'))
        })
    })
}

/// Takes the session token out of an answer: S3 repeats the one that it refuses, and the SDK logs answers.
fn mask(text: &mut [u8], token: &[u8]) {
    let found = text.windows(token.len()).enumerate().filter(|(_, window)| *window == token);
    for start in found.map(|(start, _)| start).collect::<Vec<_>>() {
        text[start..start + token.len()].fill(b'*');
    }
}

async fn collect(mut body: SdkBody) -> Result<Vec<u8>, ConnectorError> {
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(ConnectorError::io)?;
        if let Ok(data) = frame.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{has_code, mask};

    #[test]
    fn a_token_is_taken_out_wherever_it_stands() {
        let cases = [
            ("<Token-0>TOKEN</Token-0>", "<Token-0>*****</Token-0>"),
            ("TOKENTOKEN", "**********"),
            ("TOKE", "TOKE"),
            ("", ""),
        ];
        for (text, expected) in cases {
            let mut masked = text.as_bytes().to_vec();
            mask(&mut masked, b"TOKEN");
            assert_eq!(String::from_utf8_lossy(&masked), expected, "{text}");
        }
    }

    #[test]
    fn a_code_is_a_word_of_its_own() {
        let cases = [
            ("<Error><Code>ExpiredToken</Code></Error>", true),
            ("<Error><Code>TokenRefreshRequired</Code></Error>", true),
            (r#"{"__type":"com.amazonaws.kinesis#ExpiredTokenException","message":"..."}"#, true),
            (r#"{"__type":"ExpiredTokenException"}"#, true),
            (r#"{"code": "ExpiredToken", "message": "..."}"#, true),
            ("ExpiredTokenException:http://internal.amazon.com/coral/", true),
            ("ExpiredToken;Sender", true),
            ("\u{b8}com.amazonaws.x#ExpiredTokenException\u{1}", true),
            ("<Code>AccessDenied</Code><Resource>/ExpiredToken</Resource>", false),
            ("<Code>AccessDenied</Code><BucketName>ExpiredToken.example</BucketName>", false),
            ("<Code>ExpiredTokens</Code>", false),
            ("<Code>NotExpiredToken</Code>", false),
            ("<Code>RequestExpired</Code>", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(has_code(text.as_bytes()), expected, "{text}");
        }
    }
}
