//! Places that lists of Central Asian migrants name: what each lies in, and every way to write it, old names included.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::{self, Text};

/// Number of a place in the gazetteer.
pub(crate) type Site = u16;

/// What a place is called by the word beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Region,
    District,
    City,
    Village,
    Street,
}

/// What a text must hold besides the name of a place for it to be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Nothing,
    /// The word for what it is.
    Kind,
    /// What it lies in.
    Parent,
}

/// A word of a written place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word of a name, by its sound.
    Word(String),
    /// A word for what is named.
    Kind(Kind),
}

/// How places that two texts may mean stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// They may be the same.
    Same,
    /// One may lie in the other.
    Within,
    /// Neither.
    Apart,
}

struct Entry {
    within: Option<Site>,
    kind: Option<Kind>,
    need: Need,
    /// Every way to write it; the first stands for it.
    spellings: Vec<Text>,
}

/// The places by number and by name.
pub(crate) struct Gazetteer {
    entries: Vec<Entry>,
    by_name: HashMap<String, Vec<Site>>,
}

/// A code, the code of what it lies in, a kind, what is needed, and names: see the head of the file.
const SHIPPED: &str = include_str!("places.txt");

/// Words for kinds, those of four sounds and more as beginnings of words, in Russian, Kyrgyz, Uzbek, Tajik, Kazakh and English.
const KINDS: [(Kind, &[&str]); 5] = [
    (
        Kind::Region,
        &[
            "область",
            "обл",
            "облус",
            "регион",
            "край",
            "крайы",
            "республика",
            "республики",
            "автономный",
            "автономная",
            "автономдуу",
            "округ",
            "вилоят",
            "region",
            "oblast",
            "krai",
            "republic",
            "okrug",
            "viloyat",
        ],
    ),
    (
        Kind::District,
        &[
            "район",
            "rayon",
            "raion",
            "district",
            "туман",
            "tuman",
            "ноҳия",
            "аудан",
        ],
    ),
    (
        Kind::City,
        &[
            "город",
            "г",
            "гор",
            "шаар",
            "шаары",
            "шаарынан",
            "шаарында",
            "шаарынын",
            "шаҳар",
            "шаҳри",
            "city",
            "town",
            "пгт",
        ],
    ),
    (
        Kind::Village,
        &[
            "село",
            "села",
            "селе",
            "с",
            "айыл",
            "айылы",
            "айылынан",
            "айылында",
            "айылынын",
            "айылдык",
            "кыштак",
            "кыштагы",
            "кишлак",
            "посёлок",
            "пос",
            "village",
            "ауыл",
            "деревня",
            "қишлоқ",
            "ҷамоат",
        ],
    ),
    (
        Kind::Street,
        &[
            "улица",
            "улице",
            "ул",
            "көчө",
            "проспект",
            "переулок",
            "микрорайон",
            "мкр",
            "street",
        ],
    ),
];

/// Folded words for kinds.
static KIND_WORDS: LazyLock<Vec<(String, Kind)>> = LazyLock::new(|| {
    let words = KINDS
        .iter()
        .flat_map(|(kind, words)| words.iter().map(|word| (names::fold(word), *kind)));
    let mut words: Vec<_> = words.collect();
    // The longest beginning of a word tells.
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
});

/// What Russian puts after `ск` in an adjective made of a name, by its sound.
const ADJECTIVE: [&str; 14] = [
    "аиа", "ои", "уиу", "ии", "и", "ого", "ому", "им", "ом", "ое", "иа", "ие", "оиу", "уу",
];

/// The parts of a written place between commas and brackets, each as its words.
pub(crate) fn parts(written: &str) -> Vec<Vec<Token>> {
    let lower = written
        .to_lowercase()
        .replace("р-н", "район")
        .replace("р/н", "район");
    let parts = lower.split([',', ';', '(', ')', '/']);
    parts
        .map(|part| names::fold(part).split(' ').filter_map(token).collect())
        .collect()
}

fn token(word: &str) -> Option<Token> {
    if word.is_empty() {
        return None;
    }
    let is_kind =
        |(of, _): &&(String, Kind)| word == of || of.chars().count() >= 4 && word.starts_with(of.as_str());
    let kind = KIND_WORDS.iter().find(is_kind);
    Some(kind.map_or_else(
        || Token::Word(stem(word).to_owned()),
        |(_, kind)| Token::Kind(*kind),
    ))
}

/// A word without the ending of a Russian adjective.
fn stem(word: &str) -> &str {
    let cut = word.rfind("ск").map(|at| word.split_at(at + "ск".len()));
    cut.filter(|(_, ending)| ADJECTIVE.contains(ending))
        .map_or(word, |(stem, _)| stem)
}

