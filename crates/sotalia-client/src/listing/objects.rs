//! Walks over the objects of a bucket.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use aws_sdk_s3::operation::list_objects::builders::ListObjectsFluentBuilder;
use aws_sdk_s3::operation::list_objects::{ListObjects, ListObjectsOutput};
use aws_sdk_s3::operation::list_objects_v2::builders::ListObjectsV2FluentBuilder;
use aws_sdk_s3::operation::list_objects_v2::{ListObjectsV2, ListObjectsV2Output};
use aws_sdk_s3::types::EncodingType;
use aws_smithy_runtime_api::client::interceptors::context::Output;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin as _;
use aws_smithy_types::config_bag::FrozenLayer;
use sotalia_session::error::Result;

use super::ListedObject;
use super::deserializer::{FastPage, Standard};
use super::layout::OBJECTS;
use super::page::ListingPage;
use crate::encoding::EncodedNames as _;
use crate::paginate::{Next, PagedOperation, Position, SizedPages};

/// A page of objects: read by us, or by the SDK where we do not know the document.
pub struct ObjectPage<P>(Page<P>);

enum Page<P> {
    Ours(Arc<ListingPage>, Range<usize>),
    Sdk(P),
}

impl<P> ObjectPage<P> {
    fn ours(mut page: ListingPage, decode: bool) -> Result<Self> {
        if decode {
            page.decode_names()?;
        }
        let all = 0..page.len();
        Ok(Self(Page::Ours(Arc::new(page), all)))
    }
}

impl<P> fmt::Debug for ObjectPage<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Page::Ours(_, range) => f.debug_tuple("ObjectPage").field(range).finish(),
            Page::Sdk(_) => f.write_str("ObjectPage(..)"),
        }
    }
}

/// Makes the walk over the items of an operation: its builder with a quicker reader of the same answers.
macro_rules! walk {
    ($(#[$doc:meta])* $name:ident, $builder:ident, $operation:ident, $output:ident, |$page:ident| $next:expr) => {
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

        impl<T: From<ListedObject> + Send + Unpin + 'static> PagedOperation for $name<T> {
            const SERVICE: &'static str = $builder::SERVICE;
            const OPERATION: &'static str = $builder::OPERATION;
            const TOKENS: &'static [&'static str] = $builder::TOKENS;
            const PREFETCH: bool = true;
            type Page = ObjectPage<$output>;
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
                // Names come encoded, as in the walk over pages, unless the caller set the encoding.
                let ours = self.0.get_encoding_type().is_none();
                let request = if ours { self.0.encoding_type(EncodingType::Url) } else { self.0 };
                let standard = Standard { configuration: Self::configuration, output: Self::output };
                let fast = FastPage::new(&OBJECTS, standard);
                Box::pin(async move {
                    let mut output = request.customize().interceptor(fast.clone()).send().await?;
                    if let Some(page) = fast.take() {
                        return ObjectPage::ours(page, ours);
                    }
                    if ours {
                        output.decode_names()?;
                    }
                    Ok(ObjectPage(Page::Sdk(output)))
                })
            }

            fn next(page: &Self::Page) -> Next {
                match &page.0 {
                    Page::Ours($page, _) => Next::flagged(
                        $page.page_field("IsTruncated").map(|text| text == "true"),
                        Position::new([$next.map(str::to_owned)]),
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
                    Page::Ours(page, range) => range.map(|entry| T::from(ListedObject::of_page(&page, entry))).collect(),
                    Page::Sdk(output) => {
                        $builder::into_items(output).into_iter().map(|object| T::from(object.into())).collect()
                    }
                }
            }
        }

        impl<T: From<ListedObject> + Send + Unpin + 'static> SizedPages for $name<T> {
            fn with_page_size(self, items: i32) -> Self {
                Self::new(self.0.with_page_size(items))
            }
        }
    };
}

walk!(
    /// The walk over the entries of `ListObjectsV2`, each as a `T`.
    ObjectsV2,
    ListObjectsV2FluentBuilder,
    ListObjectsV2,
    ListObjectsV2Output,
    |page| page.page_field("NextContinuationToken")
);

walk!(
    /// The walk over the entries of `ListObjects`, each as a `T`.
    Objects,
    ListObjectsFluentBuilder,
    ListObjects,
    ListObjectsOutput,
    |page| page.next_marker()
);
