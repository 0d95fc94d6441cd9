//! Pictures as SVG, drawn by hand.
//!
//! Shapes and not colours carry the meaning, so that the pictures survive black-and-white print; the colours are
//! from the palette of Okabe and Ito (2008), which colour-blind readers can tell apart. Nothing in them is styled
//! inline, and they need no style sheet.

mod captures;
mod card;
mod interaction;
mod models;
mod reliability;
mod scale;
mod upset;
mod waterfall;
mod ways;

use locale::plain;
use maud::{Markup, html};

pub use captures::captures;
pub use card::without;
pub use interaction::interaction;
pub use models::models;
pub use reliability::reliability;
pub use upset::upset;
pub use waterfall::waterfall;
pub use ways::ways;

pub(crate) use models::shown_models;
pub(crate) use upset::{shown_lists, shown_overlaps};

/// Nearly black: text, dots, lines.
const INK: &str = "#1a1a1a";
/// Dark blue of bars (Okabe and Ito 2008); 5.2:1 on white.
const BAR: &str = "#0072b2";
/// Orange-red of the documented number (Okabe and Ito 2008); also dashed.
const MARK: &str = "#b34700";
/// Grey of empty dots and guides.
const FAINT: &str = "#b5b5b5";
/// Every second row of a picture.
const BAND: &str = "#f0f0f0";

/// What every picture has: a name, a description, and a size.
struct Frame<'a> {
    /// Unique on a page, made of letters, digits and hyphens.
    key: &'a str,
    title: String,
    description: String,
    width: f64,
    height: f64,
}

fn framed(frame: &Frame<'_>, content: &Markup) -> String {
    let (title, description) = (format!("{}-title", frame.key), format!("{}-desc", frame.key));
    let size = format!("0 0 {} {}", at(frame.width), at(frame.height));
    html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby=(format!("{title} {description}"))
            viewBox=(size) width=(at(frame.width)) height=(at(frame.height))
            font-family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif" font-size="14" fill=(INK) {
            title id=(title) { (frame.title) }
            desc id=(description) { (frame.description) }
            (content)
        }
    }
    .into_string()
}

/// A coordinate with at most one decimal.
fn at(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    if tenths.is_finite() {
        format!("{}", tenths + 0.0)
    } else {
        "0".to_owned()
    }
}

/// Where a text starts, by its own direction of alignment.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

fn text(x: f64, y: f64, anchor: Anchor, words: &str) -> Markup {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    html! { text x=(at(x)) y=(at(y)) text-anchor=(anchor) { (words) } }
}

/// A label cut to a width in pixels, with the whole of it in a `title` when it was cut.
fn label(x: f64, y: f64, width: f64, words: &str) -> Markup {
    let cut = cut_to(words, width);
    html! {
        text x=(at(x)) y=(at(y)) text-anchor="start" {
            @if cut != words { title { (words) } }
            (cut)
        }
    }
}

fn cut_to(words: &str, width: f64) -> String {
    if width_of(words) <= width {
        return words.to_owned();
    }
    let mut cut = String::new();
    for character in words.chars() {
        cut.push(character);
        if width_of(&cut) + width_of("…") > width {
            cut.pop();
            break;
        }
    }
    let opened = cut.contains('\u{2068}');
    let cut = format!("{}…", cut.trim_end());
    // The label may have been cut before the mark that ends its right-to-left part.
    if opened { format!("{cut}\u{2069}") } else { cut }
}

/// About how wide a text is at 14 pixels; rather too wide than too narrow.
fn width_of(words: &str) -> f64 {
    words.chars().map(character_width).sum()
}

fn character_width(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | ' ' | '\u{a0}' | '|' | ':' | ';' => 4.5,
        'м' | 'ш' | 'щ' | 'ж' | 'ю' | 'ы' | 'ф' | 'm' | 'w' | 'М' | 'W' | '…' | '—' => 12.5,
        'Ш' | 'Щ' | 'Ж' | 'Ю' | 'Ы' | 'Ф' => 14.5,
        _ if character >= '\u{1100}' => 15.0,
        _ if character.is_uppercase() => 10.5,
        _ => 8.4,
    }
}

/// The label of a list as it is drawn and read.
fn list_label(label: &str) -> String {
    plain(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_cut() {
        let check = |words: &str, width: f64, expected: &str| assert_eq!(cut_to(words, width), expected);
        check("Police", 100.0, "Police");
        check("Police reports submitted to the House", 100.0, "Police repo…");
        check("", 10.0, "");
        check("anything", 0.0, "…");
        check("\u{2068}قائمة طويلة جدا\u{2069}", 60.0, "\u{2068}قائ…\u{2069}");
    }

    #[test]
    fn coordinates_are_short() {
        assert_eq!(at(1.0), "1");
        assert_eq!(at(1.25), "1.3");
        assert_eq!(at(-0.01), "0");
        assert_eq!(at(f64::NAN), "0");
    }
}
