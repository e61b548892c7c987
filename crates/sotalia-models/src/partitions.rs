//! Partitions: the parts of AWS that share nothing, such as `aws` and `aws-cn`.

use serde::{Deserialize, Serialize};

/// All partitions, `aws` first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Partitions {
    /// The partitions, in botocore's order.
    pub partitions: Vec<Partition>,
}

/// A partition, with its regions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Partition {
    /// `aws`, `aws-cn` and so on.
    pub id: Box<str>,
    /// The form of the names of its regions: a regular expression.
    pub region_regex: Box<str>,
    /// What its endpoints have in common.
    pub outputs: PartitionOutputs,
    /// The regions that are known, each with the outputs that differ, in the order of their names.
    pub regions: Vec<(Box<str>, Option<PartitionOutputs>)>,
}

/// What the endpoint rules may ask of a partition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PartitionOutputs {
    /// Its name, as in ARNs.
    pub name: Box<str>,
    /// The end of its hosts: `amazonaws.com`.
    pub dns_suffix: Box<str>,
    /// The end of its hosts with IPv4 and IPv6: `api.aws`.
    pub dual_stack_dns_suffix: Box<str>,
    /// The region that global services sign for.
    pub implicit_global_region: Box<str>,
    /// There are endpoints that hold to FIPS 140.
    pub supports_fips: bool,
    /// There are endpoints with IPv4 and IPv6.
    pub supports_dual_stack: bool,
}
