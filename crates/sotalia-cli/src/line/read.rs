//! What the arguments of a command line ask for.

use clap::ArgMatches;
use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::{Map, Value};

use super::{FILE, INPUT, INPUT_YAML, Line, Paging, Request, Source, Target, flag, is_stream, off};
use crate::parameters::Reader;

/// The parameters that were given, and where content comes from and goes to.
///
/// # Errors
///
/// What is wrong with a parameter, with its name.
pub(super) fn request(line: &Line<'_>, reader: &Reader<'_>, matches: &ArgMatches, every_page: bool) -> Result<Request> {
    let service = line.service;
    let input = service.input(line.operation);
    let mut parameters = document(line, reader, matches)?;
    let mut content = None;
    for member in input.iter().flat_map(|input| &input.members) {
        if matches.try_get_one(&off(&member.name)).is_ok_and(|given| given == Some(&true)) {
            parameters.insert(member.name.to_string(), Value::Bool(false));
        }
        let Ok(Some(words)) = matches.try_get_many::<String>(&member.name) else { continue };
        let words: Vec<String> = words.cloned().collect();
        if let (true, [path]) = (is_stream(service, member), words.as_slice()) {
            content = Some(if path == "-" { Source::StandardInput } else { Source::File(reader.path(path)) });
            parameters.shift_remove(&*member.name);
            continue;
        }
        let value = reader.parameter(member, &words).map_err(|error| named(&flag(&member.name), &error))?;
        parameters.insert(member.name.to_string(), value);
    }
    let target = match matches.try_get_one::<String>(FILE) {
        Ok(Some(path)) if path == "-" => Target::StandardOutput,
        Ok(Some(path)) => Target::File(reader.path(path)),
        _ => Target::Unnamed,
    };
    let paging = if every_page { paging(line, &parameters, matches)? } else { None };
    Ok(Request { parameters, content, target, paging })
}

/// The parameters of a document, to which those of the command line are added.
fn document(line: &Line<'_>, reader: &Reader<'_>, matches: &ArgMatches) -> Result<Map> {
    let Some(input) = line.service.input(line.operation) else { return Ok(Map::new()) };
    for (name, is_yaml) in [(INPUT, false), (INPUT_YAML, true)] {
        if let Some(document) = matches.get_one::<String>(name) {
            return reader.document(input, document, is_yaml).map_err(|error| named(&format!("--{name}"), &error));
        }
    }
    Ok(Map::new())
}

/// All pages, unless a parameter chooses one.
fn paging(line: &Line<'_>, given: &Map, matches: &ArgMatches) -> Result<Option<Paging>> {
    let paginator = line.service.paginator(&line.operation.name).filter(|_| line.is_paginated());
    let Some(paginator) = paginator else { return Ok(None) };
    let mut chosen = paginator.input_tokens.iter().chain(&paginator.limit_key);
    if chosen.any(|name| given.contains_key(&**name)) {
        return Ok(None);
    }
    let count = |name: &str| match matches.get_one::<String>(name).map(|text| text.parse::<u32>()) {
        None => Ok(None),
        Some(Ok(count)) => Ok(Some(count)),
        Some(Err(_)) => Err(Error::local(LocalError::InvalidParameter, format!("--{name}: a whole number is wanted"))),
    };
    Ok(Some(Paging {
        max_items: count("max-items")?,
        page_size: count("page-size")?,
        starting_token: matches.get_one::<String>("starting-token").cloned(),
    }))
}

fn named(name: &str, error: &Error) -> Error {
    let local = error.local_error().unwrap_or(LocalError::InvalidParameter);
    Error::local(local, format!("{name}: {}", error.message()))
}
