//! Fixed figures that the tests and the example share. All of them are invented.

use std::collections::BTreeMap;

use publish::{
    CardFigure, CardRow, CardTotal, CountFigures, DoubtFigure, EstimateFigure, ExpectedFigure, HiddenFigure,
    InputFigure, IntervalFigure, LinkageFigure, ListFigure, Message, ModelFigure, ModelsFigure, OddsFigure,
    OtherFigure, OverlapFigure, PairFigure, RangeFigure, ReliabilityFigure, SectionFigures, WayAnswer,
    WayFigure, XiFigure,
};

/// Five lists of invented people, with an estimate, two cautions and two warnings.
pub(crate) fn estimated() -> CountFigures {
    CountFigures {
        demo: true,
        population: Some("citizens of Kyrgyzstan recruited in Russia, 2022–2025 (invented)".to_owned()),
        standard: Some("probable"),
        day: (2026, 11, 22),
        inputs: vec![
            InputFigure { name: "casework.csv".to_owned(), sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(), rows: 78 },
            InputFigure { name: "other-lists.xlsx".to_owned(), sha256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752".to_owned(), rows: 387 },
        ],
        sections: vec![five_lists()],
        pooled: None,
        warnings: vec![
            (
                Message::new("warning-ambiguous-date")
                    .text("file", "casework.csv")
                    .text("sheet", "")
                    .text("column", "Дата рождения"),
                14,
            ),
            (
                Message::new("warning-ambiguous-date")
                    .text("file", "other-lists.xlsx")
                    .text("sheet", "Roster")
                    .text("column", "born"),
                1021,
            ),
        ],
        version: "0.1.0".to_owned(),
        seed: 20261122,
        options: vec![("derived".to_owned(), "Obituaries=Named list in the media".to_owned()), ("confidence".to_owned(), "0.95".to_owned())],
        command: "esep count casework.csv other-lists.xlsx --population 'citizens of Kyrgyzstan recruited in Russia, 2022–2025 (invented)' --standard probable --seed 20261122 --out report".to_owned(),
    }
}

/// Two lists without a stated population: no estimate.
pub(crate) fn refused() -> CountFigures {
    let mut figures = estimated();
    let lists = [("Casework", 75), ("Named list", 70)];
    let overlaps = vec![overlap(&[0], 63), overlap(&[1], 58), overlap(&[0, 1], 12)];
    let mut section = section(&lists, overlaps);
    section.estimate = EstimateFigure::Refused(vec![
        Message::new("refusal-fewer-than-three-lists").count("usable", 2),
    ]);
    say_nothing(&mut section);
    section.chao = None;
    section.reports = None;
    section.threshold = None;
    figures.sections = vec![section];
    figures.demo = false;
    figures.population = None;
    figures.standard = None;
    figures.warnings.clear();
    figures.options.clear();
    figures.command = "esep estimate overlaps.csv --out report".to_owned();
    figures
}

/// Takes out all that ways and models say.
fn say_nothing(section: &mut SectionFigures) {
    section.ways.clear();
    section.doubt = None;
    section.models = None;
    section.others.clear();
    section.card = None;
    section.interaction.clear();
}

/// Two tables, each counted by itself.
pub(crate) fn two_sections() -> CountFigures {
    let mut figures = estimated();
    let mut second = refused().sections.remove(0);
    figures.sections[0].label = Some("lists.xlsx: 2022–2024".to_owned());
    second.label = Some("lists.xlsx: 2025".to_owned());
    figures.sections.push(second);
    figures
}

/// Labels and texts as an enemy would write them.
pub(crate) fn hostile() -> CountFigures {
    let mut figures = estimated();
    let evil = "<script>alert('1')</script>\" onload=\"x\u{202e}gnp.exe\u{0}\u{1b}[2J";
    figures.population = Some(format!("</style><img src=http://example.invalid/x>{evil}"));
    figures.command = evil.to_owned();
    figures.options.push((evil.to_owned(), evil.to_owned()));
    figures.inputs[0].name = evil.to_owned();
    let section = &mut figures.sections[0];
    section.label = Some(evil.to_owned());
    for list in &mut section.lists {
        list.label = format!("{evil}{}", list.label);
        list.derived_from = Some(evil.to_owned());
        list.population = Some("قائمة \u{2067}".to_owned());
    }
    section
        .cautions
        .push(Message::new("caution-empty-list").text("list", evil));
    figures.warnings.push((
        Message::new("warning-ambiguous-date")
            .text("file", evil)
            .text("column", evil),
        1,
    ));
    let again = section.clone();
    figures.sections.push(again);
    figures
}

/// Sixteen lists with long names, more combinations than can be drawn, huge numbers and an open interval.
pub(crate) fn large() -> CountFigures {
    let mut figures = estimated();
    let names: Vec<String> = (0..16)
        .map(|n| {
            format!("List {n} of a very long name that does not fit, compiled by volunteers in the district")
        })
        .collect();
    let lists: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 0)).collect();
    let mut overlaps = Vec::new();
    for n in 0..16_usize {
        overlaps.push(overlap(&[n], 1_234_567_890 / (n as u64 + 1)));
        overlaps.push(overlap(&[n, (n + 1) % 16], 98_765 / (n as u64 + 1)));
        overlaps.push(overlap(&[n, (n + 3) % 16, (n + 5) % 16], 17));
    }
    let mut section = section(&lists, overlaps);
    let documented = section.persons as f64;
    if let EstimateFigure::Given(range) = &mut section.estimate {
        range.interval.lower = documented * 1.1;
        range.interval.upper = Some(documented * 1e6);
    }
    for way in &mut section.ways {
        if let Ok(answer) = &mut way.answer {
            *answer = way_answer(documented * 1.4, (documented * 1.1, documented * 2.0));
        }
    }
    section.ways.push(WayFigure {
        code: "averaging",
        answer: Ok(way_answer(documented * 1e5, (documented * 1.2, documented * 1e6))),
    });
    if let Some(models) = &mut section.models {
        let ModelsFigure {
            best,
            independence,
            models,
            spread,
            used,
            ..
        } = models;
        best.total = documented * 1.4;
        best.interval = Some(IntervalFigure {
            confidence: 0.95,
            lower: documented * 1.1,
            upper: None,
        });
        independence.total = documented * 1.2;
        independence.interval = Some(IntervalFigure {
            confidence: 0.95,
            lower: documented * 1.15,
            upper: Some(documented * 1.3),
        });
        models[2].total = documented * 1e6;
        models[3].total = f64::INFINITY;
        models[3].interval = None;
        *spread = (documented * 1.1, f64::INFINITY);
        *used = (0..16).collect();
    }
    section.chao = None;
    figures.sections = vec![section];
    figures
}

