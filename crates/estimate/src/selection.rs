//! Estimates that own up to having chosen their model (Silverman, Chan and Vincent 2024).

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::bootstrap::{Law, acceleration, bca, bias, percentile};
use crate::bounding::{Lattice, Lowest};
use crate::cells::Cells;
use crate::closed::deviate;
use crate::family::{bic_weights, order_within, search_to};
use crate::finding::{Interval, ModelFit, Refusal};
use crate::fit::{Evidence, Fitted, Glance, fit, glance, usable};
use crate::model::Model;
use crate::search::MOST_LISTS_EXHAUSTIVE;
use crate::stepwise::path;
use crate::table::CaptureTable;

/// Most lists for stepwise choice: 2^10 cells, fitted some thousand times.
pub(crate) const MOST_LISTS_STEPWISE: usize = 10;

/// Most replicates.
const MOST_REPLICATES: u64 = 100_000;

/// Replicates between two reports of progress; equal tables among them are estimated once.
const CHUNK: u64 = 256;

/// Models with a smaller weight are left out of an average table.
const LEAST_WEIGHT: f64 = 1e-9;

/// How a model is chosen and what that does to the estimate.
#[derive(Clone, Copy, Debug)]
pub struct SelectionPlan {
    /// How a model is chosen, on the table itself and on every replicate.
    pub rule: SelectionRule,
    /// What replicates are drawn from.
    pub resampling: Resampling,
    /// Number of replicates; at most 100,000 are drawn.
    pub replicates: u64,
    /// Confidence of intervals, such as 0.95.
    pub confidence: f64,
    /// Seed of the draws; each replicate has a stream of its own, so that the number of threads does not matter.
    pub seed: u64,
}

/// How a model is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SelectionRule {
    /// Pair by pair while a p-value is below the threshold (Chan, Silverman and Vincent 2021), for up to ten lists.
    Stepwise {
        /// Chan, Silverman and Vincent take 0.02.
        threshold: f64,
    },
    /// The lowest BIC of all hierarchical models up to an order, for up to six lists.
    LowestBic {
        /// Most lists in one interaction, at least 2; never all lists, and 2 with six.
        highest_order: usize,
    },
    /// The lowest BIC of the models that are best on the table itself; with one of them nothing is chosen again.
    LowestBicOfBest {
        /// As for `LowestBic`.
        highest_order: usize,
        /// How many models take part in replicates.
        models: usize,
    },
}

/// What replicates are drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resampling {
    /// The people seen, with replacement: histories that nobody has stay empty.
    People,
    /// The chosen model, at its total, people on no list drawn too.
    Fitted,
    /// The average of all estimable models by BIC weights, at the geometric mean of their totals, likewise.
    Averaged,
}

/// An estimate by a chosen model, with intervals from choosing again on every replicate.
#[derive(Clone, Debug, Serialize)]
pub struct Selected {
    /// The model chosen on the table itself.
    pub best: ModelFit,
    /// Bias-corrected and accelerated interval (Efron 1987), not below the number seen; `None` when the estimate stands at an end of the replicates.
    pub bca: Option<Interval>,
    /// Interval between quantiles of the replicates, not below the number seen; `None` when all were refused.
    pub percentile: Option<Interval>,
    /// Efron's z0, the deviate at which the estimate stands among the replicates.
    pub bias: Option<f64>,
    /// Efron's a, from leaving out one person at a time.
    pub acceleration: f64,
    /// Models by how often they were chosen, most often first.
    pub chosen: Vec<ChosenModel>,
    /// Replicates drawn.
    pub replicates: u64,
    /// Replicates whose table no model can be estimated from; they are not in the intervals.
    pub refused: u64,
    /// Totals of the other replicates, rising.
    pub totals: Vec<f64>,
}

/// A model chosen on replicates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChosenModel {
    /// Generators as sets of lists (numbers of the whole table).
    pub generators: Vec<Vec<usize>>,
    /// On how many replicates it was chosen.
    pub replicates: u64,
}

