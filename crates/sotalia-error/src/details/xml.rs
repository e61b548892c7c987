//! Children of `<Error>` in an XML error answer.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_types::Document;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use super::{COUNT_LIMIT, DEPTH_LIMIT, Details, Form, Member};

mod plain;

/// Adds the children of the answer's `<Error>`, which is the root (S3), or lies in `<ErrorResponse>` (Query) or in
/// `<Response><Errors>` (EC2). A body that breaks off gives what came before.
pub(super) fn read(body: &[u8], details: &mut Details) {
    if plain::read(body, &mut Walk::new(details)).is_none() {
        *details = Details { form: Form::Other, ..Details::default() };
        parse(body, details);
    }
}

/// As [`read`], for all of XML.
fn parse(body: &[u8], details: &mut Details) {
    let mut reader = Reader::from_reader(body);
    let mut walk = Walk::new(details);
    while walk.has_room() {
        match reader.read_event() {
            Ok(Event::Start(start)) => walk.enter(start.local_name().as_ref()),
            Ok(Event::End(_)) => walk.leave(),
            Ok(Event::Text(text)) => walk.push(text.decode().ok()),
            Ok(Event::CData(data)) => walk.push(data.decode().ok()),
            Ok(Event::GeneralRef(reference)) => walk.push_reference(&reference),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The names that nearly every answer has: they are not copied.
const USUAL: &[&str] = &["Error", "Code", "Message", "RequestId", "HostId", "ErrorResponse", "Type", "member"];

struct Walk<'a, 'b> {
    /// The elements that are not closed yet, outermost first.
    open: Vec<Element<'b>>,
    /// How many elements may still come.
    left: usize,
    details: &'a mut Details,
}

#[derive(Default)]
struct Element<'b> {
    name: Cow<'static, str>,
    /// A part of the body, unless it has several pieces.
    text: Cow<'b, str>,
    children: Vec<(Cow<'static, str>, Document)>,
}

/// Where an element stands.
#[derive(PartialEq, Eq)]
enum Place {
    /// It is the error.
    Error(Form),
    /// It is around the error.
    Around,
    /// It is a member of the error, or lies in one.
    Member,
    Elsewhere,
}

impl<'a, 'b> Walk<'a, 'b> {
    fn new(details: &'a mut Details) -> Self {
        Self { open: Vec::new(), left: COUNT_LIMIT, details }
    }

    /// Whether another element may come, or a deeper one.
    fn has_room(&self) -> bool {
        self.open.len() <= DEPTH_LIMIT && self.left > 0
    }

    fn enter(&mut self, name: &[u8]) {
        self.left -= 1;
        let usual = USUAL.iter().find(|usual| usual.as_bytes() == name);
        let name = match usual {
            Some(usual) => Cow::Borrowed(*usual),
            None => Cow::Owned(String::from_utf8_lossy(name).into_owned()),
        };
        self.open.push(Element { name, ..Element::default() });
        if let Place::Error(form) = self.place() {
            self.details.form = form;
            // Route 53 names this error by its root, and has it say several things.
            if self.open.len() == 1 && self.open[0].name == CHANGE_BATCH {
                self.details.code = Some(Member::text("Code", CHANGE_BATCH.to_owned()));
            }
        }
    }

    fn leave(&mut self) {
        let Some(element) = self.open.pop() else {
            return;
        };
        match self.place() {
            Place::Error(_) if element.children.is_empty() && element.text.is_empty() => {}
            Place::Error(_) => {
                if element.name == "Messages" && self.details.message.is_none() {
                    self.details.message = Some(element.texts().join("; "));
                }
                self.details.add(element.into_member());
            }
            Place::Around if element.name.eq_ignore_ascii_case("RequestId") => {
                self.details.add(Member::text("RequestId", element.text.into_owned()));
            }
            Place::Member => {
                if let Some(parent) = self.open.last_mut() {
                    parent.children.push(element.into_parts());
                }
            }
            Place::Around | Place::Elsewhere => {}
        }
    }

    /// The place of the innermost open element.
    fn place(&self) -> Place {
        let name = |at: usize| self.open.get(at).map(|element| &*element.name);
        let error_at = match (name(0), name(1), name(2)) {
            (Some("Error" | CHANGE_BATCH), ..) => 0,
            (Some("ErrorResponse"), Some("Error"), _) => 1,
            (Some("Response"), Some("Errors"), Some("Error")) => 2,
            (Some("ErrorResponse" | "Response"), None, _) => return Place::Around,
            _ => return Place::Elsewhere,
        };
        match self.open.len() - 1 - error_at {
            0 if name(0) == Some("Error") => Place::Error(Form::Xml),
            0 => Place::Error(Form::WrappedXml),
            _ => Place::Member,
        }
    }

    fn push(&mut self, text: Option<Cow<'b, str>>) {
        if let (Some(element), Some(text)) = (self.open.last_mut(), text) {
            element.text += text;
        }
    }

    fn push_reference(&mut self, reference: &BytesRef<'_>) {
        if let (Some(element), Ok(Some(character))) = (self.open.last_mut(), reference.resolve_char_ref()) {
            element.text.to_mut().push(character);
        } else if let Ok(name) = reference.decode() {
            self.push(resolve_predefined_entity(&name).map(Cow::Borrowed));
        }
    }
}

/// The root of an error of Route 53 that is not in the form of the others.
const CHANGE_BATCH: &str = "InvalidChangeBatch";

impl Element<'_> {
    /// The texts of its children.
    fn texts(&self) -> Vec<&str> {
        self.children.iter().filter_map(|(_, value)| value.as_string()).collect()
    }

    fn into_member(mut self) -> Member {
        let name = std::mem::take(&mut self.name);
        if self.children.is_empty() {
            return Member::text(name, self.text.into_owned());
        }
        Member::new(name, self.into_value())
    }

    fn into_parts(mut self) -> (Cow<'static, str>, Document) {
        (std::mem::take(&mut self.name), self.into_value())
    }

    /// A text, a list of elements that are named for being members of one, or a structure in which elements of the same
    /// name are a list.
    fn into_value(self) -> Document {
        if self.children.is_empty() {
            return Document::String(self.text.into_owned());
        }
        if self.children.iter().all(|(name, _)| name == "member") {
            return Document::Array(self.children.into_iter().map(|(_, value)| value).collect());
        }
        let mut members: HashMap<Cow<'static, str>, Vec<Document>> = HashMap::new();
        for (name, value) in self.children {
            members.entry(name).or_default().push(value);
        }
        let value = |mut values: Vec<Document>| match values.len() {
            1 => values.remove(0),
            _ => Document::Array(values),
        };
        Document::Object(members.into_iter().map(|(name, values)| (name.into_owned(), value(values))).collect())
    }
}

#[cfg(test)]
mod tests;
