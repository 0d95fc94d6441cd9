//! The posterior against a sum over every integer by the printed formulas, and laws that hold for every table.

use estimate::{
    AveragingPlan, CaptureTable, Graph, Moment, TotalPrior, averaging_posterior, decomposable_graphs,
};
use proptest::prelude::*;
use statrs::function::gamma::ln_gamma;

use crate::averaging::{averaged, ends, finite};
use crate::shared::{agree, table};

/// Every integer from the formulas as printed, by cliques and separators: nothing is shared with the room.
struct Plain {
    cells: Vec<f64>,
    n_lists: usize,
    delta: f64,
    prior: TotalPrior,
}

impl Plain {
    fn new(table: &CaptureTable, plan: &AveragingPlan) -> Self {
        let mut cells = vec![0.0; 1 << table.n_lists()];
        table
            .people()
            .for_each(|(history, count)| cells[history as usize] = count as f64);
        let delta = plan.delta.unwrap_or(0.5f64.powi(table.n_lists() as i32));
        Self {
            cells,
            n_lists: table.n_lists(),
            delta,
            prior: plan.prior,
        }
    }

    /// Of a set of lists: the cell of nobody, with its prior people, and what the other cells give.
    fn log_set(&self, lists: &[usize]) -> (f64, f64) {
        let mut margin = vec![0.0; 1 << lists.len()];
        for (history, count) in self.cells.iter().enumerate() {
            let cell: usize = lists
                .iter()
                .enumerate()
                .map(|(place, list)| (history >> list & 1) << place)
                .sum();
            margin[cell] += count;
        }
        let delta = self.delta * 2f64.powi((self.n_lists - lists.len()) as i32);
        let others = margin[1..]
            .iter()
            .map(|count| ln_gamma(count + delta))
            .sum::<f64>();
        (margin[0] + delta, others - margin.len() as f64 * ln_gamma(delta))
    }

    /// Log weight of a graph as a function of the unseen.
    fn log_weight(&self, graph: &Graph) -> impl Fn(f64) -> f64 {
        let observed: f64 = self.cells.iter().sum();
        let people = self.delta * self.cells.len() as f64;
        let cells: f64 = self.cells.iter().map(|count| ln_gamma(count + 1.0)).sum();
        let sets = |sets: Vec<Vec<usize>>| sets.iter().map(|lists| self.log_set(lists)).collect::<Vec<_>>();
        let (cliques, separators, prior) = (sets(graph.cliques()), sets(graph.separators()), self.prior);
        move |unseen| {
            let total = observed + unseen;
            let whole = ln_gamma(people) - ln_gamma(total + people);
            let of = |sets: &[(f64, f64)]| {
                sets.iter()
                    .map(|(nobody, others)| ln_gamma(unseen + nobody) + others + whole)
                    .sum::<f64>()
            };
            let prior = match prior {
                TotalPrior::Reciprocal => -total.ln(),
                TotalPrior::GammaPoisson { shape, scale } => {
                    total * scale.ln() - (total + shape) * scale.ln_1p() + ln_gamma(total + shape)
                        - ln_gamma(total + 1.0)
                        - ln_gamma(shape)
                }
            };
            of(&cliques) - of(&separators) + ln_gamma(total + 1.0) - ln_gamma(unseen + 1.0) - cells + prior
        }
    }

    /// Weight by unseen people and graph, the largest about 1.
    fn weights(&self, graphs: &[Graph], unseen: std::ops::RangeInclusive<u32>) -> Vec<Vec<f64>> {
        let forms: Vec<_> = graphs.iter().map(|graph| self.log_weight(graph)).collect();
        let logs: Vec<Vec<f64>> = unseen
            .map(|unseen| forms.iter().map(|form| form(f64::from(unseen))).collect())
            .collect();
        let highest = logs.iter().flatten().copied().fold(f64::NEG_INFINITY, f64::max);
        logs.iter()
            .map(|row| row.iter().map(|log| (log - highest).exp()).collect())
            .collect()
    }
}

