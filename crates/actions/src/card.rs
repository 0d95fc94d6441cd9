//! The report card's figures.

use estimate::{
    Assumption, AveragingPlan, CaptureTable, CardPlan, EstimatePlan, OddsRatio, Outcome, Outcomes, ReportCard,
};
use publish::{CardFigure, CardRow, CardTotal, HiddenFigure, IntervalFigure, OddsFigure};

/// Asks the same question in other ways.
pub(crate) fn card(table: &CaptureTable, plan: &EstimatePlan) -> CardFigure {
    let plan = CardPlan {
        estimate: plan.clone(),
        averaging: AveragingPlan::open(),
    };
    figure(&estimate::report_card(table, &plan, &|_, _| {}))
}

fn figure(card: &ReportCard) -> CardFigure {
    let row = |outcomes: &Outcomes| row(card, &outcomes.best, &outcomes.averaged);
    CardFigure {
        whole: row(&card.whole),
        without: card
            .without
            .iter()
            .map(|without| (without.list, row(&without.outcomes)))
            .collect(),
        merged: card
            .merged
            .iter()
            .map(|merged| ((merged.a, merged.b), row(&merged.outcomes)))
            .collect(),
        hidden: card
            .hidden
            .iter()
            .map(|hidden| HiddenFigure {
                list: hidden.list,
                known: hidden.known,
                row: self::row(card, &hidden.best.outcome, &hidden.averaged.outcome),
            })
            .collect(),
        odds: card
            .pairs
            .iter()
            .map(|pair| OddsFigure {
                a: pair.a,
                b: pair.b,
                both: pair.both,
                ratio: match pair.odds {
                    OddsRatio::Estimated { ratio, log_se, .. } => Some((ratio, log_se)),
                    OddsRatio::Undefined { .. } => None,
                },
            })
            .collect(),
        beliefs: card
            .beliefs
            .iter()
            .map(|belief| (belief_code(belief.assumption), total(card, &belief.outcome)))
            .collect(),
    }
}

fn row(card: &ReportCard, best: &Outcome, averaged: &Outcome) -> CardRow {
    CardRow {
        best: total(card, best),
        averaged: total(card, averaged),
    }
}

fn total(card: &ReportCard, outcome: &Outcome) -> Option<CardTotal> {
    let figure = outcome.figure()?;
    Some(CardTotal {
        total: figure.total,
        interval: figure.interval.map(|ends| IntervalFigure {
            confidence: card.confidence,
            lower: ends.lower,
            upper: ends.upper,
        }),
    })
}

fn belief_code(assumption: Assumption) -> &'static str {
    match assumption {
        Assumption::AsPlanned => "as-planned",
        Assumption::HalfDelta => "half-delta",
        Assumption::TwiceDelta => "twice-delta",
        Assumption::OtherSaturation => "other-saturation",
    }
}
