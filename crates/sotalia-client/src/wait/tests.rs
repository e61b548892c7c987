//! Waits over scripted answers, on a clock that runs ahead.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sotalia_session::error::{Error, LocalError, Result};
use tokio::time::Instant;

use super::{Step, Waiter};

/// What the service answers, one after the other; the last one for ever.
#[derive(Debug, Clone, Copy)]
enum Answer {
    State(&'static str),
    Missing,
    Refused,
    Silent,
}

/// The answers, how the wait ends, and after how many seconds.
type Case = (&'static [Answer], Result<Option<&'static str>, LocalError>, u64);

fn error(error: LocalError) -> Error {
    Error::local(error, "scripted")
}

fn waiter(answers: &'static [Answer]) -> Waiter<&'static str> {
    let asked = AtomicUsize::new(0);
    let poll = move || {
        let index = asked.fetch_add(1, Ordering::Relaxed).min(answers.len() - 1);
        let answer = answers[index];
        Box::pin(async move {
            match answer {
                Answer::State(state) => Ok(state),
                Answer::Missing => Err(error(LocalError::ResourceNotFound)),
                Answer::Refused => Err(error(LocalError::NoCredentials)),
                Answer::Silent => std::future::pending::<Result<&'static str>>().await,
            }
        }) as super::BoxFuture<Result<&'static str>>
    };
    Waiter::new("ThingActive", Duration::from_secs(5), 3, poll, |answer| match answer {
        Ok(&"ACTIVE") => Step::Done,
        Ok(&"FAILED") => Step::Failed("its state is FAILED".to_owned()),
        Err(error) if error.is_not_found() => Step::Again,
        Ok(_) => Step::Again,
        Err(_) => Step::Unexpected,
    })
}

#[tokio::test(start_paused = true)]
async fn a_wait_ends_as_its_acceptors_say() {
    use Answer::{Missing, Refused, Silent, State};
    let cases: [Case; 8] = [
        (&[State("ACTIVE")], Ok(Some("ACTIVE")), 0),
        (&[State("CREATING"), State("ACTIVE")], Ok(Some("ACTIVE")), 5),
        (&[Missing, State("CREATING"), State("ACTIVE")], Ok(Some("ACTIVE")), 10),
        (&[State("FAILED")], Err(LocalError::WaiterFailed), 0),
        (&[State("CREATING"), State("FAILED")], Err(LocalError::WaiterFailed), 5),
        (&[Refused], Err(LocalError::NoCredentials), 0),
        (&[State("CREATING")], Err(LocalError::WaiterTimeout), 15),
        (&[Silent], Err(LocalError::WaiterTimeout), 15),
    ];
    for (answers, expected, seconds) in cases {
        let start = Instant::now();
        let outcome = waiter(answers).await.map_err(|error| error.local_error().expect("a local error"));
        assert_eq!(outcome, expected, "{answers:?}");
        assert_eq!(start.elapsed().as_secs(), seconds, "seconds of {answers:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_waited_for_may_be_an_error() {
    let gone = |answer: Result<&&str, &Error>| match answer {
        Err(error) if error.is_not_found() => Step::Done,
        _ => Step::Again,
    };
    let poll =
        || Box::pin(async { Err(error(LocalError::ResourceNotFound)) }) as super::BoxFuture<Result<&'static str>>;
    let outcome = Waiter::new("ThingGone", Duration::from_secs(5), 3, poll, gone).await;
    assert_eq!(outcome.expect("it is gone"), None, "there is no last answer");
}

#[tokio::test(start_paused = true)]
async fn options_and_progress() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&log);
    let waiting = waiter(&[Answer::Missing, Answer::State("CREATING")])
        .delay(Duration::from_secs(2))
        .max_wait(Duration::from_secs(5))
        .on_poll(move |progress| {
            let line = format!("{} {} {}", progress.polls, progress.elapsed.as_secs(), progress.last);
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        });
    let error = waiting.await.expect_err("it never comes");
    assert_eq!(error.local_error(), Some(LocalError::WaiterTimeout));
    let words = error.to_string();
    assert!(words.contains("ThingActive") && words.contains("asked 3 times"), "{words}");
    let log = log.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert_eq!(log, ["1 0 ResourceNotFound", "2 2 success", "3 4 success"]);
}

#[tokio::test(start_paused = true)]
async fn the_longest_times_are_no_overflow() {
    let answers = &[Answer::State("CREATING"), Answer::State("ACTIVE")];
    let outcome = waiter(answers).max_wait(Duration::MAX).await;
    assert_eq!(outcome.expect("it comes at the second question"), Some("ACTIVE"));
    let error = waiter(answers).delay(Duration::MAX).await.expect_err("no time for a second question");
    assert_eq!(error.local_error(), Some(LocalError::WaiterTimeout));
}

#[tokio::test(start_paused = true)]
async fn what_ends_a_wait_well_can_be_kept() {
    for (answers, expected) in [
        (&[Answer::Missing, Answer::State("ACTIVE")][..], Some(Some("ACTIVE"))),
        (&[Answer::State("FAILED")], None),
        (&[Answer::Missing], None),
    ] {
        let kept = Arc::new(Mutex::new(None));
        let keep = Arc::clone(&kept);
        let waiter = waiter(answers).on_done(move |answer| {
            *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer.copied());
        });
        let ended_well = waiter.await.is_ok();
        let kept = *kept.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(kept, expected, "{answers:?}");
        assert_eq!(ended_well, expected.is_some(), "{answers:?}");
    }
}
