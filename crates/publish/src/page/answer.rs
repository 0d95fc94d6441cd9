//! The answer in plain words, and what must be read with it.

use locale::{Language, Message, number, plain, say};
use maud::{Markup, html};

use super::{Chapter, part};
use crate::words::{day, people, population, standard, whole, word};
use crate::{EstimateFigure, ModelFigure, SectionFigures};

/// The answer or the refusal, who is counted, how surely and when, and the cautions.
pub(super) fn answer(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    let title = match &chapter.section.label {
        Some(label) => say(language, &Message::new("answer-of").text("label", plain(label))),
        None => word(language, "answer-heading"),
    };
    let content = html! {
        p class="figure" {
            (say(language, &Message::new("answer-persons").count("persons", chapter.section.persons)))
            " "
            (unlisted(chapter.section, language))
        }
        (beside(chapter.section, language))
        (stands(chapter))
    };
    html! {
        (part(chapter, "answer", &title, &content))
        (refusal(chapter))
        (cautions(chapter))
    }
}

/// How many are on none of the lists, or that this cannot be said.
fn unlisted(section: &SectionFigures, language: Language) -> String {
    match &section.estimate {
        EstimateFigure::Refused(_) => word(language, "answer-refused"),
        EstimateFigure::Given { best, .. } => missing(section, best, language),
    }
}

/// The people on none of the lists, rounded so that they and those on the lists make up the total as printed.
fn missing(section: &SectionFigures, best: &ModelFigure, language: Language) -> String {
    let beyond = |total: f64| whole(total).saturating_sub(section.persons);
    let shown = |total: f64| locale::count(language, beyond(total));
    let message = |id: &str| Message::new(id).count("missing", beyond(best.total));
    let said = match best.interval {
        None => message("answer-missing-alone"),
        Some(ends) => match ends.upper.filter(|upper| upper.is_finite()) {
            Some(upper) => message("answer-missing")
                .text("lower", shown(ends.lower))
                .text("upper", shown(upper)),
            None => message("answer-missing-open").text("lower", shown(ends.lower)),
        },
    };
    say(language, &said)
}

fn beside(section: &SectionFigures, language: Language) -> Markup {
    let EstimateFigure::Given { best, spread, .. } = &section.estimate else {
        return html! {};
    };
    let total = Message::new("answer-total").count("total", whole(best.total).max(section.persons));
    let lower = people(language, spread.0.max(section.persons as f64));
    let spread = if spread.1.is_finite() {
        let upper = people(language, spread.1.max(section.persons as f64));
        Message::new("answer-spread")
            .text("lower", lower)
            .text("upper", upper)
    } else {
        Message::new("answer-spread-open").text("lower", lower)
    };
    html! {
        p { (say(language, &total)) " " (say(language, &spread)) }
        @if let Some(ends) = best.interval {
            @let confidence = number(language, ends.confidence * 100.0, 0);
            p { (say(language, &Message::new("answer-confidence").text("confidence", confidence))) }
        }
    }
}

/// Who is counted, by what standard, and when.
fn stands(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    html! {
        dl class="stands" {
            dt { (word(language, "population-label")) }
            dd { bdi { (population(chapter.figures, language)) } }
            dt { (word(language, "standard-label")) }
            dd { (standard(chapter.figures, language)) }
            dt { (word(language, "day-label")) }
            dd { (day(chapter.figures, language)) }
        }
    }
}

fn refusal(chapter: &Chapter<'_>) -> Markup {
    let EstimateFigure::Refused(reasons) = &chapter.section.estimate else {
        return html! {};
    };
    let title = word(chapter.language, "refusal-heading");
    part(
        chapter,
        "refusal",
        &title,
        &html! { ul { (items(reasons, chapter.language)) } },
    )
}

fn cautions(chapter: &Chapter<'_>) -> Markup {
    if chapter.section.cautions.is_empty() {
        return html! {};
    }
    let title = word(chapter.language, "cautions-heading");
    let content = html! { ul { (items(&chapter.section.cautions, chapter.language)) } };
    part(chapter, "cautions", &title, &content)
}

fn items(messages: &[Message], language: Language) -> Markup {
    html! { @for message in messages { li { (say(language, message)) } } }
}
