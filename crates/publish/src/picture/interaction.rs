//! The total as a function of what joins all lists at once.

use locale::{Language, number};
use maud::{Markup, html};

use super::scale::Scale;
use super::{Anchor, BAR, FAINT, Frame, INK, MARK, at, framed, text};
use crate::words::{people, word};
use crate::{SectionFigures, XiFigure};

const WIDTH: f64 = 760.0;
const LEFT: f64 = 90.0;
const RIGHT: f64 = 30.0;
const TOP: f64 = 26.0;
const HEIGHT: f64 = 240.0;

/// Ratios that get a mark on the axis.
const MARKS: [(f64, &str); 5] = [
    (1.0 / 3.0, "1/3"),
    (0.5, "1/2"),
    (1.0, "1"),
    (2.0, "2"),
    (3.0, "3"),
];

/// Draws the curve and its intervals as a band; `None` when there is no curve.
///
/// `key` must be unique on its page.
pub fn interaction(section: &SectionFigures, language: Language, key: &str) -> Option<String> {
    let curve = &section.interaction;
    let (first, last) = (curve.first()?, curve.last()?);
    let most = curve
        .iter()
        .filter_map(|point| point.interval.upper)
        .fold(section.persons as f64, f64::max);
    // A band that runs away must not press the curve against the bottom.
    let scale = Scale::reaching(most.min(3.0 * first.total), 5.0, HEIGHT);
    let across = Across {
        from: first.xi.ln(),
        to: last.xi.ln(),
    };
    let bottom = TOP + HEIGHT;
    let frame = Frame {
        key,
        title: word(language, "interaction-title"),
        description: word(language, "interaction-description"),
        width: WIDTH,
        height: bottom + 62.0,
    };
    let content = html! {
        (axes(language, scale, &across, bottom))
        (band(curve, scale, &across, bottom))
        (line(curve, scale, &across, bottom))
        (documented(language, scale, section.persons as f64, bottom))
    };
    Some(framed(&frame, &content))
}

/// The axis of ratios, by their logarithm.
struct Across {
    from: f64,
    to: f64,
}

impl Across {
    fn place(&self, xi: f64) -> f64 {
        LEFT + (xi.ln() - self.from) / (self.to - self.from).max(1e-9) * (WIDTH - LEFT - RIGHT)
    }
}

fn axes(language: Language, scale: Scale, across: &Across, bottom: f64) -> Markup {
    html! {
        @for mark in scale.marks() {
            @let y = bottom - scale.place(mark);
            line x1=(at(LEFT)) y1=(at(y)) x2=(at(WIDTH - RIGHT)) y2=(at(y)) stroke=(FAINT) stroke-width="1" {}
            (text(LEFT - 8.0, y + 5.0, Anchor::End, &number(language, mark, 0)))
        }
        @for (xi, words) in MARKS {
            @let x = across.place(xi);
            line x1=(at(x)) y1=(at(bottom)) x2=(at(x)) y2=(at(bottom + 5.0)) stroke=(INK) stroke-width="1" {}
            (text(x, bottom + 20.0, Anchor::Middle, words))
        }
        line x1=(at(LEFT)) y1=(at(bottom)) x2=(at(WIDTH - RIGHT)) y2=(at(bottom)) stroke=(INK) {}
        (text(LEFT, bottom + 44.0, Anchor::Start, &word(language, "interaction-axis")))
    }
}

fn band(curve: &[XiFigure], scale: Scale, across: &Across, bottom: f64) -> Markup {
    let upper = curve
        .iter()
        .map(|point| (point.xi, point.interval.upper.unwrap_or(f64::INFINITY)));
    let lower = curve.iter().rev().map(|point| (point.xi, point.interval.lower));
    let outline: Vec<String> = upper
        .chain(lower)
        .map(|(xi, total)| format!("{},{}", at(across.place(xi)), at(bottom - scale.place(total))))
        .collect();
    html! { polygon points=(outline.join(" ")) fill=(BAR) fill-opacity="0.2" {} }
}

fn line(curve: &[XiFigure], scale: Scale, across: &Across, bottom: f64) -> Markup {
    let points: Vec<String> = curve
        .iter()
        .map(|point| {
            format!(
                "{},{}",
                at(across.place(point.xi)),
                at(bottom - scale.place(point.total))
            )
        })
        .collect();
    html! { polyline points=(points.join(" ")) fill="none" stroke=(INK) stroke-width="3" {} }
}

fn documented(language: Language, scale: Scale, persons: f64, bottom: f64) -> Markup {
    let y = bottom - scale.place(persons);
    let words = format!(
        "{}: {}",
        word(language, "model-documented"),
        people(language, persons)
    );
    html! {
        line x1=(at(LEFT)) y1=(at(y)) x2=(at(WIDTH - RIGHT)) y2=(at(y)) stroke=(MARK) stroke-width="2" stroke-dasharray="6 4" {}
        g fill=(MARK) font-weight="700" { (text(LEFT + 6.0, y - 6.0, Anchor::Start, &words)) }
    }
}
