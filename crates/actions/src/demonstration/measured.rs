//! How well the invented lists are linked, and whom the linkage takes for one another.

use linkage::{Threshold, evaluation};
use publish::Language;

use super::{DemoPlan, Invented, count_plan, truth_of};
use crate::ActionError;
use crate::count::{LinkedLists, link_lists};
use crate::demo::Scenario;
use crate::input::read_all;

/// The linkage of the invented lists of scenario 1 beside the truth.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoLinkage {
    /// Share of the pairs of reports brought together that are right.
    pub precision: f64,
    /// Share of the true pairs of reports that were brought together.
    pub recall: f64,
    /// People who are truly on the lists.
    pub documented: u64,
    /// People found on them.
    pub persons: u64,
    /// Different men with one name and year of birth.
    pub namesakes: Confused,
    /// Men with one surname of whom one bears the name of the other's father.
    pub father_and_son: Confused,
}

/// Pairs of reports about two people who are easily taken for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confused {
    /// Pairs of reports, one about each.
    pub pairs: u64,
    /// Pairs that were brought together, wrongly.
    pub joined: u64,
}

/// Invents the lists of a seed, links them and compares with the truth; `None` takes the threshold of its own choice.
///
/// # Errors
/// When the lists cannot be put into a workbook.
pub fn link_demo(seed: u64, threshold: Option<Threshold>) -> Result<DemoLinkage, ActionError> {
    let invented = Invented::new(Scenario::IndependentInsideClasses, seed)?;
    let plan = DemoPlan {
        seed,
        day: (2026, 1, 1),
        population: String::new(),
        language: Language::English,
    };
    let plan = crate::CountPlan {
        threshold,
        n_draws: 0,
        ..count_plan(&plan, &invented, false)
    };
    let tables = read_all(&invented.inputs, &plan.tables, &|_, _, _| {})?;
    let linked = link_lists(&tables, &plan, &|_, _, _| {})?;
    let truth = truth_of(&invented, &linked);
    let evaluation = evaluation::evaluate(&linked.linkage, &truth);
    let found = evaluation.cluster;
    let confused = |pairs: &[(u32, u32)]| confused(&linked, &truth, pairs);
    Ok(DemoLinkage {
        precision: found.precision,
        recall: found.recall,
        documented: evaluation.n_true_persons as u64,
        persons: evaluation.n_persons as u64,
        namesakes: confused(&invented.lists.truth.namesakes),
        father_and_son: confused(&invented.lists.truth.fathers),
    })
}

/// Counts the pairs of reports about two people each.
fn confused(linked: &LinkedLists, truth: &[Option<u32>], pairs: &[(u32, u32)]) -> Confused {
    let of = |person: u32| -> Vec<usize> {
        let reports = truth.iter().zip(&linked.linkage.persons);
        reports
            .filter(|(label, _)| **label == Some(person))
            .map(|(_, found)| *found)
            .collect()
    };
    let mut confused = Confused::default();
    for (one, other) in pairs {
        let others = of(*other);
        for found in of(*one) {
            confused.pairs += others.len() as u64;
            confused.joined += others.iter().filter(|other| **other == found).count() as u64;
        }
    }
    confused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_easily_confused_are_counted_apart() {
        let found = link_demo(7, None).unwrap();
        assert!(found.precision > 0.9 && found.recall > 0.9, "{found:?}");
        assert!(
            found.namesakes.pairs > 0 && found.father_and_son.pairs > 0,
            "{found:?}"
        );
        assert!(
            found.father_and_son.joined * 5 < found.father_and_son.pairs,
            "{found:?}"
        );
        // Where everything is joined that is not impossible, more of them are.
        let all = link_demo(7, Some(Threshold::Given(0.001))).unwrap();
        assert!(all.namesakes.joined >= found.namesakes.joined && all.recall >= found.recall);
    }
}
