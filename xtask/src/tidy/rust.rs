//! Rules for Rust files.

use super::file::{File, Finding, GENERATED};

/// The most lines that a hand-written file may have.
const MOST_LINES: usize = 600;

/// What only the `platform` modules of the session crate may name.
const PLATFORM_ONLY: &[&str] = &["env::var", "std::fs", "tokio::fs", "SystemTime::now"];

/// No hand-written file is too long.
pub(super) fn size(file: &File) -> Vec<Finding> {
    let in_crate = file.path.starts_with("crates/") && file.path.contains("/src/");
    let counted = in_crate || file.path.starts_with("xtask/src/");
    let lines = file.text.lines().count();
    if !file.is_rust() || !counted || file.is_generated() || file.is_test() || lines <= MOST_LINES {
        return Vec::new();
    }
    vec![Finding::new(
        MOST_LINES + 1,
        format!("{lines} lines, {MOST_LINES} at most"),
        "split the file by topic: one purpose each",
    )]
}

/// Each file says in its first sentence what it is for; a generated one names its source.
pub(super) fn opening(file: &File) -> Vec<Finding> {
    if !file.is_rust() {
        return Vec::new();
    }
    if file.is_generated() {
        let good = file.text.strip_prefix(GENERATED).is_some_and(|rest| !rest.trim_start().is_empty());
        let way_out = format!("begin it with `{GENERATED}` and the file");
        return if good { Vec::new() } else { vec![Finding::new(1, "a generated file names its source", way_out)] };
    }
    let includes_readme = file.text.starts_with("#![doc = include_str!(");
    let sentence: Vec<&str> = file.text.lines().map_while(|line| line.strip_prefix("//! ")).collect();
    let ends_well = sentence.last().is_some_and(|line| line.ends_with(['.', ':', '?', ')']));
    if includes_readme || ends_well {
        return Vec::new();
    }
    vec![Finding::new(1, "no sentence at the top", "begin the file with `//! What it is for.`")]
}

/// A lint is expected, with a reason, and never just allowed.
pub(super) fn allow(file: &File) -> Vec<Finding> {
    const ALLOW: &str = concat!("[allow", "(");
    const CONDITIONAL: &str = concat!(", allow", "(");
    const EXPECT: &str = concat!("[expect", "(");
    if !file.is_rust() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut rest = 0;
    for (number, line) in file.lines() {
        let start = rest;
        rest += line.len() + 1;
        let Some(attribute) = line.find(['#']).map(|at| &line[at..]) else { continue };
        let attribute = attribute.trim_start_matches(['#', '!']);
        if line.trim_start().starts_with("//") {
            continue;
        }
        if attribute.starts_with(ALLOW) || (attribute.starts_with("[cfg_attr(") && attribute.contains(CONDITIONAL)) {
            findings.push(Finding::new(
                number,
                "a lint is allowed",
                "write `#[expect(lint, reason = \"...\")]`, or mend what it finds",
            ));
        }
        // The attribute may go on over some lines.
        let whole = file.text.get(start..).unwrap_or_default().split(")]").next().unwrap_or_default();
        if attribute.starts_with(EXPECT) && !whole.contains("reason =") {
            findings.push(Finding::new(number, "a lint is expected without a reason", "add `reason = \"...\"`"));
        }
    }
    findings
}

/// No doctest is switched off.
pub(super) fn ignored_doctest(file: &File) -> Vec<Finding> {
    if !file.is_rust() && !file.is_markdown() {
        return Vec::new();
    }
    let ignored = |line: &str| {
        let line = line.trim_start().trim_start_matches(['/', '!']).trim_start();
        let info = line.strip_prefix("```").unwrap_or_default();
        info.split(',').any(|word| word.trim() == "ignore" || word.trim().starts_with("ignore-"))
    };
    let way_out = "let it run; if it needs a service, `no_run`; if it is no Rust, `text`";
    let lines = file.lines().filter(|(_, line)| ignored(line));
    lines.map(|(number, _)| Finding::new(number, "a doctest is ignored", way_out)).collect()
}

/// In the session crate, only `platform` touches the environment, the file system and the clock.
pub(super) fn platform(file: &File) -> Vec<Finding> {
    let Some(module) = file.path.strip_prefix("crates/sotalia-session/src/") else { return Vec::new() };
    let is_platform = module.split('/').any(|part| part == "platform" || part == "platform.rs");
    if !file.is_rust() || is_platform || file.is_test() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in file.lines().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for name in PLATFORM_ONLY.iter().filter(|name| line.contains(**name)) {
            let way_out = "take it from the platform, so that a test can give its own";
            findings.push(Finding::new(number, format!("`{name}` outside of `platform`"), way_out));
        }
    }
    findings
}
