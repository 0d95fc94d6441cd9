//! What each way of estimating says, side by side, and the range of all.

use locale::{Language, number};
use maud::{Markup, html};

use super::scale::Scale;
use super::{Anchor, BAND, BAR, FAINT, Frame, INK, MARK, at, framed, label, text};
use crate::words::{interval, people, word};
use crate::{EstimateFigure, IntervalFigure, SectionFigures, WayAnswer, WayFigure};

const WIDTH: f64 = 760.0;
const ROW: f64 = 58.0;
const TOP: f64 = 26.0;
const LABELS: f64 = 215.0;
/// Room for the numbers at the right.
const NUMBERS: f64 = 205.0;
/// Height of the tallest hill.
const HILL: f64 = 34.0;
/// Steps of a hill from its first to its last point.
const STEPS: usize = 80;

/// Draws a row for each way, a hill where the total is likely and a line for the interval, and above them the range of all.
///
/// `key` must be unique on its page. `None` when no way answers.
pub fn ways(section: &SectionFigures, language: Language, key: &str) -> Option<String> {
    let answers: Vec<&WayAnswer> = section
        .ways
        .iter()
        .filter_map(|way| way.answer.as_ref().ok())
        .collect();
    let documented = section.persons as f64;
    let ends = answers.iter().filter_map(|answer| answer.interval.upper);
    let most = ends
        .filter(|end| end.is_finite())
        .reduce(f64::max)?
        .max(documented);
    let scale = Scale::reaching(most, 4.0, WIDTH - LABELS - NUMBERS);
    let range = match &section.estimate {
        EstimateFigure::Given(range) => Some(&range.interval),
        EstimateFigure::Refused(_) => None,
    };
    let first = TOP + if range.is_some() { ROW } else { 0.0 };
    let bottom = first + section.ways.len() as f64 * ROW;
    let frame = Frame {
        key,
        title: word(language, "ways-title"),
        description: word(language, "ways-description"),
        width: WIDTH,
        height: bottom + 50.0,
    };
    let content = html! {
        @for row in (0..section.ways.len()).step_by(2) {
            rect x="0" y=(at(first + row as f64 * ROW)) width=(at(WIDTH)) height=(at(ROW)) fill=(BAND) {}
        }
        (axis(language, scale, bottom))
        @if let Some(range) = range { (range_row(language, scale, range, bottom, documented)) }
        (documented_line(language, scale, documented, bottom))
        @for (row, way) in section.ways.iter().enumerate() {
            (way_row(language, scale, way, first + row as f64 * ROW, documented))
        }
    };
    Some(framed(&frame, &content))
}

fn axis(language: Language, scale: Scale, bottom: f64) -> Markup {
    html! {
        @for mark in scale.marks() {
            @let x = LABELS + scale.place(mark);
            line x1=(at(x)) y1=(at(TOP)) x2=(at(x)) y2=(at(bottom + 5.0)) stroke=(FAINT) stroke-width="1" {}
            (text(x, bottom + 20.0, Anchor::Middle, &number(language, mark, 0)))
        }
        line x1=(at(LABELS)) y1=(at(bottom)) x2=(at(LABELS + scale.length)) y2=(at(bottom)) stroke=(INK) {}
        (text(LABELS, bottom + 42.0, Anchor::Start, &word(language, "models-axis")))
    }
}

fn documented_line(language: Language, scale: Scale, documented: f64, bottom: f64) -> Markup {
    let x = LABELS + scale.place(documented);
    let words = format!(
        "{}: {}",
        word(language, "model-documented"),
        people(language, documented)
    );
    html! {
        line x1=(at(x)) y1=(at(TOP - 4.0)) x2=(at(x)) y2=(at(bottom)) stroke=(MARK) stroke-width="2"
            stroke-dasharray="6 4" {}
        g fill=(MARK) font-weight="700" { (text(x, TOP - 9.0, Anchor::Middle, &words)) }
    }
}

/// The range of all: a broad bar whose ends go down through the rows of the ways.
fn range_row(
    language: Language,
    scale: Scale,
    range: &IntervalFigure,
    bottom: f64,
    documented: f64,
) -> Markup {
    let y = TOP + ROW / 2.0;
    let from = LABELS + scale.place(range.lower);
    let to = LABELS + scale.place(range.upper.unwrap_or(f64::INFINITY));
    html! {
        g font-weight="700" { (label(6.0, y + 5.0, LABELS - 20.0, &word(language, "ways-range"))) }
        rect x=(at(from)) y=(at(y - 7.0)) width=(at((to - from).max(2.0))) height="14" fill=(INK) {}
        @for x in [from, to] {
            line x1=(at(x)) y1=(at(y + 7.0)) x2=(at(x)) y2=(at(bottom)) stroke=(INK) stroke-width="1" stroke-dasharray="2 3" {}
        }
        g font-weight="700" {
            (text(WIDTH - NUMBERS + 24.0, y + 5.0, Anchor::Start, &interval(language, Some(range), documented)))
        }
    }
}

