//! The command `sotalia`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = std::env::args_os();
    let code = sotalia_cli::run(arguments, &mut std::io::stdout().lock(), &mut std::io::stderr().lock());
    ExitCode::from(code)
}
