//! The range, its ways, log-linear models and what stands beside them as JSON.

use serde::Serialize;

use super::{IntervalJson, MessageJson, interval, message};
use crate::{
    DoubtFigure, EstimateFigure, ModelFigure, ModelsFigure, OtherFigure, PooledFigure, WayFigure, XiFigure,
};

#[derive(Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub(super) enum EstimateJson<'a> {
    Refused {
        reasons: Vec<MessageJson<'a>>,
    },
    Estimated {
        range: IntervalJson,
        lower_by: &'static str,
        upper_by: &'static str,
        used: &'a [usize],
    },
}

#[derive(Serialize)]
pub(super) struct WayJson<'a> {
    method: &'static str,
    #[serde(flatten)]
    answer: WayAnswerJson<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum WayAnswerJson<'a> {
    Answer {
        centre: f64,
        interval: IntervalJson,
        quantiles: Vec<QuantileJson>,
        from_linkage: Option<f64>,
    },
    Refusal {
        refusal: MessageJson<'a>,
    },
}

#[derive(Serialize)]
pub(super) struct QuantileJson {
    probability: f64,
    total: f64,
}

#[derive(Serialize)]
pub(super) struct OtherJson {
    method: &'static str,
    total: f64,
    interval: Option<IntervalJson>,
    at_least: bool,
}

#[derive(Serialize)]
pub(super) struct XiJson {
    xi: f64,
    total: f64,
    interval: IntervalJson,
}

#[derive(Serialize)]
pub(super) struct PooledJson {
    seen: u64,
    placed: u64,
    draws: u64,
    refused: Vec<usize>,
    range: Option<IntervalJson>,
    ways: Vec<PooledWayJson>,
}

#[derive(Serialize)]
pub(super) struct PooledWayJson {
    method: &'static str,
    centre: f64,
    interval: IntervalJson,
    if_alike: IntervalJson,
}

#[derive(Serialize)]
pub(super) struct DoubtJson {
    draws: u64,
    tables: u64,
    of_strata: bool,
}

#[derive(Serialize)]
pub(super) struct ModelsJson<'a> {
    best: ModelJson<'a>,
    best_by_aic: ModelJson<'a>,
    independence: ModelJson<'a>,
    models: Vec<ModelJson<'a>>,
    n_tried: usize,
    n_estimable: usize,
    n_left_out: usize,
    exhaustive: bool,
    highest_order: usize,
    spread: SpreadJson,
    used: &'a [usize],
}

#[derive(Serialize)]
pub(super) struct SpreadJson {
    lower: f64,
    upper: f64,
}

#[derive(Serialize)]
pub(super) struct ModelJson<'a> {
    generators: &'a [Vec<usize>],
    total: f64,
    se: f64,
    interval: Option<IntervalJson>,
    deviance: f64,
    df: i64,
    aic: f64,
    bic: f64,
}

pub(super) fn estimate(estimate: &EstimateFigure) -> EstimateJson<'_> {
    match estimate {
        EstimateFigure::Refused(reasons) => EstimateJson::Refused {
            reasons: reasons.iter().map(message).collect(),
        },
        EstimateFigure::Given(range) => EstimateJson::Estimated {
            range: interval(&range.interval),
            lower_by: range.lower_by,
            upper_by: range.upper_by,
            used: &range.used,
        },
    }
}

/// Probabilities whose quantiles are told of each way.
const QUANTILES: [f64; 9] = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

pub(super) fn way(way: &WayFigure) -> WayJson<'_> {
    WayJson {
        method: way.code,
        answer: match &way.answer {
            Ok(answer) => WayAnswerJson::Answer {
                centre: answer.centre,
                interval: interval(&answer.interval),
                quantiles: QUANTILES
                    .into_iter()
                    .filter_map(|probability| {
                        let place = (probability * answer.points.len() as f64) as usize;
                        let total = *answer.points.get(place)?;
                        Some(QuantileJson { probability, total })
                    })
                    .collect(),
                from_linkage: answer.from_linkage,
            },
            Err(refusal) => WayAnswerJson::Refusal {
                refusal: message(refusal),
            },
        },
    }
}

pub(super) fn doubt(doubt: DoubtFigure) -> DoubtJson {
    DoubtJson {
        draws: doubt.draws,
        tables: doubt.tables,
        of_strata: doubt.of_strata,
    }
}

pub(super) fn pooled(pooled: &PooledFigure) -> PooledJson {
    PooledJson {
        seen: pooled.seen,
        placed: pooled.placed,
        draws: pooled.draws,
        refused: pooled.refused.clone(),
        range: pooled.range.as_ref().map(|range| interval(&range.interval)),
        ways: pooled
            .ways
            .iter()
            .map(|way| PooledWayJson {
                method: way.code,
                centre: way.centre,
                interval: interval(&way.interval),
                if_alike: interval(&way.if_alike),
            })
            .collect(),
    }
}

pub(super) fn other(other: &OtherFigure) -> OtherJson {
    OtherJson {
        method: other.code,
        total: other.total,
        interval: other.interval.as_ref().map(interval),
        at_least: other.at_least,
    }
}

pub(super) fn xi(point: &XiFigure) -> XiJson {
    XiJson {
        xi: point.xi,
        total: point.total,
        interval: interval(&point.interval),
    }
}

pub(super) fn models(models: &ModelsFigure) -> ModelsJson<'_> {
    ModelsJson {
        best: model(&models.best),
        best_by_aic: model(&models.best_by_aic),
        independence: model(&models.independence),
        models: models.models.iter().map(model).collect(),
        n_tried: models.n_tried,
        n_estimable: models.n_estimable,
        n_left_out: models.n_estimable.saturating_sub(models.models.len()),
        exhaustive: models.exhaustive,
        highest_order: models.highest_order,
        spread: SpreadJson {
            lower: models.spread.0,
            upper: models.spread.1,
        },
        used: &models.used,
    }
}

pub(super) fn model(model: &ModelFigure) -> ModelJson<'_> {
    ModelJson {
        generators: &model.generators,
        total: model.total,
        se: model.se,
        interval: model.interval.as_ref().map(interval),
        deviance: model.deviance,
        df: model.df,
        aic: model.aic,
        bic: model.bic,
    }
}
