//! The AWS CLI's shorthand: `Key=Value,Other=[a,b],Inner={Name=x}`, as text that no model has typed yet.

use std::path::Path;

use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::{Map, Value};

use super::file;

/// What may stand inside one another: deeper input is refused, so that none ends the program.
const MAX_DEPTH: usize = 64;

/// Reads shorthand into maps, lists and texts.
///
/// A key may stand once. `Key=a,b` is a list and `Key=a,Other=b` is not; `Key@=file://PATH` reads a file. Quotes, single
/// or double, keep what is special inside them, and `\,` is a comma in a text without them.
///
/// # Errors
///
/// [`LocalError::InvalidParameter`], which shows the place, if it is no shorthand; that of a file that cannot be read.
pub(crate) fn parse(text: &str, home: Option<&Path>) -> Result<Value> {
    let mut parser = Parser { text, place: 0, depth: 0, reads_files: false, home };
    parser.parameter().map(Value::Map)
}

struct Parser<'t> {
    text: &'t str,
    /// In bytes.
    place: usize,
    depth: usize,
    /// Whether the value at hand came after `@=`.
    reads_files: bool,
    home: Option<&'t Path>,
}

/// What ends a text that stands without quotes.
#[derive(Clone, Copy)]
enum Position {
    /// After `=`, where `=` is a character like others.
    First,
    /// After a comma, where `=` says that it was a key.
    Later,
}

/// Grammar
impl Parser<'_> {
    fn parameter(&mut self) -> Result<Map> {
        let mut entries = Map::new();
        loop {
            let start = self.place;
            let (key, value) = self.entry(Self::values)?;
            if entries.contains_key(&key) {
                return Err(
                    self.error_at(start, &format!("the key {key:?} stands twice (is a comma meant as a space?)"))
                );
            }
            entries.insert(key, value);
            if self.at_end() {
                return Ok(entries);
            }
            self.expect(',')?;
        }
    }

    /// `key=value` or `key@=file://value`.
    fn entry(&mut self, value: fn(&mut Self) -> Result<Value>) -> Result<(String, Value)> {
        let key = self.take_while(|c| c.is_ascii_alphanumeric() || "-_.#/:".contains(c)).to_owned();
        self.skip_blanks();
        self.reads_files = self.peek() == Some('@');
        if self.reads_files {
            self.expect('@')?;
        }
        if key.is_empty() {
            return Err(self.unexpected("a key, as in Key=Value"));
        }
        self.expect('=')?;
        Ok((key, value(self)?))
    }

    /// Everything that may stand after a key of the outermost level: lists by commas, too.
    fn values(&mut self) -> Result<Value> {
        match self.peek() {
            None => Ok(Value::from("")),
            Some('[') => self.list(),
            Some('{') => self.map(),
            Some(_) => self.comma_list(),
        }
    }

    /// `a` or `a,b,c`, up to a comma that a new key follows.
    fn comma_list(&mut self) -> Result<Value> {
        let first = self.text_or_quoted(Position::First)?;
        let mut items = vec![first];
        loop {
            self.skip_blanks();
            if self.peek() != Some(',') {
                break;
            }
            let comma = self.place;
            self.expect(',')?;
            let Some(item) = self.item_before_comma(comma)? else { break };
            items.push(item);
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Value::List(items) })
    }

    /// The next item of a list, or nothing, back at the comma, if what follows it is a key.
    fn item_before_comma(&mut self, comma: usize) -> Result<Option<Value>> {
        if self.at_end() {
            return Err(self.unexpected("a value"));
        }
        let item = self.text_or_quoted(Position::Later)?;
        self.skip_blanks();
        let is_item = matches!(self.peek(), None | Some(','));
        let is_key = !is_item || (item == "" && !self.at_end());
        if is_key {
            self.place = comma;
        }
        Ok((!is_key).then_some(item))
    }

    /// `[a, b]`
    fn list(&mut self) -> Result<Value> {
        self.nested(|parser| {
            parser.expect('[')?;
            let mut items = Vec::new();
            while parser.peek() != Some(']') {
                items.push(parser.inner_value()?);
                parser.end_of_item(']')?;
            }
            parser.advance();
            Ok(Value::List(items))
        })
    }

    /// `{Key=a, Other=b}`
    fn map(&mut self) -> Result<Value> {
        self.nested(|parser| {
            parser.expect('{')?;
            let mut entries = Map::new();
            while parser.peek() != Some('}') {
                let (key, value) = parser.entry(Self::inner_value)?;
                entries.insert(key, value);
                parser.end_of_item('}')?;
            }
            parser.advance();
            Ok(Value::Map(entries))
        })
    }

    fn inner_value(&mut self) -> Result<Value> {
        match self.peek() {
            Some('[') => self.list(),
            Some('{') => self.map(),
            Some(_) => self.text_or_quoted(Position::First),
            None => Err(self.unexpected("a value")),
        }
    }

    /// A comma, or the bracket that ends the list or map.
    fn end_of_item(&mut self, end: char) -> Result<()> {
        self.skip_blanks();
        match self.peek() {
            Some(',') => self.expect(','),
            Some(c) if c == end => Ok(()),
            _ => Err(self.unexpected(&format!("a comma or {end:?}"))),
        }
    }

    fn nested(&mut self, inner: impl FnOnce(&mut Self) -> Result<Value>) -> Result<Value> {
        if self.depth == MAX_DEPTH {
            return Err(self.error_at(self.place, "it is nested too deeply"));
        }
        self.depth += 1;
        let value = inner(self);
        self.depth -= 1;
        value
    }
}

