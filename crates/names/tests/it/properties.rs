//! Laws of the weights that hold for any text.

use names::{
    Frequencies, Prepared, Weight, explain, keys, prefix_keys, prepare, search_keys, weigh, weigh_if_above,
};
use proptest::prelude::*;

fn read(text: &str) -> Prepared {
    prepare(text, Frequencies::shipped())
}

fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Асанов",
        "Асанова",
        "Бакыт",
        "уулу",
        "Asanovich",
        "Токтосунович",
        "Robert",
        "кызы",
        "Өмүрбек",
        "Omur",
        "O‘g‘li",
        "محمد",
        "王小明",
        "👨‍👩‍👧",
        "\u{202e}abc",
        "Б.",
        "-",
        ",",
        "тегин",
        "Zhumabek",
        "Jumabek",
        "Ntvbh,tr",
        "Женя",
        "Евгений",
        "Каримзода",
        "Max",
        "Са6ыр",
        "bin",
        "Нурланбек",
        "Нурлан",
        "Ли",
        "Jr",
    ]);
    prop_oneof![
        4 => prop::collection::vec(words, 0..6).prop_map(|words| words.join(" ")),
        1 => "\\PC{0,40}",
        1 => ".{0,20}"
    ]
}

proptest! {
    #[test]
    fn weighing_is_symmetric(a in text(), b in text()) {
        let (x, y) = (read(&a), read(&b));
        let there = weigh(&x, &y).bits();
        prop_assert!((there - weigh(&y, &x).bits()).abs() < 1e-4);
        prop_assert!(there.is_finite());
    }

    #[test]
    fn the_bound_changes_nothing(a in text(), b in text(), bound in -8.0..8.0) {
        let (x, y) = (read(&a), read(&b));
        let weight = weigh(&x, &y);
        let bound = Weight::new(bound).unwrap();
        prop_assert_eq!(weigh_if_above(&x, &y, bound), (weight > bound).then_some(weight));
    }

    #[test]
    fn the_explanation_adds_up(a in text(), b in text()) {
        let (x, y) = (read(&a), read(&b));
        let explained = explain(&x, &y);
        let parts: f64 = explained.parts.iter().map(|part| part.bits).sum();
        let circumstances: f64 = explained.circumstances.iter().map(|(_, bits)| bits).sum();
        prop_assert!((parts + circumstances - weigh(&x, &y).bits()).abs() < 1e-3);
    }

    #[test]
    fn nothing_weighs_more_than_the_name_itself(a in text(), b in text()) {
        let (x, y) = (read(&a), read(&b));
        // Two names of different words may share more of them than a short name has.
        if x.n_words() == y.n_words() {
            let most = weigh(&x, &x).bits().max(weigh(&y, &y).bits());
            prop_assert!(weigh(&x, &y).bits() <= most + 1e-3);
        }
    }

    #[test]
    fn case_does_not_matter(a in "[а-яА-Яa-zA-Z ]{0,30}", b in text()) {
        let other = read(&b);
        let weights = [a.clone(), a.to_uppercase(), a.to_lowercase()].map(|text| weigh(&read(&text), &other));
        prop_assert_eq!(weights[0], weights[1]);
        prop_assert_eq!(weights[1], weights[2]);
    }

    #[test]
    fn order_of_two_plain_words_does_not_matter(a in "[бгдклмнпрст][аеиоу][бдлмнрст][аоу][лмнст]", b in "[бгдклмнпрст][аеиоу][бдлмнрст][аоу][лмнст]") {
        let (x, y) = (read(&format!("{a} {b}")), read(&format!("{b} {a}")));
        // Letters that no name has may be retyped, and then commas appear among them.
        prop_assume!(!x.was_retyped());
        prop_assert!((weigh(&x, &y).bits() - weigh(&x, &x).bits()).abs() < 1e-4);
        prop_assert_eq!(keys(&x), keys(&y));
    }

    #[test]
    fn search_finds_what_it_keeps(a in text()) {
        let known = search_keys(&a);
        for ways in prefix_keys(&a) {
            prop_assert!(ways.iter().any(|way| known.iter().any(|key| key.starts_with(way.as_str()))));
        }
    }
}

/// Text that is no name gives an answer in bounded work.
#[test]
fn hostile_text() {
    let texts = [
        String::new(),
        " \t\n-.,".to_owned(),
        "а".repeat(1_000_000),
        "Асанов ".repeat(200_000),
        "\u{301}".repeat(1_000_000),
        "e\u{301}".repeat(500_000),
        "\u{202e}\u{2066}\u{200f}Асанов\u{202c}".to_owned(),
        "👩‍👩‍👧‍👦 🏳️‍🌈".to_owned(),
        "محمد بن سلمان".to_owned(),
        "王小明".to_owned(),
        "АсAнoв Bакыт".to_owned(),
        "<<<ASANOV<<BAKYT<<<".to_owned(),
        "'''''''".to_owned(),
        "0123456789".repeat(1_000),
        "\u{0}\u{7f}\u{fffd}".to_owned(),
        "ﬁﬂ ǆ ĳ".to_owned(),
    ];
    for a in &texts {
        let x = read(a);
        assert!(x.n_words() <= 6);
        assert!(keys(&x).len() <= 36);
        assert!(search_keys(a).len() <= 96);
        for b in &texts {
            assert!(weigh(&x, &read(b)).bits().is_finite());
        }
    }
    assert_eq!(weigh(&read(""), &read("Асанов")).bits(), 0.0);
    assert!(weigh(&read("АсAнoв Bакыт"), &read("Асанов Бакыт")).bits() > 0.0);
    assert!(weigh(&read("<<<ASANOV<<BAKYT<<<"), &read("Асанов Бакыт")).bits() > 0.0);
}
