//! What no model says of a multipart upload: the version that its object will be.

mod listing;
mod version_ids;

use sotalia_client::s3::operation::list_multipart_uploads::builders::ListMultipartUploadsFluentBuilder;
use sotalia_client::{PagedOperation, Paginate};
use sotalia_resource::error::{Error, LocalError};
use sotalia_resource::{Action, next_of};

use self::listing::Listing;
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
            let request = request.bucket(this.bucket_name()).prefix(this.object_key());
            let mut uploads = Listing(request).items();
            while let Some((upload, version)) = next_of(&mut uploads).await.transpose()? {
                if upload == this.id() {
                    return Ok(version);
                }
            }
            let error = Error::local(LocalError::ResourceNotFound, format!("{this} is not under way"));
            Err(error.with_operation(Listing::SERVICE, Listing::OPERATION))
        })
    }
}
