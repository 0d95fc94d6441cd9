//! The report card: the same answer asked for in other ways.

use locale::{Language, Message, number, say};
use maud::{Markup, html};

use super::{Chapter, column, number_column, part, pictured, scrolled};
use crate::picture;
use crate::words::{interval, lettered, people, persons, standing, word};
use crate::{CardFigure, CardRow, CardTotal, HiddenFigure, OddsFigure};

/// The card; nothing where the lists themselves forbid an estimate.
pub(super) fn card(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    let Some(card) = &chapter.section.card else {
        return html! {};
    };
    let content = html! {
        p { (word(language, "card-note")) }
        @if let Some(svg) = picture::without(chapter.section, language, &format!("card-{}", chapter.key)) {
            (pictured(chapter, &word(language, "card-title"), svg))
        }
        (changes(chapter, card))
        (hidden(chapter, card))
        (beliefs(chapter, card))
        (odds(chapter, card))
        p class="standing" { (standing(chapter.figures, language)) }
    };
    part(chapter, "card", &word(language, "card-heading"), &content)
}

/// All lists, without each list, and with two lists as one.
fn changes(chapter: &Chapter<'_>, card: &CardFigure) -> Markup {
    let (language, lists) = (chapter.language, &chapter.section.lists);
    let caption = word(language, "card-changes-caption");
    let without = |list: usize| {
        say(
            language,
            &Message::new("card-without").text("list", lettered(lists, list)),
        )
    };
    let merged = |(a, b): (usize, usize)| {
        let message = Message::new("card-merged").text("a", lettered(lists, a));
        say(language, &message.text("b", lettered(lists, b)))
    };
    let table = html! {
        table {
            caption { (caption) }
            thead { (two_methods(language, "column-change")) }
            tbody {
                (row(chapter, &word(language, "card-whole"), &card.whole))
                @for (list, figure) in &card.without { (row(chapter, &without(*list), figure)) }
                @for (pair, figure) in &card.merged { (row(chapter, &merged(*pair), figure)) }
            }
        }
    };
    scrolled(&caption, &table)
}

fn two_methods(language: Language, first: &str) -> Markup {
    html! {
        tr {
            th scope="col" class="wide" { (word(language, first)) }
            (number_column(language, "column-by-bic"))
            (column(language, "column-interval"))
            (number_column(language, "column-by-average"))
            (column(language, "column-interval"))
        }
    }
}

fn row(chapter: &Chapter<'_>, name: &str, figure: &CardRow) -> Markup {
    let floor = chapter.section.persons as f64;
    html! {
        tr {
            th scope="row" class="wide" { bdi { (name) } }
            (cells(chapter.language, figure.best.as_ref(), floor))
            (cells(chapter.language, figure.averaged.as_ref(), floor))
        }
    }
}

fn cells(language: Language, figure: Option<&CardTotal>, floor: f64) -> Markup {
    html! {
        @match figure {
            Some(figure) => {
                td class="number" { (people(language, figure.total)) }
                td class="interval" { (interval(language, figure.interval.as_ref(), floor)) }
            }
            None => { td class="number" { "—" } td class="interval" { (word(language, "way-silent")) } }
        }
    }
}

/// Lists that were hidden, beside their known sizes.
fn hidden(chapter: &Chapter<'_>, card: &CardFigure) -> Markup {
    let (language, lists) = (chapter.language, &chapter.section.lists);
    let told = |figure: &&HiddenFigure| figure.row.best.is_some() || figure.row.averaged.is_some();
    let rows: Vec<&HiddenFigure> = card.hidden.iter().filter(told).collect();
    if rows.is_empty() {
        return html! {};
    }
    let caption = word(language, "card-hidden-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" class="wide" { (word(language, "column-hidden")) }
                (number_column(language, "column-known"))
                (number_column(language, "column-by-bic"))
                (column(language, "column-interval"))
                (number_column(language, "column-by-average"))
                (column(language, "column-interval"))
            } }
            tbody { @for figure in &rows {
                tr {
                    th scope="row" class="wide" { bdi { (lettered(lists, figure.list)) } }
                    td class="number" { (persons(language, figure.known)) }
                    (cells(language, figure.row.best.as_ref(), 0.0))
                    (cells(language, figure.row.averaged.as_ref(), 0.0))
                }
            } }
        }
    };
    html! {
        p { (say(language, &found_again(&rows))) }
        (scrolled(&caption, &table))
    }
}

/// How many of the intervals of hidden lists hold the known number.
fn found_again(rows: &[&HiddenFigure]) -> Message {
    let (mut held, mut all) = (0, 0);
    for figure in rows {
        for ends in [figure.row.best, figure.row.averaged]
            .into_iter()
            .flatten()
            .filter_map(|total| total.interval)
        {
            let known = figure.known as f64;
            all += 1;
            held += u64::from(ends.lower <= known && ends.upper.is_none_or(|upper| known <= upper));
        }
    }
    Message::new("card-hidden-held")
        .count("held", held)
        .count("all", all)
}

/// The average over patterns when something else is believed.
fn beliefs(chapter: &Chapter<'_>, card: &CardFigure) -> Markup {
    let language = chapter.language;
    if card.beliefs.iter().all(|(_, total)| total.is_none()) {
        return html! {};
    }
    let caption = word(language, "card-beliefs-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" class="wide" { (word(language, "column-belief")) }
                (number_column(language, "column-total"))
                (column(language, "column-interval"))
            } }
            tbody { @for (code, total) in &card.beliefs {
                tr {
                    th scope="row" class="wide" { (word(language, &format!("belief-{code}"))) }
                    (cells(language, total.as_ref(), chapter.section.persons as f64))
                }
            } }
        }
    };
    scrolled(&caption, &table)
}

/// How much pairs of lists share beyond chance.
fn odds(chapter: &Chapter<'_>, card: &CardFigure) -> Markup {
    let (language, lists) = (chapter.language, &chapter.section.lists);
    let defined: Vec<(&OddsFigure, (f64, f64))> = card
        .odds
        .iter()
        .filter_map(|odds| Some((odds, odds.ratio?)))
        .collect();
    if defined.is_empty() {
        return html! {};
    }
    let caption = word(language, "card-odds-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" class="wide" { (word(language, "column-pair")) }
                (number_column(language, "column-both"))
                (number_column(language, "column-odds"))
                (number_column(language, "column-odds-error"))
            } }
            tbody { @for (figure, (ratio, log_se)) in &defined {
                @let names = format!("{} + {}", lettered(lists, figure.a), lettered(lists, figure.b));
                tr {
                    th scope="row" class="wide" { bdi { (names) } }
                    td class="number" { (persons(language, figure.both)) }
                    td class="number" { (number(language, *ratio, 2)) }
                    td class="number" { (number(language, *log_se, 2)) }
                }
            } }
        }
    };
    scrolled(&caption, &table)
}
