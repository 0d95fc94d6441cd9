//! Looking names up, whole and while they are typed.

use names::{Frequencies, keys, prefix_keys, prepare, search_keys};

/// Says whether what was typed so far finds a name: every typed word begins one of its keys.
fn finds(typed: &str, name: &str) -> bool {
    let known = search_keys(name);
    let wanted = prefix_keys(typed);
    !wanted.is_empty()
        && wanted.iter().all(|ways| {
            ways.iter()
                .any(|way| known.iter().any(|key| key.starts_with(way.as_str())))
        })
}

fn check(typed: &str, name: &str) {
    for n_letters in 2..=typed.chars().count() {
        let begun: String = typed.chars().take(n_letters).collect();
        assert!(
            finds(&begun, name),
            "{begun} → {name}: {:?} {:?}",
            prefix_keys(&begun),
            search_keys(name)
        );
    }
}

#[test]
fn found_while_typing() {
    check("омур", "Өмүрбек");
    check("өмүрб", "Омурбек");
    check("dzhum", "Жумабаев");
    check("zhum", "Жумабаев");
    check("jum", "Жумабаев");
    check("джум", "Жумабаев");
    check("rahmat", "Рахматулла");
    check("rakhmat", "Рахматулла");
    check("тулег", "Төлөгөн");
    check("shayl", "Шайлообек");
    check("усен", "Үсөнов");
    check("хамид", "Hamid");
    check("асанов бак", "Бакыт Асанов");
}

#[test]
fn not_everything_is_found() {
    assert!(!finds("бакыт", "Асанов Улан"));
    assert!(!finds("", "Асанов Улан"));
    assert!(!finds("асанов бакыт", "Асанов Улан"));
}

#[test]
fn spellings_share_a_key() {
    let frequencies = Frequencies::shipped();
    let share = |a: &str, b: &str| {
        let (x, y) = (keys(&prepare(a, frequencies)), keys(&prepare(b, frequencies)));
        x.iter().any(|key| y.contains(key))
    };
    for (a, b) in [
        ("Асанов Бакыт Токтосунович", "Токтосун уулу Бакыт"),
        ("Жумабаев Өмүрбек", "Omurbek Dzhumabaev"),
        ("Асанова Айгүл", "Aygul Asanova"),
        ("Рысбеков Жээнбек Эрнисович", "Рысбек тегин Жээнбек"),
        ("Каримов Умед", "Умед Каримзода"),
        ("Өмүрбек", "Omurbek"),
    ] {
        assert!(share(a, b), "{a} {b}");
    }
    assert!(!share("Асанов Бакыт", "Петров Иван"));
}
