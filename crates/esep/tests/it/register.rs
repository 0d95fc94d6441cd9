//! A register from its founding to the day when somebody has to be forgotten, as its users type it.

use actions::desk::{Desk, NewRecord, put_record, read_record};
use actions::{Code, Compartment, Moment, Passphrase, Place, RecordId, Secret};
use serde_json::Value;

use crate::house::{House, Said};

const PHRASE: &str = "тоо алма көпүрө суу жол китеп\n";

/// An office with a register and a passphrase in a file.
struct Office {
    house: House,
    words: String,
}

impl Office {
    fn new() -> Self {
        let house = House::new();
        house.write("phrase", PHRASE);
        let said = house.well(&[
            "new",
            "union.esep",
            "--passphrase-file",
            "phrase",
            "--stretch-memory",
            "64",
            "--json",
        ]);
        let founded: Value = serde_json::from_str(&said.out).unwrap();
        let words: Vec<&str> = founded["recovery_words"]
            .as_array()
            .unwrap()
            .iter()
            .map(|word| word.as_str().unwrap())
            .collect();
        assert_eq!(words.len(), 24);
        house.write("sheet", words.join("\n"));
        Self {
            words: words.join(" "),
            house,
        }
    }

    /// Runs a command on the register, with its passphrase.
    fn esep(&self, words: &[&str]) -> Said {
        self.house
            .esep(&[words, &["--passphrase-file", "phrase"]].concat())
    }

    fn well(&self, words: &[&str]) -> Said {
        let said = self.esep(words);
        assert_eq!(said.status, 0, "{words:?}\n{}\n{}", said.out, said.err);
        said
    }
}

/// Opens the register as the pages will, with a witness of their own.
fn enter(office: &Office) -> Desk {
    let place = Place {
        folder: office.house.path("union.esep"),
        witness: office.house.path("witness"),
    };
    let passphrase = Passphrase::new(PHRASE);
    let now = Moment(1_790_000_000_000);
    Desk::unlock(&place, &Secret::Passphrase(&passphrase), now)
        .unwrap()
        .0
}

/// Puts an invented person on record.
fn put(desk: &mut Desk) -> RecordId {
    let new = NewRecord {
        subject: None,
        compartment: Compartment::General,
        kind: Code::new("person").unwrap(),
        fields: vec![(
            Code::new("name").unwrap(),
            actions::Value::Text("Сыналган Ойдон".to_owned()),
        )],
    };
    put_record(desk, new, Moment(1_790_000_000_000)).unwrap().record
}

#[test]
fn somebody_is_forgotten_for_good() {
    let office = Office::new();
    let mut desk = enter(&office);
    let (goes, stays) = (put(&mut desk), put(&mut desk));
    desk.lock();
    let record = goes.to_string();
    let words = [
        "--reason",
        "asked",
        "--row",
        "union=17",
        "--yes",
        "--witness",
        "witness",
    ];
    let said = office.well(&[&["forget", "union.esep", &record], &words[..]].concat());
    assert!(
        said.out
            .contains("Forgotten: 1 record. Rows that cannot come back: 1."),
        "{}",
        said.out
    );
    let again = office.esep(&[&["forget", "union.esep", &record], &words[..]].concat());
    assert!(
        again.status == 2 && again.err.contains("it was forgotten"),
        "{}",
        again.err
    );
    let desk = enter(&office);
    assert_eq!(read_record(&desk, goes).unwrap(), None);
    assert!(read_record(&desk, stays).unwrap().is_some());
    let held = office.esep(&["check", "union.esep", "--witness", "witness"]);
    assert!(
        held.status == 1 && held.err.contains("another window"),
        "{}",
        held.err
    );
    desk.lock();
    let check = office.well(&["check", "union.esep", "--witness", "witness", "--json"]);
    let checked: Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!(
        (&checked["records"], &checked["faults"]),
        (&1.into(), &Value::Array(vec![]))
    );
}

/// Runs a command in three languages and expects other words in each, none of them an identifier.
fn refused(office: &Office, words: &[&str], status: i32) -> String {
    let seen = ["en", "ru", "ky"].map(|lang| {
        let said = office.house.esep(&[words, &["--lang", lang]].concat());
        assert_eq!(said.status, status, "{words:?}: {}{}", said.out, said.err);
        assert!(
            !said.err.contains("error-") && !said.err.contains("usage-"),
            "{}",
            said.err
        );
        said.err
    });
    assert!(seen[0] != seen[1] && seen[1] != seen[2], "{seen:?}");
    seen[0].clone()
}

