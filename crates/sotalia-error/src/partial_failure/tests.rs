//! What failed of a batch, and what did not.

use crate::{Error, ErrorKind, FailedEntry, Fault, LocalError, PartialFailure};

fn of_codes(codes: &[Option<&str>]) -> Option<PartialFailure> {
    PartialFailure::of_results("kinesis", "PutRecords", codes, |code| {
        code.map(|code| FailedEntry::new(code, "said the service"))
    })
}

#[test]
fn results_in_the_order_of_the_request() {
    assert!(of_codes(&[]).is_none() && of_codes(&[None, None]).is_none(), "nothing failed");
    let slow = Some("ProvisionedThroughputExceededException");
    let failure = of_codes(&[None, slow, None, Some("InvalidArgumentException"), slow]).expect("three failed");
    assert_eq!((failure.total(), failure.succeeded(), failure.failed().len()), (Some(5), Some(2), 3));
    assert_eq!(failure.succeeded_indices().collect::<Vec<_>>(), [0, 2]);
    let kinds: Vec<_> = failure.failed().iter().map(|entry| (entry.index(), entry.kind())).collect();
    let (throttled, invalid) = (ErrorKind::Throttled, ErrorKind::InvalidInput);
    assert_eq!(kinds, [(Some(1), throttled), (Some(3), invalid), (Some(4), throttled)]);
    assert_eq!(failure.retryable().filter_map(FailedEntry::index).collect::<Vec<_>>(), [1, 4]);
    let line = "3 of 5 entries failed; the first: #1: ProvisionedThroughputExceededException: said the service";
    assert_eq!(failure.to_string(), line);
    assert_eq!(failure.failed()[0].error().operation(), Some("PutRecords"));
}

#[test]
fn a_list_of_failures() {
    let failure = PartialFailure::of_failures("s3", "DeleteObjects", &["a", "b"], |key| {
        FailedEntry::new("AccessDenied", None).named(*key).qualified("v1").with_sender_fault(true)
    });
    let failure = failure.expect("two failed").with_succeeded_ids(["c"]);
    assert_eq!(failure.to_string(), "2 entries failed; the first: a (v1): AccessDenied");
    assert_eq!((failure.total(), failure.succeeded(), failure.succeeded_indices().count()), (None, None, 0));
    assert_eq!(failure.succeeded_ids().collect::<Vec<_>>(), ["c"]);
    let entry = &failure.failed()[1];
    assert_eq!((entry.id(), entry.qualifier(), entry.message()), (Some("b"), Some("v1"), ""));
    assert_eq!((entry.kind(), entry.error().fault()), (ErrorKind::AccessDenied, Some(Fault::Sender)));
    assert_eq!(failure.retryable().count(), 0);
}

#[test]
fn what_was_given_back() {
    assert!(PartialFailure::of_unprocessed("dynamodb", "BatchWriteItem", 0).is_none());
    let failure = PartialFailure::of_unprocessed("dynamodb", "BatchWriteItem", 2).expect("two").with_total(25);
    assert_eq!((failure.retryable().count(), failure.succeeded()), (2, Some(23)));
}

#[test]
fn requests_of_one_batch() {
    let mut whole = PartialFailure::default().with_total(0);
    assert_eq!((whole.service(), whole.operation()), (None, None));
    whole.append(PartialFailure::default().with_total(3));
    whole.append(of_codes(&[None, Some("InternalFailure")]).expect("one failed"));
    whole.append(of_codes(&[Some("InternalFailure")]).expect("one failed").with_succeeded_ids(["a"]));
    assert_eq!((whole.service(), whole.operation()), (Some("kinesis"), Some("PutRecords")));
    assert_eq!((whole.total(), whole.succeeded()), (Some(6), Some(4)));
    assert_eq!(whole.failed().iter().filter_map(FailedEntry::index).collect::<Vec<_>>(), [4, 5]);
    assert_eq!(whole.succeeded_indices().collect::<Vec<_>>(), [0, 1, 2, 3]);
    let unknown =
        PartialFailure::new("s3", "DeleteObjects").with_cause(Error::local(LocalError::ReadTimeout, "silent"));
    whole.append(unknown);
    assert_eq!((whole.total(), whole.service()), (None, Some("kinesis")), "how many there were is known no more");
    assert!(whole.cause().is_some_and(Error::is_timeout), "what ended a part ended the whole");
}

#[test]
fn names_are_shown_in_one_line() {
    let entry = FailedEntry::new("AccessDenied", "no\nway").named("a\nb").qualified("v\r1");
    assert_eq!(entry.to_string(), "a b (v 1): AccessDenied: no way");
    assert_eq!((entry.id(), entry.qualifier()), (Some("a\nb"), Some("v\r1")), "the names themselves are as they were");
}

#[test]
fn a_batch_that_was_stopped() {
    let stopped = |total| {
        let cause = Error::local(LocalError::ReadTimeout, "silent");
        PartialFailure::default().with_total(total).with_cause(cause)
    };
    assert_eq!(stopped(1).to_string(), "stopped after 1 entry: ReadTimeout: silent");
    let error = Error::from(stopped(2));
    assert_eq!(
        error.report().to_string(),
        "PartialFailure: stopped after 2 entries: ReadTimeout: silent",
        "no repetition"
    );
}

#[test]
fn as_an_error() {
    let failure = of_codes(&[None, Some("InternalFailure")]).expect("one failed");
    let error = Error::from(failure);
    assert_eq!(
        error.to_string(),
        "kinesis.PutRecords: PartialFailure: 1 of 2 entries failed; the first: #1: InternalFailure: said the service"
    );
    assert_eq!(error.local_error(), Some(LocalError::PartialFailure));
    assert!(!error.is_retryable(), "the whole is not to be sent again");
    assert_eq!(error.downcast_ref::<PartialFailure>().map(|failure| failure.failed().len()), Some(1));
    assert_eq!(
        error.report().to_string().lines().filter(|line| line.contains("caused by")).count(),
        0,
        "no repetition"
    );

    let mut stopped = PartialFailure::new("s3", "DeleteObjects").with_total(1);
    stopped.push(FailedEntry::new("InternalError", "x-amz-security-token:SECRET-1234\n\nand more").named("k"));
    let stopped = stopped.with_cause(Error::local(LocalError::ReadTimeout, "silent"));
    let line = stopped.to_string();
    assert!(line.contains("stopped by: ReadTimeout: silent") && !line.contains("SECRET"), "{line}");
    assert!(!line.contains('\n') && line.starts_with("1 of 1 entry failed"), "{line}");
    let error = Error::from(stopped);
    assert!(error.downcast_ref::<PartialFailure>().is_some_and(|failure| failure.cause().is_some()));
}
