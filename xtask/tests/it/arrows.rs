//! Which of our crates may use which. A new arrow is an architectural change: it earns a line here and a
//! paragraph in `docs/ARCHITECTURE.md`.

use std::collections::BTreeSet;

use crate::workspace::{self, Package};

/// All arrows. A crate that does not exist yet is allowed, and held to its line when it appears.
const ARROWS: [(&str, &[&str]); 15] = [
    ("records", &[]),
    ("names", &[]),
    ("locale", &[]),
    ("estimate", &[]),
    ("exchange", &["records"]),
    ("linkage", &["records", "names"]),
    ("publish", &["locale"]),
    (
        "actions",
        &[
            "records", "names", "exchange", "linkage", "estimate", "publish", "store", "sync",
        ],
    ),
    ("esep", &["actions", "locale", "records", "web"]),
    ("xtask", &[]),
    ("ordeal", &["names", "store"]),
    ("store", &["names"]),
    // Rooms and edges of later issues.
    ("sync", &["records"]),
    ("web", &["actions", "locale", "records"]),
    ("fleet", &["linkage"]),
];

fn existing() -> BTreeSet<&'static str> {
    workspace::ours().map(|package| package.name.as_str()).collect()
}

fn arrows(package: &Package, only_tests: bool) -> BTreeSet<&str> {
    let existing = existing();
    let ours = package
        .dependencies
        .iter()
        .filter(|dependency| existing.contains(dependency.name.as_str()));
    ours.filter(|dependency| dependency.only_tests == only_tests)
        .map(|dependency| dependency.name.as_str())
        .collect()
}

fn allowed(crate_name: &str) -> BTreeSet<&'static str> {
    let line = ARROWS.iter().find(|line| line.0 == crate_name);
    let line = line.unwrap_or_else(|| panic!("the crate `{crate_name}` has no line in ARROWS"));
    let existing = existing();
    line.1
        .iter()
        .copied()
        .filter(|name| existing.contains(name))
        .collect()
}

#[test]
fn are_as_designed() {
    assert!(existing().len() >= 10, "{:?}", existing());
    for package in workspace::ours() {
        assert_eq!(
            arrows(package, false),
            allowed(&package.name),
            "arrows of `{}`",
            package.name
        );
    }
}

#[test]
fn of_tests_point_the_same_way() {
    for package in workspace::ours() {
        let of_tests = arrows(package, true);
        let allowed = allowed(&package.name);
        assert!(
            of_tests.is_subset(&allowed),
            "tests of `{}` use {of_tests:?}; allowed: {allowed:?}",
            package.name
        );
    }
}

#[test]
fn are_told_in_the_architecture() {
    let told = workspace::read("docs/ARCHITECTURE.md");
    for (name, targets) in ARROWS.iter().filter(|line| existing().contains(line.0)) {
        let targets: Vec<&str> = targets
            .iter()
            .copied()
            .filter(|target| existing().contains(target))
            .collect();
        let line = if targets.is_empty() {
            format!("| `{name}` | nothing |")
        } else {
            format!("| `{name}` | `{}` |", targets.join("`, `"))
        };
        assert!(
            told.contains(&line),
            "docs/ARCHITECTURE.md lacks the line: {line}"
        );
    }
}
