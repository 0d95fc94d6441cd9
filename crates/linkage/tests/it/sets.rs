//! Accuracy on public labelled sets; the goals are the measured figures of the best open program.

use linkage::evaluation::{Evaluation, evaluate};
use linkage::{FIELD_CODES, LEVEL_CODES, LinkPlan, Threshold, link};

use crate::table::labelled;

fn measured(set: &str) -> Option<Evaluation> {
    let Some(labelled) = labelled(set) else {
        eprintln!("SKIPPED: no shared data for {set}");
        return None;
    };
    let plan = LinkPlan {
        distinct: labelled.distinct,
        threshold: Threshold::Balanced,
        floor: 0.01,
        memory: linkage::PAIRS_MEMORY,
        seed: 7,
    };
    let linkage = link(&labelled.reports, &plan, &|_, _, _| {});
    for field in linkage.pairs.iter().flat_map(|pair| pair.fields.iter()) {
        assert!(FIELD_CODES.contains(&field.field) && LEVEL_CODES.contains(&field.level));
    }
    Some(evaluate(&linkage, &labelled.truth))
}

fn check(set: &str, best: f64, chosen: f64, cluster: f64) {
    let Some(found) = measured(set) else { return };
    assert!(found.best.f1 >= best, "{set}: best pair F1 {:.4}", found.best.f1);
    assert!(
        found.chosen.f1 >= chosen,
        "{set}: pair F1 at the chosen threshold {:.4}",
        found.chosen.f1
    );
    assert!(
        found.cluster.f1 >= cluster,
        "{set}: cluster F1 {:.4}",
        found.cluster.f1
    );
}

#[test]
fn fake_1000() {
    check("fake_1000", 0.95, 0.95, 0.98);
}

#[test]
fn febrl3() {
    check("febrl3", 0.9990, 0.9990, 0.9990);
}

#[test]
fn febrl4() {
    check("febrl4", 0.9997, 0.9996, 0.9996);
}
