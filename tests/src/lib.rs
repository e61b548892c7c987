//! What the test binaries share: servers, sessions and answers for the raw TCP fault server.

mod answer;
#[expect(
    clippy::question_mark,
    clippy::redundant_closure_for_method_calls,
    reason = "an entry without an identifier is left out, and a list flattened, whatever its type"
)]
pub mod golden;
mod page_size;
mod server;
mod session;

pub use self::answer::{listing, status, status_with, xml};
pub use self::page_size::PageSize;
pub use self::server::{Running, Server};
pub use self::session::{ACCESS_KEY_ID, SECRET_ACCESS_KEY, quick_retries, s3_of, session_builder};
