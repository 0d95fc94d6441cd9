//! Averages over graphs: the R package's figures, a sum over every integer, and laws.

use std::collections::BTreeMap;

use estimate::{Averaged, AveragingPlan, CaptureTable, Moment, TotalPrior, average, averaging_sensitivity};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::shared::{agree, reference, table};

/// References are printed to ten digits.
const TEN_DIGITS: f64 = 5e-10;

/// The prior of Madigan and York (1997) for spina bifida.
const MADIGAN_YORK: TotalPrior = TotalPrior::GammaPoisson {
    shape: 13.14,
    scale: 55.17,
};

pub(crate) fn averaged(table: &CaptureTable, plan: &AveragingPlan) -> Averaged {
    average(table, plan, &|_, _| {}).unwrap()
}

pub(crate) fn finite(moment: Moment) -> f64 {
    match moment {
        Moment::Finite(people) => people,
        Moment::Infinite => panic!("infinite"),
    }
}

/// Lower end, median, upper end.
pub(crate) fn ends(found: &Averaged) -> [f64; 3] {
    [found.interval.lower, found.median, found.interval.upper.unwrap()]
}

/// A printed graph with its cliques in order.
fn sorted(printed: &str) -> String {
    let mut cliques: Vec<&str> = printed.split_inclusive(']').collect();
    cliques.sort_unstable();
    cliques.concat()
}

/// A setting of a reference file, as a table and a plan; `None` for coarse grids, which we have no use for.
fn setting(data: &str, setting: &str) -> Option<(CaptureTable, AveragingPlan)> {
    let name = match data {
        "my5_help" => "congenital_wittes",
        "my3_help" => "spina_bifida_my",
        name => name,
    };
    let table = table(name)?;
    let dga = AveragingPlan::as_dga(&table);
    let cap = Some(table.observed() + 300);
    let plan = match (data, setting) {
        ("my5_help", _) => AveragingPlan {
            delta: Some(0.5),
            cap,
            ..dga
        },
        ("my3_help", _) => AveragingPlan {
            delta: Some(1.0),
            cap,
            prior: MADIGAN_YORK,
            ..dga
        },
        (_, "every_integer_to_10n") => dga,
        _ => return None,
    };
    Some((table, plan))
}

#[test]
fn moments_and_quantiles_are_dgas() {
    let Some(rows) = reference("dga.csv") else { return };
    let (mut compared, mut worst) = (0, 0.0f64);
    for row in &rows {
        let Some((table, plan)) = setting(row.text("data"), row.text("setting")) else {
            continue;
        };
        let found = averaged(&table, &plan);
        for (ours, column) in [(finite(found.mean), "mean"), (finite(found.sd), "sd")] {
            let what = format!("{} {column}", row.text("data"));
            worst = worst.max(agree(ours, row.number(column), TEN_DIGITS, &what));
        }
        let quantiles = ["q025", "q50", "q975"].map(|column| row.number(column));
        assert_eq!(ends(&found), quantiles, "{}", row.text("data"));
        let near = (found.near_cap.unwrap() - row.number("mass_last5pct")).abs();
        assert!(
            near < 1e-11 + 1e-9 * row.number("mass_last5pct"),
            "{} {near:e}",
            row.text("data")
        );
        compared += 1;
    }
    assert_eq!(compared, 14);
    eprintln!("dga.csv: {compared} rows, largest relative difference {worst:.1e}");
}

#[test]
fn graphs_weigh_as_in_dga() {
    let Some(rows) = reference("dga_models.csv") else {
        return;
    };
    let mut found: BTreeMap<&str, Averaged> = BTreeMap::new();
    let (mut compared, mut worst) = (0, 0.0f64);
    for row in &rows {
        let Some((table, plan)) = setting(row.text("data"), row.text("setting")) else {
            continue;
        };
        let found = found
            .entry(row.text("data"))
            .or_insert_with(|| averaged(&table, &plan));
        let what = format!("{} {}", row.text("data"), row.text("graph"));
        let Some(own) = found
            .graphs
            .iter()
            .find(|own| own.graph.to_string() == sorted(row.text("graph")))
        else {
            assert!(row.number("post") < 1e-12, "{what} is listed");
            continue;
        };
        worst = worst.max(agree(own.weight, row.number("post"), 2e-9, &what));
        worst = worst.max(agree(
            finite(own.mean),
            row.number("mean_given_graph"),
            TEN_DIGITS,
            &what,
        ));
        compared += 1;
    }
    assert!(compared > 50, "{compared}");
    eprintln!("dga_models.csv: {compared} rows, largest relative difference {worst:.1e}");
}

