//! The logarithm of the gamma function, also far out, where differences of it would drown in rounding.

/// Stirling's series is taken from here on; its first term left out is below 1e-15.
const FROM: f64 = 16.0;

/// ln sqrt(2 pi).
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;

/// ln Gamma(z) for finite z > 0.
pub(crate) fn ln_gamma(z: f64) -> f64 {
    let (mut z, mut product) = (z, 1.0);
    while z < FROM {
        product *= z;
        z += 1.0;
    }
    (z - 0.5) * z.ln() - z + HALF_LN_TAU + series(z) - product.ln()
}

/// A point x >= 0 from which many ln Gamma(x + alpha) are wanted.
#[derive(Clone, Copy)]
pub(crate) struct Origin {
    x: f64,
    ln_x: f64,
}

impl Origin {
    /// Looks from `x`, which is 0 or at least 1.
    pub(crate) fn at(x: f64) -> Self {
        Self { x, ln_x: x.ln() }
    }

    /// ln Gamma(x + alpha) less a term that depends on x alone, (x - 1/2) ln x - x.
    ///
    /// Only differences between two alpha are meant. They are of the size of alpha ln x, so that ten digits remain
    /// at any x, where the difference of two plain values has none left from 1e15 on.
    pub(crate) fn ln_gamma(&self, alpha: f64) -> f64 {
        let z = self.x + alpha;
        if self.x < 1.0 {
            return ln_gamma(z);
        }
        if z < FROM {
            return ln_gamma(z) - (self.x - 0.5) * self.ln_x + self.x;
        }
        (z - 0.5) * (alpha / self.x).ln_1p() + alpha * (self.ln_x - 1.0) + HALF_LN_TAU + series(z)
    }
}

/// What Stirling's formula lacks (Abramowitz and Stegun 1964, 6.1.41).
fn series(z: f64) -> f64 {
    let inverse = 1.0 / z;
    let square = inverse * inverse;
    let inner = 1.0 / 1260.0 - square * (1.0 / 1680.0 - square * (1.0 / 1188.0 - square * 691.0 / 360_360.0));
    inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_known_ones() {
        for (z, expected) in [
            (0.5, 0.572_364_942_924_700_1),
            (1.0, 0.0),
            (2.0, 0.0),
            (10.0, 12.801_827_480_081_469),
            (0.015_625, 4.150_063_373_653_94),
            (100.5, 361.435_540_467_752_1),
        ] {
            assert!(
                (ln_gamma(z) - expected).abs() < 1e-13 * (1.0 + expected),
                "{z}: {}",
                ln_gamma(z)
            );
        }
        for z in 1..400 {
            let z = f64::from(z) * 0.37;
            let other = statrs::function::gamma::ln_gamma(z);
            assert!((ln_gamma(z) - other).abs() < 1e-12 * (1.0 + other.abs()), "{z}");
        }
    }

    /// Gamma(x + m) / Gamma(x) = x (x + 1) ... (x + m - 1).
    #[test]
    fn differences_hold_far_out() {
        for x in [0.0, 1.0, 3.0, 17.0, 1e4, 1e9, 1e18, 1e30] {
            let origin = Origin::at(x);
            let found = origin.ln_gamma(50.25) - origin.ln_gamma(0.25);
            let expected: f64 = (0..50).map(|step| (x + 0.25 + f64::from(step)).ln()).sum();
            assert!(
                (found - expected).abs() < 1e-13 * (50.0 + expected),
                "{x}: {found} {expected}"
            );
        }
    }
}
