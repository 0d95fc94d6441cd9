//! From results to plain figures.

use std::collections::BTreeSet;

use estimate::{CaptureTable, Caution, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal};
use exchange::Table;
use publish::{
    CountFigures, EstimateFigure, ExpectedFigure, InputFigure, IntervalFigure, LinkageFigure, ListFigure,
    Message, ModelFigure, OverlapFigure, PairFigure, SectionFigures,
};
use records::Standard;

use crate::count::{CountPlan, Kind, LinkedLists, SectionSummary, Verdict};
use crate::input::{InputFile, sha256};
use crate::warned::Warned;

/// What is known of one section before it is worded.
pub(crate) struct SectionParts {
    pub(crate) label: Option<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) table: CaptureTable,
    pub(crate) derived: Vec<(usize, usize)>,
    pub(crate) populations: Vec<Option<String>>,
    pub(crate) finding: Finding,
    pub(crate) confidence: f64,
    pub(crate) linked: Option<Linking>,
}

/// What the report says of the linkage.
pub(crate) struct Linking {
    reports: u64,
    reports_of_list: Vec<u64>,
    threshold: f64,
    /// Persons brought together from reports whose births contradict each other.
    contradicting: u64,
    figure: LinkageFigure,
}

impl Linking {
    /// Counts the reports of each list.
    pub(crate) fn of(linked: &LinkedLists) -> Self {
        let mut reports_of_list = vec![0; linked.intake.lists.len()];
        for report in &linked.intake.reports {
            reports_of_list[report.list] += 1;
        }
        Self {
            reports: linked.intake.reports.len() as u64,
            reports_of_list,
            threshold: linked.linkage.threshold,
            contradicting: contradicting(linked),
            figure: linkage_figure(linked),
        }
    }
}

impl Linking {
    /// What must be told of the linkage beside the figures.
    fn caution(&self) -> Option<Message> {
        let message = || Message::new("caution-births-contradict").count("persons", self.contradicting);
        (self.contradicting > 0).then(message)
    }
}

fn linkage_figure(linked: &LinkedLists) -> LinkageFigure {
    let expected = |expected: &linkage::Expected| ExpectedFigure {
        threshold: expected.threshold,
        joined: expected.n_joined,
        wrong: expected.n_false,
        missed: expected.n_missed,
        precision: expected.precision,
        recall: expected.recall,
    };
    let answers = &linked.answers;
    LinkageFigure {
        expected: linked.linkage.expected.iter().map(expected).collect(),
        never_compared: linked.linkage.n_missed_by_blocking,
        answers: [answers.same, answers.different, answers.unsure].map(|n| n as u64),
    }
}

fn contradicting(linked: &LinkedLists) -> u64 {
    let persons = &linked.linkage.persons;
    let differs = |field: &linkage::FieldWeight| field.field == "birth" && field.level == "different";
    let joined = linked
        .linkage
        .pairs
        .iter()
        .filter(|pair| persons[pair.a] == persons[pair.b]);
    let doubtful = joined
        .filter(|pair| pair.fields.iter().any(differs))
        .map(|pair| persons[pair.a]);
    doubtful.collect::<BTreeSet<usize>>().len() as u64
}

/// What the report says of one file.
pub(crate) fn input(file: &InputFile, sha256: String, tables: &[Table]) -> InputFigure {
    let rows = tables.iter().map(|table| table.rows.len() as u64).sum();
    InputFigure {
        name: file.name.clone(),
        sha256,
        rows,
    }
}

