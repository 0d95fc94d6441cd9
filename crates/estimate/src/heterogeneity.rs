//! People who differ in how often they are seen: log-linear models with columns for the number of lists (Rivest and
//! Baillargeon 2007).

use serde::Serialize;

use crate::cells::{Cells, MOST_MODELLED, subset_sums, superset_sums};
use crate::closed::deviate;
use crate::cone::{Echelon, settle};
use crate::finding::{Interval, Refusal};
use crate::fit::{Evidence, deviance, usable};
use crate::newton::Factor;
use crate::table::CaptureTable;

/// Most steps of Newton's method.
const MOST_STEPS: usize = 200;

/// Most halvings of one step.
const MOST_HALVINGS: usize = 60;

/// A step that promises to gain less log likelihood than this is not taken.
const LAST_GAIN: f64 = 1e-18;

/// A parameter smaller than this share of its standard error is 0 and not negative.
const ROUNDING: f64 = 1e-9;

/// Rivest and Baillargeon's (2007) parameter of the gamma column, also Rcapture's.
const GAMMA: f64 = 3.5;

/// Whether the lists see people equally often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEffects {
    /// One chance for all lists: models M0 and Mh.
    Equal,
    /// A chance of each list: models Mt and Mth.
    Unequal,
}

/// How people differ, as a function of the number k of lists they are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heterogeneity {
    /// They do not.
    None,
    /// Chao's (1987) lower bound: a column max(k - j + 1, 0) for each j from 3, none with a negative parameter.
    Chao,
    /// Two Poisson populations: 2^k - 1.
    Poisson2,
    /// A normal mixture (Darroch and others 1993): k^2 / 2.
    Darroch,
    /// A gamma mixture with parameter 3.5: -ln(3.5 + k) + ln 3.5.
    Gamma,
}

/// A fitted model of people who differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeterogeneityFit {
    /// Estimated total, seen and unseen.
    pub total: f64,
    /// Standard error of the total.
    pub se: f64,
    /// Log-normal interval of the total (Chao 1987), not below the number seen.
    pub interval: Interval,
    /// Deviance.
    pub deviance: f64,
    /// Degrees of freedom.
    pub df: i64,
    /// Akaike's criterion, full Poisson constants.
    pub aic: f64,
    /// Bayesian criterion, with the number of people seen.
    pub bic: f64,
    /// Columns of heterogeneity that stay; Chao's lose those whose parameter would be negative, first to last.
    pub n_columns: usize,
}

/// Fits a model in which people differ in how often they are seen (Rivest and Baillargeon 2007, Biometrics 63).
///
/// Lists that nobody is on take no part. With `Chao` the total is a lower bound under heterogeneity or positive dependence
/// of lists, not an estimate; with the other columns it leans on the shape that the column assumes.
///
/// # Errors
/// When there are fewer than three or more than 16 such lists, nobody is on two, or the table does not determine the total.
pub fn heterogeneity(
    table: &CaptureTable,
    lists: ListEffects,
    kind: Heterogeneity,
    confidence: f64,
) -> Result<HeterogeneityFit, Refusal> {
    let (table, _) = usable(table, MOST_MODELLED)?;
    let cells = Cells::of(&table).ok_or(Refusal::NotIdentifiable)?;
    let evidence = Evidence::new(cells);
    let mut columns = columns(kind, table.n_lists());
    loop {
        let design = Design::new(&evidence, lists, &columns);
        let fitted = design.fit().ok_or(Refusal::NotIdentifiable)?;
        let negative = (0..columns.len()).find(|column| fitted.is_negative(design.n_effects() + column));
        match negative.filter(|_| kind == Heterogeneity::Chao) {
            Some(column) => drop(columns.remove(column)),
            None => {
                return design
                    .shown(&fitted, deviate(confidence))
                    .ok_or(Refusal::NotIdentifiable);
            }
        }
    }
}

/// Values of each column for k = 0, 1, ..., t, scaled to at most one.
fn columns(kind: Heterogeneity, n_lists: usize) -> Vec<Vec<f64>> {
    let column = |value: &dyn Fn(f64) -> f64| -> Vec<f64> {
        let values: Vec<f64> = (0..=n_lists).map(|k| value(k as f64)).collect();
        let largest = values
            .iter()
            .fold(0.0f64, |largest, value| largest.max(value.abs()));
        values.iter().map(|value| value / largest).collect()
    };
    match kind {
        Heterogeneity::None => Vec::new(),
        Heterogeneity::Chao => (3..=n_lists)
            .map(|from| column(&|k| (k - from as f64 + 1.0).max(0.0)))
            .collect(),
        Heterogeneity::Poisson2 => vec![column(&|k| k.exp2() - 1.0)],
        Heterogeneity::Darroch => vec![column(&|k| k * k / 2.0)],
        Heterogeneity::Gamma => vec![column(&|k| GAMMA.ln() - (GAMMA + k).ln())],
    }
}

/// A design of an intercept, effects of lists, and columns of the number of lists.
struct Design<'a> {
    evidence: &'a Evidence,
    lists: ListEffects,
    /// Columns of heterogeneity; with equal lists the number of lists itself goes before them.
    columns: Vec<Vec<f64>>,
}

