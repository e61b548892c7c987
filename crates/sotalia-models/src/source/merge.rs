//! Merges `*.sdk-extras` into the files that they are for.

use std::fmt;

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

/// A file of extras.
#[derive(Deserialize)]
pub(super) struct Extras {
    pub(super) merge: Tree,
}

/// JSON whose members keep their order: that of a structure's members is part of the model.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// Objects are merged member by member; anything else is replaced.
    pub(super) fn merge(&mut self, extra: Tree) {
        let Tree::Map(extra) = extra else {
            *self = extra;
            return;
        };
        if !matches!(self, Tree::Map(_)) {
            *self = Tree::Map(Vec::new());
        }
        let Tree::Map(members) = self else { return };
        for (name, value) in extra {
            match members.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => known.merge(value),
                None => members.push((name, value)),
            }
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Null => serializer.serialize_unit(),
            Tree::Bool(value) => serializer.serialize_bool(*value),
            Tree::Number(number) => number.serialize(serializer),
            Tree::Text(text) => serializer.serialize_str(text),
            Tree::List(items) => items.serialize(serializer),
            Tree::Map(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Tree, E> {
        Number::from_f64(value).map(Tree::Number).ok_or_else(|| E::custom("not a number of JSON"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let mut map = Vec::new();
        while let Some(member) = members.next_entry::<String, Tree>()? {
            // `serde_json` writes numbers of any precision so.
            if member.0.starts_with("$serde_json::") {
                return Err(A::Error::custom("a name that is reserved"));
            }
            map.push(member);
        }
        Ok(Tree::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn extras_add_members_and_replace_values() {
        check(
            r#"{"b":1,"a":{"x":[1,2]}}"#,
            r#"{"a":{"x":[3],"y":null},"c":true}"#,
            r#"{"b":1,"a":{"x":[3],"y":null},"c":true}"#,
        );
        check(r#"{"a":1}"#, r#"{"a":{"b":{"c":"d"}}}"#, r#"{"a":{"b":{"c":"d"}}}"#);
        check(r#"{"a":{"b":1}}"#, r#"{"a":1.5}"#, r#"{"a":1.5}"#);
    }

    #[track_caller]
    fn check(into: &str, extra: &str, expected: &str) {
        let mut tree: Tree = serde_json::from_str(into).expect("it is JSON");
        tree.merge(serde_json::from_str(extra).expect("it is JSON"));
        assert_eq!(serde_json::to_string(&tree).expect("it can be written"), expected, "{extra} into {into}");
    }
}