/// Everything the report shows.
pub(crate) fn count(
    sections: &[SectionParts],
    inputs: Vec<InputFigure>,
    warnings: Vec<Warned>,
    population: Option<String>,
    plan: &CountPlan,
) -> CountFigures {
    CountFigures {
        demo: plan.demo,
        population,
        standard: plan.standard.map(standard_code),
        day: plan.day,
        inputs,
        sections: sections.iter().map(section).collect(),
        warnings: warnings
            .into_iter()
            .map(|warned| (with_place(warned.message, warned.place), warned.times))
            .collect(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seed: plan.seed,
        options: options(plan),
        command: plan.command.clone(),
    }
}

/// Files of answers, by what is in them.
fn answer_hashes(plan: &CountPlan) -> String {
    let hashes: Vec<String> = plan.answers.iter().map(|file| sha256(&file.bytes)).collect();
    hashes.join("; ")
}

/// Everything that was decided for this count, by name; what was not said is left out.
fn options(plan: &CountPlan) -> Vec<(String, String)> {
    let (kind, columns) = match &plan.kind {
        Kind::Lists => ("lists", ""),
        Kind::Matched { columns } => ("matched", &*columns.join("; ")),
    };
    let tables = &plan.tables;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let said = [
        ("kind", kind.to_owned()),
        ("columns", columns.to_owned()),
        ("derived", plan.derived.join("; ")),
        ("population", plan.population.join("; ")),
        ("distinct", plan.distinct.join("; ")),
        ("labels", answer_hashes(plan)),
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

fn standard_code(standard: Standard) -> &'static str {
    match standard {
        Standard::Lead => "lead",
        Standard::Possible => "possible",
        Standard::Probable => "probable",
        Standard::Confirmed => "confirmed",
    }
}

/// The report names the place of a warning, but not its rows.
fn with_place(message: Message, place: String) -> Message {
    message.text("place", place)
}

fn section(parts: &SectionParts) -> SectionFigures {
    let finding = &parts.finding;
    SectionFigures {
        label: parts.label.clone(),
        reports: parts.linked.as_ref().map(|linked| linked.reports),
        persons: finding.observed,
        threshold: parts.linked.as_ref().map(|linked| linked.threshold),
        linkage: parts.linked.as_ref().map(|linked| linked.figure.clone()),
        lists: lists(parts),
        overlaps: overlaps(&parts.table),
        captures: finding.captures.clone(),
        pairs: finding
            .pairs
            .iter()
            .map(|pair| pair_figure(parts, pair))
            .collect(),
        chao: finding
            .chao
            .as_ref()
            .map(|chao| (chao.total, interval(parts, &chao.interval))),
        estimate: estimate_figure(parts),
        cautions: finding
            .cautions
            .iter()
            .map(|caution| caution_message(&parts.labels, caution))
            .chain(parts.linked.as_ref().and_then(Linking::caution))
            .collect(),
    }
}

fn lists(parts: &SectionParts) -> Vec<ListFigure> {
    let original = |place: usize| {
        parts
            .derived
            .iter()
            .find(|derived| derived.0 == place)
            .map(|derived| derived.1)
    };
    let figure = |place: usize| {
        let persons = parts.finding.list_sizes[place];
        ListFigure {
            label: parts.labels[place].clone(),
            reports: parts
                .linked
                .as_ref()
                .map_or(persons, |linked| linked.reports_of_list[place]),
            persons,
            derived_from: original(place).map(|from| parts.labels[from].clone()),
            population: parts.populations[place].clone(),
        }
    };
    (0..parts.labels.len()).map(figure).collect()
}

fn overlaps(table: &CaptureTable) -> Vec<OverlapFigure> {
    let on = |history: u64| {
        (0..table.n_lists())
            .filter(|list| history >> list & 1 == 1)
            .collect()
    };
    let mut overlaps: Vec<OverlapFigure> = table
        .people()
        .map(|(history, persons)| OverlapFigure {
            lists: on(history),
            persons,
        })
        .collect();
    overlaps.sort_by(|a, b| b.persons.cmp(&a.persons).then_with(|| a.lists.cmp(&b.lists)));
    overlaps
}

fn interval(parts: &SectionParts, interval: &Interval) -> IntervalFigure {
    IntervalFigure {
        confidence: parts.confidence,
        lower: interval.lower,
        upper: interval.upper,
    }
}

fn pair_figure(parts: &SectionParts, pair: &PairEstimate) -> PairFigure {
    PairFigure {
        a: pair.a,
        b: pair.b,
        both: pair.both,
        lincoln_petersen: pair.lincoln_petersen,
        chapman: pair.chapman,
        chapman_se: pair.chapman_se,
        refusal: pair
            .refusal
            .as_ref()
            .map(|refusal| refusal_message(&parts.labels, refusal)),
    }
}

fn estimate_figure(parts: &SectionParts) -> EstimateFigure {
    match &parts.finding.verdict {
        estimate::Verdict::Refused { reasons } => EstimateFigure::Refused(
            reasons
                .iter()
                .map(|reason| refusal_message(&parts.labels, reason))
                .collect(),
        ),
        estimate::Verdict::Estimated(estimated) => EstimateFigure::Given {
            best: model(parts, &estimated.best),
            best_by_aic: model(parts, &estimated.best_by_aic),
            independence: model(parts, &estimated.independence),
            models: estimated.models.iter().map(|fit| model(parts, fit)).collect(),
            n_tried: estimated.n_tried,
            n_estimable: estimated.n_estimable,
            exhaustive: estimated.exhaustive,
            highest_order: estimated.highest_order,
            spread: spread(estimated),
            used: parts.finding.used.clone(),
        },
    }
}

/// Totals of models about as good as the best by AIC, and of the best by BIC, which need not be one of them.
fn spread(estimated: &Estimated) -> (f64, f64) {
    let best = estimated.best.total;
    let upper = estimated.spread.upper.unwrap_or(f64::INFINITY);
    (estimated.spread.lower.min(best), upper.max(best))
}

fn model(parts: &SectionParts, fit: &ModelFit) -> ModelFigure {
    ModelFigure {
        generators: fit.generators.clone(),
        total: fit.total,
        se: fit.se,
        interval: fit.interval.as_ref().map(|ends| interval(parts, ends)),
        deviance: fit.deviance,
        df: fit.df,
        aic: fit.aic,
        bic: fit.bic,
    }
}

/// Words for a refusal.
fn refusal_message(labels: &[String], refusal: &Refusal) -> Message {
    let message = Message::new(format!("refusal-{}", refusal.code()));
    match refusal {
        Refusal::FewerThanThreeLists { usable } => message.count("usable", *usable as u64),
        Refusal::TooManyLists { usable, allowed } => message
            .count("usable", *usable as u64)
            .count("allowed", *allowed as u64),
        Refusal::DerivedList { derived, from } => message
            .text("derived", &labels[*derived])
            .text("from", &labels[*from]),
        Refusal::NoOverlap
        | Refusal::NotIdentifiable
        | Refusal::PopulationsDiffer
        | Refusal::BelowDocumented => message,
    }
}

/// Words for a caution.
fn caution_message(labels: &[String], caution: &Caution) -> Message {
    let message = Message::new(format!("caution-{}", caution.code()));
    match caution {
        Caution::LikelyCopy {
            list,
            within,
            both,
            size,
        } => message
            .text("list", &labels[*list])
            .text("within", &labels[*within])
            .count("both", *both)
            .count("size", *size),
        Caution::LeftOut { derived, from } => message
            .text("derived", &labels[*derived])
            .text("from", &labels[*from]),
        Caution::NoSharedPeople { a, b } => message.text("a", &labels[*a]).text("b", &labels[*b]),
        Caution::PairDepends { a, b, both, expected } => message
            .text("a", &labels[*a])
            .text("b", &labels[*b])
            .count("both", *both)
            .count("expected", *expected),
        Caution::EmptyList { list } => message.text("list", &labels[*list]),
        Caution::SaturatedBest | Caution::ModelsDisagree => message,
    }
}

/// The main figures of a section, for a terminal.
pub(crate) fn summary(parts: &SectionParts, figure: &SectionFigures) -> SectionSummary {
    let verdict = match &figure.estimate {
        EstimateFigure::Refused(reasons) => Verdict::Refused(reasons.clone()),
        EstimateFigure::Given {
            best,
            independence,
            spread,
            ..
        } => Verdict::Total {
            total: best.total,
            lower: best
                .interval
                .map_or(figure.persons as f64, |interval| interval.lower),
            upper: best.interval.and_then(|interval| interval.upper),
            independence: independence.total,
            spread: *spread,
        },
    };
    SectionSummary {
        label: figure.label.clone(),
        reports: figure.reports,
        lists: parts
            .labels
            .iter()
            .cloned()
            .zip(parts.finding.list_sizes.iter().copied())
            .collect(),
        persons: figure.persons,
        verdict,
        cautions: figure.cautions.clone(),
    }
}
