//! Finds published tables and reference outputs, which are not part of the repository.

use std::path::PathBuf;

use estimate::{CaptureTable, EstimatePlan, Estimated, Finding, Verdict};
use proptest::prelude::*;

/// The folder `estimation` of the shared data, or a loud word that the test is skipped.
pub(crate) fn folder() -> Option<PathBuf> {
    let root = std::env::var_os("ESEP_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let folder = root.join("data/estimation");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "SKIPPED: no {}; set ESEP_SHARED to the folder of shared data",
        folder.display()
    );
    None
}

/// A table: one 0/1 column a list, then the count.
pub(crate) fn table(name: &str) -> Option<CaptureTable> {
    let mut reader = csv::Reader::from_path(folder()?.join(format!("{name}.csv"))).unwrap();
    let n_lists = reader.headers().unwrap().len() - 1;
    let people = reader.records().map(|record| {
        let values: Vec<u64> = record
            .unwrap()
            .iter()
            .map(|field| field.parse().unwrap())
            .collect();
        let history = (0..n_lists).map(|list| values[list] << list).sum();
        (history, values[n_lists])
    });
    Some(CaptureTable::new(n_lists, people.collect::<Vec<_>>()).unwrap())
}

/// Rows of a reference file, by column name.
pub(crate) fn reference(name: &str) -> Option<Vec<Row>> {
    let mut reader = csv::Reader::from_path(folder()?.join("reference").join(name)).unwrap();
    let headers: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|record| Row {
        headers: headers.clone(),
        fields: record.unwrap().iter().map(str::to_owned).collect(),
    });
    Some(rows.collect())
}

/// One row of a reference file.
pub(crate) struct Row {
    headers: Vec<String>,
    fields: Vec<String>,
}

impl Row {
    pub(crate) fn text(&self, column: &str) -> &str {
        let place = self.headers.iter().position(|header| header == column);
        &self.fields[place.unwrap_or_else(|| panic!("no column {column}"))]
    }

    /// A number, as R writes it.
    pub(crate) fn number(&self, column: &str) -> f64 {
        match self.text(column) {
            "Inf" => f64::INFINITY,
            text => text
                .trim_end_matches('.')
                .parse()
                .unwrap_or_else(|_| panic!("{text} in {column}")),
        }
    }
}

/// The plan of a user who declared nothing.
pub(crate) fn plan() -> EstimatePlan {
    EstimatePlan {
        confidence: 0.95,
        derived: Vec::new(),
        populations_differ: false,
    }
}

pub(crate) fn finding(table: &CaptureTable) -> Finding {
    estimate::estimate(table, &plan(), &|_, _| {})
}

pub(crate) fn estimated(finding: &Finding) -> &Estimated {
    match &finding.verdict {
        Verdict::Estimated(estimated) => estimated,
        Verdict::Refused { reasons } => panic!("refused: {reasons:?}"),
    }
}

/// Generators as R prints them, such as `[12;3]`.
pub(crate) fn printed(generators: &[Vec<usize>]) -> String {
    let term = |lists: &Vec<usize>| {
        lists
            .iter()
            .map(|list| (list + 1).to_string())
            .collect::<String>()
    };
    format!("[{}]", generators.iter().map(term).collect::<Vec<_>>().join(";"))
}

/// Fails unless two numbers agree to a relative tolerance; returns their relative difference.
pub(crate) fn agree(found: f64, expected: f64, tolerance: f64, what: &str) -> f64 {
    if found == expected {
        return 0.0;
    }
    let difference = (found - expected).abs() / expected.abs().max(1e-3);
    assert!(
        difference <= tolerance,
        "{what}: {found} is not {expected} ({difference:e})"
    );
    difference
}

/// A table's number of lists and people by history 1, 2, ...
pub(crate) fn tables(most_lists: usize, most_people: u64) -> impl Strategy<Value = (usize, Vec<u64>)> {
    (1..=most_lists).prop_flat_map(move |n_lists| {
        let count = prop_oneof![Just(0u64), 0..=4u64, 0..=most_people];
        (
            Just(n_lists),
            proptest::collection::vec(count, (1 << n_lists) - 1),
        )
    })
}

pub(crate) fn make(n_lists: usize, counts: &[u64]) -> CaptureTable {
    CaptureTable::new(n_lists, (1..).zip(counts.iter().copied())).unwrap()
}

pub(crate) fn relabelled(history: u64, to: &[usize]) -> u64 {
    to.iter()
        .enumerate()
        .filter(|(from, _)| history >> from & 1 == 1)
        .map(|(_, to)| 1 << to)
        .sum()
}
