//! The resource model: what `resources.toml` holds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;
use toml::Spanned;

/// Text with its place in the file, so that an error can name it.
pub(crate) type Text = Spanned<String>;
/// Sources by target: parameters of a request, or identifiers of a resource.
pub(crate) type Sources = BTreeMap<Text, Text>;

/// A model file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    /// The service: the module of `sotalia-client`, and the name in errors.
    pub(crate) service: String,
    /// How people call the service.
    pub(crate) title: String,
    /// Members of boto3's resources that are still missing: `Bucket.upload_file`.
    #[serde(default)]
    pub(crate) not_yet: Vec<String>,
    /// Attributes of boto3's resources that the SDK's types lack, so that nobody can read them: `Thing.attribute`.
    #[serde(default)]
    pub(crate) not_in_sdk: Vec<String>,
    /// The resources; one is the root.
    #[serde(rename = "resource")]
    pub(crate) resources: Vec<Resource>,
    /// The file's name and text, for errors.
    #[serde(skip)]
    pub(crate) file: SourceFile,
}

/// A kind of resource.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Resource {
    /// The Rust type.
    pub(crate) name: Text,
    /// A sentence for the documentation.
    pub(crate) doc: String,
    /// For the table of the README: what a load asks where it is written by hand, and where data comes from.
    pub(crate) loaded_with: Option<String>,
    /// Whether it is the service itself, which has no identifiers.
    #[serde(default)]
    pub(crate) root: bool,
    /// The identifiers in the order of the constructor; `"part_number: i32"` for one that is no text.
    #[serde(default)]
    pub(crate) identifiers: Vec<Text>,
    /// Those of them that no log may show.
    #[serde(default)]
    pub(crate) secret: Vec<Text>,
    /// The type of the data, where no load says it: a type of the SDK (`ObjectVersion`), an answer
    /// (`answer:CreateKeyPair`), or a type of ours (`crate::ObjectEntry`).
    pub(crate) data: Option<Text>,
    /// Whether the resource is never without data: only a listing or a load makes one.
    #[serde(default)]
    pub(crate) always_loaded: bool,
    /// The resource whose collection makes this one, where all that a walk makes share it in place of fields of their own.
    pub(crate) parent: Option<Text>,
    /// Identifiers without a field of their own, and where they are: `parent:name`, or `data:key`, a method of the data.
    #[serde(default)]
    pub(crate) held: Sources,
    /// How the data is loaded.
    pub(crate) load: Option<Load>,
    /// Actions.
    #[serde(default, rename = "action")]
    pub(crate) actions: Vec<Action>,
    /// Batch actions, on each collection of this resource.
    #[serde(default, rename = "batch")]
    pub(crate) batches: Vec<Batch>,
    /// Sub-resources and references.
    #[serde(default, rename = "has")]
    pub(crate) relations: Vec<Relation>,
    /// Collections.
    #[serde(default, rename = "collection")]
    pub(crate) collections: Vec<Collection>,
    /// Waiters.
    #[serde(default, rename = "waiter")]
    pub(crate) waiters: Vec<Waiter>,
}

impl Resource {
    /// The field with the client.
    pub(crate) fn client(&self) -> &'static str {
        if self.parent.is_some() { "parent.client" } else { "client" }
    }

    /// Whether its data is of a type of ours, which is cheap to clone by itself.
    pub(crate) fn has_own_type(&self) -> bool {
        self.data.as_ref().is_some_and(|data| data.get_ref().starts_with("crate::"))
    }
}

/// How data is loaded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Load {
    /// The operation, as AWS names it.
    pub(crate) operation: Text,
    /// Where its parameters come from.
    #[serde(default)]
    pub(crate) parameters: Sources,
    /// Where in the answer the data stands; `@` is the whole answer.
    pub(crate) path: Text,
}

/// A verb of a resource.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Action {
    /// The Rust method.
    pub(crate) name: Text,
    /// A sentence for the documentation.
    pub(crate) doc: Option<String>,
    /// The operation, as AWS names it.
    pub(crate) operation: Text,
    /// Where its parameters come from.
    #[serde(default)]
    pub(crate) parameters: Sources,
    /// Whether the method takes a closure over the request; else parameters are set by `.with`.
    pub(crate) closure: Option<bool>,
    /// The resources that the answer makes.
    pub(crate) returns: Option<Item>,
    /// Members of the answer that are text in base64, which the action decodes as boto3 does.
    #[serde(default)]
    pub(crate) base64: Vec<Text>,
}

/// A verb for many resources.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Batch {
    /// The Rust method.
    pub(crate) name: Text,
    /// A sentence for the documentation.
    pub(crate) doc: Option<String>,
    /// The operation, as AWS names it.
    pub(crate) operation: Text,
    /// Where its parameters come from; `[]` stands for "each resource".
    pub(crate) parameters: Sources,
    /// How many resources a request may carry; without it, as many as a page holds.
    pub(crate) size: Option<Spanned<usize>>,
    /// The list of the answer that names what was refused.
    pub(crate) failures: Option<Failures>,
}

