#![doc = include_str!("../README.md")]

mod answer_body;
mod attempt_limit;
mod client;
#[cfg(feature = "s3")]
mod encoding;
#[cfg(any(feature = "s3", feature = "kinesis"))]
mod generated;
mod guard;
mod paginate;
mod partial_success;
mod wait;
mod xml;

#[cfg(feature = "kinesis")]
pub use aws_sdk_kinesis as kinesis;
#[cfg(feature = "s3")]
pub use aws_sdk_s3 as s3;
#[cfg(feature = "sts")]
pub use aws_sdk_sts as sts;
pub use sotalia_session as session;
pub use sotalia_session::error;

pub use self::answer_body::AnswerBody;
pub use self::attempt_limit::{AttemptLimit, DEFAULT_ATTEMPT_TIMEOUT};
pub use self::client::{SessionClients, TypedClient};
#[cfg(feature = "s3")]
pub use self::generated::s3::ListObjectVersionsItem;
pub use self::guard::ResponseGuard;
pub use self::paginate::{Items, Next, PagedOperation, Pages, Paginate, Paginator, Position, SizedPages};
pub use self::partial_success::PartialSuccess;
pub use self::wait::{Progress, Step, Waiter};
