//! `cargo xtask import-boto3`: a first `resources.toml` from the facts of boto3's resource model.

mod members;
mod source;

use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use serde_json::Value;

use self::source::{Facts, snake};
pub(crate) use self::source::{json_file, newest, text};
use crate::{pypi, workspace};

/// What to import.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The service as boto3 names it: `sqs`
    service: String,
    /// Print the model instead of writing it to `crates/sotalia-SERVICE`
    #[arg(long)]
    print: bool,
}

/// Writes `resources.toml` and `boto3-members.tsv` of a service, from the pinned wheels of boto3 and botocore.
///
/// # Errors
///
/// Fails if the wheels cannot be had, or if there is a model already: from then on it is ours, and changed by hand.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let (boto3, botocore) = (pypi::unpacked_wheel("boto3")?, pypi::unpacked_wheel("botocore")?);
    let service = &arguments.service;
    let facts = Facts::read(&boto3, &botocore, service)?;
    if arguments.print {
        print!("{}", model(&facts)?);
        return Ok(());
    }
    let folder = workspace::root().join("crates").join(format!("sotalia-{service}"));
    let path = folder.join("resources.toml");
    ensure!(!path.exists(), "{} is there, and changed by hand since it was imported: use --print", path.display());
    std::fs::create_dir_all(&folder)?;
    std::fs::write(&path, model(&facts)?)?;
    std::fs::write(folder.join("boto3-members.tsv"), members::members(&facts)?)?;
    println!("wrote {} and boto3-members.tsv; read them, then run `cargo xtask codegen`", path.display());
    Ok(())
}

/// The model as TOML.
fn model(facts: &Facts) -> Result<String> {
    let service = facts.service.as_str();
    let mut out = format!(
        "# The resources of {title}. They started from boto3's model, and are extended here by hand.\n\
         # `cargo xtask codegen` makes src/generated of it.\n\nservice = {service:?}\ntitle = {title:?}\n",
        title = facts.title(),
    );
    let root = facts.resources["service"].clone();
    out.push_str(&Importer { facts, name: root_name(service), definition: &root, is_root: true }.resource()?);
    let resources = facts.resources["resources"].as_object().context("the model has resources")?;
    for (name, definition) in resources {
        out.push_str(&Importer { facts, name: name.clone(), definition, is_root: false }.resource()?);
    }
    Ok(out)
}

/// `s3` as `S3`, `sqs` as `Sqs`: what the service's resource is called.
fn root_name(service: &str) -> String {
    match service {
        "cloudformation" => "CloudFormation".to_owned(),
        "cloudwatch" => "CloudWatch".to_owned(),
        "dynamodb" => "DynamoDb".to_owned(),
        short => {
            let mut letters = short.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
        }
    }
}

struct Importer<'a> {
    facts: &'a Facts,
    name: String,
    definition: &'a Value,
    is_root: bool,
}

