//! Texts and the lines they become.

use super::one_line;

fn check(text: &str, limit: usize, expected: &str) {
    assert_eq!(one_line(text, limit), expected, "{text:?} in {limit}");
}

#[test]
fn lines() {
    check("plain text", 40, "plain text");
    check("  two\r\n\tlines \n", 40, "two lines");
    check("\u{1b}[31mred\u{1b}[0m", 40, "[31mred [0m");
    check("a\u{2028}b\u{85}c\0d", 40, "a b c d");
    check("abc\u{202e}def\u{200b}", 40, "abcdef");
    check("abcdefghij", 5, "abcd…");
    check("abcd", 5, "abcd");
    check("ééééééé", 4, "ééé…");
    check("", 5, "");
}
