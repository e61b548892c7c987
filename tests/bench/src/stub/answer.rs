//! Answers of each service.

use bytes::Bytes;
use http::{Response, StatusCode, header};

use super::body::Body;
use super::xml;

/// The id of each answer.
pub(super) const REQUEST_ID: &str = "STUB000000000001";

pub(super) fn s3(status: StatusCode, content_type: &str, body: Body) -> Response<Body> {
    let answer = Response::builder().status(status).header(header::CONTENT_TYPE, content_type);
    answer
        .header("x-amz-request-id", REQUEST_ID)
        .header("x-amz-id-2", "stub")
        .body(body)
        .expect("its headers are valid")
}

/// An XML document of S3, without its declaration.
pub(super) fn document(text: impl Into<Bytes>) -> Response<Body> {
    s3(StatusCode::OK, "application/xml", Body::of([Bytes::from_static(xml::DECLARATION.as_bytes()), text.into()]))
}

pub(super) fn empty(status: StatusCode) -> Response<Body> {
    s3(status, "application/xml", Body::empty())
}

/// Something that S3 refuses.
pub(super) fn refused(status: StatusCode, code: &str, resource: &str) -> Response<Body> {
    let resource = xml::escaped(resource);
    let text = format!(
        "{}<Error><Code>{code}</Code><Message>The stub has no such thing.</Message><Resource>{resource}</Resource>\
         <RequestId>{REQUEST_ID}</RequestId><HostId>stub</HostId></Error>",
        xml::DECLARATION
    );
    s3(status, "application/xml", Body::of([text.into()]))
}

/// An answer of DynamoDB, which sends a checksum with each.
pub(super) fn json(status: StatusCode, slices: Vec<Bytes>) -> Response<Body> {
    let mut checksum = crc32fast::Hasher::new();
    for slice in &slices {
        checksum.update(slice);
    }
    let answer = Response::builder().status(status).header(header::CONTENT_TYPE, "application/x-amz-json-1.0");
    let answer = answer.header("x-amzn-requestid", REQUEST_ID).header("x-amz-crc32", checksum.finalize());
    answer.body(Body::of(slices)).expect("its headers are valid")
}
