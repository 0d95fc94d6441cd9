//! The three languages.

use std::str::FromStr;

/// A language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Kyrgyz; its texts are drafts until a native speaker has read them.
    Kyrgyz,
}

/// A language code other than `en`, `ru` and `ky`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such language; there are en, ru and ky")]
pub struct UnknownLanguage;

impl Language {
    /// All languages.
    pub const ALL: [Self; 3] = [Self::English, Self::Russian, Self::Kyrgyz];

    /// The BCP 47 code: `en`, `ru` or `ky`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Kyrgyz => "ky",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == text)
            .ok_or(UnknownLanguage)
    }
}
