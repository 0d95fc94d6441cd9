//! Report cards: known answers, and what is refused.

use crate::shared::{agree, make, plan, table};
use estimate::{
    Assumption, AveragingPlan, CaptureTable, CardPlan, Caution, Figure, Made, NoOdds, OddsRatio, Outcome,
    Outcomes, ReportCard, Verdict, average, averaging_sensitivity, estimate, report_card,
};

pub(crate) fn card_plan() -> CardPlan {
    CardPlan {
        estimate: plan(),
        averaging: AveragingPlan::open(),
    }
}

pub(crate) fn card(table: &CaptureTable) -> ReportCard {
    report_card(table, &card_plan(), &|_, _| {})
}

pub(crate) fn figure(outcome: &Outcome) -> Figure {
    *outcome.figure().unwrap_or_else(|| panic!("{outcome:?}"))
}

fn code(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Figure(figure) => panic!("{figure:?}"),
        Outcome::Refused { reasons } => reasons[0].code(),
    }
}

/// People on four lists by history, if lists 0 and 1 have this odds ratio and the others are independent.
fn dependent_pair(total: f64, odds_ratio: f64) -> CaptureTable {
    let pair = [0.4, 0.2, 0.2, 0.1 * odds_ratio];
    let sum: f64 = pair.iter().sum();
    let counts = (1..16u64).map(|history| {
        let on = |list: u64, share: f64| {
            if history >> list & 1 == 1 {
                share
            } else {
                1.0 - share
            }
        };
        total * pair[(history & 3) as usize] / sum * on(2, 0.4) * on(3, 0.3)
    });
    make(4, &counts.map(|people| people.round() as u64).collect::<Vec<_>>())
}

/// Two methods and every way of asking find the truth when the lists are independent.
#[test]
fn independent_lists_agree_with_themselves() {
    let card = card(&dependent_pair(1e7, 1.0));
    for outcomes in [&card.whole]
        .into_iter()
        .chain(card.without.iter().map(|change| &change.outcomes))
        .chain(card.merged.iter().map(|change| &change.outcomes))
    {
        agree(figure(&outcomes.best).total, 1e7, 1e-3, "best");
        agree(figure(&outcomes.averaged).total, 1e7, 1e-3, "averaged");
    }
    for hidden in &card.hidden {
        for recovered in [&hidden.best, &hidden.averaged] {
            assert_eq!(recovered.inside, Some(true));
            assert!(recovered.log_ratio.unwrap().abs() < 1e-3);
        }
        assert!(hidden.seen < hidden.known);
    }
    for pair in &card.pairs {
        agree(pair.expected.unwrap(), pair.both as f64, 1e-3, "expected overlap");
        let OddsRatio::Estimated { ratio, log_se, .. } = pair.odds else {
            panic!("{pair:?}")
        };
        assert!((ratio - 1.0).abs() < 1e-4 && log_se < 0.01, "{pair:?}");
    }
    let extremes = card.extremes.unwrap();
    assert!(extremes.smallest.total > 0.999e7 && extremes.largest.total < 1.001e7);
}

/// The ratio is that of the population, though nobody on neither of the four lists is known.
#[test]
fn a_dependent_pair_shows_in_its_odds_and_goes_when_merged() {
    let card = card(&dependent_pair(1e7, 5.0));
    for pair in &card.pairs {
        let truth = if (pair.a, pair.b) == (0, 1) { 5.0 } else { 1.0 };
        let OddsRatio::Estimated { ratio, people, .. } = pair.odds else {
            panic!("{pair:?}")
        };
        agree(ratio, truth, 1e-4, "odds ratio");
        assert!(people < card.documented);
    }
    let merged = &card.merged[0];
    assert_eq!((merged.a, merged.b), (0, 1));
    agree(figure(&merged.outcomes.best).total, 1e7, 1e-3, "merged");
    let without = &card.without[0];
    agree(figure(&without.outcomes.best).total, 1e7, 1e-3, "without");
}

