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
fn where_memory_ends_the_likeliest_pairs_are_kept_and_it_is_told() {
    let house = House::new();
    let mut text = "имя и фамилия,дата рождения\n".to_owned();
    for number in 0..70 {
        let (surname, given, date) = crate::house::invented(number);
        text += &format!("{surname} {given},{date}\n").repeat(30);
    }
    house.write("list.csv", text);
    let link = |mib| house.well(&["link", "list.csv", "--memory", mib, "--json"]);
    let [enough, little] = ["2", "1"].map(|mib| serde_json::from_str::<Value>(&link(mib).out).unwrap());
    assert_eq!(enough["kept_from"], Value::Null);
    assert_eq!(
        (&enough["pairs"], &enough["persons"]),
        (&30_450.into(), &70.into())
    );
    assert!(little["pairs"].as_u64().unwrap() <= (1 << 20) / 40);
    assert!(little["kept_from"].as_f64() <= little["threshold"].as_f64() && little["kept_from"].is_f64());
    let told = house.well(&["link", "list.csv", "--memory", "1"]);
    assert!(told.out.contains("More room: --memory."), "{}", told.out);
}

#[test]
fn draws_hold_the_overlaps_of_every_draw_and_no_names() {
    let house = House::new();
    three_lists(&house);
    let files = ["link", "union.csv", "media.csv", "court.csv"];
    let options = ["--draws", "25", "--threshold", "balanced", "--out", "linked"];
    let said = house.well(&[&files[..], &options[..]].concat());
    assert!(
        said.out.contains("Expected among the pairs compared"),
        "{}",
        said.out
    );
    let draws = house.read("linked/share/draws.csv");
    let mut lines = draws.trim_start_matches('\u{feff}').lines();
    assert_eq!(lines.next(), Some("draw,union,media,court,count"));
    let mut n_reports_of_draw = std::collections::BTreeMap::<u32, u32>::new();
    for line in lines {
        let cells: Vec<u32> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        let n_lists: u32 = cells[1..4].iter().sum();
        assert!((1..=3).contains(&n_lists) && cells[4] > 0, "{line}");
        *n_reports_of_draw.entry(cells[0]).or_default() += n_lists * cells[4];
    }
    assert!(n_reports_of_draw.keys().copied().eq(1..=25));
    let written = house.read("linked/share/result.json");
    let result: Value = serde_json::from_str(&written).unwrap();
    let n_reports = u32::try_from(result["reports"].as_u64().unwrap()).unwrap();
    assert!(
        n_reports_of_draw.values().all(|n| *n <= n_reports),
        "a person counts once on a list"
    );
    assert_eq!(
        result["missed_by_blocking"], 0.0,
        "small lists are compared whole"
    );
    assert!(result["expected"].as_array().unwrap().len() >= 13);
    let again = house.well(&[&files[..], &["--draws", "25", "--replace", "--out", "linked"]].concat());
    assert!(again.err.is_empty() || !again.err.contains("error"));
    assert_eq!(
        house.read("linked/share/draws.csv"),
        draws,
        "the seed decides, not the threshold"
    );
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
