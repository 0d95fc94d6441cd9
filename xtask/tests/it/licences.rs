//! The licences of the whole dependency tree allow what the project promises: free use for anything.

use crate::workspace;

/// Licences that ask for no more than keeping a notice.
const PERMISSIVE: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    // LibTomCrypt, of which SQLCipher's source carries parts.
    "WTFPL",
    "Zlib",
    // SQLite: no conditions at all.
    "blessing",
];

/// Whether an SPDX expression can be met with permissive licences alone.
///
/// `AND` binds closer than `OR`, as SPDX has it; the old form `MIT/Apache-2.0` means `OR`.
fn is_permissive(expression: &str) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = &words[..];
    let permissive = any(&mut rest);
    permissive && rest.is_empty()
}

fn any(rest: &mut &[&str]) -> bool {
    let mut met = all(rest);
    while rest.first() == Some(&"OR") {
        *rest = &rest[1..];
        met |= all(rest);
    }
    met
}

fn all(rest: &mut &[&str]) -> bool {
    let mut met = one(rest);
    while rest.first() == Some(&"AND") {
        *rest = &rest[1..];
        met &= one(rest);
    }
    met
}

fn one(rest: &mut &[&str]) -> bool {
    match **rest {
        ["(", ..] => {
            *rest = &rest[1..];
            let met = any(rest);
            let closed = rest.first() == Some(&")");
            *rest = rest.get(1..).unwrap_or(&[]);
            met && closed
        }
        [licence, "WITH", exception, ..] => {
            *rest = &rest[3..];
            PERMISSIVE.contains(&format!("{licence} WITH {exception}").as_str())
        }
        [licence, ..] => {
            *rest = &rest[1..];
            PERMISSIVE.contains(&licence)
        }
        [] => false,
    }
}

#[test]
fn of_the_whole_tree_are_permissive() {
    assert!(workspace::packages().len() > 100);
    for package in workspace::packages() {
        let licence = package.licence.as_deref().unwrap_or("");
        assert!(
            is_permissive(licence),
            "`{}` has the licence `{licence}`",
            package.name
        );
    }
}

#[test]
fn expressions_are_understood() {
    let check =
        |expression: &str, expected: bool| assert_eq!(is_permissive(expression), expected, "{expression}");
    check("MIT", true);
    check("MIT OR GPL-3.0", true);
    check("MIT/Apache-2.0", true);
    check("Apache-2.0 WITH LLVM-exception OR GPL-2.0", true);
    check("(MIT OR Apache-2.0) AND Unicode-3.0", true);
    check("MIT AND GPL-3.0", false);
    check("GPL-3.0 OR MIT AND LGPL-2.1", false);
    check("GPL-3.0 WITH Classpath-exception-2.0", false);
    check("MPL-2.0", false);
    check("", false);
    check("MIT MIT", false);
    check("(MIT", false);
}

#[test]
fn our_own_are_there_in_full() {
    assert!(workspace::read("LICENSE-MIT").contains("WITHOUT WARRANTY OF ANY KIND"));
    assert!(workspace::read("LICENSE-APACHE").contains("END OF TERMS AND CONDITIONS"));
    for package in workspace::ours() {
        assert_eq!(
            package.licence.as_deref(),
            Some("MIT OR Apache-2.0"),
            "{}",
            package.name
        );
    }
}
