//! How much two names weigh: who is one person and who is not. All people are invented.

use names::{
    Agreement, Circumstance, Fields, Frequencies, PartRole, Weight, explain, prepare, prepare_fields, weigh,
};

fn bits(a: &str, b: &str) -> f64 {
    let frequencies = Frequencies::shipped();
    weigh(&prepare(a, frequencies), &prepare(b, frequencies)).bits()
}

/// Every two of the spellings speak for one person.
fn check_one(spellings: &[&str]) {
    for a in spellings {
        for b in spellings {
            assert!(bits(a, b) > 0.0, "{a} = {b}: {}", bits(a, b));
        }
    }
}

fn check_two(a: &str, b: &str) {
    assert!(bits(a, b) < -2.0, "{a} ≠ {b}: {}", bits(a, b));
}

#[test]
fn forms_of_one_man() {
    check_one(&[
        "Асанов Бакыт Токтосунович",
        "Бакыт Токтосунович Асанов",
        "Asanov Bakyt Toktosunovich",
        "Токтосун уулу Бакыт",
        "Бакыт Токтосун уулу",
        "Bakyt Toktosun uulu",
        "Toktosunuulu Bakyt",
        "Бакыт Токтосун оглы",
    ]);
    check_one(&[
        "Рысбеков Жээнбек Эрнисович",
        "Рысбек тегин Жээнбек Эрнис уулу",
        "Жээнбек Эрнис уулу",
    ]);
    check_one(&["Каримов Умед", "Каримзода Умед", "Карим Умед"]);
}

#[test]
fn father_and_son() {
    check_two("Асан Бакыт уулу", "Бакыт Асан уулу");
    check_two(
        "Asan Bakyt uulu",
        "Бакыт уулу Асан"
            .replace("Бакыт уулу Асан", "Асан уулу Бакыт")
            .as_str(),
    );
    check_two("Асанов Бакыт Токтосунович", "Асанов Токтосун Бакытович");
}

#[test]
fn brothers_and_sisters() {
    check_two("Асанов Бакыт Токтосунович", "Асанов Улан Токтосунович");
    check_two("Асанов Бакыт Токтосунович", "Асанова Айгүл Токтосуновна");
    check_two("Улан Токтосун уулу", "Бакыт Токтосун уулу");
}

#[test]
fn man_and_woman() {
    check_two("Нур Асан уулу", "Нур Асан кызы");
    check_one(&["Маматкулова Гүлсара", "Маматкулов Гүлсара"]);
}

#[test]
fn wrong_keyboard() {
    check_one(&["Осмонов Темирбек", "Jcvjyjd Ntvbh,tr"]);
    check_one(&["Валиева Мунира", "Dfkbtdf Veybhf"]);
    check_one(
        &[
            "Eshim Dzholdoshev",
            "Уыршь Вярщдвщырум"
                .replace("Вярщдвщырум", "Вяpщдвщырум")
                .replace('p', "р")
                .as_str(),
        ][..1],
    );
    check_one(&["Eshim Berdibekovich", "Уыршь Иуквшиулщмшср"]);
    check_one(&["Ермекова Еңлік", "Thvtrjdf T4k3r"]);
    let name = prepare("Jcvjyjd Ntvbh,tr", Frequencies::shipped());
    assert!(name.was_retyped());
    assert!(!prepare("Osmonov Temirbek", Frequencies::shipped()).was_retyped());
}

#[test]
fn scanners() {
    check_one(&[
        "Сатыбалдиев Шамиль Назарович",
        "Саты6алдиев Шамнль На3арович",
        "Сатыбалдисв Шамиль Назаровнч",
    ]);
    check_one(&["Кадыров Ишенбек", "Кадьіров Ишенбек"]);
}

#[test]
fn initials_and_short_forms() {
    check_one(&["Алиев Нурдин Карыбекович", "Н.К. Алиев"]);
    check_one(&["Тургунбаева Жылдыз", "Zh. Turgunbaeva"]);
    check_two("Ж. Тургунбаева", "Тургунбаева Айгуль");
    check_one(&["Евгения Муминова", "Муминова Женя"]);
    check_one(&["Николай Комаров", "Микола Комаров"]);
    check_two("Данилова Зина", "Зульфия Данилова");
}

#[test]
fn explained() {
    let frequencies = Frequencies::shipped();
    let (a, b) = (
        prepare("Асанов Бакыт", frequencies),
        prepare("Bakit ASANOVA", frequencies),
    );
    let explained = explain(&a, &b);
    let part = |role: PartRole| explained.parts.iter().find(|part| part.role == role).cloned();
    let given = part(PartRole::Given).unwrap();
    assert_eq!(
        (given.a.as_str(), given.b.as_str(), given.agreement),
        ("Бакыт", "Bakit", Agreement::Same)
    );
    let surname = part(PartRole::Surname).unwrap();
    assert_eq!((surname.a.as_str(), surname.b.as_str()), ("Асанов", "ASANOVA"));
    let sum = explained.parts.iter().map(|part| part.bits).sum::<f64>()
        + explained.circumstances.iter().map(|(_, bits)| bits).sum::<f64>();
    assert!(
        (sum - explained.weight.bits()).abs() < 1e-3,
        "{sum} {explained:?}"
    );
    assert_eq!(explained.weight, weigh(&a, &b));
    assert!(
        explained
            .circumstances
            .iter()
            .any(|(code, _)| *code == Circumstance::NoFather)
    );
    // Nobody's name is in what goes to a log.
    assert!(!format!("{explained:?} {a:?}").contains("Бакыт"));
}

#[test]
fn fields_settle_roles() {
    let frequencies = Frequencies::shipped();
    let fields = |surname, given, father| {
        prepare_fields(
            Fields {
                surname: Some(surname),
                given: Some(given),
                father,
            },
            frequencies,
        )
    };
    let whole = prepare("Асанов Бакыт Токтосунович", frequencies);
    for filed in [
        fields("Асанов", "Бакыт", Some("Токтосунович")),
        fields("ASANOV", "BAKYT", Some("Токтосун")),
        fields("Бакыт", "Асанов", Some("Токтосун уулу")),
        fields("Токтосун уулу", "Бакыт", None),
        fields("уулу", "Бакыт Токтосун", None),
    ] {
        assert!(
            weigh(&whole, &filed).bits() > 0.0,
            "{:?}",
            explain(&whole, &filed)
        );
    }
}

#[test]
fn rare_names_tell_more() {
    let counts = [
        ("Бакыт", 400_u64),
        ("Асанов", 500),
        ("Шайлообек", 1),
        ("Кошалиев", 1),
        ("прочие", 9_000),
    ];
    let frequencies = Frequencies::from_counts(counts);
    let own = |name: &str| {
        let prepared = prepare(name, &frequencies);
        weigh(&prepared, &prepared).bits()
    };
    assert!(own("Кошалиев Шайлообек") > own("Асанов Бакыт"));
}

#[test]
fn probability_follows_the_odds() {
    let weight = Weight::new(1.0).unwrap();
    assert!((weight.probability(1.0) - 2.0 / 3.0).abs() < 1e-12);
    assert!((weight.probability(0.5) - 0.5).abs() < 1e-12);
    assert!(weight.probability(0.0).abs() < 1e-12);
    assert!((Weight::new(1e9).unwrap().probability(1.0) - 1.0).abs() < 1e-12);
    assert_eq!(Weight::new(f64::NAN), None);
}
