//! What must hold for every error that a target makes, and what targets share.

pub mod answer;

use sotalia_error::Error;

/// A secret that the targets hide in what they make errors of.
pub const CANARY: &str = "CANARY-7f3a91c2d4";

/// Whether an input has the secret of itself. The fuzzer learns it from comparisons, and puts it where nothing says that it is
/// one.
pub fn has_canary(input: &[u8]) -> bool {
    input.windows(CANARY.len()).any(|part| part == CANARY.as_bytes())
}

/// Fails if the line is no line, is too long, or has the secret in it.
pub fn check(error: &Error) {
    let line = error.to_string();
    assert!(line.chars().count() < 400, "{} characters in {line:?}", line.chars().count());
    assert!(!line.is_empty(), "a line says something");
    let report = error.report().to_string();
    for line in std::iter::once(line.as_str()).chain(report.lines()) {
        assert!(line.chars().count() < 400, "{} characters in {line:?}", line.chars().count());
        let breaks = |character: char| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
        assert!(!line.chars().any(breaks), "one line: {line:?}");
    }
    let details: String = error.details().flat_map(|(name, value)| [name, value]).collect();
    let fields = format!("{:?}", error.modeled_fields());
    for shown in
        [line, report, format!("{error:?}"), format!("{error:#?}"), error.message().to_owned(), details, fields]
    {
        assert!(!shown.contains(CANARY), "a secret in {shown}");
    }
    let answers = (error.kind(), error.is_retryable(), error.may_have_executed(), error.retry_after(), error.fault());
    std::hint::black_box(answers);
}
