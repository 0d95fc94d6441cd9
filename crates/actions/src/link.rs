//! The linkage alone: pairs and clusters with probabilities.

use std::collections::BTreeMap;

use exchange::{Intake, Warning};
use linkage::evaluation::{self, Evaluation};
use linkage::{Band, Expected, Learned, Linkage, Threshold};
use publish::{Language, Table, Value};
use regex::Regex;
use serde::Serialize;

use crate::ActionError;
use crate::answers::{AnswerCounts, Answers, Held};
use crate::count::{LinkedLists, distinct_lists, intake_plan, list_labels};
use crate::input::{InputFile, TablePlan, read_all};
use crate::output::{OutputFile, csv, csv_of_rows};
use crate::private;
use crate::progress::{Progress, Step};
use crate::warned;

/// How to link.
#[derive(Clone, Debug)]
pub struct LinkPlan {
    /// How files become tables and reports.
    pub tables: TablePlan,
    /// The column with the truth, when it is known.
    pub truth: Option<TruthColumn>,
    /// Lists that hold each person once.
    pub distinct: Vec<String>,
    /// Files with answers of people about pairs of reports, which are held to.
    pub answers: Vec<InputFile>,
    /// Probability from which two reports are one person; `None` to choose it.
    pub threshold: Option<Threshold>,
    /// Pairs less likely than this are not written.
    pub floor: f64,
    /// Bytes that the compared pairs may take.
    pub memory: u64,
    /// Seed of every random number.
    pub seed: u64,
    /// Language of the tables.
    pub language: Language,
    /// How many partitions to draw from what the evidence leaves open.
    pub n_draws: usize,
    /// Whether to write names beside the pairs.
    pub private: bool,
}

/// The column that says who a report is really about.
#[derive(Clone, Debug)]
pub struct TruthColumn {
    /// Its heading.
    pub heading: String,
    /// Cuts the truth out of the text: the first group, or the whole match.
    pub pattern: Option<Regex>,
}

impl TruthColumn {
    /// Reads `COL` or `COL:REGEX`.
    ///
    /// # Errors
    /// When the part after the colon is no regular expression.
    pub fn read(text: &str) -> Result<Self, ActionError> {
        let Some((heading, pattern)) = text.split_once(':') else {
            return Ok(Self {
                heading: text.trim().to_owned(),
                pattern: None,
            });
        };
        let bad = |_| ActionError::BadPattern {
            pattern: pattern.to_owned(),
        };
        Ok(Self {
            heading: heading.trim().to_owned(),
            pattern: Some(Regex::new(pattern).map_err(bad)?),
        })
    }

    fn cut<'a>(&self, text: &'a str) -> Option<&'a str> {
        let Some(pattern) = &self.pattern else {
            return Some(text);
        };
        let captures = pattern.captures(text)?;
        captures
            .get(1)
            .or_else(|| captures.get(0))
            .map(|found| found.as_str())
    }
}

/// A finished linkage.
#[derive(Debug)]
pub struct Linked {
    /// Tables of pairs and clusters, without names unless they were asked for.
    pub files: Vec<OutputFile>,
    /// The figures.
    pub figures: LinkFigures,
    /// What was unclear in the files.
    pub warnings: Vec<Warning>,
    /// Every column and what it was taken for, as TOML.
    pub mapping: String,
}

/// The figures of a linkage.
#[derive(Clone, Debug, Serialize)]
pub struct LinkFigures {
    /// Version of the program.
    pub version: &'static str,
    /// Seed of every random number.
    pub seed: u64,
    /// Reports read.
    pub reports: usize,
    /// Labels of the lists.
    pub lists: Vec<String>,
    /// Distinct candidate pairs that blocking found.
    pub candidates: u64,
    /// Candidate pairs found first by each blocking rule.
    pub rules: BTreeMap<&'static str, u64>,
    /// Pairs kept.
    pub pairs: usize,
    /// Different persons.
    pub persons: usize,
    /// At least how many pairs of one person blocking did not find.
    pub missed_by_blocking: f64,
    /// What is to be expected of every threshold, as far as the probabilities mean what they say.
    pub expected: Vec<Expected>,
    /// The probability used as threshold.
    pub threshold: f64,
    /// The probability below which likely pairs were let go because there was no room for them; nothing when there was.
    pub kept_from: Option<f64>,
    /// Probability that two reports drawn at random are one person.
    pub prior: f64,
    /// Answers of people that were held to.
    pub answers: AnswerCounts,
    /// How the answers corrected the weights, when there were enough.
    pub learned: Option<Learned>,
    /// Pairs that people judged, by what was thought of them before, and how many they called one person.
    pub answered: Vec<Band>,
    /// How the result compares with the truth, when it is known.
    pub evaluation: Option<Evaluation>,
}

