//! Answers that are made up, for tests: as boto3's `Stubber`.
//!
//! ```
//! # async fn example(client: sotalia_dynamic::DynamicClient) -> sotalia_dynamic::error::Result<()> {
//! use sotalia_dynamic::{params, stub};
//!
//! let paginator = client.paginator("list_buckets")?.over(|_params| async {
//!     Ok(stub::output(params! { "Buckets": [{ "Name": "logs" }] }))
//! });
//! # Ok(()) }
//! ```

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::ErrorMetadata;
use sotalia_session::error::Error;

use crate::output::{Output, ResponseMetadata};
use crate::service_error::ServiceError;
use crate::value::Params;

/// An output with these members, and the status 200.
#[must_use]
pub fn output(members: impl Into<Params>) -> Output {
    output_with_status(200, members)
}

/// An output with these members, and another status.
#[must_use]
pub fn output_with_status(status: u16, members: impl Into<Params>) -> Output {
    let metadata = ResponseMetadata { status, attempts: 1, ..ResponseMetadata::default() };
    Output::new(members.into().into_map(), metadata)
}

/// What a service answers instead of an output: boto3's `add_client_error`.
#[must_use]
pub fn service_error(status: u16, code: &str, message: &str) -> Error {
    let metadata = ErrorMetadata::builder().code(code).message(message).build();
    let error = ServiceError::new(metadata, None, crate::Map::new(), None);
    let status = StatusCode::try_from(status).unwrap_or_else(|_| StatusCode::try_from(500).expect("500 is a status"));
    Error::from(SdkError::service_error(error, HttpResponse::new(status, SdkBody::empty())))
}
