//! Lines put among their peers, in the order of the alphabet.

use anyhow::{Context as _, Result, ensure};

/// The text with `block` among the lines that are `peers`: before the first that comes after its last line, or after the
/// last of them. Lines that belong to a peer, above it, stay with it: attributes and `##` sentences.
pub(super) fn line(text: &str, block: &str, is_peer: impl Fn(&str) -> bool) -> Result<String> {
    let new = block.lines().next_back().context("there is something to put in")?;
    let mut lines: Vec<&str> = text.lines().collect();
    ensure!(!lines.contains(&new), "it is there already: {}", new.trim());
    // Only the first run of peers: another block of the file may have lines that look alike.
    let first = lines.iter().position(|line| is_peer(line)).context("no line is like the new one")?;
    let belongs = |line: &str| line.trim_start().starts_with("#[") || line.starts_with("## ") || line.starts_with("# ");
    let run = lines[first..].iter().take_while(|line| is_peer(line) || belongs(line)).count();
    let peers: Vec<usize> = (first..first + run).filter(|at| is_peer(lines[*at])).collect();
    let at = match peers.iter().find(|at| lines[**at] > new) {
        Some(&later) => {
            let above = lines[..later].iter().rev().take_while(|line| belongs(line)).count();
            later - above
        }
        None => peers.last().map_or(first, |last| last + 1),
    };
    lines.splice(at..at, block.lines());
    Ok(lines.join("\n") + "\n")
}

/// The text with one more entry in the array that stands in the line below `heading`.
pub(super) fn into_array(text: &str, heading: &str, entry: &str) -> Result<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = lines.iter().position(|line| line == heading).with_context(|| format!("no line is {heading}"))? + 1;
    let array = lines.get(at).and_then(|line| line.strip_suffix(']')?.split_once('['));
    let (key, entries) = array.with_context(|| format!("below {heading} is no array in one line"))?;
    let quoted = format!("{entry:?}");
    let mut entries: Vec<&str> = entries.split(", ").collect();
    ensure!(!entries.contains(&quoted.as_str()), "it is there already: {entry}");
    entries.push(&quoted);
    entries.sort_unstable();
    lines[at] = format!("{key}[{}]", entries.join(", "));
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::{into_array, line};

    #[test]
    fn a_line_goes_among_its_peers() {
        let check = |text: &str, block: &str, expected: &str| {
            let made = line(text, block, |line| line.starts_with("use ")).expect("there are peers");
            assert_eq!(made, expected, "{block:?} into {text:?}");
        };
        check("a\nuse b;\nuse d;\nz\n", "use c;", "a\nuse b;\nuse c;\nuse d;\nz\n");
        check("a\nuse b;\nuse d;\nz\n", "use e;", "a\nuse b;\nuse d;\nuse e;\nz\n");
        check("a\nuse b;\n", "use a;", "a\nuse a;\nuse b;\n");
        check("#[x]\nuse b;\n#[y]\nuse d;\n", "#[n]\nuse c;", "#[x]\nuse b;\n#[n]\nuse c;\n#[y]\nuse d;\n");
        check("#[x]\nuse b;\n", "#[n]\nuse a;", "#[n]\nuse a;\n#[x]\nuse b;\n");
        check("use b;\n\nuse a;\n", "use c;", "use b;\nuse c;\n\nuse a;\n");
    }

    #[test]
    fn what_is_there_or_has_no_place_is_told() {
        let refused =
            |text: &str| line(text, "use a;", |line| line.starts_with("use ")).expect_err("refused").to_string();
        assert_eq!(refused("use a;\n"), "it is there already: use a;");
        assert_eq!(refused("mod a;\n"), "no line is like the new one");
    }

    #[test]
    fn an_entry_goes_into_an_array() {
        let text = "name = \"x\"\ncrates = [\"a\", \"c\"]\nname = \"y\"\ncrates = [\"a\"]\n";
        let made = into_array(text, "name = \"x\"", "b").expect("the array is there");
        assert_eq!(made, "name = \"x\"\ncrates = [\"a\", \"b\", \"c\"]\nname = \"y\"\ncrates = [\"a\"]\n");
        let refused = into_array(text, "name = \"x\"", "a").expect_err("it has it").to_string();
        assert_eq!(refused, "it is there already: a");
    }
}
