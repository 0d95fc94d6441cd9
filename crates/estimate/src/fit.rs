//! Fits one log-linear model to a table.

use statrs::function::gamma::ln_gamma;

use crate::cells::{Cells, MOST_MODELLED, subset_sums, superset_sums};
use crate::face::{Face, any_face, face};
use crate::finding::{ModelFit, Refusal};
use crate::model::{Model, order};
use crate::newton::{Maximum, Precision, maximise};
use crate::table::CaptureTable;

/// Fewest lists for a log-linear estimate: with two, independence can only be believed.
pub(crate) const FEWEST_LISTS: usize = 3;

/// A table with everything that its models share.
pub(crate) struct Evidence {
    cells: Cells,
    /// For each set of lists, people on all of them.
    margins: Vec<f64>,
    observed: f64,
    /// Log likelihood of a model that fits every cell exactly.
    saturated: f64,
}

impl Evidence {
    /// Counts what models have to reproduce.
    pub(crate) fn new(cells: Cells) -> Self {
        let mut margins = cells.counts().to_vec();
        superset_sums(&mut margins);
        let saturated = cells.counts().iter().map(|count| log_mass_at_mean(*count)).sum();
        let observed = cells.observed();
        Self {
            cells,
            margins,
            observed,
            saturated,
        }
    }

    /// The table.
    pub(crate) fn cells(&self) -> &Cells {
        &self.cells
    }

    /// For each set of lists, people on all of them.
    pub(crate) fn margins(&self) -> &[f64] {
        &self.margins
    }

    /// People on at least one list.
    pub(crate) fn observed(&self) -> f64 {
        self.observed
    }

    /// Schnabel's (1938) pooled total: pairs of entries over pairs that meet in one person.
    pub(crate) fn rough_total(&self) -> f64 {
        let sizes: Vec<f64> = (0..self.cells.n_lists())
            .map(|list| self.margins[1 << list])
            .collect();
        let (sum, squares) = (
            sizes.iter().sum::<f64>(),
            sizes.iter().map(|size| size * size).sum::<f64>(),
        );
        let meetings: f64 = self
            .cells
            .captures()
            .iter()
            .enumerate()
            .map(|(times, people)| people * (times * times.saturating_sub(1)) as f64 / 2.0)
            .sum();
        ((sum * sum - squares) / 2.0 / (meetings + 1.0)).max(self.observed * 1.01)
    }

    /// Akaike's and the Bayesian criterion, with the full Poisson constants; every parameter is charged.
    pub(crate) fn criteria(&self, deviance: f64, n_parameters: usize) -> (f64, f64) {
        let minus_twice_log = deviance - 2.0 * self.saturated;
        let n_parameters = n_parameters as f64;
        (
            minus_twice_log + 2.0 * n_parameters,
            minus_twice_log + n_parameters * self.observed.ln(),
        )
    }
}

/// The lists of a table that somebody is on, which alone are modelled, with their numbers in the whole table.
///
/// # Errors
/// When fewer than three or more than `allowed` of them are left, or nobody is on two.
pub(crate) fn usable(table: &CaptureTable, allowed: usize) -> Result<(CaptureTable, Vec<usize>), Refusal> {
    let used: Vec<usize> = (0..table.n_lists())
        .filter(|list| table.list_size(*list) > 0)
        .collect();
    if used.len() < FEWEST_LISTS {
        return Err(Refusal::FewerThanThreeLists { usable: used.len() });
    }
    let allowed = allowed.min(MOST_MODELLED);
    if used.len() > allowed {
        let usable = used.len();
        return Err(Refusal::TooManyLists { usable, allowed });
    }
    if table.people().all(|(history, _)| history.is_power_of_two()) {
        return Err(Refusal::NoOverlap);
    }
    let kept = table.keep_lists(&used).map_err(|_| Refusal::NotIdentifiable)?;
    Ok((kept, used))
}

