//! `cargo xtask parity`: which members of boto3's resources are here, and which are missing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use syn::{ImplItem, Item, Type, Visibility};

use crate::codegen::{self, Known, normalize};
use crate::workspace;

/// Public methods by type.
type Methods = BTreeMap<String, BTreeSet<String>>;

/// Counts and prints the members of every service.
///
/// # Errors
///
/// Fails if a member is missing that the model does not name in `not_yet`, or if it names one that is there.
pub(crate) fn run() -> Result<()> {
    let root = workspace::root();
    let mut findings = Vec::new();
    for (known, source, table) in services(&root)? {
        let counted = count(&known, &methods(&source)?, &table);
        println!(
            "{}: {} members in boto3, {} here, {} not yet, {} that the SDK's types lack, {} missing; {} methods beyond boto3's",
            known.service,
            counted.all,
            counted.here,
            counted.not_yet,
            counted.not_in_sdk,
            counted.findings.len(),
            counted.beyond
        );
        findings.extend(counted.findings);
    }
    ensure!(findings.is_empty(), "{} members are not as they should be:\n{}", findings.len(), findings.join("\n"));
    Ok(())
}

/// What is known of each service: its model, its source, and the table of boto3's members.
fn services(root: &Path) -> Result<Vec<(Known, PathBuf, String)>> {
    let mut services = Vec::new();
    for (known, folder) in codegen::known(root)? {
        let table = root.join(&folder).join("boto3-members.tsv");
        if let Ok(table) = std::fs::read_to_string(&table) {
            services.push((known, root.join(&folder).join("src"), table));
        }
    }
    Ok(services)
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    all: usize,
    here: usize,
    not_yet: usize,
    not_in_sdk: usize,
    beyond: usize,
    findings: Vec<String>,
}

/// Looks each row of the table up.
fn count(known: &Known, methods: &Methods, table: &str) -> Counted {
    let mut counted = Counted::default();
    let mut named = BTreeSet::new();
    for row in table.lines().skip(1) {
        let mut columns = row.split('\t');
        let (Some(resource), Some(kind), Some(member)) = (columns.next(), columns.next(), columns.next()) else {
            counted.findings.push(format!("{row:?} is no row: resource, kind and member are wanted"));
            continue;
        };
        let resource = if resource == "ServiceResource" { known.root.as_str() } else { resource };
        let full = format!("{resource}.{member}");
        let is_here = has(known, methods, resource, kind, member);
        counted.all += 1;
        named.insert((resource.to_owned(), normalize(member)));
        match (is_here, known.not_yet.contains(&full), known.not_in_sdk.contains(&full)) {
            (true, false, false) => counted.here += 1,
            (false, true, false) => counted.not_yet += 1,
            (false, false, true) => counted.not_in_sdk += 1,
            (false, ..) => counted.findings.push(format!("{full} ({kind}) is missing")),
            (true, ..) => counted.findings.push(format!("{full} is there: take it off the list of what is missing")),
        }
    }
    for name in known.not_yet.iter().chain(&known.not_in_sdk) {
        let is_member =
            name.split_once('.').is_some_and(|(owner, member)| named.contains(&(owner.to_owned(), normalize(member))));
        if !is_member {
            counted.findings.push(format!("{name} is listed as missing, and boto3 has no such member"));
        }
    }
    let beyond = methods.iter().filter(|(owner, _)| known.data.contains_key(*owner));
    counted.beyond = beyond
        .flat_map(|(owner, names)| names.iter().map(move |name| (owner.clone(), normalize(name))))
        .filter(|member| !named.contains(member))
        .count();
    counted
}

fn has(known: &Known, methods: &Methods, resource: &str, kind: &str, member: &str) -> bool {
    let of = |owner: &str, name: &str| {
        methods.get(owner).is_some_and(|names| names.iter().any(|one| normalize(one) == normalize(name)))
    };
    match kind {
        "attribute" => {
            let Some(data) = known.data.get(resource) else { return of(resource, member) };
            let in_sdk = data.members.iter().any(|name| normalize(name) == normalize(member));
            of(resource, member) || in_sdk || data.own_type.as_ref().is_some_and(|own| of(own, member))
        }
        "batch_action" => match member.split_once('.') {
            Some((collection, action)) => of(&codegen::collection_type(resource, collection), action),
            None => false,
        },
        _ => of(resource, member),
    }
}

/// The public methods of all types in a folder of Rust sources.
fn methods(folder: &Path) -> Result<Methods> {
    let mut methods = Methods::new();
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            for (owner, names) in self::methods(&path)? {
                methods.entry(owner).or_default().extend(names);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path)?;
            let file = syn::parse_file(&text).with_context(|| format!("cannot parse {}", path.display()))?;
            collect(&file, &mut methods);
        }
    }
    Ok(methods)
}

fn collect(file: &syn::File, methods: &mut Methods) {
    for item in &file.items {
        let Item::Impl(item) = item else { continue };
        let (None, Type::Path(path)) = (&item.trait_, &*item.self_ty) else { continue };
        let Some(owner) = path.path.segments.last() else { continue };
        let names = item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(function) if matches!(function.vis, Visibility::Public(_)) => Some(&function.sig.ident),
            _ => None,
        });
        methods.entry(owner.ident.to_string()).or_default().extend(names.map(ToString::to_string));
    }
}

#[cfg(test)]
mod tests {
    use super::{count, methods, services};
    use crate::workspace;

    #[test]
    fn every_member_of_boto3_is_here_or_named() {
        for (known, source, table) in services(&workspace::root()).expect("the models can be read") {
            let counted = count(&known, &methods(&source).expect("the sources can be read"), &table);
            assert_eq!(counted.findings, Vec::<String>::new(), "members of {}", known.service);
            assert!(counted.all > 0, "the table of {} must not be empty", known.service);
        }
    }

    #[test]
    fn a_missing_member_is_named() {
        let (known, source, table) = services(&workspace::root()).expect("the models can be read").remove(0);
        let table = format!("{table}Bucket\taction\tno_such_action\nBucketAcl\tattribute\tno_such_attribute\n");
        let findings = count(&known, &methods(&source).expect("the sources can be read"), &table).findings;
        let expected =
            ["Bucket.no_such_action (action) is missing", "BucketAcl.no_such_attribute (attribute) is missing"];
        assert_eq!(findings, expected);
    }
}
