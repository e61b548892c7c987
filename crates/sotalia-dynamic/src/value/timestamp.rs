//! Points in time as text.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

use super::Value;

/// A point in time as ISO 8601 text, as the AWS CLI prints it.
pub(crate) fn to_text(time: &DateTime) -> String {
    time.fmt(Format::DateTimeWithOffset).unwrap_or_else(|_| time.as_secs_f64().to_string())
}

/// What boto3 takes for a point in time: a timestamp, seconds since 1970, or a text (ISO 8601, RFC 822, seconds).
pub(crate) fn parse_timestamp(value: &Value) -> Option<DateTime> {
    match value {
        Value::Timestamp(time) => Some(*time),
        Value::Int(seconds) => Some(DateTime::from_secs(*seconds)),
        Value::Float(seconds) => seconds.is_finite().then(|| DateTime::from_secs_f64(*seconds)),
        Value::String(text) => parse_text(text.trim()),
        _ => None,
    }
}

/// Reads the forms that services send and people write: a blank for the `T`, no zone (UTC), a date alone.
pub(crate) fn parse_text(text: &str) -> Option<DateTime> {
    let parse = |text: &str, format| DateTime::from_str(text, format).ok();
    if text.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte)) && text.matches('-').count() < 2 {
        return parse(text, Format::EpochSeconds);
    }
    if let Some(time) = parse(text, Format::DateTimeWithOffset).or_else(|| parse(text, Format::HttpDate)) {
        return Some(time);
    }
    let bytes = text.as_bytes();
    let is_iso = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-' && text.is_ascii();
    if !is_iso {
        return None;
    }
    let (date, rest) = text.split_at(10);
    let time = rest.trim_start_matches(['T', 't', ' ']);
    let time = if time.is_empty() { "00:00:00" } else { time };
    let has_zone = time.ends_with(['Z', 'z']) || time.contains(['+', '-']);
    parse(&format!("{date}T{time}{}", if has_zone { "" } else { "Z" }), Format::DateTimeWithOffset)
}

#[cfg(test)]
mod tests {
    use super::parse_text;

    #[test]
    fn the_forms_of_services_and_people() {
        for (text, expected) in [
            ("2009-10-24T15:00:00Z", Some(1_256_396_400)),
            ("2009-10-24 15:00:00Z", Some(1_256_396_400)),
            ("2009-10-24T15:00:00", Some(1_256_396_400)),
            ("2009-10-24T17:00:00+02:00", Some(1_256_396_400)),
            ("2009-10-24", Some(1_256_342_400)),
            ("Sat, 24 Oct 2009 15:00:00 GMT", Some(1_256_396_400)),
            ("1256396400", Some(1_256_396_400)),
            ("-1", Some(-1)),
            ("yesterday", None),
            ("", None),
            ("2009-10-2é", None),
        ] {
            assert_eq!(parse_text(text).map(|time| time.secs()), expected, "{text:?}");
        }
    }
}
