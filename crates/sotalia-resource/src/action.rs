//! Actions: requests that know which resource they are about. Await one to send it.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use sotalia_client::PartialSuccess;
use sotalia_client::error::{Error, LocalError, Result};

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A request that is not sent yet: await it.
///
/// `B` is the SDK's fluent builder of the operation, with the resource's identifiers set; `T` is what the action gives. The
/// identifiers are set again when it is sent, so that a closure cannot turn the action to another resource by accident.
#[must_use = "an action does nothing unless it is awaited"]
pub struct Action<B, T> {
    request: B,
    known: Option<T>,
    send: Box<dyn FnOnce(B) -> BoxFuture<Result<T>> + Send>,
}

impl<B, T> Action<B, T> {
    /// An action that sends `request` with `send`.
    pub fn new<F>(request: B, send: impl FnOnce(B) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        Self { request, known: None, send: Box::new(move |request| Box::pin(send(request))) }
    }

    /// The same, unless the answer is known: then nothing is sent.
    pub fn known_or(mut self, known: Option<T>) -> Self {
        self.known = known;
        self
    }

    /// Sets more of the operation's parameters: `object.get().with(|r| r.range("bytes=0-99")).await?`.
    ///
    /// Who asks for more than the resource knows gets a request: known data is not used then.
    pub fn with(mut self, parameters: impl FnOnce(B) -> B) -> Self {
        self.request = parameters(self.request);
        self.known = None;
        self
    }

    /// The answer, or an error if a part of it failed: see [`PartialSuccess`].
    ///
    /// ```text
    /// queue.send_messages(|r| r.entries(one).entries(other)).all_succeeded().await?;
    /// ```
    ///
    /// The error is [`LocalError::PartialFailure`], in which `downcast_ref::<PartialFailure>()` finds what failed.
    pub fn all_succeeded(self) -> Self
    where
        B: 'static,
        T: PartialSuccess + 'static,
    {
        let send = self.send;
        let send = Box::new(move |request| -> BoxFuture<Result<T>> {
            let answer = send(request);
            Box::pin(async move { answer.await?.all_succeeded() })
        });
        Self { send, ..self }
    }

    /// The request as it stands.
    pub fn request(&self) -> &B {
        &self.request
    }
}

impl<B: Send + 'static, T: Send + 'static> IntoFuture for Action<B, T> {
    type Output = Result<T>;
    type IntoFuture = BoxFuture<Result<T>>;

    fn into_future(self) -> Self::IntoFuture {
        match self.known {
            Some(known) => Box::pin(std::future::ready(Ok(known))),
            None => (self.send)(self.request),
        }
    }
}

impl<B: fmt::Debug, T> fmt::Debug for Action<B, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Action").field("known", &self.known.is_some()).finish_non_exhaustive()
    }
}

/// The value that names a resource, from a request or an answer that must hold it.
///
/// # Errors
///
/// [`LocalError::MissingParameter`] for a request, [`LocalError::UnparsableAnswer`] for an answer.
pub fn required<T>(value: Option<T>, error: LocalError, service: &str, operation: &str, name: &str) -> Result<T> {
    value.ok_or_else(|| {
        let message = if error == LocalError::MissingParameter {
            format!("{name} is not set: set it in the closure")
        } else {
            format!("the answer has no {name}, which names the resource that the action made or found")
        };
        Error::local(error, message).with_operation(service, operation)
    })
}

/// What was found, or `None` where it is not there.
///
/// # Errors
///
/// Any error that is not of kind `NotFound`, as it is.
pub fn if_found<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use sotalia_client::PartialSuccess;
    use sotalia_client::error::{Error, LocalError, PartialFailure};

    use super::{Action, if_found};

    #[test]
    fn what_is_not_there_is_no_error() {
        let failed = |error| Err::<u8, _>(Error::local(error, "so"));
        assert_eq!(if_found(Ok(1)).expect("found"), Some(1));
        assert_eq!(if_found(failed(LocalError::ResourceNotFound)).expect("not there"), None);
        assert!(if_found(failed(LocalError::ReadTimeout)).is_err(), "a failure tells nothing");
    }

    /// An answer in which so many failed.
    #[derive(Debug, PartialEq)]
    struct Failed(usize);

    impl PartialSuccess for Failed {
        fn partial_failure(&self) -> Option<PartialFailure> {
            PartialFailure::of_unprocessed("sqs", "SendMessageBatch", self.0)
        }
    }

    #[tokio::test]
    async fn a_part_that_failed_is_an_error_where_that_is_asked() {
        let action = |failed: usize| Action::new(failed, |failed| async move { Ok(Failed(failed)) });
        assert_eq!(action(2).await.expect("an answer"), Failed(2), "the answer as it is");
        assert_eq!(action(0).all_succeeded().await.expect("nothing failed"), Failed(0));
        let error = action(2).all_succeeded().with(|_| 3).await.expect_err("three failed");
        assert_eq!(error.local_error(), Some(LocalError::PartialFailure));
        let failure = error.downcast_ref::<PartialFailure>().expect("what failed is inside");
        assert_eq!(failure.failed().len(), 3, "parameters may be set after it");
    }

    fn double(request: i32) -> Action<i32, i32> {
        Action::new(request, |request| async move { Ok(request * 2) })
    }

    #[tokio::test]
    async fn an_action_is_sent_when_awaited() {
        assert_eq!(double(2).await.expect("sent"), 4);
        assert_eq!(double(2).with(|request| request + 1).await.expect("sent"), 6);
        assert_eq!(double(2).known_or(Some(9)).await.expect("known"), 9, "what is known is not asked for");
        let asked = double(2).known_or(Some(9)).with(|request| request + 1);
        assert_eq!(asked.await.expect("sent"), 6, "more parameters ask again");
    }
}
