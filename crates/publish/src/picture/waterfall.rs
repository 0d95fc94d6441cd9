//! How the evidence about a pair adds up, step by step.

use locale::{Language, Message, say};
use maud::{Markup, html};

use super::{Anchor, BAND, BAR, FAINT, Frame, INK, MARK, at, framed, label, text};
use crate::Weighing;
use crate::evidence::{chance, coded, has_correction, ordered, reasons, signed};
use crate::words::word;

/// Narrow enough to be read on a telephone without moving it sideways.
const WIDTH: f64 = 340.0;
const ROW: f64 = 40.0;
const TOP: f64 = 24.0;
const LEFT: f64 = 8.0;
/// Room for the numbers at the right.
const NUMBERS: f64 = 56.0;
/// Beyond so many bits the picture ends.
const MOST_BITS: f64 = 60.0;

/// One step of the way: its words, where it starts and where it ends, in bits.
struct Step {
    words: String,
    bits: String,
    from: f64,
    to: f64,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What was known before, or a field: added to what came before.
    Added,
    /// All together.
    Sum,
}

/// From bits to places.
struct Axis {
    least: f64,
    most: f64,
}

impl Axis {
    fn place(&self, bits: f64) -> f64 {
        let share = (bits - self.least) / (self.most - self.least);
        LEFT + share.clamp(0.0, 1.0) * (WIDTH - LEFT - NUMBERS)
    }
}

/// Draws the prior, each field and the sum as bars along bits, and the threshold as a dashed line beside them.
///
/// Evidence for one person is a full bar, evidence against it a hollow one; `key` must be unique on its page.
pub fn waterfall(weighing: &Weighing, language: Language, key: &str) -> String {
    let steps = steps(weighing, language);
    let threshold = bounded((weighing.threshold / (1.0 - weighing.threshold)).log2());
    let ends = steps.iter().flat_map(|step| [step.from, step.to]);
    let axis = Axis {
        least: ends.clone().chain([0.0, threshold]).fold(0.0, f64::min) - 1.0,
        most: ends.chain([0.0, threshold]).fold(0.0, f64::max) + 1.0,
    };
    let bottom = TOP + steps.len() as f64 * ROW;
    let frame = Frame {
        key,
        title: word(language, "waterfall-title"),
        description: reasons(weighing, language).join(" "),
        width: WIDTH,
        height: bottom + 6.0,
    };
    let content = html! {
        @for row in (0..steps.len()).step_by(2) {
            rect x="0" y=(at(TOP + row as f64 * ROW)) width=(at(WIDTH)) height=(at(ROW)) fill=(BAND) {}
        }
        line x1=(at(axis.place(0.0))) y1=(at(TOP)) x2=(at(axis.place(0.0))) y2=(at(bottom)) stroke=(FAINT) {}
        @for (row, step) in steps.iter().enumerate() {
            (drawn(step, &axis, TOP + row as f64 * ROW))
        }
        (limit(&axis, threshold, weighing, steps.len(), language))
    };
    framed(&frame, &content)
}

fn bounded(bits: f64) -> f64 {
    if bits.is_nan() {
        0.0
    } else {
        bits.clamp(-MOST_BITS, MOST_BITS)
    }
}

fn steps(weighing: &Weighing, language: Language) -> Vec<Step> {
    let mut parts = vec![(word(language, "waterfall-prior"), weighing.prior)];
    for (field, level, bits) in ordered(weighing) {
        let message = Message::new("waterfall-field")
            .text("field", coded(language, "field", field))
            .text("level", coded(language, "level", level));
        parts.push((say(language, &message), bits));
    }
    if has_correction(weighing) {
        parts.push((word(language, "waterfall-correction"), weighing.correction));
    }
    let mut steps = Vec::with_capacity(parts.len() + 1);
    let mut reached = 0.0;
    for (words, bits) in parts {
        let to = reached + bits;
        let (from, to_shown) = (bounded(reached), bounded(to));
        steps.push(Step {
            words,
            bits: signed(language, bits),
            from,
            to: to_shown,
            kind: Kind::Added,
        });
        reached = to;
    }
    let sum = Message::new("waterfall-sum").text("probability", chance(language, weighing.probability));
    steps.push(Step {
        words: say(language, &sum),
        bits: signed(language, weighing.weight),
        from: 0.0,
        to: bounded(weighing.weight),
        kind: Kind::Sum,
    });
    steps
}

fn drawn(step: &Step, axis: &Axis, top: f64) -> Markup {
    let (x1, x2) = (axis.place(step.from), axis.place(step.to));
    let (left, width) = (x1.min(x2), (x1 - x2).abs().max(1.5));
    let (fill, stroke) = match step.kind {
        Kind::Sum => (INK, INK),
        Kind::Added if step.to >= step.from => (BAR, BAR),
        Kind::Added => ("#ffffff", MARK),
    };
    html! {
        (label(LEFT, top + 15.0, WIDTH - 2.0 * LEFT, &step.words))
        rect x=(at(left)) y=(at(top + 21.0)) width=(at(width)) height="13" fill=(fill) stroke=(stroke) stroke-width="2" {}
        g font-weight="700" { (text(WIDTH - 4.0, top + 33.0, Anchor::End, &step.bits)) }
    }
}

fn limit(axis: &Axis, threshold: f64, weighing: &Weighing, n_rows: usize, language: Language) -> Markup {
    let x = axis.place(threshold);
    let message = Message::new("waterfall-limit").text("threshold", chance(language, weighing.threshold));
    let words = say(language, &message);
    let anchor = if x < WIDTH / 2.0 {
        Anchor::Start
    } else {
        Anchor::End
    };
    html! {
        // Beside the bars only, so that it crosses no words.
        @for row in 0..n_rows {
            @let top = TOP + row as f64 * ROW;
            line x1=(at(x)) y1=(at(top + 18.0)) x2=(at(x)) y2=(at(top + 37.0)) stroke=(MARK) stroke-width="2" stroke-dasharray="5 2" {}
        }
        g fill=(MARK) font-weight="700" font-size="13" { (text(x, TOP - 10.0, anchor, &words)) }
    }
}
