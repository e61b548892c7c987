//! Collections and their batch actions.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::codegen::access::{self, Mode};
use crate::codegen::construct::{Origin, construct};
use crate::codegen::model::{Batch, Collection, Resource, Text};
use crate::codegen::paginators::{self, ItemType};
use crate::codegen::request::setters;
use crate::codegen::scope::{Service, camel};
use crate::codegen::sdk::{Kind, Operation};

/// The methods that give a collection.
pub(crate) fn methods(service: &Service, resource: &Resource) -> Result<String> {
    if resource.collections.is_empty() {
        return Ok(String::new());
    }
    let mut out = format!("\n/// Collections: descriptions of listings.\nimpl {} {{\n", resource.name.get_ref());
    for collection in &resource.collections {
        let parts = Parts::new(service, resource, collection)?;
        let sentence = parts.sentence();
        let (name, kind, module, simple) =
            (collection.name.get_ref(), &parts.kind, &parts.operation.module, &parts.simple);
        let convert = &parts.convert;
        let this = if convert.contains("this.") { "let this = self.clone();\n" } else { "" };
        writeln!(
            out,
            "/// {sentence} Nothing is asked until it is walked.
pub fn {name}(&self) -> {kind} {{
    {this}let request = self.client.{module}(){simple};
    {kind} {{ parent: self.clone(), inner: Collection::new(request, move |item| {{ {convert} }}) }}
}}\n",
            simple = simple.replace("this.", "self."),
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
            out.push_str(&batch_action(service, &parts, batch)?);
        }
    }
    Ok(out)
}

/// What is known of a collection.
struct Parts<'a> {
    parent: &'a Resource,
    collection: &'a Collection,
    operation: Operation,
    builder: String,
    kind: String,
    simple: String,
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
        let set = setters(service, parent, &operation, &collection.parameters, "this")?;
        if set.needs_data || !set.built.is_empty() {
            bail!(service.file().error(&collection.operation, "a collection's parameters come from identifiers"));
        }
        let target = service.model.resource(&collection.item.resource)?;
        let origin = Origin { parent, operation: Some(&operation), item: Some(&item_type) };
        let data = service.data_type(target)?.filter(|_| collection.item.path.is_some()).map(|_| "item");
        let made = construct(service, &collection.item.resource, &collection.item.identifiers, origin, data)?;
        check_path(service, collection, &item_type)?;
        let kind = type_name(parent.name.get_ref(), collection.name.get_ref());
        let builder = format!("sdk::operation::{}::builders::{}", operation.module, operation.builder);
        let convert = format!("{}Ok({})", made.after, made.literal);
        Ok(Self { parent, collection, operation, builder, kind, simple: set.simple, convert })
    }

    fn sentence(&self) -> String {
        let api = &self.operation.api;
        let default = || format!("Each [`{}`] that `{api}` lists.", self.collection.item.resource.get_ref());
        self.collection.doc.as_deref().map_or_else(default, |doc| doc.trim().to_owned())
    }
}

/// A path beside the list that the walk gives would be another list.
fn check_path(service: &Service, collection: &Collection, item_type: &ItemType) -> Result<()> {
    let (Some(path), ItemType::One(kind)) = (&collection.item.path, item_type) else { return Ok(()) };
    let operation = service.operation(&collection.operation)?;
    let steps = service.at(path, access::parse(path.get_ref().trim_end_matches("[]")))?;
    let list = service.at(path, access::read(&service.sdk, &operation.output, "page", &steps, Mode::Ref))?;
    if list.kind != Kind::List(Box::new(kind.clone())) {
        let message =
            format!("{} walks a list of {}, and this is another", operation.api, paginators::type_name(kind)?);
        bail!(service.file().error(path, message));
    }
    Ok(())
}

