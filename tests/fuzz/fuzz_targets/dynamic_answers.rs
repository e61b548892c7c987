//! Any answer, in any protocol, becomes an output or an error of the client of any service.
//!
//! The first byte of the input chooses the protocol and whether the status is one of success; the rest is the body.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use sotalia_dynamic::DynamicClient;
use sotalia_fuzz::answer::{GivenAnswer, client};
use tokio::runtime::Runtime;

/// A client for each protocol, and the answer that it is given.
static CLIENTS: LazyLock<Vec<(DynamicClient, Arc<GivenAnswer>)>> = LazyLock::new(|| {
    ["json", "rest-json", "rest-xml", "query", "ec2", "smithy-rpc-v2-cbor"].into_iter().map(client).collect()
});

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made")
});

fuzz_target!(|input: &[u8]| {
    let Some((choice, body)) = input.split_first() else { return };
    let (client, answer) = &CLIENTS[usize::from(*choice) % CLIENTS.len()];
    answer.set(if choice & 0x80 == 0 { 200 } else { 400 }, body);
    RUNTIME.block_on(async {
        match client.operation("Call").send().await {
            Ok(output) => drop(output.to_json()),
            Err(error) => drop(error.report().to_string()),
        }
    });
});
