//! Completion in shells: small scripts that ask this program.

use sotalia_dynamic::models::Models;

use crate::arguments::Shell;
use crate::describe::{self, kebab};

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
    match before.as_slice() {
        [] => ["call", "services", "operations", "describe", "completion"].map(str::to_owned).to_vec(),
        ["completion"] => ["bash", "zsh", "fish"].map(str::to_owned).to_vec(),
        ["call" | "operations" | "describe"] => models.services(),
        ["call" | "describe", service] => match describe::service(models, service) {
            Ok(service) => service.operations.iter().map(|operation| kebab(&operation.name)).collect(),
            Err(_) => Vec::new(),
        },
        ["call", service, operation, ..] => {
            let Ok(service) = describe::service(models, service) else { return Vec::new() };
            let Ok(operation) = describe::find(&service, operation) else { return Vec::new() };
            let input = service.input(operation);
            input.iter().flat_map(|input| &input.members).map(|member| format!("--{}", kebab(&member.name))).collect()
        }
        _ => Vec::new(),
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
            ("call nothing x", ""),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(complete(&Models::embedded(), &words), expected, "{line}");
        }
    }
}
