//! Tells how a session came by its credentials.

use super::Session;
use crate::credentials::report::{CredentialReport, Subject, report};
use crate::credentials::trail::Trail;

impl Session {
    /// Looks for credentials, unless there are some at hand, and tells how: every provider that was asked, in order, what
    /// it looked at, why it was skipped or failed, and which one won. No secret is in it.
    ///
    /// A failure to find any is not an error here, it is what the report says.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> sotalia_session::error::Result<()> {
    /// use sotalia_session::Session;
    ///
    /// let session = Session::builder().credentials("AKIAIOSFODNN7EXAMPLE", "secret", None).load().await?;
    /// let report = session.explain().await;
    /// assert_eq!(report.source(), Some("static, given in code"));
    /// println!("{report}");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn explain(&self) -> CredentialReport {
        let result = self.credentials().await;
        let trail = self.0.chain.as_ref().map_or_else(Trail::default, |chain| chain.last_trail());
        let subject = Subject {
            profile: self.profile_name(),
            profile_source: self.profile_source(),
            region: self.region(),
            in_code: self.0.origin.in_code(),
        };
        report(&subject, &trail, result.as_ref())
    }
}
