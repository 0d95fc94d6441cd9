//! Which lists an estimate may use, given which are copies of others.

/// For each list, the lists it was made from, at first or at any further hand.
pub(crate) struct Descent {
    /// `reaches[copy][original]`.
    reaches: Vec<Vec<bool>>,
    declared: Vec<(usize, usize)>,
}

impl Descent {
    /// Follows declared pairs (copy, original). Pairs of a list with itself, or with no list of the table, say nothing.
    pub(crate) fn new(n_lists: usize, declared: &[(usize, usize)]) -> Self {
        let sound = |pair: &&(usize, usize)| pair.0 != pair.1 && pair.0 < n_lists && pair.1 < n_lists;
        let declared: Vec<(usize, usize)> = declared.iter().filter(sound).copied().collect();
        let mut reaches = vec![vec![false; n_lists]; n_lists];
        for (copy, original) in &declared {
            reaches[*copy][*original] = true;
        }
        for through in 0..n_lists {
            for copy in 0..n_lists {
                for original in 0..n_lists {
                    reaches[copy][original] |= reaches[copy][through] && reaches[through][original];
                }
            }
        }
        Self { reaches, declared }
    }

    /// Which of two lists was made from the other, as (copy, original), if one was.
    pub(crate) fn related(&self, a: usize, b: usize) -> Option<(usize, usize)> {
        match (self.reaches[a][b], self.reaches[b][a]) {
            (true, true) => Some((a.max(b), a.min(b))),
            (true, false) => Some((a, b)),
            (false, true) => Some((b, a)),
            (false, false) => None,
        }
    }

    /// Lists that hold somebody and are no copy of another such list.
    ///
    /// Of lists that are declared to be copies of each other in a circle the first stays.
    pub(crate) fn usable(&self, sizes: &[u64]) -> Vec<usize> {
        let filled = |list: &usize| sizes[*list] > 0;
        let original = |list: &usize| {
            let above = (0..sizes.len())
                .filter(|other| other != list && self.reaches[*list][*other] && filled(other));
            above
                .into_iter()
                .all(|other| self.reaches[other][*list] && *list < other)
        };
        (0..sizes.len()).filter(filled).filter(original).collect()
    }

    /// The declared original of a list, the first if several were declared.
    pub(crate) fn declared_original(&self, copy: usize) -> Option<usize> {
        self.declared
            .iter()
            .find(|pair| pair.0 == copy)
            .map(|pair| pair.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(declared: &[(usize, usize)], sizes: &[u64], usable: &[usize]) {
        assert_eq!(
            Descent::new(sizes.len(), declared).usable(sizes),
            usable,
            "{declared:?} {sizes:?}"
        );
    }

    #[test]
    fn copies_go_and_originals_stay() {
        check(&[], &[5, 5, 5], &[0, 1, 2]);
        check(&[(1, 0)], &[5, 5, 5], &[0, 2]);
        check(&[(2, 1), (1, 0)], &[5, 5, 5], &[0]);
        check(&[(2, 1), (1, 0)], &[5, 0, 5], &[0]);
        check(&[(2, 0), (2, 1)], &[5, 5, 5, 5], &[0, 1, 3]);
    }

    #[test]
    fn circles_keep_their_first_list() {
        check(&[(0, 0)], &[5, 5], &[0, 1]);
        check(&[(0, 1), (1, 0)], &[5, 5, 5], &[0, 2]);
        check(&[(0, 1), (1, 2), (2, 0)], &[5, 5, 5], &[0]);
        check(&[(0, 1), (1, 0), (1, 2)], &[5, 5, 5], &[2]);
        check(&[(7, 0), (0, 9)], &[5, 5], &[0, 1]);
    }

    #[test]
    fn empty_lists_are_no_originals() {
        check(&[(1, 0)], &[0, 5, 5], &[1, 2]);
        check(&[(0, 1), (1, 0)], &[0, 5], &[1]);
    }

    #[test]
    fn relations_name_the_copy() {
        let descent = Descent::new(4, &[(1, 0), (2, 1)]);
        assert_eq!(descent.related(0, 2), Some((2, 0)));
        assert_eq!(descent.related(2, 1), Some((2, 1)));
        assert_eq!(descent.related(0, 3), None);
        assert_eq!(Descent::new(2, &[(0, 1), (1, 0)]).related(0, 1), Some((1, 0)));
        assert_eq!(
            (descent.declared_original(2), descent.declared_original(0)),
            (Some(1), None)
        );
    }
}
