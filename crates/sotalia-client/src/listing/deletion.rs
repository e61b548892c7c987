//! Reads the answers of `DeleteObjects` in place of the SDK's own deserializer: they are lists, as long as the requests.

use std::sync::OnceLock;

use aws_sdk_s3::operation::delete_objects::{DeleteObjects, DeleteObjectsOutput};
use aws_sdk_s3::types::{DeletedObject, Error};
use aws_smithy_runtime_api::client::interceptors::context::{Output, OutputOrError};
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, Metadata, OrchestratorError};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin as _;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};

use super::deserializer::shared_bytes;
use super::layout::deletions::{CODE, DELETE_MARKER, DELETIONS, KEY, MARKER_VERSION_ID, MESSAGE, REFUSED, VERSION_ID};
use super::page::ListingPage;
use super::parse::parse;
use super::source::{Entry, some_of};

/// Has the answer of a `DeleteObjects` read here: the same output, quicker. Other operations are left alone.
///
/// Error answers, and documents that it does not know, go to the SDK's own deserializer.
pub(crate) fn prepare(config: &mut ConfigBag) {
    let is_deletion = config.load::<Metadata>().is_some_and(|operation| operation.name() == "DeleteObjects");
    if is_deletion && standard().is_some() {
        config.interceptor_state().store_put(SharedResponseDeserializer::new(Deserializer));
    }
}

/// The SDK's own deserializer.
fn standard() -> Option<&'static SharedResponseDeserializer> {
    static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
    LAYER.get_or_init(|| DeleteObjects::new().config()).as_ref()?.load::<SharedResponseDeserializer>()
}

#[derive(Debug)]
struct Deserializer;

impl DeserializeResponse for Deserializer {
    fn deserialize_nonstreaming_with_config(&self, response: &HttpResponse, config: &ConfigBag) -> OutputOrError {
        // It was there when this one was put in its place.
        let standard = standard().ok_or_else(|| OrchestratorError::other("the operation has no deserializer"))?;
        let body = response.status().is_success().then(|| shared_bytes(response.body())).flatten();
        match body.and_then(|body| parse(&DELETIONS, body)) {
            Some(page) => output(&page, response, standard, config),
            None => standard.deserialize_nonstreaming_with_config(response, config),
        }
    }
}

/// The output: what the headers say is read by the SDK, of the same answer with nothing in it.
fn output(
    page: &ListingPage,
    response: &HttpResponse,
    standard: &SharedResponseDeserializer,
    config: &ConfigBag,
) -> OutputOrError {
    let mut empty = HttpResponse::new(response.status(), SdkBody::from("<DeleteResult/>"));
    *empty.headers_mut() = response.headers().clone();
    let output = standard.deserialize_nonstreaming_with_config(&empty, config)?;
    let mut output = match output.downcast::<DeleteObjectsOutput>() {
        Ok(output) => output,
        Err(other) => return Ok(other),
    };
    let entries = (0..page.len()).map(|entry| Entry::of(page, entry));
    let first_refused = entries.clone().position(|entry| entry.kind() == REFUSED).unwrap_or(page.len());
    output.deleted = some_of(entries.clone().take(first_refused).map(deleted).collect());
    output.errors = some_of(entries.skip(first_refused).map(refused).collect());
    Ok(Output::erase(output))
}

fn deleted(entry: Entry<'_>) -> DeletedObject {
    DeletedObject::builder()
        .set_key(entry.owned(KEY))
        .set_version_id(entry.owned(VERSION_ID))
        .set_delete_marker(entry.flag(DELETE_MARKER))
        .set_delete_marker_version_id(entry.owned(MARKER_VERSION_ID))
        .build()
}

fn refused(entry: Entry<'_>) -> Error {
    Error::builder()
        .set_key(entry.owned(KEY))
        .set_version_id(entry.owned(VERSION_ID))
        .set_code(entry.owned(CODE))
        .set_message(entry.owned(MESSAGE))
        .build()
}

#[cfg(test)]
mod tests;
