//! Tags of several resources at once.

use std::sync::Arc;

use sotalia_client::ec2::operation::create_tags::builders::CreateTagsFluentBuilder;
use sotalia_resource::Action;

use crate::{Ec2, Tag};

/// Tags.
impl Ec2 {
    /// Sends `CreateTags`. Gives each [`Tag`] of each resource, as boto3's `ec2.create_tags`.
    ///
    /// The closure sets resources and tags: `ec2.create_tags(|r| r.resources("i-1").tags(tag))`.
    ///
    /// # Errors
    ///
    /// What `CreateTags` answers, classified.
    pub fn create_tags(
        &self,
        request: impl FnOnce(CreateTagsFluentBuilder) -> CreateTagsFluentBuilder,
    ) -> Action<CreateTagsFluentBuilder, Vec<Tag>> {
        let client = self.client.clone();
        Action::new(request(self.client.create_tags()), move |request| async move {
            let (resources, tags) = (request.get_resources().clone(), request.get_tags().clone());
            request.send().await?;
            let mut made = Vec::new();
            for resource in resources.iter().flatten() {
                for tag in tags.iter().flatten() {
                    made.push(Tag {
                        client: client.clone(),
                        resource_id: Arc::from(resource.as_str()),
                        key: Arc::from(tag.key().unwrap_or_default()),
                        value: Arc::from(tag.value().unwrap_or_default()),
                        data: sotalia_resource::Cache::empty(),
                    });
                }
            }
            Ok(made)
        })
    }
}
