//! What the blocking rules look at in a row.

use names::levels::{Key, KeyKind};
use rayon::prelude::*;

use crate::blocking::RULES;
use crate::row::{NONE, Row, Rows, text_at};
use crate::text;

/// How many kinds of keys a name has.
const N_KINDS: usize = 4;

/// Keys of many names, one kind after another for each.
pub(crate) struct NameKeys {
    values: Vec<u64>,
    /// For each name, where its keys begin and where the first kinds end after that.
    starts: Vec<(u32, [u8; N_KINDS])>,
}

impl NameKeys {
    /// The keys of all names.
    pub(crate) fn of(rows: &Rows) -> Self {
        let mut keys = Self {
            values: Vec::new(),
            starts: Vec::with_capacity(rows.names.len()),
        };
        keys.extend(rows);
        keys
    }

    /// Adds the keys of names that have come since.
    pub(crate) fn extend(&mut self, rows: &Rows) {
        let mut found: Vec<Key> = Vec::new();
        for name in &rows.names[self.starts.len()..] {
            rows.lexicon.push_keys(name, &mut found);
            let until = |kind: KeyKind| found.iter().take_while(|key| key.kind <= kind).count() as u8;
            let ends = [KeyKind::Pair, KeyKind::Start, KeyKind::Given, KeyKind::Family].map(until);
            self.starts.push((self.values.len() as u32, ends));
            self.values.extend(found.iter().map(|key| key.value));
        }
    }

    /// All keys of a name.
    pub(crate) fn of_name(&self, name: u32) -> &[u64] {
        let (start, ends) = self.starts[name as usize];
        &self.values[start as usize..][..usize::from(ends[N_KINDS - 1])]
    }

    fn of_kind(&self, name: u32, kind: KeyKind) -> &[u64] {
        let (start, ends) = self.starts[name as usize];
        let kind = kind as usize;
        let from = kind.checked_sub(1).map_or(0, |before| ends[before]);
        let at = |end: u8| start as usize + usize::from(end);
        &self.values[at(from)..at(ends[kind])]
    }
}

/// Rows that are given their keys at once.
const AT_ONCE: usize = 1 << 14;

/// The keys that one rule gives to all rows, each with its row, sorted.
pub(crate) fn entries(rule: usize, rows: &Rows, names: &NameKeys) -> Vec<(u64, u32)> {
    let of_some = |(number, some): (usize, &[Row])| {
        let mut entries = Vec::new();
        let mut keys = Vec::new();
        for (row, at) in some.iter().zip((number * AT_ONCE) as u32..) {
            keys.clear();
            push_keys(RULES[rule], rows, row, names, &mut keys);
            keys.sort_unstable();
            keys.dedup();
            entries.extend(keys.iter().map(|key| (*key, at)));
        }
        entries
    };
    let parts: Vec<Vec<(u64, u32)>> = rows.rows.par_chunks(AT_ONCE).enumerate().map(of_some).collect();
    let mut entries = parts.concat();
    drop(parts);
    entries.par_sort_unstable();
    entries
}

