//! Links the invented lists of many seeds and prints how well: `demo_linkage [SEEDS] [THRESHOLD]`, 200 seeds and the threshold of
//! the program's own choice unless told otherwise.
#![expect(clippy::print_stdout, reason = "a measuring tool for the terminal")]

use actions::{Confused, DemoLinkage, Threshold, link_demo};

/// Below this a seed is counted as a poor one.
const POOR: f64 = 0.95;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let seeds: u64 = arguments.next().map_or(Ok(200), |text| text.parse())?;
    let threshold: Option<Threshold> = arguments.next().map(|text| text.parse()).transpose()?;
    let found: Vec<DemoLinkage> = (1..=seeds)
        .map(|seed| link_demo(seed, threshold))
        .collect::<Result<_, _>>()?;
    let told = |name: &str, of: &dyn Fn(&DemoLinkage) -> f64| {
        let values = || found.iter().map(of);
        let poor = values().filter(|value| *value < POOR).count();
        let lowest = values().fold(1.0, f64::min);
        let mean = values().sum::<f64>() / seeds as f64;
        println!("{name}: mean {mean:.4}, lowest {lowest:.3}, below {POOR} in {poor} of {seeds} seeds");
    };
    told("precision", &|found| found.precision);
    told("recall", &|found| found.recall);
    let off: Vec<f64> = { &found }
        .iter()
        .map(|found| found.persons as f64 - found.documented as f64)
        .collect();
    println!(
        "people counted: {:+.2} of the truth on average, {:.2} off in the mean square",
        off.iter().sum::<f64>() / seeds as f64,
        (off.iter().map(|off| off * off).sum::<f64>() / seeds as f64).sqrt()
    );
    let confused = |name: &str, of: &dyn Fn(&DemoLinkage) -> Confused| {
        let pairs: u64 = found.iter().map(|found| of(found).pairs).sum();
        let joined: u64 = found.iter().map(|found| of(found).joined).sum();
        println!("{name}: {joined} of {pairs} pairs of reports brought together");
    };
    confused("namesakes", &|found| found.namesakes);
    confused("father and son", &|found| found.father_and_son);
    Ok(())
}
