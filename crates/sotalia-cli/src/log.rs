//! `--debug`: what is done, on the standard error.

use tracing_subscriber::EnvFilter;

/// What is logged: requests, attempts, endpoints, credentials by their source. At `trace` the SDK shows whole requests and
/// answers: nothing is logged from there, since logs are pasted into reports. Nor are the steps within a request.
const FILTER: &str =
    "debug,aws_runtime=info,aws_smithy_runtime_api=info,aws_smithy_runtime::client::http=info,hyper_util=info";

/// Starts to log, unless something does already.
pub(crate) fn start() {
    let filter = EnvFilter::builder().parse_lossy(FILTER);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    // Only a program that runs the command in itself has its own log.
    _ = log.try_init();
}
