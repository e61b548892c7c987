//! Reads what `cargo test` prints: counts results, and collects what was skipped and why.

#[cfg(test)]
mod tests;

use std::fmt;

/// What all the test binaries together came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
    /// `name: reason` of each thing that was skipped.
    pub(super) reasons: Vec<String>,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for reason in &self.reasons {
            writeln!(f, "skipped {reason}")?;
        }
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Which part of the output of a test binary a line is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Names,
    Successes { counted: bool },
    Failures,
}

/// Takes the output of one `cargo test -- --show-output`, line by line.
pub(super) struct Reader<'a> {
    counts: &'a mut Counts,
    part: Part,
    /// Tests of the binary at hand that cargo will count as passed and that said they were skipped.
    skipped: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(counts: &'a mut Counts) -> Self {
        Self { counts, part: Part::Names, skipped: 0 }
    }

    /// Takes one line and says whether to show it: what a passing test printed is not shown.
    pub(super) fn read(&mut self, line: &str) -> bool {
        if let Some((passed, failed, ignored)) = parse_result(line) {
            let skipped = std::mem::take(&mut self.skipped);
            self.counts.passed += passed.saturating_sub(skipped);
            self.counts.failed += failed;
            self.counts.skipped += ignored + skipped;
            self.part = Part::Names;
            return true;
        }
        match line {
            "successes:" => self.part = Part::Successes { counted: false },
            "failures:" => self.part = Part::Failures,
            _ if line.starts_with("---- ") && matches!(self.part, Part::Successes { .. }) => {
                self.part = Part::Successes { counted: false };
            }
            _ => self.read_skipped(line),
        }
        !matches!(self.part, Part::Successes { .. })
    }

    fn read_skipped(&mut self, line: &str) {
        if let Some(reason) = line.trim_start().strip_prefix("SKIPPED: ") {
            self.counts.reasons.push(reason.to_owned());
            // One test is skipped once, however many reasons it gives.
            if self.part == (Part::Successes { counted: false }) {
                self.part = Part::Successes { counted: true };
                self.skipped += 1;
            }
        } else if let Some((name, reason)) = parse_ignored(line) {
            self.counts.reasons.push(format!("{name}: {reason}"));
        }
    }
}

/// `test result: ok. 3 passed; 1 failed; 2 ignored; ...`
fn parse_result(line: &str) -> Option<(usize, usize, usize)> {
    let rest = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let count = |name: &str| rest.split("; ").find_map(|part| part.strip_suffix(name)?.trim().parse().ok());
    Some((count("passed")?, count("failed")?, count("ignored")?))
}

/// `test name ... ignored, reason`
fn parse_ignored(line: &str) -> Option<(&str, &str)> {
    let (name, state) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let reason = state.strip_prefix("ignored")?;
    Some((name, reason.strip_prefix(", ").unwrap_or("ignored without a reason")))
}