fn definition(service: &Service, parts: &Parts<'_>) -> Result<String> {
    let Parts { kind, builder, operation, .. } = parts;
    let (parent, target) = (parts.parent.name.get_ref(), parts.collection.item.resource.get_ref());
    let pin = if parts.simple.is_empty() {
        "Self { inner: self.inner.filter(parameters), ..self }".to_owned()
    } else {
        let simple = parts.simple.replace("this.", "parent.");
        format!(
            "let parent = self.parent.clone();\nSelf {{ inner: self.inner.filter(|request| parameters(request){simple}), ..self }}"
        )
    };
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
    inner: Collection<{builder}, {target}>,
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
    pub fn stream(&self) -> ResourceStream<{builder}, {target}> {{ self.inner.stream() }}

    /// A page at a time.
    pub fn pages(&self) -> ResourcePages<{builder}, {target}> {{ self.inner.pages() }}

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

fn batch_action(service: &Service, parts: &Parts<'_>, batch: &Batch) -> Result<String> {
    let operation = service.operation(&batch.operation)?;
    let target = service.model.resource(&parts.collection.item.resource)?;
    let set = setters(service, target, &operation, &batch.parameters, "first")?;
    if set.needs_data {
        bail!(service.file().error(&batch.operation, "a batch's parameters come from identifiers"));
    }
    if batch.size == 0 {
        bail!(service.file().error(&batch.name, "say in `size` how many resources a request may carry"));
    }
    // What is the same for all is taken from the first.
    let uses_first = set.simple.contains("first.") || set.built.contains("first.");
    let first = if uses_first { "let Some(first) = resources.first() else { return Ok(request) };\n" } else { "" };
    let (module, builder) = (&operation.module, &operation.builder);
    let builder = format!("sdk::operation::{module}::builders::{builder}");
    let output = format!("sdk::operation::{module}::{}", operation.output.name);
    let refused = refused(service, &operation, batch)?;
    let (name, api, size) = (batch.name.get_ref(), &operation.api, batch.size);
    let default = format!("Sends `{api}` for each page, {size} resources a request at most.");
    let sentence = batch.doc.as_deref().map_or(default.as_str(), str::trim);
    let target = target.name.get_ref();
    let mut out = String::new();
    writeln!(
        out,
        "
/// Batch actions: await one.
impl {kind} {{
    /// {sentence}
    ///
    /// `.with(|r| ..)` sets more of the operation's parameters, for each request; what names the resources stays. An empty
    /// page does not end it.
    ///
    /// # Errors
    ///
    /// The listing's and `{api}`'s. What a successful answer refuses is in the report: see `BatchReport::ok`.
    pub fn {name}(&self) -> Batch<{list}, {target}, {builder}, {output}> {{
        let client = self.parent.client.clone();
        Batch::new(self.inner.clone(), {size}, move |resources: Vec<{target}>, adjust| {{
            // What names the resources is set last, so that a closure cannot turn the request to others.
            let request = {build}(adjust(client.{module}()), &resources);
            Box::pin(async move {{
                let output = request?.send().await?;
                {refused}
                Ok((output, refused))
            }})
        }})
    }}
}}

/// The request of `{name}` for some resources.
fn {build}(request: {builder}, resources: &[{target}]) -> Result<{builder}> {{
    {first}Ok(request{simple}{built})
}}",
        kind = parts.kind,
        list = parts.builder,
        build = format!("{}_{name}_request", parts.collection.name.get_ref()),
        simple = set.simple,
        built = set.built,
    )?;
    Ok(out)
}

fn refused(service: &Service, operation: &Operation, batch: &Batch) -> Result<String> {
    let Some(failures) = &batch.failures else { return Ok("let refused = None;".to_owned()) };
    let steps = service.at(&failures.path, access::parse(failures.path.get_ref()))?;
    let list = access::read(&service.sdk, &operation.output, "output", &steps, Mode::Ref);
    let list = service.at(&failures.path, list)?;
    let Kind::Type(entry) = service.at(&failures.path, access::element(&list.kind))? else {
        bail!(service.file().error(&failures.path, "the failures are no structures"));
    };
    let shape = service.sdk.shape(&entry)?;
    let read = |name: &Text| {
        let steps = access::parse(name.get_ref());
        let access = steps.and_then(|steps| access::read(&service.sdk, &shape, "failure", &steps, Mode::Ref));
        let access = service.at(name, access)?;
        Ok::<_, anyhow::Error>(match access.expression.strip_suffix(".as_ref()") {
            Some(place) => format!("{place}.as_deref()"),
            None => format!("{}.map(String::as_str)", access.expression),
        })
    };
    let [id, code, message] = [read(&failures.id)?, read(&failures.code)?, read(&failures.message)?];
    let qualified = match &failures.qualifier {
        Some(name) => format!(".qualified({})", read(name)?),
        None => String::new(),
    };
    Ok(format!(
        "let failures = {}.into_iter().flatten();
        let refused = PartialFailure::of_failures({:?}, {:?}, failures, |failure| {{
            FailedEntry::new({code}, {message}).named({id}){qualified}
        }});",
        list.expression, service.model.service, operation.api
    ))
}
