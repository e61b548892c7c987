//! The members of boto3's live classes, as `tests/resources/boto3/members.py` prints them.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::test_run::python;
use crate::workspace;

const SCRIPT: &str = "tests/resources/boto3/members.py";
/// The first line of a table of members.
const HEAD: &str = "resource\tkind\tmember";

/// A table of members for each service that boto3 has resources of.
pub(super) fn tables() -> Result<BTreeMap<String, String>> {
    let metadata = workspace::metadata()?;
    let python = python(metadata.target_directory.as_std_path())?;
    let mut command = Command::new(&python);
    command.args(["-B", SCRIPT]).current_dir(workspace::root()).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().with_context(|| format!("cannot run {}", python.display()))?;
    ensure!(output.status.success(), "{SCRIPT} ended with {}", output.status);
    let printed = String::from_utf8(output.stdout).with_context(|| format!("{SCRIPT} prints UTF-8"))?;
    let mut tables = BTreeMap::<String, String>::new();
    for line in printed.lines() {
        let (service, row) = line.split_once('\t').with_context(|| format!("{line:?} is no row"))?;
        let table = tables.entry(service.to_owned()).or_insert_with(|| format!("{HEAD}\n"));
        table.push_str(row);
        table.push('\n');
    }
    ensure!(!tables.is_empty(), "{SCRIPT} prints no members");
    Ok(tables)
}

/// What a committed table lacks of the live one, or has beyond it.
pub(super) fn differences(service: &str, committed: &str, live: &str) -> Vec<String> {
    let one_sided = |of: &str, other: &str, verb: &str| {
        let others: Vec<&str> = other.lines().collect();
        let rows = of.lines().filter(|row| !others.contains(row));
        rows.map(|row| format!("{service}: boto3-members.tsv {verb} the row {row:?}")).collect::<Vec<_>>()
    };
    [one_sided(live, committed, "lacks"), one_sided(committed, live, "has, and boto3 has not,")].concat()
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[test]
    fn a_row_that_only_one_has_is_named() {
        let found = differences("s3", "h\nA\taction\tx\nA\taction\ty\n", "h\nA\taction\ty\nA\taction\tz\n");
        let expected = [
            r#"s3: boto3-members.tsv lacks the row "A\taction\tz""#,
            r#"s3: boto3-members.tsv has, and boto3 has not, the row "A\taction\tx""#,
        ];
        assert_eq!(found, expected);
    }
}
