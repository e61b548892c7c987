//! The example that counts what an account has, on servers.

use sotalia_dynamic::{SessionDynamic, params};
use sotalia_tests::Server;

#[path = "../../../crates/sotalia/examples/inventory.rs"]
#[expect(dead_code, reason = "a program's `main` is not called here")]
mod example;

/// A region where no other test makes anything.
const REGION: &str = "eu-north-1";

#[tokio::test]
async fn the_example_counts_what_is_there() {
    for server in [Server::Moto, Server::Ministack] {
        let Some(running) = server.running("dynamic/inventory").await else { continue };
        let session = running.session().region(REGION).load().await.expect("all that a session needs is set");
        let name = format!("sotalia-inventory-{}", std::process::id());
        for (service, operation, params) in [
            ("sqs", "create_queue", params! { "QueueName": name.as_str() }),
            ("sns", "create_topic", params! { "Name": name.as_str() }),
            ("logs", "create_log_group", params! { "logGroupName": name.as_str() }),
            ("secretsmanager", "create_secret", params! { "Name": name.as_str(), "SecretString": "s" }),
            ("kinesis", "create_stream", params! { "StreamName": name.as_str(), "ShardCount": 1 }),
            ("iam", "create_user", params! { "UserName": name.as_str() }),
        ] {
            let client = session.dynamic(service).expect("the service is there");
            client.call(operation, params).await.unwrap_or_else(|error| panic!("{server}: {}", error.report()));
        }
        let counted = example::inventory(&session).await.unwrap_or_else(|error| panic!("{server}: {}", error.report()));
        assert_eq!(counted.len(), 10, "{server}: ten services are asked");
        for (service, count) in counted {
            let expected = matches!(service, "sqs" | "sns" | "logs" | "secretsmanager" | "kinesis" | "iam");
            // The others may have what a server brings along, and S3 and IAM what other tests have in other regions.
            assert!(count >= usize::from(expected), "{server}: {service}: {count}");
            if matches!(service, "sqs" | "sns" | "logs" | "secretsmanager" | "kinesis") {
                assert_eq!(count, 1, "{server}: {service}");
            }
        }
        let queues = session.dynamic("sqs").expect("SQS is a service");
        let url = queues.call("get_queue_url", params! { "QueueName": name.as_str() }).await.expect("it is there");
        queues.call("delete_queue", params! { "QueueUrl": url["QueueUrl"].clone() }).await.expect("it is deleted");
    }
}
