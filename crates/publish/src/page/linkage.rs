//! What is to be expected of the linkage: wrong and missed links by threshold, and what was never compared.

use locale::{Message, number, say};
use maud::{Markup, html};

use super::{Chapter, column, number_column, part, pictured, scrolled};
use crate::evidence::chance;
use crate::picture;
use crate::words::{persons, standing, word};
use crate::{ExpectedFigure, ReliabilityFigure};

/// Thresholds shown beside the one that was used; the rest stands in `result.json`.
const SHOWN: [f64; 5] = [0.1, 0.3, 0.7, 0.9, 0.99];

/// How sure the joining of reports is.
pub(super) fn linkage(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    let (Some(linkage), Some(used)) = (&section.linkage, section.threshold) else {
        return html! {};
    };
    let is_shown =
        |expected: &&ExpectedFigure| expected.threshold == used || SHOWN.contains(&expected.threshold);
    let rows: Vec<&ExpectedFigure> = linkage.expected.iter().filter(is_shown).collect();
    let caption = word(language, "expected-caption");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (column(language, "expected-threshold"))
                (number_column(language, "expected-joined"))
                (number_column(language, "expected-wrong"))
                (number_column(language, "expected-missed"))
                (number_column(language, "expected-precision"))
                (number_column(language, "expected-recall"))
            } }
            tbody {
                @for row in rows { (expected(chapter, row, row.threshold == used)) }
            }
        }
    };
    let unfound = (linkage.never_compared >= 0.5).then(|| {
        let pairs = number(language, linkage.never_compared, 0);
        say(language, &Message::new("link-unfound").text("pairs", pairs))
    });
    let content = html! {
        p { (word(language, "expected-note")) }
        (scrolled(&caption, &table))
        p class="standing" { (standing(chapter.figures, language)) }
        p { (unfound.unwrap_or_else(|| word(language, "expected-all-compared"))) }
        @if linkage.answers.iter().any(|n| *n > 0) { p { (answers(chapter, linkage.answers)) } }
        (answered(chapter, &linkage.answered))
    };
    part(chapter, "expected", &word(language, "expected-heading"), &content)
}

fn expected(chapter: &Chapter<'_>, row: &ExpectedFigure, is_used: bool) -> Markup {
    let language = chapter.language;
    let threshold = chance(language, row.threshold);
    let class = is_used.then_some("best");
    html! {
        tr class=[class] {
            th scope="row" {
                @if is_used { (say(language, &Message::new("expected-used").text("threshold", threshold))) }
                @else { (threshold) }
            }
            td class="number" { (persons(language, row.joined)) }
            td class="number" { (number(language, row.wrong, 1)) }
            td class="number" { (number(language, row.missed, 1)) }
            td class="number" { (chance(language, row.precision)) }
            td class="number" { (chance(language, row.recall)) }
        }
    }
}

/// The picture and the table of what people answered; nothing without answers.
fn answered(chapter: &Chapter<'_>, bands: &[ReliabilityFigure]) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    let Some(svg) = picture::reliability(section, language, &format!("reliability-{}", chapter.key)) else {
        return html! {};
    };
    let caption = word(language, "reliability-title");
    let table = html! {
        table {
            caption { (caption) }
            thead { tr {
                (column(language, "reliability-band"))
                (number_column(language, "reliability-pairs"))
                (number_column(language, "reliability-predicted"))
                (number_column(language, "reliability-answered"))
            } }
            tbody { @for band in bands { tr {
                th scope="row" { (chance(language, band.from)) "–" (chance(language, band.to)) }
                td class="number" { (persons(language, band.pairs)) }
                td class="number" { (chance(language, band.predicted)) }
                td class="number" { (number(language, band.observed * band.pairs as f64, 0)) }
            } } }
        }
    };
    html! {
        p { (word(language, "reliability-note")) }
        (pictured(chapter, &caption, svg))
        (scrolled(&caption, &table))
        p class="standing" { (standing(chapter.figures, language)) }
    }
}

fn answers(chapter: &Chapter<'_>, [same, different, unsure]: [u64; 3]) -> String {
    let message = Message::new("link-judged")
        .count("same", same)
        .count("different", different)
        .count("unsure", unsure);
    say(chapter.language, &message)
}
