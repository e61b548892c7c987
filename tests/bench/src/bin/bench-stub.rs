//! The stub server as a program: it prints its addresses as JSON, and ends with its standard input.

use std::time::Duration;

use anyhow::Result;
use clap::Parser;

/// A server for measurements; see `sotalia_bench::stub`.
#[derive(Parser)]
struct Arguments {
    /// How long each answer waits, in milliseconds; again for one more port.
    #[arg(long, default_value = "0")]
    latency: Vec<u64>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let latencies: Vec<_> = Arguments::parse().latency.into_iter().map(Duration::from_millis).collect();
    let server = sotalia_bench::stub::serve(&latencies).await?;
    let addresses: Vec<_> = server.addresses.iter().map(|address| format!("http://{address}")).collect();
    println!("{}", serde_json::to_string(&addresses)?);
    tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink())).await??;
    Ok(())
}
