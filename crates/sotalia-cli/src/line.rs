//! The command line of one operation: parameters by its model, options by what is to be done with it.

mod command;
mod read;
mod request;

use clap::ArgMatches;
use sotalia_dynamic::error::Result;
use sotalia_dynamic::models::{Member, Operation, Service, ShapeKind};

pub(crate) use self::request::{Paging, Request, Source, Target};
use crate::describe::kebab;
use crate::parameters::Reader;

/// The argument that names a file for the content of the answer.
const FILE: &str = "FILE";
/// All parameters as one document.
const INPUT: &str = "cli-input-json";
const INPUT_YAML: &str = "cli-input-yaml";
/// Parameters or answer to fill in.
pub(crate) const SKELETON: &str = "generate-cli-skeleton";
/// How long a signature is good.
pub(crate) const EXPIRES: &str = "expires-in";
/// Seconds between two questions of a wait.
pub(crate) const DELAY: &str = "delay";
/// Seconds after which a wait ends.
pub(crate) const MAX_WAIT: &str = "max-wait";

/// What is to be done with an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It is called.
    Call,
    /// It is asked until a waiter says that it is enough.
    Wait,
    /// It is signed.
    Presign,
}

/// An operation and what it is for.
#[derive(Clone, Copy)]
pub(crate) struct Line<'l> {
    pub(crate) service: &'l Service,
    pub(crate) operation: &'l Operation,
    pub(crate) purpose: Purpose,
}

impl Line<'_> {
    /// Reads the words that follow `name`, such as `sotalia call s3 get-object`.
    pub(crate) fn parse(&self, name: String, words: &[String]) -> std::result::Result<ArgMatches, clap::Error> {
        let words = std::iter::once(name.as_str()).chain(words.iter().map(String::as_str));
        command::of(self, name.clone()).try_get_matches_from(words)
    }

    /// The parameters and options that there are, as they are written.
    pub(crate) fn flags(&self) -> Vec<String> {
        let command = command::of(self, String::new());
        let shown = command.get_arguments().filter(|argument| !argument.is_hide_set());
        let mut flags: Vec<String> = shown.filter_map(|argument| Some(format!("--{}", argument.get_long()?))).collect();
        flags.sort();
        flags
    }

    /// The values that the parameter or option of this flag can have, if they are known.
    pub(crate) fn values(&self, flag: &str) -> Vec<String> {
        let Some(name) = flag.strip_prefix("--") else { return Vec::new() };
        let command = command::of(self, String::new());
        let Some(argument) = command.get_arguments().find(|argument| argument.get_long() == Some(name)) else {
            return Vec::new();
        };
        let input = self.service.input(self.operation);
        let mut members = input.into_iter().flat_map(|input| &input.members);
        match members.find(|member| *member.name == *argument.get_id().as_str()) {
            Some(member) => self.service.shapes[member.shape].enum_values.iter().map(ToString::to_string).collect(),
            None => argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect(),
        }
    }

    /// What the arguments ask for.
    ///
    /// # Errors
    ///
    /// What is wrong with a parameter, with its name.
    pub(crate) fn request(&self, reader: &Reader<'_>, matches: &ArgMatches, every_page: bool) -> Result<Request> {
        read::request(self, reader, matches, every_page)
    }

    fn is_paginated(&self) -> bool {
        self.purpose == Purpose::Call && self.service.paginator(&self.operation.name).is_some()
    }
}

/// The name of a parameter as it is written.
fn flag(name: &str) -> String {
    format!("--{}", kebab(name))
}

/// The id of the argument that turns a switch off.
fn off(name: &str) -> String {
    format!("no {name}")
}

/// Whether the member is content that is not held in memory.
fn is_stream(service: &Service, member: &Member) -> bool {
    let shape = &service.shapes[member.shape];
    shape.kind == ShapeKind::Blob && (member.streaming || shape.streaming)
}

/// Whether the answer has content for a file: a stream of bytes, or of events that carry bytes.
fn has_content(service: &Service, operation: &Operation) -> bool {
    let is_bytes = |member: &Member| service.shapes[member.shape].kind == ShapeKind::Blob;
    let carries_bytes = |member: &Member| {
        let stream = &service.shapes[member.shape];
        let mut events = stream.members.iter().map(|event| &service.shapes[event.shape]);
        stream.eventstream && events.any(|event| event.members.iter().any(is_bytes))
    };
    let members = service.output(operation).into_iter().flat_map(|output| &output.members);
    members.into_iter().any(|member| is_stream(service, member) || carries_bytes(member))
}
