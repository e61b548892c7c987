#![doc = include_str!("../README.md")]

mod arguments;
mod call;
mod caller;
mod completion;
mod describe;
mod exit;
mod line;
mod log;
mod output;
mod parameters;
mod presign;
mod wait;

use std::ffi::OsString;
use std::io::Write;

use clap::Parser as _;
use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::models::Models;

use self::arguments::{Arguments, Command, Options};

/// Runs the command with these arguments, of which the first is its own name, and gives its exit code: that of the AWS CLI
/// for the same outcome (252 for the command line, 253 for the configuration, 254 for an answer of the service, 255 else).
///
/// What is asked for goes to `out`, what is to be said about it to `err`.
pub fn run(arguments: impl IntoIterator<Item = OsString>, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let outcome = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => execute(arguments, out, err),
        Err(error) => Ok(usage(&error, out, err)),
    };
    outcome.unwrap_or_else(|error| {
        _ = write!(err, "error: {}", error.report());
        exit::code(&error)
    })
}

fn execute(arguments: Arguments, out: &mut dyn Write, err: &mut dyn Write) -> Result<u8> {
    let models = Models::embedded().with_user_folders();
    let text = match arguments.command {
        Command::Call { operation, words } => {
            return call::run(&models, &arguments.options, &operation, &words, (out, err));
        }
        Command::Wait { service, waiter, words } => {
            return wait::run(&models, &arguments.options, (&service, &waiter), &words, (out, err));
        }
        Command::Presign { target, words } => {
            return presign::run(&models, &arguments.options, &target, &words, (out, err));
        }
        Command::Services { part } => describe::services(&models, part.as_deref()),
        Command::Operations { service } => describe::operations(&*describe::service(&models, &service)?),
        Command::Waiters { service } => describe::waiters(&*describe::service(&models, &service)?),
        Command::Describe(operation) => describe::operation(&models, &operation)?,
        Command::Completion { shell } => completion::script(shell).to_owned(),
        Command::Complete { words } => completion::complete(&models, &words),
    };
    print(out, text.as_bytes())?;
    Ok(exit::SUCCESS)
}

/// Runs what talks to services. What still looks up a name when it is done is left behind.
fn block_on<T>(options: &Options, work: impl Future<Output = Result<T>>) -> Result<T> {
    if options.debug {
        log::start();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime
        .map_err(|error| Error::local(LocalError::Unexpected, "no runtime can be started").with_source(error))?;
    let outcome = runtime.block_on(work);
    runtime.shutdown_background();
    outcome
}

/// Help and version are what was asked for; anything else is a wrong command line.
fn usage(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let text = error.render().to_string();
    if error.use_stderr() {
        _ = err.write_all(text.as_bytes());
        return exit::USAGE;
    }
    _ = out.write_all(text.as_bytes());
    exit::SUCCESS
}

/// Who stops reading has seen enough.
fn print(out: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::local(LocalError::FileError, "the output cannot be written").with_source(error))
        }
        _ => Ok(()),
    }
}
