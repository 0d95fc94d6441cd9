//! Whether chains agree, and how many independent draws theirs are worth (Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021).

use statrs::distribution::{ContinuousCDF, Normal};

/// Probabilities of the quantiles that the tail's effective size is about.
const TAILS: [f64; 2] = [0.05, 0.95];

/// How well chains of one quantity mixed.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Mixing {
    /// Split R-hat of ranks, the larger of bulk and folded; 1 when chains agree.
    pub r_hat: f64,
    /// Effective draws for the middle of the distribution.
    pub ess_bulk: f64,
    /// Effective draws for its 5 and 95 per cent quantiles, the smaller.
    pub ess_tail: f64,
}

/// Compares chains of equal length; they need at least four draws each, else they count as not mixed.
pub(crate) fn mixing(chains: &[Vec<f64>]) -> Mixing {
    let halves = split(chains);
    if halves.first().is_none_or(|half| half.len() < 2) {
        return Mixing {
            r_hat: f64::MAX,
            ess_bulk: 0.0,
            ess_tail: 0.0,
        };
    }
    let pooled = sorted(&halves);
    let middle = quantile(&pooled, 0.5);
    let folded = mapped(&halves, |draw| (draw - middle).abs());
    let ranks = normal_scores(&halves);
    let ess_tail = TAILS.iter().map(|probability| {
        let limit = quantile(&pooled, *probability);
        effective(&mapped(&halves, |draw| f64::from(u8::from(draw <= limit))))
    });
    Mixing {
        r_hat: r_hat(&ranks).max(r_hat(&normal_scores(&folded))),
        ess_bulk: effective(&ranks),
        ess_tail: ess_tail.fold(f64::INFINITY, f64::min),
    }
}

/// The value below which a share of sorted numbers lies, interpolated (type 7); 0 of none.
pub(crate) fn quantile(sorted: &[f64], probability: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let place = probability * last as f64;
    let low = (place.floor() as usize).min(last);
    let high = (low + 1).min(last);
    sorted[low] + (place - low as f64) * (sorted[high] - sorted[low])
}

/// All draws of all chains, rising.
pub(crate) fn sorted(chains: &[Vec<f64>]) -> Vec<f64> {
    let mut pooled = chains.concat();
    pooled.sort_by(f64::total_cmp);
    pooled
}

/// Each chain's first and second half; the middle draw of an odd number is left out.
fn split(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let halves = chains.iter().flat_map(|chain| {
        let half = chain.len() / 2;
        [chain[..half].to_vec(), chain[chain.len() - half..].to_vec()]
    });
    halves.collect()
}

fn mapped(chains: &[Vec<f64>], to: impl Fn(f64) -> f64) -> Vec<Vec<f64>> {
    let one = |chain: &Vec<f64>| chain.iter().map(|draw| to(*draw)).collect();
    chains.iter().map(one).collect()
}

/// Normal scores of the pooled ranks, equal draws sharing the middle of theirs (with Blom's offset).
fn normal_scores(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let pooled = sorted(chains);
    let n = pooled.len() as f64;
    let standard = Normal::standard();
    let mut scores = Vec::new();
    let mut from = 0;
    for run in pooled.chunk_by(|one, other| one == other) {
        let rank = from as f64 + (run.len() as f64 + 1.0) / 2.0;
        scores.push((run[0], standard.inverse_cdf((rank - 0.375) / (n + 0.25))));
        from += run.len();
    }
    mapped(chains, |draw| {
        let place = scores.partition_point(|(value, _)| *value < draw);
        scores.get(place).map_or(0.0, |(_, score)| *score)
    })
}

/// Means, and the two estimates of the variance: within chains, and of all draws.
fn variances(chains: &[Vec<f64>]) -> (Vec<f64>, f64, f64) {
    let n = chains[0].len() as f64;
    let means: Vec<f64> = chains.iter().map(|chain| chain.iter().sum::<f64>() / n).collect();
    let squares =
        |(chain, mean): (&Vec<f64>, &f64)| chain.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>();
    let n_chains = chains.len() as f64;
    let within = chains.iter().zip(&means).map(squares).sum::<f64>() / (n_chains * (n - 1.0));
    let grand = means.iter().sum::<f64>() / n_chains;
    let between = means.iter().map(|mean| (mean - grand).powi(2)).sum::<f64>() / (n_chains - 1.0).max(1.0);
    (means, within, within * (n - 1.0) / n + between)
}

