//! Completion in shells: small scripts that ask this program.

use sotalia_dynamic::models::{Models, Service};

use crate::arguments::Shell;
use crate::describe::{self, kebab};
use crate::line::{Line, Purpose};

const COMMANDS: [&str; 8] = ["call", "wait", "presign", "services", "operations", "waiters", "describe", "completion"];
/// Options without a value.
const SWITCHES: [&str; 4] = ["--debug", "--no-cli-pager", "--no-paginate", "--no-sign-request"];

/// The script of a shell.
pub(crate) fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => {
            "_sotalia() {\n    local IFS=$'\\n'\n    COMPREPLY=($(sotalia complete -- \"${COMP_WORDS[@]:1:COMP_CWORD}\" \
             2>/dev/null))\n}\ncomplete -o default -F _sotalia sotalia\n"
        }
        Shell::Zsh => {
            "#compdef sotalia\n_sotalia() {\n    local -a found\n    found=(${(f)\"$(sotalia complete -- \
             \"${(@)words[2,CURRENT]}\" 2>/dev/null)\"})\n    compadd -a found\n}\ncompdef _sotalia sotalia\n"
        }
        Shell::Fish => {
            "complete -c sotalia -f -a '(sotalia complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'\n"
        }
    }
}

/// What the last word could become, a line for each.
pub(crate) fn complete(models: &Models, words: &[String]) -> String {
    let (last, before) = words.split_last().map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
    let found = candidates(models, before);
    found.into_iter().filter(|candidate| candidate.starts_with(last)).map(|candidate| candidate + "\n").collect()
}

fn candidates(models: &Models, before: &[String]) -> Vec<String> {
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    match behind_options(&before) {
        [] => COMMANDS.map(str::to_owned).to_vec(),
        ["completion"] => ["bash", "zsh", "fish"].map(str::to_owned).to_vec(),
        ["call" | "describe" | "operations" | "presign" | "wait" | "waiters"] => models.services(),
        [command @ ("call" | "describe" | "presign" | "wait"), service] => {
            let Ok(service) = describe::service(models, service) else { return Vec::new() };
            match *command {
                "wait" => service.waiters.iter().map(|waiter| kebab(&waiter.name)).collect(),
                _ => service.operations.iter().map(|operation| kebab(&operation.name)).collect(),
            }
        }
        [command @ ("call" | "presign" | "wait"), service, name, ..] => {
            let Ok(service) = describe::service(models, service) else { return Vec::new() };
            arguments(&service, command, name, before.last().copied().unwrap_or_default()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// What can follow the last word: values of the parameter or option that it is, or else parameters and options.
fn arguments(service: &Service, command: &str, name: &str, last: &str) -> Option<Vec<String>> {
    let (purpose, operation) = match command {
        "call" => (Purpose::Call, service.operation(name)?),
        "presign" => (Purpose::Presign, service.operation(name)?),
        _ => (Purpose::Wait, service.operation(&service.waiter(name)?.operation)?),
    };
    let line = Line { service, operation, purpose };
    let values = line.values(last);
    Some(if values.is_empty() { line.flags() } else { values })
}

/// The words from the command on: options may stand before it.
fn behind_options<'w, 'b>(before: &'b [&'w str]) -> &'b [&'w str] {
    match before {
        [switch, rest @ ..] if SWITCHES.contains(switch) || (switch.starts_with("--") && switch.contains('=')) => {
            behind_options(rest)
        }
        [option, _, rest @ ..] if option.starts_with("--") => behind_options(rest),
        words => words,
    }
}

#[cfg(test)]
mod tests {
    use sotalia_dynamic::models::Models;

    use super::complete;

    #[test]
    fn words_become_services_operations_and_parameters() {
        for (line, expected) in [
            ("desc", "describe\n"),
            ("call dynamodbs", "dynamodbstreams\n"),
            ("call s3 list-buckets", "list-buckets\n"),
            ("call s3 ListBuckets --pre", "--prefix\n"),
            ("--region eu-west-1 --debug call s3api list-b --max-i", ""),
            ("--region eu-west-1 --debug call s3api list-buckets --max-i", "--max-items\n"),
            ("call s3 list-buckets --output t", "table\ntext\n"),
            ("call s3 get-object --checksum-mode ", "ENABLED\n"),
            ("wait dynamodb table-n", "table-not-exists\n"),
            ("wait dynamodb table-exists --max", "--max-wait\n"),
            ("presign s3 get-object --exp", "--expected-bucket-owner\n--expires-in\n"),
            ("--query x completion b", "bash\n"),
            ("call nothing x", ""),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(complete(&Models::embedded(), &words), expected, "{line}");
        }
    }
}