#[test]
fn a_register_is_founded_checked_and_verified() {
    let house = House::new();
    house.write("phrase", PHRASE);
    let said = house.well(&[
        "new",
        "union.esep",
        "--passphrase-file",
        "phrase",
        "--stretch-memory",
        "64",
    ]);
    assert!(
        said.out.contains("RECOVERY SHEET") && said.out.contains("  24. "),
        "{}",
        said.out
    );
    assert!(said.err.contains("union.esep") && !said.out.contains("union.esep"));
    assert_eq!(
        house.files("data/esep/witness").len(),
        1,
        "one witness, with its name"
    );
    assert!(!house.files("data/esep/witness")[0].starts_with("new-"));

    let check = house.well(&["check", "union.esep", "--passphrase-file", "phrase"]);
    assert!(
        check.out.contains("Everything is as it should be"),
        "{}",
        check.out
    );
    assert_eq!(check.err, "", "nothing had to be mended");
    let head = check
        .out
        .lines()
        .find(|line| line.starts_with("  "))
        .unwrap()
        .trim();
    let audit = house.well(&["audit", "verify", "union.esep", "--head", head]);
    assert!(
        audit.out.contains("reaches the entry that was written down"),
        "{}",
        audit.out
    );
    let rebuilt = house.well(&["check", "union.esep", "--rebuild", "--passphrase-file", "phrase"]);
    assert!(
        rebuilt.err.contains("the view was made again from the log"),
        "{}",
        rebuilt.err
    );

    let again = house.esep(&["new", "union.esep", "--passphrase-file", "phrase"]);
    assert!(
        again.status == 2 && again.err.contains("is there already"),
        "{}",
        again.err
    );
}

#[test]
fn the_sheet_goes_to_a_file_when_asked() {
    let house = House::new();
    house.write("phrase", PHRASE);
    let words = [
        "new",
        "union.esep",
        "--passphrase-file",
        "phrase",
        "--stretch-memory",
        "64",
        "--sheet",
        "sheet.txt",
    ];
    let said = house.well(&words);
    assert!(
        said.err.contains("WARNING") && said.out.trim().is_empty(),
        "{}",
        said.out
    );
    assert!(house.read("sheet.txt").contains("  24. "));
    let taken = house.esep(&[&["new", "other.esep"], &words[2..]].concat());
    assert!(
        taken.status == 2 && !house.path("other.esep").exists(),
        "{}",
        taken.err
    );
}

#[test]
fn what_cannot_be_a_register_is_refused_before_the_work() {
    let house = House::new();
    house.write("phrase", PHRASE);
    house.write("weak", "passwordpassword\n");
    let office = Office {
        house,
        words: String::new(),
    };
    refused(&office, &["new", "union", "--passphrase-file", "phrase"], 2);
    refused(&office, &["new", "union.esep", "--passphrase-file", "weak"], 2);
    refused(&office, &["new", "union.esep"], 2);
    refused(
        &office,
        &[
            "new",
            "union.esep",
            "--passphrase-file",
            "phrase",
            "--stretch-memory",
            "63",
        ],
        2,
    );
    refused(&office, &["new", "union.esep", "--passphrase-file", "nowhere"], 3);
    assert!(!office.house.path("union.esep").exists());
}

#[test]
fn a_wrong_passphrase_a_damaged_and_a_newer_register_are_told_apart() {
    let office = Office::new();
    office.house.write("wrong", "тоо алма көпүрө суу жол ат\n");
    let wrong = refused(&office, &["check", "union.esep", "--passphrase-file", "wrong"], 2);
    let none = refused(&office, &["check", ".", "--passphrase-file", "phrase"], 3);
    let sound = std::fs::read(office.house.path("union.esep/keyring.a")).unwrap();
    let keyring = |bytes: &[u8]| {
        for copy in ["union.esep/keyring.a", "union.esep/keyring.b"] {
            office.house.write(copy, bytes);
        }
    };
    let mut newer = sound;
    newer[7] = b'2';
    newer[30] ^= 1;
    keyring(&newer);
    let newer = refused(
        &office,
        &["check", "union.esep", "--passphrase-file", "phrase"],
        3,
    );
    keyring(b"???");
    let damaged = refused(
        &office,
        &["check", "union.esep", "--passphrase-file", "phrase"],
        3,
    );
    let all = [wrong, none, newer, damaged];
    for (at, said) in all.iter().enumerate() {
        assert!(!said.contains("алма"), "{said}");
        assert!(all[..at].iter().all(|earlier| earlier != said), "{said}");
    }
}

#[test]
fn a_damaged_copy_is_mended_and_told() {
    let office = Office::new();
    office.house.write("union.esep/keyring.b", "???");
    let log = office.house.path("union.esep/log/00000001.log");
    let mut bytes = std::fs::read(&log).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&log, bytes).unwrap();
    let told = refused(&office, &["audit", "verify", "union.esep"], 3);
    assert!(told.contains("log/00000001.log"), "{told}");
    let check = office.well(&["check", "union.esep"]);
    assert!(
        check.err.contains("copies of the keyring") && check.err.contains("log/00000001.log was damaged"),
        "{}",
        check.err
    );
    assert!(
        check.out.contains("Everything is as it should be"),
        "{}",
        check.out
    );
    assert_eq!(office.well(&["check", "union.esep"]).err, "");
}

