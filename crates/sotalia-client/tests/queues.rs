//! All queues are listed, from a service that stops at 1,000 in silence where nobody asks for a size.
#![cfg(feature = "sqs")]

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use futures_util::TryStreamExt as _;
use serde_json::{Value, json};
use sotalia_client::session::{Platform, Session};
use sotalia_client::{Paginate as _, SessionClients as _, sqs};

/// The size that a request asks for, and where it starts.
type Asked = (Option<u64>, usize);

/// SQS with so many queues, as its documentation describes it.
#[derive(Clone, Debug)]
struct Queues {
    count: usize,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl HttpClient for Queues {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Queues {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body: Value = serde_json::from_slice(request.body().bytes().expect("a body in memory")).expect("JSON");
        let size = body["MaxResults"].as_u64();
        let start = body["NextToken"].as_str().map_or(0, |token| token.parse().expect("a token of ours"));
        self.asked.lock().expect("nothing panics while it is locked").push((size, start));
        let end = self.count.min(start + size.map_or(1000, |size| usize::try_from(size).expect("a small number")));
        let urls: Vec<String> = (start..end).map(|index| format!("http://localhost/1/{index}")).collect();
        let next = (size.is_some() && end < self.count).then(|| end.to_string());
        let answer = json!({ "QueueUrls": urls, "queueUrls": urls, "NextToken": next });
        let mut response = HttpResponse::new(200.try_into().expect("a status"), SdkBody::from(answer.to_string()));
        response.headers_mut().insert("content-type", "application/x-amz-json-1.0");
        HttpConnectorFuture::ready(Ok(response))
    }
}

async fn client(count: usize) -> (sqs::Client, Queues) {
    let queues = Queues { count, asked: Arc::default() };
    let builder = Session::builder().platform(Platform::with_variables([("HOME", "/home/me")])).region("us-east-1");
    let session = builder.credentials("access", "secret", None).http_client(queues.clone()).load().await;
    (session.expect("all that a session needs is set").client(), queues)
}

async fn check(count: usize, size: Option<i32>, expected: &[Asked]) {
    let (client, queues) = client(count).await;
    let mut walk = client.list_queues().paginate();
    if let Some(size) = size {
        walk = walk.page_size(size);
    }
    let urls: Vec<String> = walk.items().try_collect().await.expect("every answer is one");
    let all: Vec<String> = (0..count).map(|index| format!("http://localhost/1/{index}")).collect();
    assert!(urls == all, "{count} queues: expected all of them once, got {}", urls.len());
    let asked = queues.asked.lock().expect("nothing panics while it is locked").clone();
    assert_eq!(asked, expected, "{count} queues");
}

#[tokio::test]
async fn none_is_left_out() {
    check(0, None, &[(None, 0)]).await;
    check(999, None, &[(None, 0)]).await;
    check(1000, None, &[(None, 0), (Some(1000), 0)]).await;
    check(1001, None, &[(None, 0), (Some(1000), 0), (None, 1000)]).await;
    let size = Some(1000);
    let pairs = [(None, 0), (size, 0), (None, 1000), (size, 1000), (None, 2000)];
    check(2500, None, &pairs).await;
}

#[tokio::test]
async fn a_size_of_the_callers_is_kept() {
    check(1200, Some(500), &[(Some(500), 0), (Some(500), 500), (Some(500), 1000)]).await;
}

#[tokio::test]
async fn queues_of_a_dead_letter_queue_are_listed_alike() {
    let (client, _) = client(2001).await;
    let walk = client.list_dead_letter_source_queues().queue_url("http://localhost/1/dead").items();
    let urls: Vec<String> = walk.try_collect().await.expect("every answer is one");
    assert_eq!(urls.len(), 2001);
}
