//! The headers of an answer that say something of an error.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// Those headers, found in one walk, since looking each up by its name costs more than reading most answers.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Headers<'a> {
    pub(super) bucket_region: Option<&'a str>,
    pub(super) content_type: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) error_type: Option<&'a str>,
    pub(super) extended_request_id: Option<&'a str>,
    pub(super) query_error: Option<&'a str>,
    /// In the order in which they count.
    pub(super) request_ids: [Option<&'a str>; 3],
    pub(super) retry_after: Option<&'a str>,
    pub(super) retry_after_milliseconds: Option<&'a str>,
}

impl<'a> Headers<'a> {
    /// Of those that come twice, the first counts.
    pub(super) fn of(response: Option<&'a HttpResponse>) -> Self {
        let mut found = Self::default();
        for (name, value) in response.into_iter().flat_map(|response| response.headers().iter()) {
            let place = match name {
                "content-type" => &mut found.content_type,
                "date" => &mut found.date,
                "retry-after" => &mut found.retry_after,
                "x-amz-bucket-region" => &mut found.bucket_region,
                "x-amz-id-2" => &mut found.extended_request_id,
                "x-amz-request-id" => &mut found.request_ids[1],
                "x-amz-retry-after" => &mut found.retry_after_milliseconds,
                "x-amzn-errortype" => &mut found.error_type,
                "x-amzn-query-error" => &mut found.query_error,
                "x-amzn-request-id" => &mut found.request_ids[2],
                "x-amzn-requestid" => &mut found.request_ids[0],
                _ => continue,
            };
            place.get_or_insert(value);
        }
        found
    }

    pub(super) fn request_id(&self) -> Option<&'a str> {
        self.request_ids.into_iter().flatten().next()
    }
}
