//! Sessions: the default one and explicit ones, and where their parts came from: `boto3.Session(profile_name="dev")`.

use sotalia::default_session;
use sotalia::prelude::*;
use sotalia::s3::Client;
use sotalia::session::SessionBuilder;

#[tokio::main]
async fn main() -> sotalia::Result<()> {
    // As `boto3.DEFAULT_SESSION`: the environment and the files of this machine. No request is made.
    let session = default_session().await?;
    println!("default: profile {} ({})", session.profile_name(), session.profile_source());
    println!("  region {:?}, profiles here: {:?}", session.region(), session.available_profiles());

    println!("dev: {}", describe(&dev().load().await?).await?);
    println!("keys: {}", describe(&with_keys().load().await?).await?);

    // One profile, two regions, with the same connections and credentials; clients and resources from each.
    let dev = dev().load().await?;
    let abroad = dev.with_region("ap-southeast-2")?;
    let _client: Client = abroad.client();
    let _s3 = S3::new(&abroad);
    println!("abroad: {}", describe(&abroad).await?);

    // A profile that is not there is an error that names those that are.
    if let Err(error) = sample().profile("deb").load().await {
        println!("{error}");
    }
    Ok(())
}

/// A profile: `boto3.Session(profile_name="dev")`.
fn dev() -> SessionBuilder {
    sample().profile("dev")
}

/// A key and a region: `boto3.Session(aws_access_key_id=..., aws_secret_access_key=..., region_name=...)`.
fn with_keys() -> SessionBuilder {
    sample().credentials("AKIDEXAMPLEINCODE", "a secret", Some("a session token")).region("us-west-2")
}

/// The sample files beside this program, in the place of those in `~/.aws`.
fn sample() -> SessionBuilder {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/support");
    Session::builder().config_file(format!("{folder}/config")).credentials_file(format!("{folder}/credentials"))
}

/// Region and access key, each with where it came from.
async fn describe(session: &Session) -> sotalia::Result<String> {
    let region = session.region().unwrap_or("none");
    let region_source = session.region_source().map_or_else(String::new, ToString::to_string);
    let credentials = session.credentials().await?;
    let (key, source) = (credentials.access_key_id(), credentials.source());
    Ok(format!("region {region} ({region_source}), key {key} ({source})"))
}

#[tokio::test]
async fn each_part_says_where_it_came_from() {
    let dev = dev().load().await.expect("the profile is there");
    let said = describe(&dev).await.expect("its keys are there");
    let expected = r#"region eu-west-1 (profile "dev"), key AKIAIOSFODNN7EXAMPLE (profile "dev" in "#;
    assert!(said.starts_with(expected), "expected {expected}..., got {said}");
    assert_eq!(dev.available_profiles(), ["dev", "ops"]);

    let keys = with_keys().load().await.expect("all is given");
    let expected = "region us-west-2 (given in code), key AKIDEXAMPLEINCODE (static, given in code)";
    assert_eq!(describe(&keys).await.expect("the keys are given"), expected);

    let error = sample().profile("deb").load().await.expect_err("there is no such profile");
    assert!(error.to_string().contains("\"dev\""), "expected the nearest name, got {error}");
}
