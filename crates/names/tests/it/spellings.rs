//! Spellings of one name meet, whatever the script; other names stay apart.

use names::levels::{NameParts, PartLevel, compare, read};

fn level(a: &str, b: &str) -> PartLevel {
    let given = |text| {
        read(NameParts {
            given: Some(text),
            ..NameParts::default()
        })
    };
    compare(&given(a), &given(b)).given
}

fn surname_level(a: &str, b: &str) -> PartLevel {
    let surname = |text| {
        read(NameParts {
            surname: Some(text),
            ..NameParts::default()
        })
    };
    compare(&surname(a), &surname(b)).surname
}

fn check(a: &str, b: &str, expected: PartLevel) {
    assert_eq!(level(a, b), expected, "given {a} {b}");
}

fn check_surname(a: &str, b: &str, expected: PartLevel) {
    assert_eq!(surname_level(a, b), expected, "surname {a} {b}");
}

#[test]
fn zhe() {
    for other in [
        "Джумабаев",
        "Zhumabaev",
        "Dzhumabaev",
        "Djumabaev",
        "Jumabaev",
        "Zhumabayev",
        "ЖУМАБАЕВ",
    ] {
        check_surname("Жумабаев", other, PartLevel::Same);
    }
    check_surname("Жумабаев", "Зумабаев", PartLevel::Close);
}

#[test]
fn oe() {
    check_surname("Өмүралиев", "Омуралиев", PartLevel::Same);
    check_surname("Өмүралиев", "Omuraliev", PartLevel::Same);
    check_surname("Өмүралиев", "Ömüraliyev", PartLevel::Same);
    check("Бөкөнбай", "Боконбай", PartLevel::Same);
    check_surname("Үсөнов", "Усенов", PartLevel::Same);
    check_surname("Үсөнов", "Usenov", PartLevel::Same);
    check("Ѳмүр", "Омур", PartLevel::Same);
}

#[test]
fn ue() {
    check("Түп", "Тюп", PartLevel::Same);
    check("Түп", "Tiup", PartLevel::Same);
    check("Үмүт", "Umut", PartLevel::Same);
}

#[test]
fn eng() {
    check("Чоң", "Чон", PartLevel::Same);
    check("Чоң", "Chon", PartLevel::Same);
    check("Чоң", "Chong", PartLevel::Same);
    check("Чоң", "Чонг", PartLevel::Same);
}

#[test]
fn yery() {
    check_surname("Сыдыков", "Sydykov", PartLevel::Same);
    check_surname("Сыдыков", "Sidikov", PartLevel::Same);
    check_surname("Кыдыров", "Кадыров", PartLevel::Close);
}

#[test]
fn kha() {
    check("Хамид", "Khamid", PartLevel::Same);
    check("Хамид", "Hamid", PartLevel::Same);
    check("Ҳамид", "Хамид", PartLevel::Same);
}

#[test]
fn doubled_vowels() {
    check("Жээнбек", "Женбек", PartLevel::Same);
    check("Жоомарт", "Zhomart", PartLevel::Same);
    check("Жоомарт", "Joomart", PartLevel::Same);
}

#[test]
fn soft_signs() {
    check("Гүлнара", "Гульнара", PartLevel::Same);
    check("Айгүл", "Айгуль", PartLevel::Same);
    check("Айгүл", "Aygul", PartLevel::Same);
    check("Айгүл", "Aigul", PartLevel::Same);
}

#[test]
fn grown_names() {
    check("Нурлан", "Нурланбек", PartLevel::Short);
    check("Nurlan", "Нурланбек", PartLevel::Short);
    check("Мамат", "Мамыт", PartLevel::Close);
}

#[test]
fn uzbek_tajik_kazakh() {
    check("Ўткир", "Уткир", PartLevel::Same);
    check("Oʻtkir", "Уткир", PartLevel::Same);
    check_surname("Йўлдошев", "Юлдашев", PartLevel::Close);
    check_surname("Yoʻldoshev", "Yuldashev", PartLevel::Close);
    check_surname("Каримов", "Каримзода", PartLevel::Same);
    check_surname("Каримов", "Карим", PartLevel::Same);
    check("Суҳроб", "Suhrob", PartLevel::Same);
    check("Нұрлан", "Нурлан", PartLevel::Same);
    check_surname("Сәрсенов", "Sarsenov", PartLevel::Same);
    check("Қанат", "Qanat", PartLevel::Same);
}

#[test]
fn look_alikes_and_apostrophes() {
    check("Бaкыт", "Бакыт", PartLevel::Same);
    check("O'tkir", "O‘tkir", PartLevel::Same);
    check("Б\u{200b}акыт", "Бакыт", PartLevel::Same);
}

#[test]
fn feminine_surnames() {
    check_surname("Асанова", "Асанов", PartLevel::Same);
    check_surname("Сергеева", "Sergeev", PartLevel::Same);
    check_surname("Никитина", "Никитин", PartLevel::Same);
    let name = |text| {
        read(NameParts {
            full: Some(text),
            ..NameParts::default()
        })
    };
    assert!(compare(&name("Асанов Нур"), &name("Асанова Нур")).gender_clash);
    assert!(!compare(&name("Асанов Нур"), &name("Asanov Nur")).gender_clash);
}

#[test]
fn english() {
    check("Robert", "Rob", PartLevel::Short);
    check("Bob", "Robert", PartLevel::Short);
    check("Allen", "Alen", PartLevel::Same);
    check_surname("Murphy", "pMurphy", PartLevel::Close);
    check("R", "Robert", PartLevel::Initial);
    check("Thomas", "Thimas", PartLevel::Close);
    check("Robert", "Roebrt", PartLevel::Close);
    check("Grace", "Logan", PartLevel::Different);
}

#[test]
fn other_names_stay_apart() {
    for (a, b) in [
        ("Бакыт", "Болот"),
        ("Азамат", "Алмаз"),
        ("Эрлан", "Улан"),
        ("Асан", "Максат"),
    ] {
        assert!(level(a, b) <= PartLevel::Similar, "{a} {b}");
    }
}
