//! The forms one person's name may have, and who is not the same person.

use names::levels::{Gender, Name, NameAgreement, NameLevel, NameParts, PartLevel, compare, read};

fn whole(text: &str) -> Name {
    read(NameParts {
        full: Some(text),
        ..NameParts::default()
    })
}

fn check(a: &str, b: &str) -> NameAgreement {
    compare(&whole(a), &whole(b))
}

/// Given name and father agree.
fn check_one(a: &str, b: &str) {
    let found = check(a, b);
    assert_eq!(
        (found.given, found.father),
        (PartLevel::Same, PartLevel::Same),
        "{a} = {b}"
    );
}

#[test]
fn son_of_toktosun() {
    let forms = [
        "Токтосун уулу Бакыт",
        "Бакыт Токтосун уулу",
        "Бакыт Токтосунович",
        "Асанов Бакыт Токтосунович",
        "Бакыт Токтосунович Асанов",
        "Toktosun uulu Bakyt",
        "Токтосун-уулу Бакыт",
        "Бакыт Токтосун улу",
        "Бакыт Токтосун оглы",
        "Bakyt Toktosunuulu",
    ];
    for a in forms {
        for b in forms {
            check_one(a, b);
        }
    }
}

#[test]
fn order_before_uulu_carries_the_role() {
    let found = check("Асан Бакыт уулу", "Бакыт Асан уулу");
    assert_eq!(
        (found.given, found.father),
        (PartLevel::Different, PartLevel::Different)
    );
    assert_eq!(found.level, NameLevel::Different);
    check_one("Асан Бакыт уулу", "Бакыт уулу Асан");
}

#[test]
fn daughters() {
    check_one("Айгүл Асан кызы", "Асанова Айгуль Асановна");
    check_one("Aygul Asanqizi", "Айгүл Асан кызы");
    assert_eq!(whole("Айгүл Асан кызы").gender(), Some(Gender::Female));
    assert_eq!(whole("Бакыт Асан уулу").gender(), Some(Gender::Male));
    assert!(check("Нур Асан уулу", "Нур Асан кызы").gender_clash);
}

#[test]
fn father_as_surname() {
    let found = check("Токтосун уулу Бакыт", "Токтосунов Бакыт");
    assert_eq!(
        (found.given, found.surname),
        (PartLevel::Same, PartLevel::Elsewhere)
    );
    let filed = read(NameParts {
        given: Some("Бакыт"),
        surname: Some("Токтосун уулу"),
        ..NameParts::default()
    });
    assert_eq!(
        compare(&filed, &whole("Бакыт Токтосунович")).father,
        PartLevel::Same
    );
    let lost = read(NameParts {
        given: Some("Бакыт"),
        surname: Some("уулу"),
        ..NameParts::default()
    });
    assert_eq!(compare(&lost, &whole("Бакыт")).given, PartLevel::Same);
}

#[test]
fn ancestors() {
    check_one("Чоро тегин Бакыт Асан уулу", "Бакыт Асанович");
}

#[test]
fn order_of_given_name_and_surname() {
    assert_eq!(check("Асанов Бакыт", "Бакыт Асанов").level, NameLevel::Exact);
    assert_eq!(check("Allen Robert", "Robert Allen").level, NameLevel::Swapped);
    assert_eq!(check("Allen, Robert", "Robert Allen").given, PartLevel::Same);
    let parts = |given, surname| {
        read(NameParts {
            given: Some(given),
            surname: Some(surname),
            ..NameParts::default()
        })
    };
    assert_eq!(
        compare(&parts("Asanov", "Bakyt"), &parts("Бакыт", "Асанов")).level,
        NameLevel::Exact
    );
    assert_eq!(
        compare(&parts("Allen", "Robert"), &parts("Robert", "Allen")).level,
        NameLevel::Swapped
    );
}

#[test]
fn initials() {
    let found = check("Асанов Б. Т.", "Асанов Бакыт Токтосунович");
    assert_eq!(
        (found.given, found.father),
        (PartLevel::Initial, PartLevel::Initial)
    );
    assert_eq!(found.surname, PartLevel::Same);
}

#[test]
fn siblings_differ_by_given_name() {
    let found = check("Асанов Бакыт Токтосунович", "Асанов Улан Токтосунович");
    assert_eq!(found.level, NameLevel::GivenDiffers);
    assert_eq!(found.father, PartLevel::Same);
}
