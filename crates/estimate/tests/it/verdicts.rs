//! Every refusal and every caution, and what may never be said.

use estimate::{CaptureTable, Caution, EstimatePlan, Finding, Refusal, Verdict, estimate};

use crate::shared::{estimated, finding, plan, table};

/// Four lists that overlap well.
const SOUND: [(u64, u64); 10] = [
    (0b0001, 90),
    (0b0010, 80),
    (0b0100, 120),
    (0b1000, 70),
    (0b0011, 15),
    (0b0101, 22),
    (0b0110, 19),
    (0b1001, 13),
    (0b1010, 12),
    (0b1100, 17),
];

fn sound(n_lists: usize) -> CaptureTable {
    CaptureTable::new(4, SOUND)
        .unwrap()
        .keep_lists(&(0..n_lists).collect::<Vec<_>>())
        .unwrap()
}

fn with_copies(table: &CaptureTable, derived: &[(usize, usize)]) -> Finding {
    estimate(
        table,
        &EstimatePlan {
            derived: derived.to_vec(),
            ..plan()
        },
        &|_, _| {},
    )
}

fn check_refused(found: &Finding, expected: &[Refusal]) {
    match &found.verdict {
        Verdict::Refused { reasons } => assert_eq!(reasons, expected),
        Verdict::Estimated(estimated) => panic!("estimated {}", estimated.best.total),
    }
}

#[test]
fn fewer_than_three_lists() {
    check_refused(&finding(&sound(2)), &[Refusal::FewerThanThreeLists { usable: 2 }]);
    check_refused(
        &with_copies(&sound(3), &[(1, 0)]),
        &[Refusal::FewerThanThreeLists { usable: 2 }],
    );
    check_refused(&finding(&sound(1)), &[Refusal::FewerThanThreeLists { usable: 1 }]);
    let empty = CaptureTable::new(3, []).unwrap();
    check_refused(&finding(&empty), &[Refusal::FewerThanThreeLists { usable: 0 }]);
}

#[test]
fn more_lists_than_can_be_modelled() {
    let people: Vec<(u64, u64)> = (0..20)
        .map(|list| (1 << list, 5 + list))
        .chain([(0b11, 4), (1 << 19 | 1, 3)])
        .collect();
    let table = CaptureTable::new(20, people.clone()).unwrap();
    let found = finding(&table);
    let refused = |usable| Refusal::TooManyLists { usable, allowed: 16 };
    check_refused(&found, &[refused(20)]);
    assert_eq!(found.observed, people.iter().map(|(_, count)| count).sum::<u64>());
    assert_eq!((found.list_sizes[0], found.list_sizes[19]), (12, 27));
    assert_eq!((found.captures[1], found.captures[2]), (found.observed - 7, 7));
    assert_eq!(found.pairs.len(), 190);
    // Copies do not count: with four of them declared, sixteen are left.
    let copies: Vec<(usize, usize)> = (16..20).map(|copy| (copy, 0)).collect();
    let with_copies = with_copies(&table, &copies);
    if let Verdict::Refused { reasons } = &with_copies.verdict {
        assert!(!reasons.contains(&refused(16)), "{reasons:?}");
    }
    assert!(CaptureTable::new(64, [(1 << 63, 1)]).is_ok());
    assert!(CaptureTable::new(65, [(1, 1)]).is_err());
    assert!(CaptureTable::new(20, [(1 << 20, 1)]).is_err());
}

#[test]
fn no_overlap() {
    let apart = CaptureTable::new(3, [(1, 30), (2, 20), (4, 10)]).unwrap();
    let found = finding(&apart);
    check_refused(&found, &[Refusal::NoOverlap]);
    assert!(found.chao.is_none());
    assert!(
        found
            .pairs
            .iter()
            .all(|pair| pair.refusal == Some(Refusal::NoOverlap) && pair.lincoln_petersen.is_none())
    );
    let two = apart.keep_lists(&[0, 1]).unwrap();
    check_refused(
        &finding(&two),
        &[Refusal::FewerThanThreeLists { usable: 2 }, Refusal::NoOverlap],
    );
    // The only person on two lists is on a list and its copy.
    let copied = CaptureTable::new(4, [(1, 30), (2, 20), (4, 10), (0b1001, 5)]).unwrap();
    check_refused(&with_copies(&copied, &[(3, 0)]), &[Refusal::NoOverlap]);
}

#[test]
fn not_identifiable() {
    let everybody_on_one = CaptureTable::new(3, [(0b001, 40), (0b011, 9), (0b101, 7)]).unwrap();
    check_refused(&finding(&everybody_on_one), &[Refusal::NotIdentifiable]);
}

