//! The real environment and the real files, in a process of its own: a test may not change its own variables.

use std::process::Command;

use sotalia_session::{Session, default_session};

#[test]
fn variables_and_files_of_the_process() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = home.path().join(".aws");
    std::fs::create_dir(&folder).expect("a new folder is empty");
    std::fs::write(folder.join("credentials"), "[dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = S\n")
        .expect("a file can be written");
    let output = Command::new(std::env::current_exe().expect("a test has a path"))
        .args(["--exact", "inner", "--ignored", "--nocapture"])
        .env_clear()
        .envs([("AWS_REGION", "eu-west-1"), ("AWS_EC2_METADATA_DISABLED", "true")])
        .envs([("AWS_ACCESS_KEY_ID", "AKIAENV"), ("AWS_SECRET_ACCESS_KEY", "S")])
        .env("HOME", home.path())
        .output()
        .expect("a test can be run again");
    let printed = String::from_utf8_lossy(&output.stdout);
    let expected = [
        "eu-west-1, AKIAENV from environment variables",
        "eu-west-1, AKIADEV from profile \"dev\" in ~/.aws/credentials",
    ];
    for line in expected {
        assert!(printed.contains(line), "should print {line:?}: {printed} {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The inner process: prints what it finds.
#[tokio::test]
#[ignore = "run by the test above, in a process with other variables"]
async fn inner() {
    let of_profile = Session::builder().profile("dev").load().await.expect("the profile is there");
    for session in [default_session().await.expect("the environment is complete"), of_profile] {
        let credentials = session.credentials().await.expect("there are credentials");
        let region = session.region().expect("there is a region");
        println!("{region}, {} from {}", credentials.access_key_id(), credentials.source());
    }
}
