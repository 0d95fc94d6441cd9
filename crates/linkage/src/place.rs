//! How well two written places agree: by what they are where the gazetteer knows them, by how they sound elsewhere.

use crate::gazetteer::{Gazetteer, Kind, Relation, Site, Token, parts};
use crate::text::{Text, Wording, joined, wording, words};

/// A written place as it is compared: its sound, what it may be, and what the gazetteer does not know of it.
///
/// Places that the gazetteer knows whole are written alike whatever they were called: *Фрунзе* is *Бишкек*.
pub(crate) fn place(written: &str) -> Option<Text> {
    let text = words(written)?;
    let Reading { sites, rest } = Reading::of(written);
    if sites.is_empty() || rest.is_some() {
        let rest = rest.filter(|rest| rest.as_str() != text.as_str());
        return Some(text.of_place(sites, rest));
    }
    let gazetteer = Gazetteer::shipped();
    let foremost = gazetteer.foremost(&sites);
    let name = foremost.and_then(|site| gazetteer.spellings(site).first());
    Some(name.cloned().unwrap_or(text).of_place(sites, None))
}

/// Place names: 1 exact, 2 close or another word for the same, 3 one lies in the other or they share a word, 4 different.
pub(crate) fn place_level(a: &Text, b: &Text) -> usize {
    if a == b {
        return 1;
    }
    if a.sites.is_empty() || b.sites.is_empty() {
        return level(by_sound(a, b));
    }
    let same_rest = || match (&a.rest, &b.rest) {
        (Some(x), Some(y)) => level(wording(x, y)).min(3),
        _ => 3,
    };
    let is_whole = a.rest.is_none() && b.rest.is_none();
    match Gazetteer::shipped().relation(&a.sites, &b.sites) {
        Relation::Apart => 4,
        Relation::Same if is_whole => 2,
        Relation::Within if is_whole => 3,
        Relation::Same | Relation::Within => same_rest(),
    }
}

/// No two texts that differ are the same place for certain.
fn level(wording: Wording) -> usize {
    match wording {
        Wording::Same | Wording::Close => 2,
        Wording::Partial => 3,
        Wording::Different => 4,
    }
}

/// The best likeness in sound over all ways to write both.
fn by_sound(a: &Text, b: &Text) -> Wording {
    let (ways_a, ways_b) = (ways(a), ways(b));
    let pairs = ways_a
        .iter()
        .flat_map(|x| ways_b.iter().map(move |y| wording(x, y)));
    pairs.min().unwrap_or(Wording::Different)
}

/// The ways to write a place: those of the gazetteer where it knows all of it; else as it is, and without words for kinds.
fn ways(text: &Text) -> Vec<&Text> {
    match &text.rest {
        Some(rest) => vec![text, rest],
        None if text.sites.is_empty() => vec![text],
        None => {
            let gazetteer = Gazetteer::shipped();
            text.sites
                .iter()
                .flat_map(|site| gazetteer.spellings(*site))
                .collect()
        }
    }
}

/// What the gazetteer makes of a written place.
struct Reading {
    /// The narrowest places that it may be, sorted; none where none is known.
    sites: Box<[Site]>,
    /// The words that name none of them.
    rest: Option<Text>,
}

/// A name that was found.
struct Name {
    sites: Vec<Site>,
    words: Vec<String>,
}

/// Most words of a name.
const MOST_WORDS: usize = 4;

impl Reading {
    fn of(written: &str) -> Self {
        let mut names = Vec::new();
        let mut rest = Vec::new();
        for part in parts(written) {
            if !part.contains(&Token::Kind(Kind::Street)) {
                read_part(&part, &mut names, &mut rest);
            }
        }
        let gazetteer = Gazetteer::shipped();
        let found: Vec<Site> = names.iter().flat_map(|name| name.sites.clone()).collect();
        let is_nested = |site: Site| {
            found
                .iter()
                .any(|other| *other != site && gazetteer.nested(site, *other))
        };
        let mut sites = Vec::new();
        for Name { sites: may_be, words } in names {
            let nested: Vec<Site> = may_be.iter().copied().filter(|site| is_nested(*site)).collect();
            let alone = may_be
                .iter()
                .copied()
                .filter(|site| !gazetteer.needs_parent(*site));
            let meant = if nested.is_empty() {
                alone.collect()
            } else {
                nested
            };
            if meant.is_empty() {
                rest.extend(words);
            }
            sites.extend(meant);
        }
        let is_narrowest = |site: &Site| !sites.iter().any(|other| gazetteer.lies_in(*other, *site));
        let mut narrowest: Vec<Site> = sites.iter().copied().filter(is_narrowest).collect();
        narrowest.sort_unstable();
        narrowest.dedup();
        Self {
            sites: narrowest.into_boxed_slice(),
            rest: joined(&rest),
        }
    }
}

/// Finds the names in a part, the longest at each word; what is no name is rest.
fn read_part(part: &[Token], names: &mut Vec<Name>, rest: &mut Vec<String>) {
    let mut at = 0;
    // A word for a kind belongs to one name.
    let mut free = 0;
    while at < part.len() {
        let before = (at > free).then(|| kind_at(part, at - 1)).flatten();
        if let Some((name, length, took_next)) = longest(&part[at..], before) {
            at += length;
            free = at + usize::from(took_next);
            names.push(name);
        } else {
            if let Token::Word(word) = &part[at] {
                rest.push(word.clone());
            }
            at += 1;
        }
    }
}

