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