/// Adds the keys that one rule gives to a row.
pub(crate) fn push_keys(rule: &str, rows: &Rows, row: &Row, names: &NameKeys, keys: &mut Vec<u64>) {
    let of = |kind: KeyKind| names.of_kind(row.name, kind);
    let text = |at: usize| (row.texts[at] != NONE).then(|| u64::from(row.texts[at]));
    let years = || birth_years(rows, row).collect::<Vec<_>>();
    let days = || days(rows, row.birth).collect::<Vec<_>>();
    match rule {
        "name_pair" => keys.extend(of(KeyKind::Pair)),
        "family_birth_day" => cross(of(KeyKind::Family), &days(), keys),
        "given_birth_day" => cross(of(KeyKind::Given), &days(), keys),
        "postcode_family" => cross(of(KeyKind::Family), text(text_at::POSTCODE).as_slice(), keys),
        "postcode_given" => cross(of(KeyKind::Given), text(text_at::POSTCODE).as_slice(), keys),
        "family_birth_year" => cross(of(KeyKind::Family), &years(), keys),
        "start_birth_year" => cross(of(KeyKind::Start), &years(), keys),
        "birth_day" => keys.extend(days()),
        "place_family" => cross(of(KeyKind::Family), text(text_at::PLACE).as_slice(), keys),
        "place_given_birth_year" => {
            let mut of_place = Vec::new();
            cross(text(text_at::PLACE).as_slice(), &years(), &mut of_place);
            cross(of(KeyKind::Given), &of_place, keys);
        }
        "event_name" => {
            let event: Vec<u64> = self::days(rows, row.event).collect();
            cross(of(KeyKind::Given), &event, keys);
            cross(of(KeyKind::Family), &event, keys);
        }
        "start" => keys.extend(of(KeyKind::Start)),
        "rare_value" => {
            keys.extend(of(KeyKind::Family).iter().map(|key| mix(3, *key)));
            keys.extend(of(KeyKind::Given).iter().map(|key| mix(4, *key)));
            keys.extend(text(text_at::POSTCODE).iter().map(|key| mix(5, *key)));
        }
        _ => push_detail_keys(rule, rows, row, keys),
    }
}

/// Adds the keys of the rules that rest on one detail.
fn push_detail_keys(rule: &str, rows: &Rows, row: &Row, keys: &mut Vec<u64>) {
    let value = |at: usize| (row.texts[at] != NONE).then(|| &rows.texts[at][row.texts[at] as usize]);
    let number = |at: usize| (row.texts[at] != NONE).then(|| u64::from(row.texts[at]));
    match rule {
        "document" => keys.extend(value(text_at::DOCUMENT).map(|number| tail(number.as_str()))),
        "phone" => keys.extend(number(text_at::PHONE)),
        "email" => {
            keys.extend(value(text_at::EMAIL).map(|address| text::hash(text::local_part(address))));
        }
        "birth_day_postcode" => {
            let area = value(text_at::POSTCODE).map(|code| text::hash(text::area(code.as_str())));
            let days: Vec<u64> = days(rows, row.birth).collect();
            cross(area.as_slice(), &days, keys);
        }
        "address" => keys.extend(number(text_at::ADDRESS)),
        _ => {}
    }
}

/// Adds a key for every pair of one key of each kind.
fn cross(left: &[u64], right: &[u64], keys: &mut Vec<u64>) {
    for x in left {
        keys.extend(right.iter().map(|y| mix(*x, *y)));
    }
}

/// Years of birth that the readings touch, when they are few.
pub(crate) fn birth_years<'a>(rows: &'a Rows, row: &Row) -> impl Iterator<Item = u64> + 'a {
    let spans = if row.birth == NONE {
        &[][..]
    } else {
        &rows.dates[row.birth as usize]
    };
    spans
        .iter()
        .flat_map(|span| span.years().take(4))
        .map(|year| year.unsigned_abs().into())
}

/// The single days that a date's readings name.
fn days(rows: &Rows, date: u32) -> impl Iterator<Item = u64> + '_ {
    let spans = if date == NONE {
        &[][..]
    } else {
        &rows.dates[date as usize]
    };
    spans
        .iter()
        .filter_map(|span| span.day())
        .map(|day| u64::from(day.unsigned_abs()))
}

/// The last six signs of a document number.
fn tail(number: &str) -> u64 {
    let signs: Vec<char> = number.chars().rev().take(6).collect();
    text::hash(&signs.into_iter().collect::<String>())
}

/// Mixes two keys into one (the finaliser of splitmix64; Steele, Lea, Flood 2014).
pub(crate) fn mix(x: u64, y: u64) -> u64 {
    let mut z = x.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ y.wrapping_add(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
