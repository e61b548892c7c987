//! Generates the pagination of typed clients from `crates/sotalia-client/paginators/*.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, bail};
use serde::Deserialize;

use super::access::{self, Access, Mode, Step, describe, element};
use super::model::{SourceFile, Text};
use super::scope::camel;
use super::sdk::{Kind, Operation, Sdk};

/// The folder of the models.
pub(crate) const FOLDER: &str = "crates/sotalia-client/paginators";

/// The paginated operations of a service.
#[derive(Debug, Default)]
pub(crate) struct Paginators {
    operations: BTreeMap<Text, Paginator>,
    file: SourceFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paginator {
    /// Parameters that carry the position.
    #[serde(default)]
    input: Vec<Text>,
    /// Where the answer says the next position; `A || B` takes B where A is absent, `A unless B` takes A only then.
    #[serde(default)]
    output: Vec<Text>,
    /// Where the answer says whether there is more.
    more: Option<Text>,
    /// The parameter for the size of a page.
    size: Option<Text>,
    /// The size to ask for where the caller chose none, as the service would answer with everything at once.
    default_size: Option<i32>,
    /// Lists of identifiers: a request that has one bounds the answer, and takes no default size.
    #[serde(default)]
    unsized_with: Vec<Text>,
    /// How many entries the service answers with where the caller chose no size, without saying that there are more: an answer
    /// with so many and no position is asked for again, with this size.
    stops_at: Option<i32>,
    /// The lists of the answer; `Reservations[].Instances` are those of the entries of another.
    items: Vec<Text>,
    /// Parameters that must go once a position is set.
    #[serde(default)]
    clears: Vec<Text>,
    /// What is encoded when the listing asks for `encoding-type=url`.
    #[serde(default)]
    url_encoded: Vec<Text>,
    /// The operation of `crate::listing` that walks its items, and the type of these: `{ operation = "..", item = ".." }`.
    fast: Option<Fast>,
}

/// What walks the items of an operation faster than the SDK does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fast {
    /// A type of `crate::listing`.
    operation: String,
    /// Its items.
    item: String,
}

/// The type of the entries of a listing.
#[derive(Debug, Clone)]
pub(crate) enum ItemType {
    /// One list.
    One(Kind),
    /// Several: an enumeration of this name with a variant for each.
    Merged(String, Vec<(String, Kind)>),
    /// A type of `crate::listing`, whose methods give its identifiers, and of which that of the SDK can be made: if the entries
    /// are of one list, a structure.
    Fast(String, Option<Kind>),
}

impl Paginators {
    /// Reads the model of a service.
    pub(crate) fn read(root: &Path, service: &str) -> Result<Self> {
        let path = Path::new(FOLDER).join(format!("{service}.toml"));
        if !root.join(&path).exists() {
            return Ok(Self::default());
        }
        let file = SourceFile::read(root, &path)?;
        Ok(Self { operations: file.parse()?, file })
    }

    /// What a walk over an operation gives, if it can be walked.
    pub fn item_type(&self, sdk: &Sdk, operation: &Operation) -> Result<Option<ItemType>> {
        let found = self.operations.iter().find(|(name, _)| name.get_ref() == &operation.api);
        found
            .map(|(_, paginator)| match &paginator.fast {
                Some(fast) => match item_type(sdk, operation, paginator)? {
                    ItemType::One(kind) => Ok(ItemType::Fast(fast.item.clone(), Some(kind))),
                    _ => Ok(ItemType::Fast(fast.item.clone(), None)),
                },
                None => item_type(sdk, operation, paginator),
            })
            .transpose()
    }

    /// The lists of an operation that can be walked.
    pub fn lists(&self, operation: &str) -> Vec<&str> {
        let found = self.operations.iter().find(|(name, _)| name.get_ref() == operation);
        found.into_iter().flat_map(|(_, paginator)| &paginator.items).map(|path| path.get_ref().as_str()).collect()
    }

    /// Whether the size of a page can be chosen.
    pub fn has_page_size(&self, operation: &str) -> bool {
        self.operations.iter().any(|(name, paginator)| name.get_ref() == operation && paginator.size.is_some())
    }

