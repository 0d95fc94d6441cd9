//! `esep link --review`, `--review-out` and `--labels`: people are asked, and their answers hold.

use std::io::{Read, Write};
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use serde_json::Value;

use crate::house::{House, list, three_lists};

const LISTS: [&str; 4] = ["link", "union.csv", "media.csv", "court.csv"];

fn arguments<'a>(more: &[&'a str]) -> Vec<&'a str> {
    LISTS.iter().chain(more).copied().collect()
}

/// Runs the program on a terminal where these lines have been typed already; gives what the terminal showed.
fn on_terminal(house: &House, arguments: &[&str], typed: &str) -> (String, i32) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    let slave = std::fs::File::options()
        .read(true)
        .write(true)
        .open(name)
        .unwrap();
    let mut master = std::fs::File::from(master);
    master.write_all(typed.as_bytes()).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_esep"))
        .args(arguments)
        .current_dir(house.path(""))
        .env_clear()
        .env("LANG", "C.UTF-8")
        .stdin(slave.try_clone().unwrap())
        .stderr(slave)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut shown = Vec::new();
    let mut part = [0; 4096];
    // Once the program has gone, reading from its terminal fails.
    while let Ok(n @ 1..) = master.read(&mut part) {
        shown.extend_from_slice(&part[..n]);
    }
    let status = child.wait().unwrap().code().unwrap();
    (String::from_utf8_lossy(&shown).into_owned(), status)
}

fn result(house: &House, more: &[&str]) -> Value {
    let said = house.well(&arguments(&[more, &["--json"]].concat()));
    serde_json::from_str(&said.out).unwrap()
}

fn cells(house: &House, file: &str) -> Vec<Vec<String>> {
    let text = house.read(file);
    let lines = text.trim_start_matches('\u{feff}').lines();
    lines
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect()
}

#[test]
fn answers_on_the_terminal_are_kept_and_held_to() {
    let house = House::new();
    three_lists(&house);
    let before = result(&house, &[]);
    let review = arguments(&["--review", "5", "--labels", "answers.csv"]);
    let (shown, status) = on_terminal(&house, &review, "yes\nno\nwhat\ny\nu\n\n");
    assert_eq!(status, 0, "{shown}");
    assert!(
        shown.contains("WARNING") && shown.contains("Question 1 of 5"),
        "{shown}"
    );
    assert!(
        shown.contains("name: ") && shown.contains("was not understood"),
        "{shown}"
    );
    assert!(shown.contains("3 answers were written to answers.csv"), "{shown}");
    let answers = cells(&house, "answers.csv");
    assert_eq!(answers[0], ["a", "b", "answer", "list_a", "list_b"]);
    let mut said: Vec<&str> = answers[1..].iter().map(|row| row[2].as_str()).collect();
    said.sort_unstable();
    assert_eq!(said, ["different", "same", "unsure"]);
    assert!(!house.read("answers.csv").contains("Азамат"), "no names");

    let after = result(&house, &["--labels", "answers.csv"]);
    let counts = |result: &Value| {
        ["same", "different", "unsure", "unknown"].map(|code| result["answers"][code].as_u64().unwrap())
    };
    assert_eq!(counts(&after), [1, 1, 1, 0]);
    assert_ne!(before["persons"], after["persons"], "one pair was parted");

    // Rows move: the answers still find their reports.
    let text = house.read("union.csv");
    let mut rows: Vec<&str> = text.lines().collect();
    rows[1..].reverse();
    house.write("union.csv", rows.join("\n"));
    let moved = result(&house, &["--labels", "answers.csv"]);
    assert_eq!(counts(&moved), [1, 1, 1, 0]);
    assert_eq!(moved["persons"], after["persons"]);

    // A file gets another name: who is on three lists in the same words cannot be told apart any more, and nothing is guessed.
    house.write("members.csv", rows.join("\n"));
    let renamed = [
        "link",
        "members.csv",
        "media.csv",
        "court.csv",
        "--labels",
        "answers.csv",
        "--json",
    ];
    let renamed: Value = serde_json::from_str(&house.well(&renamed).out).unwrap();
    assert_eq!(counts(&renamed).iter().sum::<u64>(), 3);

    // What was answered is not asked again; new answers are added to the old ones.
    let (shown, _) = on_terminal(&house, &review, "yes\nn\n\n");
    assert!(shown.contains("1 answer was written"), "{shown}");
    assert_eq!(cells(&house, "answers.csv").len(), 5);
    assert_eq!(
        counts(&result(&house, &["--labels", "answers.csv"])),
        [1, 2, 1, 0]
    );

    // Of people who are on none of these lists nothing is known, and that is told.
    house.write("others.csv", list("O", [81, 85, 87]));
    let said = house.well(&["link", "others.csv", "--labels", "answers.csv"]);
    assert!(said.out.contains("not in these files; ignored"), "{}", said.out);
}

#[cfg(unix)]
#[test]
fn answers_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    three_lists(&house);
    on_terminal(
        &house,
        &arguments(&["--review", "1", "--labels", "answers.csv", "--yes"]),
        "y\n",
    );
    house.well(&arguments(&["--review-out", "questions.csv", "--yes"]));
    for file in ["answers.csv", "questions.csv"] {
        let mode = std::fs::metadata(house.path(file)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{file}");
    }
}

/// The rows of the questions, with the answer in the first cell.
fn answered(house: &House, answers: &[&str]) -> String {
    let text = house.read("questions.csv");
    let mut lines = text.lines();
    let mut filled = lines.next().unwrap().to_owned();
    for (line, answer) in lines.zip(answers) {
        filled += &format!("\n{answer}{line}");
    }
    filled + "\n"
}

