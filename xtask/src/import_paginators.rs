//! `cargo xtask import-paginators`: a first `paginators/SERVICE.toml` from botocore's paginators and the service's model.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};
use clap::Args;
use serde_json::Value;

use crate::botocore::{json_file, newest, text};
use crate::{codegen, pypi, workspace};

/// Parameters that carry a position where no paginator says so.
const POSITIONS: [&str; 3] = ["NextToken", "nextToken", "Marker"];
/// Parameters that carry the size of a page where no paginator says so.
const SIZES: [&str; 6] = ["MaxResults", "maxResults", "MaxItems", "MaxRecords", "Limit", "PageSize"];

/// What to import.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The service as the SDK's crate names it: `sqs` for aws-sdk-sqs
    service: String,
    /// Print the model instead of writing it
    #[arg(long)]
    print: bool,
}

/// Writes `crates/sotalia-client/paginators/SERVICE.toml` from the pinned wheel of botocore.
///
/// # Errors
///
/// Fails if the wheel cannot be had, if no service is called so, or if there is a model already: from then on it is ours, and changed by hand.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let service = &arguments.service;
    let botocore = pypi::unpacked_wheel("botocore")?;
    let folder = newest(&botocore.join("botocore/data").join(codegen::botocore_name(&workspace::root(), service)?))?;
    let api = json_file(&folder.join("service-2.json"))?;
    // A few services have none, and may have lists all the same.
    let has_some = ["json", "json.gz"].iter().any(|kind| folder.join("paginators-1").with_extension(kind).exists());
    let paginators = if has_some { json_file(&folder.join("paginators-1.json"))? } else { Value::Null };
    // The crate may be older than botocore.
    let sdk = codegen::sdk(service).ok();
    let is_there = |operation: &str| sdk.as_ref().is_none_or(|sdk| sdk.operation(operation).is_ok());
    let out = model(service, &pypi::pinned_version("botocore")?, &api, &paginators["pagination"], &is_there)?;
    if arguments.print {
        print!("{out}");
        return Ok(());
    }
    let path = Path::new(codegen::PAGINATORS).join(format!("{service}.toml"));
    let full = workspace::root().join(&path);
    ensure!(!full.exists(), "{} is there, and changed by hand since it was imported: use --print", path.display());
    std::fs::write(full, out)?;
    println!("wrote {}; read it, then run `cargo xtask codegen`", path.display());
    Ok(())
}

/// The model as TOML: what botocore pages, and then what has a position and one list, and is paged nowhere.
fn model(
    service: &str,
    version: &str,
    api: &Value,
    pagination: &Value,
    is_there: &dyn Fn(&str) -> bool,
) -> Result<String> {
    let mut out = format!(
        "# Paginated operations of {}. They started from botocore {version}'s paginators.\n\
         # `cargo xtask codegen` makes crates/sotalia-client/src/generated/{service}.rs of it.\n",
        text(&api["metadata"]["serviceFullName"]),
    );
    let known: BTreeMap<&str, &Value> = entries(pagination).collect();
    for (name, paginator) in &known {
        let operation = Operation::new(api, name);
        let lacks = (!is_there(name)).then(|| "the SDK's crate in Cargo.lock lacks it".to_owned());
        match lacks.or_else(|| operation.refuse(paginator)) {
            Some(reason) => writeln!(out, "\n# {name} is left out: {reason}.")?,
            None => out.push_str(&operation.table(paginator)?),
        }
    }
    let mut others = String::new();
    for (name, _) in entries(&api["operations"]).filter(|(name, _)| !known.contains_key(name) && is_there(name)) {
        let operation = Operation::new(api, name);
        if let Some(paginator) = operation.guess() {
            others.push_str(&operation.table(&paginator)?);
        }
    }
    if !others.is_empty() {
        write!(out, "\n# In no SDK's paginators, and paged all the same.\n{others}")?;
    }
    Ok(out)
}

struct Operation<'a> {
    name: &'a str,
    api: &'a Value,
}

impl<'a> Operation<'a> {
    fn new(api: &'a Value, name: &'a str) -> Self {
        Self { name, api }
    }

