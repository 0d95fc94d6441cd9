//! Searches an index for reports that it does not know, and prints how well and how fast: `search FILE.csv`, a file with a
//! column `cluster`. Every hundredth report is left out of the linkage and searched for; then all are linked at once to compare.
#![expect(clippy::print_stdout, reason = "a measuring tool for the terminal")]

use std::collections::{HashMap, HashSet};

use linkage::{Index, LinkPlan, Threshold, link};
use records::Report;

#[path = "../tests/it/table.rs"]
mod table;

/// Of so many reports one is left out.
const ONE_OF: usize = 100;

/// Pairs less likely than this are not kept.
const FLOOR: f64 = 0.01;

/// From which probability on a report counts as found.
const LEAST: f64 = 0.5;

fn main() {
    let set = std::env::args().nth(1).unwrap_or_default();
    let Some(labelled) = table::labelled(&set) else {
        println!("SKIPPED: no data for {set}");
        return;
    };
    let (reports, truth) = (&labelled.reports, &labelled.truth);
    let (asked, known): (Vec<usize>, Vec<usize>) = (0..reports.len()).partition(|place| is_left_out(*place));
    let plan = LinkPlan {
        distinct: labelled.distinct.clone(),
        threshold: Threshold::Balanced,
        floor: FLOOR,
        memory: linkage::PAIRS_MEMORY,
        seed: 1,
    };
    let Some(mut index) = made(&labelled, &known, &plan) else {
        return;
    };
    let mut n_of = HashMap::new();
    for person in known.iter().filter_map(|place| truth[*place].as_ref()) {
        *n_of.entry(person).or_insert(0_usize) += 1;
    }
    let of_asked = asked.iter().filter_map(|place| n_of.get(truth[*place].as_ref()?));
    let n_true: usize = of_asked.sum();

    let by_index = searched(&mut index, reports, &asked, &known);
    told(&by_index, truth).show("index", n_true);
    inserted(&mut index, reports, &asked);

    let all = link(reports, &plan, &|_, _, _| {});
    let is_asked = |pair: &&linkage::Pair| is_left_out(pair.a) != is_left_out(pair.b);
    let pairs = all.pairs.iter().filter(is_asked);
    let likely = pairs.filter(|pair| pair.probability >= LEAST);
    let at_once: Vec<(usize, usize)> = likely.map(|pair| (pair.a, pair.b)).collect();
    told(&at_once, truth).show("all linked at once", n_true);
    let kept: HashSet<(usize, usize)> = all.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    let alone: Vec<(usize, usize)> = { by_index.iter().copied() }
        .filter(|pair| !kept.contains(pair))
        .collect();
    let alone = told(&alone, truth);
    println!(
        "found by the index, not kept when all are linked: {} right, {} wrong",
        alone.right, alone.wrong
    );
}

fn is_left_out(place: usize) -> bool {
    place % ONE_OF == ONE_OF / 2
}

/// Links the known reports and makes an index of that.
fn made(labelled: &table::Labelled, known: &[usize], plan: &LinkPlan) -> Option<Index> {
    let reports: Vec<Report> = known
        .iter()
        .map(|place| labelled.reports[*place].clone())
        .collect();
    let linkage = link(&reports, plan, &|_, _, _| {});
    println!("{} reports linked, {} KiB held", known.len(), memory());
    let before = processor_seconds();
    let index = Index::new(&reports, &plan.distinct, &linkage);
    let seconds = processor_seconds() - before;
    println!(
        "index made: {seconds:.2} s of the processor, {} KiB held",
        memory()
    );
    index
}

/// Searches for each report that was left out; gives the pairs that were found, lesser place first.
fn searched(index: &mut Index, reports: &[Report], asked: &[usize], known: &[usize]) -> Vec<(usize, usize)> {
    let (mut searches, mut compared, mut n_cut, mut pairs) = (Vec::new(), Vec::new(), 0, Vec::new());
    for place in asked {
        let before = nanoseconds();
        let answer = index.search(&reports[*place], FLOOR);
        searches.push((nanoseconds() - before) as f64 / 1e6);
        compared.push(answer.n_compared as f64);
        n_cut += usize::from(!answer.cut.is_empty());
        let likely = answer.found.iter().filter(|found| found.probability >= LEAST);
        let others = likely.map(|found| known[found.report]);
        pairs.extend(others.map(|other| (other.min(*place), other.max(*place))));
    }
    spread("search, ms of the processor", searches);
    spread("reports compared", compared);
    println!("answers that say something was cut: {n_cut} of {}", asked.len());
    pairs
}

fn inserted(index: &mut Index, reports: &[Report], asked: &[usize]) {
    let mut inserts = Vec::new();
    for place in asked {
        let before = nanoseconds();
        index.insert(&reports[*place], None);
        inserts.push((nanoseconds() - before) as f64 / 1e6);
    }
    spread("insert, ms of the processor", inserts);
    println!("{} KiB held", memory());
}

fn told(pairs: &[(usize, usize)], truth: &[Option<String>]) -> Told {
    let mut told = Told::default();
    for (a, b) in pairs {
        told.add(&truth[*a], &truth[*b]);
    }
    told
}

/// Pairs that were told to be one person.
#[derive(Default)]
struct Told {
    right: usize,
    wrong: usize,
}

impl Told {
    fn add(&mut self, a: &Option<String>, b: &Option<String>) {
        if a.is_some() && a == b {
            self.right += 1;
        } else {
            self.wrong += 1;
        }
    }

    fn show(&self, what: &str, n_true: usize) {
        let (right, all) = (self.right as f64, (self.right + self.wrong) as f64);
        println!(
            "{what}: recall {:.4}, precision {:.4} of {n_true} true pairs",
            right / n_true as f64,
            right / all
        );
    }
}

fn spread(what: &str, mut values: Vec<f64>) {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((values.len() - 1) as f64 * share) as usize];
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    println!(
        "{what}: mean {mean:.3}, median {:.3}, p99 {:.3}, most {:.3}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

/// Processor time of this thread so far in nanoseconds, as Linux tells it; 0 elsewhere.
fn nanoseconds() -> u64 {
    // The time is counted when the thread is looked at by what shares the processors out.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = told.split_whitespace().next();
    first.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Processor time of this process so far, over all threads, as Linux tells it in hundredths of a second; 0 elsewhere.
fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // What comes before the last bracket is the name of the program.
    let numbers = told.rsplit(')').next().unwrap_or_default();
    let ticks = numbers.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Memory of this process in KiB, as Linux tells it; 0 elsewhere.
fn memory() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
