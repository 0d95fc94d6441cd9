//! What the ways of estimating and the log-linear models say, as figures.

use estimate::{
    Answer, Carrier, CarrierOutcome, CarrierRefusal, Estimated, Method, ModelFit, RangeVerdict,
    Recommendation,
};
use publish::{EstimateFigure, Message, ModelFigure, ModelsFigure, RangeFigure, WayAnswer, WayFigure};

use crate::figures::{SectionParts, interval, refusal_message};

pub(crate) fn range_figure(parts: &SectionParts) -> EstimateFigure {
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

pub(crate) fn way(parts: &SectionParts, carrier: &Carrier) -> WayFigure {
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
        // Rounded up: no chance is shown as none.
        CarrierRefusal::PoorFit { chance } => {
            let shown = (percent(*chance) * 100.0).ceil().max(1.0) / 100.0;
            message.number("chance", shown, 2)
        }
        // A chain that stands still has no R-hat worth a digit.
        CarrierRefusal::Unconverged { r_hat, effective } => message
            .number("r-hat", r_hat.min(99.0), 2)
            .number("effective", *effective, 0),
        CarrierRefusal::NotIdentifiable | CarrierRefusal::Plan => message,
    }
}

/// What the ways warn of, each once.
pub(crate) fn way_cautions(range: &Recommendation) -> Vec<Message> {
    let answers = range
        .carriers
        .iter()
        .filter_map(|carrier| match &carrier.outcome {
            CarrierOutcome::Answers(answer) => Some((carrier.method, answer)),
            CarrierOutcome::Refused { .. } => None,
        });
    answers
        .flat_map(|(method, answer)| answer_cautions(method, answer))
        .collect()
}

fn answer_cautions(method: Method, answer: &Answer) -> Vec<Message> {
    let (used, tried) = answer.tables;
    let left_out = (used < tried).then(|| {
        Message::new("caution-tables-left-out")
            .text("way", method.code())
            .count("left", (tried - used) as u64)
            .count("tables", tried as u64)
    });
    let infinite = answer
        .mean_is_infinite
        .then(|| Message::new("caution-mean-infinite"));
    let of_latent = answer
        .cautions
        .iter()
        .map(|caution| Message::new(format!("caution-{}", caution.code())));
    left_out.into_iter().chain(infinite).chain(of_latent).collect()
}

/// The models, unless the lists themselves forbid every estimate.
pub(crate) fn models_figure(parts: &SectionParts) -> Option<ModelsFigure> {
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