/// Links the reports of all files.
///
/// # Errors
/// When a file cannot be read or understood, or the plan names a list or column that is not there.
pub fn link(files: &[InputFile], plan: &LinkPlan, progress: Progress) -> Result<Linked, ActionError> {
    let (linked, read_warnings, ..) = linked_lists(files, plan, progress)?;
    let truth = plan
        .truth
        .as_ref()
        .map(|column| truth_of(&linked.intake, column))
        .transpose()?;
    progress(Step::Reporting, 0, 1);
    let (intake, linkage) = (&linked.intake, &linked.linkage);
    let evaluation = truth.map(|truth| evaluation::evaluate(linkage, &truth));
    let mut files = vec![
        pairs_file("links/pairs.csv", intake, linkage),
        clusters_file("links/clusters.csv", intake, linkage),
    ];
    let figures = figures(&linked, evaluation, plan.seed);
    let (warnings, mapping) = (all_warnings(read_warnings, intake), intake.mapping.to_toml());
    files.push(csv("links/warnings.csv", warned::table(&warnings)));
    if plan.n_draws > 0 {
        files.push(csv("share/draws.csv", draws_table(intake, linkage, plan)));
    }
    if plan.private {
        files.extend(private::files(&linked, plan.language)?);
    }
    progress(Step::Reporting, 1, 1);
    Ok(Linked {
        files,
        figures,
        warnings,
        mapping,
    })
}

/// Reads lists and answers, and links; also gives what was unclear while reading, and the answers.
pub(crate) fn linked_lists(
    files: &[InputFile],
    plan: &LinkPlan,
    progress: Progress,
) -> Result<(LinkedLists, Vec<Warning>, Answers, Held), ActionError> {
    let answers = Answers::read(&plan.answers, &plan.tables.reading)?;
    let tables = read_all(files, &plan.tables, progress)?;
    let carried = plan.truth.as_ref().map(|truth| truth.heading.clone());
    let intake = exchange::read_lists(&tables.tables, &intake_plan(&plan.tables, carried)?)?;
    let read_warnings = tables.warnings;
    // Not held while the reports are linked: they take as much memory as those.
    drop(tables.tables);
    let link_plan = linkage::LinkPlan {
        distinct: distinct_lists(&list_labels(&intake), &plan.distinct)?,
        threshold: plan.threshold.unwrap_or_default(),
        floor: plan.floor,
        memory: plan.memory,
        seed: plan.seed,
    };
    let held = answers.held(&intake, &link_plan.distinct)?;
    let linkage = linkage::link_judged(
        &intake.reports,
        &link_plan,
        &held.judgements,
        &|phase, done, of| progress(phase.into(), done, of),
    );
    let linked = LinkedLists {
        intake,
        linkage,
        judgements: held.judgements.clone(),
        answers: held.counts,
    };
    Ok((linked, read_warnings, answers, held))
}

fn all_warnings(mut warnings: Vec<Warning>, intake: &Intake) -> Vec<Warning> {
    warnings.extend(intake.warnings.iter().cloned());
    warnings
}

/// Numbers the true persons in order of first appearance.
fn truth_of(intake: &Intake, column: &TruthColumn) -> Result<Vec<Option<u32>>, ActionError> {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut truth = Vec::with_capacity(intake.carried.len());
    for text in &intake.carried {
        let person = text.as_deref().and_then(|text| column.cut(text));
        truth.push(person.map(|person| {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(person).or_insert(next)
        }));
    }
    if truth.iter().all(Option::is_none) {
        return Err(ActionError::NoTruthColumn {
            heading: column.heading.clone(),
        });
    }
    Ok(truth)
}