/// ln of the Poisson probability of `count` when `count` is expected.
///
/// Stirling's series where the three large terms would cancel.
pub(crate) fn log_mass_at_mean(count: f64) -> f64 {
    if count <= 0.0 {
        0.0
    } else if count < 64.0 {
        count * count.ln() - count - ln_gamma(count + 1.0)
    } else {
        let inverse = 1.0 / count;
        let series = inverse * (1.0 / 12.0 - inverse * inverse * (1.0 / 360.0 - inverse * inverse / 1260.0));
        -0.5 * (std::f64::consts::TAU * count).ln() - series
    }
}

/// A fitted model.
#[derive(Clone, Debug)]
pub(crate) struct Fitted {
    pub(crate) model: Model,
    /// Which cells have positive expectation.
    pub(crate) kept: Vec<bool>,
    /// Terms with finite parameters, intercept first.
    pub(crate) terms: Vec<usize>,
    /// Parameters of those terms.
    pub(crate) parameters: Vec<f64>,
    /// Expected number of people on no list.
    pub(crate) unseen: f64,
    pub(crate) total: f64,
    pub(crate) se: f64,
    pub(crate) deviance: f64,
    pub(crate) df: i64,
    pub(crate) aic: f64,
    pub(crate) bic: f64,
}

impl Fitted {
    /// What the door shows of this fit; lists get the numbers of the whole table.
    pub(crate) fn to_model_fit(&self, names: &[usize]) -> ModelFit {
        ModelFit {
            generators: self.model.generators(names),
            total: self.total,
            se: self.se,
            interval: None,
            deviance: self.deviance,
            df: self.df,
            aic: self.aic,
            bic: self.bic,
        }
    }

    /// Expected people by history, those on no list too.
    pub(crate) fn cells(&self) -> Vec<f64> {
        let mut cells = vec![0.0; self.kept.len()];
        for (term, parameter) in self.terms.iter().zip(&self.parameters) {
            cells[*term] = *parameter;
        }
        subset_sums(&mut cells);
        for (mean, kept) in cells.iter_mut().zip(&self.kept) {
            *mean = if *kept { mean.exp() } else { 0.0 };
        }
        cells[0] = self.unseen;
        cells
    }

    /// The parameter of a term, when it is finite and determined.
    pub(crate) fn parameter(&self, term: usize) -> Option<f64> {
        let place = self.terms.iter().position(|own| *own == term)?;
        Some(self.parameters[place])
    }

    /// Where a neighbour may start.
    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            terms: &self.terms,
            parameters: &self.parameters,
        }
    }
}

/// Fits a model; `None` when the table does not determine the people on no list.
///
/// N = n + exp(b0) and se = sqrt(exp(b0) + exp(2 b0) Var b0), as Rcapture (Baillargeon and Rivest 2007) computes them.
/// Criteria hold the full Poisson constants and charge every parameter, also one at minus infinity.
pub(crate) fn fit(evidence: &Evidence, model: &Model, start: Option<&Fitted>) -> Option<Fitted> {
    fit_with_information(evidence, model, start).map(|(fitted, _)| fitted)
}

/// Fits a model and keeps the curvature of the likelihood at its maximum.
pub(crate) fn fit_with_information(
    evidence: &Evidence,
    model: &Model,
    start: Option<&Fitted>,
) -> Option<(Fitted, Maximum)> {
    let face = face(evidence.cells.counts(), &evidence.margins, model.terms()).ok()?;
    let start = start.map(Fitted::known);
    let maximum = maximum_on(evidence, &face, start, Precision::FULL)?;

    let unseen = maximum.parameters[0].exp();
    let variance = maximum.variance(0)?;
    let deviance = deviance(evidence.cells.counts(), &maximum.expected);
    let (aic, bic) = evidence.criteria(deviance, model.terms().len());
    let fitted = Fitted {
        model: model.clone(),
        kept: face.kept,
        terms: face.terms,
        parameters: maximum.parameters.clone(),
        unseen,
        total: evidence.observed + unseen,
        se: (unseen + unseen * unseen * variance).sqrt(),
        deviance,
        df: evidence.cells.counts().len() as i64 - 1 - model.terms().len() as i64,
        aic,
        bic,
    };
    (fitted.total.is_finite() && fitted.se.is_finite()).then_some((fitted, maximum))
}

