//! Five lists of 600 invented dead in three hidden classes, in expectation: the figures the demonstration prints.

use estimate::{CaptureTable, Caution, chao, independence, lincoln_petersen};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::shared::finding;

/// Share of the dead, then chances to be on casework, media list, adversary's roster, obituaries, body return.
const CLASSES: [(f64, [f64; 5]); 3] = [
    (0.30, [0.16, 0.16, 0.05, 0.26, 0.10]),
    (0.45, [0.10, 0.07, 0.38, 0.12, 0.07]),
    (0.25, [0.13, 0.15, 0.20, 0.10, 0.12]),
];

const DEAD: f64 = 600.0;

/// Places of the media list and of the obituaries, which may copy it.
const B: usize = 1;
const D: usize = 3;

/// Expected people of one class by history, when D copies a share of those on B.
fn class_cells((share, chances): (f64, [f64; 5]), copied: f64) -> Vec<f64> {
    let cell = |history: usize| {
        let chance = |list: usize| {
            let own = chances[list];
            let own = if list == D && history >> B & 1 == 1 {
                1.0 - (1.0 - own) * (1.0 - copied)
            } else {
                own
            };
            if history >> list & 1 == 1 { own } else { 1.0 - own }
        };
        if history == 0 {
            0.0
        } else {
            DEAD * share * (0..5).map(chance).product::<f64>()
        }
    };
    (0..32).map(cell).collect()
}

fn pooled(copied: f64) -> Vec<f64> {
    let classes = CLASSES.map(|class| class_cells(class, copied));
    (0..32)
        .map(|history| classes.iter().map(|cells| cells[history]).sum())
        .collect()
}

fn on_all(cells: &[f64], lists: &[usize]) -> f64 {
    let inside = |history: usize| lists.iter().all(|list| history >> list & 1 == 1);
    (1..32)
        .filter(|history| inside(*history))
        .map(|history| cells[history])
        .sum()
}

fn seen_times(cells: &[f64], times: u32) -> f64 {
    (1..32usize)
        .filter(|history| history.count_ones() == times)
        .map(|history| cells[history])
        .sum()
}

fn rounded(values: impl IntoIterator<Item = f64>) -> Vec<i64> {
    values.into_iter().map(|value| value.round() as i64).collect()
}

#[test]
fn independent_inside_classes() {
    let cells = pooled(0.0);
    assert_eq!(
        rounded((0..5).map(|list| on_all(&cells, &[list]))),
        [75, 70, 142, 94, 55]
    );
    assert_eq!(
        rounded((1..5).map(|times| seen_times(&cells, times))),
        [246, 77, 11, 1]
    );
    assert_eq!(rounded([on_all(&cells, &[]), on_all(&cells, &[B, D])]), [335, 12]);
    let mut pairs = Vec::new();
    for a in 0..5 {
        for b in a + 1..5 {
            pairs.push((lincoln_petersen(&cells, a, b).unwrap(), (a, b)));
        }
    }
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    assert_eq!((pairs[0].0.round(), pairs[0].1), (551.0, (B, D)));
    assert_eq!((pairs[9].0.round(), pairs[9].1), (758.0, (B, 2)));
    assert_eq!(
        rounded([independence(&cells).unwrap(), chao(&cells).unwrap()]),
        [640, 648]
    );
    let strata = CLASSES.map(|class| independence(&class_cells(class, 0.0)).unwrap());
    assert_eq!(rounded(strata), [180, 270, 150]);
    assert!((strata.iter().sum::<f64>() - 600.0).abs() < 1e-6);
}

#[test]
fn obituaries_copy_the_media_list() {
    let cells = pooled(0.35);
    assert_eq!(
        rounded([on_all(&cells, &[D]), on_all(&cells, &[B, D])]),
        [115, 32]
    );
    assert_eq!(rounded([seen_times(&cells, 1), seen_times(&cells, 2)]), [233, 83]);
    assert_eq!(rounded([lincoln_petersen(&cells, B, D).unwrap()]), [248]);
    assert_eq!(
        rounded([independence(&cells).unwrap(), chao(&cells).unwrap()]),
        [570, 596]
    );
    let strata: f64 = CLASSES
        .iter()
        .map(|class| independence(&class_cells(*class, 0.35)).unwrap())
        .sum();
    assert_eq!(strata.round(), 539.0);
}

/// Expected cells as whole people.
fn rounded_table(copied: f64) -> CaptureTable {
    let people = pooled(copied).into_iter().enumerate().skip(1);
    CaptureTable::new(
        5,
        people.map(|(history, count)| (history as u64, count.round() as u64)),
    )
    .unwrap()
}

/// One draw of the 600.
fn drawn_table(copied: f64, seed: u64) -> CaptureTable {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut people = Vec::new();
    for (share, chances) in CLASSES {
        for _ in 0..(DEAD * share).round() as usize {
            let mut history = 0u64;
            for (list, chance) in chances.iter().enumerate() {
                history |= u64::from(random.random::<f64>() < *chance) << list;
            }
            let copies = history >> B & 1 == 1 && random.random::<f64>() < copied;
            history |= u64::from(copies) << D;
            people.extend((history != 0).then_some((history, 1)));
        }
    }
    CaptureTable::new(5, people).unwrap()
}

/// Pairs warned of as dependent.
fn warned(table: &CaptureTable) -> Vec<(usize, usize)> {
    let pair = |caution: &Caution| match caution {
        Caution::PairDepends { a, b, both, expected } => {
            assert!(both > expected);
            Some((*a, *b))
        }
        _ => None,
    };
    finding(table).cautions.iter().filter_map(pair).collect()
}

#[test]
fn an_undeclared_copy_is_warned_of() {
    assert_eq!(
        warned(&rounded_table(0.0)),
        [],
        "classes alone make no dependent pair"
    );
    assert_eq!(warned(&rounded_table(0.35)), [(B, D)]);
    let draws = 40;
    let caught = (0..draws)
        .filter(|seed| warned(&drawn_table(0.35, *seed)).contains(&(B, D)))
        .count();
    let false_alarms = (0..draws)
        .filter(|seed| !warned(&drawn_table(0.0, *seed)).is_empty())
        .count();
    eprintln!("a copy of 35 % is caught in {caught} of {draws} draws; false alarms in {false_alarms}");
    assert!(caught >= 36 && false_alarms <= 3);
}
