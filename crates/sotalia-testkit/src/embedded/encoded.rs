//! Encodes the names of a listing where that was asked for: `s3s-fs` says that it did, and does not.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use s3s::dto::{CommonPrefix, EncodingType, Object};
use s3s::{S3, S3Request, S3Response, S3Result, dto};
use s3s_fs::FileSystem;

/// What S3 leaves as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'*').remove(b'/');

/// The file system, with encoded listings.
#[derive(Debug)]
pub(super) struct Encoded(pub(super) FileSystem);

macro_rules! delegate {
    ($($method:ident: $input:ident => $output:ident),+ $(,)?) => {
        #[async_trait::async_trait]
        impl S3 for Encoded {
            $(async fn $method(&self, request: S3Request<dto::$input>) -> S3Result<S3Response<dto::$output>> {
                self.0.$method(request).await
            })+

            async fn list_objects(
                &self,
                request: S3Request<dto::ListObjectsInput>,
            ) -> S3Result<S3Response<dto::ListObjectsOutput>> {
                let mut response = self.0.list_objects(request).await?;
                let output = &mut response.output;
                if is_url(output.encoding_type.as_ref()) {
                    entries(&mut output.contents, &mut output.common_prefixes);
                    for name in [&mut output.prefix, &mut output.delimiter, &mut output.next_marker] {
                        encode(name);
                    }
                }
                Ok(response)
            }

            async fn list_objects_v2(
                &self,
                request: S3Request<dto::ListObjectsV2Input>,
            ) -> S3Result<S3Response<dto::ListObjectsV2Output>> {
                let mut response = self.0.list_objects_v2(request).await?;
                let output = &mut response.output;
                if is_url(output.encoding_type.as_ref()) {
                    entries(&mut output.contents, &mut output.common_prefixes);
                    for name in [&mut output.prefix, &mut output.delimiter, &mut output.start_after] {
                        encode(name);
                    }
                }
                Ok(response)
            }
        }
    };
}

delegate! {
    abort_multipart_upload: AbortMultipartUploadInput => AbortMultipartUploadOutput,
    complete_multipart_upload: CompleteMultipartUploadInput => CompleteMultipartUploadOutput,
    copy_object: CopyObjectInput => CopyObjectOutput,
    create_bucket: CreateBucketInput => CreateBucketOutput,
    create_multipart_upload: CreateMultipartUploadInput => CreateMultipartUploadOutput,
    delete_bucket: DeleteBucketInput => DeleteBucketOutput,
    delete_object: DeleteObjectInput => DeleteObjectOutput,
    delete_objects: DeleteObjectsInput => DeleteObjectsOutput,
    get_bucket_location: GetBucketLocationInput => GetBucketLocationOutput,
    get_object: GetObjectInput => GetObjectOutput,
    head_bucket: HeadBucketInput => HeadBucketOutput,
    head_object: HeadObjectInput => HeadObjectOutput,
    list_buckets: ListBucketsInput => ListBucketsOutput,
    list_parts: ListPartsInput => ListPartsOutput,
    put_object: PutObjectInput => PutObjectOutput,
    upload_part: UploadPartInput => UploadPartOutput,
    upload_part_copy: UploadPartCopyInput => UploadPartCopyOutput,
}

fn is_url(encoding: Option<&EncodingType>) -> bool {
    encoding.is_some_and(|encoding| encoding.as_str() == EncodingType::URL)
}

fn entries(contents: &mut Option<Vec<Object>>, prefixes: &mut Option<Vec<CommonPrefix>>) {
    for object in contents.iter_mut().flatten() {
        encode(&mut object.key);
    }
    for prefix in prefixes.iter_mut().flatten() {
        encode(&mut prefix.prefix);
    }
}

fn encode(name: &mut Option<String>) {
    if let Some(text) = name {
        *text = utf8_percent_encode(text, ENCODED).to_string().replace("%20", "+");
    }
}
