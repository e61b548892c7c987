//! A service: its operations, shapes, and what is known beside them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::index::NameIndex;
use crate::source::{self, File, Files};
use crate::{Operation, Paginator, Partitions, RuleSet, Shape, Waiter, XmlNamespace};

/// The model of one service.
///
/// Shapes refer to each other by their place in [`shapes`](Self::shapes); all such numbers are checked when it is loaded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Service {
    /// The name that boto3 has for it: `s3`, `logs`, `stepfunctions`.
    pub name: Box<str>,
    /// Protocol, names, signature.
    pub metadata: Metadata,
    /// The operations, in the order of their names.
    pub operations: Vec<Operation>,
    /// The shapes, in the order of their names.
    pub shapes: Vec<Shape>,
    /// How operations are listed page by page, in the order of the operations' names.
    pub paginators: Vec<Paginator>,
    /// What can be waited for, in the order of their names.
    pub waiters: Vec<Waiter>,
    /// How the endpoint of a request is found.
    pub endpoint_rules: Option<RuleSet>,
    /// The partitions, which the endpoint rules ask for. All services of the same [`Models`](crate::Models) share them.
    #[serde(skip)]
    pub partitions: Arc<Partitions>,
    #[serde(skip)]
    pub(crate) index: NameIndex,
}

/// What a model says of its service as a whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Metadata {
    /// The version of the interface, such as `2006-03-01`.
    pub api_version: Box<str>,
    /// The host before the region, where no rule gives another; also the name for signatures, if there is none.
    pub endpoint_prefix: Box<str>,
    /// The host of a service that is the same in all regions.
    pub global_endpoint: Option<Box<str>>,
    /// `1.0` or `1.1`, for the protocol `json`.
    pub json_version: Option<Box<str>>,
    /// The protocol that botocore's authors prefer.
    pub protocol: Box<str>,
    /// All protocols that the service speaks. Empty in old models.
    pub protocols: Vec<Box<str>>,
    /// The name in full: `Amazon Simple Storage Service`.
    pub service_full_name: Box<str>,
    /// The short form of the name, if there is one: `Amazon S3`.
    pub service_abbreviation: Option<Box<str>>,
    /// The name that the SDKs are made from: `S3`, `CloudWatch Logs`.
    pub service_id: Box<str>,
    /// `v4`, `s3`, `s3v4`, `bearer`.
    pub signature_version: Option<Box<str>>,
    /// The name for signatures, if it is not the endpoint's prefix.
    pub signing_name: Option<Box<str>>,
    /// What stands before the operation's name in `X-Amz-Target`.
    pub target_prefix: Option<Box<str>>,
    /// The namespace of the bodies.
    pub xml_namespace: Option<XmlNamespace>,
    /// The ways to authenticate, best first: `aws.auth#sigv4`, `smithy.api#httpBearerAuth`.
    pub auth: Vec<Box<str>>,
    /// The service once spoke `query`, and still gives the codes of that time in a header.
    pub aws_query_compatible: bool,
    /// Where HTTP/2 is needed, as the model says it: `eventstream`, `optional`.
    pub http2: Option<Box<str>>,
}

impl Metadata {
    /// The name for signatures.
    #[must_use]
    pub fn signing_name(&self) -> &str {
        self.signing_name.as_deref().unwrap_or(&self.endpoint_prefix)
    }
}

/// Construction
impl Service {
    /// The model of a service from the text of a `service-2.json`, without paginators, waiters and endpoint rules. It is for
    /// who has a model at hand; [`Models::with_folder`](crate::Models::with_folder) reads whole folders.
    ///
    /// # Errors
    ///
    /// `InvalidConfig` if it cannot be read.
    pub fn from_json(name: &str, text: &[u8]) -> sotalia_error::Result<Self> {
        let service = File { path: name.to_owned(), text: text.to_vec(), extras: None };
        source::service(name, &Files { service, ..Files::default() })
    }
}

/// Access
impl Service {
    /// The place of an operation in [`operations`](Self::operations), by its own name or as boto3 has it:
    /// `DescribeStream`, `describe_stream`, and `describe-stream` as the AWS CLI has it.
    #[must_use]
    pub fn operation_index(&self, name: &str) -> Option<usize> {
        self.index.operation(self, name)
    }

    /// An operation by its name, in any of the forms that [`operation_index`](Self::operation_index) knows.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operation_index(name).map(|index| &self.operations[index])
    }

    /// Operations whose names are like this one, nearest first, in the form that boto3 has: at most three.
    #[must_use]
    pub fn nearest_operations(&self, name: &str) -> Vec<&str> {
        let known = self.operations.iter().map(|operation| &*operation.method_name);
        crate::name::nearest(&crate::to_snake_case(name), known)
    }

    /// How an operation is listed, by the operation's name in any form; `None` if it has no pages.
    #[must_use]
    pub fn paginator(&self, operation: &str) -> Option<&Paginator> {
        let name = &*self.operation(operation)?.name;
        let place = self.paginators.binary_search_by(|paginator| (*paginator.operation).cmp(name)).ok()?;
        Some(&self.paginators[place])
    }

    /// A waiter by its own name or as boto3 has it: `BucketExists`, `bucket_exists`, `bucket-exists`.
    #[must_use]
    pub fn waiter(&self, name: &str) -> Option<&Waiter> {
        let is_it = |waiter: &&Waiter| *waiter.name == *name || crate::name::is_same(&waiter.method_name, name);
        self.waiters.iter().find(is_it)
    }

    /// Waiters whose names are like this one, nearest first, in the form that boto3 has: at most three.
    #[must_use]
    pub fn nearest_waiters(&self, name: &str) -> Vec<&str> {
        crate::name::nearest(&crate::to_snake_case(name), self.waiters.iter().map(|waiter| &*waiter.method_name))
    }

    /// A shape by its name.
    #[must_use]
    pub fn shape(&self, name: &str) -> Option<&Shape> {
        let place = self.shapes.binary_search_by(|shape| (*shape.name).cmp(name)).ok()?;
        Some(&self.shapes[place])
    }

    /// The shape of an operation's parameters, if it takes any.
    #[must_use]
    pub fn input(&self, operation: &Operation) -> Option<&Shape> {
        operation.input.as_ref().map(|input| &self.shapes[input.shape])
    }

    /// The shape of an operation's answer, if it has any.
    #[must_use]
    pub fn output(&self, operation: &Operation) -> Option<&Shape> {
        operation.output.as_ref().map(|output| &self.shapes[output.shape])
    }
}
