//! Text from other people's files, made harmless to show.

/// Right-to-left override and its relatives, and invisible marks that move or hide what stands around them.
const DECEIVING: [char; 20] = [
    '\u{061C}', '\u{180E}', '\u{200B}', '\u{200E}', '\u{200F}', '\u{2028}', '\u{2029}', '\u{202A}',
    '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2060}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}', '\u{FEFF}', '\u{FFFE}', '\u{FFFF}',
];

/// What stands for a character that may not be shown.
const HIDDEN: char = '\u{FFFD}';

/// Makes foreign text fit for a line on a page or a terminal.
///
/// Line ends and tabs become blanks. Control characters and marks that change the direction of the text
/// around them become U+FFFD, so that a reader sees that something was there. Text in a right-to-left
/// script is isolated from its surroundings (Unicode Standard Annex 9, U+2068 and U+2069).
pub fn plain(text: &str) -> String {
    let shown = revealed(text);
    if shown.chars().any(is_right_to_left) {
        format!("\u{2068}{shown}\u{2069}")
    } else {
        shown
    }
}

/// The same without isolating right-to-left text: for a cell of a table, which stands alone.
pub fn revealed(text: &str) -> String {
    text.trim().chars().map(harmless).collect()
}

/// Says whether a character cannot be seen and may hide or move what stands around it.
pub fn is_hidden(character: char) -> bool {
    character.is_control() || DECEIVING.contains(&character) || is_tag(character)
}

fn harmless(character: char) -> char {
    match character {
        '\n' | '\r' | '\t' | '\u{85}' => ' ',
        _ if is_hidden(character) => HIDDEN,
        _ => character,
    }
}

/// Invisible tag characters, which can carry hidden text.
fn is_tag(character: char) -> bool {
    ('\u{E0000}'..='\u{E007F}').contains(&character)
}

/// Hebrew, Arabic and their neighbours, with presentation forms and the right-to-left part of plane 1.
fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_cannot_move_its_surroundings() {
        let check = |input: &str, expected: &str| assert_eq!(plain(input), expected, "{input:?}");
        check("  Полиция ", "Полиция");
        check("two\nlines\tand more", "two lines and more");
        check("a\u{1b}[31mred", "a\u{FFFD}[31mred");
        check("evil\u{202E}txt.exe", "evil\u{FFFD}txt.exe");
        check("list\u{2069}\u{0}", "list\u{FFFD}\u{FFFD}");
        check("قائمة", "\u{2068}قائمة\u{2069}");
        check("Үсөнов Өмүрбек", "Үсөнов Өмүрбек");
    }
}
