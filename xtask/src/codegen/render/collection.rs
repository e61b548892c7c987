//! Collections.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::batch;
use super::listing::listing;
use crate::codegen::construct::{Filling, Origin, construct};
use crate::codegen::model::{Collection, Resource};
use crate::codegen::paginators::ItemType;
use crate::codegen::request::{Purpose, Setters, setters};
use crate::codegen::scope::{Service, camel};
use crate::codegen::sdk::Operation;

/// The methods that give a collection.
pub(crate) fn methods(service: &Service, resource: &Resource) -> Result<String> {
    if resource.collections.is_empty() {
        return Ok(String::new());
    }
    let mut out = format!("\n/// Collections: descriptions of listings.\nimpl {} {{\n", resource.name.get_ref());
    for collection in &resource.collections {
        let parts = Parts::new(service, resource, collection)?;
        let sentence = parts.sentence();
        let (name, kind, module) = (collection.name.get_ref(), &parts.kind, &parts.operation.module);
        let convert = &parts.convert;
        let this = match (parts.is_shared, convert.contains("this.")) {
            (true, _) => "let this = Arc::new(self.clone());\n",
            (false, true) => "let this = self.clone();\n",
            (false, false) => "",
        };
        let request = if parts.is_wrapped { format!("{}(request)", parts.walk) } else { "request".to_owned() };
        writeln!(
            out,
            "/// {sentence} Nothing is asked until it is walked.
pub fn {name}(&self) -> {kind} {{
    {this}let request = self.client.{module}(){start};
    {kind} {{ parent: self.clone(), inner: Collection::new({request}, move |item| {{ {convert} }}) }}
}}\n",
            start = parts.set.start.replace("this.", "self."),
        )?;
    }
    out.push_str("}\n");
    Ok(out)
}

/// The type of a collection: `Bucket` and `objects` as `BucketObjects`.
pub(crate) fn type_name(parent: &str, collection: &str) -> String {
    format!("{parent}{}", camel(collection))
}

/// The types of the collections.
pub(crate) fn types(service: &Service, resource: &Resource) -> Result<String> {
    let mut out = String::new();
    for collection in &resource.collections {
        let parts = Parts::new(service, resource, collection)?;
        out.push_str(&definition(service, &parts)?);
        for batch in &service.model.resource(&collection.item.resource)?.batches {
            out.push_str(&batch::action(service, &parts, batch)?);
        }
    }
    Ok(out)
}

/// What is known of a collection.
pub(super) struct Parts<'a> {
    pub(super) parent: &'a Resource,
    pub(super) collection: &'a Collection,
    operation: Operation,
    /// The fluent builder, which the caller's closure sees.
    builder: String,
    /// What is walked: the builder, or a type of ours around it.
    pub(super) walk: String,
    is_wrapped: bool,
    pub(super) kind: String,
    set: Setters,
    /// Whether what it gives shares the parent.
    is_shared: bool,
    convert: String,
}

impl<'a> Parts<'a> {
    fn new(service: &Service, parent: &'a Resource, collection: &'a Collection) -> Result<Self> {
        let operation = service.operation(&collection.operation)?;
        let item_type = service.at(&collection.operation, service.paginators.item_type(&service.sdk, &operation))?;
        let Some(item_type) = item_type else {
            let api = &operation.api;
            let message = format!("{api} is not in paginators/{}.toml: add it there", service.model.service);
            bail!(service.file().error(&collection.operation, message));
        };
        let set = setters(service, parent, &operation, &collection.parameters, "this", Purpose::Listing)?;
        if set.needs_data || set.may_fail {
            bail!(service.file().error(&collection.operation, "a collection's parameters come from identifiers"));
        }
        let builder = format!("sdk::operation::{}::builders::{}", operation.module, operation.builder);
        let listing = listing(service, collection, &operation)?;
        let is_wrapped = listing.is_some();
        let (walk, item_type) = match listing {
            Some(listing) => (listing.name, ItemType::One(listing.kind)),
            None => (builder.clone(), item_type),
        };
        let target = service.model.resource(&collection.item.resource)?;
        let origin = Origin { operation: Some(&operation), item: Some(&item_type), ..Origin::of(parent) };
        let filling = match (&collection.item.path, &item_type, service.data_type(target)?) {
            (None, ..) | (_, _, None) => None,
            (Some(path), ItemType::One(kind), _) => Some(service.at(path, Filling::new(service, "item", kind))?),
            (Some(path), ItemType::Fast(_, Some(kind)), _) => {
                Some(service.at(path, Filling::view(service, "item", kind))?)
            }
            (Some(_), ItemType::Merged(..) | ItemType::Fast(_, None), _) => Some(Filling::merged("item")),
        };
        let filling = filling.map(|filling| filling.partial(collection.item.partial));
        let item = &collection.item;
        let made = construct(service, &item.resource, &item.identifiers, origin, filling.as_ref())?;
        let kind = type_name(parent.name.get_ref(), collection.name.get_ref());
        let convert = format!("{}Ok({})", made.after, made.literal);
        let is_shared = target.parent.is_some();
        Ok(Self { parent, collection, operation, builder, walk, is_wrapped, kind, set, is_shared, convert })
    }

