//! Pairs of lists, and models side by side.

use locale::{Language, Message, number, say};
use maud::{Markup, html};

use super::{Chapter, column, number_column, part, pictured, scrolled};
use crate::picture::{self, shown_models};
use crate::words::{interval, letter, lettered, model, people, persons, standing, word};
use crate::{IntervalFigure, ModelFigure, ModelsFigure, PairFigure};

/// Models in the table besides the best and independence; more of them stand in `result.json`.
const MOST_OTHERS: usize = 10;

/// What each pair of lists alone would say, after a warning.
pub(super) fn pairs(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    if chapter.section.pairs.is_empty() {
        return html! {};
    }
    let caption = word(language, "pairs-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" class="wide" { (word(language, "column-pair")) }
                (number_column(language, "column-both"))
                (number_column(language, "column-lincoln"))
                (number_column(language, "column-chapman"))
                (number_column(language, "column-chapman-error"))
            } }
            tbody { @for pair in &chapter.section.pairs { (pair_row(chapter, pair)) } }
        }
    };
    let content = html! {
        p class="warned" { (word(language, "pairs-warning")) }
        (scrolled(&caption, &table))
        p class="standing" { (standing(chapter.figures, language)) }
    };
    part(chapter, "pairs", &word(language, "pairs-heading"), &content)
}

fn pair_row(chapter: &Chapter<'_>, pair: &PairFigure) -> Markup {
    let (language, lists) = (chapter.language, &chapter.section.lists);
    let names = format!("{} + {}", lettered(lists, pair.a), lettered(lists, pair.b));
    html! {
        tr {
            th scope="row" { bdi { (names) } }
            td class="number" { (persons(language, pair.both)) }
            @if let Some(refusal) = &pair.refusal {
                td colspan="3" class="wide" { (why_not(pair, refusal, language)) }
            } @else {
                td class="number" {
                    @if let Some(total) = pair.lincoln_petersen { (people(language, total)) } @else { "—" }
                }
                td class="number" { (people(language, pair.chapman)) }
                td class="number" { (people(language, pair.chapman_se)) }
            }
        }
    }
}

/// Why a pair says nothing; that nobody is on both is said briefly, for there may be a hundred such pairs.
fn why_not(pair: &PairFigure, refusal: &Message, language: Language) -> String {
    if pair.both == 0 && refusal.id == "refusal-no-overlap" {
        word(language, "pair-nobody")
    } else {
        say(language, refusal)
    }
}

/// The picture and the table of models, how many were tried, and what was left out.
pub(super) fn models(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    let Some(svg) = picture::models(chapter.section, language, &format!("models-{}", chapter.key)) else {
        return html! {};
    };
    let content = html! {
        (tried(chapter))
        (pictured(chapter, &word(language, "models-title"), svg))
        (models_table(chapter))
        p class="standing" { (standing(chapter.figures, language)) }
    };
    part(chapter, "models", &word(language, "models-heading"), &content)
}

fn tried(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    let Some(figure) = &section.models else {
        return html! {};
    };
    let counted = Message::new("models-tried")
        .count("tried", figure.n_tried as u64)
        .count("estimable", figure.n_estimable as u64);
    let how = Message::new(if figure.exhaustive {
        "models-exhaustive"
    } else {
        "models-stepwise"
    })
    .count("order", figure.highest_order as u64);
    let left_out: Vec<String> = (0..section.lists.len())
        .filter(|place| !figure.used.contains(place))
        .map(|place| lettered(&section.lists, place))
        .collect();
    html! {
        p { (say(language, &counted)) " " (say(language, &how)) }
        @if !left_out.is_empty() {
            p { (say(language, &Message::new("models-left-out").text("lists", left_out.join("; ")))) }
        }
        p { (spread(figure, section.persons as f64, language)) }
        @if let Some(shown) = shown_of(figure) { p { (say(language, &shown)) } }
        p { (word(language, "models-note")) " " (key_of_letters(chapter)) }
    }
}

/// How far models that fit about as well lie apart.
fn spread(figure: &ModelsFigure, documented: f64, language: Language) -> String {
    let (lower, upper) = figure.spread;
    let lower = people(language, lower.max(documented));
    let message = if upper.is_finite() {
        Message::new("models-spread").text("upper", people(language, upper.max(documented)))
    } else {
        Message::new("models-spread-open")
    };
    say(language, &message.text("lower", lower))
}

/// How many of the models stand in the table, how many in `result.json`, and how many nowhere; `None` when all are shown.
fn shown_of(figure: &ModelsFigure) -> Option<Message> {
    let shown = shown_models(figure, MOST_OTHERS).len();
    let message = Message::new("models-shown")
        .count("shown", shown as u64)
        .count("kept", figure.models.len() as u64)
        .count(
            "left-out",
            figure.n_estimable.saturating_sub(figure.models.len()) as u64,
        );
    (shown < figure.n_estimable).then_some(message)
}

/// Which letter is which list, for readers of this part alone.
fn key_of_letters(chapter: &Chapter<'_>) -> String {
    let lists = &chapter.section.lists;
    let named = |place: usize| format!("{} = {}", letter(place), locale::plain(&lists[place].label));
    let names: Vec<String> = (0..lists.len()).map(named).collect();
    format!("{}.", names.join("; "))
}

fn models_table(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    let caption = word(language, "models-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" class="wide" { (word(language, "column-model")) }
                (number_column(language, "column-total"))
                (column(language, "column-interval"))
                (number_column(language, "column-deviance"))
                (number_column(language, "column-freedom"))
                (number_column(language, "column-aic"))
                (number_column(language, "column-bic"))
            } }
            tbody { (model_rows(chapter)) (chao_row(chapter)) }
        }
    };
    scrolled(&caption, &table)
}

fn model_rows(chapter: &Chapter<'_>) -> Markup {
    html! {
        @if let Some(models) = &chapter.section.models {
            @for (name, figure) in shown_models(models, MOST_OTHERS) {
                (model_row(chapter, &word(chapter.language, name), figure))
            }
        }
    }
}

fn model_row(chapter: &Chapter<'_>, name: &str, figure: &ModelFigure) -> Markup {
    let language = chapter.language;
    html! {
        tr {
            th scope="row" { (name) ": " (model(&figure.generators)) }
            (total_cells(chapter, &people(language, figure.total), figure.interval.as_ref()))
            td class="number" { (number(language, figure.deviance, 1)) }
            td class="number" { (figure.df) }
            td class="number" { (number(language, figure.aic, 1)) }
            td class="number" { (number(language, figure.bic, 1)) }
        }
    }
}

/// Chao's row says "at least", because it bounds the total from below and estimates nothing else.
fn chao_row(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    let Some((total, ends)) = &chapter.section.chao else {
        return html! {};
    };
    html! {
        tr {
            th scope="row" { (word(language, "model-chao")) }
            (total_cells(chapter, &at_least(language, *total), Some(ends)))
            td colspan="4" {}
        }
    }
}

fn at_least(language: Language, total: f64) -> String {
    say(
        language,
        &Message::new("total-at-least").text("total", people(language, total)),
    )
}

fn total_cells(chapter: &Chapter<'_>, total: &str, ends: Option<&IntervalFigure>) -> Markup {
    html! {
        td class="number" { (total) }
        td { (interval(chapter.language, ends, chapter.section.persons as f64)) }
    }
}
