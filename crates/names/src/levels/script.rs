//! What each letter of the known scripts sounds like.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What one letter is folded to.
pub(crate) enum Letter {
    /// These sounds.
    Sounds(&'static [u8]),
    /// Nothing: a soft sign, a mark, an apostrophe.
    Silent,
    /// Itself: a letter of a script without a table.
    Foreign(char),
}

/// Looks up a lower-case letter; an unknown one is tried again without its marks.
pub(crate) fn letter(c: char) -> Letter {
    if let Some(sounds) = table(c) {
        return Letter::Sounds(sounds);
    }
    if matches!(c, 'ь' | 'ъ' | '\'') || is_combining_mark(c) || !c.is_alphanumeric() {
        return Letter::Silent;
    }
    let mut base = None;
    decompose_compatible(c, |part| {
        if base.is_none() && !is_combining_mark(part) {
            base = part.to_lowercase().next();
        }
    });
    match base {
        Some(base) => table(base).map_or(Letter::Foreign(base), Letter::Sounds),
        None => Letter::Silent,
    }
}

/// Says whether a letter belongs to the Cyrillic script.
pub(crate) fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// The Cyrillic letter that looks like a Latin one, for Latin letters typed inside a Cyrillic word.
pub(crate) fn cyrillic_look_alike(c: char) -> Option<char> {
    Some(match c {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'i' => 'и',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        'ë' => 'ё',
        'ö' => 'ө',
        'ü' => 'ү',
        _ => return None,
    })
}

/// The Latin letter that looks like a Cyrillic one, for Cyrillic letters typed inside a Latin word.
pub(crate) fn latin_look_alike(c: char) -> Option<char> {
    Some(match c {
        'а' => 'a',
        'в' => 'b',
        'с' => 'c',
        'е' => 'e',
        'н' => 'h',
        'і' => 'i',
        'к' => 'k',
        'м' => 'm',
        'о' => 'o',
        'р' => 'p',
        'т' => 't',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

fn table(c: char) -> Option<&'static [u8]> {
    if c.is_ascii() {
        latin(c)
    } else {
        cyrillic(c).or_else(|| marked_latin(c))
    }
}

fn latin(c: char) -> Option<&'static [u8]> {
    const ALPHABET: &[u8; 26] = b"abkdefghijklmnopkrstuvvhiz";
    const DIGITS: &[u8; 10] = b"0123456789";
    let byte = u8::try_from(c).ok()?;
    match byte {
        b'a'..=b'z' => ALPHABET.get(usize::from(byte - b'a')).map(std::slice::from_ref),
        b'0'..=b'9' => DIGITS.get(usize::from(byte - b'0')).map(std::slice::from_ref),
        _ => None,
    }
}

fn cyrillic(c: char) -> Option<&'static [u8]> {
    Some(match c {
        'а' | 'ә' | 'ӑ' => b"a",
        'б' => b"b",
        'в' => b"v",
        'г' | 'ғ' | 'ґ' => b"g",
        'д' => b"d",
        'е' | 'э' | 'є' => b"e",
        'ё' | 'ө' | 'ѳ' | 'ў' | 'ӧ' => b"O",
        'ж' | 'җ' | 'ҷ' | 'ј' | 'џ' => b"j",
        'з' => b"z",
        'и' | 'й' | 'ы' | 'і' | 'ї' | 'ӣ' => b"i",
        'к' | 'қ' | 'ҡ' => b"k",
        'л' => b"l",
        'м' => b"m",
        'н' | 'ң' | 'ҥ' | 'ӈ' => b"n",
        'о' => b"o",
        'п' => b"p",
        'р' => b"r",
        'с' => b"s",
        'т' => b"t",
        'у' | 'ұ' | 'ӯ' => b"u",
        'ү' | 'ю' | 'ӱ' => b"U",
        'ф' => b"f",
        'х' | 'ҳ' | 'һ' => b"h",
        'ц' => b"c",
        'ч' => b"C",
        'ш' | 'щ' => b"S",
        'я' => b"ia",
        _ => return None,
    })
}

fn marked_latin(c: char) -> Option<&'static [u8]> {
    Some(match c {
        'ı' => b"i",
        'ö' | 'ø' | 'œ' | 'ő' | 'ō' => b"O",
        'ü' | 'ű' => b"U",
        'ç' | 'č' | 'ć' => b"C",
        'ş' | 'š' | 'ś' | 'ș' => b"S",
        'ž' | 'ż' | 'ź' | 'ǧ' => b"j",
        'ñ' | 'ŋ' => b"n",
        'ł' => b"l",
        'ß' => b"s",
        'æ' | 'ə' => b"a",
        'ð' | 'đ' => b"d",
        'þ' => b"t",
        _ => return None,
    })
}
