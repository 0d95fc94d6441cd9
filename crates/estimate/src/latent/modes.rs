//! Modes of a posterior of totals, told apart.

use crate::latent::diagnostics::{quantile, sorted};

/// Places at which the density is looked at.
const PLACES: usize = 400;

/// A valley this much lower than the lower of its two peaks parts them.
const VALLEY: f64 = 0.7;

/// Modes with less weight are part of their neighbour.
const LEAST_WEIGHT: f64 = 0.05;

/// Draws that the bandwidth counts on, at most: draws of a chain are worth fewer than they are.
const DRAWS_COUNTED: f64 = 500.0;

/// One mode of the posterior of the total.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Mode {
    /// Where the density of log N is highest.
    pub peak: f64,
    /// Smallest draw of the mode.
    pub lower: f64,
    /// Largest draw of the mode.
    pub upper: f64,
    /// Share of all draws. When chains do not agree it says how many chains were caught, not how likely the mode is.
    pub weight: f64,
}

/// Modes of the density of log N, smallest first; always at least one.
///
/// The density is a sum of normal kernels with Silverman's (1986, equation 3.31) bandwidth, the spread taken within chains, so
/// that chains caught in different modes do not blur them.
pub(crate) fn modes(chains: &[Vec<f64>]) -> Vec<Mode> {
    let pooled = sorted(chains);
    let (Some(&first), Some(&last)) = (pooled.first(), pooled.last()) else {
        return Vec::new();
    };
    let logs: Vec<f64> = pooled.iter().map(|total| total.max(1.0).ln()).collect();
    let width = bandwidth(chains, &logs);
    let (from, to) = (logs[0] - width, logs[logs.len() - 1] + width);
    let at = |place: usize| from + (to - from) * place as f64 / (PLACES - 1) as f64;
    let heights: Vec<f64> = (0..PLACES)
        .map(|place| density(&logs, at(place), width))
        .collect();
    let mut peaks = peaks_apart(&heights);
    loop {
        let cuts: Vec<f64> = peaks
            .windows(2)
            .map(|two| at(lowest_between(&heights, two[0], two[1])))
            .collect();
        let found = parts(
            &logs,
            &pooled,
            &cuts,
            &peaks.iter().map(|peak| at(*peak)).collect::<Vec<_>>(),
        );
        let lightest = (0..found.len()).min_by(|a, b| found[*a].weight.total_cmp(&found[*b].weight));
        match lightest {
            Some(at) if found.len() > 1 && found[at].weight < LEAST_WEIGHT => drop(peaks.remove(at)),
            Some(_) => return found,
            None => {
                return vec![Mode {
                    peak: first,
                    lower: first,
                    upper: last,
                    weight: 1.0,
                }];
            }
        }
    }
}

fn bandwidth(chains: &[Vec<f64>], logs: &[f64]) -> f64 {
    let spread_of = |chain: &Vec<f64>| {
        let mean = chain.iter().map(|total| total.max(1.0).ln()).sum::<f64>() / chain.len().max(1) as f64;
        let squares = chain
            .iter()
            .map(|total| (total.max(1.0).ln() - mean).powi(2))
            .sum::<f64>();
        squares / chain.len().max(1) as f64
    };
    let within = (chains.iter().map(spread_of).sum::<f64>() / chains.len() as f64).sqrt();
    let between_quartiles = (quantile(logs, 0.75) - quantile(logs, 0.25)) / 1.34;
    let spread = if between_quartiles > 0.0 {
        within.min(between_quartiles)
    } else {
        within
    };
    let silverman = 0.9 * spread * (logs.len() as f64).min(DRAWS_COUNTED).powf(-0.2);
    // Totals are whole numbers; a kernel narrower than the step between them would make a mode of each.
    silverman.max((-quantile(logs, 0.5)).exp()).max(1e-9)
}

