//! Stories of many services by every protocol, played on the servers.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use serde_json::Value as Json;
use sotalia_dynamic::error::Result;
use sotalia_dynamic::{ByteStream, DynamicClient, JmesPath, Output, SessionDynamic, Value};
use sotalia_tests::{Running, Server};

use crate::story::{Names, Step, Story, all};

/// Every protocol of AWS, as the models name it.
const PROTOCOLS: &[&str] = &["ec2", "json", "query", "rest-json", "rest-xml", "smithy-rpc-v2-cbor"];
/// What a server does not speak.
const UNSPOKEN: &[(Server, &str)] = &[(Server::Moto, "smithy-rpc-v2-cbor")];
/// On so many services, at least, each server is asked.
const SERVICES: usize = 12;
/// How long a wait may take; the servers are as far as they get at once.
const PATIENCE: Duration = Duration::from_secs(20);
/// How many stories are played at once.
const AT_ONCE: usize = 4;

#[tokio::test]
async fn moto_plays_the_stories() {
    play_all(Server::Moto).await;
}

#[tokio::test]
async fn ministack_plays_the_stories() {
    play_all(Server::Ministack).await;
}

#[test]
fn every_protocol_and_many_services_are_played_on_each_server() {
    let stories = all();
    for server in [Server::Moto, Server::Ministack] {
        let played = || stories.iter().filter(|story| !story.skip.contains_key(&server.to_string()));
        let protocols: BTreeSet<_> = played().map(|story| &*story.protocol).collect();
        let expected = PROTOCOLS.iter().copied().filter(|protocol| !UNSPOKEN.contains(&(server, protocol)));
        assert_eq!(protocols, expected.collect(), "{server}: the protocols of its stories");
        let services: BTreeSet<_> = played().map(|story| &story.service).collect();
        assert!(services.len() >= SERVICES, "{server}: expected {SERVICES} services, got {services:?}");
        assert!(played().any(|story| story.step.iter().any(|step| step.pages.is_some())), "{server}: no pages");
        assert!(played().any(|story| story.step.iter().any(|step| step.wait.is_some())), "{server}: no waiter");
    }
}

async fn play_all(server: Server) {
    let only = std::env::var("SOTALIA_TEST_STORY").unwrap_or_default();
    let stories: Vec<_> = all().into_iter().filter(|story| story.title().contains(&only)).collect();
    let Some(running) = server.running("dynamic/stories").await else { return };
    let outcomes = stories.iter().enumerate().map(|(index, story)| play(&running, server, index, story));
    let failures: Vec<_> =
        futures_util::stream::iter(outcomes).buffer_unordered(AT_ONCE).filter_map(std::future::ready).collect().await;
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for story in stories.iter().filter(|story| !story.skip.contains_key(&server.to_string())) {
        *counts.entry(&*story.protocol).or_default() += 1;
    }
    println!("{server}: stories by protocol: {counts:?}");
    assert!(failures.is_empty(), "{server}: {} stories failed:\n{}", failures.len(), failures.join("\n"));
}

/// Plays a story and says what is wrong with it. One that is to be skipped must fail.
async fn play(running: &Running, server: Server, index: usize, story: &Story) -> Option<String> {
    let own = format!("sotalia-{}-{index}", std::process::id());
    match (told(running, story, Names::new(own)).await, story.skip.get(&server.to_string())) {
        (Ok(()), None) => None,
        (Ok(()), Some(reason)) => Some(format!("{}: it works: take the reason away ({reason})", story.title())),
        (Err(why), Some(reason)) => {
            println!("{why}\nSKIPPED: {server}/dynamic/{}: {reason}", story.title());
            None
        }
        (Err(why), None) => Some(format!("{}: {why}", story.title())),
    }
}

async fn told(running: &Running, story: &Story, mut names: Names) -> Result<(), String> {
    let session = running.session().load().await.map_err(|error| error.report().to_string())?;
    let client = session.dynamic_configured(&story.service).protocol(&*story.protocol).build();
    let client = client.map_err(|error| error.report().to_string())?;
    for (index, step) in story.step.iter().enumerate() {
        let outcome = taken(&client, step, &mut names).await;
        outcome.map_err(|why| format!("step {}, {}: {why}", index + 1, step.what()))?;
    }
    Ok(())
}

