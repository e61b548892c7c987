//! The recorded answers, and the form of their files.

use std::fmt;
use std::path::PathBuf;

/// An answer of a service to a call.
#[derive(Debug, Clone)]
pub struct Answer {
    /// As boto3 calls it.
    pub service: String,
    pub operation: String,
    /// What is special about it; unique among the answers to this operation.
    pub name: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Services whose crate has another name than boto3's.
const CRATES: &[(&str, &str)] = &[
    ("bedrock-runtime", "bedrockruntime"),
    ("cognito-idp", "cognitoidentityprovider"),
    ("elb", "elasticloadbalancing"),
    ("elbv2", "elasticloadbalancingv2"),
    ("events", "eventbridge"),
    ("logs", "cloudwatchlogs"),
    ("sso-oidc", "ssooidc"),
    ("stepfunctions", "sfn"),
];

impl Answer {
    /// The service as the SDK's crate is named.
    pub fn crate_name(&self) -> &str {
        CRATES.iter().find(|(service, _)| *service == self.service).map_or(&self.service, |(_, name)| name)
    }

    /// Reads a record: `### service Operation: name`, the status, headers, and, after an empty line, the body; one that
    /// begins with `hex:` is in hexadecimal.
    fn parse(record: &str) -> Self {
        let (title, rest) = record.split_once('\n').expect("a title line");
        let (call, name) = title.split_once(": ").expect("a name behind the call");
        let (service, operation) = call.split_once(' ').expect("a service and an operation");
        let (head, body) = rest.split_once("\n\n").unwrap_or((rest, ""));
        let mut lines = head.trim().lines();
        let status = lines.next().and_then(|line| line.parse().ok()).expect("a status");
        let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
        let body = body.trim_matches('\n');
        Self {
            service: service.to_owned(),
            operation: operation.to_owned(),
            name: name.to_owned(),
            status,
            headers: lines.map(|line| header(line).expect("a header")).collect(),
            body: body.strip_prefix("hex:").map_or_else(|| body.as_bytes().to_vec(), bytes),
        }
    }
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let byte = |pair: &[u8]| u8::from_str_radix(&String::from_utf8_lossy(pair), 16).expect("hexadecimal digits");
    hexadecimal.as_bytes().chunks(2).map(byte).collect()
}

/// `service Operation: name`, by which data files call it.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.service, self.operation, self.name)
    }
}

/// The files of answers, by name.
pub fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(crate::folder()).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut files: Vec<_> = paths.filter(|path| path.extension().is_some_and(|found| found == "http")).collect();
    files.sort();
    files
}

/// All answers, in the order of the files.
pub fn all() -> Vec<Answer> {
    let read = |path| format!("\n{}", std::fs::read_to_string(path).expect("a file of answers is UTF-8"));
    let texts: Vec<String> = files().into_iter().map(read).collect();
    texts.iter().flat_map(|text| text.split("\n### ").skip(1)).map(Answer::parse).collect()
}
