#![doc = include_str!("../README.md")]

mod auth;
mod body;
mod bridge;
mod call;
mod client;
mod endpoint;
mod events;
mod handlers;
mod output;
mod paginator;
mod presign;
mod protocol;
mod runtime;
mod s3;
mod schema;
mod service_error;
pub mod stub;
mod validate;
mod value;
mod waiter;

pub use aws_smithy_types::byte_stream::ByteStream;
pub use aws_smithy_types::{Blob, DateTime};
pub use sotalia_client as client_layer;
pub use sotalia_models as models;
pub use sotalia_session as session;
pub use sotalia_session::error;

pub use self::body::IntoBody;
pub use self::call::Call;
pub use self::client::{ClientBuilder, DynamicClient, SessionDynamic};
pub use self::events::EventStream;
pub use self::output::{Output, ResponseMetadata};
pub use self::paginator::{Items, Pages, Paginator, Search};
pub use self::presign::{Presign, PresignPost, PresignedPost, PresignedRequest};
pub use self::service_error::ServiceError;
pub use self::validate::{ParamProblem, ParamProblems, ProblemKind};
pub use self::value::{BigNumber, IntoParams, JmesPath, Map, Params, Value};
pub use self::waiter::Waiter;