    fn sentence(&self) -> String {
        let api = &self.operation.api;
        let default = || format!("Each [`{}`] that `{api}` lists.", self.collection.item.resource.get_ref());
        self.collection.doc.as_deref().map_or_else(default, |doc| doc.trim().to_owned())
    }
}

fn definition(service: &Service, parts: &Parts<'_>) -> Result<String> {
    let Parts { kind, builder, walk, operation, .. } = parts;
    let (parent, target) = (parts.parent.name.get_ref(), parts.collection.item.resource.get_ref());
    let pin = pin(parts);
    let page_size = if service.paginators.has_page_size(&operation.api) {
        "/// Asks for so many in each page. The service may send fewer, and sets a most of its own.
pub fn page_size(self, resources: i32) -> Self { Self { inner: self.inner.page_size(resources), ..self } }\n"
    } else {
        ""
    };
    let sentence = parts.sentence();
    Ok(format!(
        "
/// {sentence}
///
/// A description of a listing with `{api}`: it can be cloned, kept, and walked any number of times.
#[derive(Clone, Debug)]
#[must_use = \"a collection asks nothing until it is walked\"]
pub struct {kind} {{
    parent: {parent},
    pub(crate) inner: Collection<{walk}, {target}>,
}}

/// Describing the walk.
impl {kind} {{
    /// The resource whose collection this is.
    pub fn parent(&self) -> &{parent} {{ &self.parent }}

    /// The whole collection, as it is: the word that boto3's users look for.
    pub fn all(self) -> Self {{ self }}

    /// Sets parameters of `{api}`.
    pub fn filter(self, parameters: impl FnOnce({builder}) -> {builder}) -> Self {{ {pin} }}

    /// Stops after so many, in all. `limit(0)` asks nothing.
    pub fn limit(self, resources: usize) -> Self {{ Self {{ inner: self.inner.limit(resources), ..self }} }}

    {page_size}
    /// Starts where another walk stopped: a `resume_token()` of [`stream`](Self::stream) or [`pages`](Self::pages).
    pub fn starting_token(self, token: impl Into<String>) -> Self {{
        Self {{ inner: self.inner.starting_token(token), ..self }}
    }}
}}

/// Walking.
impl {kind} {{
    /// One after the other.
    pub fn stream(&self) -> ResourceStream<{walk}, {target}> {{ self.inner.stream() }}

    /// A page at a time.
    pub fn pages(&self) -> ResourcePages<{walk}, {target}> {{ self.inner.pages() }}

    /// How many there are. Walks all pages.
    ///
    /// # Errors
    ///
    /// What `{api}` answers.
    pub async fn count(&self) -> Result<usize> {{ self.inner.count().await }}

    /// The first, if there is any.
    ///
    /// # Errors
    ///
    /// What `{api}` answers.
    pub async fn first(&self) -> Result<Option<{target}>> {{ self.inner.first().await }}

    /// All of them, in memory: `let all: Vec<_> = collection.try_collect().await?`.
    ///
    /// # Errors
    ///
    /// What `{api}` answers. To keep what came before an error, walk [`stream`](Self::stream).
    pub async fn try_collect<C: Default + Extend<{target}>>(&self) -> Result<C> {{ self.inner.try_collect().await }}
}}
",
        api = operation.api,
    ))
}

/// The body of `filter`: what names the parent is set again after the caller's closure.
fn pin(parts: &Parts<'_>) -> String {
    if parts.set.is_empty_at_send() && !parts.is_wrapped {
        return "Self { inner: self.inner.filter(parameters), ..self }".to_owned();
    }
    let (set, request) = match parts.is_wrapped {
        true => (format!("{}{}(request)", parts.set.statements(), parts.walk), "request.0"),
        false => (parts.set.expression(), "request"),
    };
    let set = set.replace("this.", "parent.");
    let parent = if set.contains("parent.") { "let parent = self.parent.clone();\n" } else { "" };
    format!(
        "{parent}Self {{ inner: self.inner.filter(|request| {{ let request = parameters({request});\n{set} }}), ..self }}"
    )
}
