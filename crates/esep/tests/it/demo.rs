//! `esep demo`.

use serde_json::Value;

use crate::house::House;

#[test]
fn the_demo_compares_its_result_with_the_truth() {
    let house = House::new();
    let said = house.well(&["demo", "tried", "--date", "2026-01-15"]);
    assert!(said.out.contains("invented"), "{}", said.out);
    for scenario in ["scenario-1", "scenario-2"] {
        let page = house.read(&format!("tried/{scenario}/report/share/index.html"));
        assert!(page.contains("DEMO"), "{scenario}");
        let truth = house.read(&format!("tried/{scenario}/truth.csv"));
        assert!(truth.lines().count() > 335, "{scenario}");
    }
    let again = House::new();
    again.well(&["demo", "tried", "--date", "2026-01-15"]);
    assert_eq!(house.files("tried"), again.files("tried"));
    for file in house
        .files("tried")
        .iter()
        .filter(|file| file.ends_with(".json") || file.ends_with(".csv"))
    {
        let path = format!("tried/{file}");
        assert_eq!(
            house.read(&path),
            again.read(&path),
            "the same seed gives the same {file}"
        );
    }
}

#[test]
fn a_declared_copy_is_left_out_and_an_undeclared_one_warned_of() {
    let house = House::new();
    house.well(&["demo", "tried"]);
    let cautions = |report: &str| {
        let text = house.read(&format!("tried/scenario-2/{report}/share/result.json"));
        let result: Value = serde_json::from_str(&text).unwrap();
        let cautions = result["sections"][0]["cautions"].as_array().unwrap().clone();
        cautions
            .iter()
            .map(|caution| caution["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let undeclared = cautions("report");
    assert!(
        undeclared
            .iter()
            .any(|code| code == "pair-depends" || code == "likely-copy"),
        "{undeclared:?}"
    );
    let declared = cautions("report-copy-declared");
    assert!(declared.iter().any(|code| code == "left-out"), "{declared:?}");
}

#[cfg(unix)]
#[test]
fn the_command_in_the_report_makes_it_again() {
    let house = House::new();
    house.well(&["demo", "tried", "--date", "2026-01-15", "--lang", "ru"]);
    for report in ["scenario-1/report", "scenario-2/report-copy-declared"] {
        let text = house.read(&format!("tried/{report}/share/result.json"));
        let result: Value = serde_json::from_str(&text).unwrap();
        let command = result["command"].as_str().unwrap();
        assert!(command.ends_with("--lang ru"), "{command}");
        let (scenario, _) = report.split_once('/').unwrap();
        let command = command.replacen("esep", env!("CARGO_BIN_EXE_esep"), 1);
        let output = std::process::Command::new("sh")
            .args(["-c", &format!("{command} --json")])
            .current_dir(house.path(&format!("tried/{scenario}/lists")))
            .env_clear()
            .output()
            .unwrap();
        let again: Value = serde_json::from_slice(&output.stdout).unwrap();
        for part in ["sections", "population", "day", "inputs"] {
            assert_eq!(again[part], result[part], "{report} {part}");
        }
    }
}
