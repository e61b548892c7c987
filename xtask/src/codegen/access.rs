//! Turns a path into an answer (`StreamDescription.Shards[-1].ShardId`) into the Rust expression that reads it.

use anyhow::{Result, anyhow, bail};

use super::sdk::{Kind, Sdk, Shape};

/// How an expression takes what it reads. Each gives an `Option`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// `Option<&T>`.
    Ref,
    /// `Option<&mut T>`.
    Mut,
    /// `Option<T>`, which takes the answer apart.
    Owned,
}

impl Access {
    /// The expression of an owned copy, if this one gives a reference.
    pub(crate) fn cloned(&self) -> String {
        let text = &self.expression;
        let copy = matches!(self.kind, Kind::Plain(_));
        if let Some(place) = text.strip_suffix(".as_ref()").filter(|place| !place.contains('(')) {
            return if copy { place.to_owned() } else { format!("{place}.clone()") };
        }
        match text.strip_prefix("Some(&").and_then(|rest| rest.strip_suffix(')')) {
            Some(place) if !place.contains('(') => format!("Some({place}.clone())"),
            _ => format!("{text}.cloned()"),
        }
    }
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A member.
    Member(String),
    /// `[0]`
    Index(usize),
    /// `[-1]`
    Last,
    /// `[]` or `[*]`
    Each,
}

/// An expression, and the type that it gives an `Option` of.
#[derive(Debug, Clone)]
pub(crate) struct Access {
    /// The Rust expression.
    pub(crate) expression: String,
    /// The type, without `Option`.
    pub(crate) kind: Kind,
}

/// Splits a path.
pub(crate) fn parse(path: &str) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (name, brackets) = part.find('[').map_or((part, ""), |at| part.split_at(at));
        if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
            bail!("{path:?} is no path: write it like `Delete.Objects[].Key`");
        }
        steps.push(Step::Member(name.to_owned()));
        match brackets {
            "" => {}
            "[-1]" => steps.push(Step::Last),
            "[]" | "[*]" => steps.push(Step::Each),
            other => match other[1..].strip_suffix(']').and_then(|index| index.parse().ok()) {
                Some(index) => steps.push(Step::Index(index)),
                None => bail!("{path:?} has an index `{other}` that is not a number, [-1], [] or [*]"),
            },
        }
    }
    Ok(steps)
}

/// The expression that reads `steps` from the structure `shape` in the variable `variable`.
pub(crate) fn read(sdk: &Sdk, shape: &Shape, variable: &str, steps: &[Step], mode: Mode) -> Result<Access> {
    let Some((Step::Member(first), rest)) = steps.split_first() else { bail!("a path starts with a member") };
    let field = shape.field(first)?;
    let place = format!("{variable}.{}", field.name);
    let expression = match (field.optional, mode) {
        (true, Mode::Ref) => format!("{place}.as_ref()"),
        (true, Mode::Mut) => format!("{place}.as_mut()"),
        (true, Mode::Owned) => place,
        (false, Mode::Ref) => format!("Some(&{place})"),
        (false, Mode::Mut) => format!("Some(&mut {place})"),
        (false, Mode::Owned) => format!("Some({place})"),
    };
    let mut access = Access { expression, kind: field.kind.clone() };
    for step in rest {
        access = follow(sdk, access, step, mode)?;
    }
    Ok(access)
}