#[test]
fn populations_differ() {
    let differing = EstimatePlan {
        populations_differ: true,
        ..plan()
    };
    check_refused(
        &estimate(&sound(4), &differing, &|_, _| {}),
        &[Refusal::PopulationsDiffer],
    );
    let reasons = [
        Refusal::PopulationsDiffer,
        Refusal::FewerThanThreeLists { usable: 2 },
    ];
    check_refused(&estimate(&sound(2), &differing, &|_, _| {}), &reasons);
}

/// The copy names many people who are on no original: the originals alone suggest fewer than are documented.
#[test]
fn below_documented() {
    let everybody = SOUND.into_iter().chain([(0b1_0000, 9_000), (0b1_0001, 50)]);
    let table = CaptureTable::new(5, everybody).unwrap();
    let found = with_copies(&table, &[(4, 0)]);
    check_refused(&found, &[Refusal::BelowDocumented]);
    assert_eq!(found.observed, 9_508);
    let chao = found.chao.unwrap();
    assert_eq!(
        (chao.total, chao.interval.lower),
        (9_508.0, 9_508.0),
        "a lower bound is not below the documented"
    );
}

/// A little more is documented than the lower end: the end is raised.
#[test]
fn lower_ends_are_not_below_documented() {
    let alone = estimated(&finding(&sound(4))).best.clone();
    let lower = alone.interval.unwrap().lower;
    let more = (f64::midpoint(lower, alone.total)) as u64 - 458;
    let table = CaptureTable::new(5, SOUND.into_iter().chain([(0b1_0000, more)])).unwrap();
    let found = with_copies(&table, &[(4, 0)]);
    assert!(found.observed as f64 > lower);
    let best = &estimated(&found).best;
    assert_eq!(
        (best.total, best.interval.unwrap().lower),
        (alone.total, found.observed as f64)
    );
    assert_eq!(best.interval.unwrap().upper, alone.interval.unwrap().upper);
}

#[test]
fn declared_copies_are_left_out_and_their_pairs_refused() {
    let found = with_copies(&sound(4), &[(3, 1)]);
    assert_eq!(found.used, [0, 1, 2]);
    assert!(found.cautions.contains(&Caution::LeftOut { derived: 3, from: 1 }));
    for pair in &found.pairs {
        let expected = ((pair.a, pair.b) == (1, 3)).then_some(Refusal::DerivedList { derived: 3, from: 1 });
        assert_eq!(pair.refusal, expected);
    }
    assert_eq!(
        found.observed,
        sound(4).observed(),
        "the documented number counts everybody"
    );
    assert_eq!(found.captures, sound(4).captures());
    let alone = finding(&sound(4).keep_lists(&[0, 1, 2]).unwrap());
    assert_eq!(estimated(&found).best.total, estimated(&alone).best.total);
    let other_way = with_copies(&sound(4), &[(1, 3)]);
    assert_eq!(other_way.used, [0, 2, 3]);
    let lists: Vec<usize> = estimated(&other_way).independence.generators.concat();
    assert_eq!(lists, [0, 2, 3], "lists keep their numbers");
}

#[test]
fn empty_lists_take_no_part() {
    let table = CaptureTable::new(5, SOUND).unwrap();
    let found = finding(&table);
    assert_eq!(
        found
            .cautions
            .iter()
            .filter(|caution| **caution == Caution::EmptyList { list: 4 })
            .count(),
        1
    );
    assert_eq!(found.used, [0, 1, 2, 3]);
    assert_eq!(estimated(&found).best, estimated(&finding(&sound(4))).best);
}

#[test]
fn lists_that_share_nobody() {
    let table = CaptureTable::new(3, [(1, 40), (2, 30), (4, 20), (3, 6), (5, 4)]).unwrap();
    assert!(
        finding(&table)
            .cautions
            .contains(&Caution::NoSharedPeople { a: 1, b: 2 })
    );
}

#[test]
fn a_list_within_another_is_a_likely_copy() {
    let copy = SOUND.map(|(history, people)| (if history == 0b0001 { 0b1_0001 } else { history }, people));
    let found = finding(&CaptureTable::new(5, copy).unwrap());
    assert!(found.cautions.contains(&Caution::LikelyCopy {
        list: 4,
        within: 0,
        both: 90,
        size: 90
    }));
    let twice = |caution: &Caution| matches!(caution, Caution::PairDepends { a: 0, b: 4, .. });
    assert!(!found.cautions.iter().any(twice), "said once");
    assert!(
        !finding(&sound(4))
            .cautions
            .iter()
            .any(|caution| matches!(caution, Caution::LikelyCopy { .. }))
    );
}

