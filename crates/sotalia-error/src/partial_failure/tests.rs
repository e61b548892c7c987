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
