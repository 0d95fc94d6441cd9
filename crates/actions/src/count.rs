//! From other people's lists to a number.

use std::collections::BTreeMap;

use estimate::{CaptureTable, Method};
use exchange::{Intake, IntakePlan, Mapping, Warning};
use linkage::{Judgements, LinkPlan, Linkage, Threshold};
use publish::{Language, PooledFigure, SectionFigures};
use records::Standard;

use crate::ActionError;
use crate::answers::{AnswerCounts, Answers};
use crate::estimating::{Question, Statements, estimated};
use crate::figures::{self, SectionParts};
use crate::frequencies;
use crate::input::{InputFile, TablePlan, Tables, read_all};
use crate::output::{self, OutputFile};
use crate::private;
use crate::progress::{Progress, Step};
use crate::warned::{self, Letters, Warned};
use crate::{labels, matched};

/// Most lists that are counted together; for more than ten there is a count and no estimate.
const MOST_LISTS: usize = exchange::MAX_LISTS;

/// What kind of files they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lists: a row is a report.
    Lists,
    /// Matched tables: a row is a person or a tally; these columns are lists, or all that say yes and no.
    Matched {
        /// Headings of the list columns; empty to find them.
        columns: Vec<String>,
    },
    /// One table that says only how many people were seen once, twice, and so on.
    Frequencies {
        /// On how many occasions they could have been seen; `None` when there was no end to them.
        occasions: Option<u64>,
    },
}

/// How to count.
#[derive(Clone, Debug)]
pub struct CountPlan {
    /// What kind of files they are.
    pub kind: Kind,
    /// How files become tables and reports.
    pub tables: TablePlan,
    /// Statements `COPY=ORIGINAL`.
    pub derived: Vec<String>,
    /// Populations, `TEXT` or `LIST=TEXT`.
    pub population: Vec<String>,
    /// Periods, `TEXT` or `LIST=TEXT`.
    pub period: Vec<String>,
    /// Fates, `TEXT` or `LIST=TEXT`, such as died or missing.
    pub fate: Vec<String>,
    /// The standard of proof that every report meets.
    pub standard: Option<Standard>,
    /// Lists that hold each person once.
    pub distinct: Vec<String>,
    /// Files with answers of people about pairs of reports, which are held to.
    pub answers: Vec<InputFile>,
    /// Probability from which two reports are one person; `None` to choose it.
    pub threshold: Option<Threshold>,
    /// How many whole linkages are drawn from what the evidence leaves open; 0 takes links for certain.
    pub n_draws: usize,
    /// Tables of overlaps that were drawn elsewhere, for a matched table that stands for them: the file of `esep link --draws`.
    pub draws: Option<InputFile>,
    /// Heading of the column that parts a matched table into strata, each estimated by itself.
    pub strata: Option<String>,
    /// Ways of estimating that are tried.
    pub methods: Vec<Method>,
    /// Whether to say beside the rest what the R package dga would.
    pub as_dga: bool,
    /// Confidence of every interval.
    pub confidence: f64,
    /// Seed of every random number.
    pub seed: u64,
    /// The day of the count: year, month, day.
    pub day: (i16, i8, i8),
    /// Language of the report.
    pub language: Language,
    /// Whether to make the folder with names.
    pub private: bool,
    /// Whether the people are invented.
    pub demo: bool,
    /// The command that makes this report again.
    pub command: String,
}

/// A finished count.
#[derive(Debug)]
pub struct Counted {
    /// The report's files, `share/...` and perhaps `private/...`.
    pub files: Vec<OutputFile>,
    /// The text of `result.json`.
    pub json: String,
    /// The figures that a terminal shows.
    pub sections: Vec<SectionSummary>,
    /// All strata together, where a table was parted.
    pub pooled: Option<PooledFigure>,
    /// Who is counted, as stated.
    pub population: Option<String>,
    /// What was unclear in the files.
    pub warnings: Vec<Warning>,
    /// Every column and what it was taken for, as TOML; `None` for matched tables.
    pub mapping: Option<String>,
}

/// The main figures of one section.
#[derive(Clone, Debug)]
pub struct SectionSummary {
    /// Name of the table, when there are several.
    pub label: Option<String>,
    /// Reports read; `None` for matched tables.
    pub reports: Option<u64>,
    /// Labels of the lists and people on each.
    pub lists: Vec<(String, u64)>,
    /// Different people on at least one list.
    pub persons: u64,
    /// Chao's lower bound and its interval, where nothing more can be said.
    pub at_least: Option<(f64, publish::IntervalFigure)>,
    /// The range or the refusal.
    pub verdict: Verdict,
    /// What each way of estimating says.
    pub ways: Vec<publish::WayFigure>,
    /// What another program would say, where that was asked for.
    pub compat: Vec<publish::OtherFigure>,
    /// Tables drawn from doubtful links, when there are some.
    pub doubt: Option<publish::DoubtFigure>,
    /// What must be told beside the figures.
    pub cautions: Vec<publish::Message>,
}

