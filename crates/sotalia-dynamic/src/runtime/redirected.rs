//! Calls of S3 that are asked again in the region of their bucket.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::byte_stream::ByteStream;
use sotalia_session::error::{Error, Result};

use super::Runtime;
use crate::call::Request;
use crate::client::Overrides;
use crate::output::Output;
use crate::params;
use crate::s3::copy_source::is_arn;
use crate::s3::redirect::{BucketRegions, Redirect, Refusal, region_of};
use crate::service_error::ServiceError;
use crate::value::Value;

/// What a client of S3 knows of regions.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    buckets: BucketRegions,
    /// The same client for other regions.
    runtimes: Mutex<HashMap<String, Arc<Runtime>>>,
}

impl Runtime {
    /// Sends a call of S3, and once more if its bucket is in another region: boto3's `S3RegionRedirectorv2`.
    pub(super) async fn call_in_region(&self, mut request: Request) -> Result<Output> {
        let bucket = request.params.get("Bucket").and_then(Value::as_str).filter(|bucket| !is_arn(bucket));
        let Some(bucket) = bucket.map(str::to_owned) else { return self.send(request).await };
        if let Some(region) = self.regions.buckets.get(&bucket).filter(|region| Some(&**region) != self.region()) {
            return self.in_region(&region)?.send(request).await;
        }
        let again = repeatable(&mut request);
        let operation = request.operation.clone();
        let error = match self.send(request).await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        let region = match refusal(&operation_name(self, &operation), &error).redirect() {
            Redirect::No => None,
            Redirect::To(region) => Some(region),
            Redirect::Unknown => self.ask_region(&bucket).await,
        };
        // Where it was asked is where it is: another attempt would say the same.
        let region = region.filter(|region| Some(&**region) != self.region());
        let (Some(region), Some(again)) = (region, again) else { return Err(error) };
        tracing::debug!(bucket, region, "the bucket is in another region; asking there");
        self.regions.buckets.insert(&bucket, &region);
        self.in_region(&region)?.send(again).await
    }

    /// The same client for another region.
    pub(super) fn in_region(&self, region: &str) -> Result<Arc<Self>> {
        let mut runtimes = self.regions.runtimes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(runtime) = runtimes.get(region) {
            return Ok(Arc::clone(runtime));
        }
        let overrides = Overrides { region: Some(region.to_owned()), ..Overrides::default() };
        let runtime = Arc::new(self.with(overrides)?);
        runtimes.insert(region.to_owned(), Arc::clone(&runtime));
        Ok(runtime)
    }

    /// What the head of a bucket says of its region, if anything.
    async fn ask_region(&self, bucket: &str) -> Option<String> {
        let params = params! { "Bucket": bucket };
        let request = Request::new("HeadBucket".to_owned(), params);
        match Box::pin(self.send(request)).await {
            Ok(output) => output.metadata().header("x-amz-bucket-region").map(str::to_owned),
            Err(error) => answer(&error).and_then(|response| region_of(response.headers())).map(str::to_owned),
        }
    }
}

fn operation_name(runtime: &Runtime, operation: &str) -> String {
    runtime.model().operation(operation).map_or_else(String::new, |operation| operation.name.to_string())
}

fn refusal<'a>(operation: &'a str, error: &'a Error) -> Refusal<'a> {
    Refusal {
        operation,
        status: error.status().unwrap_or_default(),
        code: error.code().map_or("", |code| code.as_str()),
        headers: answer(error).map(HttpResponse::headers),
        region_in_body: error.detail("Region"),
    }
}

/// The answer that an error was made of.
fn answer(error: &Error) -> Option<&HttpResponse> {
    error.downcast_ref::<SdkError<ServiceError, HttpResponse>>()?.raw_response()
}

/// The same request once more, if its body can be sent twice.
pub(super) fn repeatable(request: &mut Request) -> Option<Request> {
    let body = match request.body.take() {
        None => None,
        Some(body) => {
            let body = body.into_inner();
            let copy = body.try_clone();
            request.body = Some(ByteStream::new(body));
            Some(ByteStream::new(copy?))
        }
    };
    Some(Request { body, ..Request::new(request.operation.clone(), request.params.clone()) })
}
