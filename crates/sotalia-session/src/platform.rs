//! The one place that touches the process environment, the file system and the clock.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use aws_smithy_async::time::{SharedTimeSource, SystemTimeSource};
use aws_types::os_shim_internal::{Env, Fs};

mod replace;

/// The environment variables, the files and the clock that a session is made from.
///
/// A session is made from the real ones. A test puts its own in their place with
/// [`SessionBuilder::platform`](crate::SessionBuilder::platform), which the cargo feature `test-util` turns on.
///
/// A `credential_process` is started with these variables, and runs on this machine.
#[derive(Clone)]
pub struct Platform {
    env: Env,
    /// The variables once more, for programs that are started; nothing where they are those of the process.
    variables: Option<Arc<HashMap<String, String>>>,
    fs: Fs,
    place: Place,
    time: SharedTimeSource,
}

/// Where the files are, for what the SDK's file system cannot do.
#[derive(Clone)]
#[cfg_attr(
    not(feature = "test-util"),
    expect(dead_code, reason = "tests put other files in the place of the real ones")
)]
enum Place {
    Real,
    /// Below this folder, and seen as below the other.
    Folder(PathBuf, PathBuf),
    Memory,
}

/// Making a platform
impl Platform {
    /// The environment, the file system and the clock of this process.
    #[must_use]
    pub fn real() -> Self {
        Self {
            env: Env::real(),
            variables: None,
            fs: Fs::real(),
            place: Place::Real,
            time: SharedTimeSource::new(SystemTimeSource::new()),
        }
    }

    /// These environment variables, and no files.
    #[cfg(feature = "test-util")]
    #[must_use]
    pub fn with_variables<K, V>(variables: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<String>,
        V: Into<String>,
    {
        let variables: HashMap<String, String> =
            variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        let env = Env::from(variables.clone());
        Self {
            env,
            variables: Some(Arc::new(variables)),
            fs: Fs::from_slice(&[]),
            place: Place::Memory,
            ..Self::real()
        }
    }

    /// The same platform with these files, by path, in the place of the file system.
    #[cfg(feature = "test-util")]
    #[must_use]
    pub fn files<K, V>(mut self, files: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<String>,
        V: Into<Vec<u8>>,
    {
        self.fs = Fs::from_map(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect());
        self.place = Place::Memory;
        self
    }

    /// The same platform with the files below `folder` seen as if they were below `seen_as`.
    #[cfg(feature = "test-util")]
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>, seen_as: impl Into<PathBuf>) -> Self {
        let (folder, seen_as) = (folder.into(), seen_as.into());
        self.fs = Fs::from_test_dir(&folder, &seen_as);
        self.place = Place::Folder(folder, seen_as);
        self
    }

    /// The same platform with another clock.
    #[cfg(feature = "test-util")]
    #[must_use]
    pub fn time_source(mut self, time: impl aws_smithy_async::time::TimeSource + 'static) -> Self {
        self.time = SharedTimeSource::new(time);
        self
    }
}

/// Looking
impl Platform {
    /// An environment variable, unless it is unset, blank or not Unicode.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        self.env.get(name).ok().filter(|value| !value.trim().is_empty())
    }

    /// An environment variable, blank or not. The SDK refuses some blank ones.
    pub(crate) fn raw_variable(&self, name: &str) -> Option<String> {
        self.env.get(name).ok()
    }

    /// The home folder, as the SDK finds it.
    pub(crate) fn home(&self) -> Option<PathBuf> {
        let home = self.variable("HOME");
        let home = if cfg!(windows) { home.or_else(|| self.windows_home()) } else { home };
        home.map(PathBuf::from)
    }

    fn windows_home(&self) -> Option<String> {
        let in_parts = || Some(format!("{}{}", self.variable("HOMEDRIVE")?, self.variable("HOMEPATH")?));
        self.variable("USERPROFILE").or_else(in_parts)
    }

    /// The path with a leading `~` replaced by the home folder, or nothing when no home folder is known.
    pub(crate) fn expand_home(&self, path: &Path) -> Option<PathBuf> {
        let mut components = path.components();
        match components.next() {
            Some(Component::Normal(first)) if first == "~" => self.home().map(|home| home.join(components.as_path())),
            _ => Some(path.to_path_buf()),
        }
    }

    /// The path for a message: `~` stands for the home folder.
    pub(crate) fn shown(&self, path: &Path) -> String {
        match self.home().and_then(|home| path.strip_prefix(home).ok().map(Path::to_path_buf)) {
            Some(rest) => Path::new("~").join(rest).display().to_string(),
            None => path.display().to_string(),
        }
    }

    /// The bytes of a file.
    pub(crate) async fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.fs.read_to_end(path).await
    }

    /// Writes a file that only its owner may read, whole or not at all. Its folder is made if it is missing.
    pub(crate) async fn write_private(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = match &self.place {
            Place::Real => path.to_path_buf(),
            Place::Folder(folder, seen_as) => match path.strip_prefix(seen_as) {
                Ok(rest) => folder.join(rest),
                Err(_) => return Err(io::ErrorKind::NotFound.into()),
            },
            Place::Memory => return self.fs.write(path, bytes).await,
        };
        let bytes = bytes.to_vec();
        let write = move || replace::replace_private(&path, &bytes);
        match tokio::runtime::Handle::try_current() {
            // It waits for the disk.
            Ok(runtime) => runtime.spawn_blocking(write).await?,
            Err(_) => write(),
        }
    }

    /// Gives a program that is started the environment of this platform: that of the process, or the variables of a test.
    pub(crate) fn give_variables_to(&self, command: &mut tokio::process::Command) {
        if let Some(variables) = &self.variables {
            command.env_clear().envs(variables.as_ref());
        }
    }

    /// The clock.
    pub(crate) fn time(&self) -> SharedTimeSource {
        self.time.clone()
    }

    /// Gives this platform to the SDK's own loader, which otherwise uses the real one.
    pub(crate) fn give_to(&self, loader: aws_config::ConfigLoader) -> aws_config::ConfigLoader {
        let loader = loader.time_source(self.time());
        #[cfg(feature = "test-util")]
        let loader = loader.env(self.env.clone()).fs(self.fs.clone());
        loader
    }
}

/// Shows neither variables nor files: both hold secrets.
impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Platform").finish_non_exhaustive()
    }
}