/// The range or the refusal, for a terminal.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// A range of all, on lists and on none.
    Range {
        /// Lower end.
        lower: f64,
        /// Upper end, when there is one.
        upper: Option<f64>,
    },
    /// None, for these reasons.
    Refused(Vec<publish::Message>),
}

/// Counts the people on the lists, and estimates how many are on none.
///
/// # Errors
/// When a file cannot be read or understood, or the plan names a list that is not there.
pub fn count(files: &[InputFile], plan: &CountPlan, progress: Progress) -> Result<Counted, ActionError> {
    let tables = read_all(files, &plan.tables, progress)?;
    match &plan.kind {
        Kind::Lists => {
            let linked = link_lists(&tables, plan, progress)?;
            count_linked(tables, linked, plan, progress)
        }
        Kind::Matched { columns } => matched::count(tables, columns, plan, progress),
        Kind::Frequencies { occasions } => count_frequencies(tables, *occasions, plan, progress),
    }
}

/// Lists whose reports have been brought together into persons.
#[derive(Debug)]
pub(crate) struct LinkedLists {
    pub(crate) intake: Intake,
    pub(crate) linkage: Linkage,
    pub(crate) judgements: Judgements,
    pub(crate) answers: AnswerCounts,
}

/// Reads the tables as lists and links their reports.
pub(crate) fn link_lists(
    tables: &Tables,
    plan: &CountPlan,
    progress: Progress,
) -> Result<LinkedLists, ActionError> {
    let intake = exchange::read_lists(&tables.tables, &intake_plan(&plan.tables, None)?)?;
    if intake.lists.len() > MOST_LISTS {
        return Err(ActionError::TooManyLists {
            found: intake.lists.len(),
        });
    }
    let labels = list_labels(&intake);
    // Statements about lists are checked before the long work starts.
    derivations(&labels, &plan.derived)?;
    Statements::of(&labels, &labels, plan)?;
    let link_plan = LinkPlan {
        distinct: distinct_lists(&labels, &plan.distinct)?,
        threshold: plan.threshold.unwrap_or_default(),
        floor: LEAST_PROBABILITY,
        memory: linkage::PAIRS_MEMORY,
        seed: plan.seed,
    };
    let answers = Answers::read(&plan.answers, &plan.tables.reading)?;
    let held = answers.held(&intake, &link_plan.distinct)?;
    let linkage = linkage::link_judged(
        &intake.reports,
        &link_plan,
        &held.judgements,
        &|phase, done, of| progress(phase.into(), done, of),
    );
    Ok(LinkedLists {
        intake,
        linkage,
        judgements: held.judgements,
        answers: held.counts,
    })
}

/// Pairs less likely than this are not shown to anybody.
const LEAST_PROBABILITY: f64 = 0.01;

/// Makes the plan of an intake; `carried` is a column to hand through.
pub(crate) fn intake_plan(plan: &TablePlan, carried: Option<String>) -> Result<IntakePlan, ActionError> {
    let mapping = plan.mapping.as_deref().map(Mapping::from_toml).transpose()?;
    Ok(IntakePlan {
        mapping,
        as_of: plan.as_of,
        own_id: plan.own_id.clone(),
        carried,
    })
}

/// Reads the statements that one list is made from another.
fn derivations(labels: &[String], texts: &[String]) -> Result<Vec<(usize, usize)>, ActionError> {
    let derived: Vec<(usize, usize)> = texts
        .iter()
        .map(|text| labels::derivation(labels, text))
        .collect::<Result<_, _>>()?;
    labels::refuse_circles(labels, &derived)?;
    Ok(derived)
}

/// Labels of the lists, in order.
pub(crate) fn list_labels(intake: &Intake) -> Vec<String> {
    intake.lists.iter().map(|list| list.label.clone()).collect()
}

/// Finds the lists that hold each person once.
///
/// # Errors
/// When there is no such list.
pub(crate) fn distinct_lists(labels: &[String], wanted: &[String]) -> Result<Vec<usize>, ActionError> {
    let find = |label: &String| {
        labels::find(labels, label).ok_or_else(|| ActionError::UnknownList {
            label: label.clone(),
            known: labels.to_vec(),
        })
    };
    wanted.iter().map(find).collect()
}

