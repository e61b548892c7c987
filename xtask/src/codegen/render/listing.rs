//! Walks over a list that the pages of an operation hold deeper, or beside others: `Reservations[].Instances[]`.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::codegen::access::{self, Mode, Step};
use crate::codegen::model::Collection;
use crate::codegen::paginators::type_name;
use crate::codegen::scope::Service;
use crate::codegen::sdk::{Kind, Operation};

/// A list that the client layer does not walk by itself.
#[derive(Debug, Clone)]
pub(crate) struct Listing {
    /// The Rust type of the walk.
    pub(crate) name: String,
    /// What an entry is.
    pub(crate) kind: Kind,
    steps: Vec<Step>,
    path: String,
}

/// The walk that a collection needs, if it is not that of the client layer.
pub(crate) fn listing(service: &Service, collection: &Collection, operation: &Operation) -> Result<Option<Listing>> {
    let Some(text) = collection.item.list.as_ref().or(collection.item.path.as_ref()) else { return Ok(None) };
    let path = text.get_ref().strip_prefix("response:").unwrap_or(text.get_ref());
    // Each entry of the walk as it is: of several lists, for a type of ours.
    if path == "@" {
        return Ok(None);
    }
    let known = service.paginators.lists(&operation.api);
    if known.is_empty() {
        // The collection says so, where its other needs are checked too.
        return Ok(None);
    }
    if known == [path.trim_end_matches("[]")] {
        return Ok(None);
    }
    let steps = service.at(text, access::parse(path))?;
    if steps.last() != Some(&Step::Each) {
        return Err(service.file().error(text, "a collection's list ends with []: `Instances[]`"));
    }
    let entries = service.at(text, access::each(&service.sdk, &operation.output, "page", &steps, Mode::Owned))?;
    let last = path.trim_end_matches("[]").rsplit('.').next().unwrap_or_default();
    let name = format!("{}{}", operation.api, last[..1].to_uppercase() + &last[1..]);
    Ok(Some(Listing { name, kind: entries.kind, steps, path: path.to_owned() }))
}

/// The walks of all collections of a service, by name; `None` if there is none.
pub(crate) fn module(service: &Service) -> Result<Option<(String, Vec<String>)>> {
    let mut all = BTreeMap::new();
    for collection in service.model.resources.iter().flat_map(|resource| &resource.collections) {
        let operation = service.operation(&collection.operation)?;
        if let Some(listing) = listing(service, collection, &operation)? {
            all.insert(listing.name.clone(), (listing, operation));
        }
    }
    if all.is_empty() {
        return Ok(None);
    }
    let mut body = String::new();
    for (listing, operation) in all.values() {
        body.push_str(&definition(service, listing, operation)?);
    }
    let sized = if body.contains("SizedPages") { ", SizedPages" } else { "" };
    let uses = format!(
        "//! Walks over lists that answers hold deeper, or beside others.\n\nuse std::future::Future;\nuse std::pin::Pin;\n\n\
         use sotalia_client::{} as sdk;\nuse sotalia_client::{{Next, PagedOperation, Position{sized}}};\n\
         use sotalia_resource::cut;\nuse sotalia_resource::error::Result;\n",
        service.model.service
    );
    Ok(Some((uses + &body, all.into_keys().collect())))
}

fn definition(service: &Service, listing: &Listing, operation: &Operation) -> Result<String> {
    let Listing { name, kind, steps, path } = listing;
    let Operation { api, module, builder, output, .. } = operation;
    let builder = format!("sdk::operation::{module}::builders::{builder}");
    let each = |mode| access::each(&service.sdk, output, "page", steps, mode);
    let mut out = format!(
        "
/// `{api}`, walked over the entries of `{path}`.
#[derive(Debug, Clone)]
pub struct {name}(pub(super) {builder});

impl PagedOperation for {name} {{
    const SERVICE: &'static str = {builder}::SERVICE;
    const OPERATION: &'static str = {builder}::OPERATION;
    const TOKENS: &'static [&'static str] = {builder}::TOKENS;
    type Page = sdk::operation::{module}::{page};
    type Item = {item};
    type Items = Self;
    type Views = Self;
    fn for_items(self) -> Self {{ self }}
    fn for_views(self) -> Self {{ self }}
    fn with_position(self, position: &Position) -> Self {{ Self(self.0.with_position(position)) }}
    fn send_page(self) -> Pin<Box<dyn Future<Output = Result<Self::Page>> + Send>> {{ self.0.send_page() }}
    fn next(page: &Self::Page) -> Next {{ {builder}::next(page) }}
    fn item_count(page: &Self::Page) -> usize {{ {count}.count() }}
    fn cut_items(page: &mut Self::Page, mut skip: usize, mut keep: usize) {{ {cuts} }}
    fn into_items(page: Self::Page) -> Vec<Self::Item> {{ {all}.collect() }}
}}
",
        page = output.name,
        item = type_name(kind)?,
        count = each(Mode::Ref)?.expression,
        cuts = cuts(service, operation, steps)?,
        all = each(Mode::Owned)?.expression,
    );
    if service.paginators.has_page_size(api) {
        out.push_str(&format!(
            "\nimpl SizedPages for {name} {{
    fn with_page_size(self, items: i32) -> Self {{ Self(self.0.with_page_size(items)) }}
}}\n"
        ));
    }
    Ok(out)
}

/// Statements that cut the innermost lists, one after the other.
fn cuts(service: &Service, operation: &Operation, steps: &[Step]) -> Result<String> {
    let mut parts: Vec<&[Step]> = steps.split(|step| *step == Step::Each).filter(|part| !part.is_empty()).collect();
    let last = parts.pop().unwrap_or_default();
    let (mut open, mut close, mut variable) = (String::new(), String::new(), "page".to_owned());
    let mut shape = std::rc::Rc::new(operation.output.clone());
    for (depth, part) in parts.iter().enumerate() {
        let list = access::read(&service.sdk, &shape, &variable, part, Mode::Mut)?;
        let Kind::Type(name) = access::element(&list.kind)? else { break };
        shape = service.sdk.shape(&name)?;
        variable = format!("entry_{depth}");
        open.push_str(&format!("for {variable} in {}.into_iter().flatten() {{ ", list.expression));
        close.push_str(" }");
    }
    let list = access::read(&service.sdk, &shape, &variable, last, Mode::Mut)?;
    Ok(format!("{open}cut({}, &mut skip, &mut keep);{close}", list.expression))
}
