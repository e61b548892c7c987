//! The environment of the tests: nothing of the caller's AWS configuration, and the endpoints of the servers.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// What is set for the tests, after the caller's own variables are taken away.
pub(super) struct Environment {
    set: Vec<(String, OsString)>,
}

impl Environment {
    /// No configuration files, no instance metadata, no proxy on the way to loopback.
    pub(super) fn new(target: &Path) -> Self {
        let missing = |name: &str| target.join("no-such-folder").join(name).into_os_string();
        let set = [
            ("AWS_CONFIG_FILE", missing("config")),
            ("AWS_SHARED_CREDENTIALS_FILE", missing("credentials")),
            ("AWS_EC2_METADATA_DISABLED", "true".into()),
            ("NO_PROXY", "127.0.0.1,localhost,::1".into()),
            ("no_proxy", "127.0.0.1,localhost,::1".into()),
        ];
        Self { set: set.map(|(name, value)| (name.to_owned(), value)).to_vec() }
    }

    pub(super) fn set(&mut self, name: impl Into<String>, value: impl Into<OsString>) {
        self.set.push((name.into(), value.into()));
    }

    pub(super) fn apply(&self, command: &mut Command) {
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(is_ambient) {
                command.env_remove(name);
            }
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
    }
}

/// Is this a variable that would change what a test sees? `AWS_LC_*` belongs to the build of a C library.
fn is_ambient(name: &str) -> bool {
    let configures = name.starts_with("AWS_") && !name.starts_with("AWS_LC_");
    configures || name == "BOTO_CONFIG" || name.starts_with("SOTALIA_TEST_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_callers_configuration_does_not_reach_the_tests() {
        for name in ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_REGION", "BOTO_CONFIG", "SOTALIA_TEST_MOTO"] {
            assert!(is_ambient(name), "expected {name} to be taken away");
        }
        for name in ["HOME", "PATH", "AWS_LC_SYS_CMAKE_BUILDER", "CARGO_HOME"] {
            assert!(!is_ambient(name), "expected {name} to stay");
        }
    }

    #[test]
    fn what_is_set_wins_over_what_is_taken_away() {
        let mut command = Command::new("cargo");
        Environment::new(Path::new("/target")).apply(&mut command);
        let file = command.get_envs().find(|(name, _)| *name == "AWS_CONFIG_FILE").and_then(|(_, value)| value);
        assert_eq!(file, Some(Path::new("/target/no-such-folder/config").as_os_str()));
    }
}
