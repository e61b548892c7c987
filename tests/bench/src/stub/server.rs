//! The server: who answers what, and when.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use super::body::Body;
use super::dataset::{Dataset, Name};
use super::delay::Delay;
use super::query::Query;
use super::statistics::Statistics;
use super::store::Store;
use super::{answer, dynamodb, listing, objects, sts, xml};

/// The largest body that is kept to be read; of others, only the length is.
const MOST_KEPT: u64 = 4 << 20;

struct State {
    buckets: Store<Name, Dataset>,
    tables: dynamodb::Tables,
    statistics: Statistics,
    delay: Delay,
}

/// A server that runs as long as the runtime.
#[derive(Debug)]
pub struct Server {
    /// Where it listens: an address for each latency.
    pub addresses: Vec<SocketAddr>,
}

/// Starts a server that listens on a free port of this machine for each latency: so long after a request has come, its
/// answer begins.
///
/// # Errors
///
/// Fails if there is no free port.
pub async fn serve(latencies: &[Duration]) -> Result<Server> {
    let state = Arc::new(State {
        buckets: Store::default(),
        tables: Store::default(),
        statistics: Statistics::default(),
        delay: Delay::start(),
    });
    let mut addresses = Vec::new();
    for &latency in latencies {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("no free port")?;
        addresses.push(listener.local_addr()?);
        tokio::spawn(accept(Arc::clone(&state), listener, latency));
    }
    Ok(Server { addresses })
}

async fn accept(state: Arc<State>, listener: TcpListener, latency: Duration) {
    while let Ok((stream, _)) = listener.accept().await {
        state.statistics.connected();
        tokio::spawn(connection(Arc::clone(&state), stream, latency));
    }
}

async fn connection(state: Arc<State>, stream: TcpStream, latency: Duration) {
    // Without it an answer may wait 40 ms for the acknowledgement of its head.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let state = Arc::clone(&state);
        async move { Ok::<_, Infallible>(handle(&state, request, latency).await) }
    });
    // What goes wrong here goes wrong in the client, too, which says so.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn handle(state: &State, request: Request<Incoming>, latency: Duration) -> Response<Body> {
    let begin = Instant::now();
    if let Some(name) = request.uri().path().strip_prefix("/__") {
        return control(state, name);
    }
    let _in_flight = state.statistics.request();
    let answer = answer(state, request).await;
    if !latency.is_zero() {
        state.delay.until(begin + latency).await;
    }
    answer
}

/// What the measurement asks: counts, or that a bucket be there when the client comes.
fn control(state: &State, name: &str) -> Response<Body> {
    if let Some(name) = name.strip_prefix("bucket/").and_then(|name| name.parse::<Name>().ok()) {
        let bucket = state.buckets.get(name, || Dataset::new(name));
        drop(bucket.entries(0, 0, super::dataset::Form::Plain));
    }
    answer::s3(StatusCode::OK, "application/json", Body::of([state.statistics.take().into()]))
}

async fn answer(state: &State, request: Request<Incoming>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = read(state, body).await;
    let target = head.headers.get("x-amz-target").and_then(|target| target.to_str().ok());
    if let Some(operation) = target.and_then(|target| target.strip_prefix("DynamoDB_20120810.")) {
        return dynamodb::answer(&state.tables, operation, &body);
    }
    let query = Query::parse(head.uri.query().unwrap_or_default());
    let path = xml::decoded(head.uri.path().trim_start_matches('/'));
    let (bucket, key) = path.split_once('/').unwrap_or((&path, ""));
    if bucket.is_empty() {
        let form = Query::parse(&String::from_utf8_lossy(&body));
        return if form.get("Action") == Some("GetCallerIdentity") { sts::caller_identity() } else { buckets() };
    }
    let reads = matches!(head.method, Method::GET | Method::HEAD);
    if !reads {
        return objects::change(bucket, key, &head.method, &query, &body);
    }
    if query.has("location") {
        return answer::document(format!("<LocationConstraint {}/>", xml::NAMESPACE));
    }
    let Ok(name) = bucket.parse::<Name>() else {
        return answer::refused(StatusCode::NOT_FOUND, "NoSuchBucket", bucket);
    };
    if key.is_empty() && head.method == Method::HEAD {
        return answer::empty(StatusCode::OK);
    }
    let data = state.buckets.get(name, || Dataset::new(name));
    if key.is_empty() {
        return listing::list(bucket, &data, &query);
    }
    objects::get(&data, key, &head.method, &head.headers)
}

/// The body, or nothing if it is large: all of it is read.
async fn read(state: &State, mut body: Incoming) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut length = 0;
    while let Some(Ok(frame)) = body.frame().await {
        let Ok(data) = frame.into_data() else { continue };
        let data: Bytes = data;
        length += data.len() as u64;
        if length <= MOST_KEPT {
            kept.extend_from_slice(&data);
        }
    }
    state.statistics.received(length);
    if length > MOST_KEPT { Vec::new() } else { kept }
}

/// `ListBuckets`.
fn buckets() -> Response<Body> {
    answer::document(format!(
        "<ListAllMyBucketsResult {}><Owner><ID>stub</ID></Owner><Buckets><Bucket><Name>flat-1000</Name>\
         <CreationDate>2026-11-01T00:00:00.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>",
        xml::NAMESPACE
    ))
}
