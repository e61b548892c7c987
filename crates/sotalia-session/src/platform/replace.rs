//! Puts a whole file in the place of another, so that a reader sees the one or the other.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes a file that only its owner may read, in a folder that is made if it is missing.
///
/// The bytes go to a file beside it, which takes its name when they are on disk: neither another writer nor a crash leaves
/// half a file.
pub(super) fn replace_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    make_private_folder(folder)?;
    let (mut file, beside) = make_private_file(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A new file beside this one. A file that is there already, whoever made it, is not written to.
fn make_private_file(path: &Path) -> io::Result<(File, PathBuf)> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{number}.tmp", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&beside) {
            Ok(file) => return Ok((file, beside)),
            // Of a process that had the same id and crashed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 10_000 => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::replace_private;

    #[test]
    fn readers_see_whole_files_and_nothing_is_left_over() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("deep").join("cache").join("a.json");
        std::thread::scope(|scope| {
            for writer in 0..4_u8 {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..25 {
                        replace_private(path, &vec![writer; 10_000]).expect("the folder is ours");
                        let read = fs::read(path).expect("it was written");
                        assert_eq!(read.len(), 10_000, "expected a whole file");
                        assert!(read.iter().all(|byte| *byte == read[0]), "expected the file of one writer");
                    }
                });
            }
        });
        let left = fs::read_dir(path.parent().expect("it has a folder")).expect("it is there").count();
        assert_eq!(left, 1, "expected no file beside");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &std::path::Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
            assert_eq!(mode(&path), 0o600, "expected a file that only its owner may read");
            assert_eq!(mode(path.parent().expect("it has a folder")), 0o700, "expected a folder of its owner");
        }
    }

    #[test]
    fn a_name_that_is_taken_by_a_folder_is_an_error_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("a.json");
        fs::create_dir(&path).expect("the folder is ours");
        replace_private(&path, b"x").expect_err("a folder is in the way");
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1, "expected no file beside");
    }
}
