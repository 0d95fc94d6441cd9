//! Sample coverage: how many of the finds of a list are found on another list too (Chao and Tsay 1998).

use serde::Serialize;

use crate::closed::deviate;
use crate::finding::Interval;
use crate::table::CaptureTable;

/// Fewest lists: with two, nothing says how they depend.
const FEWEST_LISTS: usize = 3;

/// Below this coverage Chao and Tsay (1998) advise against their estimates of dependent lists.
const LOW_COVERAGE: f64 = 0.55;

/// Relative step of differences that stand for derivatives.
const STEP: f64 = 1e-5;

/// What sample coverage says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// People on at least one list.
    pub observed: u64,
    /// Estimated share of the population's finds that are on the lists, 1 - mean(S_j / n_j).
    pub coverage: f64,
    /// People on at least one list, less the mean number of people on one list only.
    pub repeated: f64,
    /// The total if lists were independent.
    pub independent: CoverageEstimate,
    /// The total when lists depend a little, by pairs: the one-step estimate.
    pub dependent: CoverageEstimate,
    /// The full solution for high coverage; a diagnostic only, since it explodes or has no answer when coverage is low.
    ///
    /// `None` when it gives no total above the people seen.
    pub high_coverage: Option<f64>,
    /// Whether coverage is below 0.55, where dependence is hardly known.
    pub low: bool,
}

/// A total by sample coverage; no figure is below the documented number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CoverageEstimate {
    /// Estimated total, seen and unseen.
    pub total: f64,
    /// Standard error by the delta method on multinomial cells.
    pub se: f64,
    /// Log-normal interval of the unseen (Chao 1987), and the people seen.
    pub interval: Interval,
}

/// Why a closed form says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum ClosedFormRefusal {
    /// Too few lists for this form.
    #[error("{lists} lists; this needs {needed}")]
    TooFewLists {
        /// Lists of the table.
        lists: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Nobody is on any list.
    #[error("nobody is on a list")]
    NobodySeen,
    /// A list is empty.
    #[error("list {list} is empty")]
    EmptyList {
        /// The list.
        list: usize,
    },
    /// Nobody is on two lists, or was seen twice.
    #[error("nobody is on two lists")]
    NoOverlap,
    /// A product over all cells has a factor 0.
    #[error("{empty} histories are nobody's")]
    EmptyCells {
        /// Histories without people.
        empty: u64,
    },
    /// Somebody was seen more often than there were occasions, or there were fewer than two.
    #[error("seen up to {most} times on {occasions} occasions")]
    TooFewOccasions {
        /// Declared occasions.
        occasions: u64,
        /// Most times that somebody was seen.
        most: u64,
    },
    /// More people than can be handled, or a product that no number holds.
    #[error("more people than can be handled")]
    TooMany,
}

impl ClosedFormRefusal {
    /// Codes of all refusals.
    pub const ALL_CODES: &[&str] = &[
        "too-few-lists",
        "nobody-seen",
        "empty-list",
        "no-overlap",
        "empty-cells",
        "too-few-occasions",
        "too-many",
    ];

    /// The stable code that names this refusal in messages and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewLists { .. } => "too-few-lists",
            Self::NobodySeen => "nobody-seen",
            Self::EmptyList { .. } => "empty-list",
            Self::NoOverlap => "no-overlap",
            Self::EmptyCells { .. } => "empty-cells",
            Self::TooFewOccasions { .. } => "too-few-occasions",
            Self::TooMany => "too-many",
        }
    }
}

