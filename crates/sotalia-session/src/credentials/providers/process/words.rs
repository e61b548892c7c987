//! Splits a command into words, as boto3 does.
//!
//! On Unix these are the rules of a POSIX shell without its expansions: quotes and backslashes, and nothing else. On
//! Windows a backslash is a part of a path: only double quotes group, and a backslash before one keeps it.

/// The words of a command, or why it cannot be split.
pub(super) fn split(line: &str) -> Result<Vec<String>, &'static str> {
    if cfg!(windows) { windows(line) } else { posix(line) }
}

#[derive(Clone, Copy, PartialEq)]
enum Quote {
    None,
    Single,
    Double,
}

fn posix(line: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = Quote::None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Quote::None, ' ' | '\t' | '\r' | '\n') => words.extend(word.take()),
            (Quote::None, '\'') => {
                quote = Quote::Single;
                word.get_or_insert_default();
            }
            (Quote::None, '"') => {
                quote = Quote::Double;
                word.get_or_insert_default();
            }
            (Quote::Single, '\'') | (Quote::Double, '"') => quote = Quote::None,
            (Quote::None, '\\') => {
                word.get_or_insert_default().push(characters.next().ok_or("a backslash ends it: remove or double it")?);
            }
            (Quote::Double, '\\') => {
                let next = characters.next().ok_or(UNCLOSED)?;
                // Inside double quotes a backslash keeps only a quote and itself.
                let word = word.get_or_insert_default();
                if !matches!(next, '"' | '\\') {
                    word.push('\\');
                }
                word.push(next);
            }
            (_, other) => word.get_or_insert_default().push(other),
        }
    }
    if quote != Quote::None {
        return Err(UNCLOSED);
    }
    words.extend(word);
    Ok(words)
}

const UNCLOSED: &str = "a quotation mark is not closed";

/// The rules that programs of Windows split their own command line by.
fn windows(line: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut backslashes = 0;
    for character in line.chars() {
        if character == '\\' {
            backslashes += 1;
            continue;
        }
        if backslashes > 0 {
            let kept = if character == '"' { backslashes / 2 } else { backslashes };
            word.get_or_insert_default().push_str(&"\\".repeat(kept));
        }
        let escaped = character == '"' && backslashes % 2 == 1;
        backslashes = 0;
        match character {
            '"' if escaped => word.get_or_insert_default().push('"'),
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' | '\t' if !quoted => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    if backslashes > 0 {
        word.get_or_insert_default().push_str(&"\\".repeat(backslashes));
    }
    if quoted {
        return Err(UNCLOSED);
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quoted_words_come_back(words in proptest::collection::vec("[^']{0,8}", 0..5)) {
            let line = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(posix(&line), Ok(words));
        }

        #[test]
        fn plain_words_come_back_by_both_rules(words in proptest::collection::vec("[a-zA-Z0-9_./=:$;|-]{1,8}", 0..5)) {
            let line = words.join("  ");
            prop_assert_eq!(posix(&line), Ok(words.clone()));
            prop_assert_eq!(windows(&line), Ok(words));
        }

        #[test]
        fn any_line_is_split_or_refused(line in ".*") {
            let _ = (posix(&line), windows(&line));
        }
    }

    /// Expected is what Python's `shlex.split` gives.
    #[test]
    fn posix_words() {
        for (line, expected) in [
            ("", Ok(vec![])),
            ("  a   b\t\n c ", Ok(vec!["a", "b", "c"])),
            ("a 'b c' \"d e\"", Ok(vec!["a", "b c", "d e"])),
            ("a'b'c", Ok(vec!["abc"])),
            ("a '' \"\"", Ok(vec!["a", "", ""])),
            (r#"a "b\"c" "d\\e" "f\g""#, Ok(vec!["a", "b\"c", "d\\e", "f\\g"])),
            (r"a\ b 'c\d'", Ok(vec!["a b", "c\\d"])),
            ("a ; b $(id) `id` ~ $HOME * #c", Ok(vec!["a", ";", "b", "$(id)", "`id`", "~", "$HOME", "*", "#c"])),
            ("a | b && c > d", Ok(vec!["a", "|", "b", "&&", "c", ">", "d"])),
            ("a 'b", Err(UNCLOSED)),
            ("a \"b", Err(UNCLOSED)),
            ("a \"b\\", Err(UNCLOSED)),
            ("a\\", Err("a backslash ends it: remove or double it")),
        ] {
            let expected = expected.map(|words| words.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(posix(line), expected, "{line:?}");
        }
    }

    /// Expected is what botocore gives on Windows.
    #[test]
    fn windows_words() {
        for (line, expected) in [
            ("", Ok(vec![])),
            (r"C:\foo\bar.exe a", Ok(vec![r"C:\foo\bar.exe", "a"])),
            (r#""C:\foo bar\baz.exe" "d e""#, Ok(vec![r"C:\foo bar\baz.exe", "d e"])),
            (r#"a \"b\""#, Ok(vec!["a", "\"b\""])),
            (r#"a "b\\" c"#, Ok(vec!["a", r"b\", "c"])),
            (r"a\\b c\", Ok(vec![r"a\\b", r"c\"])),
            ("'a b'", Ok(vec!["'a", "b'"])),
            ("a \"b", Err(UNCLOSED)),
        ] {
            let expected = expected.map(|words| words.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(windows(line), expected, "{line:?}");
        }
    }
}
