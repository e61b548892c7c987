//! A server is stopped with its children, and its log is shown when it does not come up.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{Server, free_ports};

#[test]
fn dropping_a_server_stops_its_children_too() {
    let folder = TempDir::new().expect("a temporary folder");
    let server = start("sleep 600 & echo $! > child; echo $$ > self; wait", folder.path());
    let processes = ["child", "self"].map(|name| wait_for(&folder.path().join(name)));
    assert!(processes.iter().all(|process| is_alive(process)), "expected both processes to run");
    drop(server);
    assert!(!processes.iter().any(|process| is_alive(process)), "expected both processes to be stopped");
}

#[test]
fn a_server_that_does_not_listen_to_term_is_killed() {
    let folder = TempDir::new().expect("a temporary folder");
    let server = start("trap '' TERM; echo $$ > self; while :; do sleep 0.1; done", folder.path());
    let process = wait_for(&folder.path().join("self"));
    let started = Instant::now();
    drop(server);
    assert!(!is_alive(&process), "expected the process to be killed");
    assert!(started.elapsed() < Duration::from_secs(5), "expected it within 5 s, took {:?}", started.elapsed());
}

#[test]
fn a_server_has_time_to_finish() {
    let folder = TempDir::new().expect("a temporary folder");
    let server = start("trap 'sleep 0.5; echo > done; exit' TERM; echo $$ > self; sleep 600 & wait", folder.path());
    wait_for(&folder.path().join("self"));
    drop(server);
    assert!(folder.path().join("done").exists(), "expected what the server does on its way out to be done");
}

#[test]
fn the_data_is_removed_and_the_log_kept() {
    let folder = TempDir::new().expect("a temporary folder");
    let server = start("mkdir data; touch data/volume; echo $$ > self; sleep 600", folder.path());
    wait_for(&folder.path().join("self"));
    drop(server);
    let exists = |name: &str| folder.path().join(name).exists();
    assert!(!exists("data") && exists("log"), "expected no data and a log");
}

#[test]
fn a_server_that_ends_early_shows_its_log() {
    let folder = TempDir::new().expect("a temporary folder");
    let mut server = start("echo no such option; exit 3", folder.path());
    let [port] = free_ports().expect("a free port");
    let error = server.wait_until_ready(port, "/", Duration::from_secs(10)).expect_err("it never listens").to_string();
    assert!(error.contains("test ended before it was ready"), "expected why, got {error}");
    assert!(error.contains("no such option\nended with status 3"), "expected the log, got {error}");
}

#[test]
fn a_server_that_is_too_slow_is_named() {
    let folder = TempDir::new().expect("a temporary folder");
    let mut server = start("sleep 600", folder.path());
    let [port] = free_ports().expect("a free port");
    let error = server.wait_until_ready(port, "/", Duration::ZERO).expect_err("it never listens").to_string();
    assert!(error.contains("test was not ready after 0 s"), "expected why, got {error}");
}

#[test]
fn free_ports_differ() {
    let mut ports = free_ports::<10>().expect("ten free ports");
    ports.sort_unstable();
    assert!(ports.windows(2).all(|pair| pair[0] < pair[1]), "expected ten different ports, got {ports:?}");
}

fn start(script: &str, folder: &Path) -> Server {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("cd '{}'; {script}", folder.display())]);
    Server::start("test", &command, folder.join("log"), folder.join("data")).expect("sh starts")
}

/// Waits for a file that holds a process id.
fn wait_for(path: &Path) -> String {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(10) {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        if text.ends_with('\n') {
            return text.trim().to_owned();
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("expected a process id in {} within 10 s", path.display());
}

/// Does the process run? One that ended and waits to be collected does not.
fn is_alive(process: &str) -> bool {
    let output = Command::new("ps").args(["-o", "stat=", "-p", process]).output().expect("ps runs");
    let state = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}
