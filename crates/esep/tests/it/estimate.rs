//! `esep estimate`.

use serde_json::Value;

use crate::house::{House, shared};

/// Killings of Kosovar Albanians, March to June 1999 (Ball et al. 2002, in R package LCMCR).
const KOSOVO: &str = "EXH,ABA,OSCE,HRW,count
1,0,0,0,1131\n0,1,0,0,845\n0,0,1,0,936\n0,0,0,1,306\n1,1,0,0,177\n1,0,1,0,228\n1,0,0,1,106\n0,1,1,0,217
0,1,0,1,31\n0,0,1,1,123\n1,1,1,0,181\n1,1,0,1,18\n1,0,1,1,42\n0,1,1,1,32\n1,1,1,1,27\n";

fn estimate(house: &House, file: &str) -> Value {
    let said = house.well(&["estimate", file, "--json"]);
    serde_json::from_str::<Value>(&said.out).unwrap()["sections"][0].clone()
}

fn close(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap();
    assert!((value / expected - 1.0).abs() < 5e-7, "{value} is not {expected}");
}

/// Rcapture 1.4-4: independence 7394.58666; best by BIC \[123,14,34\] 10356.5190, profile 8994.26 to 12110.41.
#[test]
fn kosovo_is_as_published() {
    let house = House::new();
    house.write("kosovo.csv", KOSOVO);
    let section = estimate(&house, "kosovo.csv");
    assert_eq!(section["persons"], 4400);
    close(&section["models"]["independence"]["total"], 7394.58666);
    close(&section["models"]["best"]["total"], 10356.5190);
    close(&section["models"]["best"]["interval"]["lower"], 8994.25671);
    close(&section["models"]["best"]["interval"]["upper"], 12110.4081);
}

#[test]
fn the_shared_tables_can_all_be_read() {
    for name in [
        "kosovo",
        "uk2013_5",
        "korea_3",
        "hiv_rome",
        "neworleans_8",
        "ph_manila_police",
        "hare",
    ] {
        let Some(path) = shared(&format!("estimation/{name}.csv")) else {
            return;
        };
        let section = estimate(&House::new(), path.to_str().unwrap());
        assert!(section["persons"].as_u64().unwrap() > 0, "{name}");
    }
}

#[test]
fn overlaps_can_be_estimated_again() {
    let house = House::new();
    house.write("kosovo.csv", KOSOVO);
    house.well(&["estimate", "kosovo.csv", "--out", "report"]);
    let again = estimate(&house, "report/share/overlaps.csv");
    assert_eq!(again["estimate"], estimate(&house, "kosovo.csv")["estimate"]);
}

#[test]
fn a_table_of_counts_alone_is_refused() {
    let house = House::new();
    house.write("counts.csv", "nbcap,freq\n1,43\n2,16\n3,8\n");
    let said = house.esep(&["estimate", "counts.csv"]);
    assert_eq!(said.status, 3, "{}", said.err);
}

/// dga 2.0.2 on every integer from 1 to 10 n, saturated graph in: mean 12749.34929, quantiles 9827, 12595, 16544.
#[test]
fn what_dga_says_can_be_asked_for() {
    let house = House::new();
    house.write("kosovo.csv", KOSOVO);
    let said = house.well(&["estimate", "kosovo.csv", "--compat", "dga", "--json"]);
    let section = &serde_json::from_str::<Value>(&said.out).unwrap()["sections"][0];
    let other = |code: &str| {
        let others = section["others"].as_array().unwrap();
        others
            .iter()
            .find(|other| other["method"] == code)
            .unwrap()
            .clone()
    };
    let mean = other("dga-mean")["total"].as_f64().unwrap();
    assert!((mean / 12749.34929 - 1.0).abs() < 1e-9, "{mean}");
    assert_eq!(other("dga")["total"], 12595.0);
    assert_eq!(other("dga")["interval"]["upper"], 16544.0);
    // The moment form of Chao's bound for lists of unequal reach, to the digit at hand: 8590.8.
    let bound = other("chao-unequal")["total"].as_f64().unwrap();
    assert!((bound - 8590.8).abs() < 0.05, "{bound}");
}

#[test]
fn one_way_alone_says_what_it_says_and_gives_no_range() {
    let house = House::new();
    house.write("kosovo.csv", KOSOVO);
    let said = house.well(&["estimate", "kosovo.csv", "--method", "averaging", "--json"]);
    let section = &serde_json::from_str::<Value>(&said.out).unwrap()["sections"][0];
    assert_eq!(section["estimate"]["reasons"][0]["code"], "few-methods");
    assert_eq!(section["ways"][0]["centre"], 12595.0);
    assert_eq!(section["ways"].as_array().unwrap().len(), 1);
    assert_eq!(
        house
            .esep(&["estimate", "kosovo.csv", "--method", "guessing"])
            .status,
        2
    );
}

