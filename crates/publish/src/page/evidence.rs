//! The page with names: pairs side by side, why they are one person or two, and what would change that.

use locale::{Language, Message, plain, say};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{column, style};
use crate::evidence::{coded, reasons, shown_fields, shown_value, turning, verdict};
use crate::picture::waterfall;
use crate::words::word;
use crate::{PairEvidence, ReportShown};

/// Writes the page of pairs for those who hold the lists anyway.
///
/// Like the report it needs no other file, runs nothing and loads nothing; unlike the report it holds names. `n_pairs` is how many
/// pairs there are, so that the page can say how many it leaves out.
pub fn evidence_page(pairs: &[PairEvidence], n_pairs: usize, language: Language) -> String {
    let said = [
        word(language, "evidence-how"),
        shown(pairs.len(), n_pairs, language),
    ];
    page("evidence-title", &said, pairs, language)
}

/// Writes the page of what was found for reports that were searched for, each beside the likeliest report of each person, for
/// those who hold the lists anyway. Like [`evidence_page`] it needs no other file and holds names.
pub fn found_page(pairs: &[PairEvidence], language: Language) -> String {
    let said = [word(language, "found-how")];
    page("found-title", &said, pairs, language)
}

fn page(title: &str, said: &[String], pairs: &[PairEvidence], language: Language) -> String {
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            (head(title, language))
            body {
                header {
                    @if language == Language::Kyrgyz {
                        p class="draft" role="note" { (word(language, "draft-translation")) }
                    }
                    p class="warned" role="note" { (word(language, "evidence-private")) }
                    h1 { (word(language, title)) }
                    @for said in said { p { (said) } }
                }
                main {
                    @for (place, pair) in pairs.iter().enumerate() { (section(pair, place + 1, language)) }
                }
                footer { p { (word(language, "evidence-not-proof")) } }
            }
        }
    }
    .into_string()
}

fn head(title: &str, language: Language) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(style::policy_of(style::EVIDENCE_STYLE));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light";
            meta name="referrer" content="no-referrer";
            title { (word(language, title)) }
            style { (PreEscaped(style::EVIDENCE_STYLE)) }
        }
    }
}

fn shown(n_shown: usize, n_pairs: usize, language: Language) -> String {
    let message = Message::new("evidence-shown")
        .count("shown", n_shown as u64)
        .count("pairs", n_pairs as u64);
    say(language, &message)
}

fn section(pair: &PairEvidence, number: usize, language: Language) -> Markup {
    let id = format!("pair-{number}");
    let title = say(
        language,
        &Message::new("evidence-pair").count("number", number as u64),
    );
    let said = reasons(&pair.weighing, language);
    // The first sentence is the verdict and the last what would change it; both stand by themselves.
    let between = said.get(1..said.len().saturating_sub(1)).unwrap_or_default();
    html! {
        section class="pair" aria-labelledby=(id) {
            h2 id=(id) { (title) }
            p { strong { (verdict(&pair.weighing, language)) } }
            (sides(pair, &title, language))
            div class="why" {
                figure { (PreEscaped(waterfall(&pair.weighing, language, &format!("waterfall-{number}")))) }
                ul { @for reason in between { li { (reason) } } }
            }
            p class="turn" { (turning(&pair.weighing, language)) }
        }
    }
}

fn sides(pair: &PairEvidence, title: &str, language: Language) -> Markup {
    let value = |report: &ReportShown, field: &str| {
        let found = report.value(field);
        found.map_or_else(|| "—".to_owned(), |text| shown_value(field, text, language))
    };
    html! {
        table class="sides" aria-label=(title) {
            thead { tr {
                (column(language, "evidence-field-column"))
                th scope="col" { bdi { (plain(&pair.a.list)) } }
                th scope="col" { bdi { (plain(&pair.b.list)) } }
            } }
            tbody {
                @for field in shown_fields(pair) {
                    tr {
                        th scope="row" { (coded(language, "field", field)) }
                        td { bdi { (value(&pair.a, field)) } }
                        td { bdi { (value(&pair.b, field)) } }
                    }
                }
                tr {
                    th scope="row" { (word(language, "evidence-origin")) }
                    td { bdi { (plain(&pair.a.origin)) } }
                    td { bdi { (plain(&pair.b.origin)) } }
                }
            }
        }
    }
}