/// Texts
impl Parser<'_> {
    fn text_or_quoted(&mut self, position: Position) -> Result<Value> {
        let reads_files = self.reads_files;
        let text = match self.peek() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote)?,
            _ => self.plain(position),
        };
        if reads_files && let Some(contents) = file::contents_of(&text, self.home)? {
            return Ok(contents);
        }
        Ok(Value::String(text))
    }

    /// `\'` is a quote in single quotes, `\"` in double ones, `\\` a backslash in both.
    fn quoted(&mut self, quote: char) -> Result<String> {
        let start = self.place;
        self.advance();
        let mut text = String::new();
        loop {
            match self.advance() {
                None => return Err(self.error_at(start, &format!("the quote {quote} is not closed"))),
                Some('\\') if matches!(self.peek(), Some(next) if next == quote || next == '\\') => {
                    text.extend(self.advance());
                }
                Some(c) if c == quote => return Ok(text),
                Some(c) => text.push(c),
            }
        }
    }

    fn plain(&mut self, position: Position) -> String {
        let mut text = String::new();
        while let Some(c) = self.peek() {
            let ends = match c {
                '\\' if self.rest()[1..].starts_with(',') => {
                    self.advance();
                    false
                }
                ',' | '"' | '\'' => true,
                '=' | '[' | '{' if text.is_empty() => true,
                '=' => matches!(position, Position::Later),
                ']' | '}' => matches!(position, Position::First),
                _ => false,
            };
            if ends {
                break;
            }
            text.extend(self.advance());
        }
        text.truncate(text.trim_end().len());
        text
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &str {
        let start = self.place;
        while self.peek().is_some_and(&belongs) {
            self.advance();
        }
        &self.text[start..self.place]
    }
}

/// Characters
impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.place..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn at_end(&self) -> bool {
        self.place == self.text.len()
    }

    fn advance(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.place += next.len_utf8();
        Some(next)
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.advance();
        }
    }

    /// The character, with blanks on both sides.
    fn expect(&mut self, wanted: char) -> Result<()> {
        self.skip_blanks();
        if self.peek() != Some(wanted) {
            return Err(self.unexpected(&format!("{wanted:?}")));
        }
        self.advance();
        self.skip_blanks();
        Ok(())
    }

    fn unexpected(&self, wanted: &str) -> Error {
        let found = self.peek().map_or_else(|| "the end".to_owned(), |c| format!("{c:?}"));
        self.error_at(self.place, &format!("expected {wanted}, found {found}"))
    }

    fn error_at(&self, place: usize, what: &str) -> Error {
        let before = &self.text[..place];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text[line_start..].lines().next().unwrap_or_default();
        let indent = " ".repeat(self.text[line_start..place].chars().count());
        let message = format!("this is no shorthand: {what}\n  {line}\n  {indent}^");
        Error::local(LocalError::InvalidParameter, message)
    }
}

#[cfg(test)]
mod tests;
