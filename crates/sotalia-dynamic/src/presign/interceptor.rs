//! Turns a call into a request with the signature in its address.

use std::time::Duration;

use aws_runtime::auth::{HttpSignatureType, SigV4OperationSigningConfig};
use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a query.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How a call is presigned.
#[derive(Debug, Clone)]
pub(crate) struct Presigning {
    pub(crate) expires: Duration,
    /// Another method than that of the operation.
    pub(crate) method: Option<String>,
    /// What becomes of the body.
    pub(crate) body: PresignedBody,
    /// Whether the caller has given the type of the content, which is then signed, too.
    pub(crate) has_content_type: bool,
    /// More parameters of a query.
    pub(crate) query: Vec<(String, String)>,
}

/// What becomes of the body of a presigned request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PresignedBody {
    /// Its parameters move into the address: a form, or a JSON object of scalars.
    IntoQuery,
    /// It is not signed, so that it need not be known: objects of S3.
    Unsigned,
    /// It is signed, and must be sent as it is.
    Signed,
}

impl Presigning {
    pub(crate) fn new(expires: Duration) -> Self {
        Self { expires, method: None, body: PresignedBody::Signed, has_content_type: false, query: Vec::new() }
    }
}

/// Changes the request and has it signed in its address.
#[derive(Debug)]
pub(crate) struct PresigningInterceptor(pub(crate) Presigning);

#[dyn_dispatch_hint]
impl Intercept for PresigningInterceptor {
    fn name(&self) -> &'static str {
        "SotaliaPresigning"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut signing = config.load::<SigV4OperationSigningConfig>().cloned().unwrap_or_default();
        signing.signing_options.expires_in = Some(self.0.expires);
        signing.signing_options.signature_type = HttpSignatureType::HttpRequestQueryParams;
        if self.0.body == PresignedBody::Unsigned {
            signing.signing_options.content_sha256_header = false;
            signing.signing_options.payload_override = Some(SignableBody::UnsignedPayload);
        }
        config.interceptor_state().store_put(signing);
        prepare(context.request_mut(), &self.0)
    }
}

fn prepare(request: &mut HttpRequest, presigning: &Presigning) -> Result<(), BoxError> {
    let mut pairs = presigning.query.clone();
    if presigning.body == PresignedBody::IntoQuery {
        let body = request.body().bytes().unwrap_or_default();
        pairs.splice(0..0, parameters(body)?);
        *request.body_mut() = SdkBody::empty();
    }
    // What is said of a body that is not there need not be sent, and so must not be signed.
    if request.body().bytes().is_some_and(<[u8]>::is_empty) {
        request.headers_mut().remove("content-length");
        if !presigning.has_content_type {
            request.headers_mut().remove("content-type");
        }
    }
    if let Some(method) = &presigning.method {
        request.set_method(method)?;
    }
    if !pairs.is_empty() {
        let mut uri = request.uri().to_owned();
        for (name, value) in &pairs {
            uri.push(if uri.contains('?') { '&' } else { '?' });
            uri.extend(utf8_percent_encode(name, QUERY));
            uri.push('=');
            uri.extend(utf8_percent_encode(value, QUERY));
        }
        request.set_uri(uri)?;
    }
    Ok(())
}

/// The parameters in a body: of a form, or the members of a JSON object.
fn parameters(body: &[u8]) -> Result<Vec<(String, String)>, BoxError> {
    let text = std::str::from_utf8(body)?;
    if let Ok(serde_json::Value::Object(members)) = serde_json::from_str(text) {
        let text = |value: serde_json::Value| match value {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        return Ok(members.into_iter().map(|(name, value)| (name, text(value))).collect());
    }
    let decode =
        |part: &str| percent_encoding::percent_decode_str(&part.replace('+', " ")).decode_utf8().map(Into::into);
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decode(name)?, decode(value)?))
    });
    pairs.collect::<Result<_, std::str::Utf8Error>>().map_err(Into::into)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parameters;

    #[test]
    fn bodies_become_parameters() {
        let cases = [
            ("Action=A&Name=a+b%2Bc&Empty=&Flag", "[Action:A][Name:a b+c][Empty:][Flag:]"),
            (r#"{"Text":"é","Count":2,"List":["a"]}"#, r#"[Text:é][Count:2][List:["a"]]"#),
            ("", ""),
        ];
        for (body, expected) in cases {
            let found = parameters(body.as_bytes()).expect(body);
            let found: String = found.iter().map(|(name, value)| format!("[{name}:{value}]")).collect();
            assert_eq!(found, expected, "{body}");
        }
        assert!(parameters(b"a=%FF").is_err(), "what is no UTF-8 is refused");
    }

    proptest! {
        #[test]
        fn any_body_is_read_or_refused(body in proptest::collection::vec(any::<u8>(), 0..60), text in "[a-z%=&+{}\":0-9]{0,40}") {
            let _ = parameters(&body);
            let _ = parameters(text.as_bytes());
        }
    }
}
