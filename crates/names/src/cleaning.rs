//! Cuts written text into words of glyphs: lower case, composed, look-alikes put right, apostrophes one.
//!
//! A glyph is one byte: an ASCII letter as itself, [`APOSTROPHE`], a sound class below [`CYRILLIC`] for a marked
//! Latin letter or a digit, and a sound class with the bit [`CYRILLIC`] for a Cyrillic one.

use unicode_normalization::UnicodeNormalization;

use crate::alphabet::{
    A, B, CH, Class, D, DIGIT, E, F, FOREIGN, G, H, I, J, K, L, LW, M, N, N_CLASSES, NG, O, OE, P, R, S, SH,
    T, TS, U, UE, V, Y, Z, ZH,
};

/// One cleaned letter.
pub(crate) type Glyph = u8;

/// Set on glyphs that were Cyrillic.
pub(crate) const CYRILLIC: Glyph = 0x80;
/// Any apostrophe, soft sign or half ring inside a word.
pub(crate) const APOSTROPHE: Glyph = b'`';

/// Characters of a text that are looked at; the rest is never a name.
pub(crate) const MAX_CHARS: usize = 400;
/// Words of a text that are looked at.
pub(crate) const MAX_WORDS: usize = 12;
/// Glyphs of a word that are looked at.
pub(crate) const MAX_GLYPHS: usize = 32;

/// One word of a written name.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    pub(crate) glyphs: [Glyph; MAX_GLYPHS],
    pub(crate) len: usize,
    /// Where the word stands in the text, in bytes.
    pub(crate) span: (u16, u16),
    /// A comma stood after the word.
    pub(crate) comma: bool,
    /// A full stop stood after the word.
    pub(crate) stop: bool,
}

impl Word {
    const EMPTY: Self = Self {
        glyphs: [0; MAX_GLYPHS],
        len: 0,
        span: (0, 0),
        comma: false,
        stop: false,
    };

    pub(crate) fn glyphs(&self) -> &[Glyph] {
        &self.glyphs[..self.len]
    }

    fn push(&mut self, glyph: Glyph) {
        if self.len < MAX_GLYPHS {
            self.glyphs[self.len] = glyph;
            self.len += 1;
        }
    }
}

/// The words of one text.
pub(crate) struct Words {
    words: [Word; MAX_WORDS],
    n_words: usize,
    letters_cyrillic: u16,
    letters_latin: u16,
}

impl Words {
    /// Says whether letters of both alphabets occur.
    pub(crate) fn is_mixed(&self) -> bool {
        self.letters_cyrillic > 0 && self.letters_latin > 0
    }

    pub(crate) fn as_slice(&self) -> &[Word] {
        &self.words[..self.n_words]
    }
}

/// What a character is to a name.
enum Mark {
    Glyph(Glyph),
    Two(Glyph, Glyph),
    Silent,
    Gap,
    Comma,
    Stop,
    /// Needs composing or decomposing first.
    Compose,
}

/// Cuts text into words. Looks at no more than [`MAX_CHARS`] characters.
pub(crate) fn words(text: &str) -> Words {
    let mut cutter = Cutter::new();
    let mut n_chars = 0;
    for (at, c) in text.char_indices() {
        n_chars += 1;
        if n_chars > MAX_CHARS {
            cutter.finish(at);
            return cutter.words;
        }
        match mark(c) {
            Mark::Compose => return composed_words(text),
            other => cutter.take(other, at),
        }
    }
    cutter.finish(text.len());
    cutter.words
}

/// The slow way for text with combining marks or rare letters.
///
/// Each base letter is composed with the marks after it, so that places in the text stay known.
fn composed_words(text: &str) -> Words {
    let mut cutter = Cutter::new();
    let mut chars = text.char_indices().take(MAX_CHARS).peekable();
    let mut end = 0;
    while let Some((at, base)) = chars.next() {
        let mut cluster = String::from(base);
        end = at + base.len_utf8();
        while let Some((mark_at, mark)) =
            chars.next_if(|(_, next)| unicode_normalization::char::is_combining_mark(*next))
        {
            end = mark_at + mark.len_utf8();
            // No letter of these alphabets has more marks than two.
            if cluster.len() < 16 {
                cluster.push(mark);
            }
        }
        let lower: String = cluster.nfc().flat_map(char::to_lowercase).nfc().collect();
        for c in lower.chars() {
            cutter.take(rare_mark(c), at);
        }
    }
    cutter.finish(end);
    cutter.words
}

fn rare_mark(c: char) -> Mark {
    if !matches!(mark(c), Mark::Compose) {
        return mark(c);
    }
    let mut base = None;
    let parts = std::iter::once(c).nfkd().flat_map(char::to_lowercase);
    for part in parts {
        if !unicode_normalization::char::is_combining_mark(part) && base.is_none() {
            base = Some(part);
        }
    }
    match base {
        None => Mark::Silent,
        Some(base) if !matches!(mark(base), Mark::Compose) => mark(base),
        Some(base) if base.is_alphanumeric() => Mark::Glyph(foreign(base)),
        Some(_) => Mark::Gap,
    }
}

