//! Scales: from numbers of people to places in a picture.

/// A scale from zero to a round number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The number at the far end; above 0.
    pub(super) most: f64,
    /// Distance of the marks.
    pub(super) step: f64,
    /// Length in pixels.
    pub(super) length: f64,
}

impl Scale {
    /// Makes a scale that reaches at least `most`, with about `marks` marks.
    pub(super) fn reaching(most: f64, marks: f64, length: f64) -> Self {
        let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
        let step = round_step(most / marks);
        Self {
            most: (most / step).ceil() * step,
            step,
            length,
        }
    }

    /// The place of a number; what lies beyond the end is put at the end.
    pub(super) fn place(&self, value: f64) -> f64 {
        if value.is_nan() {
            0.0
        } else {
            (value / self.most).clamp(0.0, 1.0) * self.length
        }
    }

    /// Whether a number lies beyond the end.
    pub(super) fn is_beyond(&self, value: f64) -> bool {
        value > self.most
    }

    /// The numbers that get a mark.
    pub(super) fn marks(&self) -> Vec<f64> {
        let n_marks = (self.most / self.step).round().clamp(1.0, 20.0) as u32;
        (0..=n_marks).map(|mark| f64::from(mark) * self.step).collect()
    }
}

/// The least of 1, 2, 5 times a power of ten that is not below `raw`; people are whole, so at least 1.
fn round_step(raw: f64) -> f64 {
    let power = 10_f64.powf(raw.max(1.0).log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    factors
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= raw)
        .unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_round_numbers() {
        let check = |most: f64, expected: (f64, f64)| {
            let scale = Scale::reaching(most, 5.0, 100.0);
            assert_eq!((scale.most, scale.step), expected, "{most}");
            assert!(scale.marks().len() <= 21);
        };
        check(0.0, (1.0, 1.0));
        check(1.0, (1.0, 1.0));
        check(7.0, (8.0, 2.0));
        check(335.0, (400.0, 100.0));
        check(12110.4, (15000.0, 5000.0));
        check(f64::INFINITY, (1.0, 1.0));
        check(f64::NAN, (1.0, 1.0));
    }

    #[test]
    fn places_stay_on_the_scale() {
        let scale = Scale::reaching(100.0, 5.0, 200.0);
        assert_eq!(scale.place(50.0), 100.0);
        assert_eq!(scale.place(1e12), 200.0);
        assert_eq!(scale.place(-1.0), 0.0);
        assert_eq!(scale.place(f64::NAN), 0.0);
        assert_eq!(scale.place(f64::INFINITY), 200.0);
        assert!(scale.is_beyond(f64::INFINITY) && !scale.is_beyond(100.0));
    }
}
