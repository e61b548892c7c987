//! All that a test logs, at TRACE.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use tracing_subscriber::fmt::MakeWriter;

thread_local! {
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The log of the tests, by thread, since each runs in one.
///
/// One subscriber for the whole process: with one of a thread alone, what another test logs first is never logged.
#[derive(Clone, Copy)]
pub(crate) struct Log;

impl Log {
    /// Starts to listen to everything.
    pub(crate) fn start() {
        static STARTED: Once = Once::new();
        STARTED.call_once(|| {
            let subscriber =
                tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(Log);
            tracing::subscriber::set_global_default(subscriber.finish()).expect("nobody else listens");
        });
        LOG.with_borrow_mut(Vec::clear);
    }

    /// What this thread has logged.
    pub(crate) fn text() -> String {
        LOG.with_borrow(|log| String::from_utf8_lossy(log).into_owned())
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        *self
    }
}
