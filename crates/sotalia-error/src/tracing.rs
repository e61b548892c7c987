//! Errors as fields of tracing's events and spans.

use tracing::{Level, Span};

use crate::{Error, ErrorCode};

/// An event with the line of the error as its message and what is known of it as fields.
macro_rules! event {
    ($level:expr, $error:expr) => {
        tracing::event!(
            target: "sotalia_error",
            $level,
            error.kind = $error.kind().name(),
            error.code = $error.code().map(ErrorCode::as_str),
            error.service = $error.service(),
            error.operation = $error.operation(),
            error.status = $error.status(),
            error.request_id = $error.request_id(),
            error.attempts = $error.attempts(),
            error.retryable = $error.is_retryable(),
            error.help = $error.help(),
            "{}",
            $error
        )
    };
}

/// For logs, with the feature `tracing`
impl Error {
    /// Writes an event of the target `sotalia_error`: the line of the error, with the fields `error.kind`,
    /// `error.code`, `error.service`, `error.operation`, `error.status`, `error.request_id`, `error.attempts`,
    /// `error.retryable` and `error.help`. What is not known is left out; no secret is in it.
    ///
    /// An event with a target and fields of your own needs no feature:
    ///
    /// ```
    /// # use sotalia_error::{Error, ErrorCode, LocalError};
    /// # let error = Error::local(LocalError::NoRegion, "no region is set");
    /// tracing::error!(
    ///     kind = error.kind().name(),
    ///     code = error.code().map(ErrorCode::as_str),
    ///     request_id = error.request_id(),
    ///     "cannot list the buckets: {error}"
    /// );
    /// ```
    pub fn log(&self, level: Level) {
        // The level of an event is a constant.
        match level {
            Level::ERROR => event!(Level::ERROR, self),
            Level::WARN => event!(Level::WARN, self),
            Level::INFO => event!(Level::INFO, self),
            Level::DEBUG => event!(Level::DEBUG, self),
            Level::TRACE => event!(Level::TRACE, self),
        }
    }

    /// Records the fields of [`log`](Error::log) in a span. A span has a field only if it was made with it:
    ///
    /// ```
    /// # use sotalia_error::{Error, LocalError};
    /// # let error = Error::local(LocalError::NoRegion, "no region is set");
    /// use tracing::field::Empty;
    ///
    /// let span = tracing::info_span!("upload", error.kind = Empty, error.code = Empty, error.request_id = Empty);
    /// error.record(&span);
    /// ```
    pub fn record(&self, span: &Span) {
        span.record("error.kind", self.kind().name());
        span.record("error.code", self.code().map(ErrorCode::as_str));
        span.record("error.service", self.service());
        span.record("error.operation", self.operation());
        span.record("error.status", self.status());
        span.record("error.request_id", self.request_id());
        span.record("error.attempts", self.attempts());
        span.record("error.retryable", self.is_retryable());
        span.record("error.help", self.help());
    }
}
