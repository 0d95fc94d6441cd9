//! From results to plain figures.

use std::collections::BTreeSet;

use estimate::{CaptureTable, Caution, Finding, Interval, PairEstimate, Recommendation, Refusal};
use exchange::Table;
use publish::{
    CountFigures, DoubtFigure, EstimateFigure, ExpectedFigure, InputFigure, IntervalFigure, LinkageFigure,
    ListFigure, Message, OverlapFigure, PairFigure, ReliabilityFigure, SectionFigures,
};

use crate::count::{CountPlan, LinkedLists, SectionSummary, Verdict};
use crate::input::InputFile;
use crate::options::{options, standard_code};
use crate::others::DGA;
use crate::warned::Warned;
use crate::ways::{models_figure, range_figure, way, way_cautions};

/// What is known of one section before it is worded.
pub(crate) struct SectionParts {
    pub(crate) label: Option<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) table: CaptureTable,
    pub(crate) derived: Vec<(usize, usize)>,
    pub(crate) populations: Vec<Option<String>>,
    pub(crate) finding: Finding,
    pub(crate) range: Recommendation,
    pub(crate) others: Vec<publish::OtherFigure>,
    pub(crate) card: Option<publish::CardFigure>,
    pub(crate) interaction: Vec<publish::XiFigure>,
    pub(crate) confidence: f64,
    /// Whether the section is a stratum.
    pub(crate) of_strata: bool,
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
        answered: linked.linkage.answered.iter().map(band).collect(),
    }
}

fn band(band: &linkage::Band) -> ReliabilityFigure {
    ReliabilityFigure {
        from: band.from,
        to: band.to,
        pairs: band.n_pairs,
        predicted: band.predicted,
        observed: band.observed,
    }
}

fn contradicting(linked: &LinkedLists) -> u64 {
    let persons = &linked.linkage.persons;
    let differs = |field: linkage::FieldWeight| field.field == "birth" && field.level == "different";
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
    sections: Vec<SectionFigures>,
    pooled: Option<publish::PooledFigure>,
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
        sections,
        pooled,
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

/// The report names the place of a warning, but not its rows.
fn with_place(message: Message, place: String) -> Message {
    message.text("place", place)
}

/// The figures of one section.
pub(crate) fn section(parts: &SectionParts) -> SectionFigures {
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
        estimate: range_figure(parts),
        ways: parts
            .range
            .carriers
            .iter()
            .map(|carrier| way(parts, carrier))
            .collect(),
        doubt: (parts.range.n_draws > 0).then_some(DoubtFigure {
            draws: parts.range.n_draws as u64,
            tables: parts.range.n_tables as u64,
            of_strata: parts.of_strata,
        }),
        models: models_figure(parts),
        others: parts.others.clone(),
        card: parts.card.clone(),
        interaction: parts.interaction.clone(),
        cautions: finding
            .cautions
            .iter()
            .map(|caution| caution_message(&parts.labels, caution))
            .chain(way_cautions(&parts.range))
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

pub(crate) fn interval(parts: &SectionParts, interval: &Interval) -> IntervalFigure {
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

/// Words for a refusal.
pub(crate) fn refusal_message(labels: &[String], refusal: &Refusal) -> Message {
    let message = Message::new(format!("refusal-{}", refusal.code()));
    match refusal {
        Refusal::FewerThanThreeLists { usable } => message.count("usable", *usable as u64),
        Refusal::TooManyLists { usable, allowed } => message
            .count("usable", *usable as u64)
            .count("allowed", *allowed as u64),
        Refusal::DerivedList { derived, from } => message
            .text("derived", &labels[*derived])
            .text("from", &labels[*from]),
        Refusal::FewOnTwoLists { people, needed } => {
            message.count("people", *people).count("needed", *needed)
        }
        Refusal::FewMethods {
            tried,
            remaining,
            needed,
        } => message
            .count("tried", *tried as u64)
            .count("remaining", *remaining as u64)
            .count("needed", *needed as u64),
        Refusal::NoOverlap
        | Refusal::NotIdentifiable
        | Refusal::PopulationsDiffer
        | Refusal::PeriodsDiffer
        | Refusal::FatesDiffer
        | Refusal::BelowProbable
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
pub(crate) fn summary(figure: &SectionFigures) -> SectionSummary {
    let verdict = match &figure.estimate {
        EstimateFigure::Refused(reasons) => Verdict::Refused(reasons.clone()),
        EstimateFigure::Given(range) => Verdict::Range {
            lower: range.interval.lower,
            upper: range.interval.upper,
        },
    };
    SectionSummary {
        label: figure.label.clone(),
        reports: figure.reports,
        lists: figure
            .lists
            .iter()
            .map(|list| (list.label.clone(), list.persons))
            .collect(),
        at_least: figure.chao.filter(|_| figure.lists.is_empty()),
        persons: figure.persons,
        verdict,
        ways: figure.ways.clone(),
        compat: figure
            .others
            .iter()
            .filter(|other| DGA.contains(&other.code))
            .cloned()
            .collect(),
        doubt: figure.doubt,
        cautions: figure.cautions.clone(),
    }
}
