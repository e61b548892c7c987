//! Pages of a bucket, by `ListObjectsV2`.

use std::ops::Range;

use aws_sdk_s3::operation::list_objects_v2::ListObjectsV2Output;
use aws_sdk_s3::operation::list_objects_v2::builders::ListObjectsV2FluentBuilder;
use sotalia_session::error::Result;

use super::super::ListedObject;
use super::super::deserializer::FastPage;
use super::super::layout::objects as object;
use super::super::walk::{ListedPage, ObjectsV2, Page};
use super::source::{Answer, Listed, Source};
use crate::paginate::{Next, PagedOperation as _};

/// A bucket, by the request that lists it.
#[derive(Debug, Clone)]
pub(super) struct Bucket(ListObjectsV2FluentBuilder);

impl Bucket {
    pub(super) fn new(request: ListObjectsV2FluentBuilder) -> Self {
        Self(request)
    }
}

/// An answer.
pub(super) type ObjectPage = ListedPage<ListObjectsV2Output>;

pub(super) fn send(request: ListObjectsV2FluentBuilder) -> (FastPage, crate::generated::BoxFuture<Result<ObjectPage>>) {
    let reader = ObjectsV2::<ListedObject>::reader();
    (reader.clone(), ObjectsV2::<ListedObject>::new(request).send_by(reader))
}

impl Source for Bucket {
    type Page = ObjectPage;

    fn page(&self, after: Option<String>) -> Answer<ObjectPage> {
        let (reader, answer) = send(self.0.clone().set_start_after(after));
        Box::pin(async move { (answer.await, reader.is_throttled()) })
    }

    fn names(&self, folder: String) -> Answer<(Vec<String>, bool)> {
        let request = self.0.clone().set_start_after(None).set_max_keys(None);
        let (reader, answer) = send(request.prefix(folder).delimiter("/"));
        Box::pin(async move {
            let names = answer.await.map(|page| {
                let names = page.common_prefixes().into_iter().map(str::to_owned).collect();
                (names, !page.is_truncated())
            });
            (names, reader.is_throttled())
        })
    }
}

impl Listed for ObjectPage {
    fn count(&self) -> usize {
        ObjectsV2::<ListedObject>::item_count(self)
    }

    fn key_at(&self, index: usize) -> &str {
        match &self.0 {
            Page::Ours(page, range) => page.get(range.start + index, object::KEY).unwrap_or_default(),
            Page::Sdk(output) => output.contents().get(index).and_then(|object| object.key()).unwrap_or_default(),
        }
    }

    fn is_truncated(&self) -> bool {
        !matches!(ObjectsV2::<ListedObject>::next(self), Next::End)
    }

    fn keep(&mut self, some: Range<usize>) {
        ObjectsV2::<ListedObject>::cut_items(self, some.start, some.len());
    }
}

impl ObjectPage {
    /// An object, as a view.
    pub(super) fn object_at(&self, index: usize) -> Option<ListedObject> {
        match &self.0 {
            Page::Ours(page, range) => (index < range.len()).then(|| ListedObject::of_page(page, range.start + index)),
            Page::Sdk(output) => output.contents().get(index).cloned().map(ListedObject::from),
        }
    }

    /// A size in bytes.
    pub(super) fn size_at(&self, index: usize) -> u64 {
        match &self.0 {
            Page::Ours(page, range) => page.number(range.start + index, object::SIZE).unwrap_or_default(),
            Page::Sdk(output) => {
                let size = output.contents().get(index).and_then(aws_sdk_s3::types::Object::size);
                size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default()
            }
        }
    }
}
