//! Strata of one population together.

use locale::{Language, Message, number, say};
use maud::{Markup, html};

use super::{column, number_column, scrolled};
use crate::words::{day, interval, people, population, standard, standing, whole, word};
use crate::{CountFigures, PooledFigure};

/// The answer for all strata; nothing where the sections are no strata.
pub(super) fn pooled(figures: &CountFigures, language: Language) -> Markup {
    let Some(pooled) = &figures.pooled else {
        return html! {};
    };
    html! {
        section class="answer" aria-labelledby="pooled" {
            h2 id="pooled" { (word(language, "pooled-heading")) }
            p class="figure" { (found(pooled, language)) }
            p { (word(language, "pooled-note")) }
            @if pooled.placed > 0 { p { (say(language, &placed(pooled))) } }
            @if !pooled.refused.is_empty() { p { (say(language, &refused(figures, pooled))) } }
            dl class="stands" {
                dt { (word(language, "population-label")) }
                dd { bdi { (population(figures, language)) } }
                dt { (word(language, "standard-label")) }
                dd { (standard(figures, language)) }
                dt { (word(language, "day-label")) }
                dd { (day(figures, language)) }
            }
        }
        @if !pooled.ways.is_empty() { (ways(figures, pooled, language)) }
    }
}

fn found(pooled: &PooledFigure, language: Language) -> String {
    let known = Message::new("answer-persons").count("persons", pooled.seen);
    let range = pooled.range.as_ref().and_then(|range| {
        let upper = range.interval.upper.filter(|upper| upper.is_finite())?;
        Some((whole(range.interval.lower), whole(upper)))
    });
    let unlisted = match range {
        Some((lower, upper)) => {
            let beyond = |total: u64| locale::count(language, total.saturating_sub(pooled.seen));
            say(
                language,
                &Message::new("answer-range")
                    .text("lower", beyond(lower))
                    .text("upper", beyond(upper)),
            )
        }
        None => word(language, "answer-refused"),
    };
    format!("{} {unlisted}", say(language, &known))
}

/// How many people nobody put into a stratum but chance.
fn placed(pooled: &PooledFigure) -> Message {
    Message::new("pooled-placed")
        .count("people", pooled.placed)
        .count("draws", pooled.draws)
}

/// Which strata have no range of their own.
fn refused(figures: &CountFigures, pooled: &PooledFigure) -> Message {
    let label = |place: &usize| figures.sections.get(*place)?.label.clone();
    let labels: Vec<String> = pooled.refused.iter().filter_map(label).collect();
    Message::new("pooled-refused").text("strata", labels.join("; "))
}

fn ways(figures: &CountFigures, pooled: &PooledFigure, language: Language) -> Markup {
    let caption = word(language, "pooled-caption");
    let floor = pooled.seen as f64;
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (column(language, "column-way"))
                (number_column(language, "column-total"))
                (column(language, "column-if-apart"))
                (column(language, "column-if-alike"))
            } }
            tbody { @for way in &pooled.ways {
                tr {
                    th scope="row" { (word(language, &format!("way-{}", way.code))) }
                    td class="number" { (people(language, way.centre)) }
                    td class="interval" { (interval(language, Some(&way.interval), floor)) }
                    td class="interval" { (interval(language, Some(&way.if_alike), floor)) }
                }
            } }
        }
    };
    let confidence = pooled.ways.first().map_or(0.95, |way| way.interval.confidence);
    let note = Message::new("pooled-alike").text("confidence", number(language, confidence * 100.0, 0));
    html! {
        (scrolled(&caption, &table))
        p { (say(language, &note)) }
        p class="standing" { (standing(figures, language)) }
    }
}
