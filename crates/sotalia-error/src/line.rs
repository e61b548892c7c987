//! Text of unknown origin, made fit for one line of a log.

/// The longest line that any `Display` or `Report` of this crate writes, in characters.
pub(crate) const LINE_LIMIT: usize = 390;

/// One line of at most `limit` characters: white space and control characters become single spaces, invisible
/// characters go, and what is too long ends in `…`.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let mut line = String::with_capacity(text.len().min(limit * 2));
    let mut count = 0;
    let mut space = false;
    for character in text.chars() {
        if character.is_whitespace() || character.is_control() {
            space = count > 0;
            continue;
        }
        if is_invisible(character) {
            continue;
        }
        let needed = 1 + usize::from(space);
        // One place is kept for the mark of a cut.
        if count + needed >= limit {
            line.push('…');
            return line;
        }
        if std::mem::take(&mut space) {
            line.push(' ');
        }
        line.push(character);
        count += needed;
    }
    line
}

/// Zero-width characters, and those that turn the direction of the text after them.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