impl Importer<'_> {
    fn resource(&self) -> Result<String> {
        let mut out = format!("\n[[resource]]\nname = {:?}\n", self.name);
        writeln!(out, "doc = \"`{}.{}`.\"", self.facts.service, self.name)?;
        if self.is_root {
            out.push_str("root = true\n");
        } else {
            writeln!(out, "identifiers = [{}]", self.identifiers().join(", "))?;
        }
        let shape = self.definition["shape"].as_str();
        if let (Some(shape), true) = (shape, self.definition["load"].is_null()) {
            writeln!(out, "data = {shape:?}")?;
        }
        if let Some(load) = self.definition["load"].as_object() {
            let request = &load["request"];
            out.push_str("\n[resource.load]\n");
            writeln!(out, "operation = {}\nparameters = {}", request["operation"], self.parameters(request))?;
            writeln!(out, "path = {}", load["path"])?;
        }
        for (name, action) in entries(&self.definition["actions"]) {
            out.push_str(&self.action(name, action)?);
        }
        for (name, batch) in entries(&self.definition["batchActions"]) {
            out.push_str(&self.batch(name, batch)?);
        }
        for (name, relation) in self.relations() {
            out.push_str(&self.relation(&name, &relation)?);
        }
        for (name, collection) in entries(&self.definition["hasMany"]) {
            out.push_str(&self.collection(name, collection)?);
        }
        for (name, waiter) in entries(&self.definition["waiters"]) {
            out.push_str(&self.waiter(name, waiter)?);
        }
        Ok(out)
    }

    fn identifiers(&self) -> Vec<String> {
        let names = self.definition["identifiers"].as_array().into_iter().flatten();
        names
            .map(|identifier| {
                let name = text(&identifier["name"]);
                let kind = if self.facts.is_number(self.definition, name) { ": i32" } else { "" };
                format!("\"{}{kind}\"", snake(name))
            })
            .collect()
    }

    fn parameters(&self, request: &Value) -> String {
        let pairs: Vec<String> = request["params"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["source"] != "input")
            .map(|parameter| format!("{:?} = \"{}\"", text(&parameter["target"]), source::of_parameter(parameter)))
            .collect();
        if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
    }

    fn action(&self, name: &str, action: &Value) -> Result<String> {
        let request = &action["request"];
        let mut out = String::from("\n[[resource.action]]\n");
        writeln!(out, "name = {:?}\noperation = {}", snake(name), request["operation"])?;
        writeln!(out, "parameters = {}", self.parameters(request))?;
        if self.facts.needs_more(request) {
            out.push_str("closure = true\n");
        }
        if action["resource"].is_object() {
            writeln!(out, "returns = {}", self.item(&action["resource"], request))?;
        }
        Ok(out)
    }

    fn batch(&self, name: &str, batch: &Value) -> Result<String> {
        let request = &batch["request"];
        let mut out = String::from("\n[[resource.batch]]\n");
        writeln!(out, "name = {:?}\noperation = {}", snake(name), request["operation"])?;
        writeln!(out, "parameters = {}", self.parameters(request))?;
        out.push_str("# How many resources a request may carry: look it up, and where the answer names what was refused.\nsize = 0\n");
        Ok(out)
    }

    /// What the model says, and for the root every kind of resource, as boto3 adds them.
    fn relations(&self) -> Vec<(String, Value)> {
        let mut relations: Vec<(String, Value)> =
            entries(&self.definition["has"]).map(|(name, relation)| (name.to_owned(), relation.clone())).collect();
        if self.is_root {
            for (name, definition) in entries(&self.facts.resources["resources"]) {
                if relations.iter().all(|(known, _)| known != name) {
                    relations.push((name.to_owned(), source::implicit(name, definition)));
                }
            }
        }
        relations
    }

    fn relation(&self, name: &str, relation: &Value) -> Result<String> {
        let resource = &relation["resource"];
        let mut out = String::from("\n[[resource.has]]\n");
        writeln!(out, "name = {:?}\nresource = {}", snake(name), resource["type"])?;
        writeln!(out, "identifiers = {}", self.identifier_sources(resource, &Value::Null, ""))?;
        Ok(out)
    }

    fn collection(&self, name: &str, collection: &Value) -> Result<String> {
        let request = &collection["request"];
        let mut out = String::from("\n[[resource.collection]]\n");
        writeln!(out, "name = {:?}\noperation = {}", snake(name), request["operation"])?;
        writeln!(out, "parameters = {}", self.parameters(request))?;
        writeln!(out, "item = {}", self.item(&collection["resource"], request))?;
        Ok(out)
    }

    fn item(&self, resource: &Value, request: &Value) -> String {
        let path = resource["path"].as_str().unwrap_or_default();
        let list = if path.ends_with("[]") { path } else { "" };
        let sources = self.identifier_sources(resource, request, list);
        let path = if path.is_empty() { String::new() } else { format!(", path = {path:?}") };
        format!("{{ resource = {}, identifiers = {sources}{path} }}", resource["type"])
    }

    fn identifier_sources(&self, resource: &Value, request: &Value, list: &str) -> String {
        let pairs: Vec<String> = resource["identifiers"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|identifier| {
                let target = snake(text(&identifier["target"]));
                format!("{target} = \"{}\"", source::of_identifier(identifier, request, list))
            })
            .collect();
        if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
    }

    fn waiter(&self, name: &str, waiter: &Value) -> Result<String> {
        let title = text(&waiter["waiterName"]);
        let definition = &self.facts.waiters["waiters"][title];
        let mut out = String::from("\n[[resource.waiter]]\n");
        writeln!(out, "name = \"wait_until_{}\"\nwaiter = {title:?}", snake(name))?;
        writeln!(out, "operation = {}\nparameters = {}", definition["operation"], self.parameters(waiter))?;
        writeln!(out, "delay = {}\nmax_attempts = {}", definition["delay"], definition["maxAttempts"])?;
        for state in ["success", "retry", "failure"] {
            let acceptors = source::acceptors(&definition["acceptors"], state);
            if !acceptors.is_empty() {
                writeln!(out, "{state} = [{}]", acceptors.join(", "))?;
            }
        }
        Ok(out)
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
