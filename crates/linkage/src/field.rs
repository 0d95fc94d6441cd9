//! The fields that are compared, their levels, and the weights they start from.
//!
//! `m` is how often the level occurs among reports of one person, `u` among reports of two (Fellegi and
//! Sunter 1969). The starting values are our judgement, close to what the public labelled sets show; the
//! data move them, the more data the further (see `model`).

/// One way in which two values agree or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Level {
    pub(crate) code: &'static str,
    pub(crate) m: f64,
    pub(crate) u: f64,
    /// Learned weights of this level stay between these bits.
    pub(crate) bounds: (f64, f64),
}

/// One field and its levels; level 0 of a pattern means that a value is missing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) code: &'static str,
    pub(crate) levels: &'static [Level],
}

/// Places of the fields in [`FIELDS`].
pub(crate) mod at {
    pub(crate) const NAME: usize = 0;
    pub(crate) const FATHER: usize = 1;
    pub(crate) const OTHER_NAME: usize = 2;
    pub(crate) const BIRTH: usize = 3;
    pub(crate) const SEX: usize = 4;
    pub(crate) const PLACE: usize = 5;
    pub(crate) const EVENT: usize = 6;
    pub(crate) const PHONE: usize = 7;
    pub(crate) const DOCUMENT: usize = 8;
    pub(crate) const EMAIL: usize = 9;
    pub(crate) const POSTCODE: usize = 10;
    pub(crate) const ADDRESS: usize = 11;
    pub(crate) const OCCUPATION: usize = 12;
}

/// How many fields there are.
pub(crate) const N_FIELDS: usize = 13;

/// As many levels of a field as four bits tell apart, missing included.
pub(crate) const N_LEVELS: usize = 16;

/// Codes of all fields, in the order in which a pair lists them.
pub const FIELD_CODES: [&str; N_FIELDS] = [
    "name",
    "father",
    "other_name",
    "birth",
    "sex",
    "place",
    "event",
    "phone",
    "document",
    "email",
    "postcode",
    "address",
    "occupation",
];

/// Codes of all levels of all fields, sorted.
pub const LEVEL_CODES: [&str; 27] = [
    "area",
    "close",
    "day_agrees",
    "default_day",
    "different",
    "exact",
    "given_differs",
    "given_only",
    "local_part",
    "near_year",
    "one_digit",
    "overlap",
    "partial",
    "same_month",
    "same_year",
    "same_year_differs",
    "shared",
    "short",
    "similar",
    "surname_differs",
    "surname_only",
    "swapped",
    "tail",
    "variant",
    "weak",
    "within_days",
    "within_month",
];

/// No weight is beyond these bits, whatever the data say.
const WIDE: (f64, f64) = (-12.0, 22.0);

const fn level(code: &'static str, m: f64, u: f64) -> Level {
    Level {
        code,
        m,
        u,
        bounds: WIDE,
    }
}

const fn bounded(code: &'static str, m: f64, u: f64, bounds: (f64, f64)) -> Level {
    Level { code, m, u, bounds }
}

/// All fields, in the order of [`at`] and [`FIELD_CODES`].
pub(crate) static FIELDS: [Field; N_FIELDS] = [
    Field {
        code: "name",
        levels: &[
            level("exact", 0.584, 0.0005),
            level("swapped", 0.03, 0.0002),
            level("close", 0.14, 0.0008),
            level("variant", 0.06, 0.0007),
            level("given_only", 0.05, 0.005),
            level("surname_only", 0.04, 0.003),
            level("similar", 0.04, 0.003),
            level("surname_differs", 0.01, 0.015),
            level("given_differs", 0.006, 0.01),
            level("weak", 0.02, 0.05),
            level("different", 0.02, 0.9118),
        ],
    },
    Field {
        code: "father",
        levels: &[
            level("exact", 0.8, 0.015),
            level("close", 0.1, 0.01),
            level("short", 0.03, 0.01),
            level("similar", 0.02, 0.04),
            level("different", 0.05, 0.925),
        ],
    },
    Field {
        code: "other_name",
        levels: &[level("shared", 0.8, 0.05), level("different", 0.2, 0.95)],
    },
    Field {
        code: "birth",
        levels: &[
            // Births of adults are spread over less than ninety years of days: no chance agreement is rarer, whatever was learned.
            bounded("exact", 0.60, 0.0002, (WIDE.0, 15.0)),
            level("swapped", 0.03, 0.0002),
            level("one_digit", 0.07, 0.002),
            level("same_month", 0.05, 0.003),
            level("default_day", 0.03, 0.004),
            level("same_year", 0.10, 0.03),
            level("overlap", 0.04, 0.12),
            level("near_year", 0.05, 0.08),
            level("same_year_differs", 0.01, 0.025),
            level("day_agrees", 0.01, 0.002),
            // Whatever a list of namesakes may teach, births that contradict each other keep two people apart.
            bounded("different", 0.01, 0.7336, (-12.0, -4.0)),
        ],
    },
    Field {
        code: "sex",
        levels: &[level("exact", 0.985, 0.6), level("different", 0.015, 0.4)],
    },
    Field {
        code: "place",
        levels: &[
            level("exact", 0.55, 0.04),
            level("close", 0.12, 0.02),
            level("partial", 0.13, 0.08),
            bounded("different", 0.20, 0.86, (-2.5, 0.0)),
        ],
    },
    Field {
        code: "event",
        levels: &[
            level("exact", 0.45, 0.003),
            level("within_days", 0.15, 0.015),
            level("overlap", 0.15, 0.06),
            level("within_month", 0.15, 0.08),
            bounded("different", 0.10, 0.842, (-5.0, 0.0)),
        ],
    },
    Field {
        code: "phone",
        levels: &[
            level("exact", 0.75, 0.0005),
            level("one_digit", 0.05, 0.0005),
            bounded("different", 0.2, 0.999, (-3.0, 0.0)),
        ],
    },
    Field {
        code: "document",
        levels: &[
            level("exact", 0.80, 0.00005),
            level("tail", 0.05, 0.001),
            level("close", 0.07, 0.0005),
            level("different", 0.08, 0.99845),
        ],
    },
    Field {
        code: "email",
        levels: &[
            level("exact", 0.65, 0.0003),
            level("local_part", 0.05, 0.0005),
            level("close", 0.15, 0.0007),
            level("different", 0.15, 0.9985),
        ],
    },
    Field {
        code: "postcode",
        levels: &[
            level("exact", 0.6, 0.003),
            level("close", 0.1, 0.004),
            level("area", 0.1, 0.02),
            bounded("different", 0.2, 0.973, (-4.0, 0.0)),
        ],
    },
    Field {
        code: "address",
        levels: &[
            level("exact", 0.5, 0.001),
            level("close", 0.2, 0.002),
            level("partial", 0.1, 0.05),
            bounded("different", 0.2, 0.947, (-4.0, 0.0)),
        ],
    },
    Field {
        code: "occupation",
        levels: &[
            level("exact", 0.65, 0.05),
            level("close", 0.1, 0.03),
            bounded("different", 0.25, 0.92, (-3.0, 0.0)),
        ],
    },
];

