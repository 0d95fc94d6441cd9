//! Everything that was decided for a count, by name.

use records::Standard;

use crate::count::{CountPlan, Kind};
use crate::input::sha256;

/// Everything that was decided for this count, by name; what was not said is left out.
pub(crate) fn options(plan: &CountPlan) -> Vec<(String, String)> {
    let (kind, columns) = match &plan.kind {
        Kind::Lists => ("lists", ""),
        Kind::Matched { columns } => ("matched", &*columns.join("; ")),
        Kind::Frequencies { .. } => ("frequencies", ""),
    };
    let tables = &plan.tables;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let said = [
        ("kind", kind.to_owned()),
        ("columns", columns.to_owned()),
        ("derived", plan.derived.join("; ")),
        ("population", plan.population.join("; ")),
        ("period", plan.period.join("; ")),
        ("fate", plan.fate.join("; ")),
        ("distinct", plan.distinct.join("; ")),
        ("labels", answer_hashes(plan)),
        ("draws", draws_option(plan)),
        ("strata", text(&plan.strata)),
        ("occasions", occasions_option(plan)),
        ("methods", methods_option(plan)),
        ("compat", if plan.as_dga { "dga" } else { "" }.to_owned()),
        (
            "threshold",
            plan.threshold
                .map(|threshold| threshold.to_string())
                .unwrap_or_default(),
        ),
        ("confidence", plan.confidence.to_string()),
        ("encoding", text(&tables.read.encoding)),
        (
            "delimiter",
            tables.read.delimiter.map(String::from).unwrap_or_default(),
        ),
        (
            "as_of",
            tables.as_of.map(|day| day.to_string()).unwrap_or_default(),
        ),
        ("id", text(&tables.own_id)),
        (
            "mapping_sha256",
            tables
                .mapping
                .as_ref()
                .map(|mapping| sha256(mapping.as_bytes()))
                .unwrap_or_default(),
        ),
    ];
    said.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// How many linkages were drawn, or the digest of the file that holds draws; empty when links are taken for certain.
fn draws_option(plan: &CountPlan) -> String {
    match &plan.draws {
        Some(file) => format!("sha256:{}", sha256(&file.bytes)),
        None if plan.n_draws > 0 && plan.kind == Kind::Lists => plan.n_draws.to_string(),
        None => String::new(),
    }
}

/// On how many occasions people could be seen, where that was said.
fn occasions_option(plan: &CountPlan) -> String {
    match plan.kind {
        Kind::Frequencies {
            occasions: Some(occasions),
        } => occasions.to_string(),
        _ => String::new(),
    }
}

/// The ways of estimating, when not all were to be tried.
fn methods_option(plan: &CountPlan) -> String {
    if plan.methods == estimate::Method::ALL {
        return String::new();
    }
    let codes: Vec<&str> = plan.methods.iter().map(|method| method.code()).collect();
    codes.join("; ")
}

pub(crate) fn standard_code(standard: Standard) -> &'static str {
    match standard {
        Standard::Lead => "lead",
        Standard::Possible => "possible",
        Standard::Probable => "probable",
        Standard::Confirmed => "confirmed",
    }
}

/// Files of answers, by what is in them.
fn answer_hashes(plan: &CountPlan) -> String {
    let hashes: Vec<String> = plan.answers.iter().map(|file| sha256(&file.bytes)).collect();
    hashes.join("; ")
}
