//! The range that can be defended.

use estimate::{
    Answer, CaptureTable, CarrierOutcome, CarrierRefusal, Method, N_POINTS, RangePlan, RangeVerdict,
    Recommendation, Refusal, recommend,
};

use crate::shared::{finding, table};

fn recommended(table: &CaptureTable, draws: &[CaptureTable], plan: &RangePlan) -> Recommendation {
    recommend(table, &finding(table), draws, plan, &|_, _| {})
}

fn range(found: &Recommendation) -> (f64, f64) {
    match &found.verdict {
        RangeVerdict::Given { range, .. } => (range.lower, range.upper.unwrap()),
        RangeVerdict::Refused { reasons } => panic!("refused: {reasons:?}"),
    }
}

fn codes(found: &Recommendation) -> Vec<&'static str> {
    match &found.verdict {
        RangeVerdict::Given { range, .. } => panic!("{range:?}"),
        RangeVerdict::Refused { reasons } => reasons.iter().map(Refusal::code).collect(),
    }
}

fn answers(found: &Recommendation) -> Vec<&Answer> {
    let mut answers = Vec::new();
    for carrier in &found.carriers {
        if let CarrierOutcome::Answers(answer) = &carrier.outcome {
            answers.push(answer);
        }
    }
    answers
}

/// Quick enough for a test; figures differ a little from those of the usual plan.
fn quick() -> RangePlan {
    RangePlan {
        replicates: 200,
        effective: 400.0,
        ..RangePlan::usual(0.95, 1)
    }
}

/// 4 lists, 600 people, of whom 335 are on a list.
fn invented() -> CaptureTable {
    let people = [
        (0b0001, 70),
        (0b0010, 60),
        (0b0100, 50),
        (0b1000, 45),
        (0b0011, 24),
        (0b0101, 20),
        (0b0110, 17),
        (0b1001, 15),
        (0b1010, 13),
        (0b1100, 12),
        (0b0111, 4),
        (0b1111, 2),
        (0b1011, 3),
    ];
    CaptureTable::new(4, people).unwrap()
}

/// The same with some people of `history` taken for others, as another linkage would have it.
fn otherwise(table: &CaptureTable, split: u64) -> CaptureTable {
    let mut people: Vec<(u64, u64)> = table.people().collect();
    let both = people.iter_mut().find(|(history, _)| *history == 0b0011).unwrap();
    both.1 -= split;
    people.extend([(0b0001, split), (0b0010, split)]);
    CaptureTable::new(table.n_lists(), people).unwrap()
}

#[test]
fn the_known_truth_of_taiwan_lies_inside() {
    let Some(table) = table("hav_taiwan") else { return };
    let found = recommended(&table, &[], &RangePlan::usual(0.95, 1));
    let (lower, upper) = range(&found);
    eprintln!("hav_taiwan: {lower:.0} to {upper:.0}");
    assert!(lower <= 545.0 && 545.0 <= upper);
    assert_eq!(answers(&found).len(), 3);
}

#[test]
fn the_range_is_the_hull_of_all_ways() {
    let found = recommended(&invented(), &[], &quick());
    let (lower, upper) = range(&found);
    let answers = answers(&found);
    assert_eq!(answers.len(), 3);
    let ends = |of: &dyn Fn(&Answer) -> f64| answers.iter().map(|answer| of(answer)).collect::<Vec<f64>>();
    let lowest = ends(&|answer| answer.interval.lower)
        .into_iter()
        .fold(f64::MAX, f64::min);
    let highest = ends(&|answer| answer.interval.upper.unwrap())
        .into_iter()
        .fold(0.0, f64::max);
    assert_eq!((lower, upper), (lowest.max(335.0), highest));
    for answer in answers {
        assert_eq!(answer.points.len(), N_POINTS);
        assert!(answer.points.is_sorted() && answer.points[0] >= 335.0);
        assert!(answer.interval.lower <= answer.centre && answer.centre <= answer.interval.upper.unwrap());
        assert_eq!(answer.from_linkage, None);
    }
}

