//! `esep link`.

use serde_json::Value;

use crate::house::{House, shared, three_lists};

#[test]
fn pairs_and_clusters_are_written_without_names() {
    let house = House::new();
    three_lists(&house);
    house.well(&["link", "union.csv", "media.csv", "court.csv", "--out", "linked"]);
    assert_eq!(
        house.files("linked"),
        [
            "links/clusters.csv",
            "links/pairs.csv",
            "links/warnings.csv",
            "share/result.json"
        ]
    );
    for file in house.files("linked") {
        assert!(
            !house.read(&format!("linked/{file}")).contains("Токтосунов"),
            "{file}"
        );
    }
}

#[test]
fn truth_gives_scores() {
    let house = House::new();
    let mut text = "имя и фамилия,дата рождения,who\n".to_owned();
    for number in 0..60 {
        let (surname, given, date) = crate::house::invented(number);
        text += &format!("{surname} {given},{date},p{number}\n");
        if number % 2 == 0 {
            text += &format!("{given} {surname},{date},p{number}\n");
        }
    }
    house.write("list.csv", text);
    let said = house.well(&["link", "list.csv", "--truth", "who:^p(\\d+)$", "--json"]);
    let result: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(result["reports"], 90);
    assert!(
        result["evaluation"]["cluster"]["f1"].as_f64().unwrap() > 0.95,
        "{}",
        result["evaluation"]
    );
    assert!(result["seconds"]["total"]["cpu"].as_f64().unwrap() > 0.0);
    let distinct = house.well(&[
        "link",
        "list.csv",
        "--truth",
        "who",
        "--distinct",
        "list",
        "--json",
    ]);
    let distinct: Value = serde_json::from_str(&distinct.out).unwrap();
    assert_eq!(
        distinct["persons"], 90,
        "a list said to hold each person once is not joined within itself"
    );
}

/// fake_1000: 1,000 invented records of 251 persons (Splink's example data, MIT); Splink 5 reaches .861 at best.
#[test]
fn fake_1000_is_linked() {
    let Some(path) = shared("linkage/fake_1000.csv") else {
        return;
    };
    let said = House::new().well(&["link", path.to_str().unwrap(), "--truth", "cluster", "--json"]);
    let result: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(result["reports"], 1000);
    let best = result["evaluation"]["best"]["f1"].as_f64().unwrap();
    assert!(best > 0.86, "{}", result["evaluation"]);
}