/// Places of the levels of a name, counted from 1, at which given names differ.
pub(crate) const GIVEN_DIFFERS: std::ops::RangeInclusive<usize> = 9..=11;

/// Which part of a name is the same word in both rows, so that its rarity counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rarity {
    /// None.
    Nothing,
    /// The given name.
    Given,
    /// The surname.
    Family,
    /// Both.
    Whole,
}

/// The levels of every field two rows agree at, four bits each; 0 is missing. Above them stands which parts of the
/// names are the same word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pattern(pub(crate) u64);

impl Pattern {
    /// Sets a field's level, counted from 1.
    pub(crate) fn set(&mut self, field: usize, level: usize) {
        self.0 |= (level as u64) << (4 * field);
    }

    /// The same with another level of a field, counted from 1.
    pub(crate) fn with(self, field: usize, level: usize) -> Self {
        let mut other = Self(self.0 & !(15 << (4 * field)));
        other.set(field, level);
        other
    }

    /// The level of a field, counted from 1; 0 when missing.
    pub(crate) fn get(self, field: usize) -> usize {
        ((self.0 >> (4 * field)) & 15) as usize
    }

    /// Notes which parts of the names are the same word.
    pub(crate) fn set_rarity(&mut self, rarity: Rarity) {
        self.0 |= (rarity as u64) << Self::RARITY_AT;
    }

    /// Which parts of the names are the same word.
    pub(crate) fn rarity(self) -> Rarity {
        match self.0 >> Self::RARITY_AT {
            1 => Rarity::Given,
            2 => Rarity::Family,
            3 => Rarity::Whole,
            _ => Rarity::Nothing,
        }
    }

    /// The levels alone.
    pub(crate) fn levels(self) -> Self {
        Self(self.0 & ((1 << Self::RARITY_AT) - 1))
    }

    const RARITY_AT: usize = 4 * N_FIELDS;

    /// Says whether something other than the name agrees that few people share.
    ///
    /// Thousands of men were born in one year and died in one place. Without a name only a full date of birth, a
    /// telephone, a document or an address of mail can show that two reports are about one of them; of the last
    /// three also one with a slip.
    pub(crate) fn identifies(self) -> bool {
        // Places of the last levels that identify; a birth's first is that both are the same known day.
        const IDENTIFYING: [(usize, usize); 4] =
            [(at::BIRTH, 1), (at::PHONE, 2), (at::DOCUMENT, 3), (at::EMAIL, 3)];
        let identifies = |(field, last): (usize, usize)| (1..=last).contains(&self.get(field));
        IDENTIFYING.into_iter().any(identifies)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_closed_set() {
        assert!(FIELDS.iter().map(|field| field.code).eq(FIELD_CODES));
        let mut codes: Vec<&str> = FIELDS
            .iter()
            .flat_map(|field| field.levels)
            .map(|level| level.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes, LEVEL_CODES);
    }

    #[test]
    fn starting_values_are_distributions() {
        for field in &FIELDS {
            assert!(field.levels.len() < 16, "{} fits four bits", field.code);
            for sum in [
                field.levels.iter().map(|level| level.m).sum::<f64>(),
                field.levels.iter().map(|level| level.u).sum(),
            ] {
                assert!((sum - 1.0).abs() < 1e-6, "{}: {sum}", field.code);
            }
        }
    }
}
