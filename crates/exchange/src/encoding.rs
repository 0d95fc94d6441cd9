//! From bytes to text, whatever the encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::WarningKind;
use crate::read_error::ReadError;

/// Text with how its encoding was found.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// Set when the encoding was neither stated nor certain.
    pub(crate) warning: Option<WarningKind>,
}

/// Decodes with the stated encoding, or the one the bytes show; what cannot be decoded becomes `�`.
pub(crate) fn decode(bytes: &[u8], stated: Option<&str>) -> Result<Decoded, ReadError> {
    if let Some(label) = stated {
        let encoding = Encoding::for_label(label.trim().as_bytes()).ok_or(ReadError::UnknownEncoding)?;
        return Ok(Decoded {
            text: text(encoding, bytes),
            warning: None,
        });
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(Decoded {
            text: text(encoding, bytes),
            warning: None,
        });
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(guessed(encoding, bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: text.to_owned(),
            warning: None,
        }),
        Err(_) if is_damaged_utf8(bytes) => Ok(Decoded {
            text: text(UTF_8, bytes),
            warning: None,
        }),
        Err(_) => Ok(guessed(guess(bytes), bytes)),
    }
}

/// Says whether this looks like a file of no text at all: more than a few control characters.
pub(crate) fn is_binary(text: &str) -> bool {
    // One in fifty is more than any damaged list that could still be read; a compressed file has one in eight.
    let sample = || text.chars().take(64 << 10);
    let controls = sample()
        .filter(|letter| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}'))
        .count();
    controls >= 8 && controls * 50 > sample().count()
}

/// Decodes in place of unreadable bytes; a byte order mark wins over the encoding and is removed.
fn text(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode(bytes).0.into_owned()
}

fn guessed(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let warning = WarningKind::EncodingGuessed {
        encoding: encoding.name().to_owned(),
    };
    Decoded {
        text: text(encoding, bytes),
        warning: Some(warning),
    }
}

/// UTF-16 without a byte order mark: every second byte is that of Latin or Cyrillic blocks.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let n_pairs = sample.len() / 2;
    if n_pairs < 4 {
        return None;
    }
    let is_high = |byte: u8| matches!(byte, 0x00 | 0x04);
    let share = |offset: usize| {
        sample
            .chunks_exact(2)
            .filter(|pair| is_high(pair[offset]))
            .count()
            * 10
    };
    let has_zero = |offset: usize| sample.chunks_exact(2).any(|pair| pair[offset] == 0);
    match (
        share(0) > n_pairs * 9 && has_zero(0),
        share(1) > n_pairs * 9 && has_zero(1),
    ) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Mostly good UTF-8 with a few bad bytes: at least four good letters beyond ASCII for each bad place.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad.saturating_mul(4)
}

/// The likeliest encoding of one byte a letter; between equals the one used in Russia wins.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"ru"), Utf8Detection::Deny)
}
