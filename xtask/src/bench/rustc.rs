//! A stand-in for rustc that notes down what each crate costs to compile.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context as _, Result};
use nix::sys::resource::{UsageWho, getrusage};

/// The variable that says where to note it down, and so that this program is to be rustc.
pub(crate) const LOG: &str = "SOTALIA_BENCH_RUSTC_LOG";

/// What it cost to compile a crate.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Compiled {
    /// With underscores, as rustc has it.
    pub(crate) name: String,
    /// What Cargo puts behind the name in files, `-0123456789abcdef`: no other crate, version or set of features has it.
    pub(crate) unit: String,
    /// By the clock.
    pub(crate) seconds: f64,
    /// Of the processor, in all its threads, in seconds.
    pub(crate) cpu: f64,
    /// The most memory that rustc had, in bytes.
    pub(crate) memory: f64,
}

/// Runs rustc with the arguments of this program, as Cargo's `RUSTC_WRAPPER` has it: first the compiler, then what it
/// is given.
///
/// # Errors
///
/// Fails if there is no rustc, or nothing can be noted down.
pub(crate) fn run(log: &Path) -> Result<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let rustc = arguments.next().context("a wrapper is given rustc's name")?;
    let arguments: Vec<_> = arguments.collect();
    let begin = Instant::now();
    let status = Command::new(rustc).args(&arguments).status().context("cannot run rustc")?;
    let seconds = begin.elapsed().as_secs_f64();
    let name = arguments.iter().skip_while(|argument| *argument != "--crate-name").nth(1);
    let unit = arguments.iter().find_map(|argument| argument.to_str()?.strip_prefix("extra-filename="));
    if let Some(name) = name {
        // One child, so its peak is that of all children; in KiB, as Linux has it.
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN).context("no usage is told")?;
        let cpu = [usage.user_time(), usage.system_time()];
        let cpu: f64 = cpu.iter().map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6).sum();
        let (name, unit, peak) = (name.to_string_lossy(), unit.unwrap_or_default(), usage.max_rss());
        let line = format!("{name}\t{seconds:.3}\t{peak}\t{cpu:.3}\t{unit}\n");
        let mut file = OpenOptions::new().create(true).append(true).open(log).context("no log")?;
        file.write_all(line.as_bytes())?;
    }
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)))
}

/// Reads what was noted down.
pub(crate) fn read(log: &str) -> Vec<Compiled> {
    let line = |line: &str| {
        let mut fields = line.split('\t');
        let name = fields.next()?.to_owned();
        let mut number = || fields.next()?.parse::<f64>().ok();
        let (seconds, memory, cpu) = (number()?, number()? * 1024.0, number()?);
        Some(Compiled { name, unit: fields.next()?.to_owned(), seconds, cpu, memory })
    };
    log.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{Compiled, read};

    #[test]
    fn what_was_noted_down_is_read() {
        let (name, unit) = ("a_b".to_owned(), "-0123".to_owned());
        let expected = Compiled { name, unit, seconds: 1.5, cpu: 2.5, memory: 2_097_152.0 };
        assert_eq!(read("a_b\t1.500\t2048\t2.500\t-0123\nbroken\n"), [expected]);
    }
}
