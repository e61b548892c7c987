//! What keeping a view keeps in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;

use super::layout::Layout;
use super::layout::objects::OBJECTS_V2;
use super::layout::parts::PARTS;
use super::layout::uploads::UPLOADS;
use super::layout::versions::VERSIONS;
use super::page::ListingPage;
use super::parse::parse;
use super::{ListedObject, ListedPart, ListedUpload, ListedVersion};

/// The body of a page, which tells when it is freed.
struct Body(Vec<u8>, Arc<AtomicBool>);

impl AsRef<[u8]> for Body {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        self.1.store(true, Ordering::SeqCst);
    }
}

/// Keeps one view of many, as it is and then as its own.
fn check<V: Clone + PartialEq + std::fmt::Debug + Send + Sync + 'static>(
    layout: &'static Layout,
    view: fn(&Arc<ListingPage>, usize) -> V,
    into_owned: fn(V) -> V,
) {
    assert!(size_of::<V>() <= 24, "a view is {} bytes", size_of::<V>());
    let entry = layout.entries.last().copied().unwrap_or_default();
    let entries = format!("<{entry}><ETag>&quot;e&quot;</ETag><Key>k</Key></{entry}>").repeat(1000);
    let is_freed = Arc::new(AtomicBool::new(false));
    let body = Body(format!("<{root}>{entries}</{root}>", root = layout.root).into_bytes(), Arc::clone(&is_freed));
    let page = Arc::new(parse(layout, Bytes::from_owner(body)).expect("a page"));
    let mut views: Vec<V> = (0..page.len()).map(|entry| view(&page, entry)).collect();
    assert_eq!(views.len(), 1000, "{}", layout.root);
    let kept = views.swap_remove(500);
    drop((page, views));
    assert!(!is_freed.load(Ordering::SeqCst), "{}: a view that is kept keeps its page", layout.root);
    let copy = kept.clone();
    let owned = into_owned(kept);
    assert_eq!(owned, copy, "the same, of its own");
    drop(copy);
    assert!(is_freed.load(Ordering::SeqCst), "{}: what owns its texts lets the page go", layout.root);
    assert_eq!(into_owned(owned.clone()), owned, "what owns its texts stays as it is");
}

#[test]
fn a_view_of_its_own_frees_the_page() {
    check(&OBJECTS_V2, ListedObject::of_page, ListedObject::into_owned);
    check(&VERSIONS, ListedVersion::of_page, ListedVersion::into_owned);
    check(&UPLOADS, ListedUpload::of_page, ListedUpload::into_owned);
    check(&PARTS, ListedPart::of_page, ListedPart::into_owned);
}
