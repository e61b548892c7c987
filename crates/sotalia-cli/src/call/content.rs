//! Content that is not held in memory: sent from files and the input, written to files and the output.

use std::io::{ErrorKind, Write};
use std::path::Path;

use sotalia_dynamic::ByteStream;
use sotalia_dynamic::error::{Error, LocalError, Result};
use tempfile::NamedTempFile;

use crate::line::{Source, Target};

/// The content of a file, or of the standard input.
///
/// What comes from the input is put into a file first, which `spooled` keeps: its length has to be said before it is sent, and
/// it may have to be sent again.
///
/// # Errors
///
/// [`LocalError::FileError`] if it cannot be read.
pub(super) async fn read(source: &Source, spooled: &mut Option<NamedTempFile>) -> Result<ByteStream> {
    let path = match source {
        Source::File(path) => path,
        Source::StandardInput => {
            let failed = |error| failed("the standard input cannot be read into a temporary file", error);
            let mut file = NamedTempFile::new().map_err(failed)?;
            std::io::copy(&mut std::io::stdin().lock(), &mut file).map_err(failed)?;
            spooled.insert(file).path()
        }
    };
    let read = ByteStream::from_path(path).await;
    read.map_err(|error| failed(&format!("{} cannot be read", path.display()), error))
}

/// Writes what streams as it comes.
///
/// # Errors
///
/// What became of the connection, and [`LocalError::FileError`] if it cannot be written.
pub(super) async fn write(mut content: ByteStream, target: &Target, out: &mut dyn Write) -> Result<()> {
    let mut target = Open::new(target, out)?;
    while let Some(piece) = content.next().await {
        match piece {
            Err(error) => return Err(target.cut_short(error)),
            Ok(bytes) if target.write(&bytes)? => {}
            // Who stops reading has seen enough.
            Ok(_) => return Ok(()),
        }
    }
    target.write(&[]).map(drop)
}

/// Where content goes, opened.
pub(super) struct Open<'o> {
    writer: Writer<'o>,
    written: u64,
}

enum Writer<'o> {
    File(std::fs::File, &'o Path),
    Output(&'o mut dyn Write),
}

impl<'o> Open<'o> {
    /// Makes the file, or takes the output.
    ///
    /// # Errors
    ///
    /// [`LocalError::FileError`] if it cannot be made.
    pub(super) fn new(target: &'o Target, out: &'o mut dyn Write) -> Result<Self> {
        let writer = match target {
            Target::StandardOutput | Target::Unnamed => Writer::Output(out),
            Target::File(path) => {
                Writer::File(std::fs::File::create(path).map_err(|error| unwritten(path, error))?, path)
            }
        };
        Ok(Self { writer, written: 0 })
    }

    /// Writes bytes, and says whether there is somebody who reads them.
    ///
    /// # Errors
    ///
    /// [`LocalError::FileError`] if they cannot be written.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<bool> {
        self.written += bytes.len() as u64;
        match &mut self.writer {
            Writer::File(file, path) => file.write_all(bytes).map(|()| true).map_err(|error| unwritten(path, error)),
            Writer::Output(out) => match out.write_all(bytes).and_then(|()| out.flush()) {
                Ok(()) => Ok(true),
                Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
                Err(error) => Err(failed("the output cannot be written", error)),
            },
        }
    }

    /// The error of content that ended too early: what was written is not all.
    fn cut_short(&self, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        let place = match &self.writer {
            Writer::File(_, path) => path.display().to_string(),
            Writer::Output(_) => "the output".to_owned(),
        };
        let source = Error::from_source(error);
        let local = source.local_error().unwrap_or(LocalError::Unexpected);
        let message = format!("{place} has only the first {} bytes: {}", self.written, source.message());
        Error::local(local, message).with_source(source)
    }
}

fn unwritten(path: &Path, error: std::io::Error) -> Error {
    failed(&format!("{} cannot be written", path.display()), error)
}

fn failed(message: &str, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::local(LocalError::FileError, message).with_source(error)
}
