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

/// Every file that this program writes into the folder of a result.
fn is_ours(path: &str) -> bool {
    let report = path
        .rsplit_once("share/")
        .map(|(folder, name)| (folder.trim_end_matches('/'), name));
    match report {
        Some(("" | "report" | "report-copy-declared", name)) => {
            matches!(name, "index.html" | "result.json" | "draws.csv")
                || name.starts_with("overlaps") && name.ends_with(".csv")
        }
        _ => matches!(
            path,
            "private/persons.csv"
                | "private/pairs.csv"
                | "private/persons-and-pairs.xlsx"
                | "private/pairs.html"
                | "private/warnings.csv"
                | "links/pairs.csv"
                | "private/found.html"
                | "links/found.csv"
                | "links/clusters.csv"
                | "links/warnings.csv"
        ),
    }
}

/// Every file that the demo writes into its folder.
fn is_of_demo(path: &str) -> bool {
    let inside = path
        .strip_prefix("scenario-1/")
        .or_else(|| path.strip_prefix("scenario-2/"));
    inside.is_some_and(|inside| {
        inside == "truth.csv"
            || inside.starts_with("lists/DEMO-")
            || inside.starts_with("report") && is_ours(inside)
    })
}

/// What may be replaced in a folder that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Replace {
    /// Nothing.
    Nothing,
    /// An older result that holds nothing but what this program wrote.
    Result,
    /// An older demo that holds nothing but what the demo wrote.
    Demo,
}

/// Stops when the user presses Ctrl-C or the session ends, but never in the middle of writing a result.
pub(crate) fn stop_cleanly_when_interrupted() {
    // Without the handler the work can still be interrupted, but a half-written folder could stay.
    let _ = ctrlc::set_handler(|| {
        let _whole = WRITING.lock();
        std::process::exit(130);
    });
}

/// Says early, before the long work, whether a result can go to `dir`.
pub(crate) fn check(dir: &Path, replace: Replace) -> Result<(), Failure> {
    // Trying the place makes a folder, which an interruption must not leave behind.
    let _whole = WRITING.lock();
    check_unlocked(dir, replace)
}

fn check_unlocked(dir: &Path, replace: Replace) -> Result<(), Failure> {
    let unwritable =
        |error: std::io::Error| Failure::of_path("error-unwritable-path", ErrorKind::Failed, dir, &error);
    let path = dir.display().to_string();
    let files = match files_below(dir, "") {
        Ok(files) => files,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return try_beside(dir).map_err(unwritable);
        }
        Err(error) => return Err(unwritable(error)),
    };
    let ours = |file: &String| match replace {
        Replace::Demo => is_of_demo(file),
        Replace::Nothing | Replace::Result => is_ours(file),
    };
    // A folder that ends in `.` or `..` has no name that another could take its place under.
    if dir.file_name().is_none() || !files.iter().all(ours) {
        return Err(Failure::wrong_use(
            Message::new("error-folder-of-others").text("path", path),
        ));
    }
    if !files.is_empty() && replace == Replace::Nothing {
        let mut failure = Failure::wrong_use(Message::new("error-folder-exists").text("path", path));
        failure.hints.push(Message::new("hint-replace"));
        return Err(failure);
    }
    try_beside(dir).map_err(unwritable)
}

/// Says early whether a single file can be written to `path`.
pub(crate) fn check_file(path: &Path) -> Result<(), Failure> {
    let _whole = WRITING.lock();
    check_file_unlocked(path)
}

fn check_file_unlocked(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::wrong_use(
            Message::new("error-file-exists").text("path", path.display().to_string()),
        ));
    }
    let unwritable =
        |error: std::io::Error| Failure::of_path("error-unwritable-path", ErrorKind::Failed, path, &error);
    if !parent_of(path).is_dir() {
        return Err(unwritable(std::io::ErrorKind::NotFound.into()));
    }
    try_beside(path).map_err(unwritable)
}

/// Makes an empty folder where the result will be built and takes it away again; permissions alone do not tell.
fn try_beside(path: &Path) -> std::io::Result<()> {
    let mut place = parent_of(path);
    while !place.exists() && place != parent_of(place) {
        place = parent_of(place);
    }
    tempfile::Builder::new()
        .prefix(".esep-")
        .tempdir_in(place)?
        .close()
}

fn parent_of(path: &Path) -> &Path {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(if path.is_absolute() { "/" } else { "." }))
}