/// Chooses a model, then resamples the table and chooses again each time.
///
/// Lists that nobody is on take no part. `progress` gets tables estimated and tables to be estimated. The result depends on
/// the table and the plan alone.
///
/// # Errors
/// When there are fewer than three such lists or more than the rule takes, nobody is on two, or no model's unseen cell is
/// determined.
pub fn selected(
    table: &CaptureTable,
    plan: &SelectionPlan,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Selected, Refusal> {
    let allowed = match plan.rule {
        SelectionRule::Stepwise { .. } => MOST_LISTS_STEPWISE,
        SelectionRule::LowestBic { .. } | SelectionRule::LowestBicOfBest { .. } => MOST_LISTS_EXHAUSTIVE,
    };
    let (table, names) = usable(table, allowed)?;
    let evidence = Evidence::new(Cells::of(&table).ok_or(Refusal::NotIdentifiable)?);
    let chooser = Chooser::new(&evidence, plan.rule).ok_or(Refusal::NotIdentifiable)?;
    let best = chooser.chosen_first().ok_or(Refusal::NotIdentifiable)?;
    let best = fit(&evidence, &best, None).ok_or(Refusal::NotIdentifiable)?;
    let law = law(&evidence, &best, plan);
    let replicates = plan.replicates.min(MOST_REPLICATES);
    let filled: Vec<usize> = (1..evidence.cells().counts().len())
        .filter(|history| evidence.cells().counts()[*history] > 0.0)
        .collect();
    let of = replicates + filled.len() as u64;

    let mut tally = Tally::default();
    for first in (0..replicates).step_by(CHUNK as usize) {
        progress(first, of);
        let last = (first + CHUNK).min(replicates);
        let drawn: Vec<Vec<u64>> = (first..last)
            .into_par_iter()
            .map(|replicate| law.draw(plan.seed, replicate))
            .collect();
        tally.count(&chooser, drawn);
    }
    progress(replicates, of);
    let acceleration = acceleration(&without_one(&evidence, &chooser, &filled));
    progress(of, of);
    let mut found = tally.into_selected(&best, &names, acceleration, deviate(plan.confidence));
    // A drawn population can be smaller than the people seen; an interval is not.
    let observed = evidence.observed();
    for interval in [&mut found.bca, &mut found.percentile].into_iter().flatten() {
        interval.lower = interval.lower.max(observed);
        interval.upper = interval.upper.map(|upper| upper.max(observed));
    }
    Ok(found)
}

/// What replicates are drawn from.
fn law(evidence: &Evidence, best: &Fitted, plan: &SelectionPlan) -> Law {
    match plan.resampling {
        Resampling::People => Law::new(evidence.cells().counts()),
        Resampling::Fitted => Law::new(&best.cells()),
        Resampling::Averaged => {
            let order = match plan.rule {
                SelectionRule::Stepwise { .. } => 2,
                SelectionRule::LowestBic { highest_order }
                | SelectionRule::LowestBicOfBest { highest_order, .. } => highest_order,
            };
            let fits = search_to(evidence, order, &|_, _| {}).fits;
            let (mut average, mut log_total) = (vec![0.0; evidence.cells().counts().len()], 0.0);
            let weights = bic_weights(&fits);
            for (fitted, weight) in fits
                .iter()
                .zip(weights)
                .filter(|(_, weight)| *weight > LEAST_WEIGHT)
            {
                log_total += weight * fitted.total.ln();
                let cells = fitted.cells();
                average
                    .iter_mut()
                    .zip(cells)
                    .for_each(|(sum, people)| *sum += weight * people);
            }
            // The total is averaged on the scale of its logarithm, as in a family: a model of next to no weight and a
            // boundless total does not decide it.
            average[0] = (log_total.exp() - evidence.observed()).max(0.0);
            Law::new(&average)
        }
    }
}

/// People of each history, and the total when one of them is left out; the model is chosen again.
fn without_one(evidence: &Evidence, chooser: &Chooser, filled: &[usize]) -> Vec<(f64, f64)> {
    let counts = evidence.cells().counts();
    let value = |history: &usize| {
        let mut fewer = counts.to_vec();
        fewer[*history] -= 1.0;
        let evidence = Evidence::new(Cells::new(&fewer)?);
        let (model, _) = chooser.choose(&evidence)?;
        // To the last digit, since only small differences count.
        Some((counts[*history], fit(&evidence, &model, None)?.total))
    };
    let values: Vec<Option<(f64, f64)>> = filled.par_iter().map(value).collect();
    values.into_iter().flatten().collect()
}

/// A rule, with what it found on the table itself as places to start from.
enum Chooser {
    Stepwise {
        threshold: f64,
        starts: Vec<(Model, Glance)>,
    },
    LowestBic {
        lattice: Lattice,
        lowest: Lowest,
        starts: Vec<(u64, Glance)>,
    },
    OfBest {
        models: Vec<(Model, Glance)>,
    },
}

impl Chooser {
    /// `None` when no model can be estimated.
    fn new(evidence: &Evidence, rule: SelectionRule) -> Option<Self> {
        let n_lists = evidence.cells().n_lists();
        match rule {
            SelectionRule::Stepwise { threshold } => {
                let path = path(evidence, threshold, &[])?;
                Some(Self::Stepwise {
                    threshold,
                    starts: path.fits,
                })
            }
            SelectionRule::LowestBic { highest_order } => {
                let lattice = Lattice::new(n_lists, order_within(n_lists, highest_order))?;
                let (lowest, _) = lattice.lowest_bic(evidence, &[]);
                let lowest = lowest?;
                let starts = [lowest.set(), lattice.widest()].into_iter().filter_map(|set| {
                    let glance = glance(evidence, &lattice.terms_of(set), None)?;
                    Some((set, glance))
                });
                Some(Self::LowestBic {
                    starts: starts.collect(),
                    lattice,
                    lowest,
                })
            }
            SelectionRule::LowestBicOfBest {
                highest_order,
                models,
            } => {
                let search = search_to(evidence, highest_order, &|_, _| {});
                let best = search.fits.into_iter().take(models.max(1));
                let models = best.filter_map(|fitted| {
                    let glance = glance(evidence, fitted.model.terms(), Some(fitted.known()))?;
                    Some((fitted.model, glance))
                });
                Some(Self::OfBest {
                    models: models.collect(),
                })
            }
        }
    }

    /// The model chosen on the table itself.
    fn chosen_first(&self) -> Option<Model> {
        match self {
            Self::Stepwise { starts, .. } => starts.last().map(|(model, _)| model.clone()),
            Self::LowestBic { lattice, lowest, .. } => Some(lowest.model(lattice)),
            Self::OfBest { models } => models.first().map(|(model, _)| model.clone()),
        }
    }

    /// Chooses a model of another table; its total is off by less than a thousandth of its standard error.
    fn choose(&self, evidence: &Evidence) -> Option<(Model, f64)> {
        let (model, unseen) = match self {
            Self::Stepwise { threshold, starts } => {
                let path = path(evidence, *threshold, starts)?;
                let (model, last) = path.fits.into_iter().next_back()?;
                (model, last.unseen?)
            }
            Self::LowestBic { lattice, starts, .. } => {
                let starts: Vec<_> = starts
                    .iter()
                    .map(|(set, glance)| (*set, glance.known()))
                    .collect();
                let (lowest, _) = lattice.lowest_bic(evidence, &starts);
                let lowest = lowest?;
                (lowest.model(lattice), lowest.unseen)
            }
            Self::OfBest { models } => {
                let price = evidence.observed().ln();
                let fitted = models.iter().filter_map(|(model, start)| {
                    let glance = glance(evidence, model.terms(), Some(start.known()))?;
                    let score = glance.deviance + price * model.terms().len() as f64;
                    Some((score, model, glance.unseen?))
                });
                let (_, model, unseen) = fitted.min_by(|one, other| one.0.total_cmp(&other.0))?;
                (model.clone(), unseen)
            }
        };
        let total = evidence.observed() + unseen;
        total.is_finite().then_some((model, total))
    }
}

/// What was found on replicates.
#[derive(Default)]
struct Tally {
    totals: Vec<f64>,
    chosen: BTreeMap<Model, u64>,
    refused: u64,
}

impl Tally {
    /// Estimates tables, equal ones once.
    fn count(&mut self, chooser: &Chooser, mut drawn: Vec<Vec<u64>>) {
        drawn.sort_unstable();
        let groups: Vec<&[Vec<u64>]> = drawn.chunk_by(|one, other| one == other).collect();
        let found: Vec<Option<(Model, f64)>> = groups
            .par_iter()
            .map(|group| {
                let counts: Vec<f64> = group[0].iter().map(|count| *count as f64).collect();
                chooser.choose(&Evidence::new(Cells::new(&counts)?))
            })
            .collect();
        for (group, found) in groups.iter().zip(found) {
            match found {
                Some((model, total)) => {
                    self.totals.extend(group.iter().map(|_| total));
                    *self.chosen.entry(model).or_default() += group.len() as u64;
                }
                None => self.refused += group.len() as u64,
            }
        }
    }

    fn into_selected(mut self, best: &Fitted, names: &[usize], acceleration: f64, deviate: f64) -> Selected {
        self.totals.sort_by(f64::total_cmp);
        let mut chosen: Vec<ChosenModel> = self
            .chosen
            .iter()
            .map(|(model, replicates)| ChosenModel {
                generators: model.generators(names),
                replicates: *replicates,
            })
            .collect();
        chosen.sort_by_key(|chosen| std::cmp::Reverse(chosen.replicates));
        let bias = bias(&self.totals, best.total);
        Selected {
            best: best.to_model_fit(names),
            bca: bias.and_then(|bias| bca(&self.totals, bias, acceleration, deviate)),
            percentile: percentile(&self.totals, deviate),
            bias,
            acceleration,
            chosen,
            replicates: self.totals.len() as u64 + self.refused,
            refused: self.refused,
            totals: self.totals,
        }
    }
}
