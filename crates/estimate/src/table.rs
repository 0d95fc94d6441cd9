//! Capture tables: how many people are on which lists.

use std::collections::BTreeMap;

/// Most lists a table can have: a bit of a history each.
pub(crate) const MOST_LISTS: usize = 64;

/// Counts of people by the lists they are on.
///
/// Bit `i` of a history is set when its people are on list `i`. History 0, the people on no list, is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureTable {
    n_lists: usize,
    /// Histories with at least one person.
    people: BTreeMap<u64, u64>,
}

/// Why counts are not a capture table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// No list, or more than 64.
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
        let mut of_history = BTreeMap::new();
        let mut total = 0u64;
        for (history, count) in people {
            if history == 0 || (n_lists < 64 && history >> n_lists != 0) {
                return Err(TableError::HistoryOutside);
            }
            total = total
                .checked_add(count)
                .filter(|&sum| sum <= 1 << 53)
                .ok_or(TableError::TooMany)?;
            if count > 0 {
                *of_history.entry(history).or_insert(0) += count;
            }
        }
        Ok(Self {
            n_lists,
            people: of_history,
        })
    }

    /// Number of lists.
    pub fn n_lists(&self) -> usize {
        self.n_lists
    }

    /// Histories that somebody has, rising, and how many people have each.
    pub fn people(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.people.iter().map(|(history, count)| (*history, *count))
    }

    /// People on at least one list.
    pub fn observed(&self) -> u64 {
        self.people.values().sum()
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
        let both = 1u64 << a | 1u64 << b;
        self.people()
            .filter(|(history, _)| history & both == both)
            .map(|(_, count)| count)
            .sum()
    }

    /// People on exactly `k` lists, at place `k`; place 0 is 0.
    pub fn captures(&self) -> Vec<u64> {
        let mut captures = vec![0; self.n_lists + 1];
        for (history, count) in self.people() {
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
        let kept = |history: u64| {
            let seen = lists
                .iter()
                .enumerate()
                .filter(|(_, list)| history >> **list & 1 == 1);
            seen.map(|(place, _)| 1u64 << place).sum::<u64>()
        };
        let people = self.people().map(|(history, count)| (kept(history), count));
        Self::new(lists.len(), people.filter(|(history, _)| *history != 0))
    }
}
