//! Splits a header into words, as a POSIX shell: the AWS CLI writes a name with spaces in quotes.

/// The words, or nothing when a quote or an escape does not end.
pub(super) fn split(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            '\'' => loop {
                let word = word.get_or_insert_default();
                match characters.next()? {
                    '\'' => break,
                    other => word.push(other),
                }
            },
            '"' => quoted(&mut characters, word.get_or_insert_default())?,
            '\\' => word.get_or_insert_default().push(characters.next()?),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Some(words)
}

/// Between double quotes, a backslash escapes a double quote and itself, and nothing else.
fn quoted(characters: &mut std::str::Chars<'_>, word: &mut String) -> Option<()> {
    loop {
        match characters.next()? {
            '"' => return Some(()),
            '\\' => match characters.next()? {
                escaped @ ('"' | '\\') => word.push(escaped),
                other => word.extend(['\\', other]),
            },
            other => word.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn words_are_split_as_by_a_shell() {
        // Each as Python's `shlex.split`.
        let cases: [(&str, Option<&[&str]>); 9] = [
            ("profile dev", Some(&["profile", "dev"])),
            ("profile \t dev ", Some(&["profile", "dev"])),
            ("profile \"my profile\"", Some(&["profile", "my profile"])),
            ("profile 'my profile'", Some(&["profile", "my profile"])),
            ("profile a\\ b", Some(&["profile", "a b"])),
            (r#"profile "a\"b\c""#, Some(&["profile", r#"a"b\c"#])),
            ("profile ''", Some(&["profile", ""])),
            ("profile it's", None),
            ("profile a\\", None),
        ];
        for (text, expected) in cases {
            let found = split(text);
            let found: Option<Vec<&str>> = found.as_ref().map(|words| words.iter().map(String::as_str).collect());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