#[test]
fn a_range_repeats() {
    let first = recommended(&invented(), &[otherwise(&invented(), 2)], &quick());
    let again = recommended(&invented(), &[otherwise(&invented(), 2)], &quick());
    assert_eq!(format!("{first:?}"), format!("{again:?}"));
}

#[test]
fn certain_links_give_what_the_one_table_gives() {
    let table = invented();
    let certain = recommended(&table, &[], &quick());
    let drawn = recommended(&table, &vec![table.clone(); 50], &quick());
    assert_eq!(range(&certain), range(&drawn));
    assert_eq!(format!("{:?}", certain.carriers), format!("{:?}", drawn.carriers));
}

#[test]
fn doubt_about_links_widens_the_range_and_says_its_share() {
    let table = invented();
    let draws: Vec<CaptureTable> = (0..40).map(|draw| otherwise(&table, draw % 16)).collect();
    let certain = recommended(&table, &[], &quick());
    let found = recommended(&table, &draws, &quick());
    assert_eq!((found.n_draws, found.n_tables), (40, 16));
    let width = |found: &Recommendation| range(found).1 / range(found).0;
    assert!(
        width(&found) > width(&certain),
        "{:?} {:?}",
        range(&found),
        range(&certain)
    );
    for answer in answers(&found) {
        let share = answer.from_linkage.unwrap();
        assert!((0.02..0.9).contains(&share), "{share}");
    }
}

#[test]
fn draws_of_another_number_of_lists_are_left_out() {
    let strange = CaptureTable::new(2, [(1, 5), (3, 9)]).unwrap();
    let found = recommended(&invented(), &[strange], &quick());
    assert_eq!(range(&found), range(&recommended(&invented(), &[], &quick())));
}

#[test]
fn too_little_is_refused() {
    let check = |n_lists: usize, people: &[(u64, u64)], expected: &[&str]| {
        let table = CaptureTable::new(n_lists, people.iter().copied()).unwrap();
        let found = recommended(&table, &[], &quick());
        assert_eq!(codes(&found), expected, "{people:?}");
        assert!(found.carriers.is_empty());
    };
    check(
        3,
        &[(1, 30), (2, 30), (4, 30), (3, 5), (5, 4)],
        &["few-on-two-lists"],
    );
    check(3, &[(1, 30), (2, 30), (4, 30)], &["no-overlap"]);
    check(2, &[(1, 30), (2, 30), (3, 30)], &["fewer-than-three-lists"]);
    check(1, &[(1, 30)], &["fewer-than-three-lists"]);
}

#[test]
fn what_the_user_said_of_the_lists_refuses() {
    let plan = RangePlan {
        stated: vec![
            Refusal::PeriodsDiffer,
            Refusal::FatesDiffer,
            Refusal::BelowProbable,
        ],
        ..quick()
    };
    let found = recommended(&invented(), &[], &plan);
    assert_eq!(
        codes(&found),
        ["periods-differ", "fates-differ", "below-probable"]
    );
}

#[test]
fn one_way_alone_is_no_range() {
    let plan = RangePlan {
        methods: vec![Method::Averaging],
        ..quick()
    };
    let found = recommended(&invented(), &[], &plan);
    assert_eq!(codes(&found), ["few-methods"]);
    assert_eq!(answers(&found).len(), 1);
}

#[test]
fn ways_that_cannot_take_the_lists_say_so() {
    let Some(table) = table("neworleans_8") else {
        return;
    };
    let found = recommended(&table, &[], &quick());
    let averaging = found
        .carriers
        .iter()
        .find(|carrier| carrier.method == Method::Averaging)
        .unwrap();
    let CarrierOutcome::Refused { reason } = &averaging.outcome else {
        panic!("{averaging:?}")
    };
    assert_eq!(
        *reason,
        CarrierRefusal::TooManyLists {
            usable: 8,
            allowed: 6
        }
    );
    assert!(range(&found).0 >= 185.0, "the other two carry it");
}

