//! The first ten minutes: a session, a raw client, resources and errors, on the files of a folder.
//!
//! `cargo run --example quickstart [FOLDER]` needs no account: it starts an S3 server in the process.
//! With `--endpoint-url`, `--profile` and `--bucket` it does the same against any S3.

mod files;
mod screen;
mod steps;

use std::path::PathBuf;

use clap::Parser;
use sotalia::Session;
use sotalia::session::SessionBuilder;
use sotalia_testkit::EmbeddedS3;

/// A session, a raw client, resources and errors, on the files of a folder.
#[derive(Debug, Parser)]
struct Options {
    /// The folder whose files are uploaded; this repository's sources if none is named.
    folder: Option<PathBuf>,
    /// An S3 server to use instead of the embedded one; without it and with --profile, AWS.
    #[arg(long)]
    endpoint_url: Option<String>,
    /// The profile with the credentials.
    #[arg(long)]
    profile: Option<String>,
    /// The bucket to make, fill and delete. It must not exist.
    #[arg(long, default_value = "sotalia-quickstart")]
    bucket: String,
    /// The region, where neither profile nor environment has one.
    #[arg(long)]
    region: Option<String>,
}

impl Options {
    /// The session, as the options set it up.
    fn session(&self) -> SessionBuilder {
        let mut builder = Session::builder();
        if let Some(profile) = &self.profile {
            builder = builder.profile(profile);
        }
        if let Some(url) = &self.endpoint_url {
            builder = builder.endpoint_url(url);
        }
        match &self.region {
            Some(region) => builder.region(region),
            None => builder,
        }
    }
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    match run(Options::parse()).await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes, one line each.
            eprintln!("\n{}", error.report());
            std::process::ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> sotalia::Result<()> {
    let folder = options.folder.clone().unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")));
    let files = files::below(&folder)?;
    let embedded = options.endpoint_url.is_none() && options.profile.is_none();
    // Dropped, and with it stopped, at the end of this function.
    let server = if embedded { Some(files::server().await?) } else { None };
    let mut builder = options.session();
    if let Some(server) = &server {
        builder = builder
            .endpoint_url(server.endpoint_url())
            .region(options.region.as_deref().unwrap_or("us-east-1"))
            .credentials(EmbeddedS3::ACCESS_KEY_ID, EmbeddedS3::SECRET_ACCESS_KEY, None);
    }

    let session = steps::session(builder, server.is_some()).await?;
    steps::make(&session, &options.bucket).await?;
    // Whatever happens from here on, the bucket goes in the end; what failed first is what to tell.
    let outcome = steps::fill_and_use(&session, &options.bucket, &files).await;
    let deleted = steps::clean(&session, &options.bucket).await;
    let made = outcome?;
    deleted?;
    screen::summary(&made);
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::{Options, run};

    #[tokio::test]
    async fn the_whole_program_runs() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        run(Options::parse_from(["quickstart", folder])).await.expect("it needs nothing but this folder");
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_is_named() {
        let error = run(Options::parse_from(["quickstart", "/no/such/folder"])).await.expect_err("there is no folder");
        assert!(error.to_string().contains("/no/such/folder"), "{error}");
    }
}
