//! The files of boto3 and botocore, and how their words are written in our model.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use serde_json::{Value, json};

/// What boto3 and botocore know of a service.
pub(crate) struct Facts {
    /// The name of the service.
    pub(crate) service: String,
    /// `resources-1.json`
    pub(crate) resources: Value,
    /// `service-2.json`
    pub(crate) api: Value,
    /// `waiters-2.json`
    pub(crate) waiters: Value,
}

impl Facts {
    /// Reads the newest version of a service's models.
    pub(crate) fn read(boto3: &Path, botocore: &Path, service: &str) -> Result<Self> {
        let resources = json_file(&newest(&boto3.join("boto3/data").join(service))?.join("resources-1.json"))?;
        let folder = newest(&botocore.join("botocore/data").join(service))?;
        let api = json_file(&folder.join("service-2.json"))?;
        let waiters = json_file(&folder.join("waiters-2.json")).unwrap_or(Value::Null);
        Ok(Self { service: service.to_owned(), resources, api, waiters })
    }

    /// How AWS calls the service.
    pub(crate) fn title(&self) -> &str {
        text(&self.api["metadata"]["serviceFullName"])
    }

    /// The members of a structure.
    pub(crate) fn members(&self, shape: &str) -> Vec<&str> {
        let members = self.api["shapes"][shape]["members"].as_object();
        members.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
    }

    /// Whether a request needs more than the model sets: a required parameter, or a body.
    pub(crate) fn needs_more(&self, request: &Value) -> bool {
        let operation = text(&request["operation"]);
        let shape = &self.api["shapes"][text(&self.api["operations"][operation]["input"]["shape"])];
        let set: Vec<&str> = request["params"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["source"] != "input")
            .map(|parameter| text(&parameter["target"]).split(['.', '[']).next().unwrap_or_default())
            .collect();
        let required = shape["required"].as_array().into_iter().flatten().map(text);
        let payload = shape["payload"].as_str().filter(|payload| {
            let member = text(&shape["members"][payload]["shape"]);
            self.api["shapes"][member]["type"] == "blob"
        });
        required.chain(payload).any(|name| !set.contains(&name))
    }

    /// Whether an identifier of a resource is a number where requests carry it.
    pub(crate) fn is_number(&self, definition: &Value, identifier: &str) -> bool {
        let actions = definition["actions"].as_object().into_iter().flatten();
        actions.map(|(_, action)| &action["request"]).any(|request| {
            let shape = &self.api["operations"][text(&request["operation"])]["input"]["shape"];
            let members = &self.api["shapes"][text(shape)]["members"];
            let uses = request["params"].as_array().into_iter().flatten();
            uses.filter(|parameter| parameter["name"] == identifier).any(|parameter| {
                let member = text(&members[text(&parameter["target"])]["shape"]);
                self.api["shapes"][member]["type"] == "integer"
            })
        })
    }
}

/// The folder of the newest version in a folder of versions.
pub(crate) fn newest(folder: &Path) -> Result<PathBuf> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut versions: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    versions.sort();
    versions.pop().ok_or_else(|| anyhow!("{} holds no version", folder.display()))
}

/// Reads a JSON file; where the wheel keeps it compressed, Python unpacks it.
pub(crate) fn json_file(path: &Path) -> Result<Value> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(_) => {
            let packed = path.with_extension("json.gz");
            let script = "import gzip,sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())";
            let output = std::process::Command::new("python3").args(["-c", script]).arg(&packed).output()?;
            anyhow::ensure!(output.status.success(), "cannot read {} nor {}", path.display(), packed.display());
            output.stdout
        }
    };
    serde_json::from_slice(&bytes).with_context(|| format!("{} holds no JSON", path.display()))
}

/// The text of a JSON string; empty for anything else.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// `BucketName` as `bucket_name`.
pub(crate) fn snake(name: &str) -> String {
    crate::codegen::snake(name)
}

/// Where a parameter comes from.
pub(crate) fn of_parameter(parameter: &Value) -> String {
    match text(&parameter["source"]) {
        "identifier" => format!("identifier:{}", snake(text(&parameter["name"]))),
        "data" => format!("data:{}", text(&parameter["path"])),
        _ => match &parameter["value"] {
            Value::String(value) => format!("string:{value}"),
            other => format!("string:{other}"),
        },
    }
}

/// Where an identifier of a new resource comes from. `list` is the path of the list whose entries are made resources.
pub(crate) fn of_identifier(identifier: &Value, request: &Value, list: &str) -> String {
    let path = text(&identifier["path"]);
    match text(&identifier["source"]) {
        "input" => "input".to_owned(),
        "identifier" => format!("identifier:{}", snake(text(&identifier["name"]))),
        "data" => format!("data:{path}"),
        "requestParameter" => {
            let parameters = request["params"].as_array().into_iter().flatten();
            let known = parameters.filter(|parameter| parameter["target"] == path).map(of_parameter).next();
            known.unwrap_or_else(|| format!("request:{path}"))
        }
        // A list of plain names: each entry is the identifier.
        _ if list.is_empty() && path.ends_with("[]") => "item:@".to_owned(),
        _ if !list.is_empty() => match path.strip_prefix(list) {
            Some(rest) => format!("item:{}", rest.trim_start_matches('.')),
            None => format!("response:{path}"),
        },
        _ => format!("response:{path}"),
    }
}

/// The sub-resource of the root that boto3 adds for each kind of resource.
pub(crate) fn implicit(name: &str, definition: &Value) -> Value {
    let identifiers: Vec<Value> = definition["identifiers"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|identifier| json!({ "target": identifier["name"], "source": "input" }))
        .collect();
    json!({ "resource": { "type": name, "identifiers": identifiers } })
}

/// The acceptors of a waiter that lead to a state.
pub(crate) fn acceptors(acceptors: &Value, state: &str) -> Vec<String> {
    let all = acceptors.as_array().into_iter().flatten();
    all.filter(|acceptor| acceptor["state"] == state)
        .map(|acceptor| {
            let expected = match &acceptor["expected"] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            match text(&acceptor["matcher"]) {
                "status" => format!("\"status:{expected}\""),
                "error" => format!("\"error:{expected}\""),
                matcher => format!("\"{matcher}:{}={expected}\"", text(&acceptor["argument"])),
            }
        })
        .collect()
}
