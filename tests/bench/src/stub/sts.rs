//! STS: who calls.

use bytes::Bytes;
use http::{Response, StatusCode, header};

use super::answer::REQUEST_ID;
use super::body::Body;

/// The answer to `GetCallerIdentity`, whoever asks.
pub(super) fn caller_identity() -> Response<Body> {
    let text = format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
         <Arn>arn:aws:iam::123456789012:user/stub</Arn><UserId>AIDASTUBSTUBSTUBSTUB</UserId><Account>123456789012</Account>\
         </GetCallerIdentityResult><ResponseMetadata><RequestId>{REQUEST_ID}</RequestId></ResponseMetadata>\
         </GetCallerIdentityResponse>"
    );
    let answer = Response::builder().status(StatusCode::OK).header(header::CONTENT_TYPE, "text/xml");
    answer.header("x-amzn-requestid", REQUEST_ID).body(Body::of([Bytes::from(text)])).expect("its headers are valid")
}
