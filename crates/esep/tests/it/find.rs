//! `esep link --find`: a caseworker asks who on the lists a new report may be about.

use serde_json::Value;

use crate::house::{House, invented, three_lists};

const LISTS: [&str; 4] = ["link", "union.csv", "media.csv", "court.csv"];

fn find<'a>(options: &[&'a str]) -> Vec<&'a str> {
    [&LISTS[..], options].concat()
}

/// Number 30, who stands on all three lists as Исаков Мирлан, in Latin letters; and somebody who is on none.
fn new_reports(house: &House) {
    let date = invented(30).2;
    house.write(
        "new.csv",
        format!("имя и фамилия,дата рождения\nIsakov Mirlan,{date}\nОболбеков Сыймык,03.04.1951\n"),
    );
}

#[test]
fn a_caseworker_sees_who_it_may_be_and_why() {
    let house = House::new();
    three_lists(&house);
    new_reports(&house);
    let said = house.well(&find(&["--find", "new.csv"]));
    let (known, unknown) = said.out.split_once("Report 2 of 2: new.csv: 3").unwrap();
    let (surname, given, _) = invented(30);
    for expected in [
        "Report 1 of 2: new.csv: 2",
        "1. Person ",
        "Probably one person: the probability is >99.9%",
        "name: ",
        "also about this person: ",
        "Before anything is compared: ",
        "would count as two people",
    ] {
        assert!(known.contains(expected), "{expected}\n{known}");
    }
    assert!(known.contains(&format!("{surname} {given}")));
    // All three of his reports are told as one person: one side by side, two beside it.
    assert_eq!(known.matches("Probably one person").count(), 1, "{known}");
    let others = known.lines().find(|line| line.contains("also about")).unwrap();
    assert_eq!(others.matches(".csv: ").count(), 2, "{others}");
    assert!(!unknown.contains("Probably one person"), "{unknown}");
    assert!(unknown.contains("A probability is no proof."));
    assert!(said.err.contains("names and dates of birth"), "{}", said.err);
}

#[test]
fn what_is_found_is_what_linking_finds() {
    let house = House::new();
    three_lists(&house);
    new_reports(&house);
    let said = house.well(&find(&["--find", "new.csv", "--json"]));
    assert!(!said.out.contains(&invented(30).0), "figures name nobody");
    let found: Value = serde_json::from_str(&said.out).unwrap();
    let first = &found["sought"][0]["found"];
    let lists: Vec<&str> = { first.as_array().unwrap().iter() }
        .filter(|found| found["probability"].as_f64().unwrap() > 0.9)
        .map(|found| found["list"].as_str().unwrap())
        .collect();
    assert_eq!(lists.len(), 3, "{first}");
    let linked = house.well(&find(&["--out", "linked"]));
    assert!(linked.out.contains("linked"));
    let clusters = house.read("linked/links/clusters.csv");
    let person = first[0]["person"].as_u64().unwrap();
    let of_person = { clusters.lines() }.filter(|line| line.trim_end().ends_with(&format!(",{person}")));
    assert_eq!(
        of_person.count(),
        3,
        "person {person} of the linkage:\n{clusters}"
    );
    assert_eq!(found["sought"][0]["compared"], 40 + 27 + 16);
}

#[test]
fn names_are_written_under_private_alone_and_only_when_asked_for() {
    let house = House::new();
    three_lists(&house);
    new_reports(&house);
    let surname = invented(30).0;
    house.well(&find(&["--find", "new.csv", "--out", "found"]));
    assert_eq!(house.files("found"), ["links/found.csv"]);
    assert!(!house.read("found/links/found.csv").contains(&surname));
    house.well(&find(&[
        "--find",
        "new.csv",
        "--out",
        "found",
        "--private",
        "--replace",
        "--lang",
        "ky",
    ]));
    assert_eq!(house.files("found"), ["links/found.csv", "private/found.html"]);
    let page = house.read("found/private/found.html");
    assert!(
        page.contains(&surname) && page.contains("Кыязы, бир адам"),
        "{page}"
    );
    assert!(page.contains("Долбоор котормо"), "Kyrgyz is marked as a draft");
    assert!(!house.read("found/links/found.csv").contains(&surname));
}

#[test]
fn every_language_has_its_words() {
    let house = House::new();
    three_lists(&house);
    new_reports(&house);
    for (language, expected) in [
        ("ru", "Вероятно, один человек: вероятность"),
        ("ky", "Кыязы, бир адам: ыктымалдуулугу"),
    ] {
        let said = house.well(&find(&["--find", "new.csv", "--lang", language]));
        assert!(said.out.contains(expected), "{}", said.out);
    }
}

#[test]
fn what_cannot_be_searched_for_is_refused_in_words() {
    let house = House::new();
    three_lists(&house);
    house.write("empty.csv", "имя и фамилия,дата рождения\n");
    house.write("numbers.csv", "a,b\n1,2\n");
    house.write("long.csv", crate::house::list("N", 100..301));
    let check = |options: &[&str], status: i32, expected: &str| {
        let said = house.esep(&find(options));
        assert_eq!(said.status, status, "{options:?}\n{}{}", said.out, said.err);
        assert!(said.err.contains(expected), "{options:?}\n{}", said.err);
    };
    check(
        &["--find", "empty.csv"],
        3,
        "empty.csv holds no row with a report to search for",
    );
    check(&["--find", "empty.csv", "--lang", "ru"], 3, "нет ни одной строки");
    check(&["--find", "empty.csv", "--lang", "ky"], 3, "бир да сап жок");
    check(&["--find", "long.csv"], 3, "long.csv holds 201 reports");
    check(&["--find", "numbers.csv"], 3, "numbers.csv");
    check(&["--find", "missing.csv"], 3, "missing.csv");
    check(&["--find", "union.csv"], 2, "union.csv");
    check(&["--find", "empty.csv", "--review", "3"], 2, "--review");
    house.write("copy.csv", house.read("union.csv"));
    check(&["--find", "copy.csv"], 3, "copy.csv");
}
