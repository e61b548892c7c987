//! Functions of the rules' language on texts. What they cannot read gives nothing, which is no error.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::RuleValue;

/// The bytes from `start` to `stop`, counted from the end if asked. Only of ASCII.
pub(super) fn substring(text: &str, start: i64, stop: i64, is_from_end: bool) -> Option<&str> {
    let (start, stop) = (usize::try_from(start).ok()?, usize::try_from(stop).ok()?);
    if start >= stop || text.len() < stop || !text.is_ascii() {
        return None;
    }
    if is_from_end { text.get(text.len() - stop..text.len() - start) } else { text.get(start..stop) }
}

/// Every byte that is not unreserved, as `%` and two digits.
pub(super) fn uri_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

pub(super) fn parse_arn<'r>(text: &str) -> Option<RuleValue<'r>> {
    let parts: Vec<_> = text.splitn(6, ':').collect();
    let ["arn", partition, service, region, account, resource] = parts[..] else { return None };
    if partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    let resource = resource.split([':', '/']).map(owned).collect();
    Some(RuleValue::Record(vec![
        ("partition", owned(partition)),
        ("service", owned(service)),
        ("region", owned(region)),
        ("accountId", owned(account)),
        ("resourceId", RuleValue::List(resource)),
    ]))
}

pub(super) fn parse_url<'r>(text: &str) -> Option<RuleValue<'r>> {
    let (scheme, rest) = text.split_once("://")?;
    if !matches!(scheme, "http" | "https") || rest.contains(['?', '#']) {
        return None;
    }
    let (authority, path) = rest.find('/').map_or((rest, ""), |place| rest.split_at(place));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match host.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']')?;
            (host, rest.strip_prefix(':'))
        }
        None => host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port))),
    };
    if host.is_empty() || port.is_some_and(|port| !port.is_empty() && port.parse::<u16>().is_err()) {
        return None;
    }
    let normalized = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    Some(RuleValue::Record(vec![
        ("scheme", owned(scheme)),
        ("authority", owned(authority)),
        ("path", owned(path)),
        ("normalizedPath", RuleValue::Text(Cow::Owned(normalized))),
        ("isIp", RuleValue::Bool(host.parse::<std::net::IpAddr>().is_ok())),
    ]))
}

fn owned<'r>(text: &str) -> RuleValue<'r> {
    RuleValue::Text(Cow::Owned(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{parse_arn, parse_url, substring, uri_encode};

    #[test]
    fn parts_of_texts_are_counted_from_either_end() {
        for (start, stop, is_from_end, expected) in [
            (0, 4, false, Some("abcd")),
            (0, 2, true, Some("ef")),
            (1, 3, true, Some("de")),
            (0, 7, false, None),
            (2, 2, false, None),
            (-1, 2, false, None),
        ] {
            assert_eq!(substring("abcdef", start, stop, is_from_end), expected, "{start} to {stop}, {is_from_end}");
        }
        assert_eq!(substring("é", 0, 1, false), None, "only of ASCII");
    }

    #[test]
    fn urls_and_arns_are_cut_up() {
        for (url, authority, path, is_ip) in [
            ("https://a.com", "a.com", "/", false),
            ("http://127.0.0.1:80/a", "127.0.0.1:80", "/a/", true),
            ("https://[fe80::1]", "[fe80::1]", "/", true),
        ] {
            let parsed = parse_url(url).expect("it is a URL");
            assert_eq!(parsed.part("authority").as_str(), Some(authority), "{url}");
            assert_eq!(parsed.part("normalizedPath").as_str(), Some(path), "{url}");
            assert_eq!(parsed.part("isIp"), super::RuleValue::Bool(is_ip), "{url}");
        }
        for url in ["a.com", "ftp://a.com", "https://", "https://a.com?x", "https://a.com:port", "https://[::1"] {
            assert_eq!(parse_url(url), None, "{url}");
        }
        let arn = parse_arn("arn:aws:s3:us-east-1:123:accesspoint/a:b").expect("it is an ARN");
        assert_eq!(arn.part("resourceId").item(-1).as_str(), Some("b"));
        for arn in ["", "arn:aws:s3", "arn::s3:::a", "arn:aws:s3:::", "urn:aws:s3:::a"] {
            assert_eq!(parse_arn(arn), None, "{arn}");
        }
    }

    #[test]
    fn what_is_reserved_is_encoded() {
        assert_eq!(uri_encode("a b/ü~"), "a%20b%2F%C3%BC~");
    }
}
