//! The rows of spelling variants that papers of Central Asia show; all people are invented.

use names::{Agreement, ExplainedPart, Frequencies, PartRole, explain, prepare};

/// The part that sets the only words of two names against each other.
fn only(a: &str, b: &str) -> ExplainedPart {
    let frequencies = Frequencies::shipped();
    let explained = explain(&prepare(a, frequencies), &prepare(b, frequencies));
    let part = explained
        .parts
        .into_iter()
        .find(|part| part.role == PartRole::Only);
    part.unwrap_or_else(|| panic!("{a} {b}"))
}

/// All spellings are one name.
fn check(spellings: &[&str]) {
    for a in spellings {
        for b in spellings {
            let part = only(a, b);
            assert!(part.agreement <= Agreement::Spelling, "{a} {b} {part:?}");
        }
    }
}

fn check_agreement(a: &str, b: &str, expected: Agreement) {
    assert_eq!(only(a, b).agreement, expected, "{a} {b}");
    assert_eq!(only(b, a).agreement, expected, "{b} {a}");
}

#[test]
fn zhe() {
    check(&[
        "Жумабаев",
        "Джумабаев",
        "Zhumabaev",
        "Dzhumabaev",
        "Jumabaev",
        "Djumabaev",
        "Zhumabayev",
        "ЖУМАБАЕВ",
    ]);
    check_agreement("Жумабаев", "Зумабаев", Agreement::Spelling);
}

#[test]
fn oe() {
    check(&["Өмүралиев", "Омуралиев", "Omuraliev", "Ömüraliyev", "Ѳмүралиев"]);
    check(&["Бөкөнбай", "Боконбай", "Bokonbay", "Bökönbai"]);
    check(&["Төлөгөн", "Тёлёгён", "Tologon"]);
    check(&["Төлөгөн", "Телеген"]);
}

#[test]
fn ue() {
    check(&["Үсөнов", "Усенов", "Usenov", "Üsenov"]);
    check(&["Үсөнов", "Усонов", "Usonov", "Üsönov"]);
    check(&["Түп", "Тюп", "Tup", "Tiup", "Tyup"]);
}

#[test]
fn eng() {
    check(&["Чоң", "Чон", "Chon", "Chong"]);
    check(&["Тоң", "Тон", "Ton", "Tong"]);
}

#[test]
fn y() {
    check(&["Сыдыков", "Sydykov", "Sidikov", "Сидиков"]);
    // Other vowels are not folded blindly.
    check_agreement("Кыдыров", "Кадыров", Agreement::Close);
}

#[test]
fn kha() {
    check(&["Хамид", "Khamid", "Hamid", "Ҳамид", "Xamid"]);
}

#[test]
fn long_vowels() {
    check(&["Жээнбек", "Женбек", "Zheenbek", "Jenbek"]);
    check(&["Таалай", "Талай"]);
    check(&["Доолот", "Долот", "Дөөлөт"]);
    check(&["Айсулуу", "Айсулу"]);
}

#[test]
fn gul() {
    check(&["Гүлнара", "Гульнара", "Gulnara", "Gülnara"]);
}

#[test]
fn last_parts() {
    check_agreement("Нурлан", "Нурланбек", Agreement::PartDropped);
    check_agreement("Маматалы", "Мамат", Agreement::PartDropped);
    check_agreement("Алымкул", "Алым", Agreement::PartDropped);
    check_agreement("Муроджон", "Мурод", Agreement::PartDropped);
    assert!(only("Мамат", "Мамыт").agreement <= Agreement::Similar);
}

#[test]
fn particles_of_sons() {
    let frequencies = Frequencies::shipped();
    let forms = [
        "Асан Бакыт уулу",
        "Асан Бакыт улу",
        "Асан Бакыт оглы",
        "Асан Бакыт оглу",
        "Asan Bakyt uulu",
        "Asan Bakyt-uulu",
        "Asan Bakytuulu",
        "Бакыт уулу Асан",
        "Асан Бакыт ұлы",
        "Asan Bakyt o‘g‘li",
    ];
    for a in forms {
        for b in forms {
            let explained = explain(&prepare(a, frequencies), &prepare(b, frequencies));
            for role in [PartRole::Given, PartRole::Father] {
                let part = explained.parts.iter().find(|part| part.role == role);
                assert!(
                    part.is_some_and(|part| part.agreement <= Agreement::Spelling),
                    "{a} {b} {explained:?}"
                );
            }
        }
    }
}

#[test]
fn neighbours() {
    check(&["Уткир", "Ўткир", "Oʻtkir", "Utkir"]);
    check_agreement("Юлдашев", "Йўлдошев", Agreement::Close);
    check(&["Йўлдошев", "Yoʻldoshev", "Yuldoshev"]);
    check(&["Ғафур", "Гафур", "Gʻafur", "Ghafur"]);
    check(&["Қанат", "Канат", "Qanat", "Kanat"]);
    check(&["Нұрлан", "Нурлан", "Nurlan"]);
    check(&["Әсел", "Асел", "Asel"]);
    check(&["Каримов", "Каримзода", "Карим", "Karimzoda"]);
}
