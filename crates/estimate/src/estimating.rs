//! From a table to a finding.

use crate::cautions;
use crate::cells::{Cells, MOST_MODELLED};
use crate::closed::{chao_estimate, chapman, chapman_se, deviate, petersen};
use crate::copies::Descent;
use crate::family::spread;
use crate::finding::{
    Caution, EstimatePlan, Estimated, Finding, Interval, ModelFit, PairEstimate, Refusal, Verdict,
};
use crate::fit::{Evidence, FEWEST_LISTS, Fitted};
use crate::model::Model;
use crate::profile::profile_interval;
use crate::search::{Search, search};
use crate::table::CaptureTable;

/// Most models shown by their BIC.
const MOST_MODELS: usize = 50;

/// Totals that differ by more than this factor disagree.
const DISAGREEMENT: f64 = 2.0;

/// Says how many people are on no list, or why that cannot be said.
///
/// Log-linear models of the lists that are no copies are compared by BIC: every hierarchical model for three (pairs), four
/// (to triples) and five lists (pairs), a path through the pairs for six and more. `progress` gets models tried so far and
/// models known to be tried; it is called from the calling thread. The result depends on the arguments alone.
pub fn estimate(table: &CaptureTable, plan: &EstimatePlan, progress: &(dyn Fn(u64, u64) + Sync)) -> Finding {
    let list_sizes: Vec<u64> = (0..table.n_lists()).map(|list| table.list_size(list)).collect();
    let descent = Descent::new(table.n_lists(), &plan.derived);
    let used = descent.usable(&list_sizes);
    let mut cautions = cautions::of_left_out(&list_sizes, &used, &descent);
    cautions.extend(cautions::of_likely_copies(table, &used));
    cautions.extend(cautions::of_no_shared_people(table, &used));

    let normal = deviate(plan.confidence);
    let evidence = table
        .keep_lists(&used)
        .ok()
        .and_then(|kept| Cells::of(&kept))
        .map(Evidence::new);
    let floor = table.observed() as f64;
    let chao = evidence
        .as_ref()
        .and_then(|evidence| chao_estimate(evidence.cells(), normal, floor));
    let verdict = match evidence {
        Some(evidence) => {
            if used.len() >= FEWEST_LISTS {
                cautions.extend(cautions::of_dependent_pairs(&evidence, &used, &cautions));
            }
            Reckoning {
                evidence,
                used: &used,
                normal,
                floor,
            }
            .verdict(plan, progress)
        }
        None => Verdict::Refused {
            reasons: refusals_before_fitting(plan, used.len(), true),
        },
    };
    if let Verdict::Estimated(estimated) = &verdict {
        cautions.extend(cautions_of_models(estimated));
    }
    Finding {
        observed: table.observed(),
        captures: table.captures(),
        pairs: pair_estimates(table, &list_sizes, &descent),
        list_sizes,
        used,
        chao,
        verdict,
        cautions,
    }
}

/// What two lists alone say, for all pairs.
fn pair_estimates(table: &CaptureTable, sizes: &[u64], descent: &Descent) -> Vec<PairEstimate> {
    let mut pairs = Vec::new();
    for a in 0..sizes.len() {
        for b in a + 1..sizes.len() {
            let both = table.overlap(a, b);
            let (on_a, on_b, on_both) = (sizes[a] as f64, sizes[b] as f64, both as f64);
            let refusal = match descent.related(a, b) {
                Some((derived, from)) => Some(Refusal::DerivedList { derived, from }),
                None => (both == 0).then_some(Refusal::NoOverlap),
            };
            pairs.push(PairEstimate {
                a,
                b,
                n_a: sizes[a],
                n_b: sizes[b],
                both,
                lincoln_petersen: petersen(on_a, on_b, on_both),
                chapman: chapman(on_a, on_b, on_both),
                chapman_se: chapman_se(on_a, on_b, on_both),
                refusal,
            });
        }
    }
    pairs
}

/// Reasons that need no model.
fn refusals_before_fitting(plan: &EstimatePlan, usable: usize, overlap: bool) -> Vec<Refusal> {
    let mut reasons = Vec::new();
    if plan.populations_differ {
        reasons.push(Refusal::PopulationsDiffer);
    }
    if usable < FEWEST_LISTS {
        reasons.push(Refusal::FewerThanThreeLists { usable });
    }
    if usable > MOST_MODELLED {
        reasons.push(Refusal::TooManyLists {
            usable,
            allowed: MOST_MODELLED,
        });
    }
    if !overlap {
        reasons.push(Refusal::NoOverlap);
    }
    reasons
}

