//! Counting matched tables: somebody else has said who is one person.

use exchange::{MatchedPlan, MatchedTable};

use crate::ActionError;
use crate::count::{CountPlan, Counted, capture_table, report};
use crate::draws::Draws;
use crate::estimating::{Question, Statements, estimated};
use crate::figures::{self, SectionParts};
use crate::input::Tables;
use crate::labels;
use crate::progress::Progress;

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
    let draws = plan
        .draws
        .as_ref()
        .map(|file| Draws::read(file, &plan.tables))
        .transpose()?;
    let single = matched.len() == 1;
    if let Some(draws) = draws.as_ref().filter(|_| !single) {
        return Err(ActionError::DrawsOfSeveral {
            file: draws.file.clone(),
        });
    }
    let mut sections = Vec::with_capacity(matched.len());
    for table in matched {
        let section = matched_section(table, &all_labels, single, draws.as_ref(), plan, progress)?;
        sections.push(figures::section(&section));
    }
    report(sections, tables, warnings, population, plan, progress)
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
    all_labels: &[String],
    single: bool,
    draws: Option<&Draws>,
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
        draws: draws.map_or(Ok(Vec::new()), |draws| draws.of_lists(&matched.lists))?,
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
