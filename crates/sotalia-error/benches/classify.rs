//! What a look-up costs, and making an `Error` of the SDK's: `cargo xtask errors --measure` runs it.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::ErrorMetadata;
use sotalia_error::{Error, ErrorKind, classify, codes};

use self::aws_sdk_s3::operation::head_object::HeadObjectError;

/// An operation's error that lies where the SDK's crate has it.
mod aws_sdk_s3 {
    pub(crate) mod operation {
        pub(crate) mod head_object {
            use std::fmt;

            use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

            #[derive(Debug)]
            pub(crate) struct HeadObjectError(pub(crate) ErrorMetadata);

            impl fmt::Display for HeadObjectError {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("unhandled error")
                }
            }

            impl std::error::Error for HeadObjectError {
                fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                    Some(&self.0)
                }
            }

            impl ProvideErrorMetadata for HeadObjectError {
                fn meta(&self) -> &ErrorMetadata {
                    &self.0
                }
            }
        }
    }
}

/// A look-up may take this many nanoseconds.
const LOOK_UP: u128 = 200;

/// Making an error and asking its kind may take this many, whether or not there is a body to read.
const CONVERSION: u128 = 1000;

const BODY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not \
                    exist.</Message><Key>a/key</Key><RequestId>4442587FB7D0A2F9</RequestId><HostId>abc/def=</HostId></Error>";

fn main() -> ExitCode {
    let mut is_good = true;
    let mut report = |name: &str, nanoseconds: u128, limit: u128| {
        is_good &= nanoseconds <= limit;
        println!("{nanoseconds:>6} ns  {name} (at most {limit} ns)");
    };
    let look_ups = [
        ("a code of the service", Some("s3"), "NoSuchKey"),
        ("a code of a service with many", Some("codecommit"), "RepositoryDoesNotExistException"),
        ("a code of any service", Some("s3"), "ResourceNotFoundException"),
        ("a code, the service unknown", None, "DBInstanceNotFound"),
        ("a code that no model has", Some("s3"), "InvalidFrobnicatorID.NotFound"),
    ];
    for (name, service, code) in look_ups {
        report(name, per_call(|| classify(black_box(service), Some(black_box(code)), Some(400))), LOOK_UP);
    }
    let error = Error::from(failure("NoSuchKey", BODY));
    report("is_retryable", per_call(|| black_box(&error).is_retryable()), LOOK_UP);
    report("has_code", per_call(|| black_box(&error).has_code(codes::s3::NO_SUCH_KEY)), LOOK_UP);
    report("an SdkError to a kind, without a body", conversion("NoSuchKey", ""), CONVERSION);
    report("an SdkError to a kind, with a body of XML", conversion("NoSuchKey", BODY), CONVERSION);
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn failure(code: &str, body: &str) -> SdkError<HeadObjectError, HttpResponse> {
    let metadata = ErrorMetadata::builder().code(code).message("The specified key does not exist.");
    let metadata = metadata.custom("aws_request_id", "4442587FB7D0A2F9").build();
    let mut response = HttpResponse::new(404.try_into().expect("a valid status"), body.to_owned().into());
    response.headers_mut().insert("x-amz-request-id", "4442587FB7D0A2F9");
    response.headers_mut().insert("content-type", "application/xml");
    SdkError::service_error(HeadObjectError(metadata), response)
}

/// The median of some rounds, since other programs disturb a few of them.
fn median(round: impl FnMut() -> u128) -> u128 {
    let mut rounds: Vec<u128> = std::iter::repeat_with(round).take(301).collect();
    rounds.sort_unstable();
    rounds[rounds.len() / 2]
}

fn per_call<T>(mut call: impl FnMut() -> T) -> u128 {
    const CALLS: u128 = 2_000;
    median(|| {
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(call());
        }
        start.elapsed().as_nanos() / CALLS
    })
}

/// The `SdkError`s are made before the clock starts, and dropped with the errors after it has stopped.
fn conversion(code: &str, body: &str) -> u128 {
    const CALLS: u128 = 64;
    median(|| {
        let failures: Vec<_> = (0..CALLS).map(|_| failure(code, body)).collect();
        let mut errors = Vec::with_capacity(failures.len());
        let start = Instant::now();
        for failure in failures {
            let error = Error::from(failure);
            assert_eq!(error.kind(), ErrorKind::NotFound, "the kind of {code}");
            errors.push(error);
        }
        start.elapsed().as_nanos() / CALLS
    })
}
