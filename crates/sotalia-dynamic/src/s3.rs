//! What Amazon S3 needs and no model says.

pub(crate) mod checksum;
pub(crate) mod copy_source;
pub(crate) mod customer_key;
pub(crate) mod error_in_success;
pub(crate) mod expires;
pub(crate) mod express;
pub(crate) mod listing;
pub(crate) mod parameters;
pub(crate) mod redirect;

use sotalia_session::error::Result;

use crate::value::Map;

/// Completes the parameters of a call, as boto3's handlers do; says whether names of a listing come encoded.
pub(crate) fn before_call(operation: &str, params: &mut Map) -> Result<bool> {
    parameters::check_bucket(params)?;
    match operation {
        "CopyObject" | "UploadPartCopy" => {
            copy_source::encode(params)?;
            customer_key::complete(params, "CopySourceSSECustomer");
            customer_key::complete(params, "SSECustomer");
        }
        "HeadObject"
        | "GetObject"
        | "PutObject"
        | "CreateMultipartUpload"
        | "UploadPart"
        | "CompleteMultipartUpload"
        | "SelectObjectContent" => customer_key::complete(params, "SSECustomer"),
        _ => {}
    }
    if matches!(operation, "CopyObject" | "PutObject" | "CreateMultipartUpload") {
        parameters::check_metadata(params)?;
    }
    Ok(listing::ask_encoded(operation, params))
}

#[cfg(test)]
mod tests;
