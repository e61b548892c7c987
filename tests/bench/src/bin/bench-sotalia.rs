//! Sotalia does the jobs.

use std::process::ExitCode;

fn main() -> ExitCode {
    sotalia_bench::job::main(sotalia_bench::with_sotalia::run)
}
