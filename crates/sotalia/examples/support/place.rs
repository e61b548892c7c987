//! Where an example of S3 runs: a bucket on the embedded server, or one of yours.

#[path = "yours.rs"]
mod yours;

use sotalia::s3::S3;
use sotalia::session::Session;
use sotalia_testkit::EmbeddedS3;

/// A session, and a bucket that is there.
pub struct Place {
    pub session: Session,
    pub bucket: String,
    /// Stops when it is dropped.
    _server: Option<EmbeddedS3>,
}

impl Place {
    /// `cargo run --example NAME [BUCKET]`: with `AWS_PROFILE` or `AWS_ENDPOINT_URL` set, a bucket there; else [`embedded`](Self::embedded).
    pub async fn find() -> anyhow::Result<Self> {
        match yours::session().await? {
            None => Self::embedded().await,
            Some(session) => {
                let bucket = std::env::args().nth(1).unwrap_or_else(|| "my-bucket".to_owned());
                Ok(Self { session, bucket, _server: None })
            }
        }
    }

    /// The bucket `my-bucket` with five objects, on a server in this process.
    pub async fn embedded() -> anyhow::Result<Self> {
        let server = EmbeddedS3::start().await?;
        let session = Session::builder()
            .endpoint_url(server.endpoint_url())
            .region("us-east-1")
            .credentials(EmbeddedS3::ACCESS_KEY_ID, EmbeddedS3::SECRET_ACCESS_KEY, None)
            .load()
            .await?;
        let bucket = S3::new(&session).bucket("my-bucket");
        bucket.create().await?;
        for key in ["2025/a.txt", "2025/b.txt", "2026/a.txt", "2026/b.txt", "read me.txt"] {
            bucket.put_object(|r| r.key(key).body(key.as_bytes().to_vec().into())).await?;
        }
        Ok(Self { session, bucket: bucket.name().to_owned(), _server: Some(server) })
    }
}
