//! A server that knows users: moto with its checks on, which recomputes the signature of each request and asks the policies.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sotalia_dynamic::error::{ErrorKind, Result};
use sotalia_dynamic::{DynamicClient, Output, Params, SessionDynamic, params};
use sotalia_tests::session_builder;

/// How many calls moto takes from anybody: those that make the user.
const UNCHECKED: &str = "3";
const PATIENCE: Duration = Duration::from_secs(60);
const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "*", "Resource": "*"},
    {"Effect": "Deny", "Action": "kinesis:DeleteStream", "Resource": "*"}
]}"#;

/// A moto of this test's own, which stops with it.
struct Moto {
    process: Child,
    endpoint_url: String,
}

impl Moto {
    /// `None`, and a line that says so, where moto is not installed.
    async fn start() -> Option<Self> {
        let Some(python) = std::env::var_os("SOTALIA_TEST_PYTHON") else {
            println!("SKIPPED: moto/dynamic/users: SOTALIA_TEST_PYTHON is not set; `cargo xtask test` installs moto");
            return None;
        };
        let program = PathBuf::from(python).with_file_name("moto_server");
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
        let address = free.expect("a port of loopback is free");
        let mut command = Command::new(program);
        command.args(["-H", "127.0.0.1", "-p", &address.port().to_string()]);
        command.env("INITIAL_NO_AUTH_ACTION_COUNT", UNCHECKED);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let process = command.spawn().expect("moto is installed beside Python");
        let moto = Self { process, endpoint_url: format!("http://{address}") };
        let started = Instant::now();
        while tokio::net::TcpStream::connect(address).await.is_err() {
            assert!(started.elapsed() < PATIENCE, "moto is not ready after {PATIENCE:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Some(moto)
    }

    async fn client(&self, service: &str, key: &str, secret: &str) -> DynamicClient {
        let session = session_builder(&self.endpoint_url).credentials(key, secret, None).load().await;
        session.expect("all that a session needs is set").dynamic(service).expect("the service is there")
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // It is gone already if this fails.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A user who may do everything but delete a stream, and an access key of hers.
async fn user(moto: &Moto) -> (String, String) {
    let iam = moto.client("iam", "anybody", "anything").await;
    iam.call("create_user", params! { "UserName": "ana" }).await.expect("nobody is checked yet");
    let policy = params! { "UserName": "ana", "PolicyName": "p", "PolicyDocument": POLICY };
    iam.call("put_user_policy", policy).await.expect("nobody is checked yet");
    let key = iam.call("create_access_key", params! { "UserName": "ana" }).await.expect("nobody is checked yet");
    let of = |name: &str| key["AccessKey"][name].as_str().expect("a key has it").to_owned();
    (of("AccessKeyId"), of("SecretAccessKey"))
}

fn calls() -> Vec<(&'static str, &'static str, Params)> {
    let key = "a b/+ü~!'()*.txt";
    vec![
        ("sts", "get_caller_identity", params! {}),
        ("iam", "list_users", params! { "PathPrefix": "/" }),
        ("sns", "create_topic", params! { "Name": "topic" }),
        ("ec2", "describe_regions", params! { "RegionNames": ["eu-west-1", "us-east-1"] }),
        ("kinesis", "list_streams", params! {}),
        ("dynamodb", "list_tables", params! { "Limit": 5 }),
        ("sqs", "list_queues", params! { "QueueNamePrefix": "a" }),
        ("secretsmanager", "list_secrets", params! {}),
        ("ssm", "get_parameters_by_path", params! { "Path": "/a" }),
        ("s3", "create_bucket", params! { "Bucket": "bucket" }),
        ("s3", "put_object", params! { "Bucket": "bucket", "Key": key, "Body": "hello" }),
        ("s3", "get_object", params! { "Bucket": "bucket", "Key": key }),
        ("s3", "list_objects_v2", params! { "Bucket": "bucket", "Prefix": "a b/+" }),
    ]
}

#[tokio::test]
async fn a_server_with_users_takes_the_right_key_and_no_other() {
    let Some(moto) = Moto::start().await else { return };
    let (key, secret) = user(&moto).await;
    for (service, operation, params) in calls() {
        let call = async |key: &str, secret: &str| -> Result<Output> {
            moto.client(service, key, secret).await.call(operation, params.clone()).await
        };
        call(&key, &secret).await.unwrap_or_else(|error| panic!("{service} {operation}: {}", error.report()));
        for (key, secret) in [(&*key, "another-secret"), ("AKIAIOSFODNN7EXAMPLE", &*secret)] {
            let error = call(key, secret).await.expect_err("the key is wrong");
            // Of some services moto says so in HTML, which is a refusal by its status alone.
            let is_refused = matches!(error.kind(), ErrorKind::Credentials | ErrorKind::AccessDenied);
            assert!(is_refused, "{service} {operation}: {error}: {:?}", error.code());
        }
    }
    let kinesis = moto.client("kinesis", &key, &secret).await;
    let error = kinesis.call("delete_stream", params! { "StreamName": "s" }).await.expect_err("the policy denies it");
    assert_eq!(error.kind(), ErrorKind::AccessDenied, "{error}");
}
