//! The command `sotalia`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = std::env::args_os();
    // The log of other threads goes to the standard error, too: it is not locked.
    let code = sotalia_cli::run(arguments, &mut std::io::stdout().lock(), &mut std::io::stderr());
    ExitCode::from(code)
}
