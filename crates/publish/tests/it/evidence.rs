//! Why a pair is one person or two: in words of three languages, as a picture, on the page with names.

use publish::{
    FieldTurn, Language, PairEvidence, PairVerdict, QuestionRow, ReportShown, Turn, Value, Weighing,
    evidence_page, questions_table, reasons, waterfall,
};

/// Two invented reports that nearly agree.
fn joined() -> Weighing {
    Weighing {
        prior: -9.4,
        fields: vec![
            ("name", "close", 10.5),
            ("birth", "same_year", 4.1),
            ("sex", "exact", 0.2),
            ("event", "different", -4.6),
        ],
        correction: 0.0,
        weight: 0.8,
        probability: 0.635,
        threshold: 0.5,
        verdict: PairVerdict::Joined,
        turn: Turn::Each(vec![
            FieldTurn {
                field: "birth",
                level: "near_year",
                is_unknown: false,
            },
            FieldTurn {
                field: "phone",
                level: "different",
                is_unknown: true,
            },
        ]),
    }
}

fn apart() -> Weighing {
    Weighing {
        fields: vec![("name", "given_differs", -2.5), ("place", "exact", 2.0)],
        correction: -0.7,
        weight: -10.6,
        probability: 0.000_643,
        verdict: PairVerdict::SaidSame,
        turn: Turn::Nothing,
        ..joined()
    }
}

fn evidence(weighing: Weighing) -> PairEvidence {
    let report = |list: &str, values: &[(&'static str, &str)]| ReportShown {
        list: list.to_owned(),
        origin: format!("{list}.csv: 7"),
        values: values
            .iter()
            .map(|(field, text)| (*field, (*text).to_owned()))
            .collect(),
    };
    PairEvidence {
        a: report(
            "union",
            &[("name", "Ойдон Чыгарылган"), ("birth", "1989"), ("sex", "male")],
        ),
        b: report(
            "<b>media</b>",
            &[("name", "Oidon Chygarylgan"), ("phone", "996 000")],
        ),
        weighing,
    }
}

#[test]
fn reasons_are_given_in_three_languages() {
    for language in Language::ALL {
        let together = Weighing {
            turn: Turn::Together(vec![
                FieldTurn {
                    field: "birth",
                    level: "different",
                    is_unknown: false,
                },
                FieldTurn {
                    field: "name",
                    level: "surname_differs",
                    is_unknown: false,
                },
            ]),
            ..joined()
        };
        let verdicts = PairVerdict::ALL.map(|verdict| {
            let weighing = Weighing {
                verdict,
                fields: Vec::new(),
                ..apart()
            };
            reasons(&weighing, language)[0].clone()
        });
        let said = [
            reasons(&joined(), language).join("\n"),
            reasons(&apart(), language).join("\n"),
            reasons(&together, language).last().cloned().unwrap(),
            verdicts.join("\n"),
        ];
        insta::assert_snapshot!(format!("reasons_{}", language.code()), said.join("\n\n"));
    }
}

#[test]
fn the_picture_shows_every_step() {
    let svg = waterfall(&joined(), Language::English, "w");
    insta::assert_snapshot!("waterfall", svg.replace("><", ">\n<"));
    let corrected = waterfall(&apart(), Language::Russian, "w");
    assert!(corrected.contains("Поправка") && corrected.contains("\u{2212}0,7"));
    let extreme = Weighing {
        prior: f64::NEG_INFINITY,
        weight: f64::NAN,
        threshold: 1.0,
        ..joined()
    };
    let svg = waterfall(&extreme, Language::English, "w");
    roxmltree::Document::parse(&svg).unwrap();
    assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{svg}");
}

#[test]
fn the_page_is_whole_and_safe() {
    for language in Language::ALL {
        let html = evidence_page(&[evidence(joined()), evidence(apart())], 5, language);
        let mut text = html.replacen("<!DOCTYPE html>", "", 1);
        for tag in ["charset=\"utf-8\"", "content="] {
            // Elements that HTML leaves open are closed for the XML parser.
            let mut from = 0;
            while let Some(start) = text[from..].find("<meta").map(|at| at + from) {
                let end = start + text[start..].find('>').unwrap();
                if !text[..end].ends_with('/') && text[start..end].contains(tag) {
                    text.insert(end, '/');
                }
                from = end;
            }
        }
        let document = roxmltree::Document::parse(&text).unwrap();
        let mut ids: Vec<&str> = document
            .descendants()
            .filter_map(|node| node.attribute("id"))
            .collect();
        let n_ids = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n_ids);
        assert!(!document.descendants().any(|node| node.has_tag_name("script")));
        assert!(
            document
                .descendants()
                .all(|node| node.attribute("style").is_none())
        );
        assert!(html.contains("&lt;b&gt;media&lt;/b&gt;") && html.contains("default-src 'none'"));
        assert!(html.contains("Oidon Chygarylgan"));
        assert!(!html.contains("class=\"draft\"") || language == Language::Kyrgyz);
    }
}

#[test]
fn questions_can_be_read_back() {
    let row = QuestionRow {
        keys: ["r1".to_owned(), "r2".to_owned()],
        evidence: evidence(joined()),
    };
    let table = questions_table(std::slice::from_ref(&row), Language::Russian);
    assert_eq!(table.header[..3], ["answer", "имя А", "имя Б"]);
    assert_eq!(
        table.header[table.header.len() - 4..],
        ["list_a", "list_b", "a", "b"]
    );
    let texts = |text: &str| Value::Text(text.to_owned());
    let cells = &table.rows[0];
    assert!(cells[0] == Value::Empty && cells[cells.len() - 2..] == [texts("r1"), texts("r2")]);
    assert_eq!(cells.len(), table.header.len());
    let sex = table.header.iter().position(|header| header == "пол А").unwrap();
    assert!(cells[sex..=sex + 1] == [texts("мужской"), Value::Empty]);
    assert!(!format!("{row:?} {table:?}").contains("Oidon"));
}
