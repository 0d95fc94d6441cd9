//! `esep names`.

use serde_json::Value;

use crate::house::House;

#[test]
fn pairs_of_a_table_are_weighed() {
    let house = House::new();
    house.write(
        "pairs.tsv",
        "id\ta\tb\n1\tӨмүрбек Асанов\tOmurbek Asanov\n2\tАсан Бакыт уулу\tБакыт Асан уулу\n",
    );
    let said = house.well(&["names", "score", "pairs.tsv"]);
    let rows: Vec<Vec<&str>> = said.out.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0], ["id", "a", "b", "weight", "score"]);
    assert_eq!(rows[1][..3], ["1", "Өмүрбек Асанов", "Omurbek Asanov"]);
    let score = |row: usize| rows[row][4].parse::<f64>().unwrap();
    assert!(score(1) > 0.9, "{}", score(1));
    assert!(score(2) < 0.1, "father and son: {}", score(2));
    assert_eq!(rows.len(), 3);

    house.well(&["names", "score", "pairs.tsv", "--save", "scored.tsv"]);
    assert_eq!(house.read("scored.tsv").trim_end(), said.out.trim_end());
    let again = house.esep(&["names", "score", "pairs.tsv", "--save", "scored.tsv"]);
    assert_eq!(again.status, 2, "nothing is written over: {}", again.err);
}

#[test]
fn a_table_without_pairs_is_told() {
    let house = House::new();
    house.write("pairs.tsv", "x\ty\nАсан\tҮсөн\n");
    let said = house.esep(&["names", "score", "pairs.tsv"]);
    assert_eq!(said.status, 3);
    assert!(
        said.err.contains("“a”") && !said.err.contains("Асан"),
        "{}",
        said.err
    );
}

#[test]
fn a_pair_is_explained_in_three_languages() {
    let house = House::new();
    for (language, same) in [
        ("en", "the same name"),
        ("ru", "одно и то же имя"),
        ("ky", "бир эле ат"),
    ] {
        let said = house.well(&[
            "names",
            "explain",
            "Айгүл Сатыева",
            "Айгуль Сатыева",
            "--lang",
            language,
        ]);
        assert!(said.out.contains(same), "{language}: {}", said.out);
    }
    let said = house.well(&["names", "explain", "Айгүл Сатыева", "Айгуль Сатыева", "--json"]);
    let explained: Value = serde_json::from_str(&said.out).unwrap();
    let worth = |list: &str| -> f64 {
        explained[list]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["bits"].as_f64().unwrap())
            .sum()
    };
    let sum = worth("parts") + worth("circumstances");
    assert!(
        (explained["weight"].as_f64().unwrap() - sum).abs() < 0.01,
        "{explained}"
    );
}

#[test]
fn keys_of_a_name_are_shown() {
    let house = House::new();
    let keys = |name: &str| -> Value {
        serde_json::from_str(&house.well(&["names", "keys", name, "--json"]).out).unwrap()
    };
    let (written, typed) = (keys("Жумабаев Өмүрбек"), keys("Dzhumabaev Omurbek"));
    let shared = written["search"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|key| typed["search"].as_array().unwrap().contains(key));
    assert!(shared.count() >= 2, "{written} {typed}");
    assert_eq!(keys("")["blocking"].as_array().unwrap().len(), 0);
}

#[test]
fn nonsense_has_a_defined_answer() {
    let house = House::new();
    for name in [
        "",
        " ",
        "🙂🙂",
        "محمد",
        "王小明",
        "\u{202e}abc",
        &"а".repeat(10_000),
    ] {
        house.well(&["names", "explain", name, "Асан Үсөнов"]);
        house.well(&["names", "keys", name]);
    }
}
