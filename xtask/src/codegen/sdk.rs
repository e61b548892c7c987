//! Reads the Rust types behind an operation from the source of an SDK crate.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, Result, anyhow, bail};
use syn::{GenericArgument, Item, PathArguments, ReturnType, Type};

/// The source of one SDK crate.
#[derive(Debug)]
pub(crate) struct Sdk {
    source: PathBuf,
    name: String,
    types: RefCell<BTreeMap<String, Rc<Shape>>>,
}

/// A type of the SDK, as far as a generator needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `String`.
    Text,
    /// `bool` or a number: what is `Copy`, by the name of its Rust type.
    Plain(String),
    /// `Vec`.
    List(Box<Kind>),
    /// `HashMap`, by its values.
    Map(Box<Kind>),
    /// A type of `crate::types`.
    Type(String),
    /// Anything else.
    Other(String),
}

/// A member of a structure.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// The Rust name.
    pub(crate) name: String,
    /// Its type, without `Option`.
    pub(crate) kind: Kind,
    /// Whether it is an `Option`.
    pub(crate) optional: bool,
}

/// A structure or an enumeration of `crate::types`.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// Its name.
    pub(crate) name: String,
    /// Its members; empty for an enumeration.
    pub(crate) fields: Vec<Field>,
    /// Whether it is a structure.
    pub(crate) is_struct: bool,
    /// Whether `build()` of its builder can fail.
    pub(crate) build_fails: bool,
}

/// An operation.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its name at AWS.
    pub(crate) api: String,
    /// Its module, and the method of the client.
    pub(crate) module: String,
    /// The Rust type of the fluent builder, without path.
    pub(crate) builder: String,
    /// Its parameters.
    pub(crate) input: Shape,
    /// Its answer.
    pub(crate) output: Shape,
}

impl Sdk {
    /// Finds the crate of a service in the dependency graph of the workspace.
    pub(crate) fn locate(metadata: &cargo_metadata::Metadata, service: &str) -> Result<Self> {
        let name = format!("aws-sdk-{service}");
        let package = metadata.packages.iter().find(|package| package.name.as_str() == name);
        let package =
            package.ok_or_else(|| anyhow!("{name} is not in the dependency graph: add it to sotalia-client"))?;
        let folder = package.manifest_path.parent().context("a manifest has a folder")?;
        Ok(Self::open(folder.join("src").as_std_path(), &name))
    }

    /// The crate whose source is here.
    pub(crate) fn open(source: &Path, name: &str) -> Self {
        Self { source: source.to_owned(), name: name.to_owned(), types: RefCell::default() }
    }

    /// An operation by its name at AWS.
    pub(crate) fn operation(&self, api: &str) -> Result<Operation> {
        let folder = self.source.join("operation");
        let wanted = normalize(api);
        let mut near = Vec::new();
        for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let module = entry?.file_name().to_string_lossy().into_owned();
            if module.ends_with(".rs") {
                continue;
            }
            if normalize(&module) == wanted {
                return self.read_operation(api, &module);
            }
            near.push(module);
        }
        let nearest = nearest(&wanted, near.iter().map(String::as_str));
        bail!("{} has no operation {api}; the nearest is {nearest}", self.name)
    }

    /// All operations, by their modules.
    #[cfg(test)]
    pub(crate) fn operations(&self) -> Result<Vec<Operation>> {
        let mut operations = Vec::new();
        for entry in std::fs::read_dir(self.source.join("operation"))? {
            let module = entry?.file_name().to_string_lossy().into_owned();
            if !module.ends_with(".rs") {
                operations.push(self.read_operation(&module, &module)?);
            }
        }
        Ok(operations)
    }

    fn read_operation(&self, api: &str, module: &str) -> Result<Operation> {
        let folder = self.source.join("operation").join(module);
        let input = read_shape(&folder.join(format!("_{module}_input.rs")), "Input")?;
        let output = read_shape(&folder.join(format!("_{module}_output.rs")), "Output")?;
        let builders = parse(&folder.join("builders.rs"))?;
        let builder = builders.items.iter().find_map(|item| match item {
            Item::Struct(item) if item.ident.to_string().ends_with("FluentBuilder") => Some(item.ident.to_string()),
            _ => None,
        });
        let builder = builder.ok_or_else(|| anyhow!("{} has no fluent builder of {api}", self.name))?;
        Ok(Operation { api: api.to_owned(), module: module.to_owned(), builder, input, output })
    }

    /// A type of `crate::types`.
    pub(crate) fn shape(&self, name: &str) -> Result<Rc<Shape>> {
        if let Some(shape) = self.types.borrow().get(name) {
            return Ok(Rc::clone(shape));
        }
        let folder = self.source.join("types");
        let wanted = normalize(name);
        for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_file() && normalize(&stem) == wanted {
                let shape = Rc::new(read_shape(&path, name)?);
                self.types.borrow_mut().insert(name.to_owned(), Rc::clone(&shape));
                return Ok(shape);
            }
        }
        bail!("{} has no type {name}", self.name)
    }
}