/// Nobody on one empty list.
pub(crate) fn empty() -> CountFigures {
    let mut figures = refused();
    let mut section = section(&[("Empty", 0)], Vec::new());
    section.estimate = EstimateFigure::Refused(vec![
        Message::new("refusal-fewer-than-three-lists").count("usable", 0),
    ]);
    say_nothing(&mut section);
    section.chao = None;
    section.pairs.clear();
    figures.sections = vec![section];
    figures.inputs.clear();
    figures
}

fn five_lists() -> SectionFigures {
    let lists = [
        ("Casework", 78),
        ("Named list in the media", 70),
        ("Roster of the other side", 150),
        ("Obituaries and social media", 113),
        ("Returned bodies", 54),
    ];
    let overlaps = vec![
        overlap(&[2], 93),
        overlap(&[3], 55),
        overlap(&[0], 38),
        overlap(&[1], 33),
        overlap(&[4], 27),
        overlap(&[2, 3], 17),
        overlap(&[0, 2], 12),
        overlap(&[1, 3], 11),
        overlap(&[0, 3], 9),
        overlap(&[1, 2], 8),
        overlap(&[2, 4], 8),
        overlap(&[3, 4], 7),
        overlap(&[0, 1], 6),
        overlap(&[0, 4], 5),
        overlap(&[1, 4], 4),
        overlap(&[0, 2, 3], 3),
        overlap(&[1, 2, 3], 3),
        overlap(&[0, 1, 3], 2),
        overlap(&[2, 3, 4], 2),
        overlap(&[0, 1, 2, 3], 1),
    ];
    let mut section = section(&lists, overlaps);
    section.lists[3].derived_from = Some("Named list in the media".to_owned());
    section.cautions = vec![
        Message::new("caution-left-out")
            .text("derived", "Obituaries and social media")
            .text("from", "Named list in the media"),
        Message::new("caution-no-shared-people")
            .text("a", "Casework")
            .text("b", "Returned bodies"),
    ];
    section
}

