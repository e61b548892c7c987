//! A client of a service that holds every kind of value, whose answers are given.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use sotalia_dynamic::models::Service;
use sotalia_dynamic::session::{Platform, RetryConfig, Session};
use sotalia_dynamic::{DynamicClient, SessionDynamic};

/// The answer to every request.
#[derive(Debug, Default)]
pub struct GivenAnswer(Mutex<(u16, Vec<u8>)>);

impl GivenAnswer {
    /// Chooses status and body.
    pub fn set(&self, status: u16, body: &[u8]) {
        *self.0.lock().expect("nothing panics with it") = (status, body.to_vec());
    }
}

#[derive(Debug, Clone)]
struct Giving(Arc<GivenAnswer>);

impl HttpClient for Giving {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Giving {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let (status, body) = self.0.0.lock().expect("nothing panics with it").clone();
        let status = status.try_into().expect("the targets choose statuses that exist");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, body.into())))
    }
}

/// A session whose requests all get the same answer.
pub fn session() -> (Session, Arc<GivenAnswer>) {
    session_at(Some("http://localhost"))
}

/// The same with this endpoint, or with those of AWS.
pub fn session_at(endpoint_url: Option<&str>) -> (Session, Arc<GivenAnswer>) {
    let answer = Arc::new(GivenAnswer::default());
    let mut session = Session::builder()
        .platform(Platform::with_variables([("HOME", "/no-such-home")]))
        .region("us-east-1")
        .credentials("access-key", "secret-key", None)
        .http_client(Giving(Arc::clone(&answer)))
        .retry(RetryConfig::disabled());
    if let Some(url) = endpoint_url {
        session = session.endpoint_url(url);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    (runtime.block_on(session.load()).expect("all that a session needs is set"), answer)
}

/// The client by this protocol, and its answer.
pub fn client(protocol: &str) -> (DynamicClient, Arc<GivenAnswer>) {
    let (session, answer) = session();
    let client = session.dynamic_configured("suite").model(Arc::new(model(protocol)));
    (client.build().expect("the protocol is known"), answer)
}

/// The model of a service that holds every kind of value, without endpoint rules.
pub fn model(protocol: &str) -> Service {
    let model = MODEL.replace("PROTOCOL", protocol);
    Service::from_json("suite", model.as_bytes()).expect("the model can be read")
}

const MODEL: &str = r#"{
    "metadata": {
        "protocol": "PROTOCOL", "serviceId": "suite", "jsonVersion": "1.0", "targetPrefix": "Suite",
        "apiVersion": "2026-01-01", "endpointPrefix": "suite"
    },
    "operations": {"Call": {
        "name": "Call", "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "Asked"}, "output": {"shape": "Node", "resultWrapper": "CallResult"}, "errors": [{"shape": "Refused"}]
    }},
    "shapes": {
        "Asked": {"type": "structure", "members": {"Bucket": {"shape": "Text", "contextParam": {"name": "Bucket"}}}},
        "Node": {"type": "structure", "members": {
            "Text": {"shape": "Text"}, "Number": {"shape": "Number"}, "Long": {"shape": "Long"}, "Double": {"shape": "Double"},
            "Flag": {"shape": "Flag"}, "Data": {"shape": "Data"}, "At": {"shape": "At"}, "Node": {"shape": "Node"},
            "Nodes": {"shape": "Nodes"}, "Flat": {"shape": "Nodes", "flattened": true}, "Named": {"shape": "Named"},
            "Anything": {"shape": "Anything"}
        }},
        "Nodes": {"type": "list", "member": {"shape": "Node"}},
        "Named": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Node"}},
        "Anything": {"type": "structure", "document": true, "members": {}},
        "Refused": {"type": "structure", "exception": true, "members": {"Reason": {"shape": "Node"}}},
        "Text": {"type": "string"}, "Number": {"type": "integer"}, "Long": {"type": "long"}, "Double": {"type": "double"},
        "Flag": {"type": "boolean"}, "Data": {"type": "blob"}, "At": {"type": "timestamp"}
    }
}"#;
