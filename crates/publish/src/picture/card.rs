//! The answer without each list, side by side.

use locale::{Language, Message, say};

use super::models::{Caption, Kind, Line, side_by_side};
use crate::words::{letter, word};
use crate::{CardRow, SectionFigures};

/// Draws the answer for all lists and without each of them; `None` when there is no card or none of them has an answer.
///
/// `key` must be unique on its page. A row is the average over patterns where there is one, else the chosen model.
pub fn without(section: &SectionFigures, language: Language, key: &str) -> Option<String> {
    let card = section.card.as_ref()?;
    let mut lines: Vec<Line> = line(word(language, "card-whole"), &card.whole, Kind::Best, language)
        .into_iter()
        .collect();
    for (list, row) in &card.without {
        let name = say(
            language,
            &Message::new("card-without").text("list", letter(*list)),
        );
        lines.extend(line(name, row, Kind::Other, language));
    }
    if lines.len() < 2 {
        return None;
    }
    let caption = Caption {
        key,
        title: word(language, "card-title"),
        description: word(language, "card-description"),
    };
    side_by_side(&lines, section.persons as f64, language, caption)
}

fn line(name: String, row: &CardRow, kind: Kind, language: Language) -> Option<Line> {
    let averaged = row.averaged.map(|total| (total, "column-by-average"));
    let (found, how) = averaged.or(row.best.map(|total| (total, "column-by-bic")))?;
    Some(Line {
        name,
        detail: word(language, how),
        total: found.total,
        interval: found.interval,
        kind,
    })
}
