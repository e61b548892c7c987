//! The command on moto, which `cargo xtask test --tier emulator -p sotalia-cli` starts: create, use, delete.

use std::process::Command;

use crate::stub::text;

/// Lines one after the other, and what each prints. `{file}` is a file that holds `hello`, `{out}` one that is written.
const LINES: &[(&str, &str)] = &[
    ("call sts get-caller-identity --query Account", "\"123456789012\"\n"),
    ("call s3 create-bucket --bucket sotalia-cli --query Location --output text", "/sotalia-cli\n"),
    ("wait s3 bucket-exists --bucket sotalia-cli", ""),
    (
        "call s3 put-object --bucket sotalia-cli --key a/b.txt --body {file} --query ETag --output text",
        "\"5d41402abc4b2a76b9719d911017c592\"\n",
    ),
    (
        "call s3 put-object --bucket sotalia-cli --key c.txt --body {file} --query ETag --output text",
        "\"5d41402abc4b2a76b9719d911017c592\"\n",
    ),
    ("call s3 get-object --bucket sotalia-cli --key a/b.txt", "hello"),
    ("call s3 get-object --bucket sotalia-cli --key a/b.txt {out} --query ContentLength", "5\n"),
    (
        "call s3 list-objects-v2 --bucket sotalia-cli --page-size 1 --query Contents[].[Key,Size] --output text",
        "a/b.txt\t5\nc.txt\t5\n",
    ),
    ("call s3 list-objects-v2 --bucket sotalia-cli --query Contents[].Key --output yaml", "- a/b.txt\n- c.txt\n"),
    (
        "call s3 delete-objects --bucket sotalia-cli --delete Objects=[{Key=a/b.txt},{Key=c.txt}] --query length(Deleted)",
        "2\n",
    ),
    ("call s3 delete-bucket --bucket sotalia-cli", ""),
    ("wait s3 bucket-not-exists --bucket sotalia-cli", ""),
    (
        "call dynamodb create-table --table-name sotalia-cli --attribute-definitions AttributeName=id,AttributeType=S \
         --key-schema AttributeName=id,KeyType=HASH --billing-mode PAY_PER_REQUEST --query TableDescription.TableName",
        "\"sotalia-cli\"\n",
    ),
    ("wait dynamodb table-exists --table-name sotalia-cli", ""),
    (r#"call dynamodb put-item --table-name sotalia-cli --item {"id":{"S":"1"},"n":{"N":"7"}}"#, ""),
    (r#"call dynamodb get-item --table-name sotalia-cli --key {"id":{"S":"1"}} --query Item.n.N --output text"#, "7\n"),
    ("call dynamodb delete-table --table-name sotalia-cli --query TableDescription.TableName", "\"sotalia-cli\"\n"),
    (
        "call ec2 describe-instances --filters Name=tag:sotalia,Values=none,no --query Reservations --output json",
        "[]\n",
    ),
    (
        "call sqs create-queue --queue-name sotalia-cli --attributes VisibilityTimeout=60 --query QueueUrl!=null",
        "true\n",
    ),
    (
        "call sqs list-queues --queue-name-prefix sotalia-cli --query length(QueueUrls) --output table",
        "------------\n|ListQueues|\n+----------+\n|  1       |\n",
    ),
    (
        "call iam create-user --user-name sotalia-cli --tags Key=a,Value=b --query User.Tags[0].Value --output text",
        "b\n",
    ),
    ("call iam delete-user --user-name sotalia-cli", ""),
];

#[test]
fn things_are_created_used_and_deleted() {
    let Ok(url) = std::env::var("SOTALIA_TEST_MOTO") else {
        println!("SKIPPED: moto/the_command: SOTALIA_TEST_MOTO is not set; `cargo xtask test` starts the server");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("file"), folder.path().join("out"));
    std::fs::write(&file, "hello").expect("a file");
    for (line, expected) in LINES {
        let word = |word: &str| match word {
            "{file}" => file.display().to_string(),
            "{out}" => out.display().to_string(),
            word => word.to_owned(),
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_sotalia"));
        command.env("AWS_ACCESS_KEY_ID", "x").env("AWS_SECRET_ACCESS_KEY", "x").env("AWS_REGION", "us-east-1");
        let done =
            command.env("AWS_ENDPOINT_URL", &url).args(line.split_whitespace().map(word)).output().expect("it runs");
        let (printed, err) = (text(&done.stdout), text(&done.stderr));
        assert!(done.status.success() && err.is_empty(), "{line}: {err}");
        assert!(
            printed.starts_with(expected) && printed.is_empty() == expected.is_empty(),
            "{line}: {printed}\nexpected {expected}"
        );
    }
    assert_eq!(std::fs::read_to_string(&out).expect("it is written"), "hello");
}