/// Cottontail rabbits caught on 18 nights; 135 were there (Edwards and Eberhardt 1967, in R package SPECIES).
#[test]
fn counts_of_sightings_give_a_lower_bound() {
    let house = House::new();
    house.write(
        "rabbits.csv",
        "times,animals\n1,43\n2,16\n3,8\n4,6\n5,0\n6,2\n7,1\n",
    );
    let said = house.well(&["estimate", "rabbits.csv", "--occasions", "18", "--out", "report"]);
    assert!(said.out.contains("at least"), "{}", said.out);
    let result: Value = serde_json::from_str(&house.read("report/share/result.json")).unwrap();
    let section = &result["sections"][0];
    assert_eq!(section["persons"], 76);
    assert_eq!(section["estimate"]["reasons"][0]["code"], "counts-only");
    let interval = &section["chao"]["interval"];
    assert!(interval["lower"].as_f64().unwrap() < 135.0 && 135.0 < interval["upper"].as_f64().unwrap());
    assert!(
        house
            .read("report/share/index.html")
            .contains("76 different people were seen.")
    );
    let few = house.esep(&["estimate", "rabbits.csv", "--occasions", "5"]);
    assert_eq!(few.status, 2, "{}", few.err);
    house.write("odd.csv", "times,animals\n1,43\nmany,16\n");
    let odd = house.esep(&["estimate", "odd.csv", "--occasions", "9"]);
    assert!(odd.status == 3 && odd.err.contains('3'), "{}", odd.err);
}

/// A table of three lists in two places, and some people of no known place.
fn by_place() -> String {
    let mut text = String::from("place,A,B,C,count\n");
    let cells = ["1,0,0", "0,1,0", "0,0,1", "1,1,0", "1,0,1", "0,1,1", "1,1,1"];
    for (place, people) in [
        ("north", [60, 50, 40, 15, 12, 10, 3]),
        ("south", [80, 40, 60, 9, 14, 8, 2]),
        ("", [6, 4, 3, 2, 1, 1, 1]),
    ] {
        for (cell, count) in cells.iter().zip(people) {
            text.push_str(&format!("{place},{cell},{count}\n"));
        }
    }
    text
}

