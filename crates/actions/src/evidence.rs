//! Pairs as they are shown to whoever holds the lists: both reports, what speaks for one person, what would change that.

use linkage::{Change, Linkage, Pair, Reversal};
use publish::{FieldTurn, PairEvidence, PairVerdict, ReportShown, Turn, Weighing};
use records::Report;

use crate::answers::{detail_code, sex_code};
use crate::count::{LinkedLists, list_labels};
use crate::private::{date, origin, written};

/// At most so many pairs stand on the page of evidence.
const MOST_SHOWN: usize = 100;

/// The pairs nearest to the threshold, nearest first, for the page; those that somebody has answered come last.
pub(crate) fn nearest(linked: &LinkedLists) -> Vec<PairEvidence> {
    let threshold = log_odds(linked.linkage.threshold);
    let mut pairs: Vec<&Pair> = linked.linkage.pairs.iter().collect();
    let distance = |pair: &Pair| (pair.weight - threshold).abs();
    let is_said = |pair: &Pair| linked.judgements.of(pair.a, pair.b).is_some();
    pairs.sort_by(|x, y| (is_said(x).cmp(&is_said(y))).then(distance(x).total_cmp(&distance(y))));
    pairs.truncate(MOST_SHOWN);
    let labels = list_labels(&linked.intake);
    pairs
        .into_iter()
        .map(|pair| evidence(linked, pair, &labels))
        .collect()
}

/// Both reports of a pair and how they agree.
pub(crate) fn evidence(linked: &LinkedLists, pair: &Pair, labels: &[String]) -> PairEvidence {
    let report = |place: usize| shown(&linked.intake.reports[place], labels);
    PairEvidence {
        a: report(pair.a),
        b: report(pair.b),
        weighing: weighing(linked, pair),
    }
}

/// A report of a list that has one of these labels.
pub(crate) fn shown(report: &Report, labels: &[String]) -> ReportShown {
    ReportShown {
        list: labels[report.list].clone(),
        origin: origin(report),
        values: values(report),
    }
}

/// What speaks for and against one person, without names.
pub(crate) fn weighing(linked: &LinkedLists, pair: &Pair) -> Weighing {
    let reports = [pair.a, pair.b].map(|place| &linked.intake.reports[place]);
    weighing_of(&linked.linkage, pair, reports, verdict(linked, pair))
}

/// The same of two reports of which one need not be on the lists.
pub(crate) fn weighing_of(
    linkage: &Linkage,
    pair: &Pair,
    reports: [&Report; 2],
    verdict: PairVerdict,
) -> Weighing {
    let prior = log_odds(linkage.prior);
    let of_fields: f64 = pair.fields.iter().map(|field| field.bits).sum();
    let [of_a, of_b] = reports.map(values);
    let fillable: Vec<&str> = { of_a.iter().chain(&of_b) }
        .map(|(field, _)| *field)
        .filter(|field| {
            let has = |values: &[(&'static str, String)]| values.iter().any(|(known, _)| known == field);
            has(&of_a) != has(&of_b)
        })
        .collect();
    Weighing {
        prior,
        fields: { pair.fields.iter() }
            .map(|field| (field.field, field.level, field.bits))
            .collect(),
        correction: pair.weight - prior - of_fields,
        weight: pair.weight,
        probability: pair.probability,
        threshold: linkage.threshold,
        verdict,
        turn: turn(linkage::reversal(linkage, pair, &fillable)),
    }
}

fn verdict(linked: &LinkedLists, pair: &Pair) -> PairVerdict {
    let linkage = &linked.linkage;
    match linked.judgements.of(pair.a, pair.b) {
        Some(linkage::Verdict::Same) => return PairVerdict::SaidSame,
        Some(linkage::Verdict::Different) => return PairVerdict::SaidDifferent,
        _ => {}
    }
    let joined = linkage.persons[pair.a] == linkage.persons[pair.b];
    match (joined, pair.probability >= linkage.threshold) {
        (true, true) => PairVerdict::Joined,
        (true, false) => PairVerdict::JoinedByOthers,
        (false, true) => PairVerdict::ApartByOthers,
        (false, false) => PairVerdict::Apart,
    }
}

fn turn(reversal: Reversal) -> Turn {
    let shown = |change: &Change| FieldTurn {
        field: change.field,
        level: change.level,
        is_unknown: change.is_unknown,
    };
    match reversal {
        Reversal::Each(changes) => Turn::Each(changes.iter().map(shown).collect()),
        Reversal::Together(changes) => Turn::Together(changes.iter().map(shown).collect()),
        Reversal::Nothing => Turn::Nothing,
    }
}

/// What a report says, by the code of the field.
fn values(report: &Report) -> Vec<(&'static str, String)> {
    let name = written(&report.name);
    let mut values = Vec::new();
    let mut add = |field: &'static str, value: Option<String>| {
        values.extend(
            value
                .filter(|value| !value.is_empty())
                .map(|value| (field, value)),
        );
    };
    add("name", Some(name));
    add("birth", report.birth.as_ref().map(date));
    add("sex", report.sex.map(|sex| sex_code(sex).to_owned()));
    add("place", report.place.as_ref().map(ToString::to_string));
    add("event", report.event.as_ref().map(date));
    for (detail, value) in &report.details {
        add(detail_code(*detail), Some(value.to_string()));
    }
    values
}

fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(1e-12, 1.0 - 1e-12);
    (probability / (1.0 - probability)).log2()
}
