#![doc = include_str!("../README.md")]

mod bridge;
mod call;
mod client;
mod events;
mod output;
mod protocol;
mod runtime;
mod schema;
mod service_error;
mod value;

pub use aws_smithy_types::byte_stream::ByteStream;
pub use aws_smithy_types::{Blob, DateTime};
pub use sotalia_client as client_layer;
pub use sotalia_models as models;
pub use sotalia_session as session;
pub use sotalia_session::error;

pub use self::call::Call;
pub use self::client::{ClientBuilder, DynamicClient, SessionDynamic};
pub use self::events::EventStream;
pub use self::output::{Output, ResponseMetadata};
pub use self::service_error::ServiceError;
pub use self::value::{BigNumber, IntoParams, JmesPath, Map, Params, Value};
