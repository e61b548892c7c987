//! Scalars as the AWS CLI writes them.

use sotalia_dynamic::{DateTime, Value};

/// The text of a scalar in a table or between tabs; nothing for a list or a map.
///
/// As in the AWS CLI, nothing is `None`, booleans are `True` and `False`, binary data is base64, a point in time is
/// ISO 8601 with an offset.
pub(crate) fn text(value: &Value) -> Option<String> {
    Some(match value {
        Value::List(_) | Value::Map(_) => return None,
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Float(number) => float(*number),
        Value::String(text) => text.clone(),
        other => plain(other),
    })
}

/// The text of what JSON and YAML would have as text, too, and of whole numbers.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::BigNumber(number) => number.to_string(),
        Value::Timestamp(time) => timestamp(time),
        other => match other.to_json() {
            serde_json::Value::String(text) => text,
            json => json.to_string(),
        },
    }
}

/// A floating-point number with the digits that it needs, as Python writes it: `1.0`, `1e+16`, `NaN` aside.
pub(crate) fn float(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let magnitude = number.abs();
    if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) {
        let text = format!("{number:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    format!("{number:?}")
}

/// `2026-01-31T12:00:00+00:00`, with six digits of a second if there are any, rounded as Python does.
pub(crate) fn timestamp(time: &DateTime) -> String {
    let microseconds = (i64::from(time.subsec_nanos()) + 500) / 1000;
    let rounded = DateTime::from_secs(time.secs() + microseconds / 1_000_000);
    let text = Value::Timestamp(rounded).to_json();
    let text = text.as_str().unwrap_or_default();
    let Some(seconds) = text.strip_suffix('Z') else { return text.to_owned() };
    match microseconds % 1_000_000 {
        0 => format!("{seconds}+00:00"),
        fraction => format!("{seconds}.{fraction:06}+00:00"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_written_as_by_python() {
        for (number, expected) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (9_999_999_999_999_998.0, "9999999999999998.0"),
            (1.5e300, "1.5e+300"),
            (1e-5, "1e-05"),
            (1.234e-7, "1.234e-07"),
            (0.0001, "0.0001"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(float(number), expected);
        }
    }

    #[test]
    fn points_in_time_have_an_offset() {
        for (nanoseconds, expected) in [
            (0, "1970-01-01T00:00:00+00:00"),
            (1_500_000_000, "1970-01-01T00:00:01.500000+00:00"),
            (1_000_000_001, "1970-01-01T00:00:01+00:00"),
            (1_767_999_887, "1970-01-01T00:00:01.768000+00:00"),
            (1_999_999_600, "1970-01-01T00:00:02+00:00"),
            (-500_000_000, "1969-12-31T23:59:59.500000+00:00"),
        ] {
            let time = DateTime::from_nanos(nanoseconds).expect("in range");
            assert_eq!(timestamp(&time), expected);
        }
    }
}
