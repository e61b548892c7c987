//! Instructions, as valgrind's callgrind counts them: the same every time, whatever else the machine does.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::stub::Stub;

/// What a job took, of the whole process.
#[derive(Debug, PartialEq)]
pub(super) struct Counted {
    instructions: f64,
    items: f64,
}

#[derive(Deserialize)]
struct Told {
    items: f64,
}

impl Counted {
    /// The instructions for each item that the other did not do.
    pub(super) fn for_each_beyond(&self, other: &Self) -> Result<f64> {
        let items = self.items - other.items;
        ensure!(items > 0.0, "the larger job has as many items as the smaller one");
        Ok((self.instructions - other.instructions) / items)
    }
}

/// Runs the command below callgrind; nothing if there is no valgrind, which is said.
///
/// # Errors
///
/// Fails if the competitor does.
pub(super) fn instructions(command: Command, stub: &Stub) -> Result<Option<Counted>> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(command.get_program()).args(command.get_args());
    stub.environment(&mut valgrind, 0)?;
    let output = match valgrind.stdin(Stdio::null()).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            println!("instructions are not counted: there is no valgrind (`apt-get install valgrind`)");
            return Ok(None);
        }
        output => output.context("valgrind does not start")?,
    };
    let log = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{valgrind:?} ended with {}: {log}", output.status);
    let instructions = collected(&log).with_context(|| format!("callgrind tells no number: {log}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let told = text.lines().rev().find_map(|line| serde_json::from_str::<Told>(line).ok());
    let items = told.context("the competitor tells no number of items")?.items;
    Ok(Some(Counted { instructions, items }))
}

/// The number in `==1== Collected : 123`.
fn collected(log: &str) -> Option<f64> {
    let line = log.lines().find_map(|line| line.split_once("Collected :"))?.1;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Counted, collected};

    #[test]
    fn the_number_is_found_and_divided() {
        assert_eq!(collected("==7== Events    : Ir\n==7== Collected : 4500\n"), Some(4500.0));
        assert_eq!(collected("==7== nothing\n"), None);
        let (more, fewer) =
            (Counted { instructions: 4500.0, items: 30.0 }, Counted { instructions: 1500.0, items: 10.0 });
        assert_eq!(more.for_each_beyond(&fewer).ok(), Some(150.0));
        assert!(fewer.for_each_beyond(&fewer).is_err(), "no item more");
    }
}
