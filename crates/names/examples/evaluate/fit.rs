//! Fits the weights by logistic regression.

use names::fitting::{N_FEATURES, N_POINTS, N_SLOTS, feature_name, features};
use names::{Frequencies, prepare};

use crate::measure;
use crate::pairs::Pair;

const N_FOLDS: u64 = 5;
const N_EPOCHS: usize = 400;
/// Strength of the pull to zero, per pair.
const RIDGE: f64 = 2e-5;

/// Bits of a bit of rarity at least, whatever the pairs say: their names are drawn more evenly than people bear them.
const LEAST_RARITY: f64 = 0.1;
/// And at most: a further word is not worth more than a name.
const MOST_RARITY: f64 = 0.5;
/// By how many bits a word that one name lacks tells less than the same word in both.
const MISSING_TELLS_LESS: f64 = 1.0;

struct Row {
    features: Vec<(usize, f32)>,
    same: bool,
    weight: f64,
    fold: u64,
}

/// Prints weights fitted on all pairs, ready to stand in `weights.rs`.
pub(crate) fn refit(pairs: &[Pair]) {
    let rows = rows(pairs);
    let fitted = fit(&rows, |_| true);
    print_weights(&fitted);
}

/// Prints the measures of every pair weighed by weights fitted without its fold.
pub(crate) fn cross_validate(pairs: &[Pair]) {
    let rows = rows(pairs);
    let mut weights = vec![0.0; pairs.len()];
    for fold in 0..N_FOLDS {
        let fitted = fit(&rows, |row| row.fold != fold);
        for (weight, row) in weights.iter_mut().zip(&rows).filter(|(_, row)| row.fold == fold) {
            *weight = bits(&fitted, row);
        }
    }
    measure::report(pairs, &weights, None);
}

fn rows(pairs: &[Pair]) -> Vec<Row> {
    let frequencies = Frequencies::shipped();
    // Full names and single words weigh alike, whatever their numbers; so do same and other.
    let share = |same: bool, full: bool| {
        let n_pairs = pairs
            .iter()
            .filter(|pair| pair.same == same && pair.full == full)
            .count();
        1.0 / n_pairs.max(1) as f64
    };
    let shares = [
        [share(false, false), share(false, true)],
        [share(true, false), share(true, true)],
    ];
    pairs
        .iter()
        .map(|pair| Row {
            features: features(&prepare(&pair.a, frequencies), &prepare(&pair.b, frequencies)),
            same: pair.same,
            weight: shares[usize::from(pair.same)][usize::from(pair.full)],
            fold: pair.fold(N_FOLDS),
        })
        .collect()
}

fn bits(weights: &[f64], row: &Row) -> f64 {
    row.features
        .iter()
        .map(|(at, value)| weights[*at] * f64::from(*value))
        .sum()
}

/// Weighted logistic regression in bits with a ridge: gradient descent with a step of its own for every weight
/// (Adam; Kingma and Ba 2015), levels of a slot kept from rising with the distance.
fn fit(rows: &[Row], wanted: impl Fn(&Row) -> bool) -> Vec<f64> {
    let mut weights = vec![0.0; N_FEATURES];
    let mut mean = vec![0.0; N_FEATURES];
    let mut square = vec![0.0; N_FEATURES];
    let total: f64 = rows.iter().filter(|row| wanted(row)).map(|row| row.weight).sum();
    for epoch in 1..=N_EPOCHS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| RIDGE * weight).collect();
        for row in rows.iter().filter(|row| wanted(row)) {
            let probability = 1.0 / (1.0 + (-bits(&weights, row)).exp2());
            let error = (probability - f64::from(u8::from(row.same))) * row.weight / total;
            for (at, value) in &row.features {
                gradient[*at] += error * f64::from(*value);
            }
        }
        let rate = 0.3 * (1.0 - epoch as f64 / (N_EPOCHS + 1) as f64) + 0.003;
        for at in 0..N_FEATURES {
            mean[at] = 0.9 * mean[at] + 0.1 * gradient[at];
            square[at] = 0.99 * square[at] + 0.01 * gradient[at] * gradient[at];
            let step = i32::try_from(epoch).unwrap_or(i32::MAX);
            let (mean, square) = (
                mean[at] / (1.0 - 0.9_f64.powi(step)),
                square[at] / (1.0 - 0.99_f64.powi(step)),
            );
            weights[at] -= rate * mean / (square.sqrt() + 1e-9);
        }
        flatten(&mut weights);
        cap_missing(&mut weights);
    }
    weights
}

