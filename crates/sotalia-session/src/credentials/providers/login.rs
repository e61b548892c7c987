//! Credentials of a console sign-in, as `aws login` keeps them.

use aws_credential_types::Credentials as SdkCredentials;

use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::trail::Trail;

pub(super) async fn credentials(
    _context: &Context,
    _session: &str,
    _profile: &str,
    _trail: &mut Trail,
) -> Result<SdkCredentials, Failure> {
    Err(Failure::invalid("console sign-ins are not read yet"))
}
