//! The scripts of `sotalia completion`, in the shells that are installed.

use std::path::Path;
use std::process::Command;

const BIN: &str = env!("CARGO_BIN_EXE_sotalia");

/// What a shell does with the words of a command line when somebody presses the key for completion.
const SHELLS: [(&str, &str); 3] = [
    (
        "bash",
        r#"source <(sotalia completion bash); IFS=' ' read -ra COMP_WORDS <<< "$LINE"; [[ $LINE == *' ' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _sotalia; printf '%s\n' "${COMPREPLY[@]}""#,
    ),
    (
        "zsh",
        r#"compdef() { :; }; compadd() { [[ $1 == -a ]] && print -l -- ${(P)2}; }; source <(sotalia completion zsh)
        words=(${(s: :)LINE}); [[ $LINE == *' ' ]] && words+=(''); CURRENT=${#words}; _sotalia"#,
    ),
    ("fish", r#"sotalia completion fish | source; complete -C "$LINE""#),
];

#[test]
fn shells_complete_what_is_written() {
    for (shell, script) in SHELLS {
        for (line, expected) in [
            ("sotalia wa", &["wait", "waiters"][..]),
            ("sotalia call dynamodbs", &["dynamodbstreams"]),
            ("sotalia call s3 get-bucket-loca", &["get-bucket-location"]),
            ("sotalia call s3 get-object --checksum-mode ", &["ENABLED"]),
            ("sotalia call s3 get-object --buck", &["--bucket"]),
        ] {
            let folder = Path::new(BIN).parent().expect("a folder").display();
            let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
            let done = Command::new(shell).args(["-c", script]).env("PATH", path).env("LINE", line).output();
            let Ok(done) = done else {
                println!("SKIPPED: {shell}: it is not installed");
                break;
            };
            let (out, err) = (crate::stub::text(&done.stdout), crate::stub::text(&done.stderr));
            let found: Vec<_> = out.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
            assert_eq!(found, expected, "{shell}: {line}: {err}");
        }
    }
}