/// A section whose list sizes, captures and pairs follow from its overlaps.
fn linkage() -> LinkageFigure {
    let expected = |(threshold, joined, wrong, missed): (f64, u64, f64, f64)| ExpectedFigure {
        threshold,
        joined,
        wrong,
        missed,
        precision: 1.0 - wrong / joined as f64,
        recall: (joined as f64 - wrong) / (joined as f64 - wrong + missed),
    };
    let told = [
        (0.1, 131, 9.5, 1.25),
        (0.2, 127, 7.0, 2.0),
        (0.8731, 118, 1.5, 5.5),
        (0.99, 96, 0.2, 26.0),
    ];
    LinkageFigure {
        expected: told.map(expected).to_vec(),
        never_compared: 2.25,
        answers: [7, 12, 1],
        answered: [
            (0.05, 0.2, 6, 0.11, 0.0),
            (0.4, 0.6, 8, 0.52, 0.375),
            (0.8, 0.95, 5, 0.9, 0.8),
        ]
        .map(|(from, to, pairs, predicted, observed)| ReliabilityFigure {
            from,
            to,
            pairs,
            predicted,
            observed,
        })
        .to_vec(),
    }
}

fn section(lists: &[(&str, u64)], overlaps: Vec<OverlapFigure>) -> SectionFigures {
    let on = |place: usize| {
        let with = overlaps.iter().filter(|overlap| overlap.lists.contains(&place));
        with.map(|overlap| overlap.persons).sum::<u64>()
    };
    let mut captures = vec![0; lists.len() + 1];
    for overlap in &overlaps {
        captures[overlap.lists.len()] += overlap.persons;
    }
    let persons = captures.iter().sum();
    let list = |(place, (label, reports)): (usize, &(&str, u64))| ListFigure {
        label: (*label).to_owned(),
        reports: *reports,
        persons: on(place),
        derived_from: None,
        population: None,
    };
    SectionFigures {
        label: None,
        reports: Some(465),
        persons,
        threshold: Some(0.8731),
        linkage: Some(linkage()),
        lists: lists.iter().enumerate().map(list).collect(),
        pairs: pairs(lists.len(), &overlaps),
        overlaps,
        captures,
        chao: Some((
            648.2,
            IntervalFigure {
                confidence: 0.95,
                lower: 562.3,
                upper: Some(777.8),
            },
        )),
        estimate: given(),
        ways: ways(),
        doubt: Some(DoubtFigure {
            draws: 100,
            tables: 63,
            of_strata: false,
        }),
        models: Some(side_by_side()),
        others: others(),
        card: Some(card()),
        interaction: interaction(),
        cautions: Vec::new(),
    }
}

fn overlap(lists: &[usize], persons: u64) -> OverlapFigure {
    OverlapFigure {
        lists: lists.to_vec(),
        persons,
    }
}

fn pairs(n_lists: usize, overlaps: &[OverlapFigure]) -> Vec<PairFigure> {
    let mut both: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    let mut sizes = vec![0_u64; n_lists];
    for overlap in overlaps {
        for &a in &overlap.lists {
            sizes[a] += overlap.persons;
            for &b in overlap.lists.iter().filter(|&&b| b > a) {
                *both.entry((a, b)).or_default() += overlap.persons;
            }
        }
    }
    let mut pairs = Vec::new();
    for a in 0..n_lists {
        for b in a + 1..n_lists {
            let both = both.get(&(a, b)).copied().unwrap_or(0);
            let (n_a, n_b, m) = (sizes[a] as f64, sizes[b] as f64, both as f64);
            let refusal = if both == 0 {
                Some(Message::new("refusal-no-overlap"))
            } else if (a, b) == (1, 3) {
                let message =
                    Message::new("refusal-derived-list").text("derived", "Obituaries and social media");
                Some(message.text("from", "Named list in the media"))
            } else {
                None
            };
            pairs.push(PairFigure {
                a,
                b,
                both,
                lincoln_petersen: (both > 0).then(|| n_a * n_b / m),
                chapman: (n_a + 1.0) * (n_b + 1.0) / (m + 1.0) - 1.0,
                chapman_se: ((n_a + 1.0) * (n_b + 1.0) * (n_a - m) * (n_b - m)
                    / ((m + 1.0).powi(2) * (m + 2.0)))
                    .sqrt(),
                refusal,
            });
        }
    }
    pairs
}

fn given() -> EstimateFigure {
    EstimateFigure::Given(RangeFigure {
        interval: IntervalFigure {
            confidence: 0.95,
            lower: 497.2,
            upper: Some(801.6),
        },
        lower_by: "selection",
        upper_by: "latent-classes",
        used: vec![0, 1, 2, 4],
    })
}

/// Two ways that answer and one that does not.
fn ways() -> Vec<WayFigure> {
    let refusal = Message::new("carrier-unconverged")
        .number("r-hat", 1.42, 2)
        .number("effective", 11.0, 0);
    vec![
        WayFigure {
            code: "selection",
            answer: Ok(way_answer(612.4, (497.2, 781.0))),
        },
        WayFigure {
            code: "averaging",
            answer: Err(refusal),
        },
        WayFigure {
            code: "latent-classes",
            answer: Ok(way_answer(640.0, (523.0, 801.6))),
        },
    ]
}

