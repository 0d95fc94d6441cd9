//! From results to plain figures.

use std::collections::BTreeSet;

use estimate::{
    Answer, CaptureTable, Carrier, CarrierOutcome, CarrierRefusal, Caution, Estimated, Finding, Interval,
    ModelFit, PairEstimate, RangeVerdict, Recommendation, Refusal,
};
use exchange::Table;
use publish::{
    CountFigures, DoubtFigure, EstimateFigure, InputFigure, IntervalFigure, ListFigure, Message, ModelFigure,
    ModelsFigure, OverlapFigure, PairFigure, RangeFigure, SectionFigures, WayAnswer, WayFigure,
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

/// Everything that was decided for this count, by name; what was not said is left out.
fn options(plan: &CountPlan) -> Vec<(String, String)> {
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

/// The figures of one section.
pub(crate) fn section(parts: &SectionParts) -> SectionFigures {
    let finding = &parts.finding;
    SectionFigures {
        label: parts.label.clone(),
        reports: parts.linked.as_ref().map(|linked| linked.reports),
        persons: finding.observed,
        threshold: parts.linked.as_ref().map(|linked| linked.threshold),
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

fn range_figure(parts: &SectionParts) -> EstimateFigure {
    match &parts.range.verdict {
        RangeVerdict::Refused { reasons } => EstimateFigure::Refused(
            reasons
                .iter()
                .map(|reason| refusal_message(&parts.labels, reason))
                .collect(),
        ),
        RangeVerdict::Given {
            range,
            lower_by,
            upper_by,
        } => EstimateFigure::Given(RangeFigure {
            interval: interval(parts, range),
            lower_by: lower_by.code(),
            upper_by: upper_by.code(),
            used: parts.finding.used.clone(),
        }),
    }
}

fn way(parts: &SectionParts, carrier: &Carrier) -> WayFigure {
    WayFigure {
        code: carrier.method.code(),
        answer: match &carrier.outcome {
            CarrierOutcome::Answers(answer) => Ok(WayAnswer {
                centre: answer.centre,
                interval: interval(parts, &answer.interval),
                points: answer.points.clone(),
                from_linkage: answer.from_linkage,
            }),
            CarrierOutcome::Refused { reason } => Err(carrier_message(reason)),
        },
    }
}

/// Words for why a way says nothing.
fn carrier_message(reason: &CarrierRefusal) -> Message {
    let message = Message::new(format!("carrier-{}", reason.code()));
    let percent = |share: f64| share * 100.0;
    match reason {
        CarrierRefusal::TooManyLists { usable, allowed } => message
            .count("usable", *usable as u64)
            .count("allowed", *allowed as u64),
        CarrierRefusal::TooManyPeople { allowed } => message.count("allowed", *allowed),
        CarrierRefusal::NoUpperEnd { share } | CarrierRefusal::Cap { share } => {
            message.number("share", percent(*share), 1)
        }
        // A chain that stands still has no R-hat worth a digit.
        CarrierRefusal::Unconverged { r_hat, effective } => message
            .number("r-hat", r_hat.min(99.0), 2)
            .number("effective", *effective, 0),
        CarrierRefusal::NotIdentifiable | CarrierRefusal::Plan => message,
    }
}

/// What the ways warn of, each once.
fn way_cautions(range: &Recommendation) -> Vec<Message> {
    let answers = range
        .carriers
        .iter()
        .filter_map(|carrier| match &carrier.outcome {
            CarrierOutcome::Answers(answer) => Some(answer),
            CarrierOutcome::Refused { .. } => None,
        });
    answers.flat_map(answer_cautions).collect()
}

fn answer_cautions(answer: &Answer) -> Vec<Message> {
    let infinite = answer
        .mean_is_infinite
        .then(|| Message::new("caution-mean-infinite"));
    let of_latent = answer
        .cautions
        .iter()
        .map(|caution| Message::new(format!("caution-{}", caution.code())));
    infinite.into_iter().chain(of_latent).collect()
}

/// The models, unless the lists themselves forbid every estimate.
fn models_figure(parts: &SectionParts) -> Option<ModelsFigure> {
    let estimate::Verdict::Estimated(estimated) = &parts.finding.verdict else {
        return None;
    };
    (!parts.range.carriers.is_empty()).then(|| ModelsFigure {
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
    })
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
        Refusal::FewOnTwoLists { people, needed } => {
            message.count("people", *people).count("needed", *needed)
        }
        Refusal::FewMethods { remaining, needed } => message
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
        doubt: figure.doubt,
        cautions: figure.cautions.clone(),
    }
}
