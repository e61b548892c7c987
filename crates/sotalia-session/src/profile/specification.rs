//! Parses a file as the AWS SDKs specify it.
//!
//! A line that begins with a space continues the value above it; ` #` and ` ;` begin a comment; sections and keys may
//! come again. The words of the errors are those that the specification's cases expect.

use super::raw::{Malformed, RawProperty, RawSection};

/// The only white space that counts.
pub(super) const SPACES: [char; 2] = [' ', '\t'];
const COMMENT: [char; 2] = ['#', ';'];

pub(super) fn parse(text: &str) -> Result<Vec<RawSection>, Malformed> {
    let mut sections: Vec<RawSection> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if line.trim_matches(SPACES).is_empty() || line.starts_with(COMMENT) {
            continue;
        }
        if line.starts_with('[') {
            sections.push(RawSection { header: header(line, number)?, line: number, properties: Vec::new() });
            continue;
        }
        let Some(section) = sections.last_mut() else {
            let reason = "Expected a profile definition, such as [default], before the first setting";
            return Err(Malformed::new(number, reason));
        };
        if line.starts_with(SPACES) {
            continue_value(section, line, number)?;
        } else {
            let (key, value) = key_and_value(line).map_err(|problem| problem.of("property", number))?;
            let (key, first) = (key.to_ascii_lowercase(), value.to_owned());
            section.properties.push(RawProperty { key, line: number, first, continued: Vec::new() });
        }
    }
    Ok(sections)
}

fn header(line: &str, number: usize) -> Result<String, Malformed> {
    let header = without_comment(line, false).strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    header.map(str::to_owned).ok_or_else(|| Malformed::new(number, "Profile definition must end with ']'"))
}

fn continue_value(section: &mut RawSection, line: &str, number: usize) -> Result<(), Malformed> {
    let Some(property) = section.properties.last_mut() else {
        let reason = "Expected a property definition, found continuation: a setting must not begin with a space";
        return Err(Malformed::new(number, reason));
    };
    // Below a key without a value stands a block of settings, as in `s3 =`.
    if property.first.is_empty() {
        key_and_value(line).map_err(|problem| problem.of("sub-property", number))?;
    }
    property.continued.push((line.trim_matches(SPACES).to_owned(), number));
    Ok(())
}

enum Problem {
    NoEquals { colon: bool },
    NoName,
}

impl Problem {
    fn of(self, what: &str, line: usize) -> Malformed {
        let (upper, way_out) = match self {
            Self::NoName => {
                let upper = if what == "property" { "Property" } else { "Sub-property" };
                return Malformed::new(line, format!("{upper} did not have a name"));
            }
            Self::NoEquals { colon: true } => ("Expected an '=' sign defining a", "; write '=' in the place of ':'"),
            Self::NoEquals { colon: false } => ("Expected an '=' sign defining a", ""),
        };
        Malformed::new(line, format!("{upper} {what}{way_out}"))
    }
}

fn key_and_value(line: &str) -> Result<(&str, &str), Problem> {
    let line = without_comment(line, true);
    let (key, value) = line.split_once('=').ok_or_else(|| Problem::NoEquals { colon: line.contains(':') })?;
    match key.trim_matches(SPACES) {
        "" => Err(Problem::NoName),
        key => Ok((key, value.trim_matches(SPACES))),
    }
}

/// The line up to a comment, without the spaces around it. Behind a value, a comment begins after white space only.
fn without_comment(line: &str, behind_space: bool) -> &str {
    let line = line.trim_matches(SPACES);
    let mut space = false;
    for (position, character) in line.char_indices() {
        if COMMENT.contains(&character) && (space || !behind_space) {
            return line[..position].trim_matches(SPACES);
        }
        space = character.is_whitespace();
    }
    line
}
