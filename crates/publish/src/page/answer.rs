//! The answer in plain words, and what must be read with it.

use locale::{Language, Message, number, plain, say};
use maud::{Markup, html};

use super::{Chapter, part};
use crate::words::{day, people, population, standard, whole, word};
use crate::{EstimateFigure, RangeFigure, SectionFigures};

/// The answer or the refusal, who is counted, how surely and when, and the cautions.
pub(super) fn answer(chapter: &Chapter<'_>) -> Markup {
    let language = chapter.language;
    let title = match &chapter.section.label {
        Some(label) => say(language, &Message::new("answer-of").text("label", plain(label))),
        None => word(language, "answer-heading"),
    };
    let content = html! {
        p class="figure" { (found(chapter.section, language)) }
        (beside(chapter.section, language))
        (stands(chapter))
    };
    html! {
        (part(chapter, "answer", &title, &content))
        (refusal(chapter))
        (cautions(chapter))
    }
}

/// How many are known, and how many are not.
fn found(section: &SectionFigures, language: Language) -> String {
    if let Some((total, ends)) = section.chao.filter(|_| section.lists.is_empty()) {
        let seen = Message::new("count-seen").count("persons", section.persons);
        let upper = ends
            .upper
            .map_or_else(|| "∞".to_owned(), |upper| people(language, upper));
        let at_least = Message::new("count-at-least")
            .text("total", people(language, total))
            .text("lower", people(language, ends.lower))
            .text("upper", upper);
        return format!("{} {}", say(language, &seen), say(language, &at_least));
    }
    let known = Message::new("answer-persons").count("persons", section.persons);
    format!("{} {}", say(language, &known), unlisted(section, language))
}

/// How many are on none of the lists, or that this cannot be said.
fn unlisted(section: &SectionFigures, language: Language) -> String {
    match &section.estimate {
        EstimateFigure::Refused(_) => word(language, "answer-refused"),
        EstimateFigure::Given(range) => missing(section, range, language),
    }
}

/// The people on none of the lists, so that they and those on the lists make up the total as printed.
fn missing(section: &SectionFigures, range: &RangeFigure, language: Language) -> String {
    let (lower, upper) = ends(range, section);
    let beyond = |total: u64| locale::count(language, total.saturating_sub(section.persons));
    let message = |id: &str| Message::new(id).text("lower", beyond(lower));
    let said = match upper {
        Some(upper) => message("answer-range").text("upper", beyond(upper)),
        None => message("answer-range-open"),
    };
    say(language, &said)
}

/// The range in whole people, not below those on the lists.
fn ends(range: &RangeFigure, section: &SectionFigures) -> (u64, Option<u64>) {
    let upper = range.interval.upper.filter(|upper| upper.is_finite());
    (
        whole(range.interval.lower).max(section.persons),
        upper.map(|upper| whole(upper).max(section.persons)),
    )
}

/// The total, who carries the range, and what doubt of linkage is in it.
fn beside(section: &SectionFigures, language: Language) -> Markup {
    let EstimateFigure::Given(range) = &section.estimate else {
        return html! {};
    };
    let (lower, upper) = ends(range, section);
    let total = Message::new(if upper.is_some() {
        "answer-range-total"
    } else {
        "answer-range-total-open"
    })
    .text("lower", locale::count(language, lower))
    .text(
        "upper",
        upper.map_or_else(String::new, |upper| locale::count(language, upper)),
    );
    let way = |code: &str| word(language, &format!("way-{code}"));
    let carried = Message::new("answer-range-carried")
        .text("lower-by", way(range.lower_by))
        .text("upper-by", way(range.upper_by))
        .count(
            "ways",
            section.ways.iter().filter(|way| way.answer.is_ok()).count() as u64,
        )
        .count("tried", section.ways.len() as u64)
        .text(
            "confidence",
            number(language, range.interval.confidence * 100.0, 0),
        );
    html! {
        p { (say(language, &total)) }
        p { (say(language, &carried)) }
        @if let Some(doubt) = section.doubt {
            @let id = if doubt.of_strata { "answer-doubt-strata" } else { "answer-doubt" };
            @let message = Message::new(id).count("draws", doubt.draws).count("tables", doubt.tables);
            p { (say(language, &message)) }
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