#[test]
fn the_card_says_what_its_parts_say_alone() {
    let Some(table) = table("kosovo") else { return };
    let card = card(&table);
    let alone = |lists: &[usize]| estimate(&table.keep_lists(lists).unwrap(), &plan(), &|_, _| {}).verdict;
    let (Verdict::Estimated(whole), Verdict::Estimated(without)) = (alone(&[0, 1, 2, 3]), alone(&[0, 2, 3]))
    else {
        panic!("refused")
    };
    let shown = figure(&card.whole.best);
    assert_eq!(
        (shown.total, shown.interval),
        (whole.best.total, whole.best.interval)
    );
    agree(shown.total, 10356.519, 1e-6, "published");
    let shown = figure(&card.without[1].outcomes.best);
    let floor = card.documented as f64;
    assert_eq!(shown.total, without.best.total.max(floor));
    assert_eq!(shown.below_documented, without.best.total < floor);
    let kept = table.keep_lists(&[0, 2, 3]).unwrap();
    assert_eq!(card.without[1].seen, kept.observed());
    let averaged = average(&kept, &AveragingPlan::open(), &|_, _| {}).unwrap();
    let shown = figure(&card.without[1].outcomes.averaged);
    assert_eq!(shown.total, averaged.median.max(floor));
    assert_eq!(shown.interval.unwrap().upper, averaged.interval.upper);
    assert!((card.once_share.unwrap() - 0.73).abs() < 0.005, "as described");
}

#[test]
fn beliefs_are_those_of_the_sensitivity() {
    let Some(table) = table("korea_3") else { return };
    let card = card(&table);
    let plan = AveragingPlan::open();
    let sensitivity = averaging_sensitivity(&table, &plan, &|_, _| {}).unwrap();
    let own = average(&table, &plan, &|_, _| {}).unwrap();
    let expected = [
        (own.median, own.interval),
        (sensitivity.deltas[1].median, sensitivity.deltas[1].interval),
        (sensitivity.deltas[3].median, sensitivity.deltas[3].interval),
        (sensitivity.saturated[1].median, sensitivity.saturated[1].interval),
    ];
    assert_eq!(sensitivity.deltas[1].plan.delta, Some(1.0 / 16.0));
    for ((belief, assumption), (median, interval)) in card.beliefs.iter().zip(Assumption::ALL).zip(expected) {
        assert_eq!(belief.assumption, assumption);
        let shown = figure(&belief.outcome);
        assert_eq!((shown.total, shown.interval), (median, Some(interval)));
    }
}

/// Leaving one of three lists out leaves two, and so does hiding or merging.
#[test]
fn three_lists_cannot_lose_one() {
    let Some(table) = table("korea_3") else { return };
    let card = card(&table);
    let fewer: Vec<&Outcomes> = card
        .without
        .iter()
        .map(|change| &change.outcomes)
        .chain(card.merged.iter().map(|change| &change.outcomes))
        .collect();
    assert_eq!(fewer.len(), 6);
    for outcomes in fewer {
        assert_eq!(code(&outcomes.best), "fewer-than-three-lists");
        assert_eq!(code(&outcomes.averaged), "too-few-lists");
    }
    for hidden in &card.hidden {
        assert_eq!(code(&hidden.best.outcome), "fewer-than-three-lists");
        assert_eq!((hidden.averaged.inside, hidden.averaged.log_ratio), (None, None));
    }
}

#[test]
fn copies_are_named_and_left_out() {
    let people: Vec<(u64, u64)> = dependent_pair(2000.0, 1.0).people().collect();
    let copied = people
        .iter()
        .map(|(history, count)| (history | (history & 1) << 4, *count));
    let table = CaptureTable::new(5, copied).unwrap();
    let likely = card(&table).likely_copies;
    assert!(
        matches!(likely[..], [Caution::LikelyCopy { list: 4, within: 0, both, size }] if both == size),
        "{likely:?}"
    );
    let mut plan = card_plan();
    plan.estimate.derived = vec![(4, 0)];
    let declared = report_card(&table, &plan, &|_, _| {});
    assert_eq!(declared.used, [0, 1, 2, 3]);
    assert_eq!(
        (declared.lists.len(), declared.pairs.len(), declared.merged.len()),
        (5, 10, 6)
    );
    let plain = card(&dependent_pair(2000.0, 1.0));
    assert_eq!(
        (&declared.whole, &declared.extremes),
        (&plain.whole, &plain.extremes)
    );
    assert_eq!(declared.hidden, plain.hidden);
    assert!(declared.likely_copies.is_empty());
    let copy = declared
        .pairs
        .iter()
        .find(|pair| (pair.a, pair.b) == (0, 4))
        .unwrap();
    assert!(matches!(
        copy.odds,
        OddsRatio::Undefined {
            why: NoOdds::NeverEach
        }
    ));
}

#[test]
fn other_populations_are_refused_throughout() {
    let mut plan = card_plan();
    plan.estimate.populations_differ = true;
    let card = report_card(&dependent_pair(2000.0, 1.0), &plan, &|_, _| {});
    for outcomes in [&card.whole, &card.without[0].outcomes, &card.merged[0].outcomes] {
        assert_eq!(code(&outcomes.best), "populations-differ");
        assert_eq!(code(&outcomes.averaged), "populations-differ");
    }
    assert!(card.extremes.is_none() && card.expected_from.is_none());
    assert!(card.pairs.iter().all(|pair| pair.expected.is_none()));
}