/// Estimates the total from the share of finds that repeat, for three and more lists.
///
/// Chao and Tsay (1998); Chao, Tsay, Lin, Shau and Chao (2001). `confidence` is of every interval.
///
/// # Errors
/// When there are fewer than three lists, a list is empty, or nobody is on two lists.
pub fn sample_coverage(table: &CaptureTable, confidence: f64) -> Result<Coverage, ClosedFormRefusal> {
    let lists = table.n_lists();
    if lists < FEWEST_LISTS {
        let needed = FEWEST_LISTS;
        return Err(ClosedFormRefusal::TooFewLists { lists, needed });
    }
    let observed = table.observed();
    if observed == 0 {
        return Err(ClosedFormRefusal::NobodySeen);
    }
    if let Some(list) = (0..lists).find(|list| table.list_size(*list) == 0) {
        return Err(ClosedFormRefusal::EmptyList { list });
    }
    if table.captures()[2..].iter().all(|people| *people == 0) {
        return Err(ClosedFormRefusal::NoOverlap);
    }
    let margins = Margins::of(table);
    let coverage = margins.coverage();
    let normal = deviate(confidence);
    Ok(Coverage {
        observed,
        coverage,
        repeated: margins.repeated(),
        independent: estimate(table, &margins, Margins::independent, normal),
        dependent: estimate(table, &margins, Margins::dependent, normal),
        high_coverage: margins.high_coverage(),
        low: coverage < LOW_COVERAGE,
    })
}

/// The counts that coverage rests on, as real numbers: people seen, by list and by pair of lists.
#[derive(Clone)]
struct Margins {
    n_lists: usize,
    observed: f64,
    /// By list: people on it and no other, and the others on it.
    alone: Vec<f64>,
    shared: Vec<f64>,
    /// By pair of lists: people on both and no other, and the others on both.
    both_alone: Vec<f64>,
    both_shared: Vec<f64>,
    pairs: Vec<(usize, usize)>,
}

impl Margins {
    fn of(table: &CaptureTable) -> Self {
        let mut margins = Self::empty(table.n_lists());
        for (history, count) in table.people() {
            margins.add(history, count as f64);
        }
        margins
    }

    fn empty(n_lists: usize) -> Self {
        let pairs: Vec<(usize, usize)> = (0..n_lists)
            .flat_map(|a| (a + 1..n_lists).map(move |b| (a, b)))
            .collect();
        Self {
            n_lists,
            observed: 0.0,
            alone: vec![0.0; n_lists],
            shared: vec![0.0; n_lists],
            both_alone: vec![0.0; pairs.len()],
            both_shared: vec![0.0; pairs.len()],
            pairs,
        }
    }

    /// Adds people of one history.
    fn add(&mut self, history: u64, count: f64) {
        let lists = history.count_ones();
        self.observed += count;
        let of_lists = if lists == 1 {
            &mut self.alone
        } else {
            &mut self.shared
        };
        for list in (0..self.n_lists).filter(|list| history >> list & 1 == 1) {
            of_lists[list] += count;
        }
        let of_pairs = if lists == 2 {
            &mut self.both_alone
        } else {
            &mut self.both_shared
        };
        for (place, (a, b)) in self.pairs.iter().enumerate() {
            if history >> a & history >> b & 1 == 1 {
                of_pairs[place] += count;
            }
        }
    }

    /// All counts, in a fixed order.
    fn counts_mut(&mut self) -> impl Iterator<Item = &mut f64> {
        let of_lists = self.alone.iter_mut().chain(self.shared.iter_mut());
        let of_pairs = self.both_alone.iter_mut().chain(self.both_shared.iter_mut());
        std::iter::once(&mut self.observed)
            .chain(of_lists)
            .chain(of_pairs)
    }

    fn size(&self, list: usize) -> f64 {
        self.alone[list] + self.shared[list]
    }

    /// C = 1 - mean(S_j / n_j), written so that it is above 0 whenever somebody is on two lists.
    fn coverage(&self) -> f64 {
        let shares = (0..self.n_lists).map(|list| self.shared[list] / self.size(list));
        shares.sum::<f64>() / self.n_lists as f64
    }

    /// D = n - mean S_j.
    fn repeated(&self) -> f64 {
        self.observed - self.alone.iter().sum::<f64>() / self.n_lists as f64
    }

    /// N0 = D / C.
    fn independent(&self) -> f64 {
        self.repeated() / self.coverage()
    }

