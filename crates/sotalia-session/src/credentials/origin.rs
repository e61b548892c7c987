//! Says where credentials came from, in words.

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;

use crate::builder::Choice;
use crate::load::Parts;
use crate::profile::Place;

/// What a session knows about the places that its credentials may come from.
#[derive(Clone)]
pub(crate) struct Origin {
    profile: String,
    file: String,
    assumes_role: bool,
    in_code: Option<&'static str>,
}

impl Origin {
    pub(crate) fn of(parts: &Parts, choice: &Choice) -> Self {
        let profiles = &parts.profiles;
        Self {
            profile: profiles.name.clone(),
            file: profiles.sections.locate(&profiles.name, "aws_access_key_id").map_or("", Place::file).to_owned(),
            assumes_role: profiles.sections.get("role_arn").is_some(),
            in_code: match choice {
                Choice::Static { .. } => Some("static, given in code"),
                Choice::Provider(_) => Some("provider given in code"),
                Choice::Chain | Choice::Anonymous => None,
            },
        }
    }

    /// Where these credentials came from. The SDK marks them with each provider that they passed through.
    pub(super) fn source_of(&self, credentials: &SdkCredentials) -> String {
        if let Some(in_code) = self.in_code {
            return in_code.to_owned();
        }
        let features = credentials.get_property::<Vec<Feature>>().map_or(&[][..], Vec::as_slice);
        let has = |feature: Feature| features.contains(&feature);
        let profile = &self.profile;
        let by_profile = has(Feature::CredentialsProfile);
        if has(Feature::CredentialsSso) {
            format!("IAM Identity Center sign-in of profile \"{profile}\"")
        } else if has(Feature::CredentialsProcess) {
            format!("credential_process of profile \"{profile}\"")
        } else if by_profile && self.assumes_role {
            format!("role assumed by profile \"{profile}\"")
        } else if has(Feature::CredentialsProfileStsWebIdToken) {
            "role assumed with a web identity token named by environment variables".to_owned()
        } else if by_profile {
            format!("profile \"{profile}\" in {}", self.file)
        } else if has(Feature::CredentialsEnvVars) {
            "environment variables".to_owned()
        } else if has(Feature::CredentialsHttp) {
            "container credentials".to_owned()
        } else if has(Feature::CredentialsImds) {
            "instance metadata".to_owned()
        } else {
            "unknown".to_owned()
        }
    }
}