/// Three lists agree that hardly anybody is missing; the fourth names as many others again.
#[test]
fn a_figure_below_the_documented_number_is_raised_and_said() {
    let table = CaptureTable::new(
        4,
        [
            (0b0111, 50),
            (0b0011, 30),
            (0b0101, 30),
            (0b0110, 30),
            (0b0001, 2),
            (0b0010, 2),
            (0b0100, 2),
            (0b1000, 200),
            (0b1111, 5),
        ],
    )
    .unwrap();
    let card = card(&table);
    let without = figure(&card.without[3].outcomes.best);
    assert!(without.below_documented && without.total == 351.0, "{without:?}");
    assert!(without.interval.unwrap().lower >= 351.0);
    assert!(card.extremes.unwrap().smallest.total >= 351.0);
}

#[test]
fn extremes_name_their_figure() {
    let Some(table) = table("uk2013_5") else { return };
    let card = card(&table);
    let extremes = card.extremes.unwrap();
    let total = |made: Made, best: bool| {
        let of = |outcomes: &Outcomes| figure(if best { &outcomes.best } else { &outcomes.averaged }).total;
        match made {
            Made::Whole => of(&card.whole),
            Made::Without { list } => of(&card
                .without
                .iter()
                .find(|change| change.list == list)
                .unwrap()
                .outcomes),
            Made::Merged { a, b } => of(&card
                .merged
                .iter()
                .find(|change| (change.a, change.b) == (a, b))
                .unwrap()
                .outcomes),
            Made::Assuming { assumption } => {
                figure(
                    &card
                        .beliefs
                        .iter()
                        .find(|belief| belief.assumption == assumption)
                        .unwrap()
                        .outcome,
                )
                .total
            }
        }
    };
    for extreme in [extremes.smallest, extremes.largest] {
        assert_eq!(
            extreme.total,
            total(extreme.made, extreme.method == estimate::CardMethod::LowestBic)
        );
    }
    assert!(extremes.smallest.total < figure(&card.whole.best).total);
    assert!(extremes.largest.total >= figure(&card.whole.best).total);
}

/// Work is bounded and what was not done is said.
#[test]
fn many_lists_are_not_repeated_for() {
    let thin = |n_lists: usize| {
        let pairs = (0..n_lists).map(|list| (1u64 << list | 1 << ((list + 1) % n_lists), 3));
        let single = (0..n_lists).map(|list| (1u64 << list, 7));
        CaptureTable::new(n_lists, pairs.chain(single)).unwrap()
    };
    let card_of_nine = card(&thin(9));
    assert!(card_of_nine.whole.best.figure().is_some());
    assert_eq!(code(&card_of_nine.whole.averaged), "too-many-to-repeat");
    assert!(card_of_nine.without[0].outcomes.best.figure().is_some());
    assert_eq!(code(&card_of_nine.merged[0].outcomes.best), "too-many-to-repeat");
    let card_of_forty = card(&thin(40));
    assert_eq!(code(&card_of_forty.whole.best), "too-many-lists");
    assert_eq!(
        code(&card_of_forty.without[39].outcomes.best),
        "too-many-to-repeat"
    );
    assert_eq!(card_of_forty.pairs.len(), 780);
}

#[test]
fn progress_ends_where_it_said() {
    for n_lists in [1, 3, 4] {
        let reports = std::sync::Mutex::new(Vec::new());
        report_card(
            &make(n_lists, &vec![9; (1 << n_lists) - 1]),
            &card_plan(),
            &|done, of| reports.lock().unwrap().push((done, of)),
        );
        let reports = reports.into_inner().unwrap();
        let of = reports[0].1;
        assert_eq!(reports, (1..=of).map(|done| (done, of)).collect::<Vec<_>>());
    }
}

#[test]
fn cards_are_written_with_their_codes() {
    let text = serde_json::to_string(&card(&make(3, &[9, 9, 3, 9, 3, 3, 1]))).unwrap();
    for word in [
        r#""outcome":"figure""#,
        r#""outcome":"refused""#,
        r#"{"code":"fewer-than-three-lists","usable":2}"#,
        r#"{"code":"too-few-lists","lists":2}"#,
        r#""odds":"estimated""#,
        r#""made":"whole""#,
        r#""assumption":"half-delta""#,
        r#""method":"lowest-bic""#,
    ] {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    let text = serde_json::to_string(&card(&make(9, &[1; 511])).merged).unwrap();
    assert!(text.contains(r#"{"code":"too-many-to-repeat","lists":9,"allowed":8}"#));
}
