//! Counting matched tables: somebody else has said who is one person.

use estimate::CaptureTable;
use exchange::{MatchedPlan, MatchedTable};

use crate::ActionError;
use crate::count::{CountPlan, Counted, capture_table, report};
use crate::draws::Draws;
use crate::estimating::{Question, Statements, estimated};
use crate::figures::{self, SectionParts};
use crate::input::Tables;
use crate::labels;
use crate::progress::Progress;
use crate::strata::{self, Strata};

/// Counts each matched table, or each stratum of one, by itself.
pub(crate) fn count(
    tables: Tables,
    columns: &[String],
    plan: &CountPlan,
    progress: Progress,
) -> Result<Counted, ActionError> {
    let (matched, warnings) = exchange::read_matched(
        &tables.tables,
        &MatchedPlan {
            lists: columns.to_vec(),
            by: plan.strata.clone(),
        },
    )?;
    let all_labels: Vec<String> = matched
        .iter()
        .flat_map(|table| table.lists.iter().cloned())
        .collect();
    for text in &plan.derived {
        check_derivation(&matched, text)?;
    }
    let population = labels::populations(&all_labels, &all_labels, &plan.population)?.of_all;
    let parted = plan.strata.is_some() && tables.tables.len() == 1;
    let strata = strata_of(matched, parted, plan)?;
    let single = strata.tables.len() == 1;
    let placed = strata.placed;
    let mut parts = Vec::with_capacity(strata.tables.len());
    for (table, draws) in strata.tables.into_iter().zip(strata.draws) {
        parts.push(matched_section(
            table,
            draws,
            &all_labels,
            single,
            plan,
            progress,
        )?);
    }
    let pooled = (parted && !single).then(|| {
        let parts_of_all: Vec<_> = parts
            .iter()
            .map(|part| (&part.range, part.finding.observed))
            .collect();
        strata::pooled(&parts_of_all, placed, plan)
    });
    let sections = parts.iter().map(figures::section).collect();
    report(sections, pooled, tables, warnings, population, plan, progress)
}

/// The tables, each with tables drawn from its doubt: by chance for people of no known stratum, or from the file of draws.
fn strata_of(matched: Vec<MatchedTable>, parted: bool, plan: &CountPlan) -> Result<Strata, ActionError> {
    let mut strata = if parted {
        strata::completed(matched, plan.seed)
    } else {
        let draws = vec![Vec::new(); matched.len()];
        Strata {
            tables: matched,
            draws,
            placed: 0,
        }
    };
    if let Some(file) = &plan.draws {
        let draws = Draws::read(file, &plan.tables)?;
        let [table] = &strata.tables[..] else {
            return Err(ActionError::DrawsOfSeveral { file: draws.file });
        };
        let own = capture_table(table.lists.len(), table.counts.clone())?;
        strata.draws = vec![draws.of_table(&table.lists, &own)?];
    }
    Ok(strata)
}

/// A statement must be about two lists of one table; a copy in another table would be left out by nobody.
fn check_derivation(matched: &[MatchedTable], text: &str) -> Result<(), ActionError> {
    let mut first_error = None;
    for table in matched {
        match labels::derivation(&table.lists, text) {
            Ok(_) => return Ok(()),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    first_error.map_or(Ok(()), Err)
}

fn matched_section(
    matched: MatchedTable,
    draws: Vec<CaptureTable>,
    all_labels: &[String],
    single: bool,
    plan: &CountPlan,
    progress: Progress,
) -> Result<SectionParts, ActionError> {
    let table = capture_table(matched.lists.len(), matched.counts)?;
    // A statement may be about lists that only another table has.
    let derived: Vec<(usize, usize)> = plan
        .derived
        .iter()
        .filter_map(|text| labels::derivation(&matched.lists, text).ok())
        .collect();
    labels::refuse_circles(&matched.lists, &derived)?;
    let stated = Statements::of(&matched.lists, all_labels, plan)?;
    let question = Question {
        label: (!single).then(|| section_label(&matched.label, matched.part.as_deref())),
        draws,
        labels: matched.lists.clone(),
        table,
        derived,
    };
    Ok(estimated(question, &stated, plan, progress))
}

/// The name of a table, or of one of its strata.
fn section_label(table: &str, part: Option<&str>) -> String {
    match part {
        None => table.to_owned(),
        Some("") => format!("{table}: —"),
        Some(part) => format!("{table}: {part}"),
    }
}
