//! `cargo xtask parity`: which members of boto3's resources are here, and which are missing.

mod live;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use syn::{ImplItem, Item, Type, Visibility};

use crate::codegen::{self, Known, normalize};
use crate::workspace;

/// Public methods by type.
type Methods = BTreeMap<String, BTreeSet<String>>;

/// What may be in `not_yet`: it is more than a resource.
const MAY_BE_MISSING: [(&str, &[&str]); 2] = [
    (
        "s3",
        &[
            "Bucket.copy",
            "Bucket.download_file",
            "Bucket.download_fileobj",
            "Bucket.upload_file",
            "Bucket.upload_fileobj",
            "Object.copy",
            "Object.download_file",
            "Object.download_fileobj",
            "Object.upload_file",
            "Object.upload_fileobj",
        ],
    ),
    ("dynamodb", &["Table.batch_writer"]),
];

/// Against what to count.
#[derive(Debug, Default, Args)]
pub(crate) struct Arguments {
    /// Against the committed tables `boto3-members.tsv`, and not boto3 itself, which needs Python
    #[arg(long)]
    pub(crate) offline: bool,
}

/// Counts and prints the members of every service.
///
/// # Errors
///
/// Fails if a member is missing that the model does not name in `not_yet`, if it names one that is there, or one that must
/// not be missing; and, against boto3 itself, if one of its services has no crate here or a committed table is not as its classes are.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = workspace::root();
    let (mut findings, mut all) = (Vec::new(), Counted::default());
    let mut live = if arguments.offline { BTreeMap::new() } else { live::tables()? };
    for (known, source, committed) in services(&root)? {
        let service = &known.service;
        if let Some(table) = live.remove(service) {
            findings.extend(live::differences(service, &committed, &table));
        }
        let counted = count(&known, &methods(&source)?, &committed);
        println!("{service}: {counted}");
        all.add(&counted);
        findings.extend(counted.findings);
    }
    findings.extend(live.iter().map(|(service, table)| no_crate(service, table)));
    println!("all: {all}");
    ensure!(findings.is_empty(), "{} members are not as they should be:\n{}", findings.len(), findings.join("\n"));
    Ok(())
}

/// That boto3 has resources of a service, and this workspace has none.
fn no_crate(service: &str, table: &str) -> String {
    let members = table.lines().skip(1).count();
    format!("{service}: {members} members in boto3, and no crate here (start with `cargo xtask new-service {service}`)")
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

impl Counted {
    fn add(&mut self, other: &Self) {
        self.all += other.all;
        self.here += other.here;
        self.not_yet += other.not_yet;
        self.not_in_sdk += other.not_in_sdk;
        self.beyond += other.beyond;
        self.findings.extend_from_slice(&other.findings);
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { all, here, not_yet, not_in_sdk, beyond, findings } = self;
        let missing = findings.len();
        write!(
            f,
            "{all} members in boto3, {here} here, {not_yet} not yet, {not_in_sdk} that the SDK's types lack, {missing} missing; \
             {beyond} methods beyond boto3's"
        )
    }
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
    let may_be =
        MAY_BE_MISSING.iter().find(|(service, _)| *service == known.service).map_or(&[][..], |(_, names)| names);
    for name in known.not_yet.iter().filter(|name| !may_be.contains(&name.as_str())) {
        counted.findings.push(format!("{name} is in `not_yet`, and must not be missing"));
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
            // boto3 renames an attribute that has the name of another member; ours is behind `data()`.
            let renamed = member.strip_suffix("_attribute").unwrap_or(member);
            let is_it = |name: &String| [member, renamed].iter().any(|one| normalize(name) == normalize(one));
            let in_sdk = data.members.iter().any(is_it);
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
    use super::{count, methods, no_crate, services};
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
    fn a_service_without_a_crate_is_named() {
        let expected =
            "opsworks: 2 members in boto3, and no crate here (start with `cargo xtask new-service opsworks`)";
        assert_eq!(no_crate("opsworks", "resource\tkind\tmember\nStack\taction\ta\nStack\taction\tb\n"), expected);
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
