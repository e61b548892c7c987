//! What came of a call, so that it can be compared.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use futures_util::{Stream, StreamExt as _};
use sotalia_resource::error::{Error, Result};
use sotalia_resource::{BatchReport, Identifier, Resource};

use crate::scene::Scene;
use crate::tree::Tree;

/// A call of a member.
pub(crate) type Call = fn(Scene) -> Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// What came of a call.
pub(crate) enum Outcome {
    /// A resource: kind, identifiers, and data if it has any.
    Resource(String, Vec<(String, String)>, Option<Tree>),
    List(Vec<Outcome>),
    Pages(Vec<Vec<Outcome>>),
    Answer(Tree),
    Nothing,
    Failed(Error),
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resource(kind, identifiers, data) => write!(f, "{kind} {identifiers:?} {data:?}"),
            Self::List(list) => write!(f, "{list:?}"),
            Self::Pages(pages) => write!(f, "pages {pages:?}"),
            Self::Answer(answer) => write!(f, "the answer {answer:?}"),
            Self::Nothing => f.write_str("nothing"),
            Self::Failed(error) => write!(f, "the error {error}"),
        }
    }
}

/// Plays a call.
pub(crate) fn run(
    call: impl Future<Output = Result<Outcome>> + Send + 'static,
) -> Pin<Box<dyn Future<Output = Outcome> + Send>> {
    Box::pin(async move { call.await.unwrap_or_else(Outcome::Failed) })
}

/// Tells what a value is.
pub(crate) trait Tell {
    fn tell(&self) -> Outcome;
}

impl<T: Tell> Tell for Vec<T> {
    fn tell(&self) -> Outcome {
        Outcome::List(self.iter().map(Tell::tell).collect())
    }
}

impl<T: Tell> Tell for Option<T> {
    fn tell(&self) -> Outcome {
        self.as_ref().map_or(Outcome::Nothing, Tell::tell)
    }
}

/// A resource, with its data.
pub(crate) fn resource<R: Resource>(resource: &R, data: Option<Tree>) -> Outcome {
    let text = |value: Identifier<'_>| match value {
        Identifier::Text(text) => text.to_owned(),
        other => other.to_string(),
    };
    let identifiers = resource.identifiers().into_iter().map(|(name, value)| (name.to_owned(), text(value)));
    Outcome::Resource(R::NAME.to_owned(), identifiers.collect(), data)
}

/// A value by what `{:?}` prints of it.
pub(crate) fn tree(value: &impl fmt::Debug) -> Tree {
    Tree::parse(&format!("{value:?}"))
}

/// An answer of the service.
pub(crate) fn answer(value: &impl fmt::Debug) -> Outcome {
    Outcome::Answer(tree(value))
}

/// What a batch action did: an answer for each request.
pub(crate) fn batch<T: fmt::Debug>(report: &BatchReport<T>) -> Outcome {
    Outcome::List(report.answers().iter().map(answer).collect())
}

/// All that a collection gives, or its first error.
pub(crate) async fn all<R: Tell>(stream: impl Stream<Item = Result<R>>) -> Result<Outcome> {
    let mut found = Vec::new();
    let mut stream = Box::pin(stream);
    while let Some(one) = stream.next().await {
        found.push(one?.tell());
    }
    Ok(Outcome::List(found))
}

/// All pages of a collection, or its first error.
pub(crate) async fn pages<R: Tell>(stream: impl Stream<Item = Result<Vec<R>>>) -> Result<Outcome> {
    let mut found = Vec::new();
    let mut stream = Box::pin(stream);
    while let Some(page) = stream.next().await {
        found.push(page?.iter().map(Tell::tell).collect());
    }
    Ok(Outcome::Pages(found))
}
