//! The lists and how they overlap.

use locale::{Message, plain, say};
use maud::{Markup, html};

use super::{Chapter, as_table, column, number_column, part, pictured, scrolled};
use crate::picture::{self, shown_lists, shown_overlaps};
use crate::words::{letter, lettered, of_captures, percent, persons, standing, word};
use crate::{ListFigure, SectionFigures};

/// The table of the lists.
pub(super) fn lists(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    if section.lists.is_empty() {
        return html! {};
    }
    let columns = ListColumns {
        reports: section.reports.is_some(),
        derived: section.lists.iter().any(|list| list.derived_from.is_some()),
        population: section.lists.iter().any(|list| list.population.is_some()),
    };
    let caption = word(language, "lists-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (column(language, "column-letter"))
                (column(language, "column-list"))
                (number_column(language, "column-persons"))
                @if columns.reports { (number_column(language, "column-reports")) }
                (number_column(language, "column-shared"))
                @if columns.derived { (column(language, "column-derived")) }
                @if columns.population { (column(language, "column-population")) }
            } }
            tbody {
                @for (place, list) in section.lists.iter().enumerate() {
                    (list_row(chapter, &columns, place, list))
                }
            }
        }
    };
    let content = html! {
        (scrolled(&caption, &table))
        p class="standing" { (standing(chapter.figures, language)) }
        p { (word(language, "lists-note")) }
    };
    part(chapter, "lists", &word(language, "lists-heading"), &content)
}

/// Columns that only some reports need.
struct ListColumns {
    reports: bool,
    derived: bool,
    population: bool,
}

fn list_row(chapter: &Chapter<'_>, columns: &ListColumns, place: usize, list: &ListFigure) -> Markup {
    let language = chapter.language;
    let foreign = |text: &Option<String>| text.as_deref().map_or("—".to_owned(), plain);
    html! {
        tr {
            td { (letter(place)) }
            th scope="row" { bdi { (plain(&list.label)) } }
            td class="number" { (persons(language, list.persons)) }
            @if columns.reports { td class="number" { (persons(language, list.reports)) } }
            td class="number" { (percent(language, shared(chapter.section, place), list.persons)) }
            @if columns.derived { td { bdi { (foreign(&list.derived_from)) } } }
            @if columns.population { td { bdi { (foreign(&list.population)) } } }
        }
    }
}

/// People on this list who are also on another.
fn shared(section: &SectionFigures, place: usize) -> u64 {
    let also = section
        .overlaps
        .iter()
        .filter(|overlap| overlap.lists.len() > 1 && overlap.lists.contains(&place));
    also.map(|overlap| overlap.persons).sum()
}

/// The picture of overlaps, and its numbers.
pub(super) fn overlaps(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    if section.lists.is_empty() {
        return html! {};
    }
    let (n_shown, n_lists) = (shown_lists(section).len(), section.lists.len());
    let title = word(language, "upset-title");
    let svg = picture::upset(section, language, &format!("upset-{}", chapter.key));
    let content = html! {
        (pictured(chapter, &title, svg))
        (as_table(language, &title, &overlaps_table(chapter)))
        @if n_shown < n_lists {
            p { (say(language, &Message::new("upset-lists-left-out").count("shown", n_shown as u64)
                .count("lists", n_lists as u64))) }
        }
        (rest(chapter))
    };
    part(chapter, "overlaps", &word(language, "overlaps-heading"), &content)
}

fn overlaps_table(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    let caption = word(language, "overlaps-caption");
    let names = |lists: &[usize]| {
        lists
            .iter()
            .map(|&list| lettered(&section.lists, list))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                th scope="col" class="wide" { (word(language, "column-only-on")) }
                (number_column(language, "column-persons"))
            } }
            tbody {
                @for overlap in shown_overlaps(section) {
                    tr {
                        th scope="row" { bdi { (names(&overlap.lists)) } }
                        td class="number" { (persons(language, overlap.persons)) }
                    }
                }
            }
        }
    };
    scrolled(&caption, &table)
}

/// What the picture leaves out, in words.
fn rest(chapter: &Chapter<'_>) -> Markup {
    let section = chapter.section;
    let shown = shown_overlaps(section);
    let combinations = section.overlaps.len().saturating_sub(shown.len());
    if combinations == 0 {
        return html! {};
    }
    let total: u64 = section.overlaps.iter().map(|overlap| overlap.persons).sum();
    let drawn: u64 = shown.iter().map(|overlap| overlap.persons).sum();
    let message = Message::new("overlaps-rest").count("combinations", combinations as u64);
    html! { p { (say(chapter.language, &message.count("persons", total.saturating_sub(drawn)))) } }
}

/// The picture of people by number of lists, and its numbers.
pub(super) fn captures(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    let svg = picture::captures(section, language, &format!("captures-{}", chapter.key));
    let caption = word(language, &of_captures(section, "captures-caption"));
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (number_column(language, &of_captures(section, "column-number-of-lists")))
                (number_column(language, "column-persons"))
            } }
            tbody {
                @for (n_lists, &people) in section.captures.iter().enumerate().skip(1) {
                    tr {
                        th scope="row" class="number" { (n_lists) }
                        td class="number" { (persons(language, people)) }
                    }
                }
            }
        }
    };
    let title = word(language, &of_captures(section, "captures-title"));
    let content = html! {
        (pictured(chapter, &title, svg))
        (as_table(language, &title, &scrolled(&caption, &table)))
    };
    part(
        chapter,
        "captures",
        &word(language, &of_captures(section, "captures-heading")),
        &content,
    )
}
