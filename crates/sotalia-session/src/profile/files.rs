//! Reads the config file and the credentials file, once, and parses them.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use sotalia_error::{Error, LocalError, Result};

use crate::compat::Compat;
use crate::platform::Platform;

use super::place::Place;
use super::raw::{Kind, Malformed, RawSection};
use super::sections::Sections;
use super::{python, specification};

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
    pub(crate) fn parse(&self, profile: &str, compat: Compat) -> Result<Sections> {
        let mut sections = Sections::new(profile);
        for file in [&self.config, &self.credentials] {
            sections.add(file.parse(compat)?, &file.shown, file.kind, compat);
        }
        Ok(sections)
    }

    /// The files for the SDK's own loader.
    pub(crate) fn for_sdk(&self) -> EnvConfigFiles {
        EnvConfigFiles::builder()
            .with_contents(EnvConfigFileKind::Config, self.config.text())
            .with_contents(EnvConfigFileKind::Credentials, self.credentials.text())
            .build()
    }

    /// The path of the credentials file, for a message.
    pub(crate) fn credentials_file(&self) -> &str {
        &self.credentials.shown
    }

    /// Both paths and what became of them, for a message.
    pub(crate) fn looked_in(&self) -> String {
        format!("{} and {}", self.config, self.credentials)
    }
}

struct ProfileFile {
    kind: Kind,
    shown: Arc<str>,
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
        let shown: Arc<str> = platform.shown(expanded.as_deref().unwrap_or(&path)).into();
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
                return Err(Error::local(kind, message).with_detail("Path", &*shown).with_source(error));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => State::Missing,
            Err(error) => {
                // As boto3's: a container often may not look into the home folder of another user.
                tracing::warn!(path = %shown, error = %error.kind(), "a file with profiles cannot be read");
                State::Unreadable(error.kind())
            }
        };
        Ok(Self { kind, shown, state })
    }

    fn parse(&self, compat: Compat) -> Result<Vec<RawSection>> {
        let parsed = match compat {
            Compat::Specification => specification::parse(self.text()),
            Compat::Boto3 => python::parse(self.contents()),
        };
        parsed.map_err(|Malformed { line, reason }| {
            let place = Place::new(Arc::clone(&self.shown), line);
            invalid(format!("error parsing {place}: {reason}"), &self.shown)
        })
    }

    /// The contents without the mark of a Windows editor.
    fn text(&self) -> &str {
        let contents = self.contents();
        contents.strip_prefix('\u{feff}').unwrap_or(contents)
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

/// A file that is not UTF-8 is not guessed at.
fn text(bytes: Vec<u8>, shown: &str) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + valid.iter().filter(|byte| **byte == b'\n').count();
        invalid(format!("{shown}, line {line}: not UTF-8 text; save the file as UTF-8"), shown)
    })
}

fn variable(kind: Kind) -> &'static str {
    match kind {
        Kind::Credentials => "AWS_SHARED_CREDENTIALS_FILE",
        Kind::Config => "AWS_CONFIG_FILE",
    }
}

fn default_path(kind: Kind) -> &'static str {
    match kind {
        Kind::Credentials => "~/.aws/credentials",
        Kind::Config => "~/.aws/config",
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Credentials => "credentials file",
        Kind::Config => "config file",
    }
}

fn invalid(message: String, shown: &str) -> Error {
    Error::local(LocalError::InvalidConfig, message).with_detail("Path", shown)
}
