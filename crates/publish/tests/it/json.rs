//! `result.json`: complete, exact, stable.

use publish::{Language, SCHEMA_VERSION, result_json};
use serde_json::Value;

use crate::sample;

fn parsed(figures: &publish::CountFigures) -> Value {
    serde_json::from_str(&result_json(figures)).unwrap()
}

#[test]
fn json_looks_as_agreed() {
    insta::assert_snapshot!("result_json", result_json(&sample::refused()));
    assert_eq!(
        result_json(&sample::estimated()),
        result_json(&sample::estimated())
    );
}

#[test]
fn figures_keep_their_precision() {
    let figures = sample::estimated();
    let json = parsed(&figures);
    assert_eq!(json["schema_version"], SCHEMA_VERSION);
    assert_eq!(json["day"], "2026-11-22");
    assert_eq!(json["seed"], 20261122);
    let section = &json["sections"][0];
    assert_eq!(section["persons"], 344);
    assert_eq!(section["threshold"], 0.8731);
    assert_eq!(section["estimate"]["verdict"], "estimated");
    assert_eq!(section["estimate"]["range"]["lower"], 497.2);
    assert_eq!(section["estimate"]["upper_by"], "latent-classes");
    assert_eq!(section["ways"][0]["centre"], 612.4);
    assert_eq!(section["ways"][0]["from_linkage"], 0.043);
    assert_eq!(section["ways"][1]["refusal"]["code"], "unconverged");
    assert_eq!(section["doubt"]["tables"], 63);
    assert_eq!(section["models"]["best"]["total"], 612.4);
    assert_eq!(section["models"]["best"]["interval"]["upper"], 742.6);
    assert_eq!(section["chao"]["total"], 648.2);
    let pair = &figures.sections[0].pairs[0];
    assert_eq!(
        section["pairs"][0]["lincoln_petersen"].as_f64(),
        pair.lincoln_petersen
    );
    assert_eq!(section["pairs"][0]["chapman"].as_f64(), Some(pair.chapman));
}

#[test]
fn messages_have_code_arguments_and_three_languages() {
    let json = parsed(&sample::estimated());
    let caution = &json["sections"][0]["cautions"][0];
    assert_eq!(caution["code"], "left-out");
    assert_eq!(caution["args"]["derived"], "Obituaries and social media");
    for language in Language::ALL {
        let text = caution["text"][language.code()].as_str().unwrap();
        assert!(text.contains("Obituaries and social media"), "{text}");
    }
    let refused = parsed(&sample::refused());
    let estimate = &refused["sections"][0]["estimate"];
    assert_eq!(estimate["verdict"], "refused");
    assert_eq!(estimate["reasons"][0]["code"], "fewer-than-three-lists");
    assert_eq!(estimate["reasons"][0]["args"]["usable"], 2);
    assert_eq!(refused["population"], Value::Null);
    assert_eq!(json["warnings"][1]["times"], 1021);
    assert_eq!(json["warnings"][1]["code"], "ambiguous-date");
}

#[test]
fn what_is_not_finite_is_null() {
    let json = parsed(&sample::large());
    let estimate = &json["sections"][0]["models"];
    assert_eq!(estimate["spread"]["upper"], Value::Null);
    assert_eq!(estimate["best"]["interval"]["upper"], Value::Null);
    assert_eq!(estimate["models"][3]["total"], Value::Null);
}

#[test]
fn what_was_left_out_is_said() {
    let figures = sample::estimated();
    let result: Value = serde_json::from_str(&result_json(&figures)).unwrap();
    let estimate = &result["sections"][0]["models"];
    assert_eq!(estimate["n_estimable"], 108);
    assert_eq!(estimate["models"].as_array().unwrap().len(), 7);
    assert_eq!(estimate["n_left_out"], 101);
    assert_eq!(estimate["best_by_aic"], estimate["models"][6]);
    let page = publish::page(&figures, publish::Language::English);
    assert!(page.contains("101 others, with a worse BIC, were left out of both"));
    assert!(page.contains("Best by AIC"));
}

#[test]
fn hidden_characters_are_escaped_and_exact() {
    let figures = sample::hostile();
    let text = result_json(&figures);
    assert!(
        !text.contains(['\u{202e}', '\u{2067}', '\u{2068}']),
        "no bare direction control"
    );
    let section = &parsed(&figures)["sections"][0];
    assert_eq!(section["lists"][0]["label"], figures.sections[0].lists[0].label);
}
