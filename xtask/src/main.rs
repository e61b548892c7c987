//! Every check of this workspace, its tests, and its code generation: `cargo xtask help` lists them.

mod layers;
mod tidy;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Every check of this workspace, its tests, and its code generation.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check which crate depends on which.
    Layers,
    /// Check sizes, opening sentences, names, documents and manifests.
    Tidy,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Layers => layers::run(),
        Command::Tidy => tidy::run(),
    }
}