    /// The Rust module.
    pub(crate) fn generate(&self, sdk: &Sdk, service: &str) -> Result<String> {
        let mut body = String::new();
        for (name, paginator) in &self.operations {
            let text = sdk
                .operation(name.get_ref())
                .and_then(|operation| Emitter { sdk, service, operation: &operation, paginator }.emit())
                .map_err(|error| self.file.error(name, format!("{}: {error:#}", name.get_ref())))?;
            body.push_str(&text);
        }
        if body.is_empty() {
            return Ok(format!("//! No operation of `{service}` answers in pages.\n"));
        }
        let encoded = self.operations.values().any(|paginator| !paginator.url_encoded.is_empty());
        let listing = if body.contains("listing::") { "use crate::listing;\n" } else { "" };
        let encoding = if encoded { "use crate::encoding::{self, EncodedNames};\n" } else { "" };
        Ok(format!(
            "//! Which operations of `{service}` answer in pages, and how.\n\n\
             use aws_sdk_{service} as sdk;\nuse sotalia_session::error::Result;\n\n{encoding}{listing}\
             use super::{{BoxFuture, cut, length, list}};\n\
             use crate::paginate::{{Next, PagedOperation, Position, SizedPages}};\n{body}"
        ))
    }
}

fn item_type(sdk: &Sdk, operation: &Operation, paginator: &Paginator) -> Result<ItemType> {
    let mut kinds = Vec::new();
    for path in &paginator.items {
        let list = List::read(sdk, operation, path)?;
        let name = &list.name;
        let variant = camel(name.strip_suffix('s').unwrap_or(name));
        kinds.push((variant, list.entry));
    }
    match kinds.as_slice() {
        [] => bail!("`items` names no list"),
        [(_, kind)] => Ok(ItemType::One(kind.clone())),
        _ => Ok(ItemType::Merged(format!("{}Item", operation.api), kinds)),
    }
}

/// The code that works on a list of a page, in `page`.
struct List {
    /// The last member of its path.
    name: String,
    /// What its entries are.
    entry: Kind,
    /// How many there are.
    count: String,
    /// The statement that cuts it.
    cut: String,
    /// The list itself.
    owned: String,
    /// The list, taken from a place that another list is in too.
    taken: Option<String>,
}

impl List {
    /// `Buckets`, or the lists that the entries of another have: `Reservations[].Instances`.
    fn read(sdk: &Sdk, operation: &Operation, path: &Text) -> Result<Self> {
        let steps = access::parse(path.get_ref())?;
        let Some(Step::Member(name)) = steps.last() else { bail!("{} is no list", path.get_ref()) };
        let (outer, inner) = match steps.iter().position(|step| *step == Step::Each) {
            Some(at) => (&steps[..at], Some(&steps[at + 1..])),
            None => (&steps[..], None),
        };
        let read = |mode| access::read(sdk, &operation.output, "page", outer, mode);
        let [by_ref, by_mut, owned] = [read(Mode::Ref)?, read(Mode::Mut)?, read(Mode::Owned)?];
        let entry = element(&by_ref.kind)?;
        let (by_ref, by_mut, owned) = (by_ref.expression, by_mut.expression, owned.expression);
        let Some(inner) = inner else {
            let taken = || format!("list({by_mut}.map(std::mem::take))");
            return Ok(Self {
                name: name.clone(),
                entry,
                count: format!("length({by_ref})"),
                cut: format!("cut({by_mut}, &mut skip, &mut keep);"),
                owned: format!("list({owned})"),
                taken: (outer.len() > 1).then(taken),
            });
        };
        let Kind::Type(shape) = entry else { bail!("{} is no list of structures", path.get_ref()) };
        let shape = sdk.shape(&shape)?;
        let within = |mode| access::read(sdk, &shape, "entry", inner, mode);
        let [ref_in, mut_in, owned_in] = [within(Mode::Ref)?, within(Mode::Mut)?, within(Mode::Owned)?];
        Ok(Self {
            name: name.clone(),
            entry: element(&ref_in.kind)?,
            count: format!("{by_ref}.into_iter().flatten().map(|entry| length({})).sum::<usize>()", ref_in.expression),
            cut: format!(
                "for entry in {by_mut}.into_iter().flatten() {{ cut({}, &mut skip, &mut keep); }}",
                mut_in.expression
            ),
            owned: format!(
                "list({owned}).into_iter().flat_map(|entry| list({})).collect::<Vec<_>>()",
                owned_in.expression
            ),
            taken: Some(format!(
                "{by_mut}.into_iter().flatten().flat_map(|entry| list({}.map(std::mem::take))).collect::<Vec<_>>()",
                mut_in.expression
            )),
        })
    }
}

