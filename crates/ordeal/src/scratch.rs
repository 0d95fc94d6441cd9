//! Folders to work in, in memory where the system has such a place, and folders as plain values.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use store::Place;

/// Files below a folder: path relative to it, and content.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What the register's folder is called below a scratch folder.
pub(crate) const REGISTER: &str = "r.esep";

/// What the witness is called beside it.
pub(crate) const WITNESS: &str = "witness";

static LAST: AtomicU64 = AtomicU64::new(0);

/// A folder that is removed when it is dropped.
#[derive(Debug)]
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// A new folder in memory, or else among the system's temporary ones.
    pub(crate) fn new() -> io::Result<Self> {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        Self::below(&base)
    }

    /// A new folder below another one.
    pub(crate) fn below(base: &Path) -> io::Result<Self> {
        let number = LAST.fetch_add(1, Ordering::Relaxed);
        let path = base.join(format!("esep-ordeal-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path.canonicalize()?))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The register in it and its witness.
    pub(crate) fn place(&self) -> Place {
        place(&self.0)
    }

    /// Removes whatever is in it and writes these files.
    pub(crate) fn lay_out(&self, files: &Files) -> io::Result<()> {
        lay_out(&self.0, files)
    }

    /// All files in it.
    pub(crate) fn files(&self) -> io::Result<Files> {
        files(&self.0)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The register below a folder and its witness.
pub(crate) fn place(folder: &Path) -> Place {
    Place {
        folder: folder.join(REGISTER),
        witness: folder.join(WITNESS),
    }
}

/// Reads all files below a folder.
pub(crate) fn files(folder: &Path) -> io::Result<Files> {
    let mut found = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for item in std::fs::read_dir(next)? {
            let item = item?;
            let path = item.path();
            if item.file_type()?.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let name = name.to_string_lossy().into_owned();
            found.insert(name, std::fs::read(&path)?);
        }
    }
    Ok(found)
}

/// Makes the folder hold these files and nothing else.
pub(crate) fn lay_out(folder: &Path, files: &Files) -> io::Result<()> {
    if folder.exists() {
        for item in std::fs::read_dir(folder)? {
            let item = item?;
            if item.file_type()?.is_dir() {
                std::fs::remove_dir_all(item.path())?;
            } else {
                std::fs::remove_file(item.path())?;
            }
        }
    }
    // A register has these folders even while they are empty.
    std::fs::create_dir_all(folder)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back_as_they_were_laid_out() {
        let scratch = Scratch::new().unwrap();
        let one = Files::from([("a/b/c".to_owned(), vec![1, 2]), ("d".to_owned(), vec![])]);
        scratch.lay_out(&one).unwrap();
        assert_eq!(scratch.files().unwrap(), one);
        let other = Files::from([("a/e".to_owned(), vec![3])]);
        scratch.lay_out(&other).unwrap();
        assert_eq!(scratch.files().unwrap(), other);
        let path = scratch.path().to_owned();
        drop(scratch);
        assert!(!path.exists());
    }
}
