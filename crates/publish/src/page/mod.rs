//! The report as one page that needs no other file, no script and no network.

mod answer;
mod card;
mod evidence;
mod linkage;
mod method;
mod models;
mod others;
mod overlaps;
mod pooled;
mod record;
mod style;
mod ways;

use locale::{Language, Message, plain, say};
use maud::{DOCTYPE, Markup, PreEscaped, html};

pub use self::evidence::{evidence_page, found_page};
use crate::words::{standing, word};
use crate::{CountFigures, SectionFigures};

/// One section of the report on its way to the page.
struct Chapter<'a> {
    figures: &'a CountFigures,
    section: &'a SectionFigures,
    language: Language,
    /// Distinguishes identifiers of this section from those of others.
    key: String,
    /// Level of the section's headings.
    level: u8,
}

/// Writes the report: the answer first, then what it rests on.
///
/// The page is self-contained: its style is in it, it has no script and loads nothing. All foreign text is escaped,
/// and marks that would reorder the text around them are made visible. No number stands without who is counted,
/// the standard of proof and the date.
pub fn page(figures: &CountFigures, language: Language) -> String {
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            (head(figures, language))
            body {
                a class="skip" href="#answer" { (word(language, "page-skip")) }
                (header(figures, language))
                main id="answer" {
                    (pooled::pooled(figures, language))
                    (sections(figures, language))
                    (method::what_would_make_it_wrong(language))
                    (record::unclear(figures, language))
                    (record::again(figures, language))
                }
                footer {
                    p { (word(language, "page-nobody")) }
                    p { (say(language, &Message::new("page-made").text("version", &figures.version))) }
                }
            }
        }
    }
    .into_string()
}

fn head(figures: &CountFigures, language: Language) -> Markup {
    let title = word(language, "page-title");
    let title = if figures.demo {
        format!("{title} – {}", word(language, "page-demo"))
    } else {
        title
    };
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(style::policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light";
            meta name="referrer" content="no-referrer";
            title { (title) }
            style { (PreEscaped(style::STYLE)) }
        }
    }
}

fn header(figures: &CountFigures, language: Language) -> Markup {
    html! {
        header {
            @if figures.demo {
                div class="demo" role="note" {
                    p class="loud" { (word(language, "page-demo")) }
                    p { (word(language, "page-demo-detail")) }
                }
            }
            @if language == Language::Kyrgyz {
                p class="draft" role="note" { (word(language, "draft-translation")) }
            }
            h1 { (word(language, "page-title")) }
        }
    }
}

fn sections(figures: &CountFigures, language: Language) -> Markup {
    let n_sections = figures.sections.len();
    html! {
        @if n_sections > 1 && figures.pooled.is_none() {
            p class="apart" {
                (say(language, &Message::new("sections-apart").count("sections", n_sections as u64)))
            }
        }
        @for (place, section) in figures.sections.iter().enumerate() {
            @let level = if n_sections > 1 { 3 } else { 2 };
            (chapter(&Chapter { figures, section, language, key: (place + 1).to_string(), level }))
        }
    }
}

fn chapter(chapter: &Chapter<'_>) -> Markup {
    let content = html! {
        (answer::answer(chapter))
        (overlaps::lists(chapter))
        (overlaps::overlaps(chapter))
        (overlaps::captures(chapter))
        (ways::ways(chapter))
        (models::models(chapter))
        (card::card(chapter))
        (others::interaction(chapter))
        (others::others(chapter))
        (models::pairs(chapter))
        (method::counted(chapter))
        (linkage::linkage(chapter))
        (method::assumes(chapter))
    };
    match &chapter.section.label {
        Some(label) if chapter.level > 2 => html! {
            section class="chapter" aria-labelledby=(format!("section-{}", chapter.key)) {
                h2 id=(format!("section-{}", chapter.key)) { (plain(label)) }
                (content)
            }
        },
        _ => html! { div class="chapter" { (content) } },
    }
}

/// A part of a chapter under its heading.
fn part(chapter: &Chapter<'_>, name: &str, title: &str, content: &Markup) -> Markup {
    let id = format!("{name}-{}", chapter.key);
    html! {
        section class=(name) aria-labelledby=(id) {
            @if chapter.level == 2 { h2 id=(id) { (title) } } @else { h3 id=(id) { (title) } }
            (content)
        }
    }
}

/// A heading of a cell that heads its column.
fn column(language: Language, id: &str) -> Markup {
    html! { th scope="col" { (word(language, id)) } }
}

/// The same for a column of numbers.
fn number_column(language: Language, id: &str) -> Markup {
    html! { th scope="col" class="number" { (word(language, id)) } }
}

/// A table that can be moved sideways where it does not fit.
fn scrolled(label: &str, table: &Markup) -> Markup {
    html! { div class="scroll" role="region" aria-label=(label) tabindex="0" { (table) } }
}

/// A picture with who is counted, how surely, and when.
fn pictured(chapter: &Chapter<'_>, label: &str, svg: String) -> Markup {
    html! {
        figure {
            (scrolled(label, &html! { (PreEscaped(svg)) }))
            figcaption class="standing" { (standing(chapter.figures, chapter.language)) }
        }
    }
}

/// The numbers of a picture as a table that opens on demand.
fn as_table(language: Language, label: &str, table: &Markup) -> Markup {
    html! {
        details {
            summary { (word(language, "table-of-picture")) ": " (label) }
            (table)
        }
    }
}
