//! Every figure at full precision, for machines and for whoever checks.

mod card;
mod estimates;

use std::collections::BTreeMap;

use locale::{Argument, Language, Message, say};
use serde::Serialize;

use self::card::{CardJson, card};
use self::estimates::{
    DoubtJson, EstimateJson, ModelsJson, OtherJson, PooledJson, WayJson, XiJson, doubt, estimate, models,
    other, pooled, way, xi,
};
use crate::{
    CountFigures, ExpectedFigure, InputFigure, IntervalFigure, LinkageFigure, ListFigure, OverlapFigure,
    PairFigure, ReliabilityFigure, SectionFigures,
};

/// Version of the layout of `result.json`; grows whenever a key changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 2;

/// Writes every figure as JSON, indented, always in the same order of keys, with a line end.
///
/// Top level: `schema_version`, `program`, `version`, `demo` (people are invented), `population` (`null`:
/// not stated), `standard` (`null`: each list kept its own), `day` (`YYYY-MM-DD`), `command`, `seed`, `options`
/// (`name`, `value`), `inputs` (`name`, `sha256`, `rows`), `warnings` (a message with `times`), `sections`, `pooled` (`null`, or the sections as strata together: `seen`,
/// `placed`: people without a stratum who were put into one by chance, `draws` times; `refused` as places in `sections`, `range`, `ways` with
/// `interval` and `if_alike`).
///
/// A section: `label` (`null` when there is only one), `reports` and `threshold` (`null` for matched tables),
/// `persons`, `lists` (`label`, `reports`, `persons`, `derived_from`, `population`), `overlaps` (`lists` as
/// places in `lists`, `persons` on exactly these), `captures` (place `k`: people on exactly `k` lists), `pairs`
/// (`a`, `b`, `both`, `lincoln_petersen`, `chapman`, `chapman_se`, `refusal`), `chao` (`total`, `interval`),
/// `estimate`, `ways`, `doubt`, `models`, `others` (`method`, `total`, `interval`, `at_least`), `card`
/// (`null`, or `whole`, `without`, `merged`, each `lists`, `best`, `averaged`; `hidden` with `known`; `odds`; `beliefs`), `interaction` (`xi`, `total`, `interval`), `cautions`, `linkage` (`null` for matched tables; `expected`: `threshold`, `joined`, `wrong`, `missed`, `precision`,
/// `recall`; `never_compared`; `answers`: `same`, `different`, `unsure`; `answered`: judged pairs by what was thought of them before, with `from`, `to`, `pairs`,
/// `predicted`, `observed`).
///
/// An estimate has `verdict`: `refused` with `reasons`, or `estimated` with `range` (an interval: the hull of those of all
/// ways that answer), `lower_by` and `upper_by` (codes of ways) and `used` (places of lists). A way has `method` (`selection`,
/// `averaging`, `latent-classes`), `centre`, `interval`, `quantiles` (`probability`, `total`), `from_linkage` (share of the variance of
/// ln N; `null` where links are certain), or `refusal`, a message. `doubt` (`null` where links are certain) has `draws` and `tables`.
/// `models` (`null` without log-linear models) has `best` (by BIC), `best_by_aic`, `independence`, `models` (each `generators`, `total`,
/// `se`, `interval`, `deviance`, `df`, `aic`, `bic`), `n_tried`, `n_estimable`, `n_left_out` (models that can be estimated and are not
/// in `models`), `exhaustive`, `highest_order`, `spread` (`lower`, `upper`), `used`. An interval has `confidence`, `lower`, `upper`
/// (`null`: no end).
///
/// A message has `code` (stable), `args` by name and `text` by language. A figure that is not finite is `null`.
/// Characters that cannot be seen are written as escapes, so that a text is exact and no reader of the file is misled.
pub fn result_json(figures: &CountFigures) -> String {
    let mut text = serde_json::to_string_pretty(&result(figures))
        .expect("keys are texts, and numbers always have a form");
    text.push('\n');
    escaped(&text)
}

/// Writes hidden characters as `\u` escapes (RFC 8259, 7); outside texts there are none but line ends.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\n' || !locale::is_hidden(character) {
            shown.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            shown.push_str(&format!("\\u{unit:04x}"));
        }
    }
    shown
}

