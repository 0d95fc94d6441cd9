//! Numbers agree with their nouns.

use locale::{Language, Message};

fn check(language: Language, id: &str, name: &str, cases: &[(u64, &str)]) {
    for (amount, expected) in cases {
        let said = locale::say(language, &Message::new(id).count(name, *amount));
        assert!(said.contains(expected), "{amount}: {said}");
    }
}

#[test]
fn people_are_counted_in_russian() {
    check(
        Language::Russian,
        "answer-persons",
        "persons",
        &[
            (0, "никого нет"),
            (1, " 1 человек."),
            (2, " 2 человека;"),
            (5, " 5 человек;"),
            (11, " 11 человек;"),
            (12, " 12 человек;"),
            (21, " 21 человек."),
            (24, " 24 человека;"),
            (111, " 111 человек;"),
            (1002, " 1\u{a0}002 человека;"),
        ],
    );
}

#[test]
fn people_are_counted_in_english() {
    let cases = [
        (0, "Nobody"),
        (1, "1 person is"),
        (2, "2 different people are"),
        (21, "21 different people are"),
    ];
    check(Language::English, "answer-persons", "persons", &cases);
}

#[test]
fn people_are_counted_in_kyrgyz() {
    let cases = [
        (0, "эч ким жок"),
        (1, " 1 адам бар."),
        (2, "ар башка 2 адам"),
        (1500, "ар башка 1\u{a0}500 адам"),
    ];
    check(Language::Kyrgyz, "answer-persons", "persons", &cases);
}
