//! What the renderers of a resource share: its model, the SDK's types, and the words for errors.

use std::path::Path;
use std::rc::Rc;

use anyhow::{Result, anyhow, bail};

use super::access::{self, Mode};
use super::model::{Model, Resource, SourceFile, Text};
use super::paginators::Paginators;
use super::sdk::{Kind, Operation, Sdk, Shape};

/// A service that is being generated.
#[derive(Debug)]
pub(crate) struct Service {
    /// Its model.
    pub(crate) model: Model,
    /// The source of its SDK crate.
    pub(crate) sdk: Sdk,
    /// Its paginated operations.
    pub(crate) paginators: Paginators,
}

/// An identifier of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identifier {
    /// The Rust name.
    pub(crate) name: String,
    /// The Rust type: `str` or a number.
    pub(crate) kind: String,
    /// Where it is kept.
    pub(crate) held: Held,
}

/// Where an identifier is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Held {
    /// In a field of its name.
    Field,
    /// In a field of the parent.
    Parent(String),
    /// In the data, which has a method for it.
    Data(String),
}

impl Identifier {
    /// Its place in a resource: a field, or a method that gives it.
    pub(crate) fn place(&self) -> String {
        match &self.held {
            Held::Field => self.name.clone(),
            Held::Parent(field) => format!("parent.{field}"),
            Held::Data(_) => format!("{}()", self.name),
        }
    }

    /// The expression of a `&str`, or of a number.
    pub(crate) fn borrowed(&self, this: &str) -> String {
        let reference = if self.kind == "str" && !matches!(self.held, Held::Data(_)) { "&*" } else { "" };
        format!("{reference}{this}.{}", self.place())
    }

    /// The expression of a value that a field can be made of.
    pub(crate) fn cloned(&self, this: &str) -> String {
        match (self.kind.as_str(), &self.held) {
            ("str", Held::Data(_)) => format!("Arc::from({this}.{})", self.place()),
            ("str", _) => format!("{this}.{}.clone()", self.place()),
            _ => format!("{this}.{}", self.place()),
        }
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// `identifier:name`, of the resource that acts.
    Identifier(String),
    /// `string:Enabled`
    Literal(String),
    /// `data:LoggingEnabled.TargetBucket`, of the resource that acts.
    Data(String),
    /// `request:Key`, a parameter that was sent.
    Request(String),
    /// `response:UploadId`, a part of the answer.
    Response(String),
    /// `item:Key`, a part of the list entry.
    Item(String),
    /// `input`: the caller says it.
    Input,
}

impl Service {
    /// Reads all there is about a service.
    pub(crate) fn read(root: &Path, metadata: &cargo_metadata::Metadata, model: &Path) -> Result<Self> {
        let model = Model::read(root, model)?;
        let sdk = Sdk::locate(metadata, &model.service)?;
        let paginators = Paginators::read(root, &model.service)?;
        Ok(Self { model, sdk, paginators })
    }

    /// The file, for errors.
    pub(crate) fn file(&self) -> &SourceFile {
        &self.model.file
    }

    /// An operation, or an error at the place that names it.
    pub(crate) fn operation(&self, name: &Text) -> Result<Operation> {
        self.sdk.operation(name.get_ref()).map_err(|error| self.file().error(name, format!("{error:#}")))
    }

    /// Puts a place to an error that has none.
    pub(crate) fn at<T>(&self, text: &Text, result: Result<T>) -> Result<T> {
        let file = self.file();
        result.map_err(|error| {
            let has_place = error.to_string().starts_with(&format!("{}:", file.path.display()));
            if has_place { error } else { file.error(text, format!("{error:#}")) }
        })
    }

    /// Where a value comes from.
    pub(crate) fn source(&self, text: &Text) -> Result<Source> {
        let value = text.get_ref().as_str();
        let (kind, rest) = value.split_once(':').unwrap_or((value, ""));
        match (kind, rest) {
            ("input", "") => Ok(Source::Input),
            ("identifier", name) if !name.is_empty() => Ok(Source::Identifier(name.to_owned())),
            ("string", literal) => Ok(Source::Literal(literal.to_owned())),
            ("data", path) if !path.is_empty() => Ok(Source::Data(path.to_owned())),
            ("request", path) if !path.is_empty() => Ok(Source::Request(path.to_owned())),
            ("response", path) if !path.is_empty() => Ok(Source::Response(path.to_owned())),
            ("item", path) if !path.is_empty() => Ok(Source::Item(path.to_owned())),
            _ => Err(self.file().error(
                text,
                format!(
                    "{value:?} is no source; write input, identifier:, string:, data:, request:, response: or item:"
                ),
            )),
        }
    }