fn graphs_of(table: &CaptureTable, plan: &AveragingPlan) -> Vec<Graph> {
    let graphs = decomposable_graphs(table.n_lists()).unwrap().iter().copied();
    graphs
        .filter(|graph| plan.saturated || !graph.is_saturated())
        .collect()
}

/// A capped plan agrees with the sum over every integer: mean, quantiles, probabilities, weights of graphs.
fn check_plain(table: &CaptureTable, plan: &AveragingPlan) {
    let graphs = graphs_of(table, plan);
    let last = (plan.cap.unwrap() - table.observed()) as u32;
    let weights = Plain::new(table, plan).weights(&graphs, plan.fewest_unseen as u32..=last);
    let rows: Vec<f64> = weights.iter().map(|row| row.iter().sum()).collect();
    let mass: f64 = rows.iter().sum();
    let first = (table.observed() + plan.fewest_unseen) as f64;
    let found = averaged(table, plan);
    let moment = rows
        .iter()
        .enumerate()
        .map(|(place, weight)| (first + place as f64) * weight)
        .sum::<f64>();
    agree(finite(found.mean), moment / mass, 1e-9, "mean");
    let posterior = averaging_posterior(table, plan, &|_, _| {}).unwrap();
    let totals: Vec<f64> = (0..rows.len()).map(|place| first + place as f64).collect();
    let probabilities = posterior.probabilities(&totals);
    let mut below = 0.0;
    for (place, weight) in rows.iter().enumerate() {
        assert!((probabilities[place] - weight / mass).abs() < 1e-9, "{place}");
        below += weight / mass;
        if place % 37 == 0 {
            assert!(
                (posterior.cumulative(totals[place]) - below).abs() < 1e-9,
                "up to {}",
                totals[place]
            );
        }
    }
    agree(probabilities.iter().sum(), 1.0, 1e-9, "all");
    for (quantile, probability) in ends(&found).into_iter().zip([0.025, 0.5, 0.975]) {
        let up_to = |last: f64| rows[..(last - first) as usize + 1].iter().sum::<f64>() / mass;
        assert!(
            up_to(quantile) > probability - 1e-9
                && (quantile == first || up_to(quantile - 1.0) < probability + 1e-9)
        );
    }
    for own in &found.graphs {
        let place = graphs.iter().position(|graph| *graph == own.graph).unwrap();
        let weight = weights.iter().map(|row| row[place]).sum::<f64>() / mass;
        assert!(
            (own.weight - weight).abs() < 1e-9,
            "{} {} {weight}",
            own.graph,
            own.weight
        );
    }
}

/// Tables of three or four lists with overlap and no empty list.
fn tables() -> impl Strategy<Value = CaptureTable> {
    (3..=4usize).prop_flat_map(|n_lists| {
        let count = prop_oneof![Just(0u64), 0..=4u64, 0..=90u64];
        proptest::collection::vec(count, (1 << n_lists) - 1).prop_map(move |counts| {
            let everywhere = [((1u64 << n_lists) - 1, 1)];
            CaptureTable::new(n_lists, (1..).zip(counts).chain(everywhere)).unwrap()
        })
    })
}

fn plans() -> impl Strategy<Value = AveragingPlan> {
    let prior = prop_oneof![
        Just(TotalPrior::Reciprocal),
        (0.3..20.0, 1.0..90.0).prop_map(|(shape, scale)| TotalPrior::GammaPoisson { shape, scale })
    ];
    let delta = prop_oneof![Just(None), (0.01..1.5).prop_map(Some)];
    (delta, prior, any::<bool>(), 0..3u64).prop_map(|(delta, prior, saturated, fewest_unseen)| {
        AveragingPlan {
            delta,
            prior,
            saturated,
            fewest_unseen,
            cap: None,
        }
    })
}