#[derive(Serialize)]
struct ResultJson<'a> {
    schema_version: u32,
    program: &'static str,
    version: &'a str,
    demo: bool,
    population: Option<&'a str>,
    standard: Option<&'a str>,
    day: String,
    command: &'a str,
    seed: u64,
    options: Vec<OptionJson<'a>>,
    inputs: Vec<InputJson<'a>>,
    warnings: Vec<WarningJson<'a>>,
    sections: Vec<SectionJson<'a>>,
    pooled: Option<PooledJson>,
}

#[derive(Serialize)]
struct OptionJson<'a> {
    name: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct InputJson<'a> {
    name: &'a str,
    sha256: &'a str,
    rows: u64,
}

#[derive(Serialize)]
struct WarningJson<'a> {
    times: u64,
    #[serde(flatten)]
    message: MessageJson<'a>,
}

#[derive(Serialize)]
struct SectionJson<'a> {
    label: Option<&'a str>,
    reports: Option<u64>,
    threshold: Option<f64>,
    persons: u64,
    lists: Vec<ListJson<'a>>,
    overlaps: Vec<OverlapJson<'a>>,
    captures: &'a [u64],
    pairs: Vec<PairJson<'a>>,
    chao: Option<ChaoJson>,
    estimate: EstimateJson<'a>,
    ways: Vec<WayJson<'a>>,
    doubt: Option<DoubtJson>,
    models: Option<ModelsJson<'a>>,
    others: Vec<OtherJson>,
    card: Option<CardJson>,
    interaction: Vec<XiJson>,
    cautions: Vec<MessageJson<'a>>,
    linkage: Option<LinkageJson>,
}

#[derive(Serialize)]
struct LinkageJson {
    expected: Vec<ExpectedJson>,
    never_compared: f64,
    answers: AnswersJson,
    answered: Vec<ReliabilityJson>,
}

#[derive(Serialize)]
struct ReliabilityJson {
    from: f64,
    to: f64,
    pairs: u64,
    predicted: f64,
    observed: f64,
}

#[derive(Serialize)]
struct ExpectedJson {
    threshold: f64,
    joined: u64,
    wrong: f64,
    missed: f64,
    precision: f64,
    recall: f64,
}

#[derive(Serialize)]
struct AnswersJson {
    same: u64,
    different: u64,
    unsure: u64,
}

#[derive(Serialize)]
struct ListJson<'a> {
    label: &'a str,
    reports: u64,
    persons: u64,
    derived_from: Option<&'a str>,
    population: Option<&'a str>,
}

#[derive(Serialize)]
struct OverlapJson<'a> {
    lists: &'a [usize],
    persons: u64,
}

#[derive(Serialize)]
struct PairJson<'a> {
    a: usize,
    b: usize,
    both: u64,
    lincoln_petersen: Option<f64>,
    chapman: f64,
    chapman_se: f64,
    refusal: Option<MessageJson<'a>>,
}

#[derive(Serialize)]
struct ChaoJson {
    total: f64,
    interval: IntervalJson,
}

#[derive(Serialize)]
struct IntervalJson {
    confidence: f64,
    lower: f64,
    upper: Option<f64>,
}

#[derive(Serialize)]
struct MessageJson<'a> {
    code: &'a str,
    args: BTreeMap<&'a str, ArgumentJson<'a>>,
    text: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ArgumentJson<'a> {
    Text(&'a str),
    Count(u64),
    Number(f64),
    Day(String),
}

fn result(figures: &CountFigures) -> ResultJson<'_> {
    ResultJson {
        schema_version: SCHEMA_VERSION,
        program: "esep",
        version: &figures.version,
        demo: figures.demo,
        population: figures.population.as_deref(),
        standard: figures.standard,
        day: iso(figures.day),
        command: &figures.command,
        seed: figures.seed,
        options: figures
            .options
            .iter()
            .map(|(name, value)| OptionJson { name, value })
            .collect(),
        inputs: figures.inputs.iter().map(input).collect(),
        warnings: figures.warnings.iter().map(warning).collect(),
        sections: figures.sections.iter().map(section).collect(),
        pooled: figures.pooled.as_ref().map(pooled),
    }
}