fn follow(sdk: &Sdk, access: Access, step: &Step, mode: Mode) -> Result<Access> {
    let (suffix, kind) = match step {
        Step::Member(name) => {
            let Kind::Type(owner) = &access.kind else { bail!("{name} is asked of something that is no structure") };
            let shape = sdk.shape(owner)?;
            let field = shape.field(name)?;
            let inner = &field.name;
            let suffix = match (field.optional, mode) {
                (true, Mode::Ref) => format!(".and_then(|value| value.{inner}.as_ref())"),
                (true, Mode::Mut) => format!(".and_then(|value| value.{inner}.as_mut())"),
                (true, Mode::Owned) => format!(".and_then(|value| value.{inner})"),
                (false, Mode::Ref) => format!(".map(|value| &value.{inner})"),
                (false, Mode::Mut) => format!(".map(|value| &mut value.{inner})"),
                (false, Mode::Owned) => format!(".map(|value| value.{inner})"),
            };
            (suffix, field.kind.clone())
        }
        Step::Index(index) => {
            let suffix = match (index, mode) {
                (0, Mode::Owned) => ".and_then(|list| list.into_iter().next())".to_owned(),
                (0, _) => ".and_then(|list| list.first())".to_owned(),
                (_, Mode::Owned) => format!(".and_then(|list| list.into_iter().nth({index}))"),
                (..) => format!(".and_then(|list| list.get({index}))"),
            };
            (suffix, element(&access.kind)?)
        }
        Step::Last => {
            let owned = if mode == Mode::Owned { "into_iter().next_back" } else { "last" };
            (format!(".and_then(|list| list.{owned}())"), element(&access.kind)?)
        }
        Step::Each => bail!("[] cannot stand here: one value is wanted"),
    };
    Ok(Access { expression: access.expression + &suffix, kind })
}

/// The expression of an iterator over what a path with inner lists (`Reservations[].Instances[].State`) leads to: entries that
/// lack it are left out. `mode` is `Ref` or `Owned`.
pub(crate) fn each(sdk: &Sdk, shape: &Shape, variable: &str, steps: &[Step], mode: Mode) -> Result<Access> {
    let Some((Step::Member(first), rest)) = steps.split_first() else { bail!("a path starts with a member") };
    let field = shape.field(first)?;
    let owned = mode == Mode::Owned;
    let iterate = if owned { ".into_iter()" } else { ".iter()" };
    let place = format!("{variable}.{}", field.name);
    let mut rest = rest.iter();
    let mut access = match (rest.as_slice().first(), field.optional) {
        (Some(Step::Each), optional) => {
            rest.next();
            let flat = if optional { ".flatten()" } else { "" };
            Access { expression: format!("{place}{iterate}{flat}"), kind: element(&field.kind)? }
        }
        (_, true) => Access { expression: format!("{place}{iterate}"), kind: field.kind.clone() },
        (_, false) if owned => Access { expression: format!("Some({place}).into_iter()"), kind: field.kind.clone() },
        (_, false) => Access { expression: format!("Some(&{place}).into_iter()"), kind: field.kind.clone() },
    };
    for step in rest {
        let (suffix, kind) = match step {
            Step::Each => (format!(".flat_map(|list| list{iterate})"), element(&access.kind)?),
            Step::Member(name) => {
                let Kind::Type(owner) = &access.kind else {
                    bail!("{name} is asked of something that is no structure")
                };
                let shape = sdk.shape(owner)?;
                let field = shape.field(name)?;
                let inner = &field.name;
                let suffix = match (field.optional, owned) {
                    (true, true) => format!(".filter_map(|value| value.{inner})"),
                    (true, false) => format!(".filter_map(|value| value.{inner}.as_ref())"),
                    (false, true) => format!(".map(|value| value.{inner})"),
                    (false, false) => format!(".map(|value| &value.{inner})"),
                };
                (suffix, field.kind.clone())
            }
            Step::Index(_) | Step::Last => bail!("an index cannot follow a list here"),
        };
        access = Access { expression: access.expression + &suffix, kind };
    }
    Ok(access)
}

/// The type of a list's entries.
pub(crate) fn element(kind: &Kind) -> Result<Kind> {
    match kind {
        Kind::List(element) => Ok((**element).clone()),
        other => Err(anyhow!("a list is wanted, and this is {}", describe(other))),
    }
}

/// A type in words, for errors.
pub(crate) fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Plain(name) | Kind::Type(name) | Kind::Other(name) => name.clone(),
        Kind::List(element) => format!("a list of {}", describe(element)),
        Kind::Map(value) => format!("a map to {}", describe(value)),
    }
}

#[cfg(test)]
mod tests;
