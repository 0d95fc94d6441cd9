//! How the lists overlap, as an UpSet picture (Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014).

use locale::{Language, Message, say};
use maud::{Markup, html};

use super::scale::Scale;
use super::{Anchor, BAND, BAR, FAINT, Frame, INK, at, framed, label, list_label, text, width_of};
use crate::words::{letter, persons, word};
use crate::{OverlapFigure, SectionFigures};

/// Most lists drawn.
const MOST_LISTS: usize = 16;
/// Most combinations drawn.
const MOST_COLUMNS: usize = 30;

const WIDTH: f64 = 760.0;
const ROW: f64 = 26.0;
const LETTERS: f64 = 26.0;
const NAMES: f64 = 206.0;
/// Bars of the lists' sizes.
const SIZES: f64 = 60.0;
/// Where the columns begin.
const LEFT: f64 = LETTERS + NAMES + SIZES + 52.0;
const BARS: f64 = 150.0;

/// Draws the lists as rows and their combinations as columns; `key` must be unique on its page.
///
/// At most 16 lists and 30 combinations are drawn, the largest.
pub fn upset(section: &SectionFigures, language: Language, key: &str) -> String {
    let lists = shown_lists(section);
    let columns = shown_overlaps(section);
    let plot = Plot::new(section, language, &lists, &columns);
    let frame = Frame {
        key,
        title: word(language, "upset-title"),
        description: description(&columns, language),
        width: WIDTH,
        height: plot.rows_top + lists.len() as f64 * ROW + 6.0,
    };
    framed(&frame, &plot.draw(&columns))
}

/// Places of the lists that are drawn: the largest, in their own order.
pub(crate) fn shown_lists(section: &SectionFigures) -> Vec<usize> {
    let mut places: Vec<usize> = (0..section.lists.len()).collect();
    places.sort_by_key(|&place| (std::cmp::Reverse(section.lists[place].persons), place));
    places.truncate(MOST_LISTS);
    places.sort_unstable();
    places
}

/// The combinations that are drawn: the largest of those that drawn lists can show.
pub(crate) fn shown_overlaps(section: &SectionFigures) -> Vec<&OverlapFigure> {
    let lists = shown_lists(section);
    let can_be_shown = |overlap: &&OverlapFigure| overlap.lists.iter().all(|list| lists.contains(list));
    let mut shown: Vec<&OverlapFigure> = section.overlaps.iter().filter(can_be_shown).collect();
    shown.sort_by(|a, b| b.persons.cmp(&a.persons).then_with(|| a.lists.cmp(&b.lists)));
    shown.truncate(MOST_COLUMNS);
    shown
}

fn description(columns: &[&OverlapFigure], language: Language) -> String {
    let Some(largest) = columns.first() else {
        return word(language, "upset-empty");
    };
    let message = Message::new("upset-description").count("columns", columns.len() as u64);
    say(language, &message.count("largest", largest.persons))
}

/// Everything that rows and columns must agree on.
struct Plot<'a> {
    section: &'a SectionFigures,
    language: Language,
    lists: &'a [usize],
    /// Whether numbers over the bars stand upright because the columns are narrow.
    upright: bool,
    column: f64,
    bars: Scale,
    sizes: Scale,
    bars_bottom: f64,
    rows_top: f64,
}

impl<'a> Plot<'a> {
    fn new(
        section: &'a SectionFigures,
        language: Language,
        lists: &'a [usize],
        columns: &[&OverlapFigure],
    ) -> Self {
        let most = |values: Vec<u64>| values.into_iter().max().unwrap_or(0).max(1) as f64;
        let largest = most(columns.iter().map(|column| column.persons).collect());
        let widest = columns
            .iter()
            .map(|column| width_of(&persons(language, column.persons)))
            .fold(0.0, f64::max);
        let column = ((WIDTH - LEFT - 4.0) / columns.len().max(1) as f64).min(44.0);
        let upright = widest > column;
        let numbers = if upright { widest + 10.0 } else { 22.0 };
        let bars_bottom = numbers + BARS;
        let size_of = |&list: &usize| section.lists[list].persons;
        Self {
            section,
            language,
            lists,
            upright,
            column,
            bars: Scale {
                most: largest,
                step: 1.0,
                length: BARS,
            },
            sizes: Scale {
                most: most(lists.iter().map(size_of).collect()),
                step: 1.0,
                length: SIZES,
            },
            bars_bottom,
            rows_top: bars_bottom + 10.0,
        }
    }