/// Points that spread evenly over the interval and a little beyond.
fn way_answer(centre: f64, (lower, upper): (f64, f64)) -> WayAnswer {
    let point =
        |place: u32| lower + (upper - lower) * (f64::from(place) + 0.5) / 380.0 - (upper - lower) * 0.025;
    WayAnswer {
        centre,
        interval: IntervalFigure {
            confidence: 0.95,
            lower,
            upper: Some(upper),
        },
        points: (0..400).map(point).collect(),
        from_linkage: Some(0.043),
    }
}

fn others() -> Vec<OtherFigure> {
    let other = |code, total, ends: Option<(f64, f64)>, at_least| OtherFigure {
        code,
        total,
        interval: ends.map(|(lower, upper)| IntervalFigure {
            confidence: 0.95,
            lower,
            upper: Some(upper),
        }),
        at_least,
    };
    vec![
        other("chao-unequal", 640.1, None, true),
        other("coverage", 655.8, Some((548.0, 812.4)), false),
        other("darroch", 901.2, Some((611.7, 1480.3)), false),
    ]
}

fn card() -> CardFigure {
    let total = |total: f64| {
        Some(CardTotal {
            total,
            interval: Some(IntervalFigure {
                confidence: 0.95,
                lower: total * 0.8,
                upper: Some(total * 1.3),
            }),
        })
    };
    let row = |best: f64, averaged: f64| CardRow {
        best: total(best),
        averaged: total(averaged),
    };
    CardFigure {
        whole: row(612.4, 630.0),
        without: vec![
            (0, row(580.2, 598.0)),
            (
                1,
                CardRow {
                    best: total(700.0),
                    averaged: None,
                },
            ),
        ],
        merged: vec![((0, 1), row(655.0, 671.0))],
        hidden: vec![HiddenFigure {
            list: 0,
            known: 75,
            row: row(70.2, 66.0),
        }],
        odds: vec![
            OddsFigure {
                a: 0,
                b: 2,
                both: 16,
                ratio: Some((1.31, 0.42)),
            },
            OddsFigure {
                a: 0,
                b: 4,
                both: 5,
                ratio: None,
            },
        ],
        beliefs: vec![("as-planned", total(630.0)), ("other-saturation", None)],
    }
}

fn interaction() -> Vec<XiFigure> {
    let point = |place: i32| {
        let xi = 3f64.powf(f64::from(place) / 4.0);
        XiFigure {
            xi,
            total: 344.0 + 310.0 / xi,
            interval: IntervalFigure {
                confidence: 0.95,
                lower: 344.0 + 150.0 / xi,
                upper: Some(344.0 + 640.0 / xi),
            },
        }
    };
    (-4..=4).map(point).collect()
}

fn side_by_side() -> ModelsFigure {
    let best = model(&[&[0, 1], &[2], &[4]], 612.4, Some((523.9, 742.6)), 812.25);
    let independence = model(&[&[0], &[1], &[2], &[4]], 583.1, Some((507.2, 689.4)), 813.9);
    ModelsFigure {
        models: vec![
            best.clone(),
            independence.clone(),
            model(&[&[0, 1], &[1, 2], &[4]], 655.7, None, 816.2),
            model(&[&[0, 2], &[1], &[4]], 571.0, None, 818.8),
            model(&[&[0, 1, 2], &[4]], 842.5, None, 821.4),
            model(&[&[0, 1], &[0, 2], &[1, 2], &[4]], 733.3, None, 822.0),
            model(
                &[&[0, 1], &[0, 2], &[1, 2, 4]],
                801.9,
                Some((611.0, 1190.2)),
                839.7,
            ),
        ],
        best,
        best_by_aic: model(
            &[&[0, 1], &[0, 2], &[1, 2, 4]],
            801.9,
            Some((611.0, 1190.2)),
            839.7,
        ),
        independence,
        n_tried: 113,
        n_estimable: 108,
        exhaustive: true,
        highest_order: 3,
        spread: (571.0, 842.5),
        used: vec![0, 1, 2, 4],
    }
}

fn model(generators: &[&[usize]], total: f64, interval: Option<(f64, f64)>, bic: f64) -> ModelFigure {
    let ends = |(lower, upper)| IntervalFigure {
        confidence: 0.95,
        lower,
        upper: Some(upper),
    };
    ModelFigure {
        generators: generators.iter().map(|lists| lists.to_vec()).collect(),
        total,
        se: total / 11.0,
        interval: interval.map(ends),
        deviance: bic - 790.0,
        df: 10,
        aic: bic - 17.7,
        bic,
    }
}
