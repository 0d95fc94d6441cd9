//! What the program thought of pairs beside what people answered.

use locale::{Language, number};
use maud::{Markup, html};

use super::{Anchor, BAR, FAINT, Frame, INK, at, framed, text};
use crate::words::word;
use crate::{ReliabilityFigure, SectionFigures};

const SIDE: f64 = 300.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 26.0;
const WIDTH: f64 = 760.0;

/// Marks on both axes.
const MARKS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// Draws each band as a dot, larger for more pairs; on the diagonal, what was predicted is what was answered. `None` without answers.
///
/// `key` must be unique on its page.
pub fn reliability(section: &SectionFigures, language: Language, key: &str) -> Option<String> {
    let bands = &section.linkage.as_ref()?.answered;
    if bands.is_empty() {
        return None;
    }
    let frame = Frame {
        key,
        title: word(language, "reliability-title"),
        description: word(language, "reliability-description"),
        width: WIDTH,
        height: TOP + SIDE + 62.0,
    };
    let content = html! {
        (axes(language))
        @for band in bands { (dot(band)) }
    };
    Some(framed(&frame, &content))
}

fn across(share: f64) -> f64 {
    LEFT + share * SIDE
}

fn down(share: f64) -> f64 {
    TOP + (1.0 - share) * SIDE
}

fn axes(language: Language) -> Markup {
    html! {
        @for mark in MARKS {
            @let (x, y) = (across(mark), down(mark));
            @let words = number(language, mark, 2);
            line x1=(at(LEFT)) y1=(at(y)) x2=(at(LEFT + SIDE)) y2=(at(y)) stroke=(FAINT) stroke-width="1" {}
            (text(LEFT - 8.0, y + 5.0, Anchor::End, &words))
            (text(x, TOP + SIDE + 20.0, Anchor::Middle, &words))
        }
        line x1=(at(across(0.0))) y1=(at(down(0.0))) x2=(at(across(1.0))) y2=(at(down(1.0))) stroke=(INK) stroke-dasharray="6 4" {}
        line x1=(at(LEFT)) y1=(at(TOP + SIDE)) x2=(at(LEFT + SIDE)) y2=(at(TOP + SIDE)) stroke=(INK) {}
        line x1=(at(LEFT)) y1=(at(TOP)) x2=(at(LEFT)) y2=(at(TOP + SIDE)) stroke=(INK) {}
        (text(LEFT, TOP - 10.0, Anchor::Start, &word(language, "reliability-answered")))
        (text(LEFT, TOP + SIDE + 44.0, Anchor::Start, &word(language, "reliability-predicted")))
    }
}

/// The area goes with the number of pairs, from 4 to 16 dots of radius.
fn dot(band: &ReliabilityFigure) -> Markup {
    let radius = (2.0 * (band.pairs as f64).sqrt()).clamp(4.0, 16.0);
    html! {
        circle cx=(at(across(band.predicted))) cy=(at(down(band.observed))) r=(at(radius)) fill=(BAR) fill-opacity="0.8" {}
    }
}
