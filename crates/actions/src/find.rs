//! A report or a few against lists that are linked: who on the lists may be the same person.

use std::collections::BTreeMap;

use exchange::{Intake, Warning};
use linkage::{Index, Pair};
use publish::{PairEvidence, PairVerdict, ReportShown, Table, Value};
use serde::Serialize;

use crate::ActionError;
use crate::count::{LinkedLists, distinct_lists, intake_plan, list_labels};
use crate::evidence::{shown, weighing_of};
use crate::input::{InputFile, read_all, refuse_twins_of};
use crate::link::{LinkPlan, linked_lists};
use crate::output::{OutputFile, csv};
use crate::private::origin;
use crate::progress::{Progress, Step};

/// At most so many reports are searched for at once; more are a list.
const MOST_SOUGHT: usize = 200;

/// At most so many persons are shown for a report.
const MOST_PERSONS: usize = 5;

/// What was found of each report that was searched for.
#[derive(Debug)]
pub struct Finding {
    /// The reports, in the order of their files.
    pub sought: Vec<Sought>,
    /// The figures.
    pub figures: FindFigures,
    /// Tables without names; with names a page too, where it was asked for.
    pub files: Vec<OutputFile>,
    /// What was unclear in the files.
    pub warnings: Vec<Warning>,
    /// Every column of the lists and what it was taken for, as TOML.
    pub mapping: String,
}

/// What was found of one report. Its `Debug` shows nothing of a person.
#[derive(Debug)]
pub struct Sought {
    /// The report.
    pub report: ReportShown,
    /// The likeliest persons, likeliest first.
    pub persons: Vec<LikelyPerson>,
    /// How many more persons are likely enough to be told and not shown.
    pub n_more: usize,
    /// How many reports were compared.
    pub n_compared: usize,
    /// Whether so many reports share a value with this one that not all of them were compared.
    pub is_cut: bool,
}

/// A person on the lists that a report may be about. Its `Debug` shows nothing of a person.
#[derive(Debug)]
pub struct LikelyPerson {
    /// Number of the person, as `links/clusters.csv` has it.
    pub person: u64,
    /// The report, and the likeliest of the person's, and how they agree.
    pub evidence: PairEvidence,
    /// Where the person's other reports stand.
    pub others: Vec<String>,
}

/// The figures of a search; they name nobody.
#[derive(Clone, Debug, Serialize)]
pub struct FindFigures {
    /// Version of the program.
    pub version: &'static str,
    /// Seed of every random number.
    pub seed: u64,
    /// Reports of the lists.
    pub reports: usize,
    /// Persons on the lists.
    pub persons: usize,
    /// The probability from which on two reports are one person.
    pub threshold: f64,
    /// What was found of each report.
    pub sought: Vec<SoughtFigures>,
}

/// What was found of one report, by places.
#[derive(Clone, Debug, Serialize)]
pub struct SoughtFigures {
    /// File, sheet and row.
    pub origin: String,
    /// How many reports were compared.
    pub compared: usize,
    /// Blocking rules under which not all reports that share a key were compared.
    pub cut: Vec<&'static str>,
    /// Reports that may be about the same person, likeliest first.
    pub found: Vec<FoundFigures>,
}

/// A report that may be about the same person, by its place.
#[derive(Clone, Debug, Serialize)]
pub struct FoundFigures {
    /// File, sheet and row.
    pub origin: String,
    /// Its list.
    pub list: String,
    /// Number of its person.
    pub person: u64,
    /// Probability that both are about one person.
    pub probability: f64,
    /// Total weight in bits.
    pub weight: f64,
    /// The weight of each field that both fill.
    pub fields: linkage::FieldWeights,
}

/// Links the lists, and finds who on them may be the person of each report in the files `sought`.
///
/// The reports searched for are compared with the lists alone, not with each other, and change nothing of the linkage.
///
/// # Errors
/// When a file cannot be read or understood, the plan names a list or column that is not there, or too few or too many reports are
/// searched for.
pub fn find(
    files: &[InputFile],
    sought: &[InputFile],
    plan: &LinkPlan,
    progress: Progress,
) -> Result<Finding, ActionError> {
    refuse_twins_of(&[files, sought].concat())?;
    // What cannot be searched for is refused before the long work starts.
    let (asked, mut warnings) = read_sought(sought, plan, progress)?;
    let (linked, read_warnings, ..) = linked_lists(files, plan, progress)?;
    let distinct = distinct_lists(&list_labels(&linked.intake), &plan.distinct)?;
    progress(Step::Reporting, 0, 1);
    let search = Search {
        asked: &asked,
        linked: &linked,
        labels: list_labels(&linked.intake),
        own_labels: list_labels(&asked),
    };
    let (sought, figures) = search.all(&distinct, plan.floor);
    let figures = FindFigures {
        version: env!("CARGO_PKG_VERSION"),
        seed: plan.seed,
        reports: linked.intake.reports.len(),
        persons: linked.linkage.n_persons,
        threshold: linked.linkage.threshold,
        sought: figures,
    };
    let mut written = vec![csv("links/found.csv", found_table(&figures))];
    if plan.private {
        let persons = sought.iter().flat_map(|sought| &sought.persons);
        let pairs: Vec<PairEvidence> = persons.map(|person| person.evidence.clone()).collect();
        let page = publish::found_page(&pairs, plan.language);
        written.push(OutputFile::new("private/found.html", page));
    }
    warnings.splice(..0, linked.intake.warnings.iter().cloned());
    warnings.splice(..0, read_warnings);
    progress(Step::Reporting, 1, 1);
    Ok(Finding {
        sought,
        figures,
        files: written,
        warnings,
        mapping: linked.intake.mapping.to_toml(),
    })
}

