//! What each way of estimating says, what it believes, and what came of doubtful links.

use locale::{Language, Message, number, say};
use maud::{Markup, html};

use super::{Chapter, column, number_column, part, pictured, scrolled};
use crate::picture;
use crate::words::{interval, people, standing, word};
use crate::{WayAnswer, WayFigure};

/// The picture and the table of all ways; nothing when none was tried.
pub(super) fn ways(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    if section.ways.is_empty() {
        return html! {};
    }
    let content = html! {
        p { (word(language, "ways-note")) }
        @if let Some(svg) = picture::ways(section, language, &format!("ways-{}", chapter.key)) {
            (pictured(chapter, &word(language, "ways-title"), svg))
        }
        (table(chapter))
        p class="standing" { (standing(chapter.figures, language)) }
    };
    part(chapter, "ways", &word(language, "ways-heading"), &content)
}

fn table(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    let caption = word(language, "ways-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (column(language, "column-way"))
                (number_column(language, "column-total"))
                (column(language, "column-interval"))
                @if let Some(doubt) = section.doubt {
                    (number_column(language, if doubt.of_strata { "column-parts" } else { "column-linkage" }))
                }
                th scope="col" class="wide" { (word(language, "column-believes")) }
            } }
            tbody { @for way in &section.ways { (row(chapter, way)) } }
        }
    };
    scrolled(&caption, &table)
}

fn row(chapter: &Chapter<'_>, way: &WayFigure) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    html! {
        tr {
            th scope="row" { (word(language, &format!("way-{}", way.code))) }
            @match &way.answer {
                Ok(answer) => {
                    td class="number" { (people(language, answer.centre)) }
                    td class="interval" { (interval(language, Some(&answer.interval), section.persons as f64)) }
                    @if section.doubt.is_some() { td class="number" { (from_linkage(language, answer)) } }
                }
                Err(refusal) => {
                    td colspan=(if section.doubt.is_some() { "3" } else { "2" }) class="wide" { (say(language, refusal)) }
                }
            }
            td class="wide" { (word(language, &format!("way-{}-believes", way.code))) }
        }
    }
}

fn from_linkage(language: Language, answer: &WayAnswer) -> String {
    answer.from_linkage.map_or_else(
        || "—".to_owned(),
        |share| {
            let share = number(language, share * 100.0, 0);
            say(language, &Message::new("percent").text("share", share))
        },
    )
}
