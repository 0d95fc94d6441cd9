//! The library that stands between a child and its files: compiled when it is needed, told what to do by variables.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

const SOURCE: &str = include_str!("shim.c");

/// What happens at the chosen call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// The call fails: the disk cannot.
    EioOnce,
    /// This call and all that follow fail.
    EioEver,
    /// The call fails: the disk is full.
    FullOnce,
    /// This call and all that follow find the disk full.
    FullEver,
    /// A write takes half of its bytes; the next one to the same file finds the disk full.
    Short,
    /// A write takes half of its bytes and the process ends; any other call ends it at once.
    Torn,
    /// The process is killed just before.
    Kill,
}

impl Deed {
    /// All but the kill.
    pub(crate) const FAULTS: [Self; 6] = [
        Self::EioOnce,
        Self::EioEver,
        Self::FullOnce,
        Self::FullEver,
        Self::Short,
        Self::Torn,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::EioOnce => "eio-once",
            Self::EioEver => "eio-ever",
            Self::FullOnce => "full-once",
            Self::FullEver => "full-ever",
            Self::Short => "short",
            Self::Torn => "torn",
            Self::Kill => "kill",
        }
    }

    /// Says whether the process does not live on.
    pub(crate) fn is_end(self) -> bool {
        matches!(self, Self::Torn | Self::Kill)
    }
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The library, compiled.
#[derive(Debug)]
pub(crate) struct Shim {
    library: PathBuf,
}

/// What the library wrote beside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Note {
    /// Number, name and file of the chosen call, when it was reached, and which file was changed before it.
    pub(crate) fired: Option<String>,
    /// How many calls there were, when the process came to its end by itself.
    pub(crate) n_calls: u64,
}

impl Shim {
    /// Compiles the library into a folder.
    ///
    /// # Errors
    ///
    /// When there is no C compiler here, or the system cannot do this; in plain words.
    pub(crate) fn compile(folder: &Path) -> Result<Self, String> {
        if !cfg!(target_os = "linux") {
            return Err("faults, kills at named points and power loss need Linux (LD_PRELOAD)".to_owned());
        }
        let source = folder.join("shim.c");
        let library = folder.join("shim.so");
        std::fs::write(&source, SOURCE).map_err(|error| format!("{}: {error}", source.display()))?;
        let output = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(&source)
            .args(["-ldl", "-lpthread"])
            .output()
            .map_err(|error| {
                format!("no C compiler: `cc` cannot be started ({error}); install gcc or clang")
            })?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("`cc` does not compile shim.c: {said}"));
        }
        Ok(Self { library })
    }

    /// Puts the library before a program and has it watch a folder.
    pub(crate) fn watch(&self, command: &mut Command, root: &Path) {
        command.env("LD_PRELOAD", &self.library).env("ORDEAL_ROOT", root);
    }
}

/// Lets something happen at a call, from 1.
pub(crate) fn at(command: &mut Command, call: u64, deed: Deed) {
    command
        .env("ORDEAL_AT", call.to_string())
        .env("ORDEAL_DEED", deed.name());
}

/// Where the library notes what it did.
pub(crate) fn note_in(command: &mut Command, path: &Path) {
    command.env("ORDEAL_NOTE", path);
}

/// Where the library writes every call.
pub(crate) fn trace_in(command: &mut Command, path: &Path) {
    command.env("ORDEAL_TRACE", path);
}

/// Reads and removes a note; an absent one says nothing.
pub(crate) fn take_note(path: &Path) -> Note {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let _ = std::fs::remove_file(path);
    let mut note = Note::default();
    for line in text.lines() {
        if let Some(fired) = line.strip_prefix("fired ") {
            note.fired = Some(fired.to_owned());
        }
        if let Some(count) = line.strip_prefix("count ") {
            note.n_calls = count.parse().unwrap_or(0);
        }
    }
    note
}

#[cfg(test)]
mod tests {
    use std::process::Stdio;

    use super::*;
    use crate::scratch::Scratch;