fn relabelled(table: &CaptureTable, turn: usize) -> CaptureTable {
    let n_lists = table.n_lists();
    let moved = |history: u64| {
        (0..n_lists)
            .map(|list| (history >> list & 1) << ((list + turn) % n_lists))
            .sum()
    };
    CaptureTable::new(
        n_lists,
        table
            .people()
            .map(|(history, count)| (moved(history), count))
            .collect::<Vec<_>>(),
    )
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_integer_summed_by_hand_agrees(table in tables(), plan in plans(), above in 1..700u64) {
        let cap = Some(table.observed() + plan.fewest_unseen + above);
        check_plain(&table, &AveragingPlan { cap, ..plan });
    }

    #[test]
    fn order_of_lists_does_not_matter(table in tables(), plan in plans(), turn in 1..4usize) {
        let (one, other) = (averaged(&table, &plan), averaged(&relabelled(&table, turn), &plan));
        for (mine, yours) in ends(&one).into_iter().zip(ends(&other)) {
            prop_assert!((mine - yours).abs() <= 1.0 + 1e-9 * mine, "{} {}", mine, yours);
        }
        prop_assert_eq!(one.kappa.is_some(), other.kappa.is_some());
        if let (Some(mine), Some(yours)) = (one.kappa, other.kappa) {
            agree(mine, yours, 1e-12, "kappa");
        }
        for (mine, yours) in one.graphs.iter().zip(&other.graphs) {
            prop_assert!((mine.weight - yours.weight).abs() < 1e-9);
        }
        if let (Moment::Finite(mine), Moment::Finite(yours)) = (one.mean, other.mean) {
            agree(mine, yours, 1e-8, "mean");
        }
        prop_assert_eq!(one.mean == Moment::Infinite, other.mean == Moment::Infinite);
    }

    #[test]
    fn figures_are_sound(table in tables(), plan in plans()) {
        let found = averaged(&table, &plan);
        let [lower, median, upper] = ends(&found);
        let smallest = (table.observed() + plan.fewest_unseen) as f64;
        prop_assert!(smallest <= lower && lower <= median && median <= upper && upper < f64::MAX);
        let weights: f64 = found.graphs.iter().map(|own| own.weight).sum();
        agree(weights, 1.0, 1e-9, "graphs");
        prop_assert!(found.graphs.windows(2).all(|two| two[0].weight >= two[1].weight));
        prop_assert!(found.curve.windows(2).all(|two| two[0].total < two[1].total) && !found.curve.is_empty());
        prop_assert!(found.curve.iter().all(|point| (0.0..=1.0).contains(&point.probability)));
        if let Moment::Finite(mean) = found.mean {
            prop_assert!(mean >= smallest && mean.is_finite());
        }
        let posterior = averaging_posterior(&table, &plan, &|_, _| {}).unwrap();
        for probability in [0.0, 0.01, 0.3, 0.9, 0.999] {
            let quantile = posterior.quantile(probability);
            prop_assert!(posterior.cumulative(quantile) >= probability - 1e-9);
            prop_assert!(posterior.cumulative(quantile - 1.0) <= probability + 1e-9);
        }
    }

    /// What must rise with prior people: each graph's tail exponent, and with them all the share of the prior.
    #[test]
    fn kappa_rises_with_delta(table in tables(), saturated: bool) {
        let kappas = [0.02, 0.125, 0.5, 2.0].map(|delta| {
            let plan = AveragingPlan { delta: Some(delta), saturated, ..AveragingPlan::open() };
            let mut graphs = averaged(&table, &plan).graphs;
            graphs.sort_by_key(|own| own.graph);
            graphs
        });
        for two in kappas.windows(2) {
            for low in &two[0] {
                if let Some(high) = two[1].iter().find(|high| high.graph == low.graph) {
                    prop_assert!(high.kappa > low.kappa, "{} {} {}", low.graph, low.kappa, high.kappa);
                }
            }
        }
    }
}

#[test]
fn order_of_five_and_six_lists_does_not_matter() {
    for name in ["uk2013_5", "hare"] {
        let Some(table) = table(name) else { return };
        let (one, other) = (
            averaged(&table, &AveragingPlan::open()),
            averaged(&relabelled(&table, 2), &AveragingPlan::open()),
        );
        assert_eq!(ends(&one), ends(&other));
        agree(finite(one.mean), finite(other.mean), 1e-9, "mean");
    }
}