    /// The type of a member of the request (`input`) or the answer (`output`), at a path of names.
    fn kind(&self, side: &str, path: &str) -> &'a str {
        let mut shape = text(&self.api["operations"][self.name][side]["shape"]);
        for step in path.split('.') {
            let (name, is_entry) = step.split_once('[').map_or((step, false), |(name, _)| (name, true));
            shape = text(&self.api["shapes"][shape]["members"][name]["shape"]);
            if is_entry {
                shape = text(&self.api["shapes"][shape]["member"]["shape"]);
            }
        }
        text(&self.api["shapes"][shape]["type"])
    }

    /// The members of the answer that are of a type.
    fn outputs(&self, kind: &str) -> Vec<&'a str> {
        let shape = text(&self.api["operations"][self.name]["output"]["shape"]);
        entries(&self.api["shapes"][shape]["members"])
            .map(|(name, _)| name)
            .filter(|name| self.kind("output", name) == kind)
            .collect()
    }

    /// Why an operation cannot be paged by our model, if so.
    fn refuse(&self, paginator: &Value) -> Option<String> {
        if let Some(name) =
            list(&paginator["input_token"]).into_iter().find(|name| self.kind("input", name) != "string")
        {
            return Some(format!("its position, {name}, is no text"));
        }
        let items = self.items(paginator);
        let is_nested = |name: &&String| matches!(self.kind("output", &format!("{name}[]")), "list" | "map");
        match items.iter().find(is_nested) {
            Some(name) => Some(format!("the entries of {name} are lists or maps")),
            None => items.is_empty().then(|| "its answer has no list".to_owned()),
        }
    }

    /// The lists of the answer. botocore names sums, such as `Count`, beside them.
    fn items(&self, paginator: &Value) -> Vec<String> {
        let names = list(&paginator["result_key"]);
        names.into_iter().filter(|name| self.kind("output", name) == "list").collect()
    }

    /// How an operation is paged that no paginator names: a position in request and answer, and one list.
    fn guess(&self) -> Option<Value> {
        let both = |name: &&&str| self.kind("input", name) == "string" && self.kind("output", name) == "string";
        let position = POSITIONS.iter().find(both)?;
        let lists = self.outputs("list");
        let [items] = lists.as_slice() else { return None };
        let mut paginator =
            serde_json::json!({ "input_token": position, "output_token": position, "result_key": items });
        if let Some(size) = SIZES.iter().find(|name| self.kind("input", name) == "integer") {
            paginator["limit_key"] = Value::from(*size);
        }
        self.refuse(&paginator).is_none().then_some(paginator)
    }

    fn table(&self, paginator: &Value) -> Result<String> {
        let mut out = format!("\n[{}]\n", self.name);
        writeln!(
            out,
            "input = {:?}\noutput = {:?}",
            list(&paginator["input_token"]),
            list(&paginator["output_token"])
        )?;
        if let Some(more) = paginator["more_results"].as_str() {
            writeln!(out, "more = {more:?}")?;
        }
        let is_number = |name: &&str| self.kind("input", name) == "integer";
        if let Some(size) = paginator["limit_key"].as_str().filter(is_number) {
            writeln!(out, "size = {size:?}")?;
        }
        writeln!(out, "items = {:?}", self.items(paginator))?;
        Ok(out)
    }
}

/// One text or several.
fn list(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(texts) => texts.iter().map(|one| text(one).to_owned()).collect(),
        _ => Vec::new(),
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::model;

    #[test]
    fn a_model_has_what_botocore_pages_and_what_it_forgot() {
        let shapes = json!({
            "S": { "type": "string" }, "N": { "type": "integer" }, "M": { "type": "map" },
            "L": { "type": "list", "member": { "shape": "S" } }, "LL": { "type": "list", "member": { "shape": "L" } },
            "In": { "type": "structure", "members": { "NextToken": { "shape": "S" }, "MaxResults": { "shape": "N" }, "Key": { "shape": "M" } } },
            "Out": { "type": "structure", "members": { "NextToken": { "shape": "S" }, "Things": { "shape": "L" }, "Count": { "shape": "N" } } },
            "Rows": { "type": "structure", "members": { "NextToken": { "shape": "S" }, "Rows": { "shape": "LL" } } },
        });
        let operation = json!({ "input": { "shape": "In" }, "output": { "shape": "Out" } });
        let rows = json!({ "input": { "shape": "In" }, "output": { "shape": "Rows" } });
        let api = json!({
            "metadata": { "serviceFullName": "Amazon Things" }, "shapes": shapes,
            "operations": { "ListThings": operation, "ListMore": operation, "ListNew": operation, "Scan": operation,
                "GetRows": rows, "GuessRows": rows, "ListText": operation },
        });
        let pagination = json!({
            "ListThings": { "input_token": "NextToken", "output_token": "NextToken", "limit_key": "MaxResults", "result_key": ["Things", "Count"] },
            "GetRows": { "input_token": "NextToken", "output_token": "NextToken", "result_key": "Rows" },
            "ListText": { "input_token": "NextToken", "output_token": "NextToken", "limit_key": "NextToken", "result_key": "Things" },
            "ListNew": { "input_token": "NextToken", "output_token": "NextToken", "result_key": "Things" },
            "Scan": { "input_token": "Key", "output_token": "Key", "result_key": "Things" },
        });
        let table = "input = [\"NextToken\"]\noutput = [\"NextToken\"]\nsize = \"MaxResults\"\nitems = [\"Things\"]\n";
        let unsized_table = table.replace("size = \"MaxResults\"\n", "");
        let expected = format!(
            "\n# GetRows is left out: the entries of Rows are lists or maps.\n\n# ListNew is left out: the SDK's crate in Cargo.lock lacks it.\n\n[ListText]\n{unsized_table}\n[ListThings]\n{table}\n# Scan is left out: its position, Key, is no text.\n\
             \n# In no SDK's paginators, and paged all the same.\n\n[ListMore]\n{table}"
        );
        let made = model("things", "1.0", &api, &pagination, &|name| name != "ListNew").expect("it can be written");
        assert_eq!(made.splitn(3, '\n').nth(2), Some(expected.as_str()), "expected this after the heading: {expected}");
    }
}
