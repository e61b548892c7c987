//! Codes and the kinds that callers rely on.

use self::well_known::WELL_KNOWN;
use crate::ErrorKind::*;
use crate::classify;

mod well_known;

/// How many codes are held at least.
const LEAST: usize = 600;

#[test]
fn well_known_codes_have_their_kinds() {
    let mut codes = 0;
    for (service, kinds) in WELL_KNOWN {
        for (kind, names) in *kinds {
            for code in names.split_whitespace() {
                assert_eq!(classify(Some(service), Some(code), None), *kind, "{service}: {code}");
                // The code decides, whatever the status.
                if code != "SomethingStrange" {
                    assert_eq!(
                        classify(Some(service), Some(code), Some(418)),
                        *kind,
                        "{service}: {code} with a status"
                    );
                }
                codes += 1;
            }
        }
    }
    assert!(codes >= LEAST, "{codes} codes are held");
}

#[test]
fn a_status_decides_without_a_known_code() {
    let check = |code: Option<&str>, status: u16, kind| {
        assert_eq!(classify(Some("s3"), code, Some(status)), kind, "{code:?} with {status}");
    };
    check(None, 404, NotFound);
    check(None, 403, AccessDenied);
    check(None, 401, Credentials);
    check(None, 400, InvalidInput);
    check(None, 301, InvalidInput);
    check(None, 304, Conflict);
    check(None, 409, Conflict);
    check(None, 412, Conflict);
    check(None, 416, InvalidInput);
    check(None, 429, Throttled);
    check(None, 500, Unavailable);
    check(None, 501, InvalidInput);
    check(None, 502, Unavailable);
    check(None, 503, Unavailable);
    check(None, 504, Unavailable);
    check(None, 200, InvalidResponse);
    check(None, 999, Other);
    check(Some(""), 404, NotFound);
    check(Some("Weird"), 403, AccessDenied);
    check(Some("NoSuchKey"), 500, NotFound);
}

#[test]
fn nothing_known_is_other() {
    assert_eq!(classify(None, None, None), Other);
    assert_eq!(classify(None, Some("Weird"), None), Other);
}
