//! The constants of `sotalia_error::codes`: a module for each service.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::resolve::{Catalogue, Facts};
use super::{models, rules};
use crate::codegen::{Files, headed, snake};

/// Where the modules are, from the root of the workspace.
pub(super) const FOLDER: &str = "crates/sotalia-error/src/generated/codes";

/// The longest line that rustfmt leaves alone.
const WIDTH: usize = 120;

pub(super) fn generate(catalogue: &Catalogue, files: &mut Files) -> Result<()> {
    let source = format!("{} and {}", models::FILE, rules::FILE);
    let mut modules = vec!["aws"];
    let common = module("Codes that mean the same in every service.", &catalogue.common, &BTreeMap::new())?;
    files.insert(Path::new(FOLDER).join("aws.rs"), headed(&source, &common));
    for service in catalogue.services.iter().filter(|service| !service.codes.is_empty()) {
        let title = format!("Error codes of `{}`.", service.title);
        let body = module(&title, &service.codes, &service.aliases)?;
        files.insert(Path::new(FOLDER).join(format!("{}.rs", service.name)), headed(&source, &body));
        modules.push(&service.name);
    }
    modules.sort_unstable();
    let mut body = String::from("//! The codes of errors, a module for each service.\n\n");
    for module in modules {
        writeln!(body, "pub mod {module};")?;
    }
    files.insert(PathBuf::from(format!("{FOLDER}.rs")), headed(&source, &body));
    Ok(())
}

/// The constants of a module. They come out as rustfmt would have them, since so many files would keep it busy.
fn module(title: &str, codes: &BTreeMap<String, Facts>, aliases: &BTreeMap<String, String>) -> Result<String> {
    let mut constants: BTreeMap<String, (&str, String)> = BTreeMap::new();
    for (code, facts) in codes {
        let name = constant(code);
        if let Some((other, _)) = constants.insert(name.clone(), (code, describe(facts))) {
            bail!("{title} {other} and {code} both have the constant {name}");
        }
    }
    for (shape, code) in aliases {
        // The value is what is on the wire, and the legacy code where an answer has both, as with boto3.
        let also = format!("the shape `{shape}`: {}", describe(&codes[code]));
        constants.entry(constant(shape)).or_insert((code, also));
    }
    let mut body = format!("//! {title}\n\nuse crate::ErrorCode;\n");
    for (name, (code, description)) in constants {
        let line = format!("pub const {name}: ErrorCode = ErrorCode::known(\"{code}\");");
        let line = if line.len() > WIDTH { line.replacen(" = ", " =\n    ", 1) } else { line };
        write!(body, "\n/// `{code}`: {description}\n{line}\n")?;
    }
    Ok(body)
}

/// `InvalidVpcID.NotFound` as `INVALID_VPC_ID_NOT_FOUND`.
fn constant(code: &str) -> String {
    let name: String = code.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
    let name = snake(&name).to_uppercase();
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// `not found, 404.`
fn describe(facts: &Facts) -> String {
    let kind = facts.kind.map_or("the status says which kind", |kind| rules::KINDS[usize::from(kind)].1);
    let status = facts.status.map(|status| format!(", status {status}")).unwrap_or_default();
    format!("{kind}{status}.")
}

#[cfg(test)]
mod tests {
    use super::constant;

    #[test]
    fn names_of_constants() {
        let check = |code: &str, name: &str| assert_eq!(constant(code), name, "the constant of {code}");
        check("NoSuchBucket", "NO_SUCH_BUCKET");
        check("KMSAccessDeniedException", "KMS_ACCESS_DENIED_EXCEPTION");
        check("InvalidInstanceID.NotFound", "INVALID_INSTANCE_ID_NOT_FOUND");
        check("AWS.SimpleQueueService.NonExistentQueue", "AWS_SIMPLE_QUEUE_SERVICE_NON_EXISTENT_QUEUE");
        check("XAmzContentSHA256Mismatch", "X_AMZ_CONTENT_SHA256_MISMATCH");
    }
}
