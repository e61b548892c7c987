//! Measurements that have a limit: what the model-driven client costs to compile.

mod build;
pub(crate) mod rustc;

use anyhow::Result;

/// Measure, print a table, and fail above a limit.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// The cold build of the client of every service, beside that of one large typed client. Takes ten minutes and
    /// 8 GiB; without the typed one, two minutes.
    Build(build::Arguments),
}

/// Measures.
///
/// # Errors
///
/// Fails if something cannot be built or run, or is above its limit.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    match &arguments.what {
        What::Build(arguments) => build::run(arguments),
    }
}
