//! Files that users name, read whole.

use std::fs;
use std::path::{Path, PathBuf};

use actions::{ErrorKind, InputFile, LARGEST_FILE};
use locale::Message;

use crate::failure::Failure;

/// Reads all files; names that occur twice get their folder's name before them.
pub(crate) fn read_all(paths: &[PathBuf]) -> Result<Vec<InputFile>, Failure> {
    refuse_repeats(paths)?;
    let names: Vec<String> = paths.iter().map(|path| file_name(path)).collect();
    let named = |place: usize| {
        let alone = names.iter().filter(|name| **name == names[place]).count() == 1;
        if alone {
            names[place].clone()
        } else {
            with_folder(&paths[place], &names[place])
        }
    };
    (0..paths.len())
        .map(|place| {
            Ok(InputFile {
                name: named(place),
                bytes: read(&paths[place])?,
            })
        })
        .collect()
}

/// Reads a small text file, such as a mapping.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = read(path)?;
    String::from_utf8(bytes).map_err(|_| {
        let message = Message::new("error-not-text").text("path", path.display().to_string());
        Failure {
            kind: ErrorKind::BadInput,
            message,
            hints: Vec::new(),
        }
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::of_path("error-unreadable-path", ErrorKind::BadInput, path, &error);
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        let message = Message::new("error-not-a-file").text("path", path.display().to_string());
        return Err(Failure {
            kind: ErrorKind::BadInput,
            message,
            hints: Vec::new(),
        });
    }
    if about.len() > LARGEST_FILE {
        let message = Message::new("error-file-too-large-path")
            .text("path", path.display().to_string())
            .count("found", about.len() >> 20)
            .count("allowed", LARGEST_FILE >> 20);
        return Err(Failure {
            kind: ErrorKind::BadInput,
            message,
            hints: Vec::new(),
        });
    }
    fs::read(path).map_err(unreadable)
}

fn refuse_repeats(paths: &[PathBuf]) -> Result<(), Failure> {
    let mut seen: Vec<PathBuf> = Vec::with_capacity(paths.len());
    for path in paths {
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        if seen.contains(&real) {
            return Err(Failure::wrong_use(
                Message::new("error-file-twice").text("path", path.display().to_string()),
            ));
        }
        seen.push(real);
    }
    Ok(())
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn with_folder(path: &Path, name: &str) -> String {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match real.parent().and_then(Path::file_name) {
        Some(folder) => format!("{}/{name}", folder.to_string_lossy()),
        None => name.to_owned(),
    }
}