/// The Rust type of an entry, with the SDK as `sdk`.
pub(crate) fn type_name(kind: &Kind) -> Result<String> {
    match kind {
        Kind::Text => Ok("String".to_owned()),
        Kind::Plain(name) => Ok(name.clone()),
        Kind::Type(name) => Ok(format!("sdk::types::{name}")),
        other => bail!("{} cannot be an entry of a listing", describe(other)),
    }
}

struct Emitter<'a> {
    sdk: &'a Sdk,
    service: &'a str,
    operation: &'a Operation,
    paginator: &'a Paginator,
}

impl Emitter<'_> {
    fn emit(&self) -> Result<String> {
        let Operation { api, module, builder, .. } = self.operation;
        let items = item_type(self.sdk, self.operation, self.paginator)?;
        let mut out = String::new();
        let item = match &items {
            ItemType::One(kind) => type_name(kind)?,
            ItemType::Merged(name, variants) => {
                out.push_str(&merged(api, name, variants)?);
                name.clone()
            }
            ItemType::Fast(name, _) => format!("listing::{name}"),
        };
        let tokens: Vec<String> = self.paginator.input.iter().map(|name| format!("{:?}", name.get_ref())).collect();
        writeln!(
            out,
            "\nimpl PagedOperation for sdk::operation::{module}::builders::{builder} {{
    const SERVICE: &'static str = {service:?};
    const OPERATION: &'static str = {api:?};
    const TOKENS: &'static [&'static str] = &[{tokens}];
    type Page = sdk::operation::{module}::{output};
    type Item = {item};
    {walkers}
    {position}
    {send}
    {next}
    {entries}
}}",
            service = self.service,
            tokens = tokens.join(", "),
            output = self.operation.output.name,
            walkers = self.walkers(&item),
            position = self.with_position()?,
            send = self.send_page()?,
            next = self.next()?,
            entries = self.entries(&items)?,
        )?;
        out.push_str(&self.decoding()?);
        if let Some(size) = &self.paginator.size {
            let field = self.operation.input.field(size.get_ref())?;
            if field.kind != Kind::Plain("i32".to_owned()) {
                bail!("{} is {}, and a page size is an i32", size.get_ref(), describe(&field.kind));
            }
            let setter = &field.name;
            writeln!(
                out,
                "\nimpl SizedPages for sdk::operation::{module}::builders::{builder} {{
    fn with_page_size(self, items: i32) -> Self {{ self.{setter}(items) }}
}}"
            )?;
        }
        Ok(out)
    }

    /// What walks the entries.
    fn walkers(&self, item: &str) -> String {
        let Some(fast) = &self.paginator.fast else {
            return "type Items = Self;
    type Views = Self;
    fn for_items(self) -> Self { self }
    fn for_views(self) -> Self { self }"
                .to_owned();
        };
        let Fast { operation, item: view } = fast;
        format!(
            "type Items = listing::{operation}<{item}>;
    type Views = listing::{operation}<listing::{view}>;
    fn for_items(self) -> Self::Items {{ listing::{operation}::new(self) }}
    fn for_views(self) -> Self::Views {{ listing::{operation}::new(self) }}"
        )
    }

    fn with_position(&self) -> Result<String> {
        let mut calls = String::new();
        for (index, name) in self.paginator.input.iter().enumerate() {
            let field = self.operation.input.field(name.get_ref())?;
            if field.kind != Kind::Text {
                bail!("{} is {}, and a position is text", name.get_ref(), describe(&field.kind));
            }
            write!(calls, ".set_{}(position.value({index}))", field.name)?;
        }
        for name in &self.paginator.clears {
            write!(calls, ".set_{}(None)", self.operation.input.field(name.get_ref())?.name)?;
        }
        // An operation that answers in one page has no position.
        let name = if self.paginator.input.is_empty() { "_position" } else { "position" };
        Ok(format!("fn with_position(self, {name}: &Position) -> Self {{ self{calls} }}"))
    }

    fn send_page(&self) -> Result<String> {
        if let Some(most) = self.paginator.stops_at {
            return self.send_again(most);
        }
        if self.paginator.url_encoded.is_empty() {
            let (sized, request) = self.default_size()?;
            return Ok(format!(
                "fn send_page(self) -> BoxFuture<Result<Self::Page>> {{
        {sized}Box::pin(async move {{ Ok({request}.send().await?) }})
    }}"
            ));
        }
        if self.paginator.default_size.is_some() {
            bail!("a listing of encoded names has no default size");
        }
        Ok("fn send_page(self) -> BoxFuture<Result<Self::Page>> {
        // As boto3 does: names come encoded, so that each legal one can be listed, unless the caller set the encoding.
        let ours = self.get_encoding_type().is_none();
        let request = if ours { self.encoding_type(sdk::types::EncodingType::Url) } else { self };
        Box::pin(async move {
            let mut page = request.send().await?;
            if ours {
                page.decode_names()?;
            }
            Ok(page)
        })
    }"
        .to_owned())
    }

    /// Sends the request, and once more if the service may have stopped in silence.
    fn send_again(&self, most: i32) -> Result<String> {
        if self.paginator.default_size.is_some() || !self.paginator.url_encoded.is_empty() {
            bail!("`stops_at` goes with neither a default size nor encoded names");
        }
        let Some(size) = &self.paginator.size else { bail!("`stops_at` needs the `size` that is then asked for") };
        let setter = &self.operation.input.field(size.get_ref())?.name;
        Ok(format!(
            "fn send_page(self) -> BoxFuture<Result<Self::Page>> {{
        Box::pin(async move {{
            let again = self.get_{setter}().is_none().then(|| self.clone().{setter}({most}));
            let page = self.send().await?;
            match again {{
                // Who asks for no size gets so many at most, and is not told that there are more.
                Some(again) if Self::item_count(&page) >= {most} && Self::next(&page) == Next::End => Ok(again.send().await?),
                _ => Ok(page),
            }}
        }})
    }}"
        ))
    }

    /// How the names of an answer are decoded.
    fn decoding(&self) -> Result<String> {
        if self.paginator.url_encoded.is_empty() {
            return Ok(String::new());
        }
        let mut decode = String::new();
        for path in &self.paginator.url_encoded {
            decode.push_str(&self.decode(path)?);
        }
        let Operation { module, output, .. } = self.operation;
        Ok(format!(
            "\nimpl EncodedNames for sdk::operation::{module}::{output} {{
    fn decode_names(&mut self) -> Result<()> {{
        if self.encoding_type == Some(sdk::types::EncodingType::Url) {{ {decode} }}
        Ok(())
    }}
}}
",
            output = output.name
        ))
    }

    /// The statement that sets the default size, if there is one, and the name of the request after it.
    fn default_size(&self) -> Result<(String, &'static str)> {
        let Some(default) = self.paginator.default_size else { return Ok((String::new(), "self")) };
        let Some(size) = &self.paginator.size else { bail!("a default size needs the `size` that it is a default of") };
        let setter = &self.operation.input.field(size.get_ref())?.name;
        let mut conditions = vec![format!("self.get_{setter}().is_none()")];
        for list in &self.paginator.unsized_with {
            let field = self.operation.input.field(list.get_ref())?;
            element(&field.kind)?;
            conditions.push(format!("self.get_{}().as_ref().is_none_or(Vec::is_empty)", field.name));
        }
        let ours = conditions.join(" && ");
        let comment = "// The service would answer with everything at once.\n        ";
        let sized = format!(
            "{comment}let ours = {ours};\nlet request = if ours {{ self.{setter}({default}) }} else {{ self }};\n"
        );
        Ok((sized, "request"))
    }

    fn decode(&self, path: &Text) -> Result<String> {
        let steps = access::parse(path.get_ref())?;
        match steps.as_slice() {
            [Step::Member(name)] => {
                Ok(format!("encoding::decode_option(&mut self.{})?;\n", self.operation.output.field(name)?.name))
            }
            [Step::Member(list), Step::Each, Step::Member(name)] => {
                let field = self.operation.output.field(list)?;
                let Kind::Type(entry) = element(&field.kind)? else { bail!("{list} is no list of structures") };
                let inner = &self.sdk.shape(&entry)?.field(name)?.name.clone();
                let list = &field.name;
                Ok(format!(
                    "for entry in self.{list}.iter_mut().flatten() {{ encoding::decode_option(&mut entry.{inner})?; }}\n"
                ))
            }
            _ => bail!("{} is neither a member nor a member of a list", path.get_ref()),
        }
    }

    fn next(&self) -> Result<String> {
        let mut values = Vec::new();
        for path in &self.paginator.output {
            values.push(self.value(path.get_ref())?);
        }
        let position = format!("Position::new([{}])", values.join(", "));
        let verdict = match &self.paginator.more {
            None => format!("Next::unflagged({position})"),
            Some(path) => {
                let steps = access::parse(path.get_ref())?;
                let flag = access::read(self.sdk, &self.operation.output, "page", &steps, Mode::Ref)?;
                format!("Next::flagged({}.copied(), {position})", flag.expression)
            }
        };
        let page = if verdict.contains("page.") { "page" } else { "_page" };
        Ok(format!("fn next({page}: &Self::Page) -> Next {{ {verdict} }}"))
    }

    /// The expression of one part of the next position.
    fn value(&self, path: &str) -> Result<String> {
        let (path, unless) = path.split_once(" unless ").map_or((path, None), |(path, other)| (path, Some(other)));
        let mut parts = path.split("||").map(str::trim);
        let first = self.text(parts.next().unwrap_or_default())?;
        let others: Vec<Access> = parts.map(|path| self.text(path)).collect::<Result<_>>()?;
        let mut value = if others.is_empty() { first.cloned() } else { first.expression };
        for other in &others {
            write!(value, ".filter(|text| !text.is_empty()).or_else(|| {})", other.expression)?;
        }
        if !others.is_empty() {
            value.push_str(".cloned()");
        }
        let Some(other) = unless else { return Ok(value) };
        let other = self.text(other)?.expression;
        Ok(format!("if {other}.is_some_and(|text| !text.is_empty()) {{ None }} else {{ {value} }}"))
    }

    fn text(&self, path: &str) -> Result<Access> {
        let steps = access::parse(path)?;
        let access = access::read(self.sdk, &self.operation.output, "page", &steps, Mode::Ref)?;
        if access.kind != Kind::Text {
            bail!("{path} is {}, and a position is text", describe(&access.kind));
        }
        Ok(access)
    }

    fn entries(&self, items: &ItemType) -> Result<String> {
        let (mut counts, mut cuts, mut all) = (Vec::new(), String::new(), String::new());
        for (index, path) in self.paginator.items.iter().enumerate() {
            let list = List::read(self.sdk, self.operation, path)?;
            counts.push(list.count);
            writeln!(cuts, "{}", list.cut)?;
            match items {
                ItemType::One(_) | ItemType::Fast(..) => all = list.owned,
                ItemType::Merged(name, variants) => {
                    let owned = list.taken.unwrap_or(list.owned);
                    let variant = &variants[index].0;
                    let link = if index == 0 { "" } else { ".chain" };
                    let mapped = format!("{owned}.into_iter().map({name}::{variant})");
                    all = if index == 0 { mapped } else { format!("{all}{link}({mapped})") };
                }
            }
        }
        if matches!(items, ItemType::Merged(..)) {
            all.push_str(".collect()");
        }
        let page = if all.contains("mem::take") { "mut page" } else { "page" };
        Ok(format!(
            "fn item_count(page: &Self::Page) -> usize {{ {} }}
    fn cut_items(page: &mut Self::Page, mut skip: usize, mut keep: usize) {{ {cuts} }}
    fn into_items({page}: Self::Page) -> Vec<Self::Item> {{ {all} }}",
            counts.join(" + ")
        ))
    }
}

fn merged(api: &str, name: &str, variants: &[(String, Kind)]) -> Result<String> {
    let first_word = |name: &str| name.chars().skip(1).take_while(|letter| !letter.is_uppercase()).collect::<String>();
    let is_alike = variants.windows(2).all(|pair| first_word(&pair[0].0) == first_word(&pair[1].0));
    let mut lints = String::new();
    if is_alike && variants.len() > 2 {
        lints.push_str("#[expect(clippy::enum_variant_names, reason = \"the names are the lists'\")]\n");
    }
    let mut out = format!(
        "\n/// An entry of a page of `{api}`. Within a page they come in this order, as in boto3.
{lints}#[derive(Debug, Clone, PartialEq)]
pub enum {name} {{\n"
    );
    for (variant, kind) in variants {
        writeln!(out, "/// From the list of this name.\n{variant}({}),", type_name(kind)?)?;
    }
    out.push_str("}\n");
    Ok(out)
}
