//! Capture tables: how many people are on which lists.

/// Most lists a table can have; 2^16 cells.
pub(crate) const MOST_LISTS: usize = 16;

/// Counts of people by the lists they are on.
///
/// `counts[h]` is the number of people with history `h`: bit `i` of `h` is set when they are on list `i`.
/// `counts[0]`, the people on no list, is not known and always 0 here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureTable {
    n_lists: usize,
    counts: Vec<u64>,
}

/// Why counts are not a capture table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// No list, or more than 16.
    #[error("{found} lists; a table has 1 to {MOST_LISTS}")]
    ListCount {
        /// Lists found.
        found: usize,
    },
    /// A history names a list the table does not have, or is 0.
    #[error("a history does not fit the lists")]
    HistoryOutside,
    /// Counts add up to more than can be handled.
    #[error("more than 2^53 people")]
    TooMany,
}

impl CaptureTable {
    /// Makes a table from people by history.
    ///
    /// # Errors
    /// When there are too few or too many lists, or a history does not fit them.
    pub fn new(n_lists: usize, people: impl IntoIterator<Item = (u64, u64)>) -> Result<Self, TableError> {
        if n_lists == 0 || n_lists > MOST_LISTS {
            return Err(TableError::ListCount { found: n_lists });
        }
        let mut counts = vec![0u64; 1 << n_lists];
        let mut total = 0u64;
        for (history, count) in people {
            let cell = usize::try_from(history)
                .ok()
                .filter(|&cell| cell > 0 && cell < counts.len());
            let cell = cell.ok_or(TableError::HistoryOutside)?;
            total = total
                .checked_add(count)
                .filter(|&sum| sum <= 1 << 53)
                .ok_or(TableError::TooMany)?;
            counts[cell] += count;
        }
        Ok(Self { n_lists, counts })
    }

    /// Number of lists.
    pub fn n_lists(&self) -> usize {
        self.n_lists
    }

    /// Counts by history; the first is always 0.
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }

    /// People on at least one list.
    pub fn observed(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// People on list `list`; 0 for a list the table does not have.
    pub fn list_size(&self, list: usize) -> u64 {
        self.overlap(list, list)
    }

    /// People on both lists; 0 when the table does not have one of them.
    pub fn overlap(&self, a: usize, b: usize) -> u64 {
        if a >= self.n_lists || b >= self.n_lists {
            return 0;
        }
        let both = 1 << a | 1 << b;
        self.counts
            .iter()
            .enumerate()
            .filter(|(history, _)| history & both == both)
            .map(|(_, count)| count)
            .sum()
    }

    /// People on exactly `k` lists, at place `k`; place 0 is 0.
    pub fn captures(&self) -> Vec<u64> {
        let mut captures = vec![0; self.n_lists + 1];
        for (history, count) in self.counts.iter().enumerate() {
            captures[history.count_ones() as usize] += count;
        }
        captures
    }

    /// The table of some of the lists, in the order given; people on none of them fall out.
    ///
    /// # Errors
    /// When no list is named, or one that the table does not have, or one twice.
    pub fn keep_lists(&self, lists: &[usize]) -> Result<Self, TableError> {
        let named_twice = lists
            .iter()
            .enumerate()
            .any(|(place, list)| lists[..place].contains(list));
        if named_twice || lists.iter().any(|list| *list >= self.n_lists) {
            return Err(TableError::HistoryOutside);
        }
        let kept = |history: usize| {
            let seen = lists
                .iter()
                .enumerate()
                .filter(|(_, list)| history >> **list & 1 == 1);
            seen.map(|(place, _)| 1u64 << place).sum::<u64>()
        };
        let people = self
            .counts
            .iter()
            .enumerate()
            .map(|(history, count)| (kept(history), *count));
        Self::new(lists.len(), people.filter(|(history, _)| *history != 0))
    }
}