/// Where an answer names what was refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Failures {
    /// The list.
    pub(crate) path: Text,
    /// Its member that names the resource.
    pub(crate) id: Text,
    /// Its member that names the resource further: a version's identifier.
    pub(crate) qualifier: Option<Text>,
    /// Its member with the code.
    pub(crate) code: Text,
    /// Its member with the message.
    pub(crate) message: Text,
}

/// A sub-resource, or a reference if an identifier comes from the data.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Relation {
    /// The Rust method.
    pub(crate) name: Text,
    /// The kind of resource.
    pub(crate) resource: Text,
    /// Where its identifiers come from.
    #[serde(default)]
    pub(crate) identifiers: Sources,
    /// The part of the data that is the data of the other; with a list (`Routes[]`), each entry is another resource.
    pub(crate) path: Option<Text>,
}

/// A listing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Collection {
    /// The Rust method.
    pub(crate) name: Text,
    /// A sentence for the documentation.
    pub(crate) doc: Option<String>,
    /// The operation, as AWS names it.
    pub(crate) operation: Text,
    /// Where its parameters come from.
    #[serde(default)]
    pub(crate) parameters: Sources,
    /// What each entry becomes.
    pub(crate) item: Item,
}

/// How an answer becomes resources.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    /// The kind of resource.
    pub(crate) resource: Text,
    /// Where its identifiers come from.
    #[serde(default)]
    pub(crate) identifiers: Sources,
    /// The part of the answer, or the list (`Instances[]`), that is its data.
    pub(crate) path: Option<Text>,
    /// The list that holds the identifiers where its entries are no data: `response:PolicyRoles[]`, `request:Tags[]`.
    pub(crate) list: Option<Text>,
    /// Whether the entries lack what a load gives, though they are of its type: then a load asks in spite of them.
    #[serde(default)]
    pub(crate) partial: bool,
}

/// A wait.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Waiter {
    /// The Rust method.
    pub(crate) name: Text,
    /// The waiter's name at AWS.
    pub(crate) waiter: String,
    /// The operation that is asked.
    pub(crate) operation: Text,
    /// Where its parameters come from.
    #[serde(default)]
    pub(crate) parameters: Sources,
    /// Seconds between two questions.
    pub(crate) delay: u64,
    /// How many questions the default time limit allows.
    pub(crate) max_attempts: u32,
    /// What ends the wait well: `status:200`, `error:Code`, `path:A.B=VALUE`, `pathAll:A[].B=VALUE`, `pathAny:A[].B=VALUE`,
    /// `length:A[]>0`.
    pub(crate) success: Vec<Text>,
    /// What keeps it waiting, besides answers that are no error.
    #[serde(default)]
    pub(crate) retry: Vec<Text>,
    /// What ends it badly.
    #[serde(default)]
    pub(crate) failure: Vec<Text>,
}

/// A file and its text.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceFile {
    /// Relative to the workspace.
    pub(crate) path: PathBuf,
    text: String,
}

impl SourceFile {
    /// Reads a file.
    pub(crate) fn read(root: &Path, path: &Path) -> Result<Self> {
        let text =
            std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Self { path: path.to_owned(), text })
    }

    /// Parses the text.
    pub(crate) fn parse<T: for<'de> Deserialize<'de>>(&self) -> Result<T> {
        toml::from_str(&self.text).map_err(|error| match error.span() {
            Some(span) => anyhow!("{}: {}", self.place(span.start), error.message()),
            None => anyhow!("{}: {}", self.path.display(), error.message()),
        })
    }

    /// An error at a text: file, line, reason.
    pub(crate) fn error(&self, at: &Text, reason: impl std::fmt::Display) -> anyhow::Error {
        anyhow!("{}: {reason}", self.place(at.span().start))
    }

    fn place(&self, offset: usize) -> String {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        format!("{}:{}", self.path.display(), before.matches('\n').count() + 1)
    }
}

impl Model {
    /// Reads a model file.
    pub(crate) fn read(root: &Path, path: &Path) -> Result<Self> {
        let file = SourceFile::read(root, path)?;
        let mut model: Self = file.parse()?;
        model.file = file;
        Ok(model)
    }

    /// The resource of this name.
    pub(crate) fn resource(&self, name: &Text) -> Result<&Resource> {
        self.resources.iter().find(|resource| resource.name.get_ref() == name.get_ref()).ok_or_else(|| {
            let names: Vec<&str> = self.resources.iter().map(|resource| resource.name.get_ref().as_str()).collect();
            self.file.error(name, format!("no resource is named {}; there are: {}", name.get_ref(), names.join(", ")))
        })
    }
}
