//! Stories: what is called in turn on a server, and what has to come back. They are data, in `tests/stories`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value as Json;

/// Calls of one service by one protocol, from the making of something to its end.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// What happens, as a sentence.
    pub name: String,
    /// The service, as boto3 names it.
    pub service: String,
    /// The protocol, as the model names it. A service that does not speak it fails the story.
    pub protocol: String,
    /// The servers that cannot play it, with the reason. One that can fails the test.
    #[serde(default)]
    pub skip: BTreeMap<String, String>,
    pub step: Vec<Step>,
}

/// One call, walk or wait: exactly one of `call`, `pages` and `wait` is there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// An operation to call.
    pub call: Option<String>,
    /// An operation whose pages are walked; what it gives is the list of them.
    pub pages: Option<String>,
    /// A waiter to wait for.
    pub wait: Option<String>,
    /// The parameters. `$name` in a text is a name of this story's own on the server; other names are those of `keep`.
    #[serde(default)]
    pub with: Json,
    /// The content that is sent as a stream.
    pub body: Option<String>,
    /// The size of the pages.
    pub size: Option<i64>,
    /// What to remember, by name: JMESPath into the answer.
    #[serde(default)]
    pub keep: BTreeMap<String, String>,
    /// What JMESPath finds in the answer: binary data as base64, points in time as ISO 8601.
    #[serde(default)]
    pub gives: BTreeMap<String, Json>,
    /// The content that streams back.
    pub streams: Option<String>,
    /// What JMESPath finds in the list of the events that come back.
    #[serde(default)]
    pub events: BTreeMap<String, Json>,
    /// How many of the events are read, where the stream does not end by itself.
    pub first: Option<usize>,
    /// The code of the error that it ends with.
    pub fails: Option<String>,
}

/// All stories, in the order of the files' names.
pub fn all() -> Vec<Story> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        story: Vec<Story>,
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("stories");
    let entries = std::fs::read_dir(&folder).expect("the stories are there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let text = std::fs::read_to_string(file).expect("it can be read");
        toml::from_str::<File>(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())).story
    };
    files.iter().flat_map(read).collect()
}

/// What the texts of a story stand for.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, Json>);

impl Names {
    /// With a name of the story's own.
    pub fn new(own: String) -> Self {
        Self(BTreeMap::from([("name".to_owned(), own.into())]))
    }

    pub fn keep(&mut self, name: &str, value: Json) {
        self.0.insert(name.to_owned(), value);
    }

    /// The value with what its texts name. A text that is a name alone becomes the value itself.
    pub fn filled(&self, value: &Json) -> Json {
        match value {
            Json::String(text) => match text.strip_prefix('$').and_then(|name| self.0.get(name)) {
                Some(value) => value.clone(),
                None => self.text(text).into(),
            },
            Json::Array(items) => items.iter().map(|item| self.filled(item)).collect(),
            Json::Object(entries) => entries.iter().map(|(key, value)| (self.text(key), self.filled(value))).collect(),
            other => other.clone(),
        }
    }

    /// The text with what it names.
    pub fn text(&self, text: &str) -> String {
        // Longer names first, so that none is the beginning of another.
        let mut names: Vec<_> = self.0.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names.into_iter().fold(text.to_owned(), |text, (name, value)| {
            let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            text.replace(&format!("${name}"), &shown)
        })
    }
}