/// The used lists and what every figure from them needs.
struct Reckoning<'a> {
    evidence: Evidence,
    used: &'a [usize],
    /// Standard normal deviate of the intervals.
    normal: f64,
    /// The documented number.
    floor: f64,
}

impl Reckoning<'_> {
    fn verdict(&self, plan: &EstimatePlan, progress: &(dyn Fn(u64, u64) + Sync)) -> Verdict {
        let overlap = self.used.len() < 2
            || self.evidence.cells().captures()[2..]
                .iter()
                .any(|people| *people > 0.0);
        let mut reasons = refusals_before_fitting(plan, self.used.len(), overlap);
        if self.used.len() < FEWEST_LISTS || !overlap {
            return Verdict::Refused { reasons };
        }
        let search = search(&self.evidence, progress);
        let independence = Model::independence(self.used.len());
        let independence = search.fits.iter().find(|fitted| fitted.model == independence);
        let (Some(best), Some(independence)) = (search.fits.first(), independence) else {
            reasons.push(Refusal::NotIdentifiable);
            return Verdict::Refused { reasons };
        };
        if best.total < self.floor {
            reasons.push(Refusal::BelowDocumented);
        }
        if reasons.is_empty() {
            Verdict::Estimated(Box::new(self.estimated(best, independence, &search)))
        } else {
            Verdict::Refused { reasons }
        }
    }

    fn estimated(&self, best: &Fitted, independence: &Fitted, search: &Search) -> Estimated {
        // Of equals the first is taken, which is the better by BIC.
        let lowest = search.fits.iter().fold(
            best,
            |lowest, fitted| {
                if fitted.aic < lowest.aic { fitted } else { lowest }
            },
        );
        let independence = self.with_interval(independence);
        let best = self.with_interval(best);
        let best_by_aic = self.with_interval(lowest);
        let mut models: Vec<ModelFit> = search
            .fits
            .iter()
            .take(MOST_MODELS)
            .map(|fitted| self.shown(fitted))
            .collect();
        if models
            .iter()
            .all(|model| model.generators != best_by_aic.generators)
        {
            models.push(best_by_aic.clone());
        }
        for known in [&independence, &best, &best_by_aic] {
            models
                .iter_mut()
                .filter(|model| model.generators == known.generators)
                .for_each(|model| *model = known.clone());
        }
        Estimated {
            spread: self.spread(&search.fits),
            best,
            best_by_aic,
            independence,
            models,
            n_tried: search.n_tried,
            n_estimable: search.fits.len(),
            exhaustive: search.exhaustive,
            highest_order: search.highest_order,
        }
    }

    /// A fit as shown. The population holds at least the documented people, also those on lists that were left out:
    /// the likelihood has one peak, so that under this condition the likeliest total below it is the documented number.
    fn shown(&self, fitted: &Fitted) -> ModelFit {
        let mut shown = fitted.to_model_fit(self.used);
        shown.total = shown.total.max(self.floor);
        shown
    }

    fn with_interval(&self, fitted: &Fitted) -> ModelFit {
        let raised = |interval: Interval| Interval {
            lower: interval.lower.max(self.floor),
            upper: interval.upper.map(|upper| upper.max(self.floor)),
        };
        let interval = profile_interval(&self.evidence, fitted, self.normal).map(raised);
        ModelFit {
            interval,
            ..self.shown(fitted)
        }
    }

    /// Smallest and largest total of the models about as good as the best.
    fn spread(&self, fits: &[Fitted]) -> Interval {
        let Interval { lower, upper } = spread(fits);
        Interval {
            lower: lower.max(self.floor),
            upper: upper.map(|upper| upper.max(self.floor)),
        }
    }
}

/// What the models warn of.
fn cautions_of_models(estimated: &Estimated) -> Vec<Caution> {
    let mut cautions = Vec::new();
    // One degree of freedom tests one assumption in hindsight; it does not check the figure.
    if estimated.best.df <= 1 {
        cautions.push(Caution::SaturatedBest);
    }
    let Interval { lower, upper } = estimated.spread;
    if upper.is_some_and(|upper| upper > DISAGREEMENT * lower) {
        cautions.push(Caution::ModelsDisagree);
    }
    cautions
}
