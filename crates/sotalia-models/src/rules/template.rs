//! The two small languages inside the texts of rules: templates, and paths to parts of values.

use super::PathStep;

/// A part of a template.
#[derive(Debug, PartialEq)]
pub(super) enum Part<'t> {
    /// As it is; `{{` and `}}` stand for braces.
    Text(String),
    /// A name, and the path to a part of its value.
    Value(&'t str, Vec<PathStep>),
}

/// The parts of a template.
pub(super) fn parts(text: &str) -> Result<Vec<Part<'_>>, String> {
    let (mut parts, mut plain, mut rest) = (Vec::new(), String::new(), text);
    while let Some(place) = rest.find(['{', '}']) {
        plain.push_str(&rest[..place]);
        let (brace, after) = rest[place..].split_at(1);
        if let Some(next) = after.strip_prefix(brace) {
            plain.push_str(brace);
            rest = next;
            continue;
        }
        let inner = (brace == "{").then(|| after.split_once('}')).flatten();
        let (inner, next) = inner.ok_or_else(|| format!("a brace stands alone in {text:?}"))?;
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(match inner.split_once('#') {
            Some((name, path)) => Part::Value(name, self::path(path)?),
            None => Part::Value(inner, Vec::new()),
        });
        rest = next;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(parts)
}

/// The steps of a path such as `resourceId[0]` or `a.b`.
pub(super) fn path(text: &str) -> Result<Vec<PathStep>, String> {
    let wrong = || format!("{text:?} is no path");
    let mut steps = Vec::new();
    for word in text.split('.') {
        let (name, mut indices) = word.split_once('[').map_or((word, None), |(name, rest)| (name, Some(rest)));
        if name.is_empty() && indices.is_none() {
            return Err(wrong());
        }
        if !name.is_empty() {
            steps.push(PathStep::Name(name.into()));
        }
        while let Some(rest) = indices {
            let (index, next) = rest.split_once(']').ok_or_else(wrong)?;
            steps.push(PathStep::Index(index.parse().map_err(|_| wrong())?));
            indices = match next {
                "" => None,
                next => Some(next.strip_prefix('[').ok_or_else(wrong)?),
            };
        }
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::{Part, parts, path};
    use crate::PathStep;

    #[test]
    fn templates_are_cut_into_text_and_values() {
        let region = || Part::Value("Region", vec![]);
        let suffix = Part::Value("p", vec![PathStep::Name("dnsSuffix".into())]);
        check(
            "https://sts.{Region}.{p#dnsSuffix}",
            &[Part::Text("https://sts.".into()), region(), Part::Text(".".into()), suffix],
        );
        check("{Region}", &[region()]);
        check("{{a}}", &[Part::Text("{a}".into())]);
        check("", &[]);
    }

    #[test]
    fn paths_are_cut_into_steps() {
        let name = |name: &str| PathStep::Name(name.into());
        for (text, expected) in [
            ("dnsSuffix", vec![name("dnsSuffix")]),
            ("resourceId[0]", vec![name("resourceId"), PathStep::Index(0)]),
            ("a.b[1]", vec![name("a"), name("b"), PathStep::Index(1)]),
            ("[-1]", vec![PathStep::Index(-1)]),
        ] {
            assert_eq!(path(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_broken_is_refused() {
        for text in ["{", "}", "{a", "a}b", "{a#}", "{a#b[}", "{a#b[x]}"] {
            assert!(parts(text).is_err(), "{text} is no template");
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[Part<'_>]) {
        assert_eq!(parts(text).as_deref(), Ok(expected), "{text}");
    }
}