/// Sums of expectations from which every entry of the information is made.
struct Sums {
    /// For each set of lists, expected people on all of them.
    margins: Vec<f64>,
    /// Expected people by number of lists, in all and for each list.
    by_number: Vec<f64>,
    by_list: Vec<Vec<f64>>,
}

struct Fit {
    /// Columns whose parameters the table determines.
    active: Vec<usize>,
    parameters: Vec<f64>,
    expected: Vec<f64>,
    variances: Vec<f64>,
}

impl Fit {
    /// Whether the parameter of a column is below 0 by more than rounding, also at minus infinity.
    fn is_negative(&self, column: usize) -> bool {
        let place = self.active.iter().position(|own| *own == column);
        place.is_none_or(|place| self.parameters[place] < -ROUNDING * self.variances[place].sqrt())
    }
}

impl<'a> Design<'a> {
    fn new(evidence: &'a Evidence, lists: ListEffects, columns: &[Vec<f64>]) -> Self {
        let n_lists = evidence.cells().n_lists();
        let number: Vec<f64> = (0..=n_lists).map(|k| k as f64).collect();
        let own = (lists == ListEffects::Equal).then_some(number);
        Self {
            evidence,
            lists,
            columns: own.into_iter().chain(columns.iter().cloned()).collect(),
        }
    }

    /// The intercept and the lists' own effects.
    fn n_effects(&self) -> usize {
        match self.lists {
            ListEffects::Equal => 2,
            ListEffects::Unequal => 1 + self.evidence.cells().n_lists(),
        }
    }

    /// Where the columns of numbers of lists begin.
    fn first_column(&self) -> usize {
        match self.lists {
            ListEffects::Equal => 1,
            ListEffects::Unequal => 1 + self.evidence.cells().n_lists(),
        }
    }

    fn n_parameters(&self) -> usize {
        self.first_column() + self.columns.len()
    }

    fn row(&self, history: usize) -> Vec<f64> {
        let on = |place: usize| f64::from(u8::from(place == 0 || history >> (place - 1) & 1 == 1));
        let own = (0..self.first_column()).map(on);
        let number = history.count_ones() as usize;
        own.chain(self.columns.iter().map(|column| column[number]))
            .collect()
    }

    /// The face of the maximum: cells that stay and columns whose parameters are finite and determined there; `None` when
    /// the unseen cell is not.
    fn face(&self) -> Option<(Vec<bool>, Vec<usize>)> {
        let counts = self.evidence.cells().counts();
        let mut kept = vec![true; counts.len()];
        kept[0] = false;
        let mut echelon = Echelon::new(self.n_parameters());
        for history in (1..counts.len()).filter(|history| counts[*history] > 0.0) {
            if echelon.is_full() {
                break;
            }
            echelon.add(self.row(history));
        }
        if !echelon.is_full() {
            let empty = (1..counts.len()).filter(|history| counts[*history] <= 0.0);
            let empty = empty.map(|history| (history, self.row(history))).collect();
            for history in settle(&mut echelon, empty).ok()? {
                kept[history] = false;
            }
        }
        echelon.determines_first().then(|| (kept, echelon.told_apart()))
    }

    /// Climbs to the maximum of the Poisson likelihood.
    fn fit(&self) -> Option<Fit> {
        let (kept, active) = self.face()?;
        let observed = self.sums(self.evidence.cells().counts());
        let target: Vec<f64> = active
            .iter()
            .map(|column| self.entry(&observed, *column, 0))
            .collect();
        let enough = LAST_GAIN + 100.0 * f64::EPSILON * f64::EPSILON * self.evidence.observed();
        let mut parameters = self.first_parameters(&active);
        let mut expected = self.expected(&kept, &active, &parameters);
        for _ in 0..MOST_STEPS {
            let sums = self.sums(&expected);
            let entry = |row: usize, column: usize| self.entry(&sums, active[row], active[column]);
            let information = Factor::of(active.len(), entry)?;
            let mut step: Vec<f64> = target
                .iter()
                .zip(&active)
                .map(|(target, column)| target - self.entry(&sums, *column, 0))
                .collect();
            information.forward(&mut step);
            let gain: f64 = step.iter().map(|entry| entry * entry).sum();
            information.backward(&mut step);
            let height = |parameters: &[f64], expected: &[f64]| -> f64 {
                let fitted: f64 = parameters
                    .iter()
                    .zip(&target)
                    .map(|(one, other)| one * other)
                    .sum();
                fitted - expected.iter().sum::<f64>()
            };
            let here = height(&parameters, &expected);
            let higher = (0..MOST_HALVINGS)
                .take_while(|_| gain > enough)
                .find_map(|halvings| {
                    let share = 0.5f64.powi(halvings as i32);
                    let there: Vec<f64> = parameters
                        .iter()
                        .zip(&step)
                        .map(|(own, step)| own + share * step)
                        .collect();
                    let expected = self.expected(&kept, &active, &there);
                    let slack = 1e-13 * (here.abs() + self.evidence.observed());
                    (height(&there, &expected) >= here - slack).then_some((there, expected))
                });
            match higher {
                Some(higher) => (parameters, expected) = higher,
                None if gain <= 1e-9 => {
                    let variances = (0..active.len())
                        .map(|place| information.variance(place))
                        .collect();
                    return Some(Fit {
                        active,
                        parameters,
                        expected,
                        variances,
                    });
                }
                None => return None,
            }
        }
        None
    }

