//! The command line of an operation, made of its model.

use std::collections::HashSet;

use clap::{Arg, ArgAction, Args as _, Command, value_parser};
use sotalia_dynamic::models::{Member, Service, ShapeKind, to_snake_case};

use super::{DELAY, EXPIRES, FILE, INPUT, INPUT_YAML, Line, MAX_WAIT, Purpose, SKELETON, has_content, is_stream, off};
use crate::arguments::Options;
use crate::describe::{kebab, type_of};

/// The options of an operation that answers in pages.
const PAGING: [(&str, &str, &str); 3] = [
    ("max-items", "COUNT", "End after so many items; the answer's NextToken continues"),
    ("page-size", "COUNT", "Ask for so many items at a time"),
    ("starting-token", "TOKEN", "Continue where the answer with this NextToken ended"),
];

/// An argument for each parameter, beside the options of every command. Where a name is that of an option, the parameter
/// has AWS's own name only: `--Query`.
pub(super) fn of(line: &Line<'_>, name: String) -> Command {
    let Line { service, operation, purpose } = *line;
    let mut command = Options::augment_args(Command::new(name).no_binary_name(false).disable_version_flag(true));
    for option in options(line) {
        command = command.arg(option);
    }
    let mut taken: HashSet<String> =
        command.get_arguments().filter_map(|arg| arg.get_long().map(str::to_owned)).collect();
    taken.insert("help".to_owned());
    let input = service.input(operation);
    for (place, member) in input.iter().flat_map(|input| &input.members).enumerate() {
        // Whoever sends it brings the content.
        if purpose == Purpose::Presign && is_stream(service, member) {
            continue;
        }
        let is_required = input.is_some_and(|input| input.required.contains(&place));
        if let Some(argument) = argument(service, member, is_required, &mut taken) {
            command = command.arg(argument);
        }
        if let Some(argument) = negation(service, member, &mut taken) {
            command = command.arg(argument);
        }
    }
    if purpose == Purpose::Call && has_content(service, operation) {
        let help = "Where to write the content of the answer, `-` for the output; without it, the output has it alone";
        command = command.arg(Arg::new(FILE).help(help));
    }
    command
}

/// The options that are no parameters.
fn options(line: &Line<'_>) -> Vec<Arg> {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let seconds = |name, help| option(name, "SECONDS", help).value_parser(value_parser!(u64));
    let mut options = vec![
        option(INPUT, "JSON", "All parameters as one object of JSON").conflicts_with(INPUT_YAML),
        option(INPUT_YAML, "YAML", "All parameters as one mapping of YAML"),
    ];
    match line.purpose {
        Purpose::Call => {
            let skeleton =
                option(SKELETON, "OF", "Send nothing: print parameters, or an answer, with values to fill in");
            let kinds = ["input", "output", "yaml-input"];
            options.push(skeleton.num_args(0..=1).default_missing_value("input").value_parser(kinds));
        }
        Purpose::Wait => {
            options.push(seconds(DELAY, "Ask again after so many seconds; without it, as the waiter says"));
            options.push(seconds(MAX_WAIT, "Give up after so many seconds; without it, as the waiter says"));
        }
        Purpose::Presign => {
            options.push(seconds(EXPIRES, "How long it can be sent: up to 604800, a week; without it, 3600"));
        }
    }
    if line.is_paginated() {
        options.extend(PAGING.map(|(name, value, help)| option(name, value, help)));
    }
    options
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

/// `--no-dry-run` for `--dry-run=false`.
fn negation(service: &Service, member: &Member, taken: &mut HashSet<String>) -> Option<Arg> {
    let is_switch = service.shapes[member.shape].kind == ShapeKind::Boolean;
    let name = format!("no-{}", kebab(&member.name));
    let argument = || Arg::new(off(&member.name)).long(name.clone()).action(ArgAction::SetTrue).hide(true);
    (is_switch && taken.insert(name.clone())).then(argument)
}
