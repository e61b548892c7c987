//! Every check of this workspace, its tests, and its code generation: `cargo xtask help` lists them.

mod bench;
mod botocore;
mod ci;
mod codegen;
mod crates;
mod diff_botocore;
mod errors;
mod exceptions;
mod fuzz;
mod import_endpoints;
mod import_paginators;
mod layers;
mod made_text;
mod new_service;
mod pack_models;
mod parity;
mod pypi;
mod test_run;
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
    /// Measure what has a limit.
    Bench(bench::Arguments),
    /// Run every check, with the tests.
    Ci(ci::Arguments),
    /// Generate resources, pagination and the catalogue of errors from their models.
    Codegen(codegen::Arguments),
    /// Write the README's table of crates.
    Crates(crates::Arguments),
    /// Compare requests and answers of every operation with botocore.
    DiffBotocore(diff_botocore::Arguments),
    /// Say how many of AWS's errors have a kind, and which have not.
    Errors(errors::Arguments),
    /// Write the page that maps boto3's exceptions.
    Exceptions(exceptions::Arguments),
    /// Build a fuzz target, and run it for a time.
    Fuzz(fuzz::Arguments),
    /// Take services, partitions and regions from botocore.
    ImportEndpoints,
    /// Read the errors of all models from botocore.
    ImportErrors(errors::import::Arguments),
    /// Start the pagination of a service from botocore's.
    ImportPaginators(import_paginators::Arguments),
    /// Check which crate depends on which.
    Layers,
    /// Start the crate of a service, and add it wherever services are listed.
    NewService(new_service::Arguments),
    /// Pack botocore's models into the archive of sotalia-models.
    PackModels(pack_models::Arguments),
    /// Count the members of boto3's resources that are here.
    Parity(parity::Arguments),
    /// Check sizes, opening sentences, names, documents and manifests.
    Tidy,
    /// Run the tests, with the servers that they need.
    Test(test_run::Arguments),
}

fn main() -> ExitCode {
    // As Cargo's wrapper of rustc, this program is no command of its own.
    let outcome = match std::env::var_os(bench::rustc::LOG) {
        Some(log) => bench::rustc::run(log.as_ref()),
        None => run(Arguments::parse().command).map(|()| ExitCode::SUCCESS),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Ci(arguments) => ci::run(&arguments),
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Crates(arguments) => crates::run(&arguments),
        Command::DiffBotocore(arguments) => diff_botocore::run(&arguments),
        Command::Errors(arguments) => errors::run(&arguments),
        Command::Exceptions(arguments) => exceptions::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::ImportEndpoints => import_endpoints::run(),
        Command::ImportErrors(arguments) => errors::import::run(&arguments),
        Command::ImportPaginators(arguments) => import_paginators::run(&arguments),
        Command::Layers => layers::run(),
        Command::NewService(arguments) => new_service::run(&arguments),
        Command::PackModels(arguments) => pack_models::run(&arguments),
        Command::Parity(arguments) => parity::run(&arguments),
        Command::Tidy => tidy::run(),
        Command::Test(arguments) => test_run::run(&arguments),
    }
}