impl Operation {
    /// Whether a successful answer may say of a part of the request that it failed: it has a list (`Failed`, `Errors`,
    /// `Unsuccessful..`) or what is left of the request (`UnprocessedItems`).
    pub(crate) fn lists_failures(&self) -> bool {
        self.output.fields.iter().any(|field| {
            let is_named = matches!(field.name.as_str(), "failed" | "errors" | "failures" | "unsuccessful")
                || ["failed_", "unsuccessful_", "unprocessed_"].iter().any(|start| field.name.starts_with(start));
            is_named && matches!(field.kind, Kind::List(_) | Kind::Map(_))
        })
    }
}

impl Shape {
    /// A member by its name at AWS (`ETag`) or in Rust (`e_tag`).
    pub(crate) fn field(&self, name: &str) -> Result<&Field> {
        let wanted = normalize(name);
        self.fields.iter().find(|field| normalize(&field.name) == wanted).ok_or_else(|| {
            let names: Vec<&str> = self.fields.iter().map(|field| field.name.as_str()).collect();
            anyhow!("{} has no member {name}; it has: {}", self.name, names.join(", "))
        })
    }
}

/// A name without case and underscores: how AWS's names and Rust's are compared.
pub(crate) fn normalize(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    name.chars().filter(|letter| *letter != '_').map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The name that shares the longest beginning with the one wanted.
fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> &'a str {
    let shared = |name: &str| normalize(name).chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    names.max_by_key(|name| (shared(name), usize::MAX - name.len())).unwrap_or("none")
}

fn parse(path: &Path) -> Result<syn::File> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    syn::parse_file(&text).with_context(|| format!("cannot parse {}", path.display()))
}

/// Reads the structure or enumeration of a file whose name ends so.
fn read_shape(path: &Path, ending: &str) -> Result<Shape> {
    let file = parse(path)?;
    let build_fails = file.items.iter().any(|item| matches!(item, Item::Impl(item) if build_can_fail(item)));
    for item in &file.items {
        match item {
            Item::Struct(item) if item.ident.to_string().ends_with(ending) => {
                let fields = item.fields.iter().filter_map(read_field).collect();
                return Ok(Shape { name: item.ident.to_string(), fields, is_struct: true, build_fails });
            }
            Item::Enum(item) if item.ident.to_string().ends_with(ending) => {
                let name = item.ident.to_string();
                return Ok(Shape { name, fields: Vec::new(), is_struct: false, build_fails: false });
            }
            _ => {}
        }
    }
    bail!("{} holds no type that ends in {ending}", path.display())
}

fn build_can_fail(item: &syn::ItemImpl) -> bool {
    item.items.iter().any(|item| match item {
        syn::ImplItem::Fn(function) if function.sig.ident == "build" => match &function.sig.output {
            ReturnType::Type(_, kind) => last_segment(kind).is_some_and(|segment| segment.ident == "Result"),
            ReturnType::Default => false,
        },
        _ => false,
    })
}

fn read_field(field: &syn::Field) -> Option<Field> {
    let name = field.ident.as_ref()?.to_string();
    if !matches!(field.vis, syn::Visibility::Public(_)) {
        return None;
    }
    let inner = option_of(&field.ty);
    let kind = read_kind(inner.unwrap_or(&field.ty));
    Some(Field { name, kind, optional: inner.is_some() })
}

fn option_of(kind: &Type) -> Option<&Type> {
    let segment = last_segment(kind)?;
    if segment.ident == "Option" { first_argument(segment) } else { None }
}

fn read_kind(kind: &Type) -> Kind {
    let Some(segment) = last_segment(kind) else { return Kind::Other("a type that is no path".to_owned()) };
    let name = segment.ident.to_string();
    match name.as_str() {
        "String" => Kind::Text,
        "bool" | "i32" | "i64" | "f32" | "f64" => Kind::Plain(name),
        "Vec" => match first_argument(segment) {
            Some(element) => Kind::List(Box::new(read_kind(element))),
            None => Kind::Other(name),
        },
        "HashMap" => match last_argument(segment) {
            Some(value) => Kind::Map(Box::new(read_kind(value))),
            None => Kind::Other(name),
        },
        _ if is_of_types(kind) => Kind::Type(name),
        _ => Kind::Other(name),
    }
}

fn is_of_types(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.iter().any(|segment| segment.ident == "types")
        && path.path.segments.first().is_some_and(|segment| segment.ident == "crate"))
}

fn last_segment(kind: &Type) -> Option<&syn::PathSegment> {
    match kind {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

fn first_argument(segment: &syn::PathSegment) -> Option<&Type> {
    arguments(segment).next()
}

fn last_argument(segment: &syn::PathSegment) -> Option<&Type> {
    arguments(segment).last()
}

fn arguments(segment: &syn::PathSegment) -> impl Iterator<Item = &Type> {
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(arguments.args.iter()),
        _ => None,
    };
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(kind) => Some(kind),
        _ => None,
    })
}
