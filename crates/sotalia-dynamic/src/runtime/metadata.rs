//! What an answer says beside its content.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_types::request_id::RequestId as _;
use sotalia_session::error::Attempts;

use crate::output::ResponseMetadata;

pub(super) fn read(response: &HttpResponse) -> ResponseMetadata {
    let header = |name: &str| response.headers().get(name).map(str::to_owned);
    ResponseMetadata {
        request_id: response.request_id().map(str::to_owned),
        extended_request_id: header("x-amz-id-2"),
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        attempts: response.extension::<Attempts>().map_or(1, |attempts| attempts.0),
    }
}
