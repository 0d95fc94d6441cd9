//! The hybrid clock: close to the wall, never back (Kulkarni, Demirbas, Madappa, Avva, Leone 2014, figure 5).

/// A moment as the caller's clock tells it: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u64);

/// A point of hybrid time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Clock {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub(crate) millis: u64,
    /// Tells points of one millisecond apart.
    pub(crate) counter: u64,
}

impl Clock {
    /// The next point: at `now` when that is ahead, else just after the last one.
    pub(crate) fn tick(self, now: Moment) -> Self {
        if now.0 > self.millis {
            return Self {
                millis: now.0,
                counter: 0,
            };
        }
        Self {
            millis: self.millis,
            counter: self.counter.saturating_add(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(last: (u64, u64), now: u64, expected: (u64, u64)) {
        let last = Clock {
            millis: last.0,
            counter: last.1,
        };
        let next = last.tick(Moment(now));
        assert_eq!((next.millis, next.counter), expected);
        assert!(next > last);
    }

    #[test]
    fn time_never_goes_back() {
        check((5, 3), 9, (9, 0));
        check((5, 3), 5, (5, 4));
        check((5, 3), 1, (5, 4));
    }
}
