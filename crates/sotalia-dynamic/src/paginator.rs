//! Pagination of every operation that answers in pages, from its model.

mod full_result;
mod items;
mod model;
mod pages;
mod path;
mod token;

use std::future::Future;
use std::sync::Arc;

use sotalia_session::error::{Error, LocalError, Result};

pub use self::items::{Items, Search};
pub(crate) use self::model::PagingModel;
pub(crate) use self::pages::Ask;
pub use self::pages::Pages;
use self::token::ResumeToken;
use crate::client::DynamicClient;
use crate::handlers::aliases;
use crate::output::Output;
use crate::value::{IntoParams, Map, Params, Value};

/// How to walk the pages of an operation: boto3's `client.get_paginator(...)` with its `PaginationConfig`.
///
/// It is a description: it can be cloned and walked any number of times, with the same or other parameters.
///
/// ```
/// # async fn example(s3: sotalia_dynamic::DynamicClient) -> sotalia_dynamic::error::Result<()> {
/// use futures_util::TryStreamExt;
/// use sotalia_dynamic::params;
///
/// let paginator = s3.paginator("list_objects_v2")?.page_size(100).limit(250);
/// let mut objects = paginator.paginate(params! { "Bucket": "logs" }).items();
/// while let Some(object) = objects.try_next().await? {
///     println!("{:?}", object["Key"].as_str());
/// }
/// let resume_here = objects.resume_token();
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use = "nothing is asked before a walk is polled"]
pub struct Paginator {
    model: Arc<PagingModel>,
    ask: Arc<Ask>,
    limit: Option<usize>,
    page_size: Option<i64>,
    start: Option<String>,
}

/// How far, how much at a time, from where.
impl Paginator {
    pub(crate) fn new(model: Arc<PagingModel>, ask: Arc<Ask>) -> Self {
        Self { model, ask, limit: None, page_size: None, start: None }
    }

    /// Stops after so many items, in all: boto3's `MaxItems`. `limit(0)` asks nothing.
    ///
    /// The items of the first of the [`result_keys`](Pages::result_keys) count. What does not fit any more is cut from the last
    /// page; [`Pages::resume_token`] continues there.
    pub fn limit(mut self, items: usize) -> Self {
        self.limit = Some(items);
        self
    }

    /// Asks for so many items in each page: boto3's `PageSize`. The service may send fewer.
    ///
    /// A size below 1, and one for an operation that has no such parameter, is an error of the first page.
    pub fn page_size(mut self, items: i64) -> Self {
        self.page_size = Some(items);
        self
    }

    /// Starts where another walk stopped: a token of [`Pages::resume_token`], the `NextToken` of boto3's paginators, or a
    /// token of the service itself. One that cannot be read is an error of the first page.
    pub fn starting_token(mut self, token: impl Into<String>) -> Self {
        self.start = Some(token.into());
        self
    }

    /// The same over another source of answers than the service: canned ones for a test, a cache, or a call with options.
    pub fn over<F>(mut self, ask: impl Fn(Params) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Output>> + Send + 'static,
    {
        self.ask = Arc::new(move |params| Box::pin(ask(Params::from(params))));
        self
    }

    /// A walk with these parameters. What they cannot hold is an error of the first page.
    pub fn paginate(&self, params: impl IntoParams) -> Pages {
        let (params, start) = match self.prepare(params) {
            Ok((params, start)) => (params, Ok(start)),
            Err(error) => (Map::default(), Err(error)),
        };
        Pages::new(Arc::clone(&self.model), Arc::clone(&self.ask), params, self.limit, start)
    }

    fn prepare(&self, params: impl IntoParams) -> Result<(Map, Option<ResumeToken>)> {
        let mut params = params.into_params()?.into_map();
        if let Some(size) = self.page_size {
            let (name, value) = self.size_parameter(size)?;
            params.insert(name, value);
        }
        let names = &self.model.input_tokens;
        let start = self.start.as_deref().map(|text| ResumeToken::parse(text, names)).transpose()?;
        Ok((params, start))
    }

    fn size_parameter(&self, size: i64) -> Result<(String, Value)> {
        if size < 1 {
            let message = format!("page_size({size}): a page holds at least 1 item");
            return Err(Error::local(LocalError::InvalidParameter, message));
        }
        let Some(key) = &self.model.limit_key else {
            let message = "page_size: this operation has no parameter for the size of a page; leave it out";
            return Err(Error::local(LocalError::InvalidParameter, message));
        };
        let value = if key.is_text { Value::from(size.to_string()) } else { Value::from(size) };
        Ok((key.name.clone(), value))
    }
}

/// Pagination
impl DynamicClient {
    /// How the pages of an operation are walked, by either of its names: boto3's `get_paginator`.
    ///
    /// # Errors
    ///
    /// [`LocalError::UnknownOperation`] with the nearest names, or [`LocalError::OperationNotPageable`].
    pub fn paginator(&self, operation: &str) -> Result<Paginator> {
        let model = self.0.plan(aliases::operation(self.service_name(), operation))?.operation.model;
        let paging = PagingModel::of(self.model(), model).ok_or_else(|| {
            let message = format!("{operation:?} does not answer in pages; call it");
            Error::local(LocalError::OperationNotPageable, message).with_operation(self.service_name(), &model.name)
        })??;
        let (client, name) = (self.clone(), model.name.to_string());
        let ask = move |params: Map| -> pages::Answer { Box::pin(client.call(&name, Params::from(params)).send()) };
        Ok(Paginator::new(Arc::new(paging), Arc::new(ask)))
    }

    /// Whether an operation answers in pages, by either of its names: boto3's `can_paginate`.
    #[must_use]
    pub fn can_paginate(&self, operation: &str) -> bool {
        self.model().paginator(aliases::operation(self.service_name(), operation)).is_some()
    }

    /// The pages of an operation; see [`paginator`](Self::paginator) for limits and tokens.
    ///
    /// # Errors
    ///
    /// What [`paginator`](Self::paginator) returns. What is wrong with the parameters is an error of the first page.
    pub fn paginate(&self, operation: &str, params: impl IntoParams) -> Result<Pages> {
        Ok(self.paginator(operation)?.paginate(params))
    }
}

impl std::fmt::Debug for Paginator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paginator")
            .field("operation", &self.model.operation)
            .field("limit", &self.limit)
            .field("page_size", &self.page_size)
            .finish_non_exhaustive()
    }
}
