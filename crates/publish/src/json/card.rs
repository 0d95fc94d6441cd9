//! The report card as JSON.

use serde::Serialize;

use super::{IntervalJson, interval};
use crate::{CardFigure, CardRow, CardTotal};

#[derive(Serialize)]
pub(super) struct CardJson {
    whole: CardRowJson,
    without: Vec<CardRowJson>,
    merged: Vec<CardRowJson>,
    hidden: Vec<HiddenJson>,
    odds: Vec<OddsJson>,
    beliefs: Vec<BeliefJson>,
}

#[derive(Serialize)]
pub(super) struct CardRowJson {
    lists: Vec<usize>,
    best: Option<CardTotalJson>,
    averaged: Option<CardTotalJson>,
}

#[derive(Serialize)]
pub(super) struct CardTotalJson {
    total: f64,
    interval: Option<IntervalJson>,
}

#[derive(Serialize)]
pub(super) struct HiddenJson {
    known: u64,
    #[serde(flatten)]
    row: CardRowJson,
}

#[derive(Serialize)]
pub(super) struct OddsJson {
    a: usize,
    b: usize,
    both: u64,
    ratio: Option<f64>,
    log_se: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct BeliefJson {
    belief: &'static str,
    averaged: Option<CardTotalJson>,
}

pub(super) fn card(card: &CardFigure) -> CardJson {
    let total = |total: &CardTotal| CardTotalJson {
        total: total.total,
        interval: total.interval.as_ref().map(interval),
    };
    let row = |lists: Vec<usize>, row: &CardRow| CardRowJson {
        lists,
        best: row.best.as_ref().map(total),
        averaged: row.averaged.as_ref().map(total),
    };
    CardJson {
        whole: row(Vec::new(), &card.whole),
        without: card
            .without
            .iter()
            .map(|(list, figure)| row(vec![*list], figure))
            .collect(),
        merged: card
            .merged
            .iter()
            .map(|((a, b), figure)| row(vec![*a, *b], figure))
            .collect(),
        hidden: card
            .hidden
            .iter()
            .map(|hidden| HiddenJson {
                known: hidden.known,
                row: row(vec![hidden.list], &hidden.row),
            })
            .collect(),
        odds: card
            .odds
            .iter()
            .map(|odds| OddsJson {
                a: odds.a,
                b: odds.b,
                both: odds.both,
                ratio: odds.ratio.map(|(ratio, _)| ratio),
                log_se: odds.ratio.map(|(_, log_se)| log_se),
            })
            .collect(),
        beliefs: card
            .beliefs
            .iter()
            .map(|(belief, found)| BeliefJson {
                belief,
                averaged: found.as_ref().map(total),
            })
            .collect(),
    }
}
