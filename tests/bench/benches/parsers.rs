//! What it costs to read: a page of a listing, an answer that is an error, profiles, and answers by name. There is no
//! server: each library is given the same bytes. `cargo bench -p sotalia-bench`.

use std::sync::LazyLock;

use aws_config::BehaviorVersion;
use aws_credential_types::Credentials;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use sotalia::dynamic::DynamicClient;
use sotalia::prelude::*;
use sotalia_bench::in_memory::InMemory;
use sotalia_bench::{floor, stub};
use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_all().build().expect("a runtime starts"));

fn main() {
    divan::main();
}

/// A session that is always answered the same.
fn session(answer: InMemory) -> Session {
    let session = Session::builder().region("us-east-1").credentials("AKIDEXAMPLE", "secret", None);
    RUNTIME.block_on(session.http_client(answer).load()).expect("a session without files loads")
}

fn sdk(answer: InMemory) -> aws_config::SdkConfig {
    let config = aws_config::defaults(BehaviorVersion::latest()).region("us-east-1").http_client(answer);
    RUNTIME.block_on(config.credentials_provider(Credentials::for_tests()).load())
}

mod list_page {
    use super::*;

    const KEYS: usize = 1000;

    fn page() -> InMemory {
        InMemory::new(200, "application/xml", bytes())
    }

    fn bytes() -> bytes::Bytes {
        RUNTIME.block_on(stub::first_page("flat-1000")).expect("it is a bucket")
    }

    #[divan::bench]
    fn floor(bencher: Bencher<'_, '_>) {
        let page = bytes();
        bencher.counter(ItemsCount::new(KEYS)).bench(|| floor::listing::parse(black_box(&page)).expect("it is a page"));
    }

    #[divan::bench]
    fn sdk(bencher: Bencher<'_, '_>) {
        let s3 = aws_sdk_s3::Client::new(&super::sdk(page()));
        let list = || RUNTIME.block_on(s3.list_objects_v2().bucket("logs").send()).expect("it answers");
        bencher.counter(ItemsCount::new(KEYS)).bench(list);
    }

    #[divan::bench]
    fn sotalia_views(bencher: Bencher<'_, '_>) {
        let s3: sotalia::s3::Client = session(page()).client();
        let list = || RUNTIME.block_on(s3.list_objects_v2().bucket("logs").views().try_collect::<Vec<_>>());
        bencher.counter(ItemsCount::new(KEYS)).bench(|| list().expect("it answers"));
    }

    #[divan::bench]
    fn sotalia_items(bencher: Bencher<'_, '_>) {
        let s3: sotalia::s3::Client = session(page()).client();
        let list = || RUNTIME.block_on(s3.list_objects_v2().bucket("logs").items().try_collect::<Vec<_>>());
        bencher.counter(ItemsCount::new(KEYS)).bench(|| list().expect("it answers"));
    }

    #[divan::bench]
    fn dynamic(bencher: Bencher<'_, '_>) {
        let s3 = session(page()).dynamic("s3").expect("it is a service");
        let list = || RUNTIME.block_on(s3.call("list_objects_v2", params! { "Bucket": "logs" }).send());
        bencher.counter(ItemsCount::new(KEYS)).bench(|| list().expect("it answers"));
    }
}

mod error_body {
    use super::*;

    const BODY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>The specified \
        key does not exist.</Message><Key>missing</Key><RequestId>R</RequestId><HostId>H</HostId></Error>";

    fn refused() -> InMemory {
        InMemory::new(404, "application/xml", BODY)
    }

    #[divan::bench]
    fn floor(bencher: Bencher<'_, '_>) {
        bencher.bench(|| floor::listing::text(black_box(BODY.as_bytes()), b"Code").expect("it has a code"));
    }

    #[divan::bench]
    fn sdk(bencher: Bencher<'_, '_>) {
        let s3 = aws_sdk_s3::Client::new(&super::sdk(refused()));
        let get = || s3.get_object().bucket("logs").key("missing").send();
        bencher.bench(|| RUNTIME.block_on(get()).expect_err("it is refused"));
    }

    #[divan::bench]
    fn sotalia(bencher: Bencher<'_, '_>) {
        let object = S3::new(&session(refused())).bucket("logs").object("missing");
        bencher.bench(|| RUNTIME.block_on(async { object.get().await }).expect_err("it is refused"));
    }

