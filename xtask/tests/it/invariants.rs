//! Every invariant of `docs/ARCHITECTURE.md` names a test that exists.

use crate::workspace;

const DOCUMENT: &str = "docs/ARCHITECTURE.md";

/// The items of the section "Invariants", each with all its lines.
fn invariants(text: &str) -> Vec<String> {
    let section = text.split("\n## Invariants\n").nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut items: Vec<String> = Vec::new();
    for line in section.lines() {
        if line.starts_with("- ") {
            items.push(line.to_owned());
        } else if let Some(item) = items.last_mut().filter(|_| line.starts_with("  ")) {
            item.push(' ');
            item.push_str(line.trim());
        }
    }
    items
}

/// The tests that an item names: "test: `crate::path::name`", or several with commas between.
fn named_tests(item: &str) -> Vec<&str> {
    let named = item.split("test: ").nth(1).unwrap_or_default();
    named.split('`').skip(1).step_by(2).collect()
}

/// The files in which a test may stand: unit tests in `src`, integration tests below `it`.
fn places(path: &[&str]) -> Vec<String> {
    let [krate, middle @ .., _] = path else {
        return Vec::new();
    };
    let folder = if *krate == "xtask" {
        "xtask".to_owned()
    } else {
        format!("crates/{krate}")
    };
    if let [first, rest @ ..] = middle
        && *first == "it"
    {
        let rest = rest.join("/");
        return vec![
            format!("{folder}/tests/it/{rest}.rs"),
            format!("{folder}/tests/it/{rest}/mod.rs"),
        ];
    }
    let modules: Vec<&str> = middle
        .iter()
        .copied()
        .filter(|module| *module != "tests")
        .collect();
    let stem = if modules.is_empty() {
        "lib".to_owned()
    } else {
        modules.join("/")
    };
    vec![
        format!("{folder}/src/{stem}.rs"),
        format!("{folder}/src/{stem}/mod.rs"),
        format!("{folder}/src/{stem}/tests.rs"),
    ]
}

fn exists(test: &str) -> bool {
    let path: Vec<&str> = test.split("::").collect();
    let Some(name) = path.last() else { return false };
    places(&path).iter().any(|place| {
        let file = workspace::files().iter().find(|file| file.path == *place);
        file.and_then(|file| file.text.as_deref())
            .is_some_and(|text| is_test(text, name))
    })
}

/// Whether a file holds a test of this name: the attribute stands at most three lines before the function.
fn is_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    let start = format!("fn {name}(");
    let functions = (0..lines.len()).filter(|&place| lines[place].trim_start().starts_with(&start));
    functions.into_iter().any(|place| {
        lines[place.saturating_sub(3)..place]
            .iter()
            .any(|line| line.contains("#[test]"))
    })
}

#[test]
fn each_names_a_test_that_exists() {
    let text = workspace::read(DOCUMENT);
    let items = invariants(&text);
    assert!(items.len() >= 10, "{} invariants", items.len());
    let mut wrong = Vec::new();
    for item in &items {
        let tests = named_tests(item);
        if tests.is_empty() {
            wrong.push(format!("no test is named: {item}"));
        }
        wrong.extend(
            tests
                .into_iter()
                .filter(|test| !exists(test))
                .map(|test| format!("there is no test {test}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn items_and_tests_are_found() {
    let text =
        "a\n## Invariants\n\n- One.\n  test: `a::it::b::c`, `d::e::tests::f`\n- Two.\n\n## After\n- no\n";
    let items = invariants(text);
    assert_eq!(items.len(), 2);
    assert_eq!(named_tests(&items[0]), ["a::it::b::c", "d::e::tests::f"]);
    assert!(named_tests(&items[1]).is_empty());
    assert!(exists("xtask::it::invariants::items_and_tests_are_found"));
    assert!(exists("xtask::phase::tests::only_summaries_are_kept"));
    assert!(
        !exists("xtask::it::invariants::invariants"),
        "a function without the attribute is no test"
    );
}

#[test]
fn the_code_map_names_every_crate() {
    let text = workspace::read(DOCUMENT);
    for package in workspace::ours() {
        assert!(
            text.contains(&format!("### `{}`", package.name)),
            "the code map lacks `{}`",
            package.name
        );
    }
}

#[test]
fn the_code_map_names_every_file() {
    let text = workspace::read(DOCUMENT);
    let mut missing = Vec::new();
    for (path, _) in workspace::files_ending(".rs") {
        let Some((owner, inside)) = path.split_once("/src/") else {
            continue;
        };
        if inside == "lib.rs" || inside == "main.rs" || inside.contains('/') {
            continue;
        }
        let owner = owner.trim_start_matches("crates/");
        let map = text.split(&format!("### `{owner}`")).nth(1).unwrap_or_default();
        let map = map.split("\n##").next().unwrap_or_default();
        if !map.contains(&format!("`{}`", inside.trim_end_matches(".rs"))) {
            missing.push(path);
        }
    }
    assert!(missing.is_empty(), "the code map lacks {missing:?}");
}
