//! Parameters that are changed before a request is made from them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sotalia_session::error::{Error, LocalError, Result};

use crate::value::{Map, Value};

/// Parameters that may be given by another name: service, operation (empty: all that have the parameter), the model's name, the
/// other name.
const OTHER_NAMES: &[(&str, &str, &str, &str)] = &[
    ("ec2", "", "Filter", "Filters"),
    ("logs", "CreateExportTask", "from", "fromTime"),
    ("cloudsearchdomain", "Search", "return", "returnFields"),
];

/// Shapes of Route 53 that are the end of a path: `/hostedzone/Z1` is `Z1`.
const ROUTE53_IDS: &[&str] = &["ResourceId", "DelegationSetId", "ChangeId"];

/// Renames parameters that came by their other name. `has` tells whether the operation has a parameter.
///
/// # Errors
///
/// [`LocalError::InvalidParameter`] if both names are given.
pub(super) fn rename(service: &str, operation: &str, params: &mut Map, has: impl Fn(&str) -> bool) -> Result<()> {
    for (of, only, name, other) in OTHER_NAMES {
        let applies = *of == service && (only.is_empty() || *only == operation) && has(name);
        if !applies || !params.contains_key(*other) {
            continue;
        }
        if params.contains_key(*name) {
            let message = format!("{name} and {other} are two names of one parameter; give one of them");
            return Err(Error::local(LocalError::InvalidParameter, message));
        }
        if let Some(value) = params.shift_remove(*other) {
            params.insert((*name).to_owned(), value);
        }
    }
    Ok(())
}

/// Encodes the script that a machine is started with.
pub(super) fn encode_user_data(params: &mut Map) {
    let encoded = match params.get("UserData") {
        Some(Value::String(text)) => STANDARD.encode(text),
        Some(Value::Blob(bytes)) => STANDARD.encode(bytes.as_ref()),
        _ => return,
    };
    params.insert("UserData".to_owned(), Value::from(encoded));
}

/// Keeps the last part of identifiers of Route 53. `shape` tells the name of a parameter's shape.
pub(super) fn shorten_route53_ids<'a>(params: &mut Map, shape: impl Fn(&str) -> Option<&'a str>) {
    for (name, value) in params.iter_mut() {
        let Value::String(text) = value else { continue };
        if shape(name).is_some_and(|shape| ROUTE53_IDS.contains(&shape))
            && let Some((_, last)) = text.rsplit_once('/')
        {
            *text = last.to_owned();
        }
    }
}

/// The account of the caller, where none is given.
pub(super) fn default_glacier_account(params: &mut Map) {
    if params.get("accountId").is_none_or(|value| matches!(value, Value::Null)) {
        params.insert("accountId".to_owned(), Value::from("-"));
    }
}