#[test]
fn strata_are_estimated_apart_and_added_up() {
    let house = House::new();
    house.write("places.csv", by_place());
    let said = house.well(&["estimate", "places.csv", "--strata", "place", "--out", "report"]);
    assert!(said.out.contains("All parts together"), "{}", said.out);
    assert!(!said.out.contains("reports"), "nothing was linked: {}", said.out);
    assert!(
        said.out.contains("18 people nobody wrote down the part"),
        "{}",
        said.out
    );
    let result: Value = serde_json::from_str(&house.read("report/share/result.json")).unwrap();
    let sections = result["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 2);
    assert_eq!(sections[0]["doubt"]["of_strata"], true);
    let persons: u64 = sections
        .iter()
        .map(|section| section["persons"].as_u64().unwrap())
        .sum();
    let pooled = &result["pooled"];
    assert_eq!((pooled["seen"].as_u64().unwrap(), persons), (421, 421));
    assert_eq!(
        (pooled["placed"].as_u64(), pooled["draws"].as_u64()),
        (Some(18), Some(20))
    );
    let end = |range: &Value, end: &str| range[end].as_f64().unwrap();
    let range = &pooled["range"];
    let sum = |name: &str| -> f64 {
        sections
            .iter()
            .map(|section| end(&section["estimate"]["range"], name))
            .sum()
    };
    assert!(end(range, "lower") >= sum("lower") && end(range, "upper") <= sum("upper"));
    assert_eq!(
        house
            .esep(&["estimate", "places.csv", "--strata", "oblast"])
            .status,
        3
    );
}

#[test]
fn drawn_tables_enter_the_range() {
    let house = House::new();
    house.write("kosovo.csv", KOSOVO);
    // The same people, and twice with some of those on two lists taken for two.
    let mut draws = String::from("draw,EXH,ABA,OSCE,HRW,count\n");
    for (draw, split) in [(1, 0), (2, 60), (10, 30)] {
        for row in KOSOVO.lines().skip(1) {
            let (cell, count) = row.rsplit_once(',').unwrap();
            let count: u64 = count.parse().unwrap();
            let moved = match cell {
                "1,0,1,0" => count - split,
                "1,0,0,0" | "0,0,1,0" => count + split,
                _ => count,
            };
            draws.push_str(&format!("{draw},{cell},{moved}\n"));
        }
    }
    house.write("draws.csv", draws);
    let certain = estimate(&house, "kosovo.csv");
    let said = house.well(&["estimate", "kosovo.csv", "--draws", "draws.csv", "--json"]);
    let section = &serde_json::from_str::<Value>(&said.out).unwrap()["sections"][0];
    assert_eq!(section["doubt"]["draws"], 3);
    // More people on one list only and fewer on two: the total grows.
    let centre = |section: &Value| section["ways"][1]["centre"].as_f64().unwrap();
    assert!(centre(section) > centre(&certain));
    for way in section["ways"].as_array().unwrap() {
        assert!(way["from_linkage"].as_f64().unwrap() >= 0.0, "{way}");
    }
    // Draws of other lists, and a file without draws.
    house.write("other.csv", "draw,X,Y,Z,count\n1,1,0,0,5\n1,0,1,1,5\n1,1,1,1,5\n");
    assert_eq!(
        house
            .esep(&["estimate", "kosovo.csv", "--draws", "other.csv"])
            .status,
        2
    );
    let tenfold: String = house
        .read("draws.csv")
        .lines()
        .map(|line| format!("{line}0\n"))
        .collect();
    house.write("large.csv", tenfold.replacen("count0", "count", 1));
    let large = house.esep(&["estimate", "kosovo.csv", "--draws", "large.csv"]);
    assert!(large.status == 3 && large.err.contains("EXH"), "{}", large.err);
    let none = house.esep(&["estimate", "kosovo.csv", "--draws", "kosovo.csv"]);
    assert!(none.status == 3 && none.err.contains("draw"), "{}", none.err);
    // Two files put together, and a draw that is no number.
    let drawn = house.read("draws.csv");
    let (_, again) = drawn.split_once('\n').unwrap();
    house.write("twice.csv", format!("{drawn}{again}"));
    let twice = house.esep(&["estimate", "kosovo.csv", "--draws", "twice.csv"]);
    assert!(
        twice.status == 3 && twice.err.contains("row 47: draw 1"),
        "{}",
        twice.err
    );
    for odd in ["x", "0", "-3", "1.5", ""] {
        house.write("odd.csv", format!("{drawn}{odd},1,0,0,1,5\n"));
        let odd = house.esep(&["estimate", "kosovo.csv", "--draws", "odd.csv"]);
        assert!(odd.status == 3 && odd.err.contains("row 47"), "{}", odd.err);
    }
}

#[test]
fn a_column_that_parts_nothing_or_is_a_list_is_told() {
    let house = House::new();
    let alone = by_place().replace("south", "north").replace("\n,", "\nnorth,");
    house.write("one.csv", alone);
    let one = house.well(&["estimate", "one.csv", "--strata", "place"]);
    assert!(one.err.contains("parts nothing"), "{}", one.err);
    assert!(!one.out.contains("All parts together"), "{}", one.out);
    house.write("places.csv", by_place());
    let by_list = house.well(&["estimate", "places.csv", "--strata", "C"]);
    assert!(by_list.err.contains("not one of the lists"), "{}", by_list.err);
}

#[test]
fn what_was_asked_for_beside_the_range_is_shown() {
    let house = House::new();
    house.write("kosovo.csv", KOSOVO);
    let said = house.well(&["estimate", "kosovo.csv", "--compat", "dga"]);
    assert!(
        said.out.contains("For comparison only") && said.out.contains("dga"),
        "{}",
        said.out
    );
    let alone = house.well(&["estimate", "kosovo.csv", "--method", "averaging"]);
    assert!(
        alone.out.contains("only one was asked for (--method)"),
        "{}",
        alone.out
    );
}

#[test]
fn options_that_cannot_be_together_are_both_named() {
    let house = House::new();
    house.write("kosovo.csv", KOSOVO);
    for (one, other) in [
        (["--strata", "EXH"], ["--draws", "kosovo.csv"]),
        (["--occasions", "5"], ["--strata", "EXH"]),
    ] {
        let said = house.esep(&["estimate", "kosovo.csv", one[0], one[1], other[0], other[1]]);
        assert_eq!(said.status, 2);
        assert!(
            said.err.contains(one[0]) && said.err.contains(other[0]),
            "{}",
            said.err
        );
    }
    for extreme in ["0.4", "0.999", "1", "0", "x"] {
        let said = house.esep(&["estimate", "kosovo.csv", "--confidence", extreme]);
        assert!(said.status == 2 && said.err.contains("0.99"), "{}", said.err);
    }
}

#[test]
fn lists_of_other_times_fates_or_standards_are_refused() {
    let house = House::new();
    house.write("kosovo.csv", KOSOVO);
    let code = |options: &[&str]| {
        let said = house.well(&[&["estimate", "kosovo.csv", "--json"], options].concat());
        let result: Value = serde_json::from_str(&said.out).unwrap();
        result["sections"][0]["estimate"]["reasons"][0]["code"]
            .as_str()
            .map(str::to_owned)
    };
    assert_eq!(code(&["--period", "EXH=1998"]).as_deref(), Some("periods-differ"));
    assert_eq!(
        code(&["--fate", "died", "--fate", "HRW=missing"]).as_deref(),
        Some("fates-differ")
    );
    assert_eq!(
        code(&["--standard", "possible"]).as_deref(),
        Some("below-probable")
    );
    assert_eq!(code(&["--standard", "probable", "--period", "1999"]), None);
}
