//! The folder of a result: written whole beside its place, then put there in one step.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use actions::{ErrorKind, OutputFile};
use locale::Message;

use crate::failure::Failure;

/// Held while a result is being written; an interruption waits for it, so that nothing stays half-written.
static WRITING: Mutex<()> = Mutex::new(());

/// Names that this program itself puts into the folder of a result.
const OUR_NAMES: [&str; 6] = [
    "share",
    "private",
    "links",
    "scenario-1",
    "scenario-2",
    "truth.csv",
];

/// Stops when the user presses Ctrl-C or the session ends, but never in the middle of writing a result.
pub(crate) fn stop_cleanly_when_interrupted() {
    // Without the handler the work can still be interrupted, but a half-written folder could stay.
    let _ = ctrlc::set_handler(|| {
        let _whole = WRITING.lock();
        std::process::exit(130);
    });
}

/// Says early, before the long work, whether a result can go to `dir`.
pub(crate) fn check(dir: &Path, replace: bool) -> Result<(), Failure> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(Failure::of_path(
                "error-unwritable-path",
                ErrorKind::Failed,
                dir,
                &error,
            ));
        }
    };
    let names: Vec<String> = entries
        .filter_map(|entry| entry.ok())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let path = dir.display().to_string();
    if names.iter().any(|name| !OUR_NAMES.contains(&name.as_str())) {
        return Err(Failure::wrong_use(
            Message::new("error-folder-of-others").text("path", path),
        ));
    }
    if !names.is_empty() && !replace {
        let mut failure = Failure::wrong_use(Message::new("error-folder-exists").text("path", path));
        failure.hints.push(Message::new("hint-replace"));
        return Err(failure);
    }
    Ok(())
}

/// Writes all files below `dir`, or none.
pub(crate) fn write(dir: &Path, files: &[OutputFile], replace: bool) -> Result<(), Failure> {
    let _whole = WRITING.lock();
    check(dir, replace)?;
    let failed =
        |error: std::io::Error| Failure::of_path("error-unwritable-path", ErrorKind::Failed, dir, &error);
    let parent = dir
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(failed)?;
    let building = tempfile::Builder::new()
        .prefix(".esep-")
        .tempdir_in(parent)
        .map_err(failed)?;
    write_files(building.path(), files)
        .and_then(|()| put_in_place(building.path(), dir))
        .map_err(failed)
}

/// Writes one file a user asked for by name, whole or not at all.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let _whole = WRITING.lock();
    let failed =
        |error: std::io::Error| Failure::of_path("error-unwritable-path", ErrorKind::Failed, path, &error);
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(failed)?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(failed)?;
    file.persist(path).map(drop).map_err(|error| failed(error.error))
}

fn write_files(root: &Path, files: &[OutputFile]) -> std::io::Result<()> {
    for file in files {
        let path = file
            .path
            .split('/')
            .fold(root.to_owned(), |path, part| path.join(part));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut out = fs::File::create(&path)?;
        out.write_all(&file.bytes)?;
        out.sync_all()?;
    }
    Ok(())
}

/// Moves the finished folder to its place; an older result goes only after that.
fn put_in_place(finished: &Path, dir: &Path) -> std::io::Result<()> {
    let older = finished.with_extension("older");
    let had_older = match fs::rename(dir, &older) {
        Ok(()) => true,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    if let Err(error) = fs::rename(finished, dir) {
        if had_older {
            fs::rename(&older, dir)?;
        }
        return Err(error);
    }
    if had_older {
        fs::remove_dir_all(&older)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> OutputFile {
        OutputFile {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn a_result_is_written_whole() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("result");
        write(
            &dir,
            &[file("share/index.html", "one"), file("share/result.json", "two")],
            false,
        )
        .unwrap();
        assert_eq!(fs::read_to_string(dir.join("share/index.html")).unwrap(), "one");
        assert_eq!(
            fs::read_dir(parent.path()).unwrap().count(),
            1,
            "nothing else stays behind"
        );
    }

    #[test]
    fn a_failure_in_the_middle_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("result");
        write(&dir, &[file("share/a", "old")], false).unwrap();
        let files = [file("share/a", "new"), file("share/a/b", "a file is no folder")];
        let failed = write(&dir, &files, true).unwrap_err();
        assert_eq!(failed.message.id, "error-unwritable-path");
        assert_eq!(fs::read_to_string(dir.join("share/a")).unwrap(), "old");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_older_result_is_replaced_only_when_asked() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("result");
        write(&dir, &[file("share/a", "old")], false).unwrap();
        let refused = write(&dir, &[file("share/b", "new")], false).unwrap_err();
        assert_eq!(refused.message.id, "error-folder-exists");
        assert_eq!(fs::read_to_string(dir.join("share/a")).unwrap(), "old");
        write(&dir, &[file("share/b", "new")], true).unwrap();
        assert!(!dir.join("share/a").exists() && dir.join("share/b").exists());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_of_others_is_left_alone() {
        let parent = tempfile::tempdir().unwrap();
        fs::write(parent.path().join("letters.txt"), "mine").unwrap();
        let refused = write(parent.path(), &[file("share/a", "x")], true).unwrap_err();
        assert_eq!(refused.message.id, "error-folder-of-others");
        assert_eq!(
            fs::read_to_string(parent.path().join("letters.txt")).unwrap(),
            "mine"
        );
    }
}
