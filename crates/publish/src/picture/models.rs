//! Totals from different models, side by side.

use locale::{Language, Message, number, say};
use maud::{Markup, html};

use super::scale::Scale;
use super::{Anchor, BAND, BAR, FAINT, Frame, INK, MARK, at, framed, label, text};
use crate::words::{interval, model, people, word};
use crate::{IntervalFigure, ModelFigure, ModelsFigure, SectionFigures};

const WIDTH: f64 = 760.0;
const ROW: f64 = 40.0;
const TOP: f64 = 26.0;
const LABELS: f64 = 215.0;
/// Room for the numbers at the right.
const NUMBERS: f64 = 205.0;
/// Models shown besides the best and independence.
const MOST_OTHERS: usize = 5;
/// The axis reaches at most this many times the largest total shown; longer intervals end in an arrow.
const REACH: f64 = 2.5;

/// What is drawn in one row.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) detail: String,
    pub(super) total: f64,
    pub(super) interval: Option<IntervalFigure>,
    pub(super) kind: Kind,
}

/// How a row is drawn.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// The best model: a large dot.
    Best,
    /// Another model: a ring.
    Other,
    /// A lower bound: an arrow that points upwards.
    Floor,
}

/// Draws a row for each model with its interval, and the documented number as a line.
///
/// `key` must be unique on its page. Without an estimate, only what remains is drawn; `None` when nothing does.
pub fn models(section: &SectionFigures, language: Language, key: &str) -> Option<String> {
    let lines = lines(section, language);
    let frame = Caption {
        key,
        title: word(language, "models-title"),
        description: word(language, "models-description"),
    };
    side_by_side(&lines, section.persons as f64, language, frame)
}

/// What a picture of rows is called.
pub(super) struct Caption<'a> {
    pub(super) key: &'a str,
    pub(super) title: String,
    pub(super) description: String,
}

/// Draws rows of totals with their intervals below one another; `None` without rows.
pub(super) fn side_by_side(
    lines: &[Line],
    documented: f64,
    language: Language,
    caption: Caption<'_>,
) -> Option<String> {
    if lines.is_empty() {
        return None;
    }
    let scale = Scale::reaching(reach(lines, documented), 4.0, WIDTH - LABELS - NUMBERS);
    let bottom = TOP + lines.len() as f64 * ROW;
    let frame = Frame {
        key: caption.key,
        title: caption.title,
        description: caption.description,
        width: WIDTH,
        height: bottom + 50.0,
    };
    let content = html! {
        @for row in (0..lines.len()).step_by(2) {
            rect x="0" y=(at(TOP + row as f64 * ROW)) width=(at(WIDTH)) height=(at(ROW)) fill=(BAND) {}
        }
        (axis(language, scale, bottom))
        (documented_line(language, scale, documented, bottom))
        @for (row, line) in lines.iter().enumerate() {
            (drawn(language, scale, line, TOP + row as f64 * ROW, documented))
        }
    };
    Some(framed(&frame, &content))
}

/// The models that a picture or its table show, each with the message that names it: the best by BIC, independence,
/// the best by AIC, and so many others.
pub(crate) fn shown_models(figure: &ModelsFigure, most_others: usize) -> Vec<(&'static str, &ModelFigure)> {
    let ModelsFigure {
        best,
        best_by_aic,
        independence,
        models,
        ..
    } = figure;
    let mut shown = vec![("model-best", best)];
    for (name, figure) in [
        ("model-independence", independence),
        ("model-best-aic", best_by_aic),
    ] {
        if shown
            .iter()
            .all(|(_, known)| known.generators != figure.generators)
        {
            shown.push((name, figure));
        }
    }
    let named = shown.clone();
    let is_other = |other: &&ModelFigure| {
        named
            .iter()
            .all(|(_, known)| known.generators != other.generators)
    };
    let others = models.iter().filter(is_other).take(most_others);
    shown.extend(others.map(|other| ("model-other", other)));
    shown
}

fn lines(section: &SectionFigures, language: Language) -> Vec<Line> {
    let mut lines = Vec::new();
    let shown = section
        .models
        .iter()
        .flat_map(|models| shown_models(models, MOST_OTHERS));
    for (name, figure) in shown {
        let kind = if name == "model-best" {
            Kind::Best
        } else {
            Kind::Other
        };
        lines.push(line(word(language, name), figure, kind));
    }
    if let Some((total, ends)) = section.chao {
        let name = word(language, "model-chao");
        lines.push(Line {
            name,
            detail: String::new(),
            total,
            interval: Some(ends),
            kind: Kind::Floor,
        });
    }
    lines
}

