//! Length, first lines and forbidden words of files.

use crate::workspace;

/// A chapter never grows past this.
const MOST_LINES: usize = 800;

#[test]
fn none_is_longer_than_a_chapter() {
    for (path, text) in workspace::files_ending(".rs") {
        let lines = text.lines().count();
        assert!(
            lines < MOST_LINES,
            "{path} has {lines} lines; split it by subject"
        );
    }
}

#[test]
fn crates_begin_with_their_purpose() {
    let roots = ["src/lib.rs", "src/main.rs", "tests/it/main.rs"]
        .map(workspace::files_ending)
        .concat();
    assert!(roots.len() > 10);
    for (path, text) in roots {
        assert!(
            text.starts_with("//! "),
            "{path} does not begin with a sentence of purpose"
        );
    }
}

#[test]
fn names_say_what_files_hold() {
    for file in workspace::files() {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let empty = ["util", "utils", "helper", "helpers", "common", "manager", "misc"];
        assert!(
            !empty.contains(&stem),
            "{} is named after nothing in the work",
            file.path
        );
    }
}

/// Places on one machine and hosts of registries, which mean nothing to a reader elsewhere.
///
/// Put together from pieces, so that this file does not hold what it forbids.
fn forbidden() -> Vec<String> {
    let folders = ["home", "root", "work", "Users"].map(|folder| format!("/{folder}/"));
    let hosts = [
        ["registry.npmjs", "org"],
        ["static.crates", "io"],
        ["index.crates", "io"],
        ["deb.debian", "org"],
    ];
    folders
        .into_iter()
        .chain(hosts.map(|parts| parts.join(".")))
        .collect()
}

#[test]
fn no_machine_or_registry_is_named() {
    let forbidden = forbidden();
    for file in workspace::files() {
        let Some(text) = &file.text else { continue };
        for word in &forbidden {
            assert!(!text.contains(word.as_str()), "{} contains {word}", file.path);
        }
    }
}

/// A marker that only the author of the moment understands has no place in what others read.
#[test]
fn nothing_is_left_undone_without_its_condition() {
    let marker = ["TO", "DO"].concat();
    for (path, text) in workspace::files_ending(".rs") {
        for line in text.lines().filter(|line| line.contains(&marker)) {
            let condition = line.split(&format!("{marker}: ")).nth(1).unwrap_or_default();
            assert!(condition.split_whitespace().count() >= 4, "{path}: {line}");
        }
    }
}

#[test]
fn no_test_is_switched_off() {
    let attributes = [["#[ig", "nore"], ["#[should_", "panic"]].map(|parts| parts.concat());
    for (path, text) in workspace::files_ending(".rs") {
        for attribute in &attributes {
            assert!(!text.contains(attribute.as_str()), "{path} contains {attribute}");
        }
    }
}
