//! What is different between boto3's requests and results and ours.

use serde_json::{Map, Value};

use crate::case::{Case, bytes};
use crate::scene::Asked;
use crate::told::Outcome;
use crate::tree::{Tree, letters};

/// What the SDK writes in the place of what is secret.
const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// A difference: where, and what each says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `requests[0].MaxKeys`, `outcome[1].data.Size`, ...
    pub path: String,
    /// What boto3 has there, and what is here.
    pub said: String,
}

/// Collects differences below a place.
struct Finder {
    found: Vec<Difference>,
    /// Whether a member that only we have is a difference, whatever it holds.
    strict: bool,
}

/// All that is different in one case.
pub(crate) fn compare(case: &Case, asked: &[Asked], outcome: &Outcome) -> Vec<Difference> {
    let mut finder = Finder { found: Vec::new(), strict: true };
    let requests = case.requests();
    for (index, theirs) in requests.iter().enumerate() {
        let path = format!("requests[{index}]");
        let Some(ours) = asked.get(index) else {
            finder.note(&path, &theirs["operation"], &"nothing");
            continue;
        };
        if theirs["operation"] != ours.operation.as_str() {
            finder.note(&format!("{path}.operation"), &theirs["operation"], &ours.operation);
        }
        finder.value(&theirs["parameters"], &ours.parameters, &path);
    }
    for (index, ours) in asked.iter().enumerate().skip(requests.len()) {
        finder.note(&format!("requests[{index}]"), &"nothing", &ours.operation);
    }
    finder.strict = false;
    finder.outcome(case.outcome(), outcome, "outcome");
    finder.found
}

impl Finder {
    fn note(&mut self, path: &str, theirs: &impl std::fmt::Debug, ours: &impl std::fmt::Debug) {
        let short = |text: String| if text.len() > 200 { text.chars().take(200).collect() } else { text };
        let said = format!("boto3 has {}, here is {}", short(format!("{theirs:?}")), short(format!("{ours:?}")));
        self.found.push(Difference { path: path.to_owned(), said });
    }

    fn outcome(&mut self, theirs: &Value, ours: &Outcome, path: &str) {
        match (kind_of(theirs), ours) {
            (("error", _), Outcome::Failed(_)) | (("nothing", _), Outcome::Nothing) => {}
            (("answer", theirs), Outcome::Answer(ours)) => self.value(theirs, ours, path),
            (("list", theirs), Outcome::List(ours)) => self.outcomes(theirs, ours, path),
            (("pages", theirs), Outcome::Pages(ours)) => {
                let pages = theirs.as_array().map_or(&[][..], Vec::as_slice);
                self.same(path, &pages.len(), &ours.len());
                for (index, (theirs, ours)) in pages.iter().zip(ours).enumerate() {
                    self.outcomes(theirs, ours, &format!("{path}.page[{index}]"));
                }
            }
            (("resource", _), Outcome::Resource(kind, identifiers, data)) => {
                if theirs["resource"] != kind.as_str() {
                    self.note(&format!("{path}.resource"), &theirs["resource"], kind);
                }
                self.identifiers(&theirs["identifiers"], identifiers, &format!("{path}.identifiers"));
                let path = format!("{path}.data");
                match (&theirs["data"], data) {
                    (Value::Null, None) => {}
                    (theirs, Some(ours)) => self.value(theirs, ours, &path),
                    (theirs, None) => self.note(&path, theirs, &"nothing"),
                }
            }
            (_, ours) => self.note(path, theirs, ours),
        }
    }

    fn outcomes(&mut self, theirs: &Value, ours: &[Outcome], path: &str) {
        let theirs = theirs.as_array().map_or(&[][..], Vec::as_slice);
        self.same(path, &theirs.len(), &ours.len());
        for (index, (theirs, ours)) in theirs.iter().zip(ours).enumerate() {
            self.outcome(theirs, ours, &format!("{path}[{index}]"));
        }
    }

    fn same(&mut self, path: &str, theirs: &usize, ours: &usize) {
        if theirs != ours {
            self.note(&format!("{path}.length"), theirs, ours);
        }
    }

    fn identifiers(&mut self, theirs: &Value, ours: &[(String, String)], path: &str) {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let pairs = theirs.as_object().into_iter().flatten();
        let theirs: Vec<(String, String)> = pairs.map(|(name, value)| (name.clone(), text(value))).collect();
        let (mut sorted, mut ours) = (theirs, ours.to_vec());
        sorted.sort();
        ours.sort();
        if sorted != ours {
            self.note(path, &sorted, &ours);
        }
    }