fn kind_at(tokens: &[Token], at: usize) -> Option<Kind> {
    match tokens.get(at) {
        Some(Token::Kind(kind)) => Some(*kind),
        _ => None,
    }
}

/// The longest name at the head of some words, how many words it has, and whether the word for a kind after it is its own.
fn longest(tokens: &[Token], before: Option<Kind>) -> Option<(Name, usize, bool)> {
    let words: Vec<String> = { tokens.iter() }
        .map_while(|token| match token {
            Token::Word(word) => Some(word.clone()),
            Token::Kind(_) => None,
        })
        .take(MOST_WORDS)
        .collect();
    (1..=words.len()).rev().find_map(|length| {
        let after = kind_at(tokens, length);
        let words = &words[..length];
        let named = |kind: Option<Kind>| {
            let sites = Gazetteer::shipped().named(&words.join(" "), kind);
            (!sites.is_empty()).then(|| Name {
                sites,
                words: words.to_vec(),
            })
        };
        if let Some(name) = after.and_then(|after| named(Some(after))) {
            return Some((name, length, true));
        }
        if before.is_none() && after == Some(Kind::Village) {
            return None;
        }
        let name = named(before)?;
        Some((name, length, false))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> usize {
        let (a, b) = (place(a).expect("a place"), place(b).expect("a place"));
        assert_eq!(place_level(&a, &b), place_level(&b, &a), "either way");
        place_level(&a, &b)
    }

    #[test]
    fn old_and_new_names_are_one_place() {
        for (old, new) in [
            ("Фрунзе", "Бишкек"),
            ("г. Фрунзе", "Bishkek"),
            ("Пржевальск", "Каракол шаары"),
            ("Рыбачье", "Balykchy"),
            ("Исфана", "Раззаков"),
            ("Алма-Ата", "Алматы"),
            ("Ленинабад", "Худжанд"),
            ("Артемовск", "Бахмут"),
            ("Кыргызстан, г. Бишкек", "Bishkek city"),
        ] {
            assert!(of(old, new) <= 2, "{old} and {new}: {}", of(old, new));
        }
        assert_eq!(of("Фрунзе", "Бишкек"), 1);
        assert_eq!(of("Ошская область", "Ош облусу"), 1);
        assert_eq!(of("Ошской области", "Osh oblast"), 1);
        assert_eq!(of("Кара-Суйский р-н", "Кара-Суу району"), 1);
    }

    #[test]
    fn a_slip_in_an_old_name_is_the_place_still() {
        assert_eq!(of("Фурнзе", "Бишкек"), 2);
        assert_eq!(of("Прживальск", "Каракол"), 2);
    }

    #[test]
    fn a_district_lies_in_its_province() {
        for (inner, outer) in [
            ("Кара-Суйский район", "Ошская область"),
            ("Кара-Суу району", "Ош облусу"),
            ("Узген", "Osh Region"),
            ("Бишкек", "Кыргызстан"),
            ("Ошская область, с. Папан", "Ошская область"),
            ("Бишкек, Ленинский район", "Бишкек"),
            ("Новосибирск", "Новосибирская область"),
            ("Подольск", "Россия"),
        ] {
            assert_eq!(of(inner, outer), 3, "{inner} in {outer}");
        }
        assert_eq!(of("Ошская область, Кара-Суйский район", "Кара-Суу району"), 1);
        assert_eq!(of("Таласская область, Манас", "Манас району"), 1);
    }

    #[test]
    fn a_town_and_what_is_named_after_it_are_close() {
        assert_eq!(of("Ош", "Ошская область"), 2);
        assert_eq!(of("Нарын", "Нарын району"), 2);
        assert_eq!(of("г. Ош", "Ош"), 1);
        assert_eq!(of("Манас", "Жалал-Абад"), 2);
    }

    #[test]
    fn places_that_share_a_word_are_different() {
        for (x, y) in [
            ("Кара-Суу", "Кара-Кулжа"),
            ("Кызыл-Кыя", "Кызыл-Суу"),
            (
                "Ошская область, с. Октябрьское",
                "Чуйская область, с. Октябрьское",
            ),
            ("Москва", "Московский район Чуйской области"),
            ("Бишкек", "Новосибирск"),
        ] {
            assert_eq!(of(x, y), 4, "{x} and {y}");
        }
    }

    #[test]
    fn villages_are_compared_within_what_is_known() {
        assert_eq!(
            of("Ошская область, село Папан", "Кара-Суйский район, с. Папан"),
            2
        );
        assert_eq!(of("Ошская область, село Папан", "Ошская область, с. Мады"), 3);
        assert_eq!(of("с. Папан", "Папан"), 2);
        assert_eq!(of("с. Папан, Ошская обл.", "Папан"), 2);
        assert_eq!(
            of("с. Талас", "Талас айылы"),
            2,
            "a village that bears the name of a town"
        );
    }

    #[test]
    fn streets_are_no_places() {
        assert_eq!(of("Бишкек, ул. Фрунзе 5", "Бишкек"), 1);
        assert_eq!(of("Ош, көчө Москва 7", "Ош"), 1);
        assert_eq!(of("Ленинский район", "Бишкек"), 4, "there is one in every city");
    }

    #[test]
    fn what_is_not_known_is_compared_by_sound() {
        assert_eq!(of("Springfield", "Springfeild"), 2);
        assert_eq!(of("London", "Manchester"), 4);
        assert!(place("").is_none() && place(" .,").is_none());
        assert_eq!(of("район", "село"), 4, "words for kinds alone");
    }
}
