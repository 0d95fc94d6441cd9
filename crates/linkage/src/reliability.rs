//! Whether probabilities mean what they say: what was predicted beside what is true, band by band.

use serde::Serialize;

/// Pairs whose probability lies in one band.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Lower end, included.
    pub from: f64,
    /// Upper end, excluded but for 1.
    pub to: f64,
    /// Pairs in the band.
    pub n_pairs: u64,
    /// Their average probability.
    pub predicted: f64,
    /// The share of true pairs.
    pub observed: f64,
}

/// Ends of the bands.
const ENDS: [f64; 9] = [0.01, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99, 1.0];

/// Bands of pairs whose truth is known, by rising probability; bands without pairs are left out.
pub(crate) fn bands(pairs: &[(f64, bool)]) -> Vec<Band> {
    let mut from = 0.0;
    let mut bands = Vec::new();
    for to in ENDS {
        let inside = pairs.iter().filter(|(p, _)| *p >= from && (*p < to || to >= 1.0));
        let (n, sum, right) = inside.fold((0_u64, 0.0, 0_u64), |(n, sum, right), (p, same)| {
            (n + 1, sum + p, right + u64::from(*same))
        });
        if n > 0 {
            let n_pairs = n as f64;
            bands.push(Band {
                from,
                to,
                n_pairs: n,
                predicted: sum / n_pairs,
                observed: right as f64 / n_pairs,
            });
        }
        from = to;
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_in_one_band() {
        let found = bands(&[
            (0.5, true),
            (0.45, false),
            (0.995, true),
            (1.0, true),
            (0.0, false),
        ]);
        let told: Vec<(f64, u64, f64)> = { &found }
            .iter()
            .map(|band| (band.from, band.n_pairs, band.observed))
            .collect();
        assert_eq!(told, [(0.0, 1, 0.0), (0.4, 2, 0.5), (0.99, 2, 1.0)]);
        assert!((found[1].predicted - 0.475).abs() < 1e-12);
        assert!(bands(&[]).is_empty());
    }
}
