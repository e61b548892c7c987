//! Values that are read from files: `file://PATH` as text, `fileb://PATH` as bytes.

use std::path::{Path, PathBuf};

use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::{Blob, Value};

/// What the file holds that a value names, or nothing if the value names none. `~` is the home directory.
///
/// # Errors
///
/// [`LocalError::FileError`] if the file cannot be read, or has no text where `file://` says so.
pub(crate) fn contents_of(value: &str, home: Option<&Path>) -> Result<Option<Value>> {
    if let Some(path) = value.strip_prefix("fileb://") {
        return Ok(Some(Value::Blob(Blob::new(read(path, home)?))));
    }
    let Some(path) = value.strip_prefix("file://") else { return Ok(None) };
    let text = String::from_utf8(read(path, home)?).map_err(|source| {
        let message = format!("{path} holds no text; for bytes write fileb://{path}");
        Error::local(LocalError::FileError, message).with_source(source)
    })?;
    Ok(Some(Value::String(text)))
}

/// The path with `~/` as the home directory.
pub(crate) fn expand(path: &str, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

fn read(path: &str, home: Option<&Path>) -> Result<Vec<u8>> {
    let path = expand(path, home);
    std::fs::read(&path).map_err(|source| {
        let message = format!("{} cannot be read: {source}", path.display());
        Error::local(LocalError::FileError, message).with_source(source)
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use sotalia_dynamic::Value;
    use sotalia_dynamic::error::LocalError;

    use super::contents_of;

    #[test]
    fn files_are_text_or_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("text"), "hi\n").expect("a file");
        std::fs::write(folder.path().join("bytes"), [0xff, 0]).expect("a file");
        let read = |value: &str| contents_of(value, Some(folder.path()));
        assert_eq!(read("hi").expect("no file"), None);
        assert_eq!(read("file://~/text").expect("text"), Some(Value::from("hi\n")));
        assert_eq!(read("fileb://~/bytes").expect("bytes"), Some(Value::from(&[0xff, 0])));
        for (value, expected) in [("file://~/bytes", "write fileb://"), ("file://~/none", "cannot be read")] {
            let error = read(value).expect_err(value);
            assert_eq!(error.local_error(), Some(LocalError::FileError));
            assert!(error.message().contains(expected), "{error}");
        }
        assert!(contents_of("file:///none", Some(Path::new("/"))).is_err());
    }
}
