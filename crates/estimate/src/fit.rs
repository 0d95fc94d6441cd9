//! Fits one log-linear model by Newton's method on the Poisson likelihood.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use statrs::function::gamma::ln_gamma;

use crate::cells::{Cells, subset_sums, superset_sums};
use crate::face::{NoFace, face};
use crate::finding::ModelFit;
use crate::model::Model;

/// Most steps of Newton's method; ordinary tables need five to ten.
const MOST_STEPS: usize = 200;

/// Most halvings of one step.
const MOST_HALVINGS: usize = 60;

/// A step that promises to gain less log likelihood than this is not taken.
const LAST_GAIN: f64 = 1e-18;

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
}

/// ln of the Poisson probability of `count` when `count` is expected.
///
/// Stirling's series where the three large terms would cancel.
fn log_mass_at_mean(count: f64) -> f64 {
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

    /// The parameter of a term, when it is finite and determined.
    pub(crate) fn parameter(&self, term: usize) -> Option<f64> {
        let place = self.terms.iter().position(|own| *own == term)?;
        Some(self.parameters[place])
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
    let counts = evidence.cells.counts();
    let found: Result<_, NoFace> = face(counts, &evidence.margins, model.terms());
    let face = found.ok()?;
    let first = first_parameters(evidence, &face.terms, start);
    let margins: Vec<f64> = face.terms.iter().map(|term| evidence.margins[*term]).collect();
    let maximum = maximise(&face.kept, &face.terms, &margins, first)?;

    let unseen = maximum.parameters[0].exp();
    let variance = maximum.variance(0)?;
    let deviance = deviance(counts, &maximum.expected);
    let n_parameters = model.terms().len() as f64;
    let minus_twice_log = deviance - 2.0 * evidence.saturated;
    let fitted = Fitted {
        model: model.clone(),
        kept: face.kept,
        terms: face.terms,
        parameters: maximum.parameters.clone(),
        unseen,
        total: evidence.observed + unseen,
        se: (unseen + unseen * unseen * variance).sqrt(),
        deviance,
        df: counts.len() as i64 - 1 - model.terms().len() as i64,
        aic: minus_twice_log + 2.0 * n_parameters,
        bic: minus_twice_log + n_parameters * evidence.observed.ln(),
    };
    (fitted.total.is_finite() && fitted.se.is_finite()).then_some((fitted, maximum))
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

/// Parameters to start from: those of a neighbouring model, or of independence at a rough total.
fn first_parameters(evidence: &Evidence, terms: &[usize], start: Option<&Fitted>) -> Vec<f64> {
    if let Some(neighbour) = start {
        return terms
            .iter()
            .map(|term| neighbour.parameter(*term).unwrap_or(0.0))
            .collect();
    }
    let n_lists = evidence.cells.n_lists();
    let total = rough_total(evidence);
    let chance = |list: usize| (evidence.margins[1 << list] / total).clamp(1e-300, 1.0 - 1e-9);
    let parameter = |term: usize| match term.count_ones() {
        0 => total.ln() + (0..n_lists).map(|list| (-chance(list)).ln_1p()).sum::<f64>(),
        1 => (chance(term.trailing_zeros() as usize) / (1.0 - chance(term.trailing_zeros() as usize))).ln(),
        _ => 0.0,
    };
    terms.iter().map(|term| parameter(*term)).collect()
}

/// Schnabel's (1938) pooled total: pairs of entries over pairs that meet in one person.
fn rough_total(evidence: &Evidence) -> f64 {
    let sizes: Vec<f64> = (0..evidence.cells.n_lists())
        .map(|list| evidence.margins[1 << list])
        .collect();
    let (sum, squares) = (
        sizes.iter().sum::<f64>(),
        sizes.iter().map(|size| size * size).sum::<f64>(),
    );
    let meetings: f64 = evidence
        .cells
        .captures()
        .iter()
        .enumerate()
        .map(|(times, people)| people * (times * times.saturating_sub(1)) as f64 / 2.0)
        .sum();
    ((sum * sum - squares) / 2.0 / (meetings + 1.0)).max(evidence.observed * 1.01)
}

/// The largest likelihood of a model on its face.
pub(crate) struct Maximum {
    pub(crate) parameters: Vec<f64>,
    /// Expected people by history; 0 off the face.
    pub(crate) expected: Vec<f64>,
    /// For each set of lists, expected people on all of them.
    pub(crate) sums: Vec<f64>,
    information: Cholesky<f64, Dyn>,
}

impl Maximum {
    /// The variance of a parameter.
    pub(crate) fn variance(&self, place: usize) -> Option<f64> {
        let mut unit = DVector::zeros(self.parameters.len());
        *unit.get_mut(place)? = 1.0;
        let variance = self.information.solve(&unit)[place];
        (variance.is_finite() && variance > 0.0).then_some(variance)
    }

    /// How much the score of a term not in the model varies, given that the model's own parameters are fitted.
    pub(crate) fn free_variance(&self, terms: &[usize], term: usize) -> f64 {
        let cross = DVector::from_iterator(terms.len(), terms.iter().map(|own| self.sums[own | term]));
        self.sums[term] - cross.dot(&self.information.solve(&cross))
    }
}

/// A point on the way to the maximum.
struct Point {
    parameters: Vec<f64>,
    expected: Vec<f64>,
    sums: Vec<f64>,
    log_likelihood: f64,
}

impl Point {
    fn at(kept: &[bool], terms: &[usize], margins: &[f64], parameters: Vec<f64>) -> Self {
        let mut expected = vec![0.0; kept.len()];
        for (term, parameter) in terms.iter().zip(&parameters) {
            expected[*term] = *parameter;
        }
        subset_sums(&mut expected);
        for (mean, kept) in expected.iter_mut().zip(kept) {
            *mean = if *kept { mean.exp() } else { 0.0 };
        }
        let mut sums = expected.clone();
        superset_sums(&mut sums);
        let fitted: f64 = parameters
            .iter()
            .zip(margins)
            .map(|(parameter, margin)| parameter * margin)
            .sum();
        let log_likelihood = fitted - sums[0];
        Self {
            parameters,
            expected,
            sums,
            log_likelihood,
        }
    }
}

/// Climbs to the maximum of the Poisson likelihood; `None` when it does not arrive.
///
/// `margins` are the sufficient statistics of `terms`. The information matrix has the expected number of people on all
/// lists of both terms at each place, so that no design matrix is ever made. A step that lowers the likelihood is halved.
pub(crate) fn maximise(kept: &[bool], terms: &[usize], margins: &[f64], start: Vec<f64>) -> Option<Maximum> {
    // The second term is what rounding of the score alone can promise in a very large table.
    let enough = LAST_GAIN + 100.0 * f64::EPSILON * f64::EPSILON * margins[0];
    let mut point = Point::at(kept, terms, margins, start);
    for _ in 0..MOST_STEPS {
        let information = DMatrix::from_fn(terms.len(), terms.len(), |row, column| {
            point.sums[terms[row] | terms[column]]
        });
        let information = information.cholesky()?;
        let score = terms
            .iter()
            .zip(margins)
            .map(|(term, margin)| margin - point.sums[*term]);
        let score = DVector::from_iterator(terms.len(), score);
        let step = information.solve(&score);
        let gain = step.dot(&score);
        if !gain.is_finite() {
            return None;
        }
        if gain <= enough {
            let Point {
                parameters,
                expected,
                sums,
                ..
            } = point;
            return Some(Maximum {
                parameters,
                expected,
                sums,
                information,
            });
        }
        match climb(kept, terms, margins, &point, step.as_slice()) {
            Some(higher) => point = higher,
            // The likelihood is flat to the last digit: this is the maximum if the promised gain is mere rounding.
            None if gain <= 1e-9 => {
                let Point {
                    parameters,
                    expected,
                    sums,
                    ..
                } = point;
                return Some(Maximum {
                    parameters,
                    expected,
                    sums,
                    information,
                });
            }
            None => return None,
        }
    }
    None
}

/// The first of the whole step, its half, its quarter ... that does not lower the likelihood.
fn climb(kept: &[bool], terms: &[usize], margins: &[f64], from: &Point, step: &[f64]) -> Option<Point> {
    let slack = 1e-13 * (from.log_likelihood.abs() + from.sums[0]);
    let mut share = 1.0;
    for _ in 0..MOST_HALVINGS {
        let parameters = from
            .parameters
            .iter()
            .zip(step)
            .map(|(old, change)| old + share * change)
            .collect();
        let point = Point::at(kept, terms, margins, parameters);
        if point.log_likelihood >= from.log_likelihood - slack {
            return Some(point);
        }
        share *= 0.5;
    }
    None
}
