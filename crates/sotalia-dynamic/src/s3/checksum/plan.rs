//! Which checksums a call sends and looks at.

use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use sotalia_session::error::{Error, LocalError, Result};

use crate::value::{Map, Value};

/// What boto3 and the SDK compute where nothing is said.
const DEFAULT: ChecksumAlgorithm = ChecksumAlgorithm::Crc32;
/// What can be computed here, by the names of S3.
const ALGORITHMS: &[&str] = &["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

/// What the model of an operation says of checksums.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ChecksumModel<'a> {
    /// The parameter that names the algorithm.
    pub(crate) algorithm_member: Option<&'a str>,
    /// The header of that parameter.
    pub(crate) algorithm_header: Option<&'a str>,
    /// Whether the service refuses a request without a checksum.
    pub(crate) required: bool,
    /// Whether the checksum is an MD5 where none can be named: what the model's `httpChecksumRequired` means, but for S3's
    /// services, which take newer ones and get botocore's.
    pub(crate) is_md5: bool,
    /// The parameter that asks for a checksum in the answer.
    pub(crate) mode_member: Option<&'a str>,
    /// What the answer may have.
    pub(crate) response_algorithms: &'a [Box<str>],
}

/// What the session says of checksums: `request_checksum_calculation` and `response_checksum_validation`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChecksumSettings {
    pub(crate) calculate_when_supported: bool,
    pub(crate) validate_when_supported: bool,
}

impl ChecksumSettings {
    pub(crate) fn new(
        calculation: Option<RequestChecksumCalculation>,
        validation: Option<ResponseChecksumValidation>,
    ) -> Self {
        Self {
            calculate_when_supported: !matches!(calculation, Some(RequestChecksumCalculation::WhenRequired)),
            validate_when_supported: !matches!(validation, Some(ResponseChecksumValidation::WhenRequired)),
        }
    }
}

/// What one call does about checksums.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ChecksumPlan {
    /// What is computed over the body, unless a header has a checksum already.
    pub(super) request: Option<ChecksumAlgorithm>,
    /// Whether a body in memory gets a `Content-MD5`, unless the caller has given one.
    pub(super) md5: bool,
    /// The header that names the algorithm, where the caller did not.
    pub(super) announce: Option<String>,
    /// What is looked for in the answer.
    pub(super) response: Vec<Box<str>>,
}

impl Storable for ChecksumPlan {
    type Storer = StoreReplace<Self>;
}

impl ChecksumPlan {
    /// Decides, and asks for a checksum in the answer where the settings want one.
    ///
    /// A presigned request gets what the caller names, and nothing by default, as in boto3.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidParameter`] for an algorithm that cannot be computed here.
    pub(crate) fn new(
        model: ChecksumModel<'_>,
        settings: ChecksumSettings,
        params: &mut Map,
        presigned: bool,
    ) -> Result<Self> {
        let mut plan = Self::default();
        let named = model.algorithm_member.and_then(|member| params.get(member)).and_then(Value::as_str);
        if let Some(name) = named {
            plan.request = (!presigned).then(|| algorithm(name)).transpose()?;
        } else if model.required && model.is_md5 && model.algorithm_member.is_none() {
            plan.md5 = !presigned;
        } else if !presigned
            && (model.required || (model.algorithm_member.is_some() && settings.calculate_when_supported))
        {
            plan.request = Some(DEFAULT);
            plan.announce = model.algorithm_header.map(str::to_ascii_lowercase);
        }
        let Some(mode) = model.mode_member else { return Ok(plan) };
        if settings.validate_when_supported && !presigned && !params.contains_key(mode) {
            params.insert(mode.to_owned(), Value::from("ENABLED"));
        }
        if params.contains_key(mode) {
            plan.response = model.response_algorithms.to_vec();
        }
        Ok(plan)
    }

    /// Whether there is anything to do.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn algorithm(name: &str) -> Result<ChecksumAlgorithm> {
    let known = ALGORITHMS.iter().any(|known| known.eq_ignore_ascii_case(name));
    name.parse().ok().filter(|_| known).ok_or_else(|| {
        let message = format!(
            "checksum algorithm {name:?} cannot be computed here; use one of {}, or set its checksum yourself",
            ALGORITHMS.join(", ")
        );
        Error::local(LocalError::InvalidParameter, message)
    })
}