    /// The type that holds a resource's data, as Rust writes it in the service's crate.
    pub(crate) fn data_type(&self, resource: &Resource) -> Result<Option<String>> {
        if let Some(own) = own_data(resource) {
            return Ok(Some(own.to_owned()));
        }
        if resource.data.is_none() && resource.load.is_none() {
            return Ok(None);
        }
        let shape = self.data_shape(resource)?;
        let answer = match (&resource.data, &resource.load) {
            (Some(name), _) => name.get_ref().strip_prefix("answer:"),
            (None, Some(load)) if load.path.get_ref() == "@" => Some(load.operation.get_ref().as_str()),
            _ => None,
        };
        Ok(Some(match answer {
            Some(api) => format!("sdk::operation::{}::{}", self.sdk.operation(api)?.module, shape.name),
            None => format!("sdk::types::{}", shape.name),
        }))
    }

    /// The structure of the SDK that holds a resource's data.
    pub(crate) fn data_shape(&self, resource: &Resource) -> Result<Rc<Shape>> {
        if let Some(name) = &resource.data {
            if own_data(resource).is_some() {
                bail!(self.file().error(name, "the members of a type of ours are not known here"));
            }
            return match name.get_ref().strip_prefix("answer:") {
                Some(api) => Ok(Rc::new(self.at(name, self.sdk.operation(api))?.output)),
                None => self.at(name, self.sdk.shape(name.get_ref())),
            };
        }
        let load = resource.load.as_ref().ok_or_else(|| {
            self.file().error(&resource.name, format!("{} has no data and no load", resource.name.get_ref()))
        })?;
        let operation = self.operation(&load.operation)?;
        if load.path.get_ref() == "@" {
            return Ok(Rc::new(operation.output));
        }
        let steps = self.at(&load.path, access::parse(load.path.get_ref()))?;
        let read = access::read(&self.sdk, &operation.output, "output", &steps, Mode::Owned);
        match self.at(&load.path, read)?.kind {
            Kind::Type(name) => self.at(&load.path, self.sdk.shape(&name)),
            _ => Err(self.file().error(&load.path, "the data must be a structure")),
        }
    }
}

/// The type of a resource's data, if it is one of the service's crate.
fn own_data(resource: &Resource) -> Option<&str> {
    resource.data.as_ref().map(|name| name.get_ref().as_str()).filter(|name| name.starts_with("crate::"))
}

/// The identifiers of a resource.
pub(crate) fn identifiers(resource: &Resource) -> Vec<Identifier> {
    let split = |text: &Text| {
        let (name, kind) = text.get_ref().split_once(':').unwrap_or((text.get_ref(), "str"));
        let name = name.trim().to_owned();
        Identifier { held: held(resource, &name), name, kind: kind.trim().to_owned() }
    };
    resource.identifiers.iter().map(split).collect()
}

fn held(resource: &Resource, name: &str) -> Held {
    let place = resource.held.iter().find(|(of, _)| of.get_ref() == name).map(|(_, place)| place.get_ref().as_str());
    match place.and_then(|place| place.split_once(':')) {
        Some(("parent", field)) => Held::Parent(field.to_owned()),
        Some((_, method)) => Held::Data(method.to_owned()),
        None => Held::Field,
    }
}

/// The identifier of this name.
pub(crate) fn identifier(resource: &Resource, name: &str) -> Result<Identifier> {
    identifiers(resource).into_iter().find(|identifier| identifier.name == name).ok_or_else(|| {
        let names: Vec<String> = identifiers(resource).into_iter().map(|identifier| identifier.name).collect();
        anyhow!("{} has no identifier {name}; it has: {}", resource.name.get_ref(), names.join(", "))
    })
}

/// `BucketAcl` as `bucket_acl`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for (index, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && index > 0 && !out.ends_with('_') {
            let previous_is_upper = name[..index].ends_with(|before: char| before.is_ascii_uppercase());
            let next_is_lower = name[index + 1..].starts_with(|after: char| after.is_ascii_lowercase());
            if !previous_is_upper || next_is_lower {
                out.push('_');
            }
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// `object_versions` as `ObjectVersions`.
pub(crate) fn camel(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{camel, snake};

    #[test]
    fn names_change_their_case() {
        for (name, expected) in [("BucketAcl", "bucket_acl"), ("S3", "s3"), ("SSEKey", "sse_key"), ("Object", "object")]
        {
            assert_eq!(snake(name), expected, "{name}");
        }
        assert_eq!(camel("object_versions"), "ObjectVersions");
    }
}
