//! Role sessions in files, shared with the AWS CLI: a second program goes on with the session of the first, without a
//! request and without another code of a multi-factor device.
//!
//! Names and contents of the files are botocore's (`JSONFileCache`).

mod entry;
mod key;

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use sotalia_error::{Error, LocalError, Result};

use crate::platform::Platform;

pub(crate) use key::{CacheKey, RoleArguments};

/// How much life credentials of a file must have left, at most: botocore's expiry window.
const LEFT: Duration = Duration::from_secs(15 * 60);

/// Where the sessions of assumed roles are kept on disk, for
/// [`SessionBuilder::credential_cache`](crate::SessionBuilder::credential_cache).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialCache(PathBuf);

impl CredentialCache {
    /// The folder of the AWS CLI, `~/.aws/cli/cache`: it and Sotalia use the sessions of each other.
    #[must_use]
    pub fn cli() -> Self {
        Self(["~", ".aws", "cli", "cache"].iter().collect())
    }

    /// Another folder; `~` at its start is the home folder. It is made when there is something to keep.
    #[must_use]
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

/// The files of a folder. What cannot be read is as if it were not there; what cannot be written is warned of.
pub(crate) struct DiskCache {
    platform: Platform,
    folder: PathBuf,
    /// The access key id that each file gave to this session last. Whoever asks again does not want the same once more: a
    /// service may have refused it.
    given: Mutex<HashMap<String, String>>,
}

impl DiskCache {
    /// Fails if no home folder is known and the path needs one.
    pub(crate) fn new(cache: &CredentialCache, platform: &Platform) -> Result<Self> {
        let folder = platform.expand_home(cache.path()).ok_or_else(|| {
            let path = cache.path().display();
            let message = format!(
                "the credential cache {path} is below the home folder, and none is known: set HOME, or give \
                 CredentialCache::folder a whole path"
            );
            Error::local(LocalError::InvalidConfig, message)
        })?;
        Ok(Self { platform: platform.clone(), folder, given: Mutex::default() })
    }

    /// The credentials of this role session, if they have some time left.
    pub(crate) async fn read(&self, key: &CacheKey) -> Option<Credentials> {
        let bytes = self.platform.read(&self.path(key)).await.ok()?;
        let credentials = entry::parse(&bytes)?;
        let left = credentials.expiry()?.duration_since(self.now()).ok()?;
        if left < key.life().map_or(LEFT, |life| LEFT.min(life / 4)) {
            return None;
        }
        let given = self.remember(key, &credentials);
        (given.as_deref() != Some(credentials.access_key_id())).then_some(credentials)
    }

    /// Keeps the credentials of this role session, in place of those before. `user` is the ARN and the id that STS told.
    pub(crate) async fn write(&self, key: &CacheKey, credentials: &Credentials, user: Option<(&str, &str)>) {
        self.remember(key, credentials);
        let Some(bytes) = entry::render(credentials, user) else { return };
        let path = self.path(key);
        if let Err(error) = self.platform.write_private(&path, &bytes).await {
            let shown = self.platform.shown(&path);
            tracing::warn!("the credentials of the role could not be kept in {shown}: {error}");
        }
    }

    /// The access key id that was noted before.
    fn remember(&self, key: &CacheKey, credentials: &Credentials) -> Option<String> {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.insert(key.name().to_owned(), credentials.access_key_id().to_owned())
    }

    fn path(&self, key: &CacheKey) -> PathBuf {
        self.folder.join(format!("{}.json", key.name()))
    }

    fn now(&self) -> SystemTime {
        self.platform.time().now()
    }
}

impl fmt::Debug for DiskCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DiskCache").field("folder", &self.folder).finish_non_exhaustive()
    }
}
