//! The workspace as the tests of the house see it: its packages and its files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Reads a file by its path below the workspace.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A package of the dependency tree, ours or somebody else's.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// Whether it belongs to this workspace.
    pub(crate) ours: bool,
    pub(crate) licence: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// What a package says it depends on.
#[derive(Debug)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    /// Whether only its tests, examples and benchmarks use it.
    pub(crate) only_tests: bool,
}

/// Every package of the dependency tree, of all systems, as `cargo metadata` gives it.
pub(crate) fn packages() -> &'static [Package] {
    static PACKAGES: OnceLock<Vec<Package>> = OnceLock::new();
    PACKAGES.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--all-features"])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        metadata["packages"]
            .as_array()
            .unwrap()
            .iter()
            .map(package)
            .collect()
    })
}

/// The packages of this workspace.
pub(crate) fn ours() -> impl Iterator<Item = &'static Package> {
    packages().iter().filter(|package| package.ours)
}

fn package(value: &Value) -> Package {
    let dependencies = value["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|dependency| Dependency {
            name: text(&dependency["name"]),
            only_tests: dependency["kind"] == "dev",
        });
    Package {
        name: text(&value["name"]),
        ours: value["source"].is_null(),
        licence: value["license"].as_str().map(str::to_owned),
        dependencies: dependencies.collect(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Folders that hold what tools made, not what we wrote.
const NOT_OURS: [&str; 7] = [
    ".git",
    "target",
    "node_modules",
    "esep-demo",
    "corpus",
    "artifacts",
    "test-results",
];

/// A file of the project.
pub(crate) struct File {
    /// Path below the workspace, with `/` between parts.
    pub(crate) path: String,
    /// Its text; `None` when it is not UTF-8.
    pub(crate) text: Option<String>,
}

/// Every file we wrote, in order of path.
pub(crate) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut paths = Vec::new();
        walk(root(), &mut paths);
        paths.sort();
        let file = |path: PathBuf| File {
            text: fs::read(&path)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok()),
            path: path
                .strip_prefix(root())
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/"),
        };
        paths.into_iter().map(file).collect()
    })
}

/// Files whose name ends so, with their text.
pub(crate) fn files_ending(ending: &str) -> Vec<(&'static str, &'static str)> {
    let chosen = files().iter().filter(|file| file.path.ends_with(ending));
    chosen
        .filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)))
        .collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if NOT_OURS.iter().any(|not_ours| name == *not_ours) {
            continue;
        }
        // A folder may vanish while other tests run; a link out of the workspace is not ours.
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            walk(&entry.path(), paths);
        } else if kind.is_file() {
            paths.push(entry.path());
        }
    }
}

/// The code of a Rust file before its unit tests.
pub(crate) fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}
