//! Files that are written whole or not at all, and kept twice.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::log::sync_folder;

/// Writes a file beside, waits for the disk, and puts it in place.
///
/// # Errors
///
/// When the disk refuses; the file at `path` is then what it was, or the new one, whole.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    let new = PathBuf::from(new);
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| std::fs::rename(&new, path)) {
        // What is left beside is swept away at the next opening at the latest.
        let _ = std::fs::remove_file(&new);
        return Err(error);
    }
    sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// Where the two copies of `name` stand.
pub(crate) fn copies(folder: &Path, name: &str) -> [PathBuf; 2] {
    [folder.join(format!("{name}.a")), folder.join(format!("{name}.b"))]
}

/// Writes both copies, one after the other.
///
/// # Errors
///
/// With the path of the copy that could not be written.
pub(crate) fn write_both(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    for path in copies(folder, name) {
        write_whole(&path, bytes).map_err(|error| (path, error))?;
    }
    Ok(())
}

/// Both copies of a file, as far as they can be read; `None` where there is none.
pub(crate) type Copies = [Option<Vec<u8>>; 2];

/// Reads both copies of `name`. One that is longer than `limit`, or that the medium does not give back, is read as empty: damaged,
/// as long as the other can be read.
///
/// # Errors
///
/// With the path that the disk refuses.
pub(crate) fn read_both(folder: &Path, name: &str, limit: u64) -> Result<Copies, (PathBuf, io::Error)> {
    let [a, b] = copies(folder, name);
    match (read_copy(&a, limit), read_copy(&b, limit)) {
        (Ok(a), Ok(b)) => Ok([a, b]),
        (Err(error), Ok(Some(other))) if is_bad_medium(&error) => Ok([Some(Vec::new()), Some(other)]),
        (Ok(Some(other)), Err(error)) if is_bad_medium(&error) => Ok([Some(other), Some(Vec::new())]),
        (Err(error), _) => Err((a, error)),
        (_, Err(error)) => Err((b, error)),
    }
}

fn read_copy(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    match read_bounded(path, limit) {
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Ok(Some(Vec::new())),
        other => other,
    }
}

/// Says whether the disk lost what was there, and not merely this process may not or cannot have it now.
fn is_bad_medium(error: &io::Error) -> bool {
    // EIO; on Windows ERROR_CRC, ERROR_SECTOR_NOT_FOUND, ERROR_IO_DEVICE and ERROR_FILE_CORRUPT.
    let codes: &[i32] = if cfg!(windows) {
        &[23, 27, 1117, 1392]
    } else {
        &[5]
    };
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

/// Says whether a file begins like `magic`, but with a larger number at its end.
pub(crate) fn is_of_newer_kind(bytes: &[u8], magic: &[u8; 8]) -> bool {
    bytes.starts_with(&magic[..7]) && bytes.get(7).is_some_and(|number| (b'2'..=b'9').contains(number))
}

/// Reads a file of at most `limit` bytes; `None` where there is none.
///
/// # Errors
///
/// When the disk refuses, or the file is longer.
pub(crate) fn read_bounded(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
        Ok(found) if found.len() > limit => Err(io::ErrorKind::FileTooLarge.into()),
        Ok(_) => std::fs::read(path).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.a");
        for bytes in [&b"one"[..], b"", b"a longer one"] {
            write_whole(&path, bytes).expect("a disk");
            assert_eq!(std::fs::read(&path).expect("a file"), bytes);
            assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
        }
        assert!(write_whole(&folder.path().join("none").join("x"), b"").is_err());
    }

    #[test]
    fn one_copy_that_cannot_be_read_is_damaged_and_two_are_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("x.a"), b"1234").expect("a disk");
        let read = |limit| read_both(folder.path(), "x", limit).expect("a disk");
        assert_eq!(read(4), [Some(b"1234".to_vec()), None]);
        assert_eq!(read(3), [Some(Vec::new()), None]);
        // A folder in the place of a file cannot be read, and is no bad medium.
        std::fs::create_dir(folder.path().join("x.b")).expect("a disk");
        let (path, _) = read_both(folder.path(), "x", 1 << 20).expect_err("no file");
        assert!(path.ends_with("x.b"));
        assert!(is_bad_medium(&io::Error::from_raw_os_error(if cfg!(windows) {
            23
        } else {
            5
        })));
        assert!(!is_bad_medium(&io::ErrorKind::PermissionDenied.into()));
    }
}
