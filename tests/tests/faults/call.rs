//! The calls that the faults happen to.

use sotalia::prelude::*;
use sotalia::s3::primitives::ByteStream;
use sotalia::s3::types::{CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier};
use sotalia::session::SessionBuilder;
use sotalia_testkit::{Fault, FaultServer};

/// A call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Collection,
    Pages,
    Versions,
    Parts,
    Buckets,
    DeleteObjects,
    Head,
    Get,
    Put,
    Copy,
    Initiate,
    Complete,
}

impl Call {
    /// Sends it, and reads the answer to its end.
    pub async fn send(self, s3: &S3) -> sotalia::Result<()> {
        let object = s3.object("b", "k");
        let upload = object.multipart_upload("u");
        match self {
            Self::Collection => s3.bucket("b").objects().count().await.map(drop),
            Self::Pages => s3.client().list_objects_v2().bucket("b").pages().try_collect::<Vec<_>>().await.map(drop),
            Self::Versions => s3.bucket("b").object_versions().count().await.map(drop),
            Self::Parts => upload.parts().count().await.map(drop),
            Self::Buckets => s3.buckets().count().await.map(drop),
            Self::DeleteObjects => {
                let key = ObjectIdentifier::builder().key("k").build().expect("the key is set");
                let delete = Delete::builder().objects(key).build().expect("the list is set");
                s3.bucket("b").delete_objects(|r| r.delete(delete)).await.map(drop)
            }
            Self::Head => object.load().await.map(drop),
            Self::Get => {
                object.get().await?.body.collect().await?;
                Ok(())
            }
            Self::Put => object.put(|r| r.body(ByteStream::from_static(b"content"))).await.map(drop),
            Self::Copy => object.copy_from(|r| r.copy_source("b/from")).await.map(drop),
            Self::Initiate => object.initiate_multipart_upload().await.map(drop),
            Self::Complete => {
                let part = CompletedPart::builder().part_number(1).e_tag("\"tag\"").build();
                let parts = CompletedMultipartUpload::builder().parts(part).build();
                upload.complete(|r| r.multipart_upload(parts)).await.map(drop)
            }
        }
    }
}

/// A server that answers every request so.
pub async fn always(fault: Fault) -> FaultServer {
    FaultServer::start(move |_| fault.clone()).await.expect("a port is free")
}

/// A server that answers the requests so, in this order, and the last answer for ever.
pub async fn in_turn(faults: Vec<Fault>) -> FaultServer {
    let answer = move |request: &sotalia_testkit::Request| faults[request.number.min(faults.len() - 1)].clone();
    FaultServer::start(answer).await.expect("a port is free")
}

/// S3 at a fault server, with more settings.
pub async fn s3_with(server: &FaultServer, settings: impl FnOnce(SessionBuilder) -> SessionBuilder) -> S3 {
    let builder = settings(sotalia_tests::session_builder(server.endpoint_url()));
    S3::new(&builder.load().await.expect("all that a session needs is set"))
}

/// Sends the call to a server that always answers so, and gives the error.
pub async fn error_of(call: Call, fault: Fault) -> Error {
    let server = always(fault.clone()).await;
    let outcome = call.send(&s3_with(&server, |builder| builder).await).await;
    outcome.expect_err(&format!("{call:?} must fail with {fault:?}"))
}