fn iso((year, month, day): (i16, i8, i8)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn input(input: &InputFigure) -> InputJson<'_> {
    InputJson {
        name: &input.name,
        sha256: &input.sha256,
        rows: input.rows,
    }
}

fn warning((said, times): &(Message, u64)) -> WarningJson<'_> {
    WarningJson {
        times: *times,
        message: message(said),
    }
}

fn section(section: &SectionFigures) -> SectionJson<'_> {
    SectionJson {
        label: section.label.as_deref(),
        reports: section.reports,
        threshold: section.threshold,
        persons: section.persons,
        lists: section.lists.iter().map(list).collect(),
        overlaps: section.overlaps.iter().map(overlap).collect(),
        captures: &section.captures,
        pairs: section.pairs.iter().map(pair).collect(),
        chao: section.chao.as_ref().map(|(total, ends)| ChaoJson {
            total: *total,
            interval: interval(ends),
        }),
        estimate: estimate(&section.estimate),
        ways: section.ways.iter().map(way).collect(),
        doubt: section.doubt.map(doubt),
        models: section.models.as_ref().map(models),
        others: section.others.iter().map(other).collect(),
        card: section.card.as_ref().map(card),
        interaction: section.interaction.iter().map(xi).collect(),
        cautions: section.cautions.iter().map(message).collect(),
        linkage: section.linkage.as_ref().map(linkage),
    }
}

fn linkage(linkage: &LinkageFigure) -> LinkageJson {
    let expected = |expected: &ExpectedFigure| ExpectedJson {
        threshold: expected.threshold,
        joined: expected.joined,
        wrong: expected.wrong,
        missed: expected.missed,
        precision: expected.precision,
        recall: expected.recall,
    };
    let [same, different, unsure] = linkage.answers;
    LinkageJson {
        expected: linkage.expected.iter().map(expected).collect(),
        never_compared: linkage.never_compared,
        answers: AnswersJson {
            same,
            different,
            unsure,
        },
        answered: linkage.answered.iter().map(reliability).collect(),
    }
}

fn reliability(band: &ReliabilityFigure) -> ReliabilityJson {
    ReliabilityJson {
        from: band.from,
        to: band.to,
        pairs: band.pairs,
        predicted: band.predicted,
        observed: band.observed,
    }
}

fn list(list: &ListFigure) -> ListJson<'_> {
    ListJson {
        label: &list.label,
        reports: list.reports,
        persons: list.persons,
        derived_from: list.derived_from.as_deref(),
        population: list.population.as_deref(),
    }
}

fn overlap(overlap: &OverlapFigure) -> OverlapJson<'_> {
    OverlapJson {
        lists: &overlap.lists,
        persons: overlap.persons,
    }
}

fn pair(pair: &PairFigure) -> PairJson<'_> {
    PairJson {
        a: pair.a,
        b: pair.b,
        both: pair.both,
        lincoln_petersen: pair.lincoln_petersen,
        chapman: pair.chapman,
        chapman_se: pair.chapman_se,
        refusal: pair.refusal.as_ref().map(message),
    }
}

fn interval(interval: &IntervalFigure) -> IntervalJson {
    IntervalJson {
        confidence: interval.confidence,
        lower: interval.lower,
        upper: interval.upper,
    }
}

fn message(message: &Message) -> MessageJson<'_> {
    MessageJson {
        code: code(&message.id),
        args: message
            .args
            .iter()
            .map(|(name, argument)| (name.as_str(), argument_json(argument)))
            .collect(),
        text: Language::ALL
            .into_iter()
            .map(|language| (language.code(), say(language, message)))
            .collect(),
    }
}

/// The code is the message's identifier without its kind.
fn code(id: &str) -> &str {
    ["refusal-", "caution-", "warning-", "carrier-"]
        .into_iter()
        .find_map(|kind| id.strip_prefix(kind))
        .unwrap_or(id)
}

fn argument_json(argument: &Argument) -> ArgumentJson<'_> {
    match argument {
        Argument::Text(text) => ArgumentJson::Text(text),
        Argument::Count(count) => ArgumentJson::Count(*count),
        Argument::Number { value, .. } => ArgumentJson::Number(*value),
        Argument::Day(year, month, day) => ArgumentJson::Day(iso((*year, *month, *day))),
    }
}
