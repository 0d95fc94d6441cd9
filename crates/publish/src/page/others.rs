//! Other estimators for comparison, and how far the answer hangs on what no table knows.

use locale::{Message, say};
use maud::{Markup, html};

use super::{Chapter, as_table, column, number_column, part, pictured, scrolled};
use crate::OtherFigure;
use crate::picture;
use crate::words::{interval, people, standing, word};

/// The table of other estimators; nothing when there are none.
pub(super) fn others(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    if section.others.is_empty() {
        return html! {};
    }
    let caption = word(language, "others-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" class="wide" { (word(language, "column-estimator")) }
                (number_column(language, "column-total"))
                (column(language, "column-interval"))
            } }
            tbody { @for other in &section.others { (row(chapter, other)) } }
        }
    };
    let content = html! {
        p { (word(language, "others-note")) }
        (scrolled(&caption, &table))
        p class="standing" { (standing(chapter.figures, language)) }
    };
    part(chapter, "others", &word(language, "others-heading"), &content)
}

fn row(chapter: &Chapter<'_>, other: &OtherFigure) -> Markup {
    let language = chapter.language;
    let total = people(language, other.total);
    let total = if other.at_least {
        say(language, &Message::new("total-at-least").text("total", total))
    } else {
        total
    };
    html! {
        tr {
            th scope="row" class="wide" { (word(language, &format!("other-{}", other.code))) }
            td class="number" { (total) }
            td class="interval" { (interval(language, other.interval.as_ref(), chapter.section.persons as f64)) }
        }
    }
}

/// The curve of totals over the interaction of all lists; nothing when a combination of lists has nobody.
pub(super) fn interaction(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    let Some(svg) = picture::interaction(section, language, &format!("interaction-{}", chapter.key)) else {
        return html! {};
    };
    let caption = word(language, "interaction-title");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (number_column(language, "column-xi"))
                (number_column(language, "column-total"))
                (column(language, "column-interval"))
            } }
            tbody {
                @for point in section.interaction.iter().step_by(4) {
                    tr {
                        td class="number" { (locale::number(language, point.xi, 2)) }
                        td class="number" { (people(language, point.total)) }
                        td class="interval" { (interval(language, Some(&point.interval), section.persons as f64)) }
                    }
                }
            }
        }
    };
    let content = html! {
        p { (word(language, "interaction-note")) }
        (pictured(chapter, &caption, svg))
        (as_table(language, &caption, &table))
    };
    part(
        chapter,
        "interaction",
        &word(language, "interaction-heading"),
        &content,
    )
}
