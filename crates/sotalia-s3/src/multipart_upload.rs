//! What no model says of a multipart upload: the version that its object will be.

mod version_ids;

use sotalia_client::s3::operation::list_multipart_uploads::builders::ListMultipartUploadsFluentBuilder;
use sotalia_client::{AnswerBody, Next, PagedOperation};
use sotalia_resource::Action;
use sotalia_resource::error::{Error, LocalError};

use crate::MultipartUpload;

/// What the SDK's type of a listed upload lacks.
impl MultipartUpload {
    /// The version that the object will be, where the bucket keeps versions and the server says so.
    ///
    /// boto3 has it as an attribute of listed uploads. The SDK drops it from the listing, so this asks `ListMultipartUploads`
    /// for the uploads of this key, and reads the answer itself.
    ///
    /// # Errors
    ///
    /// What `ListMultipartUploads` answers; `NotFound` when the upload is not, or no longer, under way.
    pub fn version_id(&self) -> Action<ListMultipartUploadsFluentBuilder, Option<String>> {
        let this = self.clone();
        let first = self.client.list_multipart_uploads().bucket(self.bucket_name()).prefix(self.object_key());
        Action::new(first, move |request| async move {
            let mut request = request.bucket(this.bucket_name()).prefix(this.object_key());
            let body = AnswerBody::new();
            loop {
                let page = request.clone().customize().interceptor(body.clone()).send().await?;
                let versions = version_ids::of(&body.take().unwrap_or_default())?;
                if let Some((_, version)) = versions.into_iter().find(|(upload, _)| *upload == this.id()) {
                    return Ok(version);
                }
                request = match ListMultipartUploadsFluentBuilder::next(&page) {
                    Next::At(position) => request.with_position(&position),
                    Next::End | Next::Unknown => {
                        let message = format!("{this} is not under way");
                        let error = Error::local(LocalError::ResourceNotFound, message);
                        return Err(error.with_operation("s3", "ListMultipartUploads"));
                    }
                };
            }
        })
    }
}