#[test]
fn six_lists_are_those_of_a_six_list_dga() {
    for (name, mean, quantiles) in [
        ("uk2013_6", 14_032.839_22, Some([10_232.0, 12_308.0, 25_863.0])),
        ("netherlands_6", 48_836.677_69, None),
        ("hare", 78.024_187_58, None),
    ] {
        let Some(table) = table(name) else { return };
        let found = averaged(&table, &AveragingPlan::as_dga(&table));
        agree(finite(found.mean), mean, TEN_DIGITS, name);
        assert!(
            quantiles.is_none_or(|quantiles| ends(&found) == quantiles),
            "{name} {:?}",
            ends(&found)
        );
        assert_eq!(found.n_graphs, 18_154);
    }
}

/// Figures of the study, to the digits told there: prior people, the saturated graph and the cap decide.
#[test]
fn assumptions_decide_as_told() {
    let check =
        |name: &str, delta: f64, saturated: bool, times: Option<u64>, mean: f64, median: Option<f64>| {
            let Some(table) = table(name) else { return };
            let cap = times.map(|times| table.observed() * (1 + times));
            let plan = AveragingPlan {
                delta: Some(delta),
                saturated,
                cap,
                ..AveragingPlan::open()
            };
            let found = averaged(&table, &plan);
            assert_eq!(
                finite(found.mean).round(),
                mean,
                "{name} {delta} {saturated} {times:?}"
            );
            assert!(
                median.is_none_or(|median| found.median == median),
                "{name} {delta} {}",
                found.median
            );
        };
    for (times, mean) in [(10, 189.0), (30, 201.0), (1000, 250.0)] {
        check("korea_3", 0.125, true, Some(times), mean, Some(159.0));
    }
    for (saturated, at_half, at_one) in [(true, 11_014.0, 4_828.0), (false, 11_439.0, 9_458.0)] {
        check("kosovo", 0.5, saturated, Some(30), at_half, None);
        check("kosovo", 1.0, saturated, Some(30), at_one, None);
    }
    check("uk2013_5", 0.5, true, Some(30), 2_847.0, None);
    check("uk2013_5", 0.5, false, Some(30), 4_659.0, None);
}

#[test]
fn a_mean_that_does_not_exist_is_not_told() {
    let Some(korea) = table("korea_3") else { return };
    let open = averaged(&korea, &AveragingPlan::open());
    assert_eq!(
        (open.mean, open.sd, open.kappa),
        (Moment::Infinite, Moment::Infinite, Some(1.0))
    );
    assert!(open.heavy > 1e-6 && open.near_cap.is_none() && open.n_graphs == 7);
    let kappa = |graph: &str| {
        let plan = AveragingPlan {
            saturated: true,
            ..AveragingPlan::open()
        };
        let graphs = averaged(&korea, &plan).graphs;
        graphs
            .iter()
            .find(|own| own.graph.to_string() == graph)
            .unwrap()
            .kappa
    };
    assert_eq!((kappa("[123]"), kappa("[12][13]")), (0.875, 1.0));
    let kosovo = averaged(&table("kosovo").unwrap(), &AveragingPlan::open());
    assert!(kosovo.kappa.unwrap() > 2.0 && finite(kosovo.mean) > finite(kosovo.sd));
}

