//! Times in messages, and how far they are apart.

use super::Times;

fn check(message: &str, expected: Option<(&str, &str, &str)>) {
    let times = Times::of_message(message);
    let found = times.map(|times| (times.request, times.service, times.difference().expect("both can be read")));
    let found = found.as_ref().map(|(request, service, difference)| (*request, *service, difference.as_str()));
    assert_eq!(found, expected, "times in {message}");
}

#[test]
fn times_in_messages() {
    check(
        "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)",
        Some(("20260101T000000Z", "20260101T001500Z", "15 minutes behind")),
    );
    check(
        "Signature not yet current: 20260103T000000Z is still later than 20260101T000500Z (20260101T000000Z + 5 min.)",
        Some(("20260103T000000Z", "20260101T000000Z", "2 days ahead of")),
    );
    check(
        "Request has expired. Timestamp date is 2026-01-01T00:00:00Z. Current date is 2026-01-01T03:00:00Z.",
        Some(("2026-01-01T00:00:00Z", "2026-01-01T03:00:00Z", "3 hours behind")),
    );
    check("20260101T000000Z (20260101T000007Z)", Some(("20260101T000000Z", "20260101T000007Z", "7 seconds behind")));
    check("one time only: 20260101T000000Z", None);
    check("20269999T000000Z and 2026-01-01", None);
    check("", None);
}

#[test]
fn times_in_details() {
    let times = Times { request: "Thu, 01 Jan 2026 00:00:00 GMT", service: "2026-01-01T01:00:00Z" };
    assert_eq!(times.difference().as_deref(), Some("60 minutes behind"), "S3 writes them so");
}