/// The shared class of a letter that no table knows.
fn foreign(c: char) -> Glyph {
    let n_shared = u32::try_from(N_CLASSES).unwrap_or(64) - u32::from(FOREIGN);
    FOREIGN + Class::try_from(u32::from(c) % n_shared).unwrap_or(0)
}

struct Cutter {
    words: Words,
    current: Word,
    start: Option<usize>,
}

impl Cutter {
    fn new() -> Self {
        Self {
            words: Words {
                words: [Word::EMPTY; MAX_WORDS],
                n_words: 0,
                letters_cyrillic: 0,
                letters_latin: 0,
            },
            current: Word::EMPTY,
            start: None,
        }
    }

    fn take(&mut self, mark: Mark, at: usize) {
        match mark {
            Mark::Glyph(glyph) => self.push(glyph, at),
            Mark::Two(first, second) => {
                self.push(first, at);
                self.push(second, at);
            }
            Mark::Gap => self.finish(at),
            Mark::Comma => {
                self.finish(at);
                if let Some(last) = self.words.n_words.checked_sub(1) {
                    self.words.words[last].comma = true;
                }
            }
            Mark::Stop => {
                self.finish(at);
                if let Some(last) = self.words.n_words.checked_sub(1) {
                    self.words.words[last].stop = true;
                }
            }
            Mark::Silent | Mark::Compose => {}
        }
    }

    fn push(&mut self, glyph: Glyph, at: usize) {
        if glyph == APOSTROPHE && self.current.len == 0 {
            return;
        }
        if self.start.is_none() {
            self.start = Some(at);
        }
        if glyph & CYRILLIC != 0 {
            self.words.letters_cyrillic += 1;
        } else if glyph.is_ascii_lowercase() {
            self.words.letters_latin += 1;
        }
        self.current.push(glyph);
    }

    fn finish(&mut self, at: usize) {
        let Some(start) = self.start.take() else { return };
        let mut word = std::mem::replace(&mut self.current, Word::EMPTY);
        if self.words.letters_cyrillic > 0 && self.words.letters_latin > 0 {
            unmix(&mut word);
        }
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        word.span = (place(start), place(at));
        if self.words.n_words < MAX_WORDS {
            self.words.words[self.words.n_words] = word;
            self.words.n_words += 1;
        }
    }
}

/// Replaces letters of the other alphabet that only look right.
fn unmix(word: &mut Word) {
    let glyphs = &mut word.glyphs[..word.len];
    let n_cyrillic = glyphs.iter().filter(|glyph| **glyph & CYRILLIC != 0).count();
    let n_latin = glyphs.iter().filter(|glyph| glyph.is_ascii_lowercase()).count();
    if n_cyrillic == 0 || n_latin == 0 {
        return;
    }
    for glyph in glyphs {
        if n_cyrillic >= n_latin {
            *glyph = cyrillic_look_alike(*glyph);
        } else {
            *glyph = latin_look_alike(*glyph);
        }
    }
}

fn cyrillic_look_alike(glyph: Glyph) -> Glyph {
    CYRILLIC
        | match glyph {
            b'a' => A,
            b'b' => V,
            b'c' => S,
            b'e' => E,
            b'h' => N,
            b'i' => I,
            b'k' => K,
            b'm' => M,
            b'o' => O,
            b'p' => R,
            b't' => T,
            b'x' => H,
            b'y' => U,
            b'n' => P,
            b'r' => G,
            other => return other,
        }
}

fn latin_look_alike(glyph: Glyph) -> Glyph {
    match glyph ^ CYRILLIC {
        A => b'a',
        V => b'b',
        S => b'c',
        E => b'e',
        N => b'h',
        I => b'i',
        K => b'k',
        M => b'm',
        O => b'o',
        R => b'p',
        T => b't',
        H => b'x',
        U => b'y',
        _ => glyph,
    }
}

const fn cy(class: Class) -> Mark {
    Mark::Glyph(CYRILLIC | class)
}

