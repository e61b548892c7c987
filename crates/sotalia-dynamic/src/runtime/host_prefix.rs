//! What some operations put before the host.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::EndpointPrefix;
use sotalia_session::error::{Error, LocalError};

use crate::handlers::endpoint::has_host_prefix;
use crate::schema::CompiledOperation;
use crate::{Map, Value};

/// The prefix of an operation's host, with the labels that are parameters.
pub(super) fn endpoint_prefix(operation: &CompiledOperation, params: &Map) -> Result<Option<EndpointPrefix>, BoxError> {
    let service = &operation.service.model.name;
    let template = operation.model.host_prefix.as_deref().filter(|prefix| has_host_prefix(service, prefix));
    let Some(template) = template else { return Ok(None) };
    let mut prefix = template.to_owned();
    for member in operation.input.iter().flat_map(|shape| &shape.members).filter(|member| member.is_host_label) {
        let label = format!("{{{}}}", member.name);
        if !prefix.contains(&label) {
            continue;
        }
        let value = params.get(member.name).and_then(Value::as_str).unwrap_or_default();
        if !is_host_label(value) {
            let message =
                format!("{} is part of the host's name: letters, digits and hyphens, not {value:?}", member.name);
            return Err(Error::local(LocalError::InvalidParameter, message).into());
        }
        prefix = prefix.replace(&label, value);
    }
    Ok(Some(EndpointPrefix::new(prefix)?))
}

fn is_host_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}
