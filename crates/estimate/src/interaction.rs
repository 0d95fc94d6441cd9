//! The total if the highest-order interaction were none, and what it would be if it were some.

use serde::Serialize;

use crate::cells::Cells;
use crate::closed::deviate;
use crate::coverage::ClosedFormRefusal;
use crate::finding::Interval;
use crate::table::CaptureTable;

/// Values of xi from 1/3 to 3, evenly spaced by their logarithm, 1 in the middle.
const CURVE_POINTS: usize = 33;

/// Largest logarithm of a number of unseen people, whose square is a number too.
const LARGEST_LOG: f64 = 300.0;

/// Largest xi, and one over the smallest.
const FARTHEST_XI: f64 = 3.0;

/// The total by the saturated log-linear model, as a function of what that model cannot know.
///
/// xi is the ratio of odds ratios of the highest order (Aleshin-Guendel, Sadinle and Wakefield 2021): no table says
/// anything about it, and xi = 1 is the assumption of no highest-order interaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoInteraction {
    /// People on at least one list.
    pub observed: u64,
    /// Total at xi = 1.
    pub total: f64,
    /// Standard error, sqrt(n0 + n0^2 var(ln n0)), as of every log-linear total.
    pub se: f64,
    /// Variance of ln n0, the sum of 1 / y over all cells.
    pub log_variance: f64,
    /// Totals from xi = 1/3 to 3.
    pub curve: Vec<XiPoint>,
}

/// The total at one xi.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct XiPoint {
    /// The assumption.
    pub xi: f64,
    /// n + n0 / xi.
    pub total: f64,
    /// Its log-normal interval, given xi; no upper end when no number holds it.
    pub interval: Interval,
}

/// Multiplies the cells of people on an odd number of lists and divides by the others.
///
/// # Errors
/// When there are fewer than two lists, nobody is on any, a history has no people, or the product is above e^300.
pub fn no_interaction(table: &CaptureTable, confidence: f64) -> Result<NoInteraction, ClosedFormRefusal> {
    let lists = table.n_lists();
    if lists < 2 {
        return Err(ClosedFormRefusal::TooFewLists { lists, needed: 2 });
    }
    let observed = table.observed();
    if observed == 0 {
        return Err(ClosedFormRefusal::NobodySeen);
    }
    let histories = u64::MAX >> (64 - lists as u32);
    let filled = table.people().count() as u64;
    let empty = histories - filled;
    let Some(cells) = Cells::of(table).filter(|_| empty == 0) else {
        return Err(ClosedFormRefusal::EmptyCells { empty });
    };
    let sign = |history: usize| if history.count_ones() % 2 == 1 { 1.0 } else { -1.0 };
    let counts = cells.counts().iter().enumerate().skip(1);
    let log_unseen: f64 = counts.map(|(history, count)| sign(history) * count.ln()).sum();
    let log_variance: f64 = cells.counts()[1..].iter().map(|count| 1.0 / count).sum();
    if log_unseen > LARGEST_LOG {
        return Err(ClosedFormRefusal::TooMany);
    }
    let (seen, unseen) = (cells.observed(), log_unseen.exp());
    let spread = (deviate(confidence) * log_variance.sqrt()).exp();
    let at = |xi: f64| {
        let upper = seen + unseen / xi * spread;
        XiPoint {
            xi,
            total: seen + unseen / xi,
            interval: Interval {
                lower: seen + unseen / xi / spread,
                upper: upper.is_finite().then_some(upper),
            },
        }
    };
    let farthest = (CURVE_POINTS / 2) as f64;
    let xi = |point: usize| FARTHEST_XI.powf((point as f64 - farthest) / farthest);
    Ok(NoInteraction {
        observed,
        total: seen + unseen,
        se: (unseen + unseen * unseen * log_variance).sqrt(),
        log_variance,
        curve: (0..CURVE_POINTS).map(|point| at(xi(point))).collect(),
    })
}