    fn draw(&self, columns: &[&OverlapFigure]) -> Markup {
        html! {
            @for row in 0..self.lists.len() { (self.row(row)) }
            @for (place, column) in columns.iter().enumerate() { (self.column(place, column)) }
            @if columns.is_empty() {
                (text(LEFT, self.bars_bottom - 20.0, Anchor::Start, "0"))
            }
            line x1=(at(LEFT - 4.0)) y1=(at(self.bars_bottom)) x2=(at(WIDTH - 2.0)) y2=(at(self.bars_bottom))
                stroke=(INK) stroke-width="1" {}
        }
    }

    fn row(&self, row: usize) -> Markup {
        let place = self.lists[row];
        let list = &self.section.lists[place];
        let top = self.rows_top + row as f64 * ROW;
        let length = self.sizes.place(list.persons as f64);
        let size = persons(self.language, list.persons);
        let right = LEFT - 10.0;
        let room = right - length - width_of(&size) - 15.0 - LETTERS;
        html! {
            @if row.is_multiple_of(2) {
                rect x="0" y=(at(top)) width=(at(WIDTH)) height=(at(ROW)) fill=(BAND) {}
            }
            g font-weight="700" { (text(4.0, top + 18.0, Anchor::Start, &letter(place))) }
            (label(LETTERS, top + 18.0, room, &list_label(&list.label)))
            rect x=(at(right - length)) y=(at(top + 6.0)) width=(at(length)) height="14" fill=(BAR) {}
            (text(right - length - 5.0, top + 18.0, Anchor::End, &size))
        }
    }

    fn column(&self, place: usize, column: &OverlapFigure) -> Markup {
        let middle = LEFT + (place as f64 + 0.5) * self.column;
        let height = self.bars.place(column.persons as f64);
        let top = self.bars_bottom - height;
        let bar = (self.column * 0.7).min(26.0);
        let on: Vec<f64> = self.on_rows(column);
        html! {
            rect x=(at(middle - bar / 2.0)) y=(at(top)) width=(at(bar)) height=(at(height)) fill=(BAR) {}
            (self.number(middle, top - 5.0, &persons(self.language, column.persons)))
            @for row in 0..self.lists.len() {
                circle cx=(at(middle)) cy=(at(self.row_middle(row))) r="3" fill=(FAINT) {}
            }
            @if let (Some(first), Some(last)) = (on.first(), on.last()) {
                line x1=(at(middle)) y1=(at(*first)) x2=(at(middle)) y2=(at(*last)) stroke=(INK) stroke-width="2.5" {}
            }
            @for y in &on {
                circle cx=(at(middle)) cy=(at(*y)) r="6" fill=(INK) {}
            }
        }
    }

    fn number(&self, x: f64, y: f64, number: &str) -> Markup {
        if !self.upright {
            return text(x, y, Anchor::Middle, number);
        }
        let turn = format!("rotate(-90 {} {})", at(x), at(y));
        html! { g transform=(turn) { (text(x, y + 5.0, Anchor::Start, number)) } }
    }

    fn on_rows(&self, column: &OverlapFigure) -> Vec<f64> {
        let on = |row: &usize| column.lists.contains(&self.lists[*row]);
        (0..self.lists.len())
            .filter(on)
            .map(|row| self.row_middle(row))
            .collect()
    }

    fn row_middle(&self, row: usize) -> f64 {
        self.rows_top + (row as f64 + 0.5) * ROW
    }
}
