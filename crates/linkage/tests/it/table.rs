//! Labelled sets as reports: a small reader for measuring only.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use records::{DateSpan, Detail, Details, Origin, PartialDate, Report, Sex, Text, WrittenName};

/// A labelled set: its reports, their true persons, and the lists that hold each person once.
pub(crate) struct Labelled {
    pub(crate) reports: Vec<Report>,
    pub(crate) truth: Vec<Option<String>>,
    pub(crate) distinct: Vec<usize>,
}

/// Where the shared data lie.
pub(crate) fn shared() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("ESEP_SHARED").map_or(beside, PathBuf::from)
}

/// Reads a labelled set by its short name; `None` when its files are missing.
pub(crate) fn labelled(set: &str) -> Option<Labelled> {
    let folder = shared().join("data/linkage");
    match set {
        "fake_1000" => read(&[folder.join("fake_1000.csv")], false),
        "febrl3" => read(&[folder.join("dataset3.csv")], false),
        "febrl4" => read(
            &[folder.join("dataset4a.csv"), folder.join("dataset4b.csv")],
            true,
        ),
        other => read(&[PathBuf::from(other)], false),
    }
}

fn read(paths: &[PathBuf], distinct: bool) -> Option<Labelled> {
    let mut set = Labelled {
        reports: Vec::new(),
        truth: Vec::new(),
        distinct: Vec::new(),
    };
    for (list, path) in paths.iter().enumerate() {
        if !path.exists() {
            return None;
        }
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_path(path)
            .expect("the labelled sets are well-formed");
        let header = reader.headers().expect("the labelled sets are well-formed");
        let columns: HashMap<String, usize> = { header.iter().enumerate() }
            .map(|(place, name)| (name.to_owned(), place))
            .collect();
        let mut values = csv::StringRecord::new();
        for row in 0.. {
            if !reader
                .read_record(&mut values)
                .expect("the labelled sets are well-formed")
            {
                break;
            }
            let line = Line {
                columns: &columns,
                values: &values,
            };
            set.truth.push(truth(&line));
            let own_list = line
                .get("list")
                .and_then(|list| list.parse().ok())
                .unwrap_or(list);
            set.reports.push(report(&line, own_list, row + 2));
        }
        if distinct {
            set.distinct.push(list);
        }
    }
    Some(set)
}

/// The values of one row by the names of their columns.
struct Line<'a> {
    columns: &'a HashMap<String, usize>,
    values: &'a csv::StringRecord,
}

impl<'a> Line<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        self.values.get(*self.columns.get(name)?)
    }
}

fn truth(line: &Line<'_>) -> Option<String> {
    if let Some(cluster) = line.get("cluster") {
        return Some(cluster.to_owned());
    }
    line.get("rec_id")
        .map(|id| id.split('-').take(2).collect::<Vec<_>>().join("-"))
}

fn report(line: &Line<'_>, list: usize, row: u64) -> Report {
    let get = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| line.get(name))
            .filter(|value| !value.is_empty())
            .map(Text::from)
    };
    let mut details = Details::new();
    let mut detail = |kind: Detail, value: Option<Text>| {
        value.map(|value| details.insert(kind, value));
    };
    detail(Detail::Email, get(&["email"]));
    detail(Detail::Phone, get(&["phone"]));
    detail(Detail::Document, get(&["soc_sec_id"]));
    detail(Detail::Postcode, get(&["postcode", "postcode_fake"]));
    let address = [get(&["street_number"]), get(&["address_1"])];
    let address = address.into_iter().flatten().collect::<Vec<_>>().join(" ");
    detail(
        Detail::Address,
        Some(address.into()).filter(|address: &Text| !address.is_empty()),
    );
    detail(Detail::Occupation, get(&["occupation"]));
    Report {
        origin: Origin {
            file: "set".into(),
            sheet: None,
            row,
        },
        list,
        own_id: get(&["unique_id", "rec_id"]),
        name: WrittenName {
            full: get(&["full_name"]),
            given: get(&["first_name", "given_name", "given"]),
            surname: get(&["surname"]),
            patronymic: get(&["patronymic"]),
        },
        sex: get(&["gender"]).and_then(|sex| match sex.as_str() {
            "male" => Some(Sex::Male),
            "female" => Some(Sex::Female),
            _ => None,
        }),
        birth: get(&["dob", "date_of_birth"]).and_then(|date| day(&date)),
        event: get(&["event"]).and_then(|date| day(&date)),
        place: get(&["city", "suburb", "birth_place", "place"]),
        source: None,
        details,
    }
}

/// Reads `1987-03-15`, `19870315`, `1987-03` and `1987`; anything else is no date.
pub(crate) fn day(written: &str) -> Option<PartialDate> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let year = digits.get(..4)?.parse().ok()?;
    let (first, last) = match digits.len() {
        4 => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
        6 => {
            let first = Date::new(year, part(4, 6)?, 1).ok()?;
            (first, first.last_of_month())
        }
        8 => {
            let day = Date::new(year, part(4, 6)?, part(6, 8)?).ok()?;
            (day, day)
        }
        _ => return None,
    };
    PartialDate::new(vec![DateSpan::new(first, last)?], false)
}
