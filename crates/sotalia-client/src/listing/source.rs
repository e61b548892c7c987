//! Where a view reads: in the page that it came with, or in a structure of the SDK.

use std::sync::Arc;

use aws_sdk_s3::primitives::{DateTime, DateTimeFormat};
use aws_sdk_s3::types::{ChecksumAlgorithm, Owner, RestoreStatus};

use super::page::ListingPage;

/// What a view holds.
pub(super) enum Source<T> {
    Page(Arc<ListingPage>, usize),
    Sdk(Arc<T>),
}

impl<T> Clone for Source<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Page(page, entry) => Self::Page(Arc::clone(page), *entry),
            Self::Sdk(value) => Self::Sdk(Arc::clone(value)),
        }
    }
}

impl<T> Source<T> {
    pub(super) fn of_page(page: &Arc<ListingPage>, entry: usize) -> Self {
        Self::Page(Arc::clone(page), entry)
    }

    pub(super) fn of_sdk(value: T) -> Self {
        Self::Sdk(Arc::new(value))
    }

    /// Reads what is there.
    #[inline]
    pub(super) fn read<'a, R>(&'a self, page: impl FnOnce(Entry<'a>) -> R, sdk: impl FnOnce(&'a T) -> R) -> R {
        match self {
            Self::Page(of, entry) => page(Entry::of(of, *entry)),
            Self::Sdk(value) => sdk(value),
        }
    }
}

/// An entry of a page.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    page: &'a ListingPage,
    entry: usize,
}

impl<'a> Entry<'a> {
    #[inline]
    pub(super) fn of(page: &'a ListingPage, entry: usize) -> Self {
        Self { page, entry }
    }

    #[inline]
    pub(super) fn text(self, field: usize) -> Option<&'a str> {
        self.page.get(self.entry, field)
    }

    /// The text, as the SDK's structures own it.
    pub(super) fn owned(self, field: usize) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// The text, as a type of the SDK's that any text can be made.
    pub(super) fn named<E: for<'t> From<&'t str>>(self, field: usize) -> Option<E> {
        self.text(field).map(E::from)
    }

    #[inline]
    pub(super) fn number(self, field: usize) -> Option<u64> {
        self.page.number(self.entry, field)
    }

    /// A number, as the SDK's structures have it.
    pub(super) fn long(self, field: usize) -> Option<i64> {
        self.number(field).and_then(|number| i64::try_from(number).ok())
    }

    pub(super) fn integer(self, field: usize) -> Option<i32> {
        self.number(field).and_then(|number| i32::try_from(number).ok())
    }

    pub(super) fn flag(self, field: usize) -> Option<bool> {
        self.text(field).map(|text| text == "true")
    }

    /// A time of a listing: in UTC, so nothing else can be meant.
    pub(super) fn time(self, field: usize) -> Option<DateTime> {
        DateTime::from_str(self.text(field)?, DateTimeFormat::DateTimeWithOffset).ok()
    }

    /// Which of the layout's elements it is.
    pub(super) fn kind(self) -> usize {
        self.page.kind(self.entry)
    }

    pub(super) fn owner(self, id: usize, name: usize) -> Option<Owner> {
        let (id, name) = (self.owned(id), self.owned(name));
        (id.is_some() || name.is_some()).then(|| Owner::builder().set_id(id).set_display_name(name).build())
    }

    pub(super) fn restore_status(self, restoring: usize, until: usize) -> Option<RestoreStatus> {
        let (is_restoring, until) = (self.flag(restoring), self.time(until));
        let builder = RestoreStatus::builder().set_is_restore_in_progress(is_restoring);
        (is_restoring.is_some() || until.is_some()).then(|| builder.set_restore_expiry_date(until).build())
    }

    /// All texts of the field that may come several times.
    pub(super) fn checksum_algorithms(self) -> Vec<ChecksumAlgorithm> {
        self.page.all(self.entry).map(ChecksumAlgorithm::from).collect()
    }
}

/// A list, as the SDK's structures have it: absent rather than empty.
pub(super) fn some_of<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// What all views have: ways from and to the SDK's type, and comparison.
macro_rules! view {
    ($view:ident, $sdk:ty, $into:ident) => {
        impl $view {
            pub(super) fn of_page(page: &std::sync::Arc<super::page::ListingPage>, entry: usize) -> Self {
                Self(super::source::Source::of_page(page, entry))
            }

            /// The same, without the page that it came with: for few of many that are kept for long.
            #[must_use]
            pub fn into_owned(self) -> Self {
                Self(super::source::Source::of_sdk(self.into()))
            }
        }

        impl From<$sdk> for $view {
            fn from(value: $sdk) -> Self {
                Self(super::source::Source::of_sdk(value))
            }
        }

        impl From<$view> for $sdk {
            fn from(view: $view) -> Self {
                match view.0 {
                    super::source::Source::Sdk(value) => std::sync::Arc::unwrap_or_clone(value),
                    super::source::Source::Page(..) => view.0.read($into, Clone::clone),
                }
            }
        }

        impl PartialEq for $view {
            fn eq(&self, other: &Self) -> bool {
                <$sdk>::from(self.clone()) == <$sdk>::from(other.clone())
            }
        }
    };
}

pub(super) use view;
