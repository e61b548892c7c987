//! Reads what `{:?}` writes: the one way to see any value of the SDK without naming its type.

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    /// `None`.
    Nothing,
    /// A text in quotes.
    Text(String),
    /// Anything else that has no parts: a number, a variant, a time.
    Word(String),
    List(Vec<Tree>),
    /// A structure, or a map whose keys are texts.
    Fields(String, Vec<(String, Tree)>),
    /// A variant that holds one value.
    Variant(String, Box<Tree>),
}

impl Tree {
    /// The value that a text stands for. What is not as `derive(Debug)` writes it is a word.
    pub(crate) fn parse(text: &str) -> Self {
        let mut reader = Reader { rest: text };
        match reader.value() {
            Some(tree) if reader.rest.trim().is_empty() => tree,
            _ => Self::Word(text.to_owned()),
        }
    }

    /// The value of a field; fields of a structure that begin with `_` are the SDK's own.
    pub(crate) fn field(&self, name: &str) -> Option<&Tree> {
        let Self::Fields(_, fields) = self else { return None };
        fields.iter().find(|(field, _)| letters(field) == letters(name)).map(|(_, value)| value)
    }

    /// Whether it says nothing: absent, or empty.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::List(list) => list.is_empty(),
            Self::Fields(name, fields) => {
                name == "ByteStream" || (name != "Blob" && fields.iter().all(|(_, value)| value.is_empty()))
            }
            _ => false,
        }
    }

    /// Whether it is empty or what the SDK puts where the answer lacks a required member.
    pub(crate) fn is_default(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Word(word) => matches!(word.as_str(), "0" | "false" | "0.0" | "1970-01-01T00:00:00Z"),
            Self::Fields(_, fields) => fields.iter().all(|(_, value)| value.is_default()),
            _ => self.is_empty(),
        }
    }
}

/// Letters and digits of a name, in small letters: how AWS's names and Rust's are compared.
pub(crate) fn letters(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn eat(&mut self, word: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self) -> Option<Tree> {
        if self.eat("b\"") || self.eat("\"") {
            return self.text().map(Tree::Text);
        }
        if self.eat("[") {
            return self.list("]").map(Tree::List);
        }
        if self.eat("{") {
            return self.fields(String::new());
        }
        let word = self.word();
        if self.eat("(") {
            return self.list(")").map(|inner| of_tuple(word, inner));
        }
        if self.eat("{") {
            return self.fields(word);
        }
        match word.as_str() {
            "" => None,
            "None" => Some(Tree::Nothing),
            _ => Some(Tree::Word(word)),
        }
    }

    /// The rest of a text, behind its first quote.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut letters = self.rest.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Some(text);
                }
                '\\' => match letters.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    '0' => text.push('\0'),
                    'u' => {
                        let digits: String = letters
                            .by_ref()
                            .map(|(_, letter)| letter)
                            .skip(1)
                            .take_while(|letter| *letter != '}')
                            .collect();
                        text.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
                    }
                    other => text.push(other),
                },
                other => text.push(other),
            }
        }
        None
    }

    fn word(&mut self) -> String {
        self.rest = self.rest.trim_start();
        let ends = |(at, letter): &(usize, char)| {
            let before_space = *letter == ':' && self.rest[at + 1..].starts_with(' ');
            "()[]{},\"".contains(*letter) || before_space
        };
        let end = self.rest.char_indices().find(ends).map_or(self.rest.len(), |(at, _)| at);
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.trim().to_owned()
    }

    fn list(&mut self, end: &str) -> Option<Vec<Tree>> {
        let mut found = Vec::new();
        while !self.eat(end) {
            found.push(self.value()?);
            self.eat(",");
        }
        Some(found)
    }

    /// Fields of a structure, entries of a map, or members of a set.
    fn fields(&mut self, name: String) -> Option<Tree> {
        let (mut fields, mut members) = (Vec::new(), Vec::new());
        while !self.eat("}") {
            let key = if name.is_empty() { self.value()? } else { Tree::Word(self.word()) };
            if self.eat(":") {
                let key = match key {
                    Tree::Text(text) | Tree::Word(text) => text,
                    Tree::Variant(_, inner) => match *inner {
                        Tree::Text(text) => text,
                        _ => return None,
                    },
                    _ => return None,
                };
                fields.push((key, self.value()?));
            } else if key != Tree::Word("..".to_owned()) {
                members.push(key);
            }
            self.eat(",");
        }
        fields.retain(|(field, _)| name.is_empty() || !field.starts_with('_'));
        if members.is_empty() { Some(Tree::Fields(name, fields)) } else { Some(Tree::List(members)) }
    }
}

/// `Some(x)` is `x`, and an unknown variant is its text.
fn of_tuple(name: String, mut inner: Vec<Tree>) -> Tree {
    match (name.as_str(), inner.len()) {
        ("", _) => Tree::List(inner),
        ("Some" | "Unknown" | "UnknownVariantValue", 1) => inner.remove(0),
        (_, 1) => Tree::Variant(name, Box::new(inner.remove(0))),
        _ => Tree::Variant(name, Box::new(Tree::List(inner))),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Tree;

    #[derive(Debug)]
    #[expect(dead_code, reason = "it is read through `Debug`")]
    struct Thing {
        name: Option<&'static str>,
        sizes: Vec<f64>,
        tags: BTreeMap<&'static str, Option<bool>>,
        kind: Result<(), u8>,
        _request_id: u8,
    }

    #[test]
    fn what_debug_writes_is_read() {
        let thing = Thing {
            name: Some("a \"b\", {c}\n\u{1}"),
            sizes: vec![1.0, -2.5],
            tags: [("k: 1", Some(true)), ("l", None)].into(),
            kind: Err(7),
            _request_id: 1,
        };
        let word = |word: &str| Tree::Word(word.to_owned());
        let expected = Tree::Fields(
            "Thing".to_owned(),
            vec![
                ("name".to_owned(), Tree::Text("a \"b\", {c}\n\u{1}".to_owned())),
                ("sizes".to_owned(), Tree::List(vec![word("1.0"), word("-2.5")])),
                (
                    "tags".to_owned(),
                    Tree::Fields(
                        String::new(),
                        vec![("k: 1".to_owned(), word("true")), ("l".to_owned(), Tree::Nothing)],
                    ),
                ),
                ("kind".to_owned(), Tree::Variant("Err".to_owned(), Box::new(word("7")))),
            ],
        );
        assert_eq!(Tree::parse(&format!("{thing:?}")), expected);
    }

    #[test]
    fn what_is_written_otherwise_is_a_word() {
        for text in ["2024-01-03T03:04:05Z", "*** hidden ***", "a(b"] {
            assert_eq!(Tree::parse(text), Tree::Word(text.to_owned()));
        }
    }
}
