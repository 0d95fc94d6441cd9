//! Laws of names that hold for any text.

use names::levels::{
    CodedName, Coder, Memo, Name, NameAgreement, NameLevel, NameParts, Role, Token, compare, fold, keys, read,
};
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Асанов",
        "Бакыт",
        "уулу",
        "Asanovich",
        "Rob",
        "Robert",
        "кызы",
        "Өмүр",
        "O‘g‘li",
        "محمد",
        "王小明",
        "👨‍👩‍👧",
        "\u{202e}abc",
        "Б.",
        "-",
        ",",
        "тегин",
        "van",
        "der",
        "Jung",
        "dj",
        "ng",
        "Mcieg",
    ]);
    prop_oneof![
        prop::collection::vec(words, 0..7).prop_map(|words| words.join(" ")),
        "\\PC{0,40}",
        ".{0,20}"
    ]
}

proptest! {
    #[test]
    fn folding_again_changes_nothing(text in text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn comparing_is_symmetric_and_case_does_not_matter(a in text(), b in text()) {
        let name = |text: &str| read(NameParts { full: Some(text), ..NameParts::default() });
        let (x, y) = (name(&a), name(&b));
        prop_assert_eq!(compare(&x, &y), compare(&y, &x));
        // Case pairs of all scripts are not one to one, so only the known alphabets are tried.
        let plain = |c: char| c.is_ascii() || ('а'..='я').contains(&c) || ('А'..='Я').contains(&c);
        if a.chars().all(plain) {
            prop_assert_eq!(&name(&a.to_uppercase()), &name(&a.to_lowercase()));
        }
    }

    #[test]
    fn nothing_agrees_better_than_the_name_itself(a in text(), b in text()) {
        let parts = |text| NameParts { given: Some("Бакыт"), surname: text, ..NameParts::default() };
        let (x, y) = (read(parts(Some(a.as_str()))), read(parts(Some(b.as_str()))));
        let own = compare(&x, &x);
        prop_assert!(own.level <= compare(&x, &y).level || own.level == NameLevel::GivenOnly);
        prop_assert!(!own.gender_clash);
    }

    #[test]
    fn equal_names_share_all_keys(a in text()) {
        let name = |text: &str| read(NameParts { full: Some(text), ..NameParts::default() });
        prop_assert_eq!(keys(&name(&a)), keys(&name(&format!("  {a} "))));
    }

    #[test]
    fn order_of_two_plain_words_keeps_the_keys(a in "[a-z]{3,9}", b in "[a-z]{3,9}") {
        let pair = |text: String| {
            let name = read(NameParts { full: Some(&text), ..NameParts::default() });
            keys(&name).into_iter().find(|key| key.kind == names::levels::KeyKind::Pair)
        };
        let plain = |word: &str| read(NameParts { full: Some(word), ..NameParts::default() }).tokens().len() == 1;
        let (one, two) = (pair(format!("{a} {b}")), pair(format!("{b} {a}")));
        if plain(&a) && plain(&b) {
            prop_assert_eq!(one, two);
        }
    }
}

proptest! {
    #[test]
    fn coded_names_compare_as_the_names_do(texts in prop::collection::vec(text(), 1..8), n_later in 0_usize..8) {
        let names: Vec<Name> = texts
            .iter()
            .map(|text| read(NameParts { full: Some(text), ..NameParts::default() }))
            .collect();
        let mut coder = Coder::default();
        let (first, later) = names.split_at(names.len().saturating_sub(n_later));
        let mut coded: Vec<CodedName> = first.iter().map(|name| coder.code(name)).collect();
        let mut lexicon = coder.finish(&mut coded);
        coded.extend(later.iter().map(|name| lexicon.code(name)));
        let mut memo = Memo::default();
        let mut of_coded = Vec::new();
        for (a, x) in names.iter().zip(&coded) {
            prop_assert_eq!(a.is_empty(), x.is_empty());
            prop_assert_eq!(a.gender(), x.gender());
            lexicon.push_keys(x, &mut of_coded);
            prop_assert_eq!(keys(a), of_coded.clone());
            for (b, y) in names.iter().zip(&coded) {
                for _ in 0..2 {
                    prop_assert_eq!(compare(a, b), lexicon.compare(x, y, &mut memo));
                }
                if [x, y].iter().all(|name| name.is_plain() && !name.is_turnable()) {
                    let [p, q] = [x, y].map(|name| {
                        let words = lexicon.words(name).iter();
                        words.map(|word| (*word, lexicon.gist(*word))).collect::<Vec<_>>()
                    });
                    let found = lexicon.compare_plain(&p, &q, &mut memo);
                    let expected = NameAgreement { gender_clash: false, ..compare(a, b) };
                    prop_assert_eq!(found, expected);
                }
                for role in [Role::Given, Role::Surname, Role::Father, Role::Ancestor, Role::Other] {
                    let same = |p: Option<&Token>, q: Option<&Token>| p.map(Token::stem) == q.map(Token::stem);
                    let numbers = (lexicon.part(x, role), lexicon.part(y, role));
                    prop_assert!(numbers.0.is_none_or(|number| (number as usize) < lexicon.n_stems()));
                    prop_assert_eq!(same(a.part(role), b.part(role)), numbers.0 == numbers.1);
                }
            }
        }
    }
}

#[test]
fn enormous_and_empty_names_are_read_in_bounded_work() {
    for text in [
        String::new(),
        "а".repeat(1_000_000),
        "а ".repeat(1_000_000),
        "\u{301}".repeat(1_000_000),
    ] {
        let name = read(NameParts {
            full: Some(&text),
            ..NameParts::default()
        });
        assert!(name.tokens().len() <= names::levels::MAX_TOKENS);
        assert!(keys(&name).len() <= 19);
        compare(&name, &name);
    }
}

/// Found by the law above: this letter stands for a hard sign, which is not sounded.
#[test]
fn a_letter_that_stands_for_an_unsounded_one_is_dropped() {
    assert_eq!(names::levels::fold("\u{1e065}"), "");
}
