//! What users read when something is wrong, in their language.

use crate::house::{House, list, three_lists};

#[test]
fn every_kind_of_error_has_its_status_and_words() {
    let house = House::new();
    three_lists(&house);
    house.write("empty.csv", "");
    house.write("noise.xlsx", [0x50, 0x4b, 3, 4, 9, 9, 9, 9]);
    house.write("copy.csv", house.read("union.csv"));
    house.write("mapping.toml", "[columns\n");
    let check = |arguments: &[&str], status: i32| {
        let mut seen = Vec::new();
        for lang in ["en", "ru", "ky"] {
            let said = house.esep(&[arguments, &["--lang", lang]].concat());
            assert_eq!(
                said.status, status,
                "{arguments:?} {lang}: {}{}",
                said.out, said.err
            );
            assert!(said.out.is_empty(), "{arguments:?}: {}", said.out);
            assert!(
                said.err.lines().count() >= 1 && !said.err.contains("error-"),
                "{arguments:?}: {}",
                said.err
            );
            seen.push(said.err);
        }
        assert!(
            seen[0] != seen[1] && seen[1] != seen[2],
            "{arguments:?}: {seen:?}"
        );
    };
    check(&["count"], 2);
    check(&["count", "union.csv", "--nonsense"], 2);
    check(&["conut", "union.csv"], 2);
    check(&["count", "union.csv", "--threshold", "2"], 2);
    check(&["count", "union.csv", "--date", "yesterday"], 2);
    check(&["count", "union.csv", "union.csv"], 2);
    check(&["count", "union.csv", "media.csv", "--derived", "union"], 2);
    check(
        &["count", "union.csv", "media.csv", "--derived", "union=nobody"],
        2,
    );
    check(&["count", "union.csv", "--mapping", "mapping.toml"], 2);
    check(&["count", "union.csv", "--private"], 2);
    check(&["count", "absent.csv"], 3);
    check(&["count", "."], 3);
    check(&["count", "union.csv", "media.csv", "copy.csv"], 3);
    check(&["link", "copy.csv", "union.csv"], 3);
    check(&["count", "empty.csv"], 3);
    check(&["count", "noise.xlsx"], 3);
    check(&["estimate", "union.csv"], 3);
    check(&["link", "union.csv", "--truth", "nothing"], 2);
    check(&["link", "union.csv", "--truth", "Имя:("], 2);
    check(&["link", "union.csv", "media.csv", "--review", "3"], 2);
    check(&["link", "union.csv", "--review", "3", "--labels", "new.csv"], 2);
    check(&["link", "union.csv", "--labels", "absent.csv"], 2);
    check(&["link", "union.csv", "--labels", "media.csv"], 3);
    check(&["link", "union.csv", "--review", "0"], 2);
}

#[test]
fn an_option_outside_its_limits_is_told_the_limits() {
    let house = House::new();
    three_lists(&house);
    let check = |arguments: &[&str], limits: &str| {
        let said = house.esep(&[&["count", "union.csv", "media.csv", "court.csv"], arguments].concat());
        assert_eq!(said.status, 2, "{arguments:?}: {}", said.err);
        assert!(said.err.contains(limits), "{arguments:?}: {}", said.err);
    };
    for value in ["0", "1", "1.5", "-0.5", "NaN", "inf", "95%", ""] {
        check(&[&format!("--confidence={value}")], "0.5 ≤ P ≤ 0.99");
        check(&[&format!("--threshold={value}")], "0 < P < 1");
    }
    check(&["--date", "22.11.2026"], "YYYY-MM-DD");
    check(&["--standard", "certain"], "probable");
    check(&["--delimiter", "ab"], "tab");
    let said = house.esep(&["link", "union.csv", "--floor", "1"]);
    assert!(said.status == 2 && said.err.contains("0 ≤ P < 1"), "{}", said.err);
    for value in ["0", "-1", "1.5", "65537"] {
        let said = house.esep(&["link", "union.csv", &format!("--memory={value}")]);
        assert!(
            said.status == 2 && said.err.contains("1 ≤ MIB ≤ 65536"),
            "{}",
            said.err
        );
    }
    for value in ["0", "-1", "x", "100001"] {
        let said = house.esep(&["link", "union.csv", &format!("--draws={value}")]);
        assert!(
            said.status == 2 && said.err.contains("1 ≤ N ≤ 100000"),
            "{}",
            said.err
        );
    }
    house.well(&[
        "count",
        "union.csv",
        "media.csv",
        "court.csv",
        "--confidence",
        "0,5",
        "--threshold",
        "0.9",
    ]);
}

