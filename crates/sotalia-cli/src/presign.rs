//! `sotalia presign`: a call that is signed now and sent later, by whoever has the address.

use std::io::Write;
use std::time::Duration;

use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::models::Models;
use sotalia_dynamic::{Map, Params, PresignedRequest, Value};

use crate::arguments::Options;
use crate::caller::Caller;
use crate::describe::{self, kebab};
use crate::line::{EXPIRES, Line, Purpose};
use crate::{exit, print, usage};

/// How long a signature is good, as that of the AWS CLI.
const DEFAULT_EXPIRES: u64 = 3600;

/// Prints the address; or, with `--output` or `--query`, all of the request.
///
/// # Errors
///
/// What the words, the session and the signing say. No request is sent.
pub(crate) fn run(
    models: &Models,
    before: &Options,
    target: &str,
    words: &[String],
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> Result<u8> {
    let (service, name, words) = operation(target, words)?;
    let service = describe::service(models, service)?;
    let operation = describe::find(&service, &name)?;
    let line = Line { service: &service, operation, purpose: Purpose::Presign };
    let name = format!("sotalia presign {} {}", service.name, kebab(&operation.name));
    let matches = match line.parse(name, &words) {
        Ok(matches) => matches,
        Err(error) => return Ok(usage(&error, out, err)),
    };
    let options = Options::of(&matches, before)?;
    let expires = Duration::from_secs(*matches.get_one(EXPIRES).unwrap_or(&DEFAULT_EXPIRES));
    crate::block_on(&options, async {
        let caller = Caller::load(&options).await?;
        let request = line.request(&caller.reader(&service), &matches, false)?;
        let client = caller.client(models, &service)?;
        let signed = client.presign(&operation.name, Params::from(request.parameters), expires).await?;
        if options.output.is_some() || options.query.is_some() {
            return caller.printer(&service, operation).print(&all_of(&signed), out);
        }
        if let Some(hint) = beside_address(&signed) {
            _ = writeln!(err, "{hint}");
        }
        print(out, format!("{}\n", signed.url).as_bytes())
    })?;
    Ok(exit::SUCCESS)
}

/// Service, operation and the words behind them. `s3://BUCKET/KEY` is the object's `get-object`.
fn operation<'w>(target: &'w str, words: &[String]) -> Result<(&'w str, String, Vec<String>)> {
    let Some(place) = target.strip_prefix("s3://") else {
        let [operation, rest @ ..] = words else {
            let message = format!("an operation is wanted: `sotalia presign {target} OPERATION`, or `s3://BUCKET/KEY`");
            return Err(Error::local(LocalError::InvalidParameter, message));
        };
        return Ok((target, operation.clone(), rest.to_vec()));
    };
    let (bucket, key) = bucket_and_key(place);
    if bucket.is_empty() || key.is_empty() {
        let message = format!("{target:?} names no object; write s3://BUCKET/KEY");
        return Err(Error::local(LocalError::InvalidParameter, message));
    }
    let parameters = [format!("--bucket={bucket}"), format!("--key={key}")];
    Ok(("s3", "get-object".to_owned(), parameters.into_iter().chain(words.iter().cloned()).collect()))
}

/// The bucket, which may be an ARN with blanks of its own, and what is behind it.
fn bucket_and_key(place: &str) -> (&str, &str) {
    let in_arn = |kind: &str| place.find(kind).map_or(0, |start| start + kind.len());
    // `arn:aws:s3:eu-west-1:123456789012:accesspoint/NAME/KEY`
    let start = if place.starts_with("arn:") { in_arn("accesspoint/").max(in_arn("bucket/")) } else { 0 };
    match place[start..].find('/') {
        Some(end) => (&place[..start + end], &place[start + end + 1..]),
        None => (place, ""),
    }
}

fn all_of(signed: &PresignedRequest) -> Value {
    let headers = signed.headers.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str())));
    Value::Map(Map::from_iter([
        ("Method".to_owned(), Value::from(signed.method.as_str())),
        ("Url".to_owned(), Value::from(signed.url.as_str())),
        ("Headers".to_owned(), Value::Map(headers.collect())),
        ("Body".to_owned(), Value::from(String::from_utf8_lossy(&signed.body).as_ref())),
    ]))
}

/// What whoever sends it must know, if the address is not all.
fn beside_address(signed: &PresignedRequest) -> Option<String> {
    let mut parts = Vec::new();
    if signed.method != "GET" {
        parts.push(format!("the method {}", signed.method));
    }
    parts.extend(signed.headers.iter().map(|(name, value)| format!("the header `{name}: {value}`")));
    if !signed.body.is_empty() {
        parts.push("the body that `--output json` shows".to_owned());
    }
    (!parts.is_empty()).then(|| format!("to be sent with {}", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::operation;

    #[test]
    fn an_address_of_s3_is_an_object() {
        for (target, expected) in [
            ("s3://logs/a/b.txt", Some(("logs", "a/b.txt"))),
            ("s3://logs//a", Some(("logs", "/a"))),
            (
                "s3://arn:aws:s3:eu-west-1:123456789012:accesspoint/logs/a/b",
                Some(("arn:aws:s3:eu-west-1:123456789012:accesspoint/logs", "a/b")),
            ),
            (
                "s3://arn:aws:s3-outposts:eu-west-1:1:outpost/op-1/accesspoint/logs/a",
                Some(("arn:aws:s3-outposts:eu-west-1:1:outpost/op-1/accesspoint/logs", "a")),
            ),
            ("s3://logs", None),
            ("s3://logs/", None),
            ("s3:///a", None),
        ] {
            let words = operation(target, &[]).ok().map(|(_, _, words)| words);
            let expected = expected.map(|(bucket, key)| vec![format!("--bucket={bucket}"), format!("--key={key}")]);
            assert_eq!(words, expected, "{target}");
        }
    }
}
