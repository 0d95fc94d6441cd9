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
        terms.sort_unstable_by_key(|term| order(*term));
        Self { terms }
    }

    /// The model with these terms, which must be closed under taking parts.
    pub(crate) fn of_terms(n_lists: usize, terms: &[usize]) -> Self {
        let interactions: Vec<usize> = terms
            .iter()
            .copied()
            .filter(|term| term.count_ones() > 1)
            .collect();
        Self::with(n_lists, &interactions)
    }

    /// Terms, intercept first, then by number of lists.
    pub(crate) fn terms(&self) -> &[usize] {
        &self.terms
    }

    /// Terms of this model without the last of its largest ones.
    pub(crate) fn without_last(&self) -> &[usize] {
        &self.terms[..self.terms.len().saturating_sub(1)]
    }

    /// This model and one more two-list interaction.
    pub(crate) fn plus(&self, pair: usize) -> Self {
        let mut terms = self.terms.clone();
        terms.push(pair);
        terms.sort_unstable_by_key(|term| order(*term));
        Self { terms }
    }

    /// The model with each choice of terms of the next order that it allows, those whose parts it all holds.
    fn deepened(&self, of_order: &[usize]) -> Vec<Self> {
        let lists = |term: usize| {
            (0..usize::BITS)
                .map(|list| 1usize << list)
                .filter(move |list| term & list != 0)
        };
        let allowed: Vec<usize> = of_order
            .iter()
            .copied()
            .filter(|term| lists(*term).all(|list| self.holds(term ^ list)))
            .collect();
        let with = |deeper: Vec<usize>| Self {
            terms: [self.terms.as_slice(), &deeper].concat(),
        };
        chosen(&allowed).map(with).collect()
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

/// Terms of a model stand by number of lists, then by value, so that each stands after all it contains.
pub(crate) fn order(term: usize) -> (u32, usize) {
    (term.count_ones(), term)
}

/// Two-list terms, in the order (0,1), (0,2), ..., (1,2), ...
pub(crate) fn pairs(n_lists: usize) -> Vec<usize> {
    (0..n_lists)
        .flat_map(|a| (a + 1..n_lists).map(move |b| 1 << a | 1 << b))
        .collect()
}

/// All hierarchical models whose interactions are of `highest_order` lists at most and not of all of them.
///
/// With all pairs, triples and so on that can be chosen: 8 models of three lists, 113 of four, 1,024 of five with pairs
/// alone, 6,212 with triples, 6,893 in all, 32,768 of six with pairs alone. Each stands after all it contains.
pub(crate) fn hierarchical(n_lists: usize, highest_order: usize) -> Vec<Model> {
    let mut models = vec![Model::independence(n_lists)];
    let mut from = 0;
    for order in 2..=highest_order.min(n_lists.saturating_sub(1)) {
        let of_order: Vec<usize> = (0..1usize << n_lists)
            .filter(|term| term.count_ones() as usize == order)
            .collect();
        let deeper: Vec<Model> = models[from..]
            .iter()
            .flat_map(|model| model.deepened(&of_order))
            .collect();
        from = models.len();
        models.extend(deeper);
    }
    models
}

/// All subsets of the terms but the empty one.
fn chosen(terms: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    let of = |mask: usize| {
        let inside = terms
            .iter()
            .enumerate()
            .filter(move |(place, _)| mask >> place & 1 == 1);
        inside.map(|(_, term)| *term).collect()
    };
    (1..1usize << terms.len()).map(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_models_are_the_known_ones() {
        for (n_lists, order, expected) in [
            (1, 3, 1),
            (2, 2, 1),
            (3, 2, 8),
            (4, 2, 64),
            (4, 3, 113),
            (5, 2, 1024),
            (5, 3, 6212),
            (5, 4, 6893),
            (6, 2, 32_768),
        ] {
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
