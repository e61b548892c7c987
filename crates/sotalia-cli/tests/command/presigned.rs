//! `sotalia presign`.

use crate::stub::{Outcome, run};

/// Runs the command in a process of its own, which has credentials.
fn presign(words: &[&str]) -> Outcome {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sotalia"));
    command.env_clear().env("HOME", "/nonexistent").env("AWS_REGION", "eu-west-1");
    command.env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").env("AWS_SECRET_ACCESS_KEY", "SECRET");
    let done = command.arg("presign").args(words).output().expect("it runs");
    let code = done.status.code().and_then(|code| u8::try_from(code).ok()).expect("it ends by itself");
    Outcome { code, out: crate::stub::text(&done.stdout), err: crate::stub::text(&done.stderr) }
}

#[test]
fn the_address_of_a_signed_call_is_printed() {
    for (words, parts, hint) in [
        (
            &["s3://logs/a b.txt"][..],
            &["https://logs.s3.eu-west-1.amazonaws.com/a%20b.txt?", "X-Amz-Expires=3600", "X-Amz-Signature="][..],
            "",
        ),
        (&["s3://logs/a", "--expires-in", "60"], &["X-Amz-Expires=60&"], ""),
        (&["s3", "get-object", "--bucket", "logs", "--key", "a", "--version-id", "v"], &["versionId=v&"], ""),
        (
            &["s3", "put-object", "--bucket", "logs", "--key", "a", "--content-type", "text/plain"],
            &["X-Amz-SignedHeaders=content-type%3Bhost"],
            "to be sent with the method PUT, the header `content-type: text/plain`\n",
        ),
        (
            &["sts", "get-caller-identity"],
            &["https://sts.eu-west-1.amazonaws.com/?", "Action=GetCallerIdentity"],
            "to be sent with the method POST\n",
        ),
    ] {
        let outcome = presign(words);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, hint), "{words:?}: {outcome:?}");
        assert_eq!(outcome.out.lines().count(), 1, "{words:?}: {outcome:?}");
        assert!(parts.iter().all(|part| outcome.out.contains(part)), "{words:?}: {outcome:?}, expected {parts:?}");
    }
}

#[test]
fn all_of_a_signed_call_can_be_asked_for() {
    let outcome = presign(&["s3", "put-object", "--bucket", "b", "--key", "k", "--query", "[Method, Headers]"]);
    assert_eq!(outcome.out, "[\n    \"PUT\",\n    {}\n]\n", "{outcome:?}");
}

#[test]
fn what_cannot_be_signed_is_named() {
    for (words, expected) in [
        (&["presign", "s3://logs"][..], "write s3://BUCKET/KEY"),
        (&["presign", "s3"], "an operation is wanted"),
        (&["presign", "s3", "get-objct"], "did you mean get-object"),
        (&["presign", "s3://b/k", "--expires-in", "x"], "invalid value 'x'"),
        (&["--region", "x1", "presign", "s3://b/k", "--expires-in", "0"], "1 second to 7 days"),
    ] {
        let outcome = run(words);
        assert!(outcome.code == 252 && outcome.err.contains(expected), "{words:?}: {outcome:?}, expected {expected}");
    }
}