fn way_row(language: Language, scale: Scale, way: &WayFigure, top: f64, documented: f64) -> Markup {
    let middle = top + ROW / 2.0;
    let x = WIDTH - NUMBERS + 24.0;
    html! {
        (label(6.0, middle + 5.0, LABELS - 20.0, &word(language, &format!("way-{}", way.code))))
        @match &way.answer {
            Ok(answer) => {
                (hill(scale, &answer.points, top + ROW - 12.0))
                (span(scale, answer, top + ROW - 12.0))
                g font-weight="700" { (text(x, middle - 3.0, Anchor::Start, &people(language, answer.centre))) }
                g font-size="12" { (text(x, middle + 13.0, Anchor::Start, &interval(language, Some(&answer.interval), documented))) }
            }
            Err(_) => {
                (text(x, middle + 5.0, Anchor::Start, &word(language, "way-silent")))
            }
        }
    }
}

/// How likely totals are, as a filled curve above a line.
fn hill(scale: Scale, points: &[f64], base: f64) -> Markup {
    let heights = heights(scale, points);
    let Some(highest) = heights
        .iter()
        .map(|(_, height)| *height)
        .reduce(f64::max)
        .filter(|highest| *highest > 0.0)
    else {
        return html! {};
    };
    let (first, last) = (heights[0].0, heights[heights.len() - 1].0);
    let mut outline = format!("{},{}", at(LABELS + first), at(base));
    for (x, height) in &heights {
        outline.push_str(&format!(
            " {},{}",
            at(LABELS + x),
            at(base - HILL * height / highest)
        ));
    }
    outline.push_str(&format!(" {},{}", at(LABELS + last), at(base)));
    html! { polygon points=(outline) fill=(BAR) fill-opacity="0.35" stroke=(BAR) stroke-width="1" {} }
}

/// Places and heights of a smoothed density: each point of equal weight is a triangle as wide as the points there lie apart.
fn heights(scale: Scale, points: &[f64]) -> Vec<(f64, f64)> {
    let places: Vec<f64> = points
        .iter()
        .filter(|total| !scale.is_beyond(**total))
        .map(|total| scale.place(*total))
        .collect();
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return Vec::new();
    };
    let step = ((last - first) / STEPS as f64).max(0.05);
    let reach = 3.0 * step;
    (0..=STEPS + 6)
        .map(|bin| {
            let x = first + (bin as f64 - 3.0) * step;
            let height: f64 = places
                .iter()
                .map(|place| (1.0 - (place - x).abs() / reach).max(0.0))
                .sum();
            (x.clamp(0.0, scale.length), height)
        })
        .collect()
}

fn span(scale: Scale, answer: &WayAnswer, y: f64) -> Markup {
    let from = LABELS + scale.place(answer.interval.lower);
    let to = LABELS + scale.place(answer.interval.upper.unwrap_or(f64::INFINITY));
    let centre = LABELS + scale.place(answer.centre);
    html! {
        line x1=(at(from)) y1=(at(y)) x2=(at(to)) y2=(at(y)) stroke=(INK) stroke-width="3" {}
        @for x in [from, to] {
            line x1=(at(x)) y1=(at(y - 6.0)) x2=(at(x)) y2=(at(y + 6.0)) stroke=(INK) stroke-width="2" {}
        }
        circle cx=(at(centre)) cy=(at(y)) r="5" fill="#ffffff" stroke=(INK) stroke-width="2.5" {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hills_stay_on_the_scale() {
        let scale = Scale::reaching(1000.0, 4.0, 340.0);
        let points: Vec<f64> = (0..400).map(|point| 300.0 + f64::from(point)).collect();
        let heights = heights(scale, &points);
        assert!(
            heights
                .iter()
                .all(|(x, height)| (0.0..=340.0).contains(x) && *height >= 0.0)
        );
        let same = super::heights(scale, &[335.0; 400]);
        assert!(same.iter().all(|(x, height)| x.is_finite() && height.is_finite()));
        assert!(super::heights(scale, &[]).is_empty());
        assert!(super::heights(scale, &[1e12, f64::INFINITY]).is_empty());
    }
}
