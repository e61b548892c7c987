//! The members of an error's shape, beyond code and message.

use std::collections::HashMap;

use aws_smithy_types::Document;

use super::Error;

/// Members of the error's shape
impl Error {
    /// A further member of the service's answer as text, such as S3's `BucketName`, `Region` or `Condition`; numbers and
    /// booleans are written out.
    ///
    /// A path leads to a text within a structure, which [`modeled_fields`](Self::modeled_fields) gives whole:
    /// `error.detail("CancellationReasons[0].Code")`.
    pub fn detail(&self, name: &str) -> Option<&str> {
        let details = &self.inner().details;
        if let Some(text) = details.iter().filter(|known| known.name == name).find_map(|member| member.as_text()) {
            return Some(text);
        }
        let mut steps = Steps { rest: name };
        let Some(Step::Name(first)) = steps.next() else { return None };
        let structure = details.iter().find(|known| known.name == first)?.as_structure()?;
        steps.try_fold(structure, inside)?.as_string()
    }

    /// The further members of the service's answer that have a text, in its order. Members that hold secrets are left
    /// out.
    pub fn details(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inner().details.iter().filter_map(|member| Some((&*member.name, member.as_text()?)))
    }

    /// All further members of the error's shape, with their structure, as boto3 merges them into `e.response`: the
    /// `Item` of DynamoDB's `ConditionalCheckFailedException`, the `CancellationReasons` of its
    /// `TransactionCanceledException`.
    ///
    /// They have the names and the forms that the answer has: XML holds texts only, and binary values are base64 in JSON
    /// and here also where the answer is CBOR. Structures are read to a depth of 32, in answers of at most 1 MiB. Members
    /// whose name says that they are secrets are left out at any depth; the SDK's typed error, by
    /// [`downcast_ref`](Self::downcast_ref), has them.
    ///
    /// ```
    /// use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
    /// use sotalia_error::Error;
    ///
    /// let body = r#"{"__type": "TransactionCanceledException", "Message": "cancelled",
    ///     "CancellationReasons": [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Item": {"id": {"N": "7"}}}]}"#;
    /// let error = Error::from_response("dynamodb", "TransactWriteItems", &HttpResponse::new(400.try_into()?, body.into()));
    /// let fields = error.modeled_fields();
    /// let reasons = fields["CancellationReasons"].as_array().expect("a list");
    /// assert_eq!(reasons.len(), 2);
    /// assert_eq!(error.detail("CancellationReasons[1].Code"), Some("ConditionalCheckFailed"));
    /// assert_eq!(error.detail("CancellationReasons[1].Item.id.N"), Some("7"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn modeled_fields(&self) -> HashMap<String, Document> {
        let mut fields: HashMap<String, Document> = HashMap::new();
        for member in &self.inner().details {
            let value = member.clone().into_value();
            match fields.get_mut(&*member.name) {
                None => drop(fields.insert(member.name.clone().into_owned(), value)),
                // XML repeats an element for each item of a list.
                Some(Document::Array(values)) => values.push(value),
                Some(known) => *known = Document::Array(vec![std::mem::replace(known, Document::Null), value]),
            }
        }
        fields
    }
}

/// A step of a path such as `CancellationReasons[0].Code`.
enum Step<'a> {
    Name(&'a str),
    Index(usize),
    /// What is no step leads nowhere.
    Malformed,
}

struct Steps<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Steps<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let (step, rest) = match self.rest.strip_prefix('[') {
            Some(indexed) => indexed.split_once(']').map_or((Step::Malformed, ""), |(index, rest)| {
                (index.parse().map_or(Step::Malformed, Step::Index), rest)
            }),
            None => {
                let rest = self.rest.strip_prefix('.').unwrap_or(self.rest);
                let (name, rest) = rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len()));
                (if name.is_empty() { Step::Malformed } else { Step::Name(name) }, rest)
            }
        };
        self.rest = rest;
        Some(step)
    }
}

/// What lies at a step within a value.
fn inside<'a>(value: &'a Document, step: Step<'_>) -> Option<&'a Document> {
    match step {
        Step::Name(name) => value.as_object()?.get(name),
        Step::Index(index) => value.as_array()?.get(index),
        Step::Malformed => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Error, LocalError};

    #[test]
    fn paths_that_lead_nowhere() {
        let mut error = Error::local(LocalError::Unexpected, "m");
        let list = aws_smithy_types::Document::Array(vec![1.into(), "a".into(), vec!["b".into()].into()]);
        error.0.details.push(crate::details::Member::new("A", list));
        for (path, expected) in [
            ("A[1]", Some("a")),
            ("A[2][0]", Some("b")),
            ("A[0]", None),
            ("A[1].", None),
            ("A[1][x]", None),
            ("A", None),
            ("A[9]", None),
            ("A[x]", None),
            ("A[", None),
            ("A.", None),
            ("A.b", None),
            ("[0]", None),
            ("", None),
            ("B", None),
        ] {
            assert_eq!(error.detail(path), expected, "{path}");
        }
    }
}
