//! S3 Express: buckets of one zone, whose requests are signed with credentials of a session of the bucket.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_runtime::auth::SigV4SessionTokenNameOverride;
use aws_runtime::auth::sigv4::SigV4Signer;
use aws_sigv4::http_request::SignatureLocation;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemeId, Sign};
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityFuture, ResolveIdentity, SharedIdentityResolver,
};
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver, RuntimeComponents};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::endpoint::Endpoint;
use sotalia_session::error::{Error, LocalError, Result};

use crate::auth::schemes_of;
use crate::value::Value;

/// The scheme, as the rules for endpoints name it.
pub(crate) const SCHEME_ID: AuthSchemeId = AuthSchemeId::new("sigv4-s3express");

/// What the names of such buckets end with.
const SUFFIX: &str = "--x-s3";
/// A session is renewed so long before it ends.
const EARLY: Duration = Duration::from_secs(10);
/// How many buckets have their session kept: as many as the SDK keeps.
const LIMIT: usize = 100;

/// Whether a bucket is of S3 Express.
pub(crate) fn is_express(bucket: &str) -> bool {
    bucket.ends_with(SUFFIX)
}

/// The bucket of a call, for whoever makes its session.
#[derive(Debug, Clone)]
pub(crate) struct ExpressBucket(pub(crate) String);

impl Storable for ExpressBucket {
    type Storer = StoreReplace<Self>;
}

/// Signature version 4 with the credentials of a bucket's session.
#[derive(Debug, Default)]
pub(crate) struct ExpressAuthScheme(SigV4Signer);

impl AuthScheme for ExpressAuthScheme {
    fn scheme_id(&self) -> AuthSchemeId {
        SCHEME_ID
    }

    fn identity_resolver(&self, resolvers: &dyn GetIdentityResolver) -> Option<SharedIdentityResolver> {
        resolvers.identity_resolver(self.scheme_id())
    }

    fn signer(&self) -> &dyn Sign {
        &self.0
    }
}

/// The name under which the token of a session is sent, where the endpoint is one of S3 Express.
pub(crate) fn token_name() -> SigV4SessionTokenNameOverride {
    SigV4SessionTokenNameOverride::new(|settings, config: &ConfigBag| {
        let is_express = config.load::<Endpoint>().is_some_and(|endpoint| schemes_of(endpoint).contains(&SCHEME_ID));
        Ok(match settings.signature_location {
            SignatureLocation::QueryParams if is_express => Some("X-Amz-S3session-Token"),
            _ if is_express => Some("x-amz-s3session-token"),
            _ => settings.session_token_name_override,
        })
    })
}

type Answer = Pin<Box<dyn Future<Output = Result<Value>> + Send>>;

/// Makes sessions of buckets, and keeps them until shortly before their end.
pub(crate) struct ExpressSessions {
    /// Calls `CreateSession` for a bucket.
    create: Arc<dyn Fn(String) -> Answer + Send + Sync>,
    kept: Mutex<HashMap<String, Credentials>>,
}

impl ExpressSessions {
    pub(crate) fn new(create: impl Fn(String) -> Answer + Send + Sync + 'static) -> Self {
        Self { create: Arc::new(create), kept: Mutex::default() }
    }

    async fn credentials(&self, bucket: String, now: SystemTime) -> Result<Credentials> {
        let kept = self.kept.lock().ok().and_then(|kept| kept.get(&bucket).cloned());
        if let Some(kept) = kept.filter(|kept| kept.expiry().is_some_and(|end| end > now + EARLY)) {
            return Ok(kept);
        }
        let credentials = read(&(self.create)(bucket.clone()).await?)?;
        if let Ok(mut kept) = self.kept.lock() {
            if kept.len() >= LIMIT {
                kept.clear();
            }
            kept.insert(bucket, credentials.clone());
        }
        Ok(credentials)
    }
}

/// The credentials in an answer of `CreateSession`.
fn read(answer: &Value) -> Result<Credentials> {
    let given = &answer["Credentials"];
    let text = |name: &str| {
        given[name].as_str().ok_or_else(|| {
            let message = format!("the answer of CreateSession has no Credentials.{name}");
            Error::local(LocalError::UnparsableAnswer, message)
        })
    };
    let expiry = given["Expiration"].as_timestamp().and_then(|time| SystemTime::try_from(*time).ok());
    let (key, secret, token) = (text("AccessKeyId")?, text("SecretAccessKey")?, text("SessionToken")?);
    Ok(Credentials::new(key, secret, Some(token.to_owned()), expiry, "s3express"))
}

impl ResolveIdentity for ExpressSessions {
    fn resolve_identity<'a>(&'a self, components: &'a RuntimeComponents, config: &'a ConfigBag) -> IdentityFuture<'a> {
        IdentityFuture::new(async move {
            let bucket = config.load::<ExpressBucket>().cloned().ok_or("no bucket is set")?;
            let now = components.time_source().unwrap_or_default().now();
            Ok(Identity::from(self.credentials(bucket.0, now).await.map_err(BoxError::from)?))
        })
    }

    /// A session is of one bucket, which the client's cache does not know.
    fn cache_location(&self) -> IdentityCacheLocation {
        IdentityCacheLocation::IdentityResolver
    }
}

impl fmt::Debug for ExpressSessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExpressSessions").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::params;

    #[tokio::test]
    async fn a_session_is_kept_until_it_ends() {
        let made = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&made);
        let sessions = ExpressSessions::new(move |bucket| {
            let number = count.fetch_add(1, Ordering::SeqCst);
            let end = aws_smithy_types::DateTime::from_secs(1_000);
            let credentials = params! {
                "AccessKeyId": format!("{bucket}-{number}"), "SecretAccessKey": "s", "SessionToken": "t", "Expiration": end,
            };
            Box::pin(async move { Ok(Value::from(params! { "Credentials": credentials })) })
        });
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let cases = [("a", 0, "a-0"), ("a", 989, "a-0"), ("b", 0, "b-1"), ("a", 991, "a-2")];
        for (bucket, now, expected) in cases {
            let credentials = sessions.credentials(bucket.to_owned(), at(now)).await.expect("a session is made");
            assert_eq!(credentials.access_key_id(), expected, "{bucket} at {now}");
        }
        assert_eq!(made.load(Ordering::SeqCst), 3, "sessions made");
    }

    #[tokio::test]
    async fn an_answer_without_credentials_is_an_error() {
        let sessions = ExpressSessions::new(|_| Box::pin(async { Ok(Value::from(params! {})) }));
        let error = sessions.credentials("b".to_owned(), SystemTime::UNIX_EPOCH).await.expect_err("there are none");
        assert_eq!(error.local_error(), Some(LocalError::UnparsableAnswer), "{error}");
    }
}
