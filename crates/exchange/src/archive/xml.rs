//! Tags of an XML part, one after the other, without keeping the part.

/// No tag of a workbook is longer; of a longer one only the beginning is kept.
const MAX_TAG: usize = 64 << 10;

/// Cuts a stream of bytes into tags.
#[derive(Default)]
pub(super) struct Tags {
    tag: Vec<u8>,
    inside: bool,
    quote: Option<u8>,
}

impl Tags {
    /// Takes the next bytes and hands over every tag that ends in them, without its angle brackets.
    pub(super) fn feed<E>(
        &mut self,
        bytes: &[u8],
        mut tag: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        for &byte in bytes {
            if !self.inside {
                self.inside = byte == b'<';
                continue;
            }
            match (self.quote, byte) {
                (None, b'>') => {
                    tag(&String::from_utf8_lossy(&self.tag))?;
                    self.tag.clear();
                    self.inside = false;
                    continue;
                }
                // Comments and declarations may hold single quotes; only in a tag do they enclose.
                (None, b'"' | b'\'') if !matches!(self.tag.first(), Some(b'!' | b'?')) => {
                    self.quote = Some(byte);
                }
                (Some(quote), byte) if quote == byte => self.quote = None,
                _ => {}
            }
            if self.tag.len() < MAX_TAG {
                self.tag.push(byte);
            }
            // A document type may hold tags of its own, so it is told before it ends.
            if self.tag == b"!DOCTYPE" || self.tag == b"!ENTITY" {
                tag(&String::from_utf8_lossy(&self.tag))?;
            }
        }
        Ok(())
    }
}

/// A tag's name without its prefix.
pub(super) fn name(tag: &str) -> &str {
    let name = tag
        .split(|letter: char| letter.is_whitespace() || letter == '/')
        .next()
        .unwrap_or(tag);
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute.
pub(super) fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let at = rest.find(wanted)?;
        let before = rest.get(..at)?.chars().next_back();
        rest = rest.get(at + wanted.len()..)?;
        if !before.is_some_and(char::is_whitespace) {
            continue;
        }
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        if let Some(value) = value.filter(|value| value.starts_with(['"', '\''])) {
            let quote = value.chars().next()?;
            return value.get(1..)?.split(quote).next();
        }
    }
}