/// Counts the persons of linked lists and writes the report.
pub(crate) fn count_linked(
    tables: Tables,
    linked: LinkedLists,
    plan: &CountPlan,
    progress: Progress,
) -> Result<Counted, ActionError> {
    let labels = list_labels(&linked.intake);
    let table = capture_table(labels.len(), histories(&linked, &linked.linkage.persons))?;
    let derived = derivations(&labels, &plan.derived)?;
    let stated = Statements::of(&labels, &labels, plan)?;
    let question = Question {
        label: None,
        draws: drawn(&linked, &labels, plan),
        labels,
        table,
        derived,
    };
    let section = SectionParts {
        linked: Some(figures::Linking::of(&linked)),
        ..estimated(question, &stated, plan, progress)
    };
    let intake = linked.intake.warnings.clone();
    let mut counted = report(
        vec![figures::section(&section)],
        None,
        tables,
        intake,
        stated.population.of_all,
        plan,
        progress,
    )?;
    counted.mapping = Some(linked.intake.mapping.to_toml());
    if plan.private {
        counted.files.extend(private::files(&linked, plan.language)?);
        counted.files.push(output::csv(
            "private/warnings.csv",
            warned::table(&counted.warnings),
        ));
    }
    Ok(counted)
}

/// People by history when these are the persons of the reports.
fn histories(linked: &LinkedLists, persons: &[usize]) -> BTreeMap<u64, u64> {
    let mut history = vec![0u64; persons.len()];
    for (report, &person) in linked.intake.reports.iter().zip(persons) {
        history[person] |= 1 << report.list;
    }
    let mut people = BTreeMap::new();
    for lists in history.into_iter().filter(|lists| *lists != 0) {
        *people.entry(lists).or_insert(0) += 1;
    }
    people
}

/// Tables of other linkages that the evidence allows.
fn drawn(linked: &LinkedLists, labels: &[String], plan: &CountPlan) -> Vec<CaptureTable> {
    let mut tables = Vec::with_capacity(plan.n_draws);
    linked.linkage.draw(plan.n_draws, plan.seed, |_, persons| {
        tables.extend(CaptureTable::new(labels.len(), histories(linked, persons)));
    });
    tables
}

/// People seen once, twice, and so on: only a lower bound can be given.
fn count_frequencies(
    tables: Tables,
    occasions: Option<u64>,
    plan: &CountPlan,
    progress: Progress,
) -> Result<Counted, ActionError> {
    let seen = exchange::read_frequencies(&tables.tables)?;
    let section = frequencies::section(&seen, occasions, plan.confidence)?;
    let population = labels::populations(&[], &[], &plan.population)?.of_all;
    report(
        vec![section],
        None,
        tables,
        Vec::new(),
        population,
        plan,
        progress,
    )
}

pub(crate) fn capture_table(n_lists: usize, people: BTreeMap<u64, u64>) -> Result<CaptureTable, ActionError> {
    CaptureTable::new(n_lists, people).map_err(|_| ActionError::TooManyLists { found: n_lists })
}

pub(crate) fn report(
    sections: Vec<SectionFigures>,
    pooled: Option<PooledFigure>,
    tables: Tables,
    understanding: Vec<Warning>,
    population: Option<String>,
    plan: &CountPlan,
    progress: Progress,
) -> Result<Counted, ActionError> {
    progress(Step::Reporting, 0, 1);
    let mut warnings = tables.warnings;
    warnings.extend(understanding);
    let shareable = Warned::shareable(&warnings, &Letters::of_tables(&tables.tables));
    let figures = figures::count(sections, pooled, tables.inputs, shareable, population, plan);
    let json = publish::result_json(&figures);
    let mut files = vec![
        OutputFile::new("share/index.html", publish::page(&figures, plan.language)),
        OutputFile::new("share/result.json", json.clone()),
    ];
    files.extend(overlap_files(publish::overlaps_tables(&figures)));
    progress(Step::Reporting, 1, 1);
    Ok(Counted {
        files,
        json,
        sections: figures.sections.iter().map(figures::summary).collect(),
        pooled: figures.pooled.clone(),
        population: figures.population.clone(),
        warnings,
        mapping: None,
    })
}

fn overlap_files(tables: Vec<publish::Table>) -> Vec<OutputFile> {
    let single = tables.len() == 1;
    let path = |n: usize| {
        if single {
            "share/overlaps.csv".to_owned()
        } else {
            format!("share/overlaps-{n}.csv")
        }
    };
    tables
        .into_iter()
        .enumerate()
        .map(|(place, table)| output::csv(&path(place + 1), table))
        .collect()
}
