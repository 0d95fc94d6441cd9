//! The model with the lowest BIC, found without fitting all of them.
//!
//! A model never fits worse than those within it. One fit of a wide model therefore bounds the BIC of all models between
//! a narrow and the wide one, and most are never fitted (Land and Doig 1960; Furnival and Wilson 1974 for subsets of
//! regressors). What is found is what fitting all of them would find.

use crate::fit::{Evidence, Glance, Known, glance};
use crate::model::{Model, order};

/// All hierarchical models of up to six lists up to an order, as sets of terms; bit h of a set is the term with lists h.
pub(crate) struct Lattice {
    n_lists: usize,
    /// Terms in the order of a model.
    terms: Vec<usize>,
    independence: u64,
    all: u64,
}

/// The model with the lowest BIC.
#[derive(Clone, Debug)]
pub(crate) struct Lowest {
    set: u64,
    /// Deviance and the price of the terms.
    score: f64,
    pub(crate) unseen: f64,
}

impl Lattice {
    /// `None` for more than six lists.
    pub(crate) fn new(n_lists: usize, highest_order: usize) -> Option<Self> {
        let allowed = |term: &usize| term.count_ones() as usize <= highest_order.clamp(1, n_lists.max(2) - 1);
        let n_terms = if n_lists <= 6 {
            1usize << n_lists
        } else {
            return None;
        };
        let mut terms: Vec<usize> = (0..n_terms).filter(allowed).collect();
        terms.sort_unstable_by_key(|term| order(*term));
        let set = |terms: &[usize]| terms.iter().fold(0, |set, term| set | 1u64 << term);
        Some(Self {
            n_lists,
            independence: set(Model::independence(n_lists).terms()),
            all: set(&terms),
            terms,
        })
    }

    /// The widest model.
    pub(crate) fn widest(&self) -> u64 {
        self.all
    }

    /// Terms of a set in the order of a model.
    pub(crate) fn terms_of(&self, set: u64) -> Vec<usize> {
        self.terms
            .iter()
            .copied()
            .filter(|term| set >> term & 1 == 1)
            .collect()
    }

    /// The estimable model with the lowest BIC, and how many were fitted; `None` when there is none.
    ///
    /// `starts` are models with parameters of a like table. They are tried first: the better they are, the fewer others
    /// are fitted.
    pub(crate) fn lowest_bic(
        &self,
        evidence: &Evidence,
        starts: &[(u64, Known<'_>)],
    ) -> (Option<Lowest>, usize) {
        let mut hunt = Hunt {
            lattice: self,
            evidence,
            price: evidence.observed().ln(),
            lowest: None,
            n_fitted: 0,
        };
        let mut widest = None;
        for (set, known) in starts {
            let glance = hunt.look_at(*set, Some(*known));
            if *set == self.all {
                widest = glance;
            }
        }
        let widest = widest.or_else(|| hunt.look_at(self.all, None));
        hunt.below(self.independence, self.all, widest.as_ref());
        (hunt.lowest, hunt.n_fitted)
    }
}

impl Lowest {
    /// The model itself.
    pub(crate) fn model(&self, lattice: &Lattice) -> Model {
        Model::of_terms(lattice.n_lists, &lattice.terms_of(self.set))
    }

    pub(crate) fn set(&self) -> u64 {
        self.set
    }
}

struct Hunt<'a> {
    lattice: &'a Lattice,
    evidence: &'a Evidence,
    /// BIC's price of a parameter.
    price: f64,
    lowest: Option<Lowest>,
    n_fitted: usize,
}

impl Hunt<'_> {
    /// Fits a model and keeps it if it is the best so far.
    fn look_at(&mut self, set: u64, start: Option<Known<'_>>) -> Option<Glance> {
        self.n_fitted += 1;
        let glance = glance(self.evidence, &self.lattice.terms_of(set), start)?;
        let score = glance.deviance + self.price * f64::from(set.count_ones());
        if let Some(unseen) = glance.unseen.filter(|_| self.is_promising(score)) {
            self.lowest = Some(Lowest { set, score, unseen });
        }
        Some(glance)
    }

