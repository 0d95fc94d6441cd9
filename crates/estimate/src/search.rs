//! Tries models: all of them when there are few lists, a path through the two-list interactions otherwise.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::fit::{Evidence, Fitted, fit, fit_with_information};
use crate::model::{Model, hierarchical, pairs};
use crate::newton::Maximum;

/// Models fitted between two reports of progress.
const CHUNK: usize = 64;

/// Most lists for which every model is tried.
pub(crate) const MOST_LISTS_EXHAUSTIVE: usize = 6;

/// Most steps tried at each turn of a path; all 28 of eight lists, the most promising ones of more.
const MOST_STEPS_TRIED: usize = 28;

/// Most turns of a path.
const MOST_TURNS: usize = 200;

/// What a search tried and found.
pub(crate) struct Search {
    /// Models that can be estimated, lowest BIC first.
    pub(crate) fits: Vec<Fitted>,
    pub(crate) n_tried: usize,
    pub(crate) exhaustive: bool,
    pub(crate) highest_order: usize,
}

/// Most lists in one interaction of the models that the answer rests on: triples only for four lists, where 113 models still
/// are few.
pub(crate) fn order_searched(n_lists: usize) -> usize {
    if n_lists == 4 { 3 } else { 2 }
}

/// Tries the models that the answer rests on: all of up to six lists, a path for more. `progress` gets models tried and models
/// known to be tried.
pub(crate) fn search(evidence: &Evidence, progress: &(dyn Fn(u64, u64) + Sync)) -> Search {
    let n_lists = evidence.cells().n_lists();
    if n_lists > MOST_LISTS_EXHAUSTIVE {
        return search_path(evidence, progress);
    }
    search_all(evidence, order_searched(n_lists), progress)
}

/// Tries all hierarchical models up to an order.
pub(crate) fn search_all(
    evidence: &Evidence,
    highest_order: usize,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Search {
    let models = hierarchical(evidence.cells().n_lists(), highest_order);
    let (fits, n_tried) = try_all(evidence, &models, progress);
    Search {
        fits: by_bic(fits),
        n_tried,
        exhaustive: true,
        highest_order,
    }
}

/// Tries models along a path through the pairs.
pub(crate) fn search_path(evidence: &Evidence, progress: &(dyn Fn(u64, u64) + Sync)) -> Search {
    let (fits, n_tried) = walk(evidence, progress);
    Search {
        fits: by_bic(fits),
        n_tried,
        exhaustive: false,
        highest_order: 2,
    }
}

/// Lowest BIC first; of equals the one whose terms come first.
fn by_bic(mut fits: Vec<Fitted>) -> Vec<Fitted> {
    fits.sort_by(|one, other| {
        one.bic
            .total_cmp(&other.bic)
            .then_with(|| one.model.cmp(&other.model))
    });
    fits
}

/// Fits every model from where the model without its last term ended.
///
/// Models go by their number of terms, so that each start is a function of the table and the model alone.
fn try_all(
    evidence: &Evidence,
    models: &[Model],
    progress: &(dyn Fn(u64, u64) + Sync),
) -> (Vec<Fitted>, usize) {
    let mut order: Vec<&Model> = models.iter().collect();
    order.sort_by_key(|model| model.terms().len());
    let mut fits: BTreeMap<&[usize], Fitted> = BTreeMap::new();
    let mut done = 0;
    while let Some(first) = order.get(done) {
        let size = first.terms().len();
        let level = order[done..]
            .iter()
            .take_while(|model| model.terms().len() == size)
            .count();
        for chunk in order[done..done + level].chunks(CHUNK) {
            progress(done as u64, models.len() as u64);
            let found: Vec<Option<Fitted>> = chunk
                .par_iter()
                .map(|model| fit(evidence, model, fits.get(model.without_last())))
                .collect();
            fits.extend(
                chunk
                    .iter()
                    .zip(found)
                    .filter_map(|(model, found)| Some((model.terms(), found?))),
            );
            done += chunk.len();
        }
    }
    progress(models.len() as u64, models.len() as u64);
    (fits.into_values().collect(), models.len())
}

/// Walks downhill in BIC from independence, one two-list interaction added or removed at a time.
///
/// Steps are ranked by the gain that the score test (to add) or Wald's test (to remove) promises; the best ones are
/// fitted and the best of these is taken, until none lowers BIC. The path is a function of the table alone.
fn walk(evidence: &Evidence, progress: &(dyn Fn(u64, u64) + Sync)) -> (Vec<Fitted>, usize) {
    let n_lists = evidence.cells().n_lists();
    let mut tried: BTreeMap<Model, Option<Fitted>> = BTreeMap::new();
    let mut here = Model::independence(n_lists);
    for _ in 0..MOST_TURNS {
        let Some((fitted, maximum)) =
            fit_with_information(evidence, &here, tried.get(&here).and_then(Option::as_ref))
        else {
            tried.entry(here).or_insert(None);
            break;
        };
        let mut steps = ranked_steps(evidence, &fitted, &maximum);
        steps.truncate(MOST_STEPS_TRIED);
        let fresh: Vec<Model> = steps
            .iter()
            .filter(|step| !tried.contains_key(*step))
            .cloned()
            .collect();
        for chunk in fresh.chunks(CHUNK.min(8)) {
            progress(tried.len() as u64, (tried.len() + fresh.len()) as u64);
            let found: Vec<Option<Fitted>> = chunk
                .par_iter()
                .map(|model| fit(evidence, model, Some(&fitted)))
                .collect();
            tried.extend(chunk.iter().cloned().zip(found));
        }
        let best = steps
            .iter()
            .filter_map(|step| tried.get(step).and_then(Option::as_ref));
        let best = best.min_by(|one, other| {
            one.bic
                .total_cmp(&other.bic)
                .then_with(|| one.model.cmp(&other.model))
        });
        let better = best
            .filter(|best| best.bic < fitted.bic)
            .map(|best| best.model.clone());
        tried.insert(here, Some(fitted));
        match better {
            Some(model) => here = model,
            None => break,
        }
    }
    progress(tried.len() as u64, tried.len() as u64);
    let n_tried = tried.len();
    (tried.into_values().flatten().collect(), n_tried)
}

/// Neighbours of a model, the one that promises the lowest BIC first.
fn ranked_steps(evidence: &Evidence, fitted: &Fitted, maximum: &Maximum) -> Vec<Model> {
    let price = evidence.observed().ln();
    let mut steps: Vec<(f64, Model)> = Vec::new();
    for pair in pairs(evidence.cells().n_lists()) {
        if fitted.model.holds(pair) {
            steps.push((
                loss_without(fitted, maximum, pair) - price,
                fitted.model.minus(pair),
            ));
        } else {
            steps.push((
                price - gain_with(evidence, fitted, maximum, pair),
                fitted.model.plus(pair),
            ));
        }
    }
    steps.sort_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1)));
    steps.into_iter().map(|(_, model)| model).collect()
}

