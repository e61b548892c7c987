//! Reads the config file and the credentials file, once, and parses them.

use std::collections::HashMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use aws_runtime::env_config::file::{EnvConfigFileKind as Kind, EnvConfigFiles};
use aws_runtime::env_config::section::EnvConfigSections;
use aws_types::os_shim_internal::{Env, Fs};
use sotalia_error::{Error, LocalError, Result};

use crate::platform::Platform;

/// Both files, in memory.
pub(crate) struct ProfileFiles {
    config: ProfileFile,
    credentials: ProfileFile,
}

/// Reading
impl ProfileFiles {
    /// Reads both files. A path given in code must exist; a default path or one from the environment need not.
    pub(crate) async fn read(
        config: Option<PathBuf>,
        credentials: Option<PathBuf>,
        platform: &Platform,
    ) -> Result<Self> {
        Ok(Self {
            config: ProfileFile::read(Kind::Config, config, platform).await?,
            credentials: ProfileFile::read(Kind::Credentials, credentials, platform).await?,
        })
    }

    /// All sections of both files; a key of the credentials file beats the same key of the config file.
    pub(crate) async fn parse(&self, profile: &str) -> Result<EnvConfigSections> {
        parse(&[&self.config, &self.credentials], profile).await
    }

    /// Whether the access key of a profile is in the credentials file, as opposed to the config file.
    pub(crate) async fn holder_of_access_key(&self, profile: &str) -> &str {
        let sections = parse(&[&self.credentials], profile).await.unwrap_or_default();
        let held = sections.get("aws_access_key_id").is_some();
        if held { &self.credentials.shown } else { &self.config.shown }
    }

    /// The files for the SDK's own loader.
    pub(crate) fn for_sdk(&self) -> EnvConfigFiles {
        EnvConfigFiles::builder()
            .with_contents(Kind::Config, self.config.contents())
            .with_contents(Kind::Credentials, self.credentials.contents())
            .build()
    }

    /// Both paths and what became of them, for a message.
    pub(crate) fn looked_in(&self) -> String {
        format!("{} and {}", self.config, self.credentials)
    }

    /// Whether the config file has `[name]` where it should have `[profile name]`.
    pub(crate) fn config_has_bare_section(&self, name: &str) -> bool {
        let header = format!("[{name}]");
        self.config.contents().lines().any(|line| line.trim() == header)
    }
}

struct ProfileFile {
    kind: Kind,
    path: PathBuf,
    shown: String,
    state: State,
}

enum State {
    Read(String),
    Missing,
    Unreadable(ErrorKind),
}

impl ProfileFile {
    async fn read(kind: Kind, in_code: Option<PathBuf>, platform: &Platform) -> Result<Self> {
        let given = in_code.is_some();
        let path = in_code
            .or_else(|| platform.variable(variable(kind)).map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from(default_path(kind)));
        let expanded = platform.expand_home(&path);
        let shown = platform.shown(expanded.as_deref().unwrap_or(&path));
        let read = match &expanded {
            Some(path) => platform.read(path).await,
            None => Err(ErrorKind::NotFound.into()),
        };
        let state = match read {
            Ok(bytes) => State::Read(text(bytes, &shown)?),
            Err(error) if given => {
                let message = format!("{} {shown} (given in code) cannot be read: {}", name(kind), error.kind());
                let kind = match error.kind() {
                    ErrorKind::NotFound => LocalError::ConfigNotFound,
                    _ => LocalError::InvalidConfig,
                };
                return Err(Error::local(kind, message).with_detail("Path", shown).with_source(error));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => State::Missing,
            Err(error) => {
                // As boto3's: a container often may not look into the home folder of another user.
                tracing::warn!(path = %shown, error = %error.kind(), "a file with profiles cannot be read");
                State::Unreadable(error.kind())
            }
        };
        Ok(Self { kind, path: expanded.unwrap_or(path), shown, state })
    }

    fn contents(&self) -> &str {
        match &self.state {
            State::Read(contents) => contents,
            State::Missing | State::Unreadable(_) => "",
        }
    }
}

impl fmt::Display for ProfileFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.state {
            State::Read(_) => f.write_str(&self.shown),
            State::Missing => write!(f, "{} (does not exist)", self.shown),
            State::Unreadable(kind) => write!(f, "{} (cannot be read: {kind})", self.shown),
        }
    }
}

/// The SDK takes a file that is not UTF-8 for an empty one, and the mark of a Windows editor for an error.
fn text(bytes: Vec<u8>, shown: &str) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + valid.iter().filter(|byte| **byte == b'\n').count();
        invalid(format!("{shown}, line {line}: not UTF-8 text; save the file as UTF-8"), shown)
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// Parses with the SDK's parser, over a file system that holds nothing but what was read.
async fn parse(files: &[&ProfileFile], profile: &str) -> Result<EnvConfigSections> {
    let mut contents = HashMap::new();
    let mut set = EnvConfigFiles::builder();
    for file in files {
        // Both kinds may be one file, so that the kind is a part of the name.
        let key = key(file);
        contents.insert(key.as_os_str().to_owned(), file.contents().as_bytes().to_vec());
        set = set.with_file(file.kind, key);
    }
    let fs = Fs::from_raw_map(contents);
    let loaded =
        aws_config::profile::load(&fs, &Env::from_slice(&[]), &set.build(), Some(profile.to_owned().into())).await;
    loaded.map_err(|error| {
        let cause = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        let mut message = cause.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut named = String::new();
        for file in files {
            let key = key(file).display().to_string();
            if message.contains(&key) {
                message = message.replace(&key, &file.shown);
                named.clone_from(&file.shown);
            }
        }
        invalid(message, &named)
    })
}

fn key(file: &ProfileFile) -> PathBuf {
    Path::new(match file.kind {
        Kind::Credentials => "credentials:",
        _ => "config:",
    })
    .join(file.path.strip_prefix("/").unwrap_or(&file.path))
}

fn variable(kind: Kind) -> &'static str {
    match kind {
        Kind::Credentials => "AWS_SHARED_CREDENTIALS_FILE",
        _ => "AWS_CONFIG_FILE",
    }
}

fn default_path(kind: Kind) -> &'static str {
    match kind {
        Kind::Credentials => "~/.aws/credentials",
        _ => "~/.aws/config",
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Credentials => "credentials file",
        _ => "config file",
    }
}

fn invalid(message: String, shown: &str) -> Error {
    Error::local(LocalError::InvalidConfig, message).with_detail("Path", shown)
}
