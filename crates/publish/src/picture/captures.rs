//! People by number of lists.

use locale::{Language, Message, say};
use maud::{Markup, html};

use super::scale::Scale;
use super::{Anchor, BAR, Frame, at, framed, label, text, width_of};
use crate::SectionFigures;
use crate::words::{of_captures, percent, persons, word};

const WIDTH: f64 = 480.0;
const ROW: f64 = 30.0;
const LABELS: f64 = 124.0;
/// More bars than lists can be are drawn of nothing; people can be seen more often.
const MOST_ROWS: usize = 64;

/// Draws one bar for each number of lists; `key` must be unique on its page.
pub fn captures(section: &SectionFigures, language: Language, key: &str) -> String {
    let captures = section.captures.iter().copied().enumerate().skip(1);
    let rows: Vec<(usize, u64)> = captures.take(MOST_ROWS).collect();
    let most = rows.iter().map(|row| row.1).max().unwrap_or(0);
    let numbers = rows
        .iter()
        .map(|row| width_of(&shown(section, language, row.1)))
        .fold(0.0, f64::max);
    let length = (WIDTH - LABELS - numbers - 12.0).max(40.0);
    let scale = Scale {
        most: most.max(1) as f64,
        step: 1.0,
        length,
    };
    let frame = Frame {
        key,
        title: word(language, &of_captures(section, "captures-title")),
        description: word(language, &of_captures(section, "captures-description")),
        width: WIDTH,
        height: rows.len() as f64 * ROW + 8.0,
    };
    let content = html! {
        @for (place, &(n_lists, people)) in rows.iter().enumerate() {
            (bar(section, language, place as f64 * ROW + 4.0, n_lists, people, scale))
        }
    };
    framed(&frame, &content)
}

fn bar(
    section: &SectionFigures,
    language: Language,
    top: f64,
    n_lists: usize,
    people: u64,
    scale: Scale,
) -> Markup {
    let name = say(
        language,
        &Message::new(of_captures(section, "captures-row")).count("lists", n_lists as u64),
    );
    let length = scale.place(people as f64);
    html! {
        (label(0.0, top + 19.0, LABELS - 8.0, &name))
        rect x=(at(LABELS)) y=(at(top + 4.0)) width=(at(length)) height="20" fill=(BAR) {}
        (text(LABELS + length + 8.0, top + 19.0, Anchor::Start, &shown(section, language, people)))
    }
}

/// The number of people and their share among all on the lists.
fn shown(section: &SectionFigures, language: Language, people: u64) -> String {
    format!(
        "{} ({})",
        persons(language, people),
        percent(language, people, section.persons)
    )
}