fn line(name: String, figure: &ModelFigure, kind: Kind) -> Line {
    Line {
        name,
        detail: model(&figure.generators),
        total: figure.total,
        interval: figure.interval,
        kind,
    }
}

/// The largest number that the axis must show.
fn reach(lines: &[Line], documented: f64) -> f64 {
    let finite = |value: &f64| value.is_finite();
    // One model that runs away must not press all others against the left edge.
    let anchors = lines
        .iter()
        .filter(|line| line.kind != Kind::Other)
        .map(|line| line.total)
        .filter(finite);
    let anchor = anchors.fold(documented, f64::max);
    let ends = lines
        .iter()
        .filter_map(|line| line.interval.and_then(|ends| ends.upper))
        .filter(finite);
    let totals = lines.iter().map(|line| line.total).filter(finite);
    totals.chain(ends).fold(documented, f64::max).min(anchor * REACH)
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

fn drawn(language: Language, scale: Scale, line: &Line, top: f64, documented: f64) -> Markup {
    let middle = top + ROW / 2.0;
    let single = line.detail.is_empty();
    html! {
        (label(6.0, if single { middle + 5.0 } else { middle - 3.0 }, LABELS - 20.0, &line.name))
        @if !single {
            g font-size="12" { (label(6.0, middle + 13.0, LABELS - 20.0, &line.detail)) }
        }
        (span(scale, line, middle, documented))
        (dot(scale, line, middle))
        (numbers(language, line, middle, documented))
    }
}

fn span(scale: Scale, line: &Line, y: f64, documented: f64) -> Markup {
    let Some(ends) = line.interval else {
        return html! {};
    };
    let upper = ends.upper.unwrap_or(f64::INFINITY);
    let from = LABELS + scale.place(ends.lower.max(documented));
    let to = LABELS + scale.place(upper);
    let dashes = (line.kind == Kind::Floor).then_some("4 3");
    html! {
        line x1=(at(from)) y1=(at(y)) x2=(at(to)) y2=(at(y)) stroke=(BAR) stroke-width="3" stroke-dasharray=[dashes] {}
        line x1=(at(from)) y1=(at(y - 6.0)) x2=(at(from)) y2=(at(y + 6.0)) stroke=(BAR) stroke-width="2" {}
        @if scale.is_beyond(upper) {
            (arrow(to, y))
        } @else {
            line x1=(at(to)) y1=(at(y - 6.0)) x2=(at(to)) y2=(at(y + 6.0)) stroke=(BAR) stroke-width="2" {}
        }
    }
}

/// The sign that something goes on beyond the edge.
fn arrow(x: f64, y: f64) -> Markup {
    let points = format!(
        "{},{} {},{} {},{}",
        at(x),
        at(y - 7.0),
        at(x + 11.0),
        at(y),
        at(x),
        at(y + 7.0)
    );
    html! { polygon points=(points) fill=(BAR) {} }
}

fn dot(scale: Scale, line: &Line, y: f64) -> Markup {
    if !line.total.is_finite() || scale.is_beyond(line.total) {
        return arrow(LABELS + scale.length, y);
    }
    let x = LABELS + scale.place(line.total);
    match line.kind {
        Kind::Best => html! { circle cx=(at(x)) cy=(at(y)) r="7.5" fill=(INK) {} },
        Kind::Other => {
            html! { circle cx=(at(x)) cy=(at(y)) r="6" fill="#ffffff" stroke=(INK) stroke-width="2.5" {} }
        }
        Kind::Floor => {
            let points = format!(
                "{},{} {},{} {},{}",
                at(x - 4.0),
                at(y - 9.0),
                at(x + 11.0),
                at(y),
                at(x - 4.0),
                at(y + 9.0)
            );
            html! { polygon points=(points) fill=(INK) {} }
        }
    }
}

fn numbers(language: Language, line: &Line, y: f64, documented: f64) -> Markup {
    let x = WIDTH - NUMBERS + 24.0;
    let total = people(language, line.total);
    let total = match line.kind {
        Kind::Floor => say(language, &Message::new("total-at-least").text("total", total)),
        Kind::Best | Kind::Other => total,
    };
    let single = line.interval.is_none();
    html! {
        g font-weight="700" { (text(x, if single { y + 5.0 } else { y - 3.0 }, Anchor::Start, &total)) }
        @if !single {
            g font-size="12" { (text(x, y + 13.0, Anchor::Start, &interval(language, line.interval.as_ref(), documented))) }
        }
    }
}
