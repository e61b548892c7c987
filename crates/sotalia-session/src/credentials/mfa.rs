//! Asks for the code of a multi-factor device.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use sotalia_error::LocalError;

use super::failure::Failure;

#[cfg(feature = "mfa-prompt")]
pub(crate) mod prompt;

type BoxError = Box<dyn StdError + Send + Sync>;
type Answer = Pin<Box<dyn Future<Output = Result<String, BoxError>> + Send>>;

/// What a callback of [`SessionBuilder::mfa`](crate::SessionBuilder::mfa) is asked for: the code that a device shows now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MfaRequest {
    /// The device: its ARN, or the serial number of one made of hardware. `mfa_serial` of the profile.
    pub serial: String,
    /// The profile that asks for it, if a profile does.
    pub profile: Option<String>,
    /// The role that is to be assumed.
    pub role_arn: String,
}

/// A callback that gives the code.
#[derive(Clone)]
pub(crate) struct MfaCallback(Arc<dyn Fn(MfaRequest) -> Answer + Send + Sync>);

impl MfaCallback {
    pub(crate) fn new<F, A, E>(callback: F) -> Self
    where
        F: Fn(MfaRequest) -> A + Send + Sync + 'static,
        A: Future<Output = Result<String, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self(Arc::new(move |request| {
            let answer = callback(request);
            Box::pin(async move { answer.await.map_err(Into::into) })
        }))
    }
}

impl fmt::Debug for MfaCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MfaCallback").finish_non_exhaustive()
    }
}

/// The code of the device, from whoever can be asked.
pub(super) async fn code(callback: Option<&MfaCallback>, request: MfaRequest) -> Result<String, Failure> {
    let serial = request.serial.clone();
    let Some(MfaCallback(ask)) = callback else {
        let message = format!(
            "role {} needs a code of the device {serial}, and nobody can be asked for it: give a callback to \
             SessionBuilder::mfa, or use SessionBuilder::mfa_prompt of the feature mfa-prompt",
            request.role_arn
        );
        return Err(Failure::new(LocalError::MfaRequired, message));
    };
    let code = ask(request).await.map_err(|error| {
        Failure::new(LocalError::MfaRequired, format!("the code of the device {serial} was not given"))
            .with_source(error)
    })?;
    let code = code.trim();
    if code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(code.to_owned());
    }
    let message = format!("what was given for the code of the device {serial} is not a code: six digits are");
    Err(Failure::new(LocalError::MfaRequired, message))
}
