//! A chain that goes on while its table changes.

use crate::latent::point::{Prior, Sightings};
use crate::latent::sampler::Sampler;
use crate::latent::{LatentPlan, LatentRefusal};
use crate::table::CaptureTable;

/// One chain whose table may be replaced, for tables that are draws themselves, such as those of a linkage.
///
/// Every few hundred sweeps the table of another draw is put in place and the chain goes on from the parameters it has; the totals
/// drawn meanwhile, pooled, are a mixture over the tables. This approximates the *cut* model: uncertainty goes from the linkage to
/// the total, and nothing the latent classes find likely goes back to the linkage. It is not the joint posterior of both, and it
/// is close to the cut model only when sweeps are enough for the chain to forget the table before (compare with more of them,
/// and leave out the first after each change). One chain has no diagnostics: [`latent_classes`](crate::latent_classes) must have
/// accepted at least one of the tables first.
pub struct LatentChain {
    sampler: Sampler,
    lists: usize,
    cap_ratio: f64,
}

impl LatentChain {
    /// Starts a chain on a table and warms it up. All lists of the table take part, empty ones too.
    ///
    /// # Errors
    /// When the plan is out of bounds, or the table has fewer than three lists or too many.
    pub fn new(table: &CaptureTable, plan: &LatentPlan) -> Result<Self, LatentRefusal> {
        let prior = plan.prior(table.n_lists(), table.observed() as f64)?;
        let mut sampler = Sampler::new(Sightings::of(table), prior, plan.seed, 0, 0.5);
        (0..plan.warm_up).for_each(|turn| sampler.warm_up(turn));
        Ok(Self {
            sampler,
            lists: table.n_lists(),
            cap_ratio: plan.cap,
        })
    }

    /// Puts another table of the same lists in place; the cap is then that of its people.
    ///
    /// # Errors
    /// [`LatentRefusal::OtherLists`] when it has another number of lists; the chain keeps its table.
    pub fn replace(&mut self, table: &CaptureTable) -> Result<(), LatentRefusal> {
        if table.n_lists() != self.lists {
            return Err(LatentRefusal::OtherLists {
                found: table.n_lists(),
                expected: self.lists,
            });
        }
        let sightings = Sightings::of(table);
        let cap = Prior::cap_of(sightings.observed, self.cap_ratio);
        self.sampler.replace(sightings, cap);
        Ok(())
    }

    /// Makes sweeps and returns the total drawn in each, never below the people of the table in place.
    pub fn sweep(&mut self, sweeps: usize) -> Vec<u64> {
        let mut totals = Vec::with_capacity(sweeps);
        for _ in 0..sweeps {
            self.sampler.sweep();
            totals.push(self.sampler.total() as u64);
        }
        totals
    }

    /// Sweeps so far in which more unseen people than the cap were drawn and turned down.
    pub fn touches(&self) -> u64 {
        self.sampler.touches
    }
}