    fn value(&mut self, theirs: &Value, ours: &Tree, path: &str) {
        if matches!(ours, Tree::Text(text) if text == REDACTED) {
            return;
        }
        match (theirs, ours) {
            (Value::Null, ours) if ours.is_empty() || (!self.strict && ours.is_default()) => {}
            (Value::Array(theirs), Tree::List(ours)) => {
                self.same(path, &theirs.len(), &ours.len());
                for (index, (theirs, ours)) in theirs.iter().zip(ours).enumerate() {
                    self.value(theirs, ours, &format!("{path}[{index}]"));
                }
            }
            (Value::Array(list), ours) if list.is_empty() && ours.is_empty() => {}
            (Value::Object(theirs), ours) => self.object(theirs, ours, path),
            (theirs, ours) if same_scalar(theirs, ours) => {}
            (theirs, ours) => self.note(path, theirs, ours),
        }
    }

    fn object(&mut self, theirs: &Map<String, Value>, ours: &Tree, path: &str) {
        if let Some(same) = special(theirs, ours) {
            if !same {
                self.note(path, theirs, ours);
            }
            return;
        }
        match ours {
            Tree::Fields(_, fields) => {
                for (name, value) in theirs {
                    let inner = format!("{path}.{name}");
                    self.value(value, ours.field(name).unwrap_or(&Tree::Nothing), &inner);
                }
                for (name, value) in fields {
                    let is_theirs = theirs.keys().any(|key| letters(key) == letters(name));
                    if !is_theirs {
                        self.value(&Value::Null, value, &format!("{path}.{}", name.trim_start_matches("r#")));
                    }
                }
            }
            Tree::Variant(name, inner)
                if theirs.len() == 1 && theirs.keys().all(|key| letters(key) == letters(name)) =>
            {
                for value in theirs.values() {
                    self.value(value, inner, &format!("{path}.{name}"));
                }
            }
            // One of several kinds of entries: the SDK says which, boto3 does not.
            Tree::Variant(_, inner) if matches!(**inner, Tree::Fields(..)) => self.object(theirs, inner, path),
            // A structure without members.
            Tree::Word(_) if theirs.is_empty() => {}
            ours if theirs.values().all(Value::is_null) && ours.is_empty() => {}
            ours => self.note(path, theirs, ours),
        }
    }
}

/// The one key that says what an outcome is, and its value.
fn kind_of(outcome: &Value) -> (&str, &Value) {
    const KINDS: [&str; 7] = ["error", "nothing", "answer", "list", "pages", "resource", "lost"];
    KINDS.iter().find_map(|kind| outcome.get(*kind).map(|value| (*kind, value))).unwrap_or(("", &Value::Null))
}

/// Times, bytes, streams and tokens, which JSON has no value for.
fn special(theirs: &Map<String, Value>, ours: &Tree) -> Option<bool> {
    let (key, value) = theirs.iter().next().filter(|_| theirs.len() == 1)?;
    let text = value.as_str().unwrap_or_default();
    match key.as_str() {
        "$time" => Some(matches!(ours, Tree::Word(time) if time == text)),
        "$stream" => Some(matches!(ours, Tree::Fields(name, _) if name == "ByteStream")),
        "$token" => Some(matches!(ours, Tree::Text(token) if token.len() == 36)),
        "$blob" => {
            let hexadecimal: String = bytes(text).iter().map(|byte| format!("{byte:02x}")).collect();
            let is_blob = matches!(ours, Tree::Fields(name, _) if name == "Blob");
            let is_stream = matches!(ours, Tree::Fields(name, _) if name == "ByteStream");
            let inner = ours.field("inner");
            Some(is_stream || (is_blob && matches!(inner, Some(Tree::Word(found)) if *found == hexadecimal)))
        }
        _ => None,
    }
}

fn same_scalar(theirs: &Value, ours: &Tree) -> bool {
    match (theirs, ours) {
        (Value::String(theirs), Tree::Text(ours)) => theirs == ours,
        // A variant of an enumeration.
        (Value::String(theirs), Tree::Word(ours)) => letters(theirs) == letters(ours),
        (Value::Bool(theirs), Tree::Word(ours)) => theirs.to_string() == *ours,
        // A position in a listing is a text for the SDK also where it is a number.
        (Value::Number(theirs), Tree::Word(ours) | Tree::Text(ours)) => theirs.as_f64() == ours.parse().ok(),
        _ => false,
    }
}
