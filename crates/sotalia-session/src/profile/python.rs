//! Parses a file as boto3 does, which is as Python's `RawConfigParser` does.
//!
//! `=` and `:` end a key; a line that is indented further than its key continues the value; comments have a line of
//! their own; sections and keys that come twice are errors, and so is the mark of a Windows editor. `[DEFAULT]` holds
//! settings of all sections.

use super::raw::{Malformed, RawProperty, RawSection};

/// The section that Python adds to all others.
const FOR_ALL: &str = "DEFAULT";

pub(super) fn parse(text: &str) -> Result<Vec<RawSection>, Malformed> {
    let mut reader = Reader::default();
    for (line, number) in text.lines().zip(1..) {
        reader.read(line, number)?;
    }
    let mut sections = reader.sections;
    for section in &mut sections {
        for property in &mut section.properties {
            trim_end(property);
            check_block(property)?;
        }
    }
    share_default(&mut sections);
    Ok(sections)
}

#[derive(Default)]
struct Reader {
    sections: Vec<RawSection>,
    /// How far the last key or header was indented.
    indent: usize,
}

impl Reader {
    fn read(&mut self, line: &str, number: usize) -> Result<(), Malformed> {
        let text = line.trim();
        if text.is_empty() || text.starts_with(['#', ';']) {
            // A blank line may be a part of a value; a comment never is.
            if let Some(property) = self.property().filter(|_| text.is_empty()) {
                property.continued.push((String::new(), number));
            }
            return Ok(());
        }
        let indent = line.chars().take_while(|character| character.is_whitespace()).count();
        let continues = indent > self.indent;
        if let Some(property) = self.property().filter(|_| continues) {
            property.continued.push((text.to_owned(), number));
            return Ok(());
        }
        self.indent = indent;
        let end = text.rfind(']').filter(|end| *end > 1 && text.starts_with('['));
        match end {
            Some(end) => self.start_section(&text[1..end], number),
            None => self.start_property(text, number),
        }
    }

    fn property(&mut self) -> Option<&mut RawProperty> {
        self.sections.last_mut()?.properties.last_mut()
    }

    fn start_section(&mut self, header: &str, number: usize) -> Result<(), Malformed> {
        if let Some(first) = self.sections.iter().find(|section| section.header == header && header != FOR_ALL) {
            let reason =
                format!("this section stands on line {} too, which boto3 refuses: make one of them", first.line);
            return Err(Malformed::new(number, reason));
        }
        self.sections.push(RawSection { header: header.to_owned(), line: number, properties: Vec::new() });
        Ok(())
    }

    fn start_property(&mut self, text: &str, number: usize) -> Result<(), Malformed> {
        let Some(section) = self.sections.last_mut() else {
            return Err(Malformed::new(
                number,
                "Expected a profile definition, such as [default], before the first setting",
            ));
        };
        let (key, value) = text
            .split_once(['=', ':'])
            .ok_or_else(|| Malformed::new(number, "Expected an '=' or ':' sign defining a property"))?;
        let key = key.trim().to_lowercase();
        if key.is_empty() {
            return Err(Malformed::new(number, "Property did not have a name"));
        }
        if let Some(first) = section.properties.iter().find(|property| property.key == key) {
            let reason = format!("this key stands on line {} too, which boto3 refuses: delete one of them", first.line);
            return Err(Malformed::new(number, reason));
        }
        let first = value.trim().to_owned();
        section.properties.push(RawProperty { key, line: number, first, continued: Vec::new() });
        Ok(())
    }
}

/// Blank lines at the end of a value are not a part of it.
fn trim_end(property: &mut RawProperty) {
    while property.continued.last().is_some_and(|(line, _)| line.is_empty()) {
        property.continued.pop();
    }
}

fn check_block(property: &RawProperty) -> Result<(), Malformed> {
    if !property.first.is_empty() {
        return Ok(());
    }
    match property.continued.iter().find(|(line, _)| !line.is_empty() && !line.contains('=')) {
        Some((_, number)) => Err(Malformed::new(*number, "Expected an '=' sign defining a sub-property")),
        None => Ok(()),
    }
}

fn share_default(sections: &mut Vec<RawSection>) {
    let (for_all, named): (Vec<_>, Vec<_>) = sections.drain(..).partition(|section| section.header == FOR_ALL);
    *sections = named;
    for section in sections {
        for property in for_all.iter().flat_map(|section| &section.properties) {
            if section.properties.iter().all(|own| own.key != property.key) {
                section.properties.push(RawProperty {
                    key: property.key.clone(),
                    line: property.line,
                    first: property.first.clone(),
                    continued: property.continued.clone(),
                });
            }
        }
    }
}
