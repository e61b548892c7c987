//! A listing of uploads that tells their versions, walked as any other.

use std::future::Future;
use std::pin::Pin;

use sotalia_client::s3::operation::list_multipart_uploads::ListMultipartUploadsOutput;
use sotalia_client::s3::operation::list_multipart_uploads::builders::ListMultipartUploadsFluentBuilder;
use sotalia_client::{AnswerBody, Next, PagedOperation, Position};
use sotalia_resource::error::Result;

use super::version_ids;

/// `ListMultipartUploads`, with upload ids and versions for items.
#[derive(Debug, Clone)]
pub(super) struct Listing(pub(super) ListMultipartUploadsFluentBuilder);

impl PagedOperation for Listing {
    const SERVICE: &'static str = ListMultipartUploadsFluentBuilder::SERVICE;
    const OPERATION: &'static str = ListMultipartUploadsFluentBuilder::OPERATION;
    const TOKENS: &'static [&'static str] = ListMultipartUploadsFluentBuilder::TOKENS;
    type Page = (ListMultipartUploadsOutput, Vec<Self::Item>);
    type Item = (String, Option<String>);
    type Items = Self;
    type Views = Self;

    fn for_items(self) -> Self {
        self
    }

    fn for_views(self) -> Self {
        self
    }

    fn with_position(self, position: &Position) -> Self {
        Self(self.0.with_position(position))
    }

    fn send_page(self) -> Pin<Box<dyn Future<Output = Result<Self::Page>> + Send>> {
        Box::pin(async move {
            let body = AnswerBody::new();
            let output = self.0.customize().interceptor(body.clone()).send().await?;
            let versions = version_ids::of(&body.take().unwrap_or_default())?;
            Ok((output, versions))
        })
    }

    fn next(page: &Self::Page) -> Next {
        ListMultipartUploadsFluentBuilder::next(&page.0)
    }

    fn item_count(page: &Self::Page) -> usize {
        page.1.len()
    }

    fn cut_items(page: &mut Self::Page, skip: usize, keep: usize) {
        page.1.drain(..skip.min(page.1.len()));
        page.1.truncate(keep);
    }

    fn into_items(page: Self::Page) -> Vec<Self::Item> {
        page.1
    }
}