#[test]
fn questions_go_out_and_answers_come_back() {
    let house = House::new();
    three_lists(&house);
    let before = result(&house, &[]);
    let said = house.well(&arguments(&[
        "--review-out",
        "questions.csv",
        "--review",
        "6",
        "--yes",
    ]));
    assert!(
        said.err.contains("WARNING") && said.err.contains("6 pairs were written"),
        "{}",
        said.err
    );
    let again = house.esep(&arguments(&["--review-out", "questions.csv", "--yes"]));
    assert_eq!(again.status, 2, "a file with answers is never written over");
    let filled = answered(&house, &["different", "жок", " ДА ", "?", "", ""]);
    house.write("filled.csv", &filled);
    let after = result(&house, &["--labels", "filled.csv"]);
    assert_eq!(after["answers"]["different"], 2);
    assert_eq!(after["answers"]["same"], 1);
    assert_eq!(after["answers"]["unsure"], 1);
    let persons = |result: &Value| result["persons"].as_u64().unwrap();
    assert!(persons(&after) > persons(&before));
    // As a spreadsheet writes it: UTF-16 with a mark of the byte order.
    let utf16: Vec<u8> = filled.encode_utf16().flat_map(u16::to_le_bytes).collect();
    house.write("wide.csv", utf16);
    assert_eq!(
        result(&house, &["--labels", "wide.csv"])["answers"],
        after["answers"]
    );
    // The count holds to them too.
    let counted = house.well(&[
        "count",
        "union.csv",
        "media.csv",
        "court.csv",
        "--labels",
        "filled.csv",
        "--json",
    ]);
    let counted: Value = serde_json::from_str(&counted.out).unwrap();
    assert_eq!(counted["sections"][0]["persons"], after["persons"]);
    assert_eq!(counted["sections"][0]["linkage"]["answers"]["different"], 2);
    // New answers are not added to a file that holds more than answers.
    let (shown, status) = on_terminal(
        &house,
        &arguments(&["--review", "1", "--labels", "filled.csv", "--yes"]),
        "y\n",
    );
    assert!(status == 3 && shown.contains("more than answers"), "{shown}");
    assert_eq!(house.read("filled.csv"), filled);
}

#[test]
fn answers_that_cannot_hold_are_refused() {
    let house = House::new();
    three_lists(&house);
    house.well(&arguments(&["--review-out", "questions.csv", "--yes"]));
    let rows = cells(&house, "questions.csv");
    let n = rows[0].len();
    let side = |row: &[String], at: usize| (row[row.len() - 4 + at].clone(), row[row.len() - 2 + at].clone());
    assert_eq!(&rows[0][n - 4..], ["list_a", "list_b", "a", "b"]);
    // Two reports of the union's list, from two questions about different men.
    let of_union: Vec<String> = rows[1..]
        .iter()
        .flat_map(|row| [side(row, 0), side(row, 1)])
        .filter(|(list, _)| list == "union")
        .map(|(_, key)| key)
        .collect();
    let other = of_union.iter().find(|key| **key != of_union[0]).unwrap();
    let (a, b) = (&of_union[0], other);
    let check = |text: &str, more: &[&str], expected: &str| {
        house.write("answers.csv", text);
        let said = house.esep(&arguments(&[&["--labels", "answers.csv"], more].concat()));
        assert_eq!(said.status, 3, "{text}: {}", said.err);
        assert!(said.err.contains(expected), "{text}: {}", said.err);
        assert!(said.out.is_empty());
    };
    let head = "a,b,answer,list_a,list_b\n";
    check(
        &format!("{head}{a},{b},same,union,union\n"),
        &["--distinct", "union"],
        "row 2 would make one person of two reports of “union”",
    );
    check(
        &format!("{head}{a},{b},same,union,union\n{b},{a},different,union,union\n"),
        &[],
        "row 3 says something else about the same two reports than answers.csv, row 2",
    );
    check(
        &format!("{head}{a},{b},perhaps,union,union\n"),
        &[],
        "row 2: the answer is not one of",
    );
    check(
        &format!("{head}{a},r12,same,union,union\n"),
        &[],
        "row 2: the marks",
    );
    check(&format!("a,answer\n{a},same\n"), &[], "the column “b” is missing");
    house.write("answers.csv", [0xff, 0xfe, 0xfd, 0x00, 0x01, 0x02]);
    let said = house.esep(&arguments(&["--labels", "answers.csv"]));
    assert!(
        said.status == 3 && said.err.contains("answers.csv"),
        "{}",
        said.err
    );
    // An answer that joins what is already apart by two others names its row too.
    let c = of_union.iter().rfind(|key| *key != a && *key != b).unwrap();
    check(
        &format!("{head}{a},{b},same,union,union\n{b},{c},same,union,union\n{a},{c},different,union,union\n"),
        &[],
        "cannot be true together",
    );
}

#[test]
fn reasons_stand_beside_the_names_and_nowhere_else() {
    let house = House::new();
    three_lists(&house);
    for (lang, word) in [
        ("en", "Taken for one person"),
        ("ru", "Считается одним человеком"),
        ("ky", "Бир адам деп"),
    ] {
        let out = format!("linked-{lang}");
        let said = house.well(&arguments(&["--private", "--yes", "--lang", lang, "--out", &out]));
        assert!(!said.out.contains("Азамат"));
        let page = house.read(&format!("{out}/private/pairs.html"));
        assert!(
            page.contains(word) && page.contains("Азамат") && page.contains("<svg"),
            "{lang}"
        );
        assert!(
            house.read(&format!("{out}/private/pairs.csv")).contains(word),
            "{lang}"
        );
        for file in house
            .files(&out)
            .iter()
            .filter(|file| !file.starts_with("private/"))
        {
            assert!(!house.read(&format!("{out}/{file}")).contains("Азамат"), "{file}");
        }
    }
}