#[test]
fn lists_that_meet_once_in_a_billion_are_summed() {
    let billion = 1_000_000_000;
    for (counts, near) in [
        (vec![billion; 7], 8e9),
        (vec![billion, billion, 1, billion, 1, 1, 1], 1e18),
        (vec![billion, 1, 1, 1, 1, 1, 1], 1e9),
        (vec![1, 1, 1, 1, 1, 1, billion], 1e9),
    ] {
        let table = CaptureTable::new(3, (1..).zip(counts.iter().copied())).unwrap();
        for plan in [AveragingPlan::open(), AveragingPlan::as_dga(&table)] {
            let [lower, median, upper] = ends(&averaged(&table, &plan));
            let seen = table.observed() as f64;
            assert!(
                seen <= lower && lower <= median && median <= upper && upper < f64::MAX,
                "{counts:?}"
            );
            assert!(
                plan.cap.is_some() || (median / near > 0.05 && median / near < 20.0),
                "{counts:?} {median}"
            );
        }
    }
    let full = CaptureTable::new(6, (1..64).map(|history| (history, 10_000_000_000))).unwrap();
    assert!(ends(&averaged(&full, &AveragingPlan::open()))[2] < 1e12);
}

#[test]
fn sensitivity_repeats_the_plan_with_one_thing_changed() {
    let Some(kosovo) = table("kosovo") else { return };
    let plan = AveragingPlan::open();
    let reports = std::sync::Mutex::new(Vec::new());
    let found = averaging_sensitivity(&kosovo, &plan, &|done, of| {
        reports.lock().unwrap().push((done, of))
    })
    .unwrap();
    let reports = reports.into_inner().unwrap();
    assert!(
        reports.windows(2).all(|two| two[0].0 < two[1].0)
            && reports.last() == Some(&(reports[0].1, reports[0].1))
    );
    let own = averaged(&kosovo, &plan);
    let deltas: Vec<f64> = found
        .deltas
        .iter()
        .map(|variant| variant.plan.delta.unwrap())
        .collect();
    assert_eq!(deltas, [0.015_625, 0.031_25, 0.0625, 0.125, 0.25, 0.5, 1.0]);
    for same in [&found.deltas[2], &found.saturated[0], &found.priors[0]] {
        assert_eq!(
            (same.median, same.interval, same.mean),
            (own.median, own.interval, own.mean)
        );
    }
    let kappas: Vec<f64> = found
        .deltas
        .iter()
        .map(|variant| variant.kappa.unwrap())
        .collect();
    assert!(kappas.iter().all(|kappa| *kappa > 1.0), "{kappas:?}");
    assert!(found.priors[1].kappa.is_none() && found.caps.iter().all(|variant| variant.kappa.is_none()));
    assert!(
        found.caps.windows(2).all(|two| two[0].median <= two[1].median),
        "a cap lets no total rise"
    );
}

#[test]
fn progress_runs_up_to_the_runs_known() {
    let table = CaptureTable::new(5, (1..32).map(|history| (history, 40 / history))).unwrap();
    let reports = std::sync::Mutex::new(Vec::new());
    average(&table, &AveragingPlan::open(), &|done, of| {
        reports.lock().unwrap().push((done, of))
    })
    .unwrap();
    let reports = reports.into_inner().unwrap();
    assert!(
        reports.iter().all(|(done, of)| done <= of) && reports.windows(2).all(|two| two[0].0 <= two[1].0)
    );
    assert!(reports.last().is_some_and(|(done, of)| done == of && *of > 0));
}

/// Independent lists, truth 2,000: the interval holds it about as often as it says.
#[test]
fn a_known_truth_is_covered() {
    let mut covered = 0;
    let mut medians = Vec::new();
    for seed in 0..60 {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let histories: Vec<u64> = (0..2000)
            .map(|_| {
                let on = [0.10, 0.15, 0.20, 0.25].map(|rate| u64::from(chance.random_bool(rate)));
                on.iter().enumerate().map(|(list, on)| on << list).sum()
            })
            .collect();
        let people = histories
            .into_iter()
            .filter(|history| *history != 0)
            .map(|history| (history, 1));
        let table = CaptureTable::new(4, people.collect::<Vec<_>>()).unwrap();
        let [lower, median, upper] = ends(&averaged(&table, &AveragingPlan::open()));
        covered += u32::from(lower <= 2000.0 && 2000.0 <= upper);
        medians.push(median);
    }
    medians.sort_by(f64::total_cmp);
    assert!(covered >= 53, "{covered} of 60");
    assert!((medians[30] - 2000.0).abs() < 60.0, "{}", medians[30]);
}