#[test]
fn a_wrong_language_is_told() {
    let house = House::new();
    let said = house.esep(&["count", "x.csv", "--lang", "xx"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("xx"), "{}", said.err);
}

#[test]
fn nothing_is_half_written_when_the_place_is_not_writable() {
    let house = House::new();
    three_lists(&house);
    house.write("taken", "a file, not a folder");
    let said = house.esep(&[
        "count",
        "union.csv",
        "media.csv",
        "court.csv",
        "--out",
        "taken/report",
    ]);
    assert_eq!(said.status, 1, "{}", said.err);
    assert_eq!(house.read("taken"), "a file, not a folder");
}

/// Nothing can be made below /proc, not even by root.
#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written_is_found_before_the_work() {
    let house = House::new();
    three_lists(&house);
    for arguments in [
        ["--out", "/proc/esep-report"],
        ["--out", "/proc/esep/deep/report"],
        ["--save-mapping", "/proc/esep-columns.toml"],
        ["--save-mapping", "absent/columns.toml"],
    ] {
        // The file that is not there would be missed next.
        let said = house.esep(&[&["count", "absent.csv"], &arguments[..]].concat());
        assert_eq!(said.status, 1, "{arguments:?}: {}", said.err);
        assert!(said.err.contains(arguments[1]), "{arguments:?}: {}", said.err);
    }
    house.write("there.toml", "mine");
    let said = house.esep(&["count", "absent.csv", "--save-mapping", "there.toml"]);
    assert_eq!(said.status, 2, "{}", said.err);
    let before = house.files(".").len();
    let said = house.esep(&["count", "absent.csv", "--out", "new/deep/report"]);
    assert_eq!((said.status, house.files(".").len()), (3, before), "{}", said.err);
    assert!(!house.path("new").exists());
}

#[test]
fn no_name_is_told_by_an_error_or_a_warning() {
    let house = House::new();
    let mut text = list("U", 0..5);
    text += "U9,Канарейкина,Канарейка,99.99.9999,extra,cells\n";
    house.write("union.csv", text);
    house.write("other.csv", "Канарейкина\nКанарейка\n");
    for file in ["union.csv", "other.csv"] {
        let said = house.esep(&["count", file]);
        let all = format!("{}{}", said.out, said.err);
        assert!(!all.contains("Канарейк") || file == "other.csv", "{all}");
        assert!(!all.contains("99.99.9999"), "{all}");
    }
}

#[test]
fn a_bad_column_is_named() {
    let house = House::new();
    let long = format!("name,place\nDemo,{}\n", "x".repeat(100_000));
    house.write("long.csv", long);
    let said = house.esep(&["link", "long.csv"]);
    assert_eq!(said.status, 3);
    assert!(said.err.contains("row 2, column B"), "{}", said.err);
    let rows: String = (0..9).map(|row| format!("Demo {row},0555123456,\n")).collect();
    house.write("one.csv", format!("name,phone,birth\n{rows}"));
    let said = house.well(&["link", "one.csv"]);
    assert!(
        said.err
            .contains("phone: The same stands in this column in all 9 rows"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("birth: Nothing stands in this column"),
        "{}",
        said.err
    );
}
