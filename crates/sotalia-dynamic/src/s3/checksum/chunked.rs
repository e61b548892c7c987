//! Sends a stream in the pieces of `aws-chunked`, which can carry a checksum behind it.

use std::mem;

use aws_runtime::auth::PayloadSigningOverride;
use aws_runtime::content_encoding::header::X_AMZ_TRAILER_SIGNATURE;
use aws_runtime::content_encoding::header_value::AWS_CHUNKED;
use aws_runtime::content_encoding::{AwsChunkedBody, AwsChunkedBodyOptions, DeferredSigner};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver as _, RuntimeComponents};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use http_body::Body as _;
use sotalia_session::error::{Error, LocalError};

/// A signature in hexadecimal, and the colon before it.
const SIGNATURE_LENGTH: usize = 64 + 1;

/// Sends a stream in pieces. Over `https` they are not signed, TLS protects them; over `http` each one is, unless the session
/// is anonymous.
#[derive(Debug)]
pub(crate) struct ChunkedBody;

#[dyn_dispatch_hint]
impl Intercept for ChunkedBody {
    fn name(&self) -> &'static str {
        "SotaliaChunkedBody"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let Some(options) = options(request, config) else { return Ok(()) };
        let is_anonymous = components.identity_resolver(AuthSchemeId::from("sigv4")).is_none();
        let signed = request.uri().starts_with("http:") && !is_anonymous;
        let length = length(request).ok_or_else(|| {
            let message = "the length of the body is not known: set ContentLength, or give a body that knows it";
            Error::local(LocalError::InvalidRequest, message)
        })?;
        let mut options = options.with_stream_length(length).signed_chunked_encoding(signed);
        if signed && !options.is_trailer_empty() {
            options = options.with_trailer_len((X_AMZ_TRAILER_SIGNATURE.len() + SIGNATURE_LENGTH) as u64);
        }
        let headers = request.headers_mut();
        headers.insert("x-amz-decoded-content-length", length.to_string());
        headers.insert("content-length", options.encoded_length().to_string());
        headers.remove("transfer-encoding");
        headers.append("content-encoding", AWS_CHUNKED);
        // Else whoever signs says so.
        if is_anonymous {
            headers.insert("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        }
        let state = config.interceptor_state();
        state.store_put(options);
        if signed {
            let (signer, sender) = DeferredSigner::new();
            state.store_put(signer);
            state.store_put(sender);
            state.store_put(PayloadSigningOverride::StreamingSignedPayloadTrailer);
        } else {
            state.store_put(PayloadSigningOverride::StreamingUnsignedPayloadTrailer);
        }
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let Some(options) = options(request, config) else { return Ok(()) };
        let signer = config
            .get_mut_from_interceptor_state::<DeferredSigner>()
            .map(|signer| mem::replace(signer, DeferredSigner::empty()));
        let body = mem::replace(request.body_mut(), SdkBody::taken());
        *request.body_mut() = body.map(move |body| {
            let body = AwsChunkedBody::new(body, options.clone());
            SdkBody::from_body_1_x(match &signer {
                Some(signer) => body.with_signer(signer.clone()),
                None => body,
            })
        });
        Ok(())
    }
}

/// How to send the body in pieces, if it is a stream and a checksum follows it.
fn options(request: &HttpRequest, config: &ConfigBag) -> Option<AwsChunkedBodyOptions> {
    let options = config.load::<AwsChunkedBodyOptions>().filter(|options| !options.disabled());
    options.filter(|_| request.body().bytes().is_none()).cloned()
}

fn length(request: &HttpRequest) -> Option<u64> {
    let said = request.headers().get("content-length").and_then(|length| length.parse().ok());
    said.or_else(|| request.body().size_hint().exact())
}
