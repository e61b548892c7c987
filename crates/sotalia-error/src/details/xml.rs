//! Children of `<Error>` in an XML error answer.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use super::{Details, Form};

/// Adds the flat children of the answer's `<Error>`, which is the root (S3), or lies in `<ErrorResponse>` (Query) or in
/// `<Response><Errors>` (EC2). A body that breaks off gives what came before.
pub(super) fn read(body: &[u8], details: &mut Details) {
    let mut reader = Reader::from_reader(body);
    let mut walk = Walk { path: Vec::new(), text: String::new(), details };
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => walk.enter(start.local_name().as_ref()),
            Ok(Event::End(_)) => walk.leave(),
            Ok(Event::Text(text)) => walk.push(text.decode().ok().as_deref()),
            Ok(Event::CData(data)) => walk.push(data.decode().ok().as_deref()),
            Ok(Event::GeneralRef(reference)) => walk.push_reference(&reference),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

struct Walk<'a> {
    path: Vec<String>,
    text: String,
    details: &'a mut Details,
}

impl Walk<'_> {
    fn enter(&mut self, name: &[u8]) {
        self.path.push(String::from_utf8_lossy(name).into_owned());
        self.text.clear();
        if is_error(&self.path) {
            self.details.form = Form::Service;
        }
    }

    fn leave(&mut self) {
        let Some(name) = self.path.pop() else {
            return;
        };
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        let is_request_id =
            name.eq_ignore_ascii_case("RequestId") && matches!(path[..], ["ErrorResponse" | "Response"]);
        // An element with children has no text left here, since entering one clears it.
        if (is_error(&self.path) || is_request_id) && !self.text.is_empty() {
            self.details.add(&name, std::mem::take(&mut self.text));
        }
        self.text.clear();
    }

    fn push(&mut self, text: Option<&str>) {
        self.text.push_str(text.unwrap_or_default());
    }

    fn push_reference(&mut self, reference: &BytesRef<'_>) {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            self.text.push(character);
        } else if let Ok(name) = reference.decode() {
            self.push(resolve_predefined_entity(&name));
        }
    }
}

fn is_error(path: &[String]) -> bool {
    match path {
        [error] => error == "Error",
        [response, error] => response == "ErrorResponse" && error == "Error",
        [response, errors, error] => response == "Response" && errors == "Errors" && error == "Error",
        _ => false,
    }
}
