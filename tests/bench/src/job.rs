//! The jobs, as every competitor is told them.

use std::future::Future;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use tokio::runtime::Builder;

use crate::measure::Measured;

/// The key that small requests ask for.
pub const KEY: &str = "data/part-00000000007.parquet";

/// The bucket that small requests ask.
pub const SMALL_BUCKET: &str = "flat-1000";

/// The table that small requests ask.
pub const SMALL_TABLE: &str = "items-1000";

/// The key of the only object of `flat-1-SIZE`.
pub const LARGE_KEY: &str = "data/part-00000000000.parquet";

/// What to do. Where, and as whom, is in the environment, as the AWS SDKs read it: `AWS_ENDPOINT_URL`, `AWS_REGION`,
/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`.
#[derive(Debug, Clone, Parser)]
pub struct Arguments {
    /// The job.
    #[command(subcommand)]
    pub job: Job,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Job {
    /// Lists a bucket, and adds up the lengths of keys and the sizes.
    List {
        /// Its name.
        bucket: String,
    },
    /// The same, with each object as a value of the SDK's type.
    Items {
        /// Its name.
        bucket: String,
    },
    /// The same, with many requests at once.
    Parallel {
        /// Its name.
        bucket: String,
        /// How many.
        ways: usize,
        /// Whether the objects are given in the order of a listing.
        #[arg(long)]
        ordered: bool,
    },
    /// Lists the versions of a bucket.
    Versions {
        /// Its name.
        bucket: String,
    },
    /// `HeadObject`, one after the other.
    Head {
        /// How many.
        count: u64,
    },
    /// `GetItem`, one after the other.
    GetItem {
        /// How many.
        count: u64,
    },
    /// `PutItem`, one after the other.
    PutItem {
        /// How many.
        count: u64,
    },
    /// `Scan`, page by page.
    Scan {
        /// How many items the table has.
        count: u64,
    },
    /// `GetObject` of what is not there, one after the other.
    Refused {
        /// How many.
        count: u64,
    },
    /// `GetObject`, with the bytes dropped as they come.
    Get {
        /// How many MiB the object has.
        mebibytes: u64,
    },
    /// `PutObject` of 64 MiB that are in memory, one after the other.
    Put {
        /// How many MiB in all.
        mebibytes: u64,
    },
    /// From nothing to the first answer of `GetCallerIdentity`.
    Start,
}

impl Job {
    /// Does one thread not do?
    fn needs_threads(&self) -> bool {
        matches!(self, Self::Parallel { .. })
    }
}

/// What competitors have as `main`: does the job and prints the measurement, as a line of JSON.
pub fn main<F: Future<Output = Result<Measured>>>(competitor: impl FnOnce(Job) -> F) -> ExitCode {
    let job = Arguments::parse().job;
    let mut builder = if job.needs_threads() { Builder::new_multi_thread() } else { Builder::new_current_thread() };
    let measured =
        builder.enable_all().build().map_err(Into::into).and_then(|runtime| runtime.block_on(competitor(job)));
    match measured.and_then(|measured| Ok(serde_json::to_string(&measured)?)) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}

/// The 64 MiB that [`Job::Put`] sends.
pub fn large_body() -> bytes::Bytes {
    bytes::Bytes::from(vec![42; 64 << 20])
}
