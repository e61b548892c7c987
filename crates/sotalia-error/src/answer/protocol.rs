//! How a service speaks, as far as its error answers depend on it.

/// A family of protocols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    /// Query, EC2's and the REST protocol with XML.
    Xml,
    /// The protocols with JSON or CBOR.
    Json,
}

impl Protocol {
    /// The protocol of a service, named as the SDK's crate is or as boto3 names it. `None` without a name.
    pub(super) fn of(service: Option<&str>) -> Option<Self> {
        let service = service.filter(|service| !service.is_empty())?;
        Some(if XML_SERVICES.contains(&service) { Self::Xml } else { Self::Json })
    }
}

/// The services that answer in XML; all others, and all new ones, do so in JSON or CBOR.
const XML_SERVICES: &[&str] = &[
    "autoscaling",
    "cloudformation",
    "cloudfront",
    "cloudsearch",
    "docdb",
    "ec2",
    "elasticache",
    "elasticbeanstalk",
    "elasticloadbalancing",
    "elasticloadbalancingv2",
    "elb",
    "elbv2",
    "iam",
    "importexport",
    "neptune",
    "rds",
    "redshift",
    "route53",
    "s3",
    "s3control",
    "sdb",
    "ses",
    "sns",
    "sts",
];
