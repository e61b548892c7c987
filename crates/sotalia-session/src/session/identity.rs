//! Asks AWS who a session is.

use sotalia_error::{Error, LocalError, Result};

use super::{Session, sts};

/// Who a session calls as: the answer of `GetCallerIdentity`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallerIdentity {
    account: String,
    arn: String,
    user_id: String,
}

impl CallerIdentity {
    /// The number of the account: `123456789012`.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The user, or the session of a role: `arn:aws:sts::123456789012:assumed-role/reader/ann`.
    #[must_use]
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// The unique id of the user or the role, with the name of its session.
    #[must_use]
    pub fn user_id(&self) -> &str {
        &self.user_id
    }
}

impl Session {
    /// Asks AWS STS who this session calls as. Everybody who has credentials may ask that, whatever else they may not do.
    ///
    /// Each call is a request. boto3: `session.client("sts").get_caller_identity()`.
    ///
    /// # Errors
    ///
    /// What [`credentials`](Self::credentials) returns, and what the request does: `InvalidClientTokenId` for an access key
    /// that AWS does not know.
    pub async fn caller_identity(&self) -> Result<CallerIdentity> {
        // Their failure is told in the session's words.
        self.credentials().await?;
        let answer = sts::client(self.sdk_config()).get_caller_identity().send().await?;
        let (Some(account), Some(arn), Some(user_id)) = (answer.account, answer.arn, answer.user_id) else {
            let message = "the answer of STS does not say who calls: is the endpoint one of AWS STS?";
            return Err(Error::local(LocalError::UnparsableAnswer, message).with_operation("sts", "GetCallerIdentity"));
        };
        Ok(CallerIdentity { account, arn, user_id })
    }
}