#[test]
fn a_chosen_model_that_does_not_fit_carries_nothing() {
    // Two kinds of people on five lists: 1,800 whom every list misses often, 200 whom hardly any misses.
    let rates = [
        (1800.0, [0.033, 0.033, 0.099, 0.132, 0.033]),
        (200.0, [0.66, 0.825, 0.759, 0.99, 0.693]),
    ];
    let expected = |history: u64| -> f64 {
        let of_kind = |(people, rates): &(f64, [f64; 5])| {
            let lists = rates.iter().enumerate();
            people
                * lists
                    .map(|(list, rate)| {
                        if history >> list & 1 == 1 {
                            *rate
                        } else {
                            1.0 - rate
                        }
                    })
                    .product::<f64>()
        };
        rates.iter().map(of_kind).sum()
    };
    let people = (1..32u64).map(|history| (history, expected(history).round() as u64));
    let table = CaptureTable::new(5, people).unwrap();
    let found = recommended(&table, &[], &quick());
    let selection = &found.carriers[0];
    let CarrierOutcome::Refused { reason } = &selection.outcome else {
        panic!("{selection:?}")
    };
    assert!(
        matches!(reason, CarrierRefusal::PoorFit { chance } if *chance < 0.01),
        "{reason:?}"
    );
    let (lower, upper) = range(&found);
    assert!(lower <= 2000.0 && 2000.0 <= upper, "{lower} {upper}");
}

#[test]
fn chains_that_do_not_agree_carry_nothing() {
    let Some(table) = table("netherlands_5") else {
        return;
    };
    let found = recommended(
        &table,
        &[],
        &RangePlan {
            replicates: 100,
            ..RangePlan::usual(0.95, 1)
        },
    );
    let latent = found
        .carriers
        .iter()
        .find(|carrier| carrier.method == Method::LatentClasses)
        .unwrap();
    assert!(matches!(
        latent.outcome,
        CarrierOutcome::Refused {
            reason: CarrierRefusal::Unconverged { .. }
        }
    ));
    assert_eq!(answers(&found).len(), 2);
}

/// Nobody on two lists: no way has a total for it.
fn hopeless() -> CaptureTable {
    CaptureTable::new(4, [(0b0001, 110), (0b0010, 100), (0b0100, 90), (0b1000, 80)]).unwrap()
}

#[test]
fn a_draw_without_a_total_is_left_out_and_told() {
    let mut draws = vec![hopeless()];
    draws.extend((0..59).map(|draw| otherwise(&invented(), draw % 3)));
    let found = recommended(&invented(), &draws, &quick());
    assert_eq!(answers(&found).len(), 3, "{found:?}");
    for carrier in &found.carriers[..2] {
        let CarrierOutcome::Answers(answer) = &carrier.outcome else {
            panic!("{carrier:?}")
        };
        assert_eq!(answer.tables, (3, 4), "{:?}", carrier.method);
    }
}

#[test]
fn ways_with_too_many_draws_without_a_total_say_nothing() {
    let mut draws = vec![hopeless(); 3];
    draws.extend((0..37).map(|draw| otherwise(&invented(), draw % 3)));
    let found = recommended(&invented(), &draws, &quick());
    for carrier in &found.carriers[..2] {
        assert!(
            matches!(carrier.outcome, CarrierOutcome::Refused { .. }),
            "3 of 40 lie above every upper end: {carrier:?}"
        );
    }
    assert_eq!(codes(&found), ["few-methods"]);
}

#[test]
fn more_lists_than_two_ways_can_take_are_refused_as_such() {
    let chain = (0..11).map(|list| (1u64 << list | 1 << ((list + 1) % 11), 8));
    let alone = (0..11).map(|list| (1u64 << list, 30));
    let table = CaptureTable::new(11, chain.chain(alone)).unwrap();
    let found = recommended(&table, &[], &quick());
    let RangeVerdict::Refused { reasons } = &found.verdict else {
        panic!("{found:?}")
    };
    assert!(
        reasons.contains(&Refusal::TooManyLists {
            usable: 11,
            allowed: 10
        }),
        "{reasons:?}"
    );
}
