//! Texts that a command makes, between two lines of a file that people write.

use anyhow::{Context as _, Result};

use crate::workspace;

/// The readme of the workspace.
pub(crate) const README: &str = "README.md";

/// The text with something else between its markers.
///
/// # Errors
///
/// Fails if a marker is missing.
pub(crate) fn replaced(text: &str, markers: (&str, &str), made: &str) -> Result<String> {
    let (before, rest) =
        text.split_once(markers.0).with_context(|| format!("{README} lacks the line {}", markers.0))?;
    let (_, after) = rest.split_once(markers.1).with_context(|| format!("{README} lacks the line {}", markers.1))?;
    Ok(format!("{before}{}\n\n{made}\n{}{after}", markers.0, markers.1))
}

/// The readme as it stands.
///
/// # Errors
///
/// Fails if it cannot be read.
pub(crate) fn read_readme() -> Result<String> {
    std::fs::read_to_string(workspace::root().join(README)).with_context(|| format!("cannot read {README}"))
}

/// Writes the readme.
///
/// # Errors
///
/// Fails if it cannot be written.
pub(crate) fn write_readme(text: &str) -> Result<()> {
    std::fs::write(workspace::root().join(README), text).with_context(|| format!("cannot write {README}"))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn what_is_made_stands_between_the_markers() {
        let text = "# a\n<!-- from -->\nold\n<!-- to -->\nmore\n";
        let markers = ("<!-- from -->", "<!-- to -->");
        let made = replaced(text, markers, "| new |\n").expect("the markers are there");
        assert_eq!(made, text.replace("\nold\n", "\n\n| new |\n\n"));
        assert_eq!(replaced(&made, markers, "| new |\n").expect("the markers are there"), made, "twice is once");
        assert!(replaced("# a\n", markers, "").expect_err("no markers").to_string().contains("lacks the line"));
    }
}
