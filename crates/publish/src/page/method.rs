//! What was counted, what the estimate assumes, and what would make it wrong.

use locale::{Language, Message, number, say};
use maud::{Markup, html};

use super::{Chapter, part};
use crate::EstimateFigure;
use crate::words::word;

/// What was counted and how.
pub(super) fn counted(chapter: &Chapter<'_>) -> Markup {
    let (section, language) = (chapter.section, chapter.language);
    let how = match (section.reports, section.threshold) {
        (Some(reports), Some(threshold)) => {
            let threshold = number(language, threshold, 2);
            say(
                language,
                &Message::new("counted-linked")
                    .count("reports", reports)
                    .text("threshold", threshold),
            )
        }
        _ => word(language, "counted-matched"),
    };
    let content = html! {
        p { (how) }
        p { (word(language, "counted-once")) " " (word(language, "counted-named")) }
    };
    part(chapter, "counted", &word(language, "counted-heading"), &content)
}

/// What the estimate assumes, or would have to.
pub(super) fn assumes(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    let refused = matches!(chapter.section.estimate, EstimateFigure::Refused(_));
    let assumptions = [
        "assumes-population",
        "assumes-closed",
        "assumes-matching",
        "assumes-equal",
        "assumes-independence",
    ];
    let content = html! {
        @if refused { p { (word(language, "assumes-none")) } }
        (list(language, &assumptions))
    };
    part(chapter, "assumes", &word(language, "assumes-heading"), &content)
}

/// What would make the count or the estimate wrong, for all sections alike.
pub(super) fn what_would_make_it_wrong(language: Language) -> Markup {
    let reasons = [
        "wrong-missed",
        "wrong-merged",
        "wrong-copies",
        "wrong-apart",
        "wrong-unreachable",
        "wrong-alive",
        "wrong-period",
    ];
    html! {
        section class="wrong" aria-labelledby="wrong" {
            h2 id="wrong" { (word(language, "wrong-heading")) }
            (list(language, &reasons))
        }
    }
}

fn list(language: Language, ids: &[&str]) -> Markup {
    html! { ul { @for id in ids { li { (word(language, id)) } } } }
}