/// Height of the density at a place, but for a constant.
fn density(logs: &[f64], at: f64, width: f64) -> f64 {
    let from = logs.partition_point(|log| *log < at - 5.0 * width);
    let near = logs[from..].iter().take_while(|log| **log <= at + 5.0 * width);
    near.map(|log| (-0.5 * ((log - at) / width).powi(2)).exp()).sum()
}

/// Peaks between which the density falls low enough, rising.
fn peaks_apart(heights: &[f64]) -> Vec<usize> {
    let mut peaks: Vec<usize> = Vec::new();
    for place in 0..heights.len() {
        let before = place.checked_sub(1).map_or(0.0, |before| heights[before]);
        let after = heights.get(place + 1).copied().unwrap_or(0.0);
        if heights[place] <= before || heights[place] < after {
            continue;
        }
        while let Some(&last) = peaks.last() {
            let valley = heights[lowest_between(heights, last, place)];
            if valley < VALLEY * heights[last].min(heights[place]) {
                peaks.push(place);
                break;
            }
            if heights[last] >= heights[place] {
                break;
            }
            peaks.pop();
        }
        if peaks.is_empty() {
            peaks.push(place);
        }
    }
    peaks
}

fn lowest_between(heights: &[f64], from: usize, to: usize) -> usize {
    (from..=to)
        .min_by(|a, b| heights[*a].total_cmp(&heights[*b]))
        .unwrap_or(from)
}

/// The draws between cuts.
fn parts(logs: &[f64], pooled: &[f64], cuts: &[f64], peaks: &[f64]) -> Vec<Mode> {
    let mut from = 0;
    let mut found = Vec::new();
    for (part, peak) in peaks.iter().enumerate() {
        let to = cuts
            .get(part)
            .map_or(logs.len(), |cut| logs.partition_point(|log| log < cut));
        if let (Some(lower), Some(upper)) = (
            pooled.get(from),
            to.checked_sub(1).and_then(|last| pooled.get(last)),
        ) {
            let weight = to.saturating_sub(from) as f64 / pooled.len() as f64;
            found.push(Mode {
                peak: peak.exp().clamp(*lower, upper.max(*lower)),
                lower: *lower,
                upper: *upper,
                weight,
            });
        }
        from = to;
    }
    found
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::latent::variates::normal;

    fn around(levels: &[(f64, usize)]) -> Vec<f64> {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let some = |(level, n): &(f64, usize)| {
            (0..*n)
                .map(|_| (level.ln() + 0.1 * normal(&mut rng)).exp().round())
                .collect::<Vec<_>>()
        };
        levels.iter().flat_map(some).collect()
    }

    #[test]
    fn one_hill_is_one_mode() {
        for level in [2.0, 77.0, 12_000.0, 1e9] {
            let found = modes(&[around(&[(level, 2000)]), around(&[(level, 2000)])]);
            assert_eq!((found.len(), found[0].weight), (1, 1.0), "{level}: {found:?}");
        }
        assert_eq!(modes(&[vec![5.0; 10]]).len(), 1);
    }

    #[test]
    fn two_hills_are_told_with_their_weights() {
        let mixed = around(&[(12_000.0, 1500), (22_000.0, 500)]);
        for chains in [
            vec![mixed.clone()],
            vec![around(&[(12_000.0, 1500)]), around(&[(22_000.0, 500)])],
        ] {
            let found = modes(&chains);
            assert_eq!(found.len(), 2, "{found:?}");
            assert!((found[0].weight - 0.75).abs() < 0.02 && (found[0].peak / 12_000.0 - 1.0).abs() < 0.05);
            assert!((found[1].peak / 22_000.0 - 1.0).abs() < 0.05 && found[0].upper <= found[1].lower);
        }
    }

    #[test]
    fn few_strays_are_no_mode() {
        assert_eq!(modes(&[around(&[(12_000.0, 1950), (60_000.0, 50)])]).len(), 1);
    }
}
