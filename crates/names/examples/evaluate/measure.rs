//! What is measured of scored pairs.

use std::collections::BTreeMap;

use names::levels::{NameParts, PartLevel};
use names::{Frequencies, prepare, weigh};

use crate::pairs::Pair;

/// Weighs every pair.
pub(crate) fn weigh_all(pairs: &[Pair]) -> Vec<f64> {
    let frequencies = Frequencies::shipped();
    pairs
        .iter()
        .map(|pair| weigh(&prepare(&pair.a, frequencies), &prepare(&pair.b, frequencies)).bits())
        .collect()
}

/// Scores every pair by the levels of agreement: the best level first, then fathers, then sexes.
pub(crate) fn levels(pairs: &[Pair]) -> Vec<f64> {
    let read = |text: &str| {
        let whole = NameParts {
            full: Some(text),
            ..NameParts::default()
        };
        names::levels::read(whole)
    };
    let score = |pair: &Pair| {
        let found = names::levels::compare(&read(&pair.a), &read(&pair.b));
        let father = match found.father {
            PartLevel::Same | PartLevel::Close => 0.5,
            PartLevel::Different => -3.0,
            _ => 0.0,
        };
        father - f64::from(found.level as u8) - 2.0 * f64::from(u8::from(found.gender_clash))
    };
    pairs.iter().map(score).collect()
}

/// Prints every pair with its weight.
pub(crate) fn scores(pairs: &[Pair]) {
    for (pair, weight) in pairs.iter().zip(weigh_all(pairs)) {
        let Pair {
            same,
            klass,
            phenomenon,
            a,
            b,
            ..
        } = pair;
        println!(
            "{weight:.2}\t{}\t{}\t{klass}\t{phenomenon}\t{a}\t{b}",
            u8::from(*same),
            u8::from(pair.full)
        );
    }
}

/// Which pairs belong to a set.
type Wanted = fn(&Pair) -> bool;

struct Scored {
    auc: f64,
    f1: f64,
    threshold: f64,
    r99: f64,
    n_same: usize,
    n_other: usize,
}

/// AUC, best F1 with its threshold, recall at precision .99.
fn score(pairs: impl Iterator<Item = (bool, f64)>) -> Scored {
    let mut sorted: Vec<(bool, f64)> = pairs.collect();
    sorted.sort_by(|x, y| y.1.total_cmp(&x.1));
    let n_same = sorted.iter().filter(|(same, _)| *same).count();
    let n_other = sorted.len() - n_same;
    let mut scored = Scored {
        auc: 0.0,
        f1: 0.0,
        threshold: 0.0,
        r99: 0.0,
        n_same,
        n_other,
    };
    let (mut tp, mut fp, mut at) = (0_usize, 0_usize, 0);
    let mut area = 0.0;
    while at < sorted.len() {
        let weight = sorted[at].1;
        let (before_tp, before_fp) = (tp, fp);
        while at < sorted.len() && sorted[at].1 == weight {
            if sorted[at].0 {
                tp += 1
            } else {
                fp += 1
            }
            at += 1;
        }
        area += (fp - before_fp) as f64 * (before_tp + tp) as f64 / 2.0;
        let (precision, recall) = (tp as f64 / (tp + fp) as f64, tp as f64 / n_same as f64);
        let f1 = 2.0 * precision * recall / (precision + recall);
        if f1 > scored.f1 {
            (scored.f1, scored.threshold) = (f1, weight);
        }
        if precision >= 0.99 {
            scored.r99 = recall;
        }
    }
    scored.auc = area / (n_same as f64 * n_other as f64);
    scored
}

/// Prints the measures; slices at the given threshold, or at the one that is best on all full names.
pub(crate) fn report(pairs: &[Pair], weights: &[f64], threshold: Option<f64>) {
    let sets: [(&str, Wanted); 6] = [
        ("full, real", |pair| pair.full && pair.klass == "real"),
        ("full, composed", |pair| pair.full && pair.klass == "composed"),
        ("full, derived", |pair| pair.full && pair.klass == "derived"),
        ("core", |pair| pair.full && !pair.is_structural()),
        ("all full", |pair| pair.full),
        ("tokens", |pair| !pair.full),
    ];
    println!("set\tsame\tother\tAUC\tbest F1\tat\tR99\tF1 at the one threshold");
    let scored = |wanted: Wanted| {
        score(
            pairs
                .iter()
                .zip(weights)
                .filter(|(pair, _)| wanted(pair))
                .map(|(pair, weight)| (pair.same, *weight)),
        )
    };
    let threshold = threshold.unwrap_or_else(|| scored(|pair| pair.full).threshold);
    for (name, wanted) in sets {
        let Scored {
            auc,
            f1,
            threshold: at,
            r99,
            n_same,
            n_other,
        } = scored(wanted);
        let fixed = f1_at(pairs, weights, threshold, wanted);
        println!("{name}\t{n_same}\t{n_other}\t{auc:.4}\t{f1:.4}\t{at:.2}\t{r99:.4}\t{fixed:.4}");
    }
    slices(pairs, weights, threshold);
}

fn f1_at(pairs: &[Pair], weights: &[f64], threshold: f64, wanted: Wanted) -> f64 {
    let (mut tp, mut fp, mut missed) = (0.0, 0.0, 0.0);
    for (pair, weight) in pairs.iter().zip(weights).filter(|(pair, _)| wanted(pair)) {
        match (pair.same, *weight >= threshold) {
            (true, true) => tp += 1.0,
            (false, true) => fp += 1.0,
            (true, false) => missed += 1.0,
            (false, false) => {}
        }
    }
    2.0 * tp / (2.0 * tp + fp + missed)
}

fn slices(pairs: &[Pair], weights: &[f64], threshold: f64) {
    let mut slices: BTreeMap<(bool, String, &str), (u32, u32)> = BTreeMap::new();
    for (pair, weight) in pairs.iter().zip(weights).filter(|(pair, _)| pair.full) {
        let phenomenon = match pair.phenomenon.split_once(':') {
            Some(("neg", kind)) => kind,
            Some((kind, _)) => kind,
            None => &pair.phenomenon,
        };
        let slice = slices
            .entry((!pair.same, phenomenon.to_owned(), &pair.klass))
            .or_default();
        slice.0 += u32::from(*weight >= threshold);
        slice.1 += 1;
    }
    println!("slice at {threshold:.2} bits\tpairs\trecall, or share of false positives");
    for ((other, phenomenon, klass), (above, n_pairs)) in slices {
        let what = if other { "false positives" } else { "recall" };
        println!(
            "{phenomenon} ({klass})\t{n_pairs}\t{what} {:.4}",
            f64::from(above) / f64::from(n_pairs)
        );
    }
}
