//! Finds the region of a bucket that was asked for in another one.

use std::collections::HashMap;
use std::sync::Mutex;

use aws_smithy_runtime_api::http::Headers;

/// The header in which S3 says where a bucket is.
const REGION: &str = "x-amz-bucket-region";

/// What is known of an error that may mean another region.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refusal<'a> {
    pub(crate) operation: &'a str,
    pub(crate) status: u16,
    pub(crate) code: &'a str,
    pub(crate) headers: Option<&'a Headers>,
    /// The member `Region` of the error's body.
    pub(crate) region_in_body: Option<&'a str>,
}

/// What to do after a call that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Redirect {
    /// The error says nothing of regions.
    No,
    /// Ask again, in this region.
    To(String),
    /// Ask again, where `HeadBucket` says.
    Unknown,
}

impl Refusal<'_> {
    /// What it means: boto3's `S3RegionRedirectorv2`.
    pub(crate) fn redirect(self) -> Redirect {
        let region = self.headers.and_then(|headers| headers.get(REGION));
        let head = match self.operation {
            "HeadObject" => matches!(self.status, 301 | 400),
            "HeadBucket" => matches!(self.status, 301 | 400) && region.is_some(),
            _ => false,
        };
        let elsewhere = head
            || matches!(self.status, 301 | 302 | 307)
            || self.code == "PermanentRedirect"
            || (self.code == "AuthorizationHeaderMalformed" && self.region_in_body.is_some())
            || (self.code == "IllegalLocationConstraintException" && self.operation != "CreateBucket");
        match region.or(self.region_in_body).filter(|region| is_region(region)) {
            _ if !elsewhere => Redirect::No,
            Some(region) => Redirect::To(region.to_owned()),
            None => Redirect::Unknown,
        }
    }
}

/// Whether it can be put into a host name. What a server says is not trusted further.
fn is_region(text: &str) -> bool {
    let legal = text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    (1..=63).contains(&text.len()) && legal && !text.starts_with('-') && !text.ends_with('-')
}

/// The region that a header of an answer says a bucket is in.
pub(crate) fn region_of(headers: &Headers) -> Option<&str> {
    headers.get(REGION).filter(|region| is_region(region))
}

/// The regions of buckets that were asked for in another one. At most so many are kept as [`LIMIT`] says.
#[derive(Debug, Default)]
pub(crate) struct BucketRegions(Mutex<HashMap<String, String>>);

/// How many buckets are kept in mind. More are asked in the wrong region first, again.
const LIMIT: usize = 10_000;

impl BucketRegions {
    pub(crate) fn get(&self, bucket: &str) -> Option<String> {
        self.0.lock().ok()?.get(bucket).cloned()
    }

    pub(crate) fn insert(&self, bucket: &str, region: &str) {
        if let Ok(mut known) = self.0.lock() {
            if known.len() >= LIMIT {
                known.clear();
            }
            known.insert(bucket.to_owned(), region.to_owned());
        }
    }
}
