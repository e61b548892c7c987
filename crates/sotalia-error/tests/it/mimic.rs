//! Error types that lie where the SDK's crates have theirs, and answers to make them from.

use std::error::Error as StdError;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::ErrorMetadata;

/// Defines an operation's error type as the SDK generates it: with modelled exceptions, and `Unhandled` for the rest.
macro_rules! operation_error {
    ($name:ident { $($exception:ident),* }) => {
        use std::error::Error as StdError;
        use std::fmt;

        use aws_smithy_types::error::ErrorMetadata;
        use aws_smithy_types::error::metadata::ProvideErrorMetadata;

        use crate::mimic::OperationError;

        #[derive(Debug)]
        pub(crate) enum $name {
            $($exception(super::types::error::$exception),)*
            Unhandled { source: Box<dyn StdError + Send + Sync>, meta: ErrorMetadata },
        }

        impl OperationError for $name {
            fn generic(meta: ErrorMetadata) -> Self {
                Self::Unhandled { source: meta.clone().into(), meta }
            }

            fn unhandled(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
                Self::Unhandled { source: source.into(), meta: ErrorMetadata::default() }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$exception(exception) => exception.fmt(f),)*
                    Self::Unhandled { meta, .. } => match meta.code() {
                        Some(code) => write!(f, "unhandled error ({code})"),
                        None => f.write_str("unhandled error"),
                    },
                }
            }
        }

        impl StdError for $name {
            fn source(&self) -> Option<&(dyn StdError + 'static)> {
                match self {
                    $(Self::$exception(exception) => Some(exception),)*
                    Self::Unhandled { source, .. } => Some(source.as_ref()),
                }
            }
        }

        impl ProvideErrorMetadata for $name {
            fn meta(&self) -> &ErrorMetadata {
                match self {
                    $(Self::$exception(exception) => &exception.0,)*
                    Self::Unhandled { meta, .. } => meta,
                }
            }
        }
    };
}

/// Defines modelled exceptions.
macro_rules! exceptions {
    ($($name:ident),*) => {
        $(
            #[derive(Debug)]
            pub(crate) struct $name(pub(crate) aws_smithy_types::error::ErrorMetadata);

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(stringify!($name))?;
                    self.0.message().map_or(Ok(()), |message| write!(f, ": {message}"))
                }
            }

            impl std::error::Error for $name {}
        )*
    };
}

/// How the SDK makes an operation's error that is not modelled.
pub(crate) trait OperationError {
    /// From what was read of the answer.
    fn generic(meta: ErrorMetadata) -> Self;

    /// From a failure to read the answer.
    fn unhandled(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self;
}

pub(crate) mod aws_sdk_s3 {
    //! As the S3 crate.
    pub(crate) mod types {
        pub(crate) mod error {
            exceptions!(BucketAlreadyExists, NotFound);
        }
    }
    pub(crate) mod operation {
        pub(crate) use super::types;
        pub(crate) mod create_bucket {
            operation_error!(CreateBucketError { BucketAlreadyExists });
        }
        pub(crate) mod head_object {
            operation_error!(HeadObjectError { NotFound });
        }
        pub(crate) mod list_buckets {
            operation_error!(ListBucketsError {});
        }
    }
}

pub(crate) mod aws_sdk_kinesis {
    //! As the Kinesis crate.
    pub(crate) mod types {
        pub(crate) mod error {
            exceptions!(LimitExceededException);
            pub(crate) use stream::SubscribeToShardEventStreamError;
            mod stream {
                operation_error!(SubscribeToShardEventStreamError {});
            }
        }
    }
    pub(crate) mod operation {
        pub(crate) use super::types;
        pub(crate) mod create_stream {
            operation_error!(CreateStreamError { LimitExceededException });
        }
    }
}

pub(crate) type Failure<E> = SdkError<E, HttpResponse>;

/// A response with a status, headers and a body.
pub(crate) fn response(status: u16, headers: &[(&'static str, &str)], body: &str) -> HttpResponse {
    let mut response = HttpResponse::new(status.try_into().expect("a valid status"), body.into());
    for (name, value) in headers {
        response.headers_mut().insert(*name, (*value).to_owned());
    }
    response
}