/// Rao's score statistic of a term not in the model.
fn gain_with(evidence: &Evidence, fitted: &Fitted, maximum: &Maximum, pair: usize) -> f64 {
    let score = evidence.margins()[pair] - maximum.sums[pair];
    let variance = maximum.free_variance(&fitted.terms, pair);
    if variance > 1e-9 {
        score * score / variance
    } else {
        0.0
    }
}

/// Wald's statistic of a term in the model; a parameter at minus infinity is thought to be needed.
fn loss_without(fitted: &Fitted, maximum: &Maximum, pair: usize) -> f64 {
    let place = fitted.terms.iter().position(|term| *term == pair);
    let wald = place.and_then(|place| Some(fitted.parameters[place].powi(2) / maximum.variance(place)?));
    wald.unwrap_or(f64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::Cells;

    /// Five lists, two pairs of which depend.
    fn evidence() -> Evidence {
        let count = |history: u32| {
            let pairs = [0b00011, 0b11000]
                .iter()
                .filter(|pair| history & **pair == **pair)
                .count() as i32;
            (2400.0 * 0.12f64.powi(history.count_ones() as i32) * 4f64.powi(pairs)).round()
        };
        Evidence::new(Cells::new(&(0..32).map(count).collect::<Vec<_>>()).unwrap())
    }

    #[test]
    fn a_path_ends_where_no_neighbour_is_better() {
        let evidence = evidence();
        let (mut walked, n_tried) = walk(&evidence, &|_, _| {});
        let (all, n_all) = try_all(&evidence, &hierarchical(5, 2), &|_, _| {});
        assert!(walked.len() <= n_tried && n_tried < n_all);
        walked.sort_by(|one, other| one.bic.total_cmp(&other.bic));
        let end = &walked[0];
        for other in &all {
            let one_apart = pairs(5)
                .iter()
                .filter(|pair| end.model.holds(**pair) != other.model.holds(**pair))
                .count()
                == 1;
            assert!(!one_apart || other.bic >= end.bic - 1e-9);
            let again = walked.iter().find(|fitted| fitted.model == other.model);
            let same = again.is_none_or(|again| (again.total - other.total).abs() < 1e-6 * other.total);
            assert!(same, "a fit does not depend on where it starts");
        }
        assert_eq!(end.model, Model::independence(5).plus(0b00011).plus(0b11000));
    }

    #[test]
    fn score_and_wald_promise_what_fits_keep() {
        let evidence = evidence();
        let (here, maximum) = fit_with_information(&evidence, &Model::independence(5), None).unwrap();
        let with = fit(&evidence, &here.model.plus(0b00101), None).unwrap();
        let promised = gain_with(&evidence, &here, &maximum, 0b00101);
        let kept = here.deviance - with.deviance;
        assert!((promised - kept).abs() < 0.2 * kept + 0.2, "{promised} {kept}");
        let first = ranked_steps(&evidence, &here, &maximum).swap_remove(0);
        assert!(
            [0b00011, 0b11000]
                .iter()
                .any(|pair| first == here.model.plus(*pair)),
            "{first:?}"
        );
    }
}
