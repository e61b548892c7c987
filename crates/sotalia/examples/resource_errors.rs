//! Makes a bucket whose name is taken: `except client.meta.client.exceptions.BucketAlreadyExists` in boto3.

#[path = "support/place.rs"]
mod place;

use sotalia::prelude::*;
use sotalia::s3::types::error::BucketAlreadyExists;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let place = place::Place::find().await?;
    println!("{}", create(&S3::new(&place.session), &place.bucket).await?);
    Ok(())
}

/// Makes the bucket, and says how it went.
async fn create(s3: &S3, name: &str) -> sotalia::Result<String> {
    match s3.create_bucket(|r| r.bucket(name)).await {
        Ok(bucket) => Ok(format!("made {bucket}")),
        // The kind is for the next step; code, details and the SDK's type say more.
        Err(error) if error.is_already_exists() => {
            let code = error.code().map_or("no code", |code| code.as_str());
            let taken = error.detail("BucketName").unwrap_or(name);
            let somebody_elses = error.is::<BucketAlreadyExists>();
            let way_out = error.help().unwrap_or_default();
            Ok(format!("{code}: bucket {taken} already exists (may be somebody else's: {somebody_elses}); {way_out}"))
        }
        Err(error) => Err(error),
    }
}

#[tokio::test]
async fn a_taken_name_is_told() {
    let place = place::Place::embedded().await.expect("the embedded server starts");
    let s3 = S3::new(&place.session);
    let said = create(&s3, &place.bucket).await.expect("it is handled");
    let expected = "BucketAlreadyExists: bucket my-bucket already exists (may be somebody else's: true); \
                    choose another name: bucket names are shared by all accounts";
    assert_eq!(said, expected);
    let said = create(&s3, "another").await.expect("it is free");
    assert_eq!(said, r#"made s3.Bucket(name="another")"#);

    let error = s3.create_bucket(|r| r.bucket(&place.bucket)).await.expect_err("it is there");
    assert_eq!(error.kind(), ErrorKind::AlreadyExists);
    let line = "s3.CreateBucket: BucketAlreadyExists: The requested bucket name is not available. (409, request ";
    assert!(error.to_string().starts_with(line), "expected {line}..., got {error}");
}
