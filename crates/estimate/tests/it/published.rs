//! Published tables that stand in this file, so that the main figures are checked everywhere.

use estimate::CaptureTable;

use crate::shared::{agree, estimated, finding, printed};

/// A table, where it was published, and its figures.
struct Published {
    source: &'static str,
    n_lists: usize,
    /// Lists as digits from 1, and people.
    people: &'static [(&'static str, u64)],
    independence: f64,
    best: (&'static str, f64, f64),
    interval: (f64, f64),
}

const TABLES: [Published; 5] = [
    Published {
        source: "Ball, Betts, Scheuren, Dudukovich and Asher 2002, killings in Kosovo, March to June 1999: 10,356",
        n_lists: 4,
        people: &[
            ("1", 1131),
            ("2", 845),
            ("3", 936),
            ("4", 306),
            ("12", 177),
            ("13", 228),
            ("14", 106),
            ("23", 217),
            ("24", 31),
            ("34", 123),
            ("123", 181),
            ("124", 18),
            ("134", 42),
            ("234", 32),
            ("1234", 27),
        ],
        independence: 7394.58666,
        best: ("[123;14;34]", 10356.5190, 785.902224),
        interval: (8994.25671, 12110.4081),
    },
    Published {
        source: "Ball, Shin and Yang 2018; Silverman, Chan and Vincent 2024, women held at Palembang: 157",
        n_lists: 3,
        people: &[("1", 5), ("2", 5), ("3", 41), ("12", 54), ("13", 6), ("123", 12)],
        independence: 141.992647,
        best: ("[12;23]", 157.166667, 22.1511015),
        interval: (128.953119, 226.400466),
    },
    Published {
        source: "Madigan and York 1997, spina bifida in upstate New York: 731",
        n_lists: 3,
        people: &[
            ("1", 60),
            ("2", 49),
            ("3", 247),
            ("12", 4),
            ("13", 112),
            ("23", 142),
            ("123", 12),
        ],
        independence: 763.887932,
        best: ("[12;3]", 730.928571, 16.9802285),
        interval: (699.801870, 766.465734),
    },
    Published {
        source: "Abeni, Brancato and Perucci 1994, HIV in Rome",
        n_lists: 4,
        people: &[
            ("1", 403),
            ("2", 545),
            ("3", 621),
            ("4", 205),
            ("12", 33),
            ("13", 20),
            ("14", 6),
            ("23", 35),
            ("24", 10),
            ("34", 11),
            ("123", 3),
            ("124", 1),
            ("234", 3),
        ],
        independence: 11124.5785,
        best: ("[1;2;3;4]", 11124.5785, 904.751978),
        interval: (9531.73552, 13114.1226),
    },
    Published {
        source: "Chao, Tsay, Lin, Shau and Chao 2001, hepatitis A at a college in Taiwan",
        n_lists: 3,
        people: &[
            ("1", 69),
            ("2", 55),
            ("3", 63),
            ("12", 21),
            ("13", 17),
            ("23", 18),
            ("123", 28),
        ],
        independence: 388.483495,
        best: ("[12;13;23]", 1312.76471, 517.978062),
        interval: (654.679654, 3031.11178),
    },
];

fn table(published: &Published) -> CaptureTable {
    let bit = |digit: char| 1u64 << (digit.to_digit(10).unwrap() - 1);
    let people = published
        .people
        .iter()
        .map(|(lists, count)| (lists.chars().map(bit).sum(), *count));
    CaptureTable::new(published.n_lists, people).unwrap()
}

#[test]
fn published_tables_give_their_figures() {
    for published in &TABLES {
        let found = finding(&table(published));
        let estimated = estimated(&found);
        agree(
            estimated.independence.total,
            published.independence,
            5e-7,
            published.source,
        );
        let (model, total, se) = published.best;
        assert_eq!(printed(&estimated.best.generators), model, "{}", published.source);
        agree(estimated.best.total, total, 5e-7, published.source);
        // R's standard errors are taken one step before the maximum; the module `glm` repeats them exactly.
        agree(estimated.best.se, se, 1e-5, published.source);
        let interval = estimated.best.interval.unwrap();
        agree(interval.lower, published.interval.0, 5e-7, published.source);
        agree(
            interval.upper.unwrap(),
            published.interval.1,
            5e-7,
            published.source,
        );
    }
}

/// Rcapture 1.4-4 prints [12] with 12,318.4677 on the Rome table as the best by AIC.
#[test]
fn lowest_aic_need_not_be_lowest_bic() {
    let found = finding(&table(&TABLES[3]));
    let models = &estimated(&found).models;
    let best = models
        .iter()
        .min_by(|one, other| one.aic.total_cmp(&other.aic))
        .unwrap();
    assert_eq!(printed(&best.generators), "[12;3;4]");
    agree(best.total, 12318.4677, 5e-7, "N");
}

/// In the Korean table nobody is on the second and third list without the first. Where that sends the unseen cell
/// to infinity there is no estimate, instead of 1.8e11 people.
#[test]
fn boundary_models_have_no_estimate() {
    let found = finding(&table(&TABLES[1]));
    let estimated = estimated(&found);
    assert_eq!(estimated.n_tried, 8);
    assert!(estimated.models.iter().all(|model| model.total < 1000.0));
    for absent in ["[12;13;23]", "[12;13]"] {
        assert!(
            estimated
                .models
                .iter()
                .all(|model| printed(&model.generators) != absent),
            "{absent}"
        );
    }
}
