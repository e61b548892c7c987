//! Marks credentials with where they came from.

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;

/// Where credentials came from: kept with them, through all caches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Provenance {
    /// In words, such as `profile "dev" in ~/.aws/credentials`.
    pub(crate) source: String,
    /// The role that was assumed, if one was.
    pub(crate) role_arn: Option<String>,
}

/// The credentials with their source, in place of the one before.
pub(super) fn mark(mut credentials: SdkCredentials, source: impl Into<String>) -> SdkCredentials {
    credentials.get_property_mut_or_default::<Provenance>().source = source.into();
    credentials
}

/// The credentials with the role that they are of.
pub(super) fn mark_role(mut credentials: SdkCredentials, role_arn: &str) -> SdkCredentials {
    credentials.get_property_mut_or_default::<Provenance>().role_arn = Some(role_arn.to_owned());
    credentials
}

/// The credentials with a feature that the SDK counts in the user agent of requests.
pub(super) fn mark_feature(mut credentials: SdkCredentials, feature: Feature) -> SdkCredentials {
    credentials.get_property_mut_or_default::<Vec<Feature>>().push(feature);
    credentials
}

/// What the credentials are marked with.
pub(crate) fn of(credentials: &SdkCredentials) -> Option<&Provenance> {
    credentials.get_property()
}
