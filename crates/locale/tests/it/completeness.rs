//! Every message exists once in each language, takes the same arguments, and can be said.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use locale::{Argument, Language, Message};

/// Arguments of every message of one language.
fn arguments(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("messages")
        .join(language.code());
    let mut found = BTreeMap::new();
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let resource =
            parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{file:?}: {errors:?}"));
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                let mut names = BTreeSet::new();
                pattern_arguments(message.value.as_ref().expect("a message has words"), &mut names);
                // `say` itself gives these.
                names.retain(|name| !name.ends_with("-given"));
                let earlier = found.insert(message.id.name.to_owned(), names);
                assert!(
                    earlier.is_none(),
                    "{} stands twice in {}",
                    message.id.name,
                    language.code()
                );
            }
        }
    }
    found
}

fn pattern_arguments(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expression_arguments(expression, names);
        }
    }
}

fn expression_arguments(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => inline_arguments(inline, names),
        Expression::Select { selector, variants } => {
            inline_arguments(selector, names);
            for variant in variants {
                pattern_arguments(&variant.value, names);
            }
        }
    }
}

fn inline_arguments(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for positional in &arguments.positional {
                inline_arguments(positional, names);
            }
        }
        InlineExpression::Placeable { expression } => expression_arguments(expression, names),
        _ => {}
    }
}

#[test]
fn languages_have_the_same_messages_with_the_same_arguments() {
    let english = arguments(Language::English);
    assert!(english.len() > 100, "the messages were not found");
    for language in [Language::Russian, Language::Kyrgyz] {
        let other = arguments(language);
        for (id, names) in &english {
            assert_eq!(other.get(id), Some(names), "{id} in {}", language.code());
        }
        let strange: Vec<&String> = other.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(strange.is_empty(), "only in {}: {strange:?}", language.code());
    }
}

#[test]
fn every_file_is_compiled_in() {
    let compiled: BTreeSet<String> = locale::ids().map(str::to_owned).collect();
    let written: BTreeSet<String> = arguments(Language::English).into_keys().collect();
    assert_eq!(compiled, written);
    assert_eq!(locale::ids().count(), written.len());
}

#[test]
fn every_message_can_be_said_in_every_language() {
    for (id, names) in arguments(Language::English) {
        for language in Language::ALL {
            assert!(locale::has(language, &id), "{id} in {}", language.code());
            for amount in [0, 1, 2, 5, 21] {
                let mut message = Message::new(&id);
                for name in &names {
                    message = message.count(name, amount);
                }
                let said = locale::say(language, &message);
                check_said(&said, &id, language);
            }
            let mut message = Message::new(&id);
            for name in &names {
                message = message.text(name, "<b>");
            }
            check_said(&locale::say(language, &message), &id, language);
        }
    }
}

fn check_said(said: &str, id: &str, language: Language) {
    let place = format!("{id} in {}: {said}", language.code());
    assert!(!said.trim().is_empty(), "{place}");
    assert!(said != id, "{place}");
    // Fluent shows what it cannot resolve in braces.
    assert!(!said.contains('{') && !said.contains('}'), "{place}");
    assert!(!said.contains('\n'), "{place}");
    assert!(!said.trim_start().contains("  "), "{place}");
}

#[test]
fn what_is_missing_is_named_and_never_panics() {
    assert_eq!(
        locale::say(Language::Kyrgyz, &Message::new("no-such-message")),
        "no-such-message"
    );
    assert!(!locale::has(Language::English, "no-such-message"));
    let said = locale::say(Language::English, &Message::new("answer-persons"));
    assert!(said.contains("$persons"), "{said}");
}

#[test]
fn arguments_are_shown_in_the_language() {
    let check = |argument: Argument, expected: [&str; 3]| {
        let message = Message {
            id: "column-field-weight".to_owned(),
            args: vec![("field".to_owned(), argument)],
        };
        let said = Language::ALL.map(|language| locale::say(language, &message));
        assert_eq!(said, expected.map(str::to_owned));
    };
    check(
        Argument::Count(10357),
        ["10,357 (bits)", "10\u{a0}357 (биты)", "10\u{a0}357 (бит)"],
    );
    check(
        Argument::Number {
            value: 0.875,
            decimals: 2,
        },
        ["0.88 (bits)", "0,88 (биты)", "0,88 (бит)"],
    );
    check(
        Argument::Day(2026, 11, 22),
        [
            "22 November 2026 (bits)",
            "22 ноября 2026\u{202f}г. (биты)",
            "2026-ж. 22-ноябрь (бит)",
        ],
    );
    check(
        Argument::Text("a\u{202e}\u{1b}[2Jb".to_owned()),
        [
            "a\u{fffd}\u{fffd}[2Jb (bits)",
            "a\u{fffd}\u{fffd}[2Jb (биты)",
            "a\u{fffd}\u{fffd}[2Jb (бит)",
        ],
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    let over = Message::new("error-too-many-rows")
        .text("file", "a.csv")
        .count("found", 200_001);
    let over = over.count("allowed", 200_000).text("sheet", "");
    let said = locale::say(Language::English, &over.clone().text("row", ""));
    assert_eq!(
        said,
        "a.csv: there are 200,001 rows; at most 200,000 are read. Split the file."
    );
    let said = locale::say(Language::English, &over.count("row", 1204));
    assert!(said.starts_with("a.csv, row 1204: "), "{said}");
}