#[test]
fn pairs_that_depend() {
    let more = SOUND.into_iter().chain([(0b0011, 60)]);
    let found = finding(&CaptureTable::new(4, more).unwrap());
    let pairs: Vec<&Caution> = found
        .cautions
        .iter()
        .filter(|caution| matches!(caution, Caution::PairDepends { .. }))
        .collect();
    assert!(
        matches!(
            pairs[..],
            [Caution::PairDepends {
                a: 0,
                b: 1,
                both: 75,
                expected: 10..=40
            }]
        ),
        "{pairs:?}"
    );
    let calm = finding(&sound(4));
    assert!(
        !calm
            .cautions
            .iter()
            .any(|caution| matches!(caution, Caution::PairDepends { .. }))
    );
}

/// Hepatitis A in Taiwan: BIC takes the saturated model, at 1,313 where about 545 were ill.
#[test]
fn saturated_best() {
    let people = [(1, 69), (2, 55), (4, 63), (3, 21), (5, 17), (6, 18), (7, 28)];
    let found = finding(&CaptureTable::new(3, people).unwrap());
    assert!(found.cautions.contains(&Caution::SaturatedBest));
    let found = finding(&sound(4));
    assert!(estimated(&found).best.df > 1 && !found.cautions.contains(&Caution::SaturatedBest));
}

/// Five lists of New Orleans in the shape of their overlaps: models about as good differ tenfold.
#[test]
fn models_disagree() {
    let people = [
        (0b00001, 25),
        (0b00010, 24),
        (0b00100, 70),
        (0b01000, 33),
        (0b10000, 21),
        (0b00011, 1),
        (0b00101, 1),
        (0b01001, 2),
        (0b00110, 2),
        (0b01010, 2),
        (0b10010, 1),
        (0b01100, 1),
        (0b00111, 1),
        (0b01011, 1),
    ];
    let found = finding(&CaptureTable::new(5, people).unwrap());
    let spread = estimated(&found).spread;
    assert!(spread.upper.unwrap() > 2.0 * spread.lower);
    assert!(found.cautions.contains(&Caution::ModelsDisagree));
    // Fifty by BIC, and the best by AIC, which is far behind there.
    let estimated = estimated(&found);
    let (best, by_aic) = (&estimated.best, &estimated.best_by_aic);
    assert_eq!((estimated.models.len(), &estimated.models[50]), (51, by_aic));
    assert!(estimated.n_estimable > 51 && by_aic.interval.is_some());
    assert!(
        estimated
            .models
            .iter()
            .all(|model| model.aic >= by_aic.aic && model.bic >= best.bic)
    );
    assert!(by_aic.aic < best.aic);
    assert!(!finding(&rich()).cautions.contains(&Caution::ModelsDisagree));
}

/// Lists that overlap so much that models hardly differ.
fn rich() -> CaptureTable {
    let people = (1u64..16).map(|history| (history, 400 * 3u64.pow(4 - history.count_ones()) / 9));
    CaptureTable::new(4, people).unwrap()
}

#[test]
fn codes_are_the_serialised_tags() {
    let tag = |json: serde_json::Value| json["code"].as_str().unwrap().to_owned();
    let refusals = [
        Refusal::FewerThanThreeLists { usable: 2 },
        Refusal::NoOverlap,
        Refusal::NotIdentifiable,
        Refusal::DerivedList { derived: 1, from: 0 },
        Refusal::PopulationsDiffer,
        Refusal::BelowDocumented,
    ];
    for refusal in refusals {
        assert_eq!(tag(serde_json::to_value(&refusal).unwrap()), refusal.code());
    }
    let cautions = [
        Caution::LikelyCopy {
            list: 1,
            within: 0,
            both: 9,
            size: 10,
        },
        Caution::LeftOut { derived: 1, from: 0 },
        Caution::NoSharedPeople { a: 0, b: 1 },
        Caution::SaturatedBest,
        Caution::ModelsDisagree,
        Caution::PairDepends {
            a: 0,
            b: 1,
            both: 32,
            expected: 12,
        },
        Caution::EmptyList { list: 0 },
    ];
    for caution in cautions {
        assert_eq!(tag(serde_json::to_value(&caution).unwrap()), caution.code());
    }
}

/// 488 people killed in Manila: many short lists, a path of models.
#[test]
fn manila_is_done_in_steps() {
    let Some(table) = table("ph_manila_police") else {
        return;
    };
    let found = finding(&table);
    let estimated = estimated(&found);
    assert!(!estimated.exhaustive && estimated.best.total > 488.0 && estimated.best.total < 1000.0);
}