fn figures(linked: &LinkedLists, evaluation: Option<Evaluation>, seed: u64) -> LinkFigures {
    let (intake, linkage) = (&linked.intake, &linked.linkage);
    LinkFigures {
        version: env!("CARGO_PKG_VERSION"),
        seed,
        reports: intake.reports.len(),
        lists: list_labels(intake),
        candidates: linkage.n_candidates,
        rules: linkage.rules.iter().copied().collect(),
        pairs: linkage.pairs.len(),
        persons: linkage.n_persons,
        missed_by_blocking: linkage.n_missed_by_blocking,
        expected: linkage.expected.clone(),
        threshold: linkage.threshold,
        kept_from: linkage.kept_from,
        prior: linkage.prior,
        answers: linked.answers,
        learned: linkage.learned,
        answered: linkage.answered.clone(),
        evaluation,
    }
}

/// The overlaps of the lists in every draw: how many persons are on just these lists. Names nobody.
fn draws_table(intake: &Intake, linkage: &Linkage, plan: &LinkPlan) -> Table {
    let labels = list_labels(intake);
    let lists: Vec<usize> = intake.reports.iter().map(|report| report.list).collect();
    let mut rows = Vec::new();
    linkage.draw(plan.n_draws, plan.seed, |draw, persons| {
        let mut on_lists: BTreeMap<usize, Vec<bool>> = BTreeMap::new();
        for (person, list) in persons.iter().zip(&lists) {
            on_lists
                .entry(*person)
                .or_insert_with(|| vec![false; labels.len()])[*list] = true;
        }
        let mut counts: BTreeMap<&Vec<bool>, u32> = BTreeMap::new();
        on_lists
            .values()
            .for_each(|history| *counts.entry(history).or_default() += 1);
        let number = |n: u32| Value::Number(f64::from(n));
        for (history, count) in counts {
            let mut row = vec![number(u32::try_from(draw + 1).unwrap_or(u32::MAX))];
            row.extend(history.iter().map(|on| number(u32::from(*on))));
            row.push(number(count));
            rows.push(row);
        }
    });
    let mut header = vec!["draw".to_owned()];
    header.extend(labels);
    header.push("count".to_owned());
    Table {
        name: "draws".to_owned(),
        header,
        rows,
    }
}

/// The weight of each field, by codes.
pub(crate) fn fields_written(fields: &linkage::FieldWeights) -> String {
    let fields = fields.iter();
    let fields = fields.map(|field| format!("{}:{}:{:.2}", field.field, field.level, field.bits));
    fields.collect::<Vec<_>>().join(" ")
}

/// Pairs by place and identifier, without names.
fn pairs_file(path: &str, intake: &Intake, linkage: &Linkage) -> OutputFile {
    let header = ["a", "a_id", "b", "b_id", "probability", "weight", "fields"];
    let place = |report: usize| private::origin(&intake.reports[report]);
    let rows = linkage.pairs.iter().map(|pair| {
        vec![
            Value::Text(place(pair.a)),
            own_id(intake, pair.a),
            Value::Text(place(pair.b)),
            own_id(intake, pair.b),
            Value::Number(pair.probability),
            Value::Number(pair.weight),
            Value::Text(fields_written(&pair.fields)),
        ]
    });
    csv_of_rows(path, &header, rows)
}

/// The person of each report, without names.
fn clusters_file(path: &str, intake: &Intake, linkage: &Linkage) -> OutputFile {
    let header = ["report", "id", "list", "person"];
    let labels = list_labels(intake);
    let rows = intake.reports.iter().enumerate().map(|(place, report)| {
        vec![
            Value::Text(private::origin(report)),
            own_id(intake, place),
            Value::Text(labels[report.list].clone()),
            Value::Count(linkage.persons[place] as u64 + 1),
        ]
    });
    csv_of_rows(path, &header, rows)
}

fn own_id(intake: &Intake, place: usize) -> Value {
    intake.reports[place]
        .own_id
        .as_ref()
        .map_or(Value::Empty, |id| Value::Text(id.to_string()))
}