/// Potential scale reduction; 1 of draws that are all equal.
fn r_hat(chains: &[Vec<f64>]) -> f64 {
    let (_, within, all) = variances(chains);
    match (within > 0.0, all > 0.0) {
        (true, _) => (all / within).sqrt(),
        (false, true) => f64::MAX,
        (false, false) => 1.0,
    }
}

/// Effective number of draws, by Geyer's (1992) initial monotone sequence.
fn effective(chains: &[Vec<f64>]) -> f64 {
    let n = chains[0].len();
    let draws = (n * chains.len()) as f64;
    let (means, within, all) = variances(chains);
    if all <= 0.0 {
        return draws;
    }
    let correlation = |lag: usize| {
        let products = chains.iter().zip(&means).map(|(chain, mean)| {
            let late = chain[lag..].iter();
            chain
                .iter()
                .zip(late)
                .map(|(one, other)| (one - mean) * (other - mean))
                .sum::<f64>()
        });
        let covariance = products.sum::<f64>() / draws;
        1.0 - (within - covariance) / all
    };
    let (mut time, mut smallest) = (-1.0, f64::INFINITY);
    for lag in (0..n.saturating_sub(1)).step_by(2) {
        let pair = if lag == 0 { 1.0 } else { correlation(lag) } + correlation(lag + 1);
        if pair <= 0.0 {
            break;
        }
        smallest = pair.min(smallest);
        time += 2.0 * smallest;
    }
    draws / time.max(1.0 / draws.log10())
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::latent::variates::normal;

    /// Chains of a first-order autoregression around `levels`.
    fn chains(levels: &[f64], correlation: f64, n: usize) -> Vec<Vec<f64>> {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let one = |level: &f64| {
            let mut state = normal(&mut rng);
            let mut next = || {
                state = correlation * state + (1.0 - correlation * correlation).sqrt() * normal(&mut rng);
                level + state
            };
            (0..n).map(|_| next()).collect()
        };
        levels.iter().map(one).collect()
    }

    #[test]
    fn effective_size_is_that_of_an_autoregression() {
        for correlation in [0.0, 0.5, 0.9] {
            let found = mixing(&chains(&[0.0; 4], correlation, 4000));
            let expected = 16000.0 * (1.0 - correlation) / (1.0 + correlation);
            assert!(
                (found.ess_bulk / expected - 1.0).abs() < 0.2,
                "{correlation}: {found:?}"
            );
            assert!(
                found.r_hat < 1.01 && found.ess_tail > 0.5 * expected,
                "{correlation}: {found:?}"
            );
        }
    }

    #[test]
    fn chains_apart_are_told() {
        assert!(mixing(&chains(&[0.0, 0.0, 0.0, 2.0], 0.5, 1000)).r_hat > 1.2);
        let mut wide = chains(&[0.0; 4], 0.0, 1000);
        wide[0].iter_mut().for_each(|draw| *draw *= 4.0);
        assert!(
            mixing(&wide).r_hat > 1.1,
            "chains of different width, by the folded draws"
        );
    }

    #[test]
    fn degenerate_chains_have_figures() {
        let equal = mixing(&vec![vec![5.0; 100]; 4]);
        assert_eq!((equal.r_hat, equal.ess_bulk, equal.ess_tail), (1.0, 400.0, 400.0));
        assert!(mixing(&[vec![1.0; 100], vec![2.0; 100]]).r_hat > 1e6);
        assert_eq!(mixing(&[vec![1.0], vec![2.0]]).r_hat, f64::MAX);
    }

    #[test]
    fn quantiles_are_interpolated() {
        assert_eq!(quantile(&[], 0.5), 0.0);
        assert_eq!(quantile(&[1.0, 2.0, 3.0, 5.0], 0.5), 2.5);
        assert_eq!(quantile(&[1.0, 2.0], 1.0), 2.0);
    }
}
