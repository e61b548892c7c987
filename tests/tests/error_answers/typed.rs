//! Calls of typed clients that get a recorded answer.

use std::sync::{Arc, Mutex, PoisonError};

use sotalia::error::Error;
use sotalia::prelude::*;
use sotalia::session::RetryConfig;
use sotalia::{Session, client};
use sotalia_testkit::{Fault, FaultServer};

use crate::answer::Answer;

/// Whether there is a typed client of the answer's service.
pub fn is_covered(answer: &Answer) -> bool {
    ["kinesis", "s3", "sts"].contains(&answer.service.as_str())
}

/// The clients, and a server that gives the answer that is set.
pub struct Clients {
    s3: client::s3::Client,
    kinesis: client::kinesis::Client,
    sts: client::sts::Client,
    answer: Arc<Mutex<Vec<u8>>>,
    _server: FaultServer,
}

impl Clients {
    pub async fn start() -> Self {
        let answer = Arc::new(Mutex::new(Vec::new()));
        let given = Arc::clone(&answer);
        let script = move |_: &_| Fault::Send(given.lock().unwrap_or_else(PoisonError::into_inner).clone());
        let server = FaultServer::start(script).await.expect("a port is free");
        let builder = sotalia_tests::session_builder(server.endpoint_url()).retry(RetryConfig::disabled());
        let session: Session = builder.load().await.expect("all that a session needs is set");
        Self { s3: session.client(), kinesis: session.client(), sts: session.client(), answer, _server: server }
    }

    /// The error that the call gives whose answer this is.
    pub async fn error_of(&self, answer: &Answer) -> Error {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = on_the_wire(answer);
        let outcome = match answer.service.as_str() {
            "s3" => self.s3(&answer.operation).await,
            "kinesis" => self.kinesis(&answer.operation).await,
            "sts" => self.sts(&answer.operation).await,
            other => panic!("no client of {other}"),
        };
        outcome.expect_err(&format!("{answer}: a call that fails"))
    }

    async fn s3(&self, operation: &str) -> sotalia::Result<()> {
        use client::s3::types::{Delete, ObjectIdentifier};

        let s3 = &self.s3;
        match operation {
            "GetObject" => drop(s3.get_object().bucket("b").key("k").send().await?),
            "HeadObject" => drop(s3.head_object().bucket("b").key("k").send().await?),
            "HeadBucket" => drop(s3.head_bucket().bucket("b").send().await?),
            "ListObjectsV2" => drop(s3.list_objects_v2().bucket("b").send().await?),
            "CreateBucket" => drop(s3.create_bucket().bucket("b").send().await?),
            "DeleteBucket" => drop(s3.delete_bucket().bucket("b").send().await?),
            "PutObject" => drop(s3.put_object().bucket("b").key("k").send().await?),
            "GetBucketPolicy" => drop(s3.get_bucket_policy().bucket("b").send().await?),
            "GetBucketTagging" => drop(s3.get_bucket_tagging().bucket("b").send().await?),
            "UploadPart" => drop(s3.upload_part().bucket("b").key("k").upload_id("u").part_number(1).send().await?),
            "CompleteMultipartUpload" => {
                drop(s3.complete_multipart_upload().bucket("b").key("k").upload_id("u").send().await?);
            }
            "CopyObject" => drop(s3.copy_object().bucket("b").key("k").copy_source("b/from").send().await?),
            "DeleteObjects" => {
                let delete = Delete::builder().objects(ObjectIdentifier::builder().key("k").build()?).build()?;
                drop(s3.delete_objects().bucket("b").delete(delete).send().await?);
            }
            other => panic!("no call of s3 {other}"),
        }
        Ok(())
    }

    async fn kinesis(&self, operation: &str) -> sotalia::Result<()> {
        use client::kinesis::primitives::Blob;
        use client::kinesis::types::PutRecordsRequestEntry;

        let kinesis = &self.kinesis;
        match operation {
            "DescribeStream" => drop(kinesis.describe_stream().stream_name("s").send().await?),
            "CreateStream" => drop(kinesis.create_stream().stream_name("s").send().await?),
            "PutRecord" => {
                drop(kinesis.put_record().stream_name("s").partition_key("p").data(Blob::new("d")).send().await?);
            }
            "PutRecords" => {
                let record = PutRecordsRequestEntry::builder().partition_key("p").data(Blob::new("d")).build()?;
                drop(kinesis.put_records().stream_name("s").records(record).send().await?);
            }
            "GetRecords" => drop(kinesis.get_records().shard_iterator("i").send().await?),
            "ListShards" => drop(kinesis.list_shards().stream_name("s").send().await?),
            other => panic!("no call of kinesis {other}"),
        }
        Ok(())
    }

    async fn sts(&self, operation: &str) -> sotalia::Result<()> {
        let (sts, role) = (&self.sts, "arn:aws:iam::123456789012:role/r");
        match operation {
            "AssumeRole" => drop(sts.assume_role().role_arn(role).role_session_name("s").send().await?),
            "AssumeRoleWithSAML" => {
                let call = sts.assume_role_with_saml().role_arn(role).principal_arn("arn:aws:iam::1:saml-provider/p");
                drop(call.saml_assertion("assertion").send().await?);
            }
            "AssumeRoleWithWebIdentity" => {
                let call = sts.assume_role_with_web_identity().role_arn(role).role_session_name("s");
                drop(call.web_identity_token("token").send().await?);
            }
            "GetCallerIdentity" => drop(sts.get_caller_identity().send().await?),
            other => panic!("no call of sts {other}"),
        }
        Ok(())
    }
}

/// The answer as a server sends it. A body that is left out is announced by no length, as after a HEAD.
pub fn on_the_wire(answer: &Answer) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} Status\r\n", answer.status);
    if answer.status != 304 {
        head.push_str(&format!("content-length: {}\r\n", answer.body.len()));
    }
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    [head.as_bytes(), b"\r\n", &answer.body].concat()
}