/// Where runs are cut depends on the first number and the last, and must not show, however narrow the posterior is.
#[test]
fn where_runs_are_cut_does_not_matter() {
    let Some(kosovo) = table("kosovo") else { return };
    for times in [1, 30, 1000, 30_000, 1_000_000] {
        let people = kosovo.people().map(|(history, count)| (history, count * times));
        let large = CaptureTable::new(4, people.collect::<Vec<_>>()).unwrap();
        let open = averaged(&large, &AveragingPlan::open());
        for cap in [21, 50, 333] {
            let plan = AveragingPlan {
                cap: Some(cap * large.observed() + 12_345),
                fewest_unseen: 3 * cap,
                ..AveragingPlan::open()
            };
            let capped = averaged(&large, &plan);
            for (mine, yours) in ends(&open).into_iter().zip(ends(&capped)) {
                assert!(
                    (mine - yours).abs() <= 1e-9 * mine,
                    "{times} {cap}: {mine} {yours}"
                );
            }
            agree(finite(open.mean), finite(capped.mean), 1e-7, "mean");
        }
    }
}

/// Hundreds of thousands of integers by hand and the integral of each graph's power beyond, where the tail is heavy.
#[test]
fn the_tail_is_that_of_a_long_sum() {
    let thin = CaptureTable::new(3, [(1, 6), (2, 5), (4, 7), (3, 1), (6, 1)]).unwrap();
    let (seen, most) = (20.0, 300_000usize);
    for (delta, saturated) in [(0.125, false), (0.125, true), (0.02, false)] {
        let plan = AveragingPlan {
            delta: Some(delta),
            saturated,
            ..AveragingPlan::open()
        };
        let graphs = graphs_of(&thin, &plan);
        let weights = Plain::new(&thin, &plan).weights(&graphs, 0..=most as u32);
        let listed = averaged(&thin, &plan).graphs;
        let kappa = |graph: &Graph| {
            listed
                .iter()
                .find(|own| own.graph == *graph)
                .map_or(9.0, |own| own.kappa)
        };
        let beyond = |last: f64| -> f64 {
            let of = |(place, graph): (usize, &Graph)| {
                let farther = (last + 0.5) / (most as f64 + 0.5);
                weights[most][place] * (most as f64 + 0.5) / kappa(graph) * farther.powf(-kappa(graph))
            };
            graphs.iter().enumerate().map(of).sum()
        };
        let rows: Vec<f64> = weights.iter().map(|row| row.iter().sum()).collect();
        let mass = rows.iter().sum::<f64>() + beyond(most as f64);
        // The integral by hand lacks the bend of the power, n^2 / n0 of it at most.
        let slack = 1e-9 + 2e-3 * beyond(most as f64) / mass;
        let posterior = averaging_posterior(&thin, &plan, &|_, _| {}).unwrap();
        for last in [0usize, 15, 16, 40, 333, 5000, 100_000, most] {
            let found = posterior.cumulative(seen + last as f64);
            let by_hand = rows[..=last].iter().sum::<f64>() / mass;
            assert!(
                (found - by_hand).abs() < slack,
                "{delta} {saturated} {last}: {found} {by_hand}"
            );
        }
        for last in [1e6, 1e7, 1e9, 1e11] {
            let found = 1.0 - posterior.cumulative(seen + last);
            agree(
                found,
                beyond(last) / mass,
                2e-3,
                &format!("{delta} {saturated} beyond {last}"),
            );
            let quantile = posterior.quantile(1.0 - beyond(last) / mass);
            assert!(
                beyond(last) / mass < 1.1e-9 || (quantile / last - 1.0).abs() < 4e-3,
                "{last} {quantile}"
            );
        }
        for probability in [0.5, 0.9, 0.975, 0.99, 0.999] {
            let quantile = (posterior.quantile(probability) - seen) as usize;
            assert!(quantile <= most, "{delta} {saturated} {probability} {quantile}");
            let up_to = |last: usize| rows[..=last].iter().sum::<f64>() / mass;
            assert!(up_to(quantile) > probability - slack && up_to(quantile - 1) < probability + slack);
        }
    }
}
