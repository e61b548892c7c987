//! Whose answer counts where boto3 and the AWS SDK specification differ.

/// Whose answer counts where boto3 and the AWS SDK specification differ, with
/// [`SessionBuilder::compat`](crate::SessionBuilder::compat).
///
/// | | `Specification`, the default | `Boto3` |
/// | --- | --- | --- |
/// | region in the environment | `AWS_REGION`, then `AWS_DEFAULT_REGION` | `AWS_DEFAULT_REGION` only |
/// | profile in the environment | `AWS_PROFILE`, then `AWS_DEFAULT_PROFILE` | `AWS_DEFAULT_PROFILE`, then `AWS_PROFILE` |
/// | region of a `source_profile` | is taken where the profile has none | is not taken |
/// | ` # comment` after a value | is a comment | is a part of the value |
/// | `key: value` | an error | the same as `key = value` |
/// | a section that comes twice in a file | is merged | an error |
/// | a key that comes twice in a section | the last one counts | an error |
/// | `[profile default]` beside `[default]` | `[profile default]` counts | the later one counts |
/// | `[DEFAULT]` | is ignored in the config file, a profile in the credentials file | its keys count in each section |
/// | `[profile dev]` in the credentials file | is ignored | a profile named `profile dev` |
/// | names and keys with other characters than letters, digits and `_-/.%@:+` | are ignored, but for names in quotes | are taken |
/// | text behind the `]` of a header | an error, but for comments | is ignored |
/// | `[ profile dev ]` | the same as `[profile dev]` | is ignored |
/// | `[profilex dev]` | is ignored | the same as `[profile dev]` |
/// | a comment that is indented | is a part of the value above it | is a comment |
/// | a line that is indented | continues the value above it | does so if it is indented further than that one |
/// | access key | is merged from both files | is taken from one file |
/// | `credential_source` of a profile without a role | is followed | is not looked at |
/// | web identity in the environment | comes after the profile | comes before the profile's keys |
/// | the mark of a Windows editor (BOM) | is skipped | an error |
///
/// Blank variables count as unset with both; to boto3 itself they are set.
///
/// Both read a profile name in quotes, `[profile "my profile"]`, which the AWS CLI writes; the specification has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Compat {
    /// As the AWS SDKs specify it; boto3's answer where they do not.
    #[default]
    Specification,
    /// As boto3.
    Boto3,
}