fn mark(c: char) -> Mark {
    match c {
        'a'..='z' => Mark::Glyph(c as u8),
        'A'..='Z' => Mark::Glyph(c as u8 | 0x20),
        'а'..='я' => lower_cyrillic(c),
        'А'..='Я' => lower_cyrillic(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
        '0'..='9' => Mark::Glyph(DIGIT + (c as u8 - b'0')),
        ',' | ';' => Mark::Comma,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | 'ʹ' | 'ʺ' | 'ʻ' | 'ʼ' | 'ʽ' | '″' | '′' | '”' | '“' | '"'
        | '＇' => Mark::Glyph(APOSTROPHE),
        '.' => Mark::Stop,
        ' ' | '-' | '<' | '/' | '(' | ')' | '_' | ':' | '\t' | '\n' | '\r' => Mark::Gap,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => Mark::Silent,
        _ => extended(c),
    }
}

fn lower_cyrillic(c: char) -> Mark {
    match c {
        'а' => cy(A),
        'б' => cy(B),
        'в' => cy(V),
        'г' => cy(G),
        'д' => cy(D),
        'е' | 'э' => cy(E),
        'ж' => cy(ZH),
        'з' => cy(Z),
        'и' => cy(I),
        'й' => cy(J),
        'к' => cy(K),
        'л' => cy(L),
        'м' => cy(M),
        'н' => cy(N),
        'о' => cy(O),
        'п' => cy(P),
        'р' => cy(R),
        'с' => cy(S),
        'т' => cy(T),
        'у' => cy(U),
        'ф' => cy(F),
        'х' => cy(H),
        'ц' => cy(TS),
        'ч' => cy(CH),
        'ш' | 'щ' => cy(SH),
        'ы' => cy(Y),
        'ю' => cy(UE),
        'я' => Mark::Two(CYRILLIC | J, CYRILLIC | A),
        _ => Mark::Silent,
    }
}

/// Letters beyond the plain two alphabets.
fn extended(c: char) -> Mark {
    match c {
        'ё' | 'Ё' | 'ө' | 'Ө' | 'ѳ' | 'Ѳ' | 'ӧ' | 'Ӧ' => cy(OE),
        'ў' | 'Ў' => cy(LW),
        'ĸ' => cy(K),
        'ү' | 'Ү' | 'ӱ' | 'Ӱ' => cy(UE),
        'ұ' | 'Ұ' | 'ӯ' | 'Ӯ' => cy(U),
        'ң' | 'Ң' | 'ҥ' | 'Ҥ' | 'ӈ' | 'Ӈ' => cy(NG),
        'қ' | 'Қ' | 'ҡ' | 'Ҡ' => cy(K),
        'ғ' | 'Ғ' | 'ґ' | 'Ґ' => cy(G),
        'ҳ' | 'Ҳ' | 'һ' | 'Һ' => cy(H),
        'ә' | 'Ә' | 'ӑ' | 'Ӑ' => cy(A),
        'і' | 'І' | 'ї' | 'Ї' | 'ӣ' | 'Ӣ' => cy(I),
        'є' | 'Є' => cy(E),
        'җ' | 'Җ' | 'ҷ' | 'Ҷ' | 'џ' | 'Џ' => cy(ZH),
        'ј' | 'Ј' => cy(J),
        'ı' => Mark::Glyph(Y),
        'İ' => Mark::Glyph(b'i'),
        'ö' | 'Ö' | 'ø' | 'Ø' | 'œ' | 'ő' | 'ô' | 'ȯ' | 'ë' | 'Ë' => Mark::Glyph(OE),
        'ü' | 'Ü' | 'ű' | 'û' | 'Û' | 'ù' => Mark::Glyph(UE),
        'ŭ' | 'Ŭ' | 'ū' | 'Ū' | 'ú' => Mark::Glyph(U),
        'â' | 'Â' => Mark::Two(J, A),
        'ç' | 'Ç' | 'č' | 'Č' | 'ć' | 'Ć' => Mark::Glyph(CH),
        'ş' | 'Ş' | 'š' | 'Š' | 'ś' | 'ș' | 'ŝ' | 'Ŝ' => Mark::Glyph(SH),
        'ž' | 'Ž' | 'ż' | 'ź' | 'ǧ' => Mark::Glyph(ZH),
        'ñ' | 'Ñ' | 'ŋ' | 'ņ' => Mark::Glyph(NG),
        'ł' | 'Ł' => Mark::Glyph(L),
        'ğ' | 'Ğ' => Mark::Glyph(G),
        'ß' => Mark::Glyph(S),
        'ä' | 'Ä' | 'æ' | 'ə' | 'Ə' | 'á' | 'à' | 'ā' | 'ã' | 'å' => Mark::Glyph(A),
        'é' | 'É' | 'è' | 'È' | 'ė' | 'Ė' | 'ê' | 'ē' | 'ę' => Mark::Glyph(E),
        'ī' | 'í' | 'ì' | 'î' => Mark::Glyph(I),
        'ĭ' | 'Ĭ' => Mark::Glyph(J),
        'ȳ' | 'ý' => Mark::Glyph(Y),
        'ð' | 'đ' => Mark::Glyph(D),
        'þ' => Mark::Glyph(T),
        _ if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) => Mark::Compose,
        _ => Mark::Gap,
    }
}