    fn is_promising(&self, score: f64) -> bool {
        self.lowest.as_ref().is_none_or(|lowest| score < lowest.score)
    }

    /// Visits the models that hold `fixed` and lie within `whole`, which is fitted already.
    fn below(&mut self, mut fixed: u64, whole: u64, fitted: Option<&Glance>) {
        let deviance = fitted.map_or(0.0, |glance| glance.deviance);
        for term in self.costliest_first(fixed, whole, fitted) {
            let bound = deviance + self.price * f64::from(fixed.count_ones());
            if !self.is_promising(bound) {
                return;
            }
            // Without the term; then, on to the next, with it.
            let narrower = whole & !(1u64 << term);
            let glance = self.look_at(narrower, fitted.map(Glance::known));
            self.below(fixed, narrower, glance.as_ref());
            fixed |= self.parts(term);
        }
    }

    /// Largest terms that are not fixed, the one first whose loss would raise the deviance most by Wald's statistic.
    fn costliest_first(&self, fixed: u64, whole: u64, fitted: Option<&Glance>) -> Vec<usize> {
        let largest = |term: &&usize| {
            let inside = |other: &&usize| whole >> **other & 1 == 1 && *other & *term == **term;
            whole & !fixed & 1u64 << **term != 0 && self.lattice.terms.iter().filter(inside).count() == 1
        };
        let loss = |term: usize| {
            let place = fitted?.terms.iter().position(|own| *own == term)?;
            let maximum = &fitted?.maximum;
            Some(maximum.parameters[place].powi(2) / maximum.variance(place)?)
        };
        // A parameter at minus infinity is worth little more than its price.
        let mut terms: Vec<(f64, usize)> = self
            .lattice
            .terms
            .iter()
            .filter(largest)
            .map(|term| (loss(*term).unwrap_or(self.price), *term))
            .collect();
        terms.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        terms.into_iter().map(|(_, term)| term).collect()
    }

    /// All terms within a term.
    fn parts(&self, term: usize) -> u64 {
        let inside = |other: &&usize| **other & term == **other;
        self.lattice
            .terms
            .iter()
            .filter(inside)
            .fold(0, |set, other| set | 1u64 << other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::Cells;
    use crate::search::search_all;

    /// Tables from dense to sparse, none of them special.
    fn tables(n_lists: u32) -> impl Iterator<Item = Evidence> {
        (0..24u64).map(move |seed| {
            let mut state = seed * 7_919 + 12_345;
            let counts = (0..1u32 << n_lists).map(|history| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let noise = (state >> 33) as f64 / (1u64 << 31) as f64;
                let pair = if history & 0b11 == 0b11 { 6.0 } else { 1.0 };
                (900.0
                    * noise
                    * pair
                    * (0.08 + 0.02 * (seed % 12) as f64).powi(history.count_ones() as i32 - 1))
                .floor()
            });
            Evidence::new(Cells::new(&counts.collect::<Vec<_>>()).unwrap())
        })
    }

    #[test]
    fn what_is_found_is_the_lowest_of_all() {
        for (n_lists, order) in [(3, 2), (4, 3), (4, 2), (5, 2), (5, 3)] {
            let lattice = Lattice::new(n_lists as usize, order).unwrap();
            let (mut fitted, mut all) = (0, 0);
            for evidence in tables(n_lists).take(if order == 3 && n_lists == 5 { 4 } else { 24 }) {
                let search = search_all(&evidence, order, &|_, _| {});
                let (lowest, n_fitted) = lattice.lowest_bic(&evidence, &[]);
                fitted += n_fitted;
                all += search.n_tried;
                let Some(best) = search.fits.first() else {
                    assert!(lowest.is_none());
                    continue;
                };
                let lowest = lowest.unwrap();
                let (_, bic) = evidence.criteria(lowest.score, 0);
                assert!((bic - best.bic).abs() < 1e-6, "{bic} {}", best.bic);
                assert_eq!(lowest.model(&lattice), best.model);
                assert!((lowest.unseen - best.unseen).abs() < 1e-3 * best.se);
            }
            assert!(fitted < all, "{fitted} of {all}");
        }
    }
}
