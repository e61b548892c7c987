//! The command line of an operation, made of its model.

use std::collections::HashSet;

use clap::{Arg, ArgAction, ArgMatches, Args as _, Command};
use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::models::{Member, Operation, Service, ShapeKind, to_snake_case};
use sotalia_dynamic::{Map, Value};

use super::{Paging, Request, flag};
use crate::arguments::Options;
use crate::describe::{kebab, type_of};
use crate::parameters::Reader;

/// The argument that names a file for the body of the answer.
const FILE: &str = "FILE";
/// All parameters as one document.
const INPUT: &str = "cli-input-json";

/// The options of an operation that answers in pages.
const PAGING: [(&str, &str, &str); 3] = [
    ("max-items", "COUNT", "End after so many items; the answer's NextToken continues"),
    ("page-size", "COUNT", "Ask for so many items at a time"),
    ("starting-token", "TOKEN", "Continue where the answer with this NextToken ended"),
];
const NO_PAGINATE: &str = "no-paginate";

/// An argument for each parameter, beside the options of every command. Where a name is that of an option, the parameter
/// has AWS's own name only: `--Query`.
pub(super) fn of(service: &Service, operation: &Operation) -> Command {
    let name = format!("sotalia call {} {}", service.name, kebab(&operation.name));
    let mut command = Options::augment_args(Command::new(name).no_binary_name(false).disable_version_flag(true));
    let mut taken: HashSet<String> =
        command.get_arguments().filter_map(|arg| arg.get_long().map(str::to_owned)).collect();
    taken.extend(["help", INPUT].map(str::to_owned));
    command = command.arg(Arg::new(INPUT).long(INPUT).value_name("JSON").help("All parameters as one object of JSON"));
    if service.paginator(&operation.name).is_some() {
        for (name, value, help) in PAGING {
            command = command.arg(Arg::new(name).long(name).value_name(value).help(help));
            taken.insert(name.to_owned());
        }
        taken.insert(NO_PAGINATE.to_owned());
        let help = "Ask for one page only";
        command = command.arg(Arg::new(NO_PAGINATE).long(NO_PAGINATE).action(ArgAction::SetTrue).help(help));
    }
    let input = service.input(operation);
    for (place, member) in input.iter().flat_map(|input| &input.members).enumerate() {
        let is_required = input.is_some_and(|input| input.required.contains(&place));
        if let Some(argument) = argument(service, member, is_required, &mut taken) {
            command = command.arg(argument);
        }
    }
    let output = service.output(operation);
    if output.iter().flat_map(|output| &output.members).any(|member| is_stream(service, member)) {
        command =
            command.arg(Arg::new(FILE).help("Where to write the content of the answer; without it, to the output"));
    }
    command
}

fn argument(service: &Service, member: &Member, is_required: bool, taken: &mut HashSet<String>) -> Option<Arg> {
    let names = [kebab(&member.name), to_snake_case(&member.name), member.name.to_string()];
    let mut names = names.into_iter().filter(|name| taken.insert(name.clone()));
    let required = if is_required { ", required" } else { "" };
    let shape = &service.shapes[member.shape];
    let argument = Arg::new(member.name.to_string())
        .long(names.next()?)
        .help(format!("{}{required}", type_of(service, member)))
        .value_name("VALUE")
        .action(ArgAction::Append);
    let argument = names.fold(argument, Arg::alias);
    Some(match shape.kind {
        ShapeKind::Boolean => argument.num_args(0..=1).require_equals(true).default_missing_value("true"),
        ShapeKind::List => argument.num_args(1..),
        _ => argument.num_args(1).allow_hyphen_values(true),
    })
}

/// The parameters that were given, and the files.
///
/// # Errors
///
/// What is wrong with a parameter, with its name.
pub(super) fn read(reader: &Reader<'_>, operation: &Operation, matches: &ArgMatches) -> Result<Request> {
    let service = reader.service;
    let mut request = Request { parameters: Map::new(), body: None, file: None, paging: None };
    let input = service.input(operation);
    if let (Some(input), Some(document)) = (input, matches.get_one::<String>(INPUT)) {
        request.parameters = reader.document(input, document).map_err(|error| named(&format!("--{INPUT}"), &error))?;
    }
    for member in input.iter().flat_map(|input| &input.members) {
        let Ok(Some(words)) = matches.try_get_many::<String>(&member.name) else { continue };
        let words: Vec<String> = words.cloned().collect();
        if let (true, [path]) = (is_stream(service, member), words.as_slice()) {
            request.body = Some(reader.path(path));
            request.parameters.shift_remove(&*member.name);
            continue;
        }
        let value = reader.parameter(member, &words).map_err(|error| named(&flag(&member.name), &error))?;
        request.parameters.insert(member.name.to_string(), value);
    }
    if let Ok(Some(path)) = matches.try_get_one::<String>(FILE) {
        request.file = Some(reader.path(path)).filter(|_| path != "-");
    }
    request.paging = paging(service, operation, &request.parameters, matches)?;
    debug_assert!(!request.parameters.values().any(Value::is_null) || matches.contains_id(INPUT), "words are no nulls");
    Ok(request)
}

/// All pages, unless one is asked for: by an option, or by a parameter that chooses it.
fn paging(service: &Service, operation: &Operation, given: &Map, matches: &ArgMatches) -> Result<Option<Paging>> {
    let Some(paginator) = service.paginator(&operation.name) else { return Ok(None) };
    let mut chosen = paginator.input_tokens.iter().chain(&paginator.limit_key);
    if matches.get_flag(NO_PAGINATE) || chosen.any(|name| given.contains_key(&**name)) {
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

fn is_stream(service: &Service, member: &Member) -> bool {
    let shape = &service.shapes[member.shape];
    shape.kind == ShapeKind::Blob && (member.streaming || shape.streaming)
}

fn named(name: &str, error: &Error) -> Error {
    let local = error.local_error().unwrap_or(LocalError::InvalidParameter);
    Error::local(local, format!("{name}: {}", error.message()))
}