/// What is enough to compare models: how well one fits, and whether it says how many are unseen.
pub(crate) struct Glance {
    pub(crate) deviance: f64,
    /// Expected number of people on no list, off by less than a thousandth of its standard error; `None` when the table
    /// does not determine it.
    pub(crate) unseen: Option<f64>,
    /// Terms with finite parameters, intercept first.
    pub(crate) terms: Vec<usize>,
    pub(crate) maximum: Maximum,
}

impl Glance {
    /// Where a neighbour may start.
    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            terms: &self.terms,
            parameters: &self.maximum.parameters,
        }
    }
}

/// Fits a model well enough to compare it; `None` when the climb does not arrive or the face is undecided.
pub(crate) fn glance(evidence: &Evidence, terms: &[usize], start: Option<Known<'_>>) -> Option<Glance> {
    let face = any_face(evidence.cells.counts(), &evidence.margins, terms).ok()?;
    let maximum = maximum_on(evidence, &face, start, Precision::COMPARING)?;
    let unseen = maximum
        .parameters
        .first()
        .filter(|_| face.determined)
        .map(|intercept| intercept.exp());
    Some(Glance {
        deviance: deviance(evidence.cells.counts(), &maximum.expected),
        unseen: unseen.filter(|unseen| unseen.is_finite()),
        terms: face.terms,
        maximum,
    })
}

fn maximum_on(
    evidence: &Evidence,
    face: &Face,
    start: Option<Known<'_>>,
    precision: Precision,
) -> Option<Maximum> {
    let first = match start {
        Some(known) => known.parameters_of(&face.terms),
        None => first_parameters(evidence, &face.terms),
    };
    let margins: Vec<f64> = face.terms.iter().map(|term| evidence.margins[*term]).collect();
    maximise(&face.kept, &face.terms, &margins, first, precision)
}

/// Terms in the order of a model, and parameters found for them.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) terms: &'a [usize],
    pub(crate) parameters: &'a [f64],
}

impl Known<'_> {
    /// Parameters of other terms in the same order; 0 for those not known.
    fn parameters_of(&self, terms: &[usize]) -> Vec<f64> {
        let mut known = self.terms.iter().zip(self.parameters).peekable();
        let parameter = |term: &usize| {
            while known.next_if(|(own, _)| order(**own) < order(*term)).is_some() {}
            known
                .next_if(|(own, _)| *own == term)
                .map_or(0.0, |(_, parameter)| *parameter)
        };
        terms.iter().map(parameter).collect()
    }
}

/// Twice the log likelihood that the expectations lose against the counts.
pub(crate) fn deviance(counts: &[f64], expected: &[f64]) -> f64 {
    let lost = |(count, mean): (&f64, &f64)| {
        if *count > 0.0 {
            count * (count / mean).ln() - (count - mean)
        } else {
            *mean
        }
    };
    2.0 * counts.iter().zip(expected).map(lost).sum::<f64>()
}

/// Parameters to start from: those of independence at a rough total.
fn first_parameters(evidence: &Evidence, terms: &[usize]) -> Vec<f64> {
    let n_lists = evidence.cells.n_lists();
    let total = evidence.rough_total();
    let chance = |list: usize| (evidence.margins[1 << list] / total).clamp(1e-300, 1.0 - 1e-9);
    let parameter = |term: usize| match term.count_ones() {
        0 => total.ln() + (0..n_lists).map(|list| (-chance(list)).ln_1p()).sum::<f64>(),
        1 => (chance(term.trailing_zeros() as usize) / (1.0 - chance(term.trailing_zeros() as usize))).ln(),
        _ => 0.0,
    };
    terms.iter().map(|term| parameter(*term)).collect()
}