    /// Independence at a rough total, nobody differing.
    fn first_parameters(&self, active: &[usize]) -> Vec<f64> {
        let n_lists = self.evidence.cells().n_lists();
        let total = self.evidence.rough_total();
        let chance = |list: usize| (self.evidence.margins()[1 << list] / total).clamp(1e-300, 1.0 - 1e-9);
        let mean = (0..n_lists).map(chance).sum::<f64>() / n_lists as f64;
        let parameter = |column: &usize| match (*column, self.lists) {
            (0, ListEffects::Equal) => total.ln() + n_lists as f64 * (-mean).ln_1p(),
            (1, ListEffects::Equal) => (mean / (1.0 - mean)).ln(),
            (0, ListEffects::Unequal) => {
                total.ln() + (0..n_lists).map(|list| (-chance(list)).ln_1p()).sum::<f64>()
            }
            (column, ListEffects::Unequal) if column <= n_lists => {
                (chance(column - 1) / (1.0 - chance(column - 1))).ln()
            }
            _ => 0.0,
        };
        active.iter().map(parameter).collect()
    }

    fn expected(&self, kept: &[bool], active: &[usize], parameters: &[f64]) -> Vec<f64> {
        let mut expected = vec![0.0; kept.len()];
        let mut by_number = vec![0.0; self.evidence.cells().n_lists() + 1];
        for (column, parameter) in active.iter().zip(parameters) {
            match column.checked_sub(self.first_column()) {
                Some(place) => by_number
                    .iter_mut()
                    .zip(&self.columns[place])
                    .for_each(|(sum, value)| *sum += parameter * value),
                None if *column == 0 => expected[0] = *parameter,
                None => expected[1 << (column - 1)] = *parameter,
            }
        }
        subset_sums(&mut expected);
        for (history, (mean, kept)) in expected.iter_mut().zip(kept).enumerate() {
            let number = history.count_ones() as usize;
            *mean = if *kept {
                (*mean + by_number[number]).exp()
            } else {
                0.0
            };
        }
        expected
    }

    fn sums(&self, expected: &[f64]) -> Sums {
        let n_lists = self.evidence.cells().n_lists();
        let mut margins = expected.to_vec();
        superset_sums(&mut margins);
        let mut by_number = vec![0.0; n_lists + 1];
        let mut by_list = vec![vec![0.0; n_lists + 1]; n_lists];
        for (history, mean) in expected.iter().enumerate() {
            let number = history.count_ones() as usize;
            by_number[number] += mean;
            for (list, sums) in by_list.iter_mut().enumerate() {
                if history >> list & 1 == 1 {
                    sums[number] += mean;
                }
            }
        }
        Sums {
            margins,
            by_number,
            by_list,
        }
    }

    /// Sum over the cells of the product of two columns and the expectation.
    fn entry(&self, sums: &Sums, one: usize, other: usize) -> f64 {
        let (low, high) = (one.min(other), one.max(other));
        let term = |column: usize| if column == 0 { 0 } else { 1usize << (column - 1) };
        let Some(column) = high.checked_sub(self.first_column()) else {
            return sums.margins[term(low) | term(high)];
        };
        let column = &self.columns[column];
        if let Some(second) = low.checked_sub(self.first_column()) {
            let product = column.iter().zip(&self.columns[second]).zip(&sums.by_number);
            return product.map(|((one, other), mean)| one * other * mean).sum();
        }
        let means = if low == 0 {
            &sums.by_number
        } else {
            &sums.by_list[low - 1]
        };
        column.iter().zip(means).map(|(value, mean)| value * mean).sum()
    }

    fn shown(&self, fit: &Fit, deviate: f64) -> Option<HeterogeneityFit> {
        let (observed, unseen) = (self.evidence.observed(), fit.parameters[0].exp());
        let variance = unseen + unseen * unseen * fit.variances[0];
        let deviance = deviance(self.evidence.cells().counts(), &fit.expected);
        let (aic, bic) = self.evidence.criteria(deviance, self.n_parameters());
        let spread = (deviate * (variance / (unseen * unseen)).ln_1p().sqrt()).exp();
        let shown = HeterogeneityFit {
            total: observed + unseen,
            se: variance.sqrt(),
            interval: Interval {
                lower: observed + unseen / spread,
                upper: Some(observed + unseen * spread).filter(|upper| upper.is_finite()),
            },
            deviance,
            df: fit.expected.len() as i64 - 1 - self.n_parameters() as i64,
            aic,
            bic,
            n_columns: self.n_parameters() - self.n_effects(),
        };
        (shown.total.is_finite() && shown.se.is_finite() && shown.interval.lower.is_finite()).then_some(shown)
    }
}
