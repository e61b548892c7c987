//! Walks over listings, page by page, each page read here.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use aws_sdk_s3::operation::list_multipart_uploads::builders::ListMultipartUploadsFluentBuilder;
use aws_sdk_s3::operation::list_multipart_uploads::{ListMultipartUploads, ListMultipartUploadsOutput};
use aws_sdk_s3::operation::list_object_versions::builders::ListObjectVersionsFluentBuilder;
use aws_sdk_s3::operation::list_object_versions::{ListObjectVersions, ListObjectVersionsOutput};
use aws_sdk_s3::operation::list_objects::builders::ListObjectsFluentBuilder;
use aws_sdk_s3::operation::list_objects::{ListObjects, ListObjectsOutput};
use aws_sdk_s3::operation::list_objects_v2::builders::ListObjectsV2FluentBuilder;
use aws_sdk_s3::operation::list_objects_v2::{ListObjectsV2, ListObjectsV2Output};
use aws_sdk_s3::operation::list_parts::builders::ListPartsFluentBuilder;
use aws_sdk_s3::operation::list_parts::{ListParts, ListPartsOutput};
use aws_sdk_s3::types::EncodingType;
use aws_smithy_runtime_api::client::interceptors::context::Output;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin as _;
use aws_smithy_types::config_bag::FrozenLayer;
use sotalia_session::error::Result;

use super::deserializer::{FastPage, Standard};
use super::layout::objects::{OBJECTS, OBJECTS_V2};
use super::layout::parts::PARTS;
use super::layout::uploads::UPLOADS;
use super::layout::versions::VERSIONS;
use super::page::ListingPage;
use super::{ListedObject, ListedPart, ListedUpload, ListedVersion};
use crate::encoding::EncodedNames as _;
use crate::paginate::{EarlyPosition, Next, PagedOperation, Position, SizedPages};

/// A page of a listing: read by us, or by the SDK where we do not know the document.
pub struct ListedPage<P>(pub(super) Page<P>);

pub(super) enum Page<P> {
    Ours(Arc<ListingPage>, Range<usize>),
    Sdk(P),
}

impl<P> ListedPage<P> {
    fn ours(mut page: ListingPage, decode: bool) -> Result<Self> {
        if decode {
            page.decode_names()?;
        } else {
            page.gather_names();
        }
        let all = 0..page.len();
        Ok(Self(Page::Ours(Arc::new(page), all)))
    }
}

impl ListedPage<ListObjectsV2Output> {
    /// The common prefixes of a page that was asked for with a delimiter.
    pub fn common_prefixes(&self) -> Vec<&str> {
        match &self.0 {
            Page::Ours(page, _) => page.prefixes.iter().filter_map(|span| page.text(*span)).collect(),
            Page::Sdk(output) => output.common_prefixes().iter().filter_map(|one| one.prefix()).collect(),
        }
    }
}

impl<P> fmt::Debug for ListedPage<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Page::Ours(_, range) => f.debug_tuple("ListedPage").field(range).finish(),
            Page::Sdk(_) => f.write_str("ListedPage(..)"),
        }
    }
}

/// The request, and whether names of its answer are for us to decode. They come encoded, as in the walk over pages, unless the
/// caller set the encoding.
macro_rules! ask {
    (encoded, $request:expr) => {{
        let ours = $request.get_encoding_type().is_none();
        (if ours { $request.encoding_type(EncodingType::Url) } else { $request }, ours)
    }};
    (plain, $request:expr) => {
        ($request, false)
    };
}

/// The answer as the SDK read it, with its names decoded.
macro_rules! decode {
    (encoded, $output:ident, $ours:ident) => {{
        let mut output = $output;
        if $ours {
            output.decode_names()?;
        }
        output
    }};
    (plain, $output:ident, $ours:ident) => {
        $output
    };
}