/// Reads the reports to search for, which need not have the lists' own column of identifiers.
fn read_sought(
    sought: &[InputFile],
    plan: &LinkPlan,
    progress: Progress,
) -> Result<(Intake, Vec<Warning>), ActionError> {
    let tables = read_all(sought, &plan.tables, progress)?;
    let mut reading = intake_plan(&plan.tables, None)?;
    let is_there = |id: &String| tables.tables.iter().any(|table| table.header.contains(id));
    reading.own_id = reading.own_id.filter(is_there);
    let intake = exchange::read_lists(&tables.tables, &reading)?;
    let names = || sought.iter().map(|file| file.name.as_str()).collect::<Vec<_>>();
    match intake.reports.len() {
        0 => {
            return Err(ActionError::NobodySought {
                file: names().join(", "),
            });
        }
        found if found > MOST_SOUGHT => {
            return Err(ActionError::TooManySought {
                file: names().join(", "),
                found,
                allowed: MOST_SOUGHT,
            });
        }
        _ => {}
    }
    let mut warnings = tables.warnings;
    warnings.extend(intake.warnings.iter().cloned());
    Ok((intake, warnings))
}

/// What a search looks at.
struct Search<'a> {
    asked: &'a Intake,
    linked: &'a LinkedLists,
    labels: Vec<String>,
    own_labels: Vec<String>,
}

impl Search<'_> {
    fn all(&self, distinct: &[usize], floor: f64) -> (Vec<Sought>, Vec<SoughtFigures>) {
        let (intake, linkage) = (&self.linked.intake, &self.linked.linkage);
        let mut index = Index::new(&intake.reports, distinct, linkage)
            .expect("the linkage was made of just these reports");
        let mut of_person: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, person) in linkage.persons.iter().enumerate() {
            of_person.entry(*person).or_default().push(place);
        }
        let one = |place: usize| {
            let mut report = self.asked.reports[place].clone();
            // Whatever they are called, these are no lists that were linked.
            report.list += self.labels.len();
            let answer = index.search(&report, floor);
            let mut persons: Vec<LikelyPerson> = Vec::new();
            let mut seen = Vec::new();
            for found in &answer.found {
                if seen.contains(&found.person) {
                    continue;
                }
                seen.push(found.person);
                if persons.len() < MOST_PERSONS {
                    let reports = &of_person[&found.person];
                    let others = reports.iter().filter(|other| **other != found.report);
                    persons.push(LikelyPerson {
                        person: found.person as u64 + 1,
                        evidence: self.evidence(place, found),
                        others: others.map(|other| origin(&intake.reports[*other])).collect(),
                    });
                }
            }
            let sought = Sought {
                report: shown(&self.asked.reports[place], &self.own_labels),
                n_more: seen.len() - persons.len(),
                persons,
                n_compared: answer.n_compared,
                is_cut: !answer.cut.is_empty(),
            };
            (sought, self.figures(place, answer))
        };
        (0..self.asked.reports.len()).map(one).unzip()
    }

    fn evidence(&self, place: usize, found: &linkage::Found) -> PairEvidence {
        let (known, asked) = (
            &self.linked.intake.reports[found.report],
            &self.asked.reports[place],
        );
        let linkage = &self.linked.linkage;
        let pair = Pair {
            a: found.report,
            b: self.linked.intake.reports.len() + place,
            probability: found.probability,
            weight: found.weight,
            fields: found.fields.clone(),
        };
        let verdict = if found.probability >= linkage.threshold {
            PairVerdict::Likely
        } else {
            PairVerdict::Unlikely
        };
        PairEvidence {
            a: shown(asked, &self.own_labels),
            b: shown(known, &self.labels),
            weighing: weighing_of(linkage, &pair, [asked, known], verdict),
        }
    }

    fn figures(&self, place: usize, answer: linkage::Answer) -> SoughtFigures {
        let found = answer.found.into_iter().map(|found| {
            let report = &self.linked.intake.reports[found.report];
            FoundFigures {
                origin: origin(report),
                list: self.labels[report.list].clone(),
                person: found.person as u64 + 1,
                probability: found.probability,
                weight: found.weight,
                fields: found.fields,
            }
        });
        SoughtFigures {
            origin: origin(&self.asked.reports[place]),
            compared: answer.n_compared,
            cut: answer.cut,
            found: found.collect(),
        }
    }
}

/// Every report that was found, by places, without names.
fn found_table(figures: &FindFigures) -> Table {
    let header = [
        "sought",
        "found",
        "list",
        "person",
        "probability",
        "weight",
        "fields",
    ];
    let mut rows = Vec::new();
    for sought in &figures.sought {
        for found in &sought.found {
            rows.push(vec![
                Value::Text(sought.origin.clone()),
                Value::Text(found.origin.clone()),
                Value::Text(found.list.clone()),
                Value::Count(found.person),
                Value::Number(found.probability),
                Value::Number(found.weight),
                Value::Text(crate::link::fields_written(&found.fields)),
            ]);
        }
    }
    Table {
        name: "found".to_owned(),
        header: header.map(str::to_owned).to_vec(),
        rows,
    }
}
