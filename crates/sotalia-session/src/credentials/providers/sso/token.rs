//! The token of a sign-in, which `aws sso login` keeps in a file, and which is replaced there.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha1::{Digest as _, Sha1};
use sotalia_error::Error;

use crate::credentials::context::Context;
use crate::credentials::providers::json::{Object, shown_time};
use crate::platform::Platform;

/// The file of a token: named for the session, or for the start URL where there is no session.
pub(super) fn path(platform: &Platform, name: &str) -> Option<PathBuf> {
    let file: String = Sha1::digest(name.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Some(platform.home()?.join(".aws/sso/cache").join(file).with_extension("json"))
}

/// A token, and what it takes to replace it.
pub(super) struct Token {
    pub(super) access_token: String,
    pub(super) expires_at: SystemTime,
    file: Vec<u8>,
    renewal: Option<Renewal>,
}

struct Renewal {
    client_id: String,
    client_secret: String,
    refresh_token: String,
    ends_at: SystemTime,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

impl Token {
    /// Reads the file of a token.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not text")?;
        let object = Object::parse(text)?;
        let text = |key: &str| object.text(key).map(str::to_owned);
        let renewal = || {
            Some(Renewal {
                client_id: text("clientId")?,
                client_secret: text("clientSecret")?,
                refresh_token: text("refreshToken")?,
                ends_at: object.time("registrationExpiresAt").ok()??,
            })
        };
        Ok(Self {
            access_token: object.required("accessToken")?.to_owned(),
            expires_at: object.time("expiresAt")?.ok_or("it lacks expiresAt")?,
            file: bytes.to_vec(),
            renewal: renewal(),
        })
    }

    /// Whether there is what it takes, and still accepted.
    pub(super) fn is_replaceable(&self, now: SystemTime) -> bool {
        self.renewal.as_ref().is_some_and(|renewal| now < renewal.ends_at)
    }

    /// Asks for a new token, and keeps it in the file of the old one, where the CLI finds it too.
    pub(super) async fn replace(&self, context: &Context, region: &str, path: &Path) -> Result<Self, Error> {
        let renewal = self.renewal.as_ref().expect("the caller asked `is_replaceable`");
        let client = aws_sdk_ssooidc::Client::new(&context.config(Some(region), None));
        let answer = client
            .create_token()
            .grant_type("refresh_token")
            .client_id(&renewal.client_id)
            .client_secret(&renewal.client_secret)
            .refresh_token(&renewal.refresh_token)
            .send()
            .await?;
        let lifetime = Duration::from_secs(answer.expires_in.max(0).unsigned_abs().into());
        let expires_at = context.platform.time().now() + lifetime;
        let access_token = answer.access_token.ok_or_else(|| Error::from_source("the answer holds no token"))?;
        let refresh_token = answer.refresh_token.unwrap_or_else(|| renewal.refresh_token.clone());
        let file = self.file_with(&access_token, &refresh_token, expires_at);
        if let Err(error) = context.platform.write_private(path, &file).await {
            tracing::warn!(error = %error.kind(), "the renewed sign-in could not be kept on disk");
        }
        Ok(Self {
            access_token,
            expires_at,
            file,
            renewal: Some(Renewal {
                client_id: renewal.client_id.clone(),
                client_secret: renewal.client_secret.clone(),
                refresh_token,
                ends_at: renewal.ends_at,
            }),
        })
    }

    /// The file with new parts, and all else that was in it.
    fn file_with(&self, access_token: &str, refresh_token: &str, expires_at: SystemTime) -> Vec<u8> {
        let text = std::str::from_utf8(&self.file).expect("it was parsed");
        let mut object = Object::parse(text).expect("it was parsed");
        object.set("accessToken", access_token.into());
        object.set("refreshToken", refresh_token.into());
        object.set("expiresAt", shown_time(expires_at).into());
        object.to_text().into_bytes()
    }
}