/// Makes the walk over the items of an operation: its builder with a quicker reader of the same answers.
macro_rules! walk {
    (
        $(#[$doc:meta])*
        $name:ident, $view:ident, $layout:ident, $names:ident,
        $builder:ident, $operation:ident, $output:ident, |$page:ident| [$($next:expr),+]
    ) => {
        $(#[$doc])*
        pub struct $name<T>($builder, PhantomData<fn() -> T>);

        impl<T> $name<T> {
            pub(crate) fn new(request: $builder) -> Self {
                Self(request, PhantomData)
            }

            /// What the SDK configures for the operation, its deserializer among it.
            fn configuration() -> Option<FrozenLayer> {
                static LAYER: OnceLock<Option<FrozenLayer>> = OnceLock::new();
                LAYER.get_or_init(|| $operation::new().config()).clone()
            }

            fn output() -> Output {
                Output::erase($output::builder().build())
            }

            /// What reads the answer of one request.
            pub(super) fn reader() -> FastPage {
                FastPage::new(&$layout, Standard { configuration: Self::configuration, output: Self::output })
            }

            /// Sends the request, its answer to be read so.
            pub(super) fn send_by(self, fast: FastPage) -> crate::generated::BoxFuture<Result<ListedPage<$output>>> {
                let (request, ours) = ask!($names, self.0);
                Box::pin(async move {
                    let output = request.customize().interceptor(fast.clone()).send().await?;
                    if let Some(page) = fast.take() {
                        return ListedPage::ours(page, ours);
                    }
                    Ok(ListedPage(Page::Sdk(decode!($names, output, ours))))
                })
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self::new(self.0.clone())
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }

        impl<T: From<$view> + Send + Unpin + 'static> PagedOperation for $name<T> {
            const SERVICE: &'static str = $builder::SERVICE;
            const OPERATION: &'static str = $builder::OPERATION;
            const TOKENS: &'static [&'static str] = $builder::TOKENS;
            const PREFETCH: bool = true;
            type Page = ListedPage<$output>;
            type Item = T;
            type Items = Self;
            type Views = Self;

            fn for_items(self) -> Self {
                self
            }

            fn for_views(self) -> Self {
                self
            }

            fn with_position(self, position: &Position) -> Self {
                Self::new(self.0.with_position(position))
            }

            fn send_page(self) -> crate::generated::BoxFuture<Result<Self::Page>> {
                self.send_by(Self::reader())
            }

            fn send_page_telling(self, next: &EarlyPosition) -> crate::generated::BoxFuture<Result<Self::Page>> {
                self.send_by(Self::reader().telling(next))
            }

            fn next(page: &Self::Page) -> Next {
                match &page.0 {
                    Page::Ours($page, _) => Next::flagged(
                        $page.page_field("IsTruncated").map(|text| text == "true"),
                        Position::new([$($next.map(str::to_owned)),+]),
                    ),
                    Page::Sdk(output) => $builder::next(output),
                }
            }

            fn item_count(page: &Self::Page) -> usize {
                match &page.0 {
                    Page::Ours(_, range) => range.len(),
                    Page::Sdk(output) => $builder::item_count(output),
                }
            }

            fn cut_items(page: &mut Self::Page, skip: usize, keep: usize) {
                match &mut page.0 {
                    Page::Ours(_, range) => {
                        range.start = range.end.min(range.start.saturating_add(skip));
                        range.end = range.end.min(range.start.saturating_add(keep));
                    }
                    Page::Sdk(output) => $builder::cut_items(output, skip, keep),
                }
            }

            fn into_items(page: Self::Page) -> Vec<T> {
                match page.0 {
                    Page::Ours(page, range) => range.map(|entry| T::from($view::of_page(&page, entry))).collect(),
                    Page::Sdk(output) => {
                        $builder::into_items(output).into_iter().map(|item| T::from($view::from(item))).collect()
                    }
                }
            }
        }

        impl<T: From<$view> + Send + Unpin + 'static> SizedPages for $name<T> {
            fn with_page_size(self, items: i32) -> Self {
                Self::new(self.0.with_page_size(items))
            }
        }
    };
}

walk!(
    /// The walk over the entries of `ListObjectsV2`, each as a `T`.
    ObjectsV2, ListedObject, OBJECTS_V2, encoded,
    ListObjectsV2FluentBuilder, ListObjectsV2, ListObjectsV2Output,
    |page| [page.page_field("NextContinuationToken")]
);

walk!(
    /// The walk over the entries of `ListObjects`, each as a `T`.
    Objects, ListedObject, OBJECTS, encoded,
    ListObjectsFluentBuilder, ListObjects, ListObjectsOutput,
    |page| [page.next_marker()]
);

walk!(
    /// The walk over the entries of `ListObjectVersions`, each as a `T`: in each page versions, then delete markers.
    Versions, ListedVersion, VERSIONS, encoded,
    ListObjectVersionsFluentBuilder, ListObjectVersions, ListObjectVersionsOutput,
    |page| [page.page_field("NextKeyMarker"), page.page_field("NextVersionIdMarker")]
);

walk!(
    /// The walk over the entries of `ListMultipartUploads`, each as a `T`.
    Uploads, ListedUpload, UPLOADS, encoded,
    ListMultipartUploadsFluentBuilder, ListMultipartUploads, ListMultipartUploadsOutput,
    |page| [page.page_field("NextKeyMarker"), page.page_field("NextUploadIdMarker")]
);

walk!(
    /// The walk over the entries of `ListParts`, each as a `T`.
    Parts, ListedPart, PARTS, plain,
    ListPartsFluentBuilder, ListParts, ListPartsOutput,
    |page| [page.page_field("NextPartNumberMarker")]
);
