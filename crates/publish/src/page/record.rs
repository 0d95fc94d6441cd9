//! What was unclear in the files, and how to compute everything again.

use locale::{Argument, Language, Message, plain, say};
use maud::{Markup, html};

use super::{column, number_column, scrolled};
use crate::CountFigures;
use crate::words::{persons, word};

/// Arguments of a warning that say where it is about; the sentence itself does not repeat them.
const PLACES: [&str; 3] = ["file", "sheet", "column"];

/// Warnings with how often each was said.
pub(super) fn unclear(figures: &CountFigures, language: Language) -> Markup {
    let caption = word(language, "unclear-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (column(language, "column-file"))
                th scope="col" class="wide" { (word(language, "column-warning")) }
                (number_column(language, "column-times"))
            } }
            tbody {
                @for (warning, times) in &figures.warnings {
                    tr {
                        td { bdi { (place(warning)) } }
                        td { (say(language, warning)) }
                        td class="number" { (persons(language, *times)) }
                    }
                }
            }
        }
    };
    html! {
        section class="unclear" aria-labelledby="unclear" {
            h2 id="unclear" { (word(language, "unclear-heading")) }
            @if figures.warnings.is_empty() { p { (word(language, "unclear-none")) } }
            @else { (scrolled(&caption, &table)) }
        }
    }
}

/// File, sheet and column of a warning, as far as it names them.
fn place(warning: &Message) -> String {
    let named = |name: &str| {
        let found = warning.args.iter().find(|(known, _)| known == name);
        match found.map(|(_, argument)| argument) {
            Some(Argument::Text(text)) if !text.is_empty() => Some(plain(text)),
            Some(Argument::Count(count)) => Some(count.to_string()),
            _ => None,
        }
    };
    let places: Vec<String> = PLACES.into_iter().filter_map(named).collect();
    places.join(" › ")
}

/// The command, the version, the seed, the options and the files.
pub(super) fn again(figures: &CountFigures, language: Language) -> Markup {
    html! {
        section class="again" aria-labelledby="again" {
            h2 id="again" { (word(language, "again-heading")) }
            p { (word(language, "again-text")) }
            pre { code { (plain(&figures.command)) } }
            p { (word(language, "again-json")) }
            dl class="stands" {
                dt { (word(language, "again-version")) }
                dd { (figures.version) }
                dt { (word(language, "again-seed")) }
                dd { (figures.seed) }
                @if !figures.options.is_empty() {
                    dt { (word(language, "again-options")) }
                    dd {
                        @for (name, value) in &figures.options {
                            code { (plain(name)) ": " bdi { (plain(value)) } } br;
                        }
                    }
                }
            }
            (inputs(figures, language))
        }
    }
}

fn inputs(figures: &CountFigures, language: Language) -> Markup {
    let caption = word(language, "inputs-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (column(language, "column-file"))
                (number_column(language, "column-rows"))
                th scope="col" class="wide" { (word(language, "column-hash")) }
            } }
            tbody {
                @for input in &figures.inputs {
                    tr {
                        th scope="row" { bdi { (plain(&input.name)) } }
                        td class="number" { (persons(language, input.rows)) }
                        td class="hash" { (input.sha256) }
                    }
                }
            }
        }
    };
    scrolled(&caption, &table)
}
