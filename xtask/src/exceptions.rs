//! `cargo xtask exceptions`: the page of the documentation that maps boto3's exceptions to ours.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, bail, ensure};
use clap::Args;

use crate::workspace;

/// What to do with the page.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail if the page is not as the table says
    #[arg(long)]
    pub(crate) check: bool,
}

/// The table, which is written by hand: an exception, what there is here in its place, and why.
const TABLE: &str = "crates/sotalia-error/boto3-exceptions.tsv";
/// The page that is made of it.
const PAGE: &str = "crates/sotalia-error/docs/boto3-exceptions.md";

/// Writes the page, or checks it.
///
/// # Errors
///
/// Fails if the table has a row that cannot be read, or if the page is stale.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = workspace::root();
    let table = fs::read_to_string(root.join(TABLE)).with_context(|| format!("cannot read {TABLE}"))?;
    let rows = parse(&table)?;
    let page = render(&rows);
    let file = root.join(PAGE);
    let impossible = rows.iter().filter(|row| row.here == Here::Nothing).count();
    println!("exceptions: {} of boto3's, {impossible} of which cannot happen here", rows.len());
    if fs::read_to_string(&file).is_ok_and(|found| found == page) {
        return Ok(());
    }
    ensure!(!arguments.check, "{PAGE} is not as {TABLE} says: run `cargo xtask exceptions`");
    fs::create_dir_all(file.parent().expect("the page is in a folder"))?;
    fs::write(&file, page).with_context(|| format!("cannot write {PAGE}"))
}

#[derive(Debug, PartialEq, Eq)]
struct Row<'a> {
    module: &'a str,
    exception: &'a str,
    here: Here<'a>,
    why: &'a str,
}

/// What there is in the place of an exception.
#[derive(Debug, PartialEq, Eq)]
enum Here<'a> {
    /// It cannot happen.
    Nothing,
    /// The error type itself.
    Error,
    /// One of these local errors.
    Local(Vec<&'a str>),
}

fn parse(table: &str) -> Result<Vec<Row<'_>>> {
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(table.lines()).skip(1) {
        let [name, here, why] = line.split('\t').collect::<Vec<_>>()[..] else {
            bail!("{TABLE}:{number}: three columns are wanted: exception, here, why");
        };
        let Some((module, exception)) = name.rsplit_once('.') else {
            bail!("{TABLE}:{number}: {name:?} has no module: write `botocore.exceptions.NAME`");
        };
        let here = match here {
            "-" => Here::Nothing,
            "Error" => Here::Error,
            locals => Here::Local(locals.split(", ").collect()),
        };
        ensure!(here != Here::Nothing || !why.is_empty(), "{TABLE}:{number}: say why {exception} cannot happen");
        rows.push(Row { module, exception, here, why });
    }
    Ok(rows)
}

fn render(rows: &[Row<'_>]) -> String {
    let mut page = format!("<!-- Made by `cargo xtask exceptions` from {TABLE}. Change that file, not this one. -->\n");
    let mut module = "";
    for row in rows {
        if row.module != module {
            module = row.module;
            let count = rows.iter().filter(|row| row.module == module).count();
            let _ = writeln!(page, "\n# {module}: {count}\n\n| exception | here | |\n| --- | --- | --- |");
        }
        let here = match &row.here {
            Here::Nothing => "cannot happen".to_owned(),
            Here::Error => "[`Error`](crate::Error)".to_owned(),
            Here::Local(locals) => {
                let link = |local: &&str| format!("[`{local}`](crate::LocalError::{local})");
                locals.iter().map(link).collect::<Vec<_>>().join(", ")
            }
        };
        let _ = writeln!(page, "| `{}` | {here} | {} |", row.exception, row.why);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{Arguments, parse, render, run};

    #[test]
    fn the_page_is_as_the_table_says() {
        run(&Arguments { check: true }).expect("`cargo xtask exceptions` writes it");
    }

    #[test]
    fn rows_are_rendered_by_module() {
        let table = "exception\there\twhy\na.b.X\t-\tNo.\na.b.Y\tOne, Two\t\nc.Z\tError\tAll.\n";
        let page = render(&parse(table).expect("it is a table"));
        let (_, body) = page.split_once("-->\n").expect("it begins with its source");
        assert_eq!(
            body,
            "\n# a.b: 2\n\n| exception | here | |\n| --- | --- | --- |\n\
             | `X` | cannot happen | No. |\n\
             | `Y` | [`One`](crate::LocalError::One), [`Two`](crate::LocalError::Two) |  |\n\
             \n# c: 1\n\n| exception | here | |\n| --- | --- | --- |\n\
             | `Z` | [`Error`](crate::Error) | All. |\n"
        );
    }

    #[test]
    fn wrong_rows_are_refused() {
        for (row, reason) in [("a.X\t-", "three columns"), ("X\t-\tNo.", "no module"), ("a.X\t-\t", "say why")] {
            let error = parse(&format!("exception\there\twhy\n{row}\n")).expect_err(row).to_string();
            assert!(error.contains(reason) && error.contains(":2:"), "{row}: {error}");
        }
    }
}