/// Keeps the worth of a slot from rising with the distance, and conflicts and rarity on their side of zero.
fn flatten(weights: &mut [f64]) {
    for at in 1..weights.len() {
        let (before, here) = (feature_name(at - 1), feature_name(at));
        let level = |name: &str| {
            let (slot, level) = name.rsplit_once(' ')?;
            Some((slot.to_owned(), level.parse::<u32>().ok()?))
        };
        if let (Some((slot, _)), Some((same_slot, _))) = (level(&before), level(&here))
            && slot == same_slot
            && weights[at] > weights[at - 1]
        {
            let middle = f64::midpoint(weights[at], weights[at - 1]);
            (weights[at - 1], weights[at]) = (middle, middle);
        }
        if here.starts_with("conflict") || here.starts_with("clash") || here == "steps" {
            weights[at] = weights[at].min(0.0);
        }
        if ["form", "short", "base"]
            .iter()
            .any(|level| here.ends_with(level))
        {
            // Nothing is worth more than the same word, or no bound would hold.
            let first = at / N_POINTS * N_POINTS;
            weights[at] = weights[at].min(weights[first]);
        }
        if here == "conflict-2" || here == "conflict-3" {
            weights[at] = weights[at].min(weights[at - 1]);
        }
        if here == "clash-father" {
            // Of this the pairs hold too few: a son and a daughter are two people.
            weights[at] = weights[at].min(-9.0);
        }
        if here == "rest-unmatched" {
            weights[at] = weights[at].min(0.3);
        }
        if here.ends_with("rarity") {
            let most = if here == "lone rarity" { 1.0 } else { MOST_RARITY };
            weights[at] = weights[at].clamp(LEAST_RARITY, most);
        }
    }
}

/// Keeps a word that one name lacks from telling more than the same word in both, and less than one that both lack.
fn cap_missing(weights: &mut [f64]) {
    let place = |name: &str| (0..N_FEATURES).find(|at| feature_name(*at) == name).unwrap_or(0);
    for (slot, one, none) in [
        ("surname 0", "surname-one", "surname-none"),
        ("father 0", "father-one", "father-none"),
    ] {
        let (slot, one, none) = (place(slot), place(one), place(none));
        weights[one] = weights[one].min(weights[slot] - MISSING_TELLS_LESS);
        weights[none] = weights[none].max(weights[one]).min(weights[slot]);
    }
}

/// Prints the file `src/fitted.rs`.
fn print_weights(weights: &[f64]) {
    let (n_points, n_slots) = (N_POINTS, N_SLOTS);
    println!(
        "//! Weights in bits, printed by `cargo run --release -p names --example evaluate -- --fit FILES`."
    );
    println!("//!");
    println!("//! Fitted on the development pairs, dev_pairs.tsv and dev_slices.tsv; do not edit by hand.");
    println!();
    println!("use crate::weights::{{CIRCUMSTANCES, N_POINTS, SLOTS}};");
    println!();
    println!("/// Bits for each slot at each point.");
    println!("pub(crate) const POINTS: [[f32; N_POINTS]; SLOTS.len()] = [");
    for slot in weights[..n_slots * n_points].chunks(n_points) {
        println!("    [{}],", listed(slot));
    }
    println!("];");
    println!("/// Bits for each bit of rarity of a word that agrees wholly.");
    let rest = &weights[n_slots * n_points..];
    println!(
        "pub(crate) const RARITY: [f32; SLOTS.len()] = [{}];",
        listed(&rest[..n_slots])
    );
    println!("/// Bits for each circumstance.");
    println!(
        "pub(crate) const ONCE: [f32; CIRCUMSTANCES.len()] = [{}];",
        listed(&rest[n_slots..])
    );
}

fn listed(weights: &[f64]) -> String {
    let listed: Vec<String> = weights.iter().map(|weight| format!("{weight:.3}")).collect();
    listed.join(", ")
}
