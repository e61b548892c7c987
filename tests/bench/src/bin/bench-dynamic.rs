//! The client of any service does the jobs.

use std::process::ExitCode;

fn main() -> ExitCode {
    sotalia_bench::job::main(sotalia_bench::with_dynamic::run)
}