    /// For each pair A = S_a + S_b + 2 X_ab, and B / (n_a n_b).
    fn pair_terms(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.pairs.iter().enumerate().map(|(place, (a, b))| {
            (
                self.alone[*a] + self.alone[*b] + 2.0 * self.both_alone[place],
                (self.both_alone[place] + self.both_shared[place]) / self.size(*a) / self.size(*b),
            )
        })
    }

    /// N0 + sum A r / (t C), where r are the pairs' dependences at the first step.
    fn dependent(&self) -> f64 {
        let (first, scale) = (self.independent(), self.n_lists as f64 * self.coverage());
        let excess: f64 = self.pair_terms().map(|(a, meet)| a * (first * meet - 1.0)).sum();
        let total = first + excess / scale;
        let dependence: f64 = self.pair_terms().map(|(a, meet)| a * (meet * total - 1.0)).sum();
        first + dependence / scale
    }

    /// (t D - sum A) / (t C - sum A B / (n_a n_b)), which solves for total and dependences together.
    fn high_coverage(&self) -> Option<f64> {
        let lists = self.n_lists as f64;
        let above = lists * self.repeated() - self.pair_terms().map(|(a, _)| a).sum::<f64>();
        let below = lists * self.coverage() - self.pair_terms().map(|(a, meet)| a * meet).sum::<f64>();
        let total = above / below;
        (total.is_finite() && total > self.observed).then_some(total)
    }

    /// Derivatives of an estimate by each count, by central differences; 0 for counts that nobody adds to.
    fn derivatives(&self, form: fn(&Self) -> f64) -> Self {
        let mut derivatives = Self::empty(self.n_lists);
        let mut near = self.clone();
        for (place, derivative) in derivatives.counts_mut().enumerate() {
            let mut at = |times: f64| {
                let count = near.counts_mut().nth(place);
                let kept = count.map_or(0.0, |count| std::mem::replace(count, *count * times));
                let value = form(&near);
                near.counts_mut()
                    .nth(place)
                    .into_iter()
                    .for_each(|count| *count = kept);
                (value, kept)
            };
            let ((above, count), (below, _)) = (at(1.0 + STEP), at(1.0 - STEP));
            if count > 0.0 {
                *derivative = (above - below) / (2.0 * STEP * count);
            }
        }
        derivatives
    }
}

/// One estimate with what the delta method says of it: cells are multinomial with the estimate as their size.
fn estimate(
    table: &CaptureTable,
    margins: &Margins,
    form: fn(&Margins) -> f64,
    normal: f64,
) -> CoverageEstimate {
    let total = form(margins).max(margins.observed);
    let mut derivatives = margins.derivatives(form);
    let (mut square, mut sum) = (0.0, 0.0);
    for (history, count) in table.people() {
        let mut one = Margins::empty(margins.n_lists);
        one.add(history, 1.0);
        let slope: f64 = one
            .counts_mut()
            .zip(derivatives.counts_mut())
            .map(|(one, slope)| *one * *slope)
            .sum();
        square += slope * slope * count as f64;
        sum += slope * count as f64;
    }
    let se = (square - sum * sum / total).max(0.0).sqrt();
    CoverageEstimate {
        total,
        se,
        interval: log_normal(margins.observed, total - margins.observed, se, normal),
    }
}

/// Interval n + T / c to n + T c with c = exp(z sqrt(ln(1 + se^2 / T^2))) of T unseen people (Chao 1987).
pub(crate) fn log_normal(observed: f64, unseen: f64, se: f64, normal: f64) -> Interval {
    if unseen <= 0.0 {
        return Interval {
            lower: observed,
            upper: Some(observed),
        };
    }
    let spread = (normal * (se / unseen).powi(2).ln_1p().sqrt()).exp();
    let upper = observed + unseen * spread;
    Interval {
        lower: observed + unseen / spread,
        upper: upper.is_finite().then_some(upper),
    }
}
