//! Names in listings, which are asked for encoded, since XML cannot hold all of them.

use percent_encoding::percent_decode_str;
use sotalia_session::error::{Error, LocalError, Result};

use crate::value::{Map, Value};

const PARAMETER: &str = "EncodingType";

/// The names in an answer: members of its own, and a member of each entry of its lists.
struct Names {
    members: &'static [&'static str],
    entries: &'static [(&'static str, &'static str)],
}

const OBJECTS: Names = Names {
    members: &["Delimiter", "Marker", "NextMarker", "Prefix"],
    entries: &[("Contents", "Key"), ("CommonPrefixes", "Prefix")],
};
const OBJECTS_V2: Names = Names {
    members: &["Delimiter", "Prefix", "StartAfter"],
    entries: &[("Contents", "Key"), ("CommonPrefixes", "Prefix")],
};
const VERSIONS: Names = Names {
    members: &["KeyMarker", "NextKeyMarker", "Prefix", "Delimiter"],
    entries: &[("Versions", "Key"), ("DeleteMarkers", "Key"), ("CommonPrefixes", "Prefix")],
};

fn names(operation: &str) -> Option<&'static Names> {
    match operation {
        "ListObjects" => Some(&OBJECTS),
        "ListObjectsV2" => Some(&OBJECTS_V2),
        "ListObjectVersions" => Some(&VERSIONS),
        _ => None,
    }
}

/// Asks for encoded names where the caller has not chosen; says whether it did.
pub(crate) fn ask_encoded(operation: &str, params: &mut Map) -> bool {
    let asked = names(operation).is_some() && !params.contains_key(PARAMETER);
    if asked {
        params.insert(PARAMETER.to_owned(), Value::from("url"));
    }
    asked
}

/// Decodes the names of an answer that was asked for with [`ask_encoded`].
///
/// boto3 leaves the `Prefix` that `list_objects` repeats as it is; it is decoded here, too.
///
/// # Errors
///
/// [`LocalError::UnparsableAnswer`] for a name that is not UTF-8 when decoded.
pub(crate) fn decode(operation: &str, answer: &mut Map) -> Result<()> {
    let Some(names) = names(operation) else { return Ok(()) };
    if answer.get(PARAMETER).and_then(Value::as_str) != Some("url") {
        return Ok(());
    }
    for member in names.members {
        decode_member(answer, member)?;
    }
    for (list, member) in names.entries {
        let Some(Value::List(entries)) = answer.get_mut(*list) else { continue };
        for entry in entries {
            if let Value::Map(entry) = entry {
                decode_member(entry, member)?;
            }
        }
    }
    Ok(())
}

fn decode_member(map: &mut Map, member: &str) -> Result<()> {
    let Some(Value::String(text)) = map.get_mut(member) else { return Ok(()) };
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Ok(());
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().map_err(|error| {
        let message = format!("the listing holds a name that is not UTF-8 when decoded: {text:?}");
        Error::local(LocalError::UnparsableAnswer, message).with_source(error)
    })?;
    *text = decoded.into_owned();
    Ok(())
}