async fn taken(client: &DynamicClient, step: &Step, names: &mut Names) -> Result<(), String> {
    let answer = asked(client, step, &names.filled(&step.with)).await;
    let (value, output) = match (answer, &step.fails) {
        (Ok(answer), None) => answer,
        (Ok((value, _)), Some(code)) => return Err(format!("expected {code}, got {}", value.to_json())),
        (Err(error), Some(code)) if error.code().is_some_and(|found| *found == **code) => return Ok(()),
        (Err(error), expected) => return Err(format!("expected {expected:?}, got {}", error.report())),
    };
    for (name, path) in &step.keep {
        let found = found(&names.text(path), &value)?;
        if found.is_null() {
            return Err(format!("expected {path}, got {}", value.to_json()));
        }
        names.keep(name, found);
    }
    for (path, expected) in &step.gives {
        compare(path, &found(&names.text(path), &value)?, &names.filled(expected), &value)?;
    }
    let Some(mut output) = output else { return Ok(()) };
    if let Some(expected) = &step.streams {
        let body = output.take_body().collect().await.map_err(|error| error.to_string())?.into_bytes();
        compare("the body", &String::from_utf8_lossy(&body).into(), &names.filled(&Json::from(&**expected)), &value)?;
    }
    if !step.events.is_empty() {
        let events = read_events(&mut output, step.first).await?;
        for (path, expected) in &step.events {
            compare(path, &found(path, &events)?, &names.filled(expected), &events)?;
        }
    }
    Ok(())
}

async fn read_events(output: &mut Output, first: Option<usize>) -> Result<Value, String> {
    let mut stream = output.take_events().ok_or("no events came")?;
    let mut events = Vec::new();
    while first.is_none_or(|first| events.len() < first)
        && let Some(event) = stream.next().await.map_err(|error| error.report().to_string())?
    {
        events.push(event);
    }
    Ok(Value::List(events))
}

/// What a step gives; of a walk, the list of its pages.
async fn asked(client: &DynamicClient, step: &Step, params: &Json) -> Result<(Value, Option<Output>)> {
    match (&step.call, &step.pages, &step.wait) {
        (Some(operation), None, None) => {
            let mut call = client.call(operation, params);
            if let Some(body) = &step.body {
                call = call.body(ByteStream::from(body.clone().into_bytes()));
            }
            let output = call.await?;
            Ok(((*output).clone(), Some(output)))
        }
        (None, Some(operation), None) => {
            let mut paginator = client.paginator(operation)?;
            if let Some(size) = step.size {
                paginator = paginator.page_size(size);
            }
            let pages: Vec<Value> = paginator.paginate(params).map_ok(|page| (*page).clone()).try_collect().await?;
            Ok((Value::List(pages), None))
        }
        (None, None, Some(waiter)) => {
            let waiter = client.waiter(waiter)?.delay(Duration::from_millis(100)).max_wait(PATIENCE);
            Ok((waiter.wait(params).await?.map_or(Value::Null, |output| (*output).clone()), None))
        }
        _ => panic!("a step has one of `call`, `pages` and `wait`: {step:?}"),
    }
}

fn found(path: &str, value: &Value) -> Result<Json, String> {
    let path = JmesPath::compile(path).and_then(|path| path.search(value));
    path.map(|found| found.to_json()).map_err(|error| error.to_string())
}

fn compare(path: &str, found: &Json, expected: &Json, whole: &Value) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{path}: expected {expected}, got {found}, in {}", whole.to_json()))
    }
}

impl Story {
    fn title(&self) -> String {
        format!("{}/{}: {}", self.service, self.protocol, self.name)
    }
}

impl Step {
    fn what(&self) -> &str {
        [&self.call, &self.pages, &self.wait].into_iter().flatten().next().map_or("nothing", |what| what)
    }
}
