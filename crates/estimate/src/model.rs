//! Hierarchical log-linear models as sets of terms.

/// A hierarchical model that holds every list's own effect.
///
/// A term is a set of lists as bits; term 0 is the intercept. A term brings all terms it contains.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Model {
    terms: Vec<usize>,
}

impl Model {
    /// Every list on its own.
    pub(crate) fn independence(n_lists: usize) -> Self {
        Self::with(n_lists, &[])
    }

    /// Independence and these interactions, which must be closed under taking parts of two lists or more.
    fn with(n_lists: usize, interactions: &[usize]) -> Self {
        let own = std::iter::once(0).chain((0..n_lists).map(|list| 1 << list));
        let mut terms: Vec<usize> = own.chain(interactions.iter().copied()).collect();
        terms.sort_unstable_by_key(|term| (term.count_ones(), *term));
        Self { terms }
    }

    /// Terms, intercept first, then by number of lists.
    pub(crate) fn terms(&self) -> &[usize] {
        &self.terms
    }

    /// This model and one more two-list interaction.
    pub(crate) fn plus(&self, pair: usize) -> Self {
        let mut terms = self.terms.clone();
        terms.push(pair);
        terms.sort_unstable_by_key(|term| (term.count_ones(), *term));
        Self { terms }
    }

    /// This model without one of its largest interactions.
    pub(crate) fn minus(&self, term: usize) -> Self {
        Self {
            terms: self.terms.iter().copied().filter(|own| *own != term).collect(),
        }
    }

    /// Whether the model holds this term.
    pub(crate) fn holds(&self, term: usize) -> bool {
        self.terms.contains(&term)
    }

    /// Largest terms as lists, larger ones first; `names[i]` is the number to print for list `i`.
    pub(crate) fn generators(&self, names: &[usize]) -> Vec<Vec<usize>> {
        let largest = |term: usize| {
            !self
                .terms
                .iter()
                .any(|other| *other != term && other & term == term)
        };
        let mut generators: Vec<Vec<usize>> = self
            .terms
            .iter()
            .filter(|term| largest(**term))
            .map(|term| {
                names
                    .iter()
                    .enumerate()
                    .filter(move |(list, _)| term >> list & 1 == 1)
                    .map(|(_, name)| *name)
            })
            .map(Iterator::collect)
            .collect();
        generators.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        generators
    }
}

/// Two-list terms, in the order (0,1), (0,2), ..., (1,2), ...
pub(crate) fn pairs(n_lists: usize) -> Vec<usize> {
    (0..n_lists)
        .flat_map(|a| (a + 1..n_lists).map(move |b| 1 << a | 1 << b))
        .collect()
}

/// All hierarchical models with interactions of two lists, or of two and three.
///
/// 8 models for three lists and 113 for four with triples, 1,024 for five with pairs alone.
pub(crate) fn hierarchical(n_lists: usize, highest_order: usize) -> Vec<Model> {
    let pairs = pairs(n_lists);
    let triples: Vec<usize> = (0..1usize << n_lists)
        .filter(|term| term.count_ones() == 3)
        .collect();
    let mut models = Vec::new();
    for chosen in subsets(&pairs) {
        let allowed: Vec<usize> = if highest_order < 3 {
            Vec::new()
        } else {
            let inside = |triple: usize| {
                pairs
                    .iter()
                    .filter(|pair| triple & **pair == **pair)
                    .all(|pair| chosen.contains(pair))
            };
            triples.iter().copied().filter(|triple| inside(*triple)).collect()
        };
        for deeper in subsets(&allowed) {
            models.push(Model::with(n_lists, &[chosen.as_slice(), &deeper].concat()));
        }
    }
    models
}

/// All subsets, the empty one first.
fn subsets(items: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    let chosen = |mask: usize, items: &[usize]| {
        items
            .iter()
            .enumerate()
            .filter(|(place, _)| mask >> place & 1 == 1)
            .map(|(_, item)| *item)
            .collect()
    };
    (0..1usize << items.len()).map(move |mask| chosen(mask, items))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_models_are_the_known_ones() {
        for (n_lists, order, expected) in [(3, 2, 8), (4, 2, 64), (4, 3, 113), (5, 2, 1024)] {
            let mut models = hierarchical(n_lists, order);
            assert_eq!(models.len(), expected);
            models.sort();
            models.dedup();
            assert_eq!(models.len(), expected, "all different");
        }
    }

    #[test]
    fn models_are_closed_under_parts() {
        for model in hierarchical(4, 3) {
            for term in model.terms() {
                for part in 0..16usize {
                    assert!(part & term != part || model.holds(part), "{model:?} lacks {part}");
                }
            }
        }
    }

    #[test]
    fn generators_read_as_printed() {
        let model = Model::with(4, &[0b0011, 0b0101, 0b0110, 0b0111, 0b1001, 0b1100]);
        assert_eq!(
            model.generators(&[0, 1, 2, 3]),
            [vec![0, 1, 2], vec![0, 3], vec![2, 3]]
        );
        assert_eq!(Model::independence(3).generators(&[0, 4, 5]), [[0], [4], [5]]);
        assert_eq!(Model::independence(3).plus(0b110), Model::with(3, &[0b110]));
        assert_eq!(Model::with(3, &[0b110]).minus(0b110), Model::independence(3));
    }
}
