//! Finds where a posterior lies, and cuts the numbers of unseen people so that every run is smooth where it counts.

use rayon::prelude::*;

use crate::averaging::panels::{NODES, Nodes, Panel};
use crate::averaging::weights::Weights;

/// A graph's log weight may change by so much within a run; sixteen nodes then sum a bell to 1e-11 of its height.
const MOST_CHANGE: f64 = 6.0;

/// Runs that cannot hold exp(-42) = 6e-19 of the weight need not be smooth.
const NEGLIGIBLE: f64 = 42.0;

/// Graphs from which runs are shared out among threads; fewer are quicker done than shared.
const MANY_GRAPHS: usize = 500;

/// Runs that are fine enough, in order, and the largest log weight met.
pub(crate) struct Survey {
    pub(crate) panels: Vec<Panel>,
    pub(crate) highest: f64,
    /// Unseen people at the largest weight, to within a run.
    pub(crate) near: f64,
}

/// What a look at a run shows.
struct Look {
    panel: Panel,
    highest: f64,
    /// How high a graph that changes much within the run may rise between its nodes.
    unclear: f64,
}

impl Survey {
    /// Halves runs until each is smooth or negligible; `progress` gets runs looked at and runs known.
    pub(crate) fn new(weights: &Weights, cover: Vec<Panel>, progress: &(dyn Fn(u64, u64) + Sync)) -> Self {
        let mut survey = Self {
            panels: Vec::new(),
            highest: f64::NEG_INFINITY,
            near: 0.0,
        };
        let mut clear: Vec<Look> = Vec::new();
        let mut fresh = cover;
        while !fresh.is_empty() {
            progress(clear.len() as u64, (clear.len() + fresh.len()) as u64);
            let looks = each(weights, &fresh, |panel| look(weights, *panel));
            for look in &looks {
                if look.highest > survey.highest {
                    survey.highest = look.highest;
                    survey.near = look.panel.start;
                }
            }
            fresh.clear();
            for look in looks {
                if look.unclear + survey.importance(weights, &look.panel) > survey.highest - NEGLIGIBLE {
                    fresh.extend(look.panel.halves());
                } else {
                    clear.push(look);
                }
            }
        }
        progress(clear.len() as u64, clear.len() as u64);
        survey.panels = clear.into_iter().map(|look| look.panel).collect();
        survey
            .panels
            .sort_by(|one, other| one.start.total_cmp(&other.start));
        survey
    }

    /// What a log weight counts within a run: as often as the run is long, and more far out, for the variance.
    pub(crate) fn importance(&self, weights: &Weights, panel: &Panel) -> f64 {
        let farther = (panel.start + panel.length + weights.observed) / (self.near + weights.observed);
        panel.length.ln() + 2.0 * farther.ln().max(0.0)
    }
}

/// Applies a function to every item, in order; shared out among threads where one item is much work.
pub(crate) fn each<T: Sync, R: Send>(weights: &Weights, items: &[T], act: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if weights.tree().graphs.len() >= MANY_GRAPHS {
        items.par_iter().map(&act).collect()
    } else {
        items.iter().map(&act).collect()
    }
}

fn look(weights: &Weights, panel: Panel) -> Look {
    let mut look = Look {
        panel,
        highest: f64::NEG_INFINITY,
        unclear: f64::NEG_INFINITY,
    };
    weights.walk(&panel.nodes().0, |_, values| {
        let (lowest, highest) = range(values);
        look.highest = look.highest.max(highest);
        if highest - lowest > MOST_CHANGE && !panel.is_plain() {
            look.unclear = look.unclear.max(highest + 2.0 * steepest(values));
        }
    });
    look
}

/// Smallest and largest value.
pub(crate) fn range(values: &Nodes) -> (f64, f64) {
    values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (
                if *value < low { *value } else { low },
                if *value > high { *value } else { high },
            )
        })
}

/// Largest change from a node to the next; a weight with one peak rises less above its nodes than twice that.
fn steepest(values: &Nodes) -> f64 {
    (1..NODES)
        .map(|node| (values[node] - values[node - 1]).abs())
        .fold(0.0, f64::max)
}