    #[divan::bench]
    fn dynamic(bencher: Bencher<'_, '_>) {
        let s3 = session(refused()).dynamic("s3").expect("it is a service");
        let get = || RUNTIME.block_on(s3.call("get_object", params! { "Bucket": "logs", "Key": "missing" }).send());
        bencher.bench(|| get().expect_err("it is refused"));
    }
}

mod profiles {
    use super::*;
    use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};

    const PROFILES: usize = 200;

    /// A file of credentials with many profiles.
    fn file() -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file can be made");
        let profile = |index| {
            format!(
                "[team-{index}]\n# rotated by hand\naws_access_key_id = AKIA{index:016}\naws_secret_access_key = s/{index}\n"
            )
        };
        let text: String = (0..PROFILES).map(profile).collect();
        std::fs::write(file.path(), text).expect("it can be written");
        file
    }

    #[divan::bench]
    fn sdk(bencher: Bencher<'_, '_>) {
        let file = file();
        let load = || {
            let files = EnvConfigFiles::builder().with_file(EnvConfigFileKind::Credentials, file.path()).build();
            let config = aws_config::defaults(BehaviorVersion::latest()).profile_files(files).profile_name("team-7");
            let http = InMemory::new(200, "text/plain", "");
            RUNTIME.block_on(config.region("us-east-1").http_client(http).load())
        };
        bencher.counter(ItemsCount::new(PROFILES)).bench(load);
    }

    #[divan::bench]
    fn sotalia(bencher: Bencher<'_, '_>) {
        let (file, none) = (file(), tempfile::NamedTempFile::new().expect("a file can be made"));
        let load = || {
            let session = Session::builder().config_file(none.path()).credentials_file(file.path()).profile("team-7");
            let session = session.region("us-east-1").http_client(InMemory::new(200, "text/plain", ""));
            RUNTIME.block_on(session.load()).expect("it loads")
        };
        bencher.counter(ItemsCount::new(PROFILES)).bench(load);
    }
}

mod answers_by_name {
    use super::*;

    const ITEM: &str = r#"{"Item":{"pk":{"S":"user#00000007"},"sk":{"S":"order#1"},"amount":{"N":"7.25"},"active":{"BOOL":true},"tags":{"SS":["red","green"]},"address":{"M":{"street":{"S":"7 Main St"},"zip":{"S":"00007"}}}}}"#;

    const INSTANCES: usize = 100;

    fn instances() -> String {
        let instance = "<item><reservationId>r-1</reservationId><instancesSet><item><instanceId>i-0123456789abcdef0</instanceId>\
            <imageId>ami-1</imageId><instanceState><code>16</code><name>running</name></instanceState><instanceType>t3.micro\
            </instanceType><launchTime>2026-11-01T00:00:00.000Z</launchTime><tagSet><item><key>Name</key><value>web</value>\
            </item></tagSet></item></instancesSet></item>";
        format!(
            "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>\
             <reservationSet>{}</reservationSet></DescribeInstancesResponse>",
            instance.repeat(INSTANCES)
        )
    }

    fn client(service: &str, content_type: &'static str, body: impl Into<bytes::Bytes>) -> DynamicClient {
        session(InMemory::new(200, content_type, body)).dynamic(service).expect("it is a service")
    }

    #[divan::bench]
    fn item(bencher: Bencher<'_, '_>) {
        let dynamodb = client("dynamodb", "application/x-amz-json-1.0", ITEM);
        let key = || params! { "TableName": "orders", "Key": { "pk": { "S": "user#00000007" } } };
        bencher.bench(|| RUNTIME.block_on(dynamodb.call("get_item", key()).send()).expect("it answers"));
    }

    #[divan::bench]
    fn item_typed_by_the_sdk(bencher: Bencher<'_, '_>) {
        let answer = InMemory::new(200, "application/x-amz-json-1.0", ITEM);
        let dynamodb = aws_sdk_dynamodb::Client::new(&super::sdk(answer));
        let key = || aws_sdk_dynamodb::types::AttributeValue::S("user#00000007".to_owned());
        let get = || dynamodb.get_item().table_name("orders").key("pk", key()).send();
        bencher.bench(|| RUNTIME.block_on(get()).expect("it answers"));
    }

    #[divan::bench]
    fn instances_of_ec2(bencher: Bencher<'_, '_>) {
        let ec2 = client("ec2", "text/xml", instances());
        let describe = || RUNTIME.block_on(ec2.call("describe_instances", params! {}).send());
        bencher.counter(ItemsCount::new(INSTANCES)).bench(|| describe().expect("it answers"));
    }
}
