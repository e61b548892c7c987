//! What a command line asks for.

use std::path::PathBuf;

use sotalia_dynamic::Map;

/// A call, ready to be sent.
pub(crate) struct Request {
    pub(crate) parameters: Map,
    /// Where the content is that is sent.
    pub(crate) content: Option<Source>,
    /// Where the content of the answer is written.
    pub(crate) target: Target,
    /// How all pages are asked for, if they are.
    pub(crate) paging: Option<Paging>,
}

/// Where content comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    File(PathBuf),
    /// `-`
    StandardInput,
}

/// Where content goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    File(PathBuf),
    /// `-`: without anything else.
    StandardOutput,
    /// None was named.
    Unnamed,
}

/// How pages are asked for.
pub(crate) struct Paging {
    pub(crate) max_items: Option<u32>,
    pub(crate) page_size: Option<u32>,
    pub(crate) starting_token: Option<String>,
}