#[test]
fn an_old_copy_put_back_is_told() {
    let office = Office::new();
    let old: Vec<(String, Vec<u8>)> = office
        .house
        .files("union.esep")
        .into_iter()
        .map(|file| {
            let bytes = std::fs::read(office.house.path(&format!("union.esep/{file}"))).unwrap();
            (file, bytes)
        })
        .collect();
    office.well(&["check", "union.esep"]);
    std::fs::remove_dir_all(office.house.path("union.esep/log")).unwrap();
    for beside in ["view.db", "view.db-wal", "view.db-shm"] {
        let _ = std::fs::remove_file(office.house.path(&format!("union.esep/{beside}")));
    }
    for (file, bytes) in old {
        office.house.write(&format!("union.esep/{file}"), bytes);
    }
    let said = office.well(&["check", "union.esep"]);
    assert!(
        said.err.contains("older than what this computer has seen"),
        "{}",
        said.err
    );
    assert_eq!(office.well(&["check", "union.esep"]).err, "");

    let said = office.well(&["check", "union.esep", "--witness", "elsewhere"]);
    assert!(said.err.contains("no witness on this computer"), "{}", said.err);
}

#[test]
fn the_log_is_verified_without_any_key() {
    let office = Office::new();
    let said = office.house.well(&["audit", "verify", "union.esep", "--json"]);
    let audited: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(audited["entries"], 2);
    assert_eq!(audited["users"].as_array().unwrap().len(), 2);
    let head = audited["heads"][0].as_str().unwrap().to_owned();
    let (device, rest) = head.split_once(':').unwrap();
    let (_, hash) = rest.split_once(':').unwrap();
    let never = format!("{device}:9:{hash}");
    let told = refused(&office, &["audit", "verify", "union.esep", "--head", &never], 3);
    assert!(told.contains("does not reach entry 9"), "{told}");
    refused(&office, &["audit", "verify", "union.esep", "--head", "9"], 2);
    refused(&office, &["audit", "verify", "nowhere.esep"], 3);
    refused(&office, &["audit"], 2);
}

#[test]
fn the_sheet_is_tried_and_used() {
    let office = Office::new();
    let drill = office
        .house
        .well(&["recover", "union.esep", "--drill", "--words-file", "sheet"]);
    assert!(drill.err.contains("Nothing was changed"), "{}", drill.err);
    office.house.write("short", "one two three");
    let told = refused(
        &office,
        &["recover", "union.esep", "--drill", "--words-file", "short"],
        2,
    );
    assert!(told.contains("these are 3"), "{told}");
    let mut swapped: Vec<&str> = office.words.split(' ').collect();
    swapped[4] = "qqqq";
    office.house.write("misspelt", swapped.join(" "));
    let told = refused(
        &office,
        &["recover", "union.esep", "--drill", "--words-file", "misspelt"],
        2,
    );
    assert!(told.contains("word 5") && !told.contains("qqqq"), "{told}");

    office.house.write("second", "жел булут күзгү темир нан көл\n");
    let recover = |more: &[&str]| {
        let words = [
            "recover",
            "union.esep",
            "--words-file",
            "sheet",
            "--passphrase-file",
            "second",
        ];
        office.house.esep(&[&words, more].concat())
    };
    let said = recover(&["--new-sheet"]);
    assert!(
        said.status == 0 && said.out.contains("RECOVERY SHEET"),
        "{}",
        said.err
    );
    let said = office
        .house
        .well(&["check", "union.esep", "--passphrase-file", "second"]);
    assert!(said.out.contains("Everything is as it should be"), "{}", said.out);
    office.well(&["check", "union.esep"]);
    let old = recover(&[]);
    assert!(
        old.status == 2 && old.err.contains("a sheet that was replaced"),
        "{}",
        old.err
    );
    let lost = office.well(&["recover", "union.esep", "--new-sheet", "--sheet-lost", "--json"]);
    let lost: Value = serde_json::from_str(&lost.out).unwrap();
    assert_eq!(lost["recovery_words"].as_array().unwrap().len(), 24);
}

#[test]
fn forgetting_asks_first() {
    let office = Office::new();
    let record = "07".repeat(16);
    let forget = |more: &[&str]| {
        let words = ["forget", "union.esep", &record, "--passphrase-file", "phrase"];
        [&words[..], more]
            .concat()
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let check = |more: &[&str], expected: &str| {
        let words = forget(more);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let told = refused(&office, &words, 2);
        assert!(told.contains(expected), "{told}");
    };
    check(&["--reason", "asked"], "Add --yes");
    check(&["--reason", "asked", "--yes"], "no record has this identifier");
    check(&["--reason", " ", "--yes"], "not done without a reason");
    check(&["--yes"], "something is missing");
    check(&["--reason", "asked", "--yes", "--row", "17"], "LIST=ROW");
    refused(&office, &["forget", "union.esep", "07", "--reason", "asked"], 2);
}

#[test]
fn every_command_has_help_in_three_languages() {
    let house = House::new();
    for words in [
        &["new", "--help"][..],
        &["check", "--help"],
        &["forget", "--help"],
        &["audit", "--help"],
        &["audit", "verify", "--help"],
        &["recover", "--help"],
    ] {
        let seen = ["en", "ru", "ky"].map(|lang| house.well(&[words, &["--lang", lang]].concat()).out);
        assert!(seen[0] != seen[1] && seen[1] != seen[2], "{seen:?}");
        assert!(seen.iter().all(|help| !help.contains("help-")), "{seen:?}");
    }
}
