//! The answers of `DeleteObjects`, held to the SDK's reader.

use aws_sdk_s3::operation::delete_objects::DeleteObjectsOutput;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use bytes::Bytes;
use proptest::prelude::*;

use super::{DELETIONS, Deserializer, standard};
use crate::listing::parse::documents::{any_document, document};
use crate::listing::parse::parse;

/// What a reader makes of a body; `None` for an error.
fn read(reader: &dyn DeserializeResponse, body: &str) -> Option<DeleteObjectsOutput> {
    let mut response = HttpResponse::new(200.try_into().expect("a status"), SdkBody::from(body));
    for (name, value) in [("x-amz-request-id", "R1"), ("x-amz-id-2", "E1"), ("x-amz-request-charged", "requester")] {
        response.headers_mut().insert(name, value);
    }
    let output = reader.deserialize_nonstreaming_with_config(&response, &ConfigBag::base()).ok()?;
    Some(output.downcast::<DeleteObjectsOutput>().expect("the output of the operation"))
}

/// Fails if the two readers differ. They compare ids and headers as well.
fn check(body: &str) {
    let expected = read(standard().expect("there is one"), body);
    assert_eq!(read(&Deserializer, body), expected, "{body}");
}

fn is_ours(body: &str) -> bool {
    parse(&DELETIONS, Bytes::copy_from_slice(body.as_bytes())).is_some()
}

#[test]
fn answers_are_read_as_the_sdk_reads_them() {
    let deleted = "<Deleted><Key>a&amp;b</Key><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>v</DeleteMarkerVersionId></Deleted>";
    let refused = "<Error><Key>k</Key><VersionId>v</VersionId><Code>AccessDenied</Code><Message>Access &lt;Denied&gt;</Message></Error>";
    let cases = [
        ("nothing", String::new()),
        ("one", deleted.to_owned()),
        ("refusals in between", [refused, deleted, refused, deleted].concat()),
        ("refusals only", refused.repeat(2)),
    ];
    for (name, inner) in cases {
        let body = document(&DELETIONS, &inner);
        assert!(is_ours(&body), "{name} must be read here");
        check(&body);
    }
    for other in ["<Error><Code>InternalError</Code></Error>", "", "<DeleteResult><Deleted>", "<DeleteResult/>"] {
        check(other);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_answer_is_read_as_the_sdk_reads_it(body in any_document(&DELETIONS)) {
        check(&body);
    }
}
