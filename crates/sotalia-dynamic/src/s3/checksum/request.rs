//! Computes the checksum of what is sent.

use std::mem;

use aws_runtime::content_encoding::AwsChunkedBodyOptions;
use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_checksums::body::{ChecksumCache, calculate};
use aws_smithy_checksums::http::HttpChecksum;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};

use super::ChecksumPlan;

/// Headers that begin like a checksum and are none.
const NO_CHECKSUMS: &[&str] = &["x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type"];

const CONTENT_MD5: &str = "content-md5";

/// Puts the checksum of a body in memory into a header, and that of a stream behind it, as a trailer.
#[derive(Debug)]
pub(crate) struct RequestChecksum;

/// What is computed in this call. Another attempt sends the same checksum.
#[derive(Debug, Clone)]
struct Computing {
    algorithm: ChecksumAlgorithm,
    cache: ChecksumCache,
}

impl Storable for Computing {
    type Storer = StoreReplace<Self>;
}

#[dyn_dispatch_hint]
impl Intercept for RequestChecksum {
    fn name(&self) -> &'static str {
        "SotaliaRequestChecksum"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let plan = config.load::<ChecksumPlan>().cloned().unwrap_or_default();
        match plan.request.filter(|_| !has_checksum(context.request().headers())) {
            Some(algorithm) => {
                if let Some(header) = plan.announce {
                    let name = algorithm.as_str().to_ascii_uppercase();
                    context.request_mut().headers_mut().try_insert(header, name)?;
                }
                config.interceptor_state().store_put(Computing { algorithm, cache: ChecksumCache::new() });
            }
            // A body without a trailer goes as it is.
            None => {
                config.interceptor_state().store_put(AwsChunkedBodyOptions::disable_chunked_encoding());
            }
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if config.load::<ChecksumPlan>().is_some_and(|plan| plan.md5) {
            add_md5(context.request_mut())?;
        }
        let Some(Computing { algorithm, cache }) = config.load::<Computing>().cloned() else { return Ok(()) };
        let mut checksum = algorithm.into_impl();
        let request = context.request_mut();
        match request.body().bytes() {
            Some(bytes) => {
                let computed = cache.get().unwrap_or_else(|| {
                    checksum.update(bytes);
                    let headers = checksum.headers();
                    cache.set(headers.clone());
                    headers
                });
                for (name, value) in &computed {
                    request.headers_mut().try_insert(name.clone(), value.clone())?;
                }
            }
            None => {
                request.headers_mut().try_insert("x-amz-trailer", checksum.header_name())?;
                let trailer = HttpChecksum::size(checksum.as_ref());
                config.interceptor_state().store_put(AwsChunkedBodyOptions::default().with_trailer_len(trailer));
            }
        }
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(Computing { algorithm, cache }) = config.load::<Computing>().cloned() else { return Ok(()) };
        let request = context.request_mut();
        if request.body().bytes().is_none() {
            let body = mem::replace(request.body_mut(), SdkBody::taken());
            *request.body_mut() = body.map(move |body| {
                let checksum = calculate::ChecksumBody::new(body, algorithm.into_impl());
                SdkBody::from_body_1_x(checksum.with_cache(cache.clone()))
            });
        }
        Ok(())
    }
}

fn add_md5(request: &mut HttpRequest) -> Result<(), BoxError> {
    let bytes = request.body().bytes().filter(|_| !request.headers().contains_key(CONTENT_MD5));
    let sum = bytes.map(|bytes| STANDARD.encode(Md5::digest(bytes)));
    if let Some(sum) = sum {
        request.headers_mut().try_insert(CONTENT_MD5, sum)?;
    }
    Ok(())
}

/// Whether the caller has given a checksum.
fn has_checksum(headers: &Headers) -> bool {
    headers.iter().any(|(name, _)| name.starts_with("x-amz-checksum-") && !NO_CHECKSUMS.contains(&name))
}
