//! What is known of an answer that says nothing.

use super::protocol::Protocol;
use crate::details::Form;

/// The message of an answer without one, as boto3 has it: the reason phrase of the status, but nothing where a service
/// that speaks JSON says nothing, and the body itself where such a service's answer is some other text.
pub(super) fn message(protocol: Option<Protocol>, status: u16, form: Form, body: &[u8]) -> String {
    let is_json = protocol == Some(Protocol::Json);
    match form {
        _ if form.is_of_service() => String::new(),
        Form::Empty if is_json && status < 500 => String::new(),
        Form::Other if protocol != Some(Protocol::Xml) => match std::str::from_utf8(body) {
            Ok(text) if body.len() <= super::MESSAGE_LIMIT && !is_structured(text) => text.trim().to_owned(),
            _ => phrase(status).to_owned(),
        },
        _ => phrase(status).to_owned(),
    }
}

/// Whether it looks like a document: its members may be secrets, and could not be told.
fn is_structured(text: &str) -> bool {
    text.contains(['<', '{', '['])
}

/// What a person should know of the body, to be shown with the status.
pub(super) fn note(form: Form) -> Option<&'static str> {
    match form {
        Form::Empty => Some("with an empty body"),
        Form::Html => Some("with an HTML body from something in front of the service"),
        Form::Other => Some("with a body that is no error answer of the service"),
        Form::Xml | Form::WrappedXml | Form::Json | Form::Cbor => None,
    }
}

/// The usual reason phrase of a status that may come without a body.
pub(crate) fn phrase(status: u16) -> &'static str {
    match status {
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        305 => "Use Proxy",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Request Entity Too Large",
        414 => "Request-URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Requested Range Not Satisfiable",
        417 => "Expectation Failed",
        421 => "Misdirected Request",
        422 => "Unprocessable Entity",
        423 => "Locked",
        424 => "Failed Dependency",
        425 => "Too Early",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        507 => "Insufficient Storage",
        508 => "Loop Detected",
        511 => "Network Authentication Required",
        _ => "",
    }
}