impl Gazetteer {
    /// The places that are shipped.
    pub(crate) fn shipped() -> &'static Self {
        static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(SHIPPED));
        &GAZETTEER
    }

    fn read(written: &str) -> Self {
        let mut gazetteer = Self {
            entries: Vec::new(),
            by_name: HashMap::new(),
        };
        let mut number_of: HashMap<&str, Site> = HashMap::new();
        let lines = written.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_default();
            let (code, within, kind, need, names) = (column(), column(), column(), column(), column());
            let site = gazetteer.entries.len() as Site;
            number_of.insert(code, site);
            let names: Vec<&str> = names.split("; ").collect();
            for name in &names {
                gazetteer.name(name, site);
            }
            gazetteer.entries.push(Entry {
                within: number_of.get(within).copied(),
                kind: kind_of(kind),
                need: need_of(need),
                spellings: names.iter().filter_map(|name| text::words(name)).collect(),
            });
        }
        gazetteer
    }

    fn name(&mut self, name: &str, site: Site) {
        let words = parts(name).into_iter().flatten().filter_map(|token| match token {
            Token::Word(word) => Some(word),
            Token::Kind(_) => None,
        });
        let name = words.collect::<Vec<_>>().join(" ");
        let sites = self.by_name.entry(name).or_default();
        if !sites.contains(&site) {
            sites.push(site);
        }
    }

    /// The places that a name may mean beside a word for a kind, which are none where a village or street is meant.
    pub(crate) fn named(&self, name: &str, kind: Option<Kind>) -> Vec<Site> {
        let Some(sites) = self.by_name.get(name) else {
            return Vec::new();
        };
        let of_kind = |site: &&Site| match kind {
            // A city and what is named after it are told apart by nobody.
            None | Some(Kind::City) => self.entries[usize::from(**site)].need != Need::Kind,
            // States call themselves republics.
            Some(Kind::Region) => {
                matches!(self.entries[usize::from(**site)].kind, None | Some(Kind::Region))
            }
            Some(kind) => self.entries[usize::from(**site)].kind == Some(kind),
        };
        sites.iter().filter(of_kind).copied().collect()
    }

    /// Whether a place counts only where what it lies in is named too.
    pub(crate) fn needs_parent(&self, site: Site) -> bool {
        self.entries[usize::from(site)].need == Need::Parent
    }

    /// Every way to write a place; the first stands for it.
    pub(crate) fn spellings(&self, site: Site) -> &[Text] {
        &self.entries[usize::from(site)].spellings
    }

    /// Of places that a text may mean, the one whose name stands for them: the town rather than what is named after it.
    pub(crate) fn foremost(&self, sites: &[Site]) -> Option<Site> {
        let is_city = |site: &&Site| self.entries[usize::from(**site)].kind == Some(Kind::City);
        sites.iter().find(is_city).or(sites.first()).copied()
    }

    /// Whether a place lies in another.
    pub(crate) fn lies_in(&self, site: Site, other: Site) -> bool {
        let outwards = std::iter::successors(Some(site), |site| self.entries[usize::from(*site)].within);
        outwards.skip(1).any(|around| around == other)
    }

    /// Whether two places are the same or one lies in the other.
    pub(crate) fn nested(&self, x: Site, y: Site) -> bool {
        x == y || self.lies_in(x, y) || self.lies_in(y, x)
    }

    /// How places that two texts may mean stand to each other.
    pub(crate) fn relation(&self, a: &[Site], b: &[Site]) -> Relation {
        let mut pairs = a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y)));
        if pairs.clone().any(|(x, y)| x == y) {
            Relation::Same
        } else if pairs.any(|(x, y)| self.nested(x, y)) {
            Relation::Within
        } else {
            Relation::Apart
        }
    }
}

fn kind_of(written: &str) -> Option<Kind> {
    match written {
        "region" => Some(Kind::Region),
        "district" => Some(Kind::District),
        "city" => Some(Kind::City),
        _ => None,
    }
}

fn need_of(written: &str) -> Need {
    match written {
        "kind" => Need::Kind,
        "parent" => Need::Parent,
        _ => Need::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_whole_and_lies_in_one_before_it() {
        let mut codes = Vec::new();
        for line in SHIPPED.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [code, within, kind, need, names] = columns[..] else {
                panic!("{line}: five columns are wanted");
            };
            assert!(within == "-" || codes.contains(&within), "{line}");
            assert!(!codes.contains(&code), "{line}: twice");
            assert!(
                ["country", "region", "district", "city"].contains(&kind),
                "{line}"
            );
            assert!(["-", "kind", "parent"].contains(&need), "{line}");
            assert!(
                names.split("; ").all(|name| text::words(name).is_some()),
                "{line}"
            );
            codes.push(code);
        }
        let of_kyrgyzstan = codes
            .iter()
            .filter(|code| code.starts_with("KG-") && !code.contains('/'));
        assert_eq!(
            of_kyrgyzstan.count(),
            9 + 40 + 4,
            "regions, districts, and four of Bishkek"
        );
    }

    #[test]
    fn every_place_is_found_by_each_of_its_names() {
        let gazetteer = Gazetteer::shipped();
        for (site, line) in (0..).zip(SHIPPED.lines().filter(|line| !line.starts_with('#'))) {
            for name in line
                .split('\t')
                .nth(4)
                .into_iter()
                .flat_map(|names| names.split("; "))
            {
                let tokens = parts(name).concat();
                let word = |token: &Token| match token {
                    Token::Word(word) => Some(word.clone()),
                    Token::Kind(_) => None,
                };
                let key = tokens.iter().filter_map(word).collect::<Vec<_>>().join(" ");
                let kind = tokens.iter().find_map(|token| match token {
                    Token::Kind(kind) => Some(*kind),
                    Token::Word(_) => None,
                });
                assert!(!key.is_empty(), "{name}");
                assert!(
                    gazetteer.named(&key, kind).contains(&site),
                    "{name}: {key} {kind:?}"
                );
            }
        }
    }
}
