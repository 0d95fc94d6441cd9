//! Random variates, exact at any size.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Binomial, Distribution, Exp1, Open01, Poisson, StandardNormal};

/// Smallest number that a probability is rounded to, so that its logarithm stays finite.
pub(crate) const TINY: f64 = 1e-290;

/// Poisson means above this are not drawn: every cap is far below.
const HOPELESS: f64 = 1e17;

/// So few people are placed one at a time.
const FEW: u64 = 6;

/// A number strictly between 0 and 1.
pub(crate) fn open01(rng: &mut ChaCha8Rng) -> f64 {
    Open01.sample(rng)
}

/// A standard normal number.
pub(crate) fn normal(rng: &mut ChaCha8Rng) -> f64 {
    StandardNormal.sample(rng)
}

/// An exponential number of mean 1.
pub(crate) fn exponential(rng: &mut ChaCha8Rng) -> f64 {
    Exp1.sample(rng)
}

/// A gamma variate of a shape of 1 or more and scale 1 (Marsaglia and Tsang 2000).
fn gamma_at_least_one(rng: &mut ChaCha8Rng, shape: f64) -> f64 {
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(rng);
        let root = 1.0 + c * x;
        if root <= 0.0 {
            continue;
        }
        let v = root * root * root;
        let u = open01(rng);
        let square = x * x;
        if u < 1.0 - 0.0331 * square * square || u.ln() < 0.5 * square + d * (1.0 - v + v.ln()) {
            return d * v;
        }
    }
}

/// A gamma variate of any positive shape and scale 1.
pub(crate) fn gamma(rng: &mut ChaCha8Rng, shape: f64) -> f64 {
    if shape >= 1.0 {
        gamma_at_least_one(rng, shape)
    } else {
        ln_gamma(rng, shape).exp()
    }
}

/// The logarithm of a gamma variate; a small shape's own would often round to 0.
fn ln_gamma(rng: &mut ChaCha8Rng, shape: f64) -> f64 {
    if shape >= 1.0 {
        return gamma_at_least_one(rng, shape).ln();
    }
    let shrunk = exponential(rng) / shape;
    gamma_at_least_one(rng, shape + 1.0).ln() - shrunk
}

/// A beta variate, and 1 less it; neither is below [`TINY`].
pub(crate) fn beta(rng: &mut ChaCha8Rng, a: f64, b: f64) -> (f64, f64) {
    if a == 1.0 && b == 1.0 {
        let u = open01(rng);
        return (u, 1.0 - u);
    }
    if a >= 1.0 && b >= 1.0 {
        let (x, y) = (gamma_at_least_one(rng, a), gamma_at_least_one(rng, b));
        let scale = 1.0 / (x + y);
        return ((x * scale).max(TINY), (y * scale).max(TINY));
    }
    let (x, y) = ln_beta(rng, a, b);
    (x.exp().max(TINY), y.exp().max(TINY))
}

/// Logarithms of a beta variate and of 1 less it.
pub(crate) fn ln_beta(rng: &mut ChaCha8Rng, a: f64, b: f64) -> (f64, f64) {
    let (x, y) = (ln_gamma(rng, a), ln_gamma(rng, b));
    let whole = x.max(y) + (-(x - y).abs()).exp().ln_1p();
    (x - whole, y - whole)
}

/// Logarithms of a beta variate of shapes 1 and `b`, and of 1 less it.
pub(crate) fn ln_beta_of_one(rng: &mut ChaCha8Rng, b: f64) -> (f64, f64) {
    let ln_left = -exponential(rng) / b;
    ((-ln_left.exp_m1()).max(TINY).ln(), ln_left)
}

/// A binomial variate; a probability outside 0 to 1 by rounding counts as the end it passed.
fn binomial(rng: &mut ChaCha8Rng, trials: u64, probability: f64) -> u64 {
    match Binomial::new(trials, probability.clamp(0.0, 1.0)) {
        Ok(law) => law.sample(rng).min(trials),
        Err(_) => 0,
    }
}

/// Failures before the `successes`-th success: the people on no list, given those on one.
///
/// A Poisson variate of a gamma mean. `odds` are those of failure. `None` when the number is beyond any cap.
pub(crate) fn negative_binomial(rng: &mut ChaCha8Rng, successes: f64, odds: f64) -> Option<f64> {
    let mean = gamma(rng, successes) * odds;
    if mean < TINY {
        return Some(0.0);
    }
    if mean.is_nan() || mean > HOPELESS {
        return None;
    }
    Poisson::new(mean).ok().map(|law| law.sample(rng))
}

/// Places people in classes by chance, each class as likely as its weight: a multinomial variate added to `classes`.
///
/// `tails` is room for as many numbers as there are weights. At least one weight is positive.
pub(crate) fn scatter(
    rng: &mut ChaCha8Rng,
    people: u64,
    weights: &[f64],
    tails: &mut [f64],
    classes: &mut [f64],
) {
    let mut tail = 0.0;
    for (at, weight) in tails.iter_mut().zip(weights).rev() {
        tail += weight;
        *at = tail;
    }
    let mut left = people;
    let last = weights.len() - 1;
    for class in 0..last {
        if left <= FEW {
            for _ in 0..left {
                let mut at = rng.random::<f64>() * tails[class];
                let mut chosen = class;
                while chosen < last && at >= weights[chosen] {
                    at -= weights[chosen];
                    chosen += 1;
                }
                classes[chosen] += 1.0;
            }
            return;
        }
        if tails[class + 1] <= 0.0 {
            classes[class] += left as f64;
            return;
        }
        let here = binomial(rng, left, weights[class] / tails[class]);
        classes[class] += here as f64;
        left -= here;
    }
    classes[last] += left as f64;
}
