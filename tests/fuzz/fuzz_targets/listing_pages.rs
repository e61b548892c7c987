//! Any page of a listing is read as the SDK reads it: with the same items and the same next position, or refused as there.

#![no_main]

use std::fmt::Debug;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use sotalia_client::s3::Client;
use sotalia_client::{PagedOperation, SessionClients as _};
use sotalia_fuzz::answer::{GivenAnswer, session};

struct Setting {
    runtime: tokio::runtime::Runtime,
    client: Client,
    answer: Arc<GivenAnswer>,
}

impl Setting {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
        let (session, answer) = session();
        let client = runtime.block_on(async { session.client_configured::<Client>(|c| c.force_path_style(true)) });
        Self { runtime, client, answer }
    }

    /// Holds both readers to each other.
    fn compare<O>(&self, request: O)
    where
        O: PagedOperation<Item: PartialEq + Debug>,
        O::Views: PagedOperation<Item: Into<O::Item>>,
    {
        let expected = self.runtime.block_on(request.clone().send_page());
        let ours = self.runtime.block_on(request.for_views().send_page());
        let (expected, ours) = match (expected, ours) {
            (Ok(expected), Ok(ours)) => (expected, ours),
            (Err(expected), Err(ours)) => return assert_eq!(expected.kind(), ours.kind(), "{expected} or {ours}"),
            (expected, ours) => panic!("one reader takes it: {:?} {:?}", expected.err(), ours.err()),
        };
        assert_eq!(O::Views::next(&ours), O::next(&expected), "where the next page is");
        assert_eq!(O::Views::item_count(&ours), O::item_count(&expected), "how many there are");
        let ours: Vec<O::Item> = O::Views::into_items(ours).into_iter().map(Into::into).collect();
        assert_eq!(ours, O::into_items(expected));
    }
}

thread_local! {
    static SETTING: Setting = Setting::new();
}

fuzz_target!(|body: &[u8]| {
    SETTING.with(|setting| {
        setting.answer.set(200, body);
        let client = &setting.client;
        let has = |root: &[u8]| body.windows(root.len()).any(|part| part == root);
        if has(b"ListVersionsResult") {
            setting.compare(client.list_object_versions().bucket("bucket"));
        } else if has(b"ListMultipartUploadsResult") {
            setting.compare(client.list_multipart_uploads().bucket("bucket"));
        } else if has(b"ListPartsResult") {
            setting.compare(client.list_parts().bucket("bucket").key("key").upload_id("upload"));
        } else if has(b"<Marker>") || has(b"<NextMarker>") {
            setting.compare(client.list_objects().bucket("bucket"));
        } else {
            setting.compare(client.list_objects_v2().bucket("bucket"));
        }
    });
});
