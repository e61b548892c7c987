//! `catalogue/errors.tsv`: every error that AWS's models declare, as facts.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};

/// Where the file is, from the root of the workspace.
pub(crate) const FILE: &str = "crates/sotalia-error/catalogue/errors.tsv";

/// A service, and the errors of its model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Service {
    /// As the SDK's crate is named, without `aws_sdk_`: `sfn`.
    pub(crate) name: String,
    /// As boto3 names it: `stepfunctions`. Two of its folders may be one service.
    pub(crate) folders: Vec<String>,
    /// As AWS calls it: `AWS Step Functions`.
    pub(crate) title: String,
    pub(crate) errors: Vec<Shape>,
}

/// An error of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The code on the wire: the trait `error.code`, else the shape's name.
    pub(crate) code: String,
    pub(crate) shape: String,
    pub(crate) status: Option<u16>,
    pub(crate) fault: Option<Fault>,
    pub(crate) retry: Option<Retry>,
}

/// Whose mistake it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Sender,
    Service,
}

/// What the trait `retryable` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Retry {
    Transient,
    Throttling,
}

const HEAD: &str = "\
# Every error that AWS's models declare, from the botocore that xtask/pins.toml pins. `cargo xtask import-errors` writes
# this file; kinds are in rules.toml.
# @ name of the SDK's crate, boto3's name, title
# code, name of the shape if it has another, status, fault, what the trait `retryable` says
";

/// Reads the file.
///
/// # Errors
///
/// Fails if it is not there, or with the line that cannot be read.
pub(crate) fn read(root: &Path) -> Result<Vec<Service>> {
    let text = std::fs::read_to_string(root.join(FILE))
        .with_context(|| format!("cannot read {FILE}: `cargo xtask import-errors` writes it"))?;
    parse(&text)
}

fn parse(text: &str) -> Result<Vec<Service>> {
    let mut services: Vec<Service> = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let wrong = || format!("{FILE}:{}: {line:?} is no service and no error", number + 1);
        let columns: Vec<&str> = line.split('\t').collect();
        match (columns.as_slice(), services.last_mut()) {
            ([name, folders, title], _) if name.starts_with('@') => services.push(Service {
                name: name[1..].to_owned(),
                folders: folders.split(' ').map(str::to_owned).collect(),
                title: (*title).to_owned(),
                errors: Vec::new(),
            }),
            (&[code, shape, status, fault, retry], Some(service)) => service.errors.push(Shape {
                code: code.to_owned(),
                shape: if shape == "-" { code } else { shape }.to_owned(),
                status: if status == "-" { None } else { Some(status.parse().with_context(wrong)?) },
                fault: match fault {
                    "sender" => Some(Fault::Sender),
                    "service" => Some(Fault::Service),
                    "-" => None,
                    _ => bail!(wrong()),
                },
                retry: match retry {
                    "transient" => Some(Retry::Transient),
                    "throttling" => Some(Retry::Throttling),
                    "-" => None,
                    _ => bail!(wrong()),
                },
            }),
            _ => bail!(wrong()),
        }
    }
    ensure!(!services.is_empty(), "{FILE} holds no service");
    Ok(services)
}

/// The text of the file.
pub(crate) fn render(services: &[Service]) -> Result<String> {
    let mut out = String::from(HEAD);
    for service in services {
        writeln!(out, "@{}\t{}\t{}", service.name, service.folders.join(" "), service.title)?;
        for error in &service.errors {
            let shape = if error.shape == error.code { "-" } else { &error.shape };
            let status = error.status.map_or("-".to_owned(), |status| status.to_string());
            let fault = error.fault.map_or("-", |fault| if fault == Fault::Sender { "sender" } else { "service" });
            let retry =
                error.retry.map_or("-", |retry| if retry == Retry::Throttling { "throttling" } else { "transient" });
            writeln!(out, "{}\t{shape}\t{status}\t{fault}\t{retry}", error.code)?;
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{parse, render};

    #[test]
    fn what_is_written_is_read() {
        let body = "@s3\ts3\tAmazon S3\nNoSuchKey\t-\t404\tsender\t-\nA\tAFault\t-\t-\tthrottling\n";
        let services = parse(body).expect("it is well formed");
        let text = render(&services).expect("it can be written");
        assert!(text.ends_with(body), "expected the same rows, got {text}");
    }

    #[test]
    fn a_wrong_row_is_named() {
        for (text, line) in [("A\t-\t-\t-\t-", 1), ("@a\ta\tA\nA\t-\tx\t-\t-", 2), ("@a\ta\tA\nA\t-\t-\tus\t-", 2)] {
            let error = parse(text).expect_err("it cannot be read").to_string();
            assert!(error.contains(&format!("errors.tsv:{line}:")), "expected line {line}, got {error}");
        }
    }
}