/// Every file below a folder, by path with `/` between parts; an empty folder counts as a file of its name.
fn files_below(dir: &Path, prefix: &str) -> std::io::Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            let inside = files_below(&entry.path(), &format!("{path}/"))?;
            if inside.is_empty() {
                files.push(path);
            } else {
                files.extend(inside);
            }
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Writes all files below `dir`, or none.
pub(crate) fn write(dir: &Path, files: &[OutputFile], replace: Replace) -> Result<(), Failure> {
    let _whole = WRITING.lock();
    check_unlocked(dir, replace)?;
    let failed =
        |error: std::io::Error| Failure::of_path("error-unwritable-path", ErrorKind::Failed, dir, &error);
    let parent = parent_of(dir);
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
    check_file_unlocked(path)?;
    let failed =
        |error: std::io::Error| Failure::of_path("error-unwritable-path", ErrorKind::Failed, path, &error);
    let mut file = tempfile::NamedTempFile::new_in(parent_of(path)).map_err(failed)?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(failed)?;
    file.persist(path).map(drop).map_err(|error| failed(error.error))
}

/// Writes a file that may be there already, whole or not at all; it is for its owner alone.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let _whole = WRITING.lock();
    let failed =
        |error: std::io::Error| Failure::of_path("error-unwritable-path", ErrorKind::Failed, path, &error);
    // Temporary files are made for their owner alone, and stay so when they are given their name.
    let mut file = tempfile::NamedTempFile::new_in(parent_of(path)).map_err(failed)?;
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
        let private = !file.path.contains("share/");
        if let Some(folder) = path.parent() {
            make_folder(folder, private)?;
        }
        let mut out = make_file(&path, private)?;
        out.write_all(&file.bytes)?;
        out.sync_all()?;
    }
    Ok(())
}

/// Makes a folder; what is not for sharing is for its owner alone.
fn make_folder(path: &Path, private: bool) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    if private {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    builder.recursive(true).create(path)
}

fn make_file(path: &Path, private: bool) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    options.write(true).create_new(true).open(path)
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
            Replace::Nothing,
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
        write(&dir, &[file("share/index.html", "old")], Replace::Nothing).unwrap();
        let files = [
            file("share/index.html", "new"),
            file("share/index.html/b", "a file is no folder"),
        ];
        let failed = write(&dir, &files, Replace::Result).unwrap_err();
        assert_eq!(failed.message.id, "error-unwritable-path");
        assert_eq!(fs::read_to_string(dir.join("share/index.html")).unwrap(), "old");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_older_result_is_replaced_only_when_asked() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("result");
        write(&dir, &[file("share/index.html", "old")], Replace::Nothing).unwrap();
        let refused = write(&dir, &[file("share/result.json", "new")], Replace::Nothing).unwrap_err();
        assert_eq!(refused.message.id, "error-folder-exists");
        assert_eq!(fs::read_to_string(dir.join("share/index.html")).unwrap(), "old");
        write(&dir, &[file("share/result.json", "new")], Replace::Result).unwrap();
        assert!(!dir.join("share/index.html").exists() && dir.join("share/result.json").exists());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_of_others_is_left_alone() {
        let parent = tempfile::tempdir().unwrap();
        fs::write(parent.path().join("letters.txt"), "mine").unwrap();
        let refused = write(parent.path(), &[file("share/index.html", "x")], Replace::Result).unwrap_err();
        assert_eq!(refused.message.id, "error-folder-of-others");
        assert_eq!(
            fs::read_to_string(parent.path().join("letters.txt")).unwrap(),
            "mine"
        );
    }

    #[test]
    fn a_note_put_beside_a_result_is_not_lost() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("result");
        write(&dir, &[file("share/index.html", "old")], Replace::Nothing).unwrap();
        fs::write(dir.join("share/notes.txt"), "mine").unwrap();
        for replace in [Replace::Result, Replace::Demo] {
            let refused = write(&dir, &[file("share/index.html", "new")], replace).unwrap_err();
            assert_eq!(refused.message.id, "error-folder-of-others");
        }
        assert_eq!(fs::read_to_string(dir.join("share/notes.txt")).unwrap(), "mine");
    }

    #[test]
    fn the_demo_replaces_only_a_demo() {
        let parent = tempfile::tempdir().unwrap();
        let (result, demo) = (parent.path().join("result"), parent.path().join("demo"));
        write(&result, &[file("private/persons.csv", "x")], Replace::Nothing).unwrap();
        assert!(check(&result, Replace::Demo).is_err());
        let of_demo = [
            file("scenario-1/truth.csv", "x"),
            file("scenario-2/lists/DEMO-A.csv", "x"),
            file("scenario-2/report-copy-declared/share/index.html", "x"),
        ];
        write(&demo, &of_demo, Replace::Demo).unwrap();
        assert!(check(&demo, Replace::Demo).is_ok());
        assert!(check(&demo, Replace::Result).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn names_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("result");
        write(&dir, &[file("private/persons.csv", "x")], Replace::Nothing).unwrap();
        let mode = |path: &str| fs::metadata(dir.join(path)).unwrap().permissions().mode() & 0o777;
        let answers = dir.join("private/answers.csv");
        for text in ["one", "two"] {
            replace_file(&answers, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&answers).unwrap(), text);
        }
        assert_eq!(mode("private/answers.csv"), 0o600);
        assert_eq!((mode("private"), mode("private/persons.csv")), (0o700, 0o600));
    }
}
