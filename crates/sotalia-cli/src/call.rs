//! `sotalia call`: one operation, with its parameters read by its model.

mod command;

use std::io::Write;

use clap::FromArgMatches as _;
use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::models::{Models, Operation, Service};
use sotalia_dynamic::session::Session;
use sotalia_dynamic::{ByteStream, JmesPath, Map, Output, Params, SessionDynamic, Value};

use crate::arguments::{Named, Options};
use crate::describe::{self, kebab};
use crate::parameters::Reader;
use crate::{exit, print, usage};

/// The columns of a terminal whose width is not known.
const WIDTH: usize = 80;

/// Calls the operation and prints its answer.
///
/// # Errors
///
/// What the words, the session and the call say.
pub(crate) fn run(
    models: &Models,
    before: &Options,
    named: &Named,
    words: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8> {
    let service = models.service(&named.service)?;
    let operation = describe::find(&service, &named.operation)?;
    let command = command::of(&service, operation);
    let matches =
        match command.try_get_matches_from(std::iter::once("sotalia call").chain(words.iter().map(String::as_str))) {
            Ok(matches) => matches,
            Err(error) => return Ok(usage(&error, out, err)),
        };
    let options = Options::from_arg_matches(&matches)
        .map_err(|error| Error::local(LocalError::InvalidParameter, error.to_string()))?
        .over(before);
    let query = options.query.as_deref().map(JmesPath::compile).transpose()?;
    let reader =
        Reader { service: &service, binary: options.cli_binary_format.unwrap_or_default(), home: std::env::home_dir() };
    let request = command::read(&reader, operation, &matches)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime
        .map_err(|error| Error::local(LocalError::Unexpected, "no runtime can be started").with_source(error))?;
    let answer = runtime.block_on(send(models, &options, &service, operation, request))?;
    if let Answer::Body(bytes) = &answer {
        print(out, bytes)?;
    }
    if let Answer::Value(value) = answer {
        let value = match query {
            Some(query) => query.search(&value)?,
            None => value,
        };
        let text = options.output.unwrap_or_default().write(&operation.name, &value, WIDTH)?;
        print(out, text.as_bytes())?;
    }
    Ok(exit::SUCCESS)
}

/// What a command line asks for.
pub(crate) struct Request {
    parameters: Map,
    /// The file that is sent as the body.
    body: Option<std::path::PathBuf>,
    /// The file that the body of the answer is written to.
    file: Option<std::path::PathBuf>,
    /// How all pages are asked for, if they are.
    paging: Option<Paging>,
}

/// How pages are asked for.
pub(crate) struct Paging {
    max_items: Option<u32>,
    page_size: Option<u32>,
    starting_token: Option<String>,
}

enum Answer {
    Value(Value),
    Body(Vec<u8>),
}

async fn send(
    models: &Models,
    options: &Options,
    service: &Service,
    operation: &Operation,
    request: Request,
) -> Result<Answer> {
    let session = session(options).await?;
    let client = session.dynamic_configured(&service.name).models(models.clone()).build()?;
    if let Some(paging) = request.paging {
        let mut paginator = client.paginator(&operation.name)?;
        if let Some(items) = paging.max_items {
            paginator = paginator.limit(usize::try_from(items).unwrap_or(usize::MAX));
        }
        if let Some(size) = paging.page_size {
            paginator = paginator.page_size(size.into());
        }
        if let Some(token) = paging.starting_token {
            paginator = paginator.starting_token(token);
        }
        let pages = paginator.paginate(Params::from(request.parameters));
        return pages.build_full_result().await.map(Answer::Value);
    }
    let mut call = client.call(&operation.name, Params::from(request.parameters));
    if let Some(path) = &request.body {
        let body = ByteStream::from_path(path).await.map_err(|source| {
            Error::local(LocalError::FileError, format!("{} cannot be read", path.display())).with_source(source)
        })?;
        call = call.body(body);
    }
    let mut output = call.await?;
    if !output.has_body() {
        return Ok(Answer::Value(output.into_value()));
    }
    let bytes = body(&mut output).await?;
    match request.file {
        None => Ok(Answer::Body(bytes)),
        Some(path) => {
            std::fs::write(&path, bytes).map_err(|source| {
                Error::local(LocalError::FileError, format!("{} cannot be written", path.display())).with_source(source)
            })?;
            Ok(Answer::Value(output.into_value()))
        }
    }
}

async fn body(output: &mut Output) -> Result<Vec<u8>> {
    let body = output.take_body().collect().await.map_err(Error::from_source)?;
    Ok(body.into_bytes().to_vec())
}

async fn session(options: &Options) -> Result<Session> {
    let mut builder = Session::builder();
    if let Some(profile) = &options.profile {
        builder = builder.profile(profile);
    }
    if let Some(region) = &options.region {
        builder = builder.region(region);
    }
    if let Some(url) = &options.endpoint_url {
        builder = builder.endpoint_url(url);
    }
    if options.no_sign_request {
        builder = builder.anonymous();
    }
    builder.load().await
}

/// The name of a parameter as it is written.
fn flag(name: &str) -> String {
    format!("--{}", kebab(name))
}
