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
    close(&section["estimate"]["independence"]["total"], 7394.58666);
    close(&section["estimate"]["best"]["total"], 10356.5190);
    close(&section["estimate"]["best"]["interval"]["lower"], 8994.25671);
    close(&section["estimate"]["best"]["interval"]["upper"], 12110.4081);
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
