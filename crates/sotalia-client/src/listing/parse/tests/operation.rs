//! What the tests must know of an operation, to hold the parser to the SDK's.

use std::fmt::Debug;
use std::sync::Arc;

use aws_sdk_s3::operation::list_multipart_uploads::{ListMultipartUploads, ListMultipartUploadsOutput};
use aws_sdk_s3::operation::list_object_versions::{ListObjectVersions, ListObjectVersionsOutput};
use aws_sdk_s3::operation::list_objects::{ListObjects, ListObjectsOutput};
use aws_sdk_s3::operation::list_objects_v2::{ListObjectsV2, ListObjectsV2Output};
use aws_sdk_s3::operation::list_parts::{ListParts, ListPartsOutput};
use aws_sdk_s3::types::{CommonPrefix, EncodingType, MultipartUpload, Object, Part};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin as _;
use aws_smithy_runtime_api::client::ser_de::{DeserializeResponse as _, SharedResponseDeserializer};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};

use crate::ListObjectVersionsItem;
use crate::encoding::EncodedNames as _;
use crate::listing::layout::Layout;
use crate::listing::layout::objects::{OBJECTS, OBJECTS_V2};
use crate::listing::layout::parts::PARTS;
use crate::listing::layout::uploads::UPLOADS;
use crate::listing::layout::versions::VERSIONS;
use crate::listing::page::ListingPage;
use crate::listing::{ListedObject, ListedPart, ListedUpload, ListedVersion};

/// A field of a page, as text.
pub(super) type PageField = (&'static str, Option<String>);

/// An operation that lists.
pub(super) trait Listing {
    const LAYOUT: &'static Layout;
    type Output: Debug + Send + Sync + 'static;
    type View: From<Self::Item>;
    type Item: From<Self::View> + Debug + PartialEq + Clone;

    fn configuration() -> Option<FrozenLayer>;
    fn view(page: &Arc<ListingPage>, entry: usize) -> Self::View;
    /// All that the methods of a view say.
    fn told(view: &Self::View) -> String;
    fn items(output: &Self::Output) -> Vec<Self::Item>;
    fn fields(output: &Self::Output) -> Vec<PageField>;
    fn prefixes(_: &Self::Output) -> &[CommonPrefix] {
        &[]
    }
    /// Whether all names could be decoded.
    fn decode(_: &mut Self::Output) -> bool {
        true
    }

    /// What the SDK's own deserializer makes of a body.
    fn sdk(body: &str) -> Option<Self::Output> {
        let response = HttpResponse::new(200.try_into().expect("a status"), SdkBody::from(body));
        let layer = Self::configuration().expect("the operation has a configuration");
        let own = layer.load::<SharedResponseDeserializer>().expect("the operation has a deserializer");
        let output = own.deserialize_nonstreaming_with_config(&response, &ConfigBag::base()).ok()?;
        output.downcast::<Self::Output>().ok()
    }
}

/// Tells what an operation is for the tests.
macro_rules! listing {
    (
        $name:ident, $view:ident, $item:ty, $layout:ident, $operation:ident, $output:ident,
        told: [$($method:ident),+], fields: [$($field:literal $member:ident),+], items: |$of:ident| $items:expr, $($more:item)*
    ) => {
        pub(super) struct $name;

        impl Listing for $name {
            const LAYOUT: &'static Layout = &$layout;
            type Output = $output;
            type View = $view;
            type Item = $item;

            fn configuration() -> Option<FrozenLayer> {
                $operation::new().config()
            }
            fn view(page: &Arc<ListingPage>, entry: usize) -> Self::View {
                $view::of_page(page, entry)
            }
            fn told(view: &Self::View) -> String {
                let told = [$((stringify!($method), format!("{:?}", view.$method()))),+];
                format!("{told:?} {view:?}")
            }
            fn items($of: &Self::Output) -> Vec<Self::Item> {
                $items
            }
            fn fields(output: &Self::Output) -> Vec<PageField> {
                let truncated = output.is_truncated().map(|flag| flag.to_string());
                vec![("IsTruncated", truncated), $(($field, output.$member().map(str::to_owned))),+]
            }
            $($more)*
        }
    };
}

/// Common prefixes and encoded names, which all have but parts.
macro_rules! names {
    () => {
        fn prefixes(output: &Self::Output) -> &[CommonPrefix] {
            output.common_prefixes()
        }
        fn decode(output: &mut Self::Output) -> bool {
            output.decode_names().is_ok()
        }
    };
}

/// The encoding that an answer says.
trait Encoded {
    fn encoding(&self) -> Option<&str>;
}

macro_rules! encoded {
    ($($output:ident)+) => {
        $(impl Encoded for $output {
            fn encoding(&self) -> Option<&str> {
                self.encoding_type().map(EncodingType::as_str)
            }
        })+
    };
}

encoded!(ListObjectsV2Output ListObjectsOutput ListObjectVersionsOutput ListMultipartUploadsOutput);

listing! {
    ObjectsV2, ListedObject, Object, OBJECTS_V2, ListObjectsV2, ListObjectsV2Output,
    told: [key, size, e_tag, last_modified, storage_class, owner, checksum_algorithm, checksum_type, restore_status],
    fields: ["NextContinuationToken" next_continuation_token, "EncodingType" encoding],
    items: |output| output.contents().to_vec(),
    names!();
}

listing! {
    Objects, ListedObject, Object, OBJECTS, ListObjects, ListObjectsOutput,
    told: [key, size],
    fields: ["NextMarker" next_marker, "EncodingType" encoding],
    items: |output| output.contents().to_vec(),
    names!();
}

listing! {
    Versions, ListedVersion, ListObjectVersionsItem, VERSIONS, ListObjectVersions, ListObjectVersionsOutput,
    told: [
        is_delete_marker, key, version_id, is_latest, last_modified, owner, size, e_tag, storage_class, checksum_algorithm,
        checksum_type, restore_status
    ],
    fields: [
        "NextKeyMarker" next_key_marker, "NextVersionIdMarker" next_version_id_marker, "EncodingType" encoding
    ],
    items: |output| {
        let versions = output.versions().iter().cloned().map(ListObjectVersionsItem::Version);
        versions.chain(output.delete_markers().iter().cloned().map(ListObjectVersionsItem::DeleteMarker)).collect()
    },
    names!();
}

listing! {
    Uploads, ListedUpload, MultipartUpload, UPLOADS, ListMultipartUploads, ListMultipartUploadsOutput,
    told: [key, upload_id, initiated, storage_class, owner, initiator, checksum_algorithm, checksum_type],
    fields: [
        "NextKeyMarker" next_key_marker, "NextUploadIdMarker" next_upload_id_marker, "EncodingType" encoding
    ],
    items: |output| output.uploads().to_vec(),
    names!();
}

listing! {
    Parts, ListedPart, Part, PARTS, ListParts, ListPartsOutput,
    told: [
        part_number, size, last_modified, e_tag, checksum_crc32, checksum_crc32_c, checksum_crc64_nvme, checksum_sha1,
        checksum_sha256, checksum_sha512, checksum_md5, checksum_xxhash64, checksum_xxhash3, checksum_xxhash128
    ],
    fields: ["NextPartNumberMarker" next_part_number_marker, "UploadId" upload_id],
    items: |output| output.parts().to_vec(),
}
