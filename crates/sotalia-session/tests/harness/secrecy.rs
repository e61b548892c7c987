//! What is secret in a case, and a log that must not hold it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

/// A shorter one is found in too many places to be looked for.
const SHORTEST: usize = 8;

/// Variables, keys of profiles and fields of answers that hold a secret, in small letters and without `_` and `-`.
const NAMES: &[&str] = &[
    "accesstoken",
    "awscontainerauthorizationtoken",
    "awssecretaccesskey",
    "awssecuritytoken",
    "awssessiontoken",
    "clientsecret",
    "dpopkey",
    "idtoken",
    "refreshtoken",
    "secretaccesskey",
    "sessiontoken",
    "token",
];

/// The secrets of a case.
#[derive(Default)]
pub(crate) struct Secrets(BTreeSet<String>);

impl Secrets {
    pub(crate) fn of_environment(&mut self, variables: &BTreeMap<String, String>) {
        for (name, value) in variables {
            self.of_field(name, value);
        }
    }

    /// Keys of profiles, fields of token caches, and files that are a token as a whole.
    pub(crate) fn of_files(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                self.of_files(&path);
                continue;
            }
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap_or_default()).into_owned();
            self.of_text(&text);
            if path.file_name().is_some_and(|name| name.to_string_lossy().contains("token")) {
                self.add(&text);
            }
        }
    }

    /// Keys of a profile, fields of a token cache.
    pub(crate) fn of_text(&mut self, text: &str) {
        for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
            self.of_field(name, value);
        }
        self.of_answers([text.to_owned()]);
        // What a process is to print.
        self.of_answers(text.lines().filter_map(|line| Some(line[line.find('{')?..=line.rfind('}')?].to_owned())));
    }

    /// Fields of JSON and elements of XML.
    pub(crate) fn of_answers(&mut self, bodies: impl IntoIterator<Item = String>) {
        for body in bodies {
            match serde_json::from_str(&body) {
                Ok(value) => self.of_json(&value),
                Err(_) => {
                    for (name, value) in body.split('<').filter_map(|element| element.split_once('>')) {
                        self.of_field(name, value);
                    }
                }
            }
        }
    }

    pub(crate) fn of_list<'a>(&mut self, list: impl IntoIterator<Item = &'a String>) {
        for secret in list {
            self.add(secret);
        }
    }

    fn of_json(&mut self, value: &Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value.as_str() {
                        Some(text) => self.of_field(name, text),
                        None => self.of_json(value),
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.of_json(value)),
            _ => {}
        }
    }

    fn of_field(&mut self, name: &str, value: &str) {
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        if NAMES.contains(&name.as_str()) {
            self.add(value);
        }
    }

    /// A key has several lines, and a log each of them by itself.
    fn add(&mut self, secret: &str) {
        let lines = secret.lines().map(str::trim).filter(|line| !line.starts_with("-----"));
        self.0.extend(lines.filter(|line| line.len() >= SHORTEST).map(str::to_owned));
    }

    /// Whether this is among them.
    pub(crate) fn know(&self, secret: &str) -> bool {
        self.0.contains(secret)
    }

    /// Fails if one of them is in the text.
    pub(crate) fn check(&self, what: &str, text: &str) {
        let found = self.found_in(text);
        assert!(found.is_none(), "{what} shows the secret {}", found.unwrap_or_default());
    }

    /// One of them with the line in which it is.
    pub(crate) fn found_in(&self, text: &str) -> Option<String> {
        let line = |secret: &String| Some((secret.clone(), text.lines().find(|line| line.contains(secret.as_str()))?));
        self.0.iter().find_map(line).map(|(secret, line)| format!("{secret:?}: {line}"))
    }
}