    /// Opens a file, writes eight letters, syncs, and says the system's error number of each, 0 for none.
    const PROBE: &str = r#"
        #include <errno.h>
        #include <fcntl.h>
        #include <stdio.h>
        #include <unistd.h>
        int main(void) {
            int fd = open(PATH, O_WRONLY | O_CREAT, 0600);
            dprintf(1, "open %d\n", fd < 0 ? errno : 0);
            if (fd < 0) return 1;
            ssize_t done = write(fd, "abcdefgh", 8);
            dprintf(1, "write %d %d\n", (int)done, done < 0 ? errno : 0);
            if (done == 4) { done = write(fd, "efgh", 4); dprintf(1, "more %d\n", done < 0 ? errno : 0); }
            int synced = fsync(fd);
            dprintf(1, "fsync %d\n", synced < 0 ? errno : 0);
            return 0;
        }
    "#;

    /// What the probe said, what the shim noted, and what the file holds in the end.
    fn run(deed: Option<(u64, Deed)>) -> (String, Note, Vec<u8>) {
        let scratch = Scratch::new().unwrap();
        let shim = Shim::compile(scratch.path()).unwrap();
        let root = scratch.path().join("root");
        std::fs::create_dir(&root).unwrap();
        let source = scratch.path().join("probe.c");
        let code = PROBE.replace("PATH", &format!("{:?}", root.join("file")));
        std::fs::write(&source, code).unwrap();
        let probe = scratch.path().join("probe");
        let compiled = Command::new("cc")
            .arg(&source)
            .arg("-o")
            .arg(&probe)
            .status()
            .unwrap();
        assert!(compiled.success());
        let note = scratch.path().join("note");
        let mut command = Command::new(&probe);
        shim.watch(&mut command, &root);
        note_in(&mut command, &note);
        if let Some((call, deed)) = deed {
            at(&mut command, call, deed);
        }
        let output = command.stderr(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).replace('\n', ", ");
        let held = std::fs::read(root.join("file")).unwrap_or_default();
        (said, take_note(&note), held)
    }

    fn check(deed: Option<(u64, Deed)>, said: &str, fired: &str, held: &[u8]) {
        let (found, note, file) = run(deed);
        assert_eq!(found, said, "{deed:?}");
        assert_eq!(note.fired.unwrap_or_default(), fired, "{deed:?}");
        assert_eq!(file, held, "{deed:?}");
    }

    #[test]
    fn the_chosen_call_meets_what_was_chosen() {
        let all = b"abcdefgh";
        check(None, "open 0, write 8 0, fsync 0, ", "", all);
        check(
            Some((1, Deed::EioOnce)),
            "open 5, ",
            "1 open /file after nothing",
            b"",
        );
        check(
            Some((2, Deed::EioOnce)),
            "open 0, write -1 5, fsync 0, ",
            "2 write /file after nothing",
            b"",
        );
        check(
            Some((2, Deed::EioEver)),
            "open 0, write -1 5, fsync 5, ",
            "2 write /file after nothing",
            b"",
        );
        check(
            Some((2, Deed::FullEver)),
            "open 0, write -1 28, fsync 28, ",
            "2 write /file after nothing",
            b"",
        );
        check(
            Some((2, Deed::Short)),
            "open 0, write 4 0, more 28, fsync 0, ",
            "2 write /file after nothing",
            b"abcd",
        );
        check(
            Some((3, Deed::FullOnce)),
            "open 0, write 8 0, fsync 28, ",
            "3 fsync /file after /file",
            all,
        );
        check(
            Some((2, Deed::Torn)),
            "open 0, ",
            "2 write /file after nothing",
            b"abcd",
        );
        check(
            Some((3, Deed::Kill)),
            "open 0, write 8 0, ",
            "3 fsync /file after /file",
            all,
        );
        check(Some((4, Deed::Kill)), "open 0, write 8 0, fsync 0, ", "", all);
    }

    #[test]
    fn calls_are_counted() {
        assert_eq!(run(None).1.n_calls, 3);
    }
}
