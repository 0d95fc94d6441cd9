//! Every direct dependency has a line in `docs/dependencies.md` that says why; no line is about nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::workspace;

/// The lines of the document: name and licence.
fn told() -> BTreeMap<String, String> {
    let text = workspace::read("docs/dependencies.md");
    let mut told = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, why, licence, keeper, replacement] = cells[..] else {
            panic!("five columns are needed: {line}");
        };
        for cell in [why, licence, keeper, replacement] {
            assert!(!cell.is_empty(), "an empty cell: {line}");
        }
        let name = name.trim_matches('`').to_owned();
        assert!(
            told.insert(name, licence.to_owned()).is_none(),
            "told twice: {line}"
        );
    }
    told
}

/// Crates that we name ourselves, those of `fuzz/` among them.
fn crates() -> BTreeSet<String> {
    let ours: BTreeSet<&str> = workspace::ours().map(|package| package.name.as_str()).collect();
    let direct = workspace::ours()
        .flat_map(|package| &package.dependencies)
        .map(|dependency| dependency.name.clone());
    direct
        .chain(of_fuzzing())
        .filter(|name| !ours.contains(name.as_str()))
        .collect()
}

/// `fuzz/` is a workspace of its own, so that nobody needs its tools to build the program.
fn of_fuzzing() -> Vec<String> {
    if !workspace::root().join("fuzz/Cargo.toml").exists() {
        return Vec::new();
    }
    let manifest: toml::Table = workspace::read("fuzz/Cargo.toml").parse().unwrap();
    manifest["dependencies"]
        .as_table()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

/// Node modules of the browser journeys, with their licences.
fn modules() -> BTreeMap<String, String> {
    let manifest: Value = serde_json::from_str(&workspace::read("e2e/package.json")).unwrap();
    let lock: Value = serde_json::from_str(&workspace::read("e2e/package-lock.json")).unwrap();
    let direct = manifest["devDependencies"].as_object().unwrap().keys();
    let licence = |name: &String| {
        lock["packages"][format!("node_modules/{name}")]["license"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    direct.map(|name| (name.clone(), licence(name))).collect()
}

/// Debian packages that `cargo xtask test` installs.
fn debian() -> BTreeSet<String> {
    let tools = workspace::read("xtask/src/tools.rs");
    let from = tools.find("const PROGRAMS").unwrap();
    let to = tools[from..].find("\n\n/// Where they lie").unwrap() + from;
    let quoted: Vec<&str> = tools[from..to].split('"').skip(1).step_by(2).collect();
    // Pairs of program and package, then the package of the fonts.
    let packages = quoted.chunks(2).map(|pair| pair[pair.len() - 1].to_owned());
    packages.collect()
}

#[test]
fn each_has_a_line_and_each_line_a_dependency() {
    let told: BTreeSet<String> = told().into_keys().collect();
    let direct: BTreeSet<String> = crates()
        .into_iter()
        .chain(modules().into_keys())
        .chain(debian())
        .collect();
    let missing: Vec<_> = direct.difference(&told).collect();
    let idle: Vec<_> = told.difference(&direct).collect();
    assert!(
        missing.is_empty() && idle.is_empty(),
        "without a line: {missing:?}; lines about nothing: {idle:?}"
    );
}

#[test]
fn licences_are_told_as_they_are() {
    let told = told();
    for package in workspace::packages().iter().filter(|package| !package.ours) {
        let Some(told) = told.get(&package.name) else {
            continue;
        };
        let licence = package.licence.as_deref().unwrap_or("none").replace('/', " OR ");
        assert_eq!(*told, licence, "licence of `{}`", package.name);
    }
    for (name, licence) in modules() {
        assert_eq!(told[&name], licence, "licence of `{name}`");
    }
}

#[test]
fn none_is_named_in_vain() {
    let manifest: toml::Table = workspace::read("Cargo.toml").parse().unwrap();
    let named = manifest["workspace"]["dependencies"].as_table().unwrap();
    let used: BTreeSet<&str> = workspace::ours()
        .flat_map(|package| &package.dependencies)
        .map(|dependency| dependency.name.as_str())
        .collect();
    let idle: Vec<&String> = named
        .keys()
        .filter(|name| !used.contains(name.as_str()))
        .collect();
    assert!(
        idle.is_empty(),
        "no crate uses {idle:?}; take it out of [workspace.dependencies]"
    );
}

/// Our own crates are left to `arrows`: the design draws some arrows before the code walks them.
#[test]
fn each_is_used_by_the_crate_that_names_it() {
    let ours: Vec<&str> = workspace::ours().map(|package| package.name.as_str()).collect();
    let sources = workspace::files_ending(".rs");
    let mut idle = Vec::new();
    for package in workspace::ours() {
        let folder = if package.name == "xtask" {
            "xtask/".to_owned()
        } else {
            format!("crates/{}/", package.name)
        };
        let texts: Vec<&str> = sources
            .iter()
            .filter(|file| file.0.starts_with(&folder))
            .map(|file| file.1)
            .collect();
        assert!(!texts.is_empty(), "no source below {folder}");
        for dependency in package
            .dependencies
            .iter()
            .filter(|dependency| !ours.contains(&dependency.name.as_str()))
        {
            let word = dependency.name.replace('-', "_");
            let uses = [format!("{word}::"), format!("{word}!"), format!("use {word};")];
            if !texts
                .iter()
                .any(|text| uses.iter().any(|used| text.contains(used.as_str())))
            {
                idle.push(format!("`{}` names `{word}` and does not use it", package.name));
            }
        }
    }
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}

#[test]
fn lock_files_name_no_other_host() {
    let index = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    for (path, text) in workspace::files_ending("Cargo.lock") {
        for line in text
            .lines()
            .filter(|line| line.contains("source = ") || line.contains("://"))
        {
            assert_eq!(line, index, "{path}");
        }
    }
    for (path, text) in workspace::files_ending("package-lock.json") {
        assert!(
            !text.contains("://") && !text.contains("\"resolved\""),
            "{path} names a host"
        );
    }
}
