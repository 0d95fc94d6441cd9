//! What lies beyond every run, in closed form.

use crate::averaging::weights::Fall;

/// Relative slack within which a kappa counts as whole.
const SLACK: f64 = 1e-9;

/// Total weight, and first and second moment about a centre.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    pub(crate) mass: f64,
    pub(crate) first: f64,
    pub(crate) second: f64,
}

impl Sums {
    pub(crate) fn add(&mut self, other: &Self) {
        self.mass += other.mass;
        self.first += other.first;
        self.second += other.second;
    }
}

impl Fall {
    /// Whether the moment of an order exists: order 1 is the mean, order 2 the variance.
    pub(crate) fn has_moment(&self, order: f64) -> bool {
        self.kappa > order + SLACK
    }

    /// Sums over all numbers of unseen people from `end` on; `weight` is the weight at `end` - 1/2.
    ///
    /// The sum is the integral from `end` - 1/2 of x^(-1 - kappa) exp(-bend / x), by the midpoint rule; with
    /// c = bend / end, x^j has the integral weight e^c end^(j+1) sum_i (-c)^i / (i! (kappa - j + i)). Relative error:
    /// c^3 / 6 from the series, (1 + kappa)^2 / end^2 from the rule, (people / end)^2 people from Stirling's next term; the
    /// end is so far out (2^20 times the square of the people seen) that all are below 1e-16. A moment that does not exist
    /// adds nothing here and is not to be asked for.
    pub(crate) fn beyond(&self, end: f64, weight: f64, centre: f64) -> Sums {
        let from = end - 0.5;
        let c = self.bend / from;
        let moment = |order: f64| {
            if !self.has_moment(order) || weight <= 0.0 {
                return 0.0;
            }
            let exponent = self.kappa - order;
            let series = 1.0 / exponent - c / (exponent + 1.0) + c * c / (2.0 * (exponent + 2.0));
            weight * c.exp() * series * from.powf(order + 1.0)
        };
        let (mass, first, second) = (moment(0.0), moment(1.0), moment(2.0));
        let about = |one: f64, other: f64| if one > 0.0 { one - other } else { 0.0 };
        Sums {
            mass,
            first: about(first, centre * mass),
            second: about(second, centre * (2.0 * first - centre * mass)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// x^(-1 - kappa) exp(-bend / x) summed by hand over the first numbers, and the rest again in closed form.
    #[test]
    fn what_lies_beyond_is_what_lies_between_and_beyond() {
        for (kappa, bend) in [(0.875, 0.0), (1.0, 0.02), (1.5, -0.3), (2.5, 1.0), (7.25, 0.5)] {
            let fall = Fall { kappa, bend };
            let weight = |x: f64| (-(1.0 + kappa) * x.ln() - bend / x).exp();
            let (end, farther, centre) = (20_000.0, 200_000.0, 150.0);
            let whole = fall.beyond(end, weight(end - 0.5), centre);
            let mut parts = fall.beyond(farther, weight(farther - 0.5), centre);
            for unseen in 20_000..200_000u32 {
                let x = f64::from(unseen);
                parts.mass += weight(x);
                parts.first += weight(x) * (x - centre);
                parts.second += weight(x) * (x - centre).powi(2);
            }
            let agree =
                |one: f64, other: f64| assert!((one - other).abs() < 1e-8 * one, "{kappa}: {one} {other}");
            agree(whole.mass, parts.mass);
            if fall.has_moment(1.0) {
                agree(whole.first, parts.first);
            }
            if fall.has_moment(2.0) {
                agree(whole.second, parts.second);
            }
        }
    }
}
