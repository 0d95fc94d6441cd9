//! Finds the pairs worth comparing.
//!
//! Each rule gives every row some keys; rows that share a key form a block. No block is larger than
//! [`MAX_BLOCK`]: a larger one is split by further fields, and what is still too large is cut into
//! overlapping runs of rows in order of their content (sorted neighbourhood, Hernández and Stolfo 1995).
//! A pair belongs to the first block, in the order of the rules, that holds both of its rows.

use names::levels::{Key, KeyKind};
use rayon::prelude::*;

use crate::row::{NONE, Row, Rows, text_at};
use crate::text;

/// Most rows of one block.
const MAX_BLOCK: usize = 200;

/// Most rows of a block of a rule that rests on one common value; larger blocks are dropped, not split,
/// because other rules look at the same value together with a second one.
const MAX_RARE: usize = 60;

/// Lists with at most this many pairs are compared whole.
const MAX_PAIRS_OF_ALL: u64 = 1_200_000;

/// The rules in order, most telling first. The last one holds only where everything is compared.
pub(crate) const RULES: [&str; 19] = [
    "document",
    "phone",
    "email",
    "name_pair",
    "family_birth_day",
    "given_birth_day",
    "postcode_family",
    "postcode_given",
    "family_birth_year",
    "start_birth_year",
    "birth_day_postcode",
    "birth_day",
    "place_family",
    "place_given_birth_year",
    "event_name",
    "address",
    "start",
    "rare_value",
    "every_pair",
];

/// The kind of evidence a rule rests on, below [`Blocks::N_KINDS`].
fn kind(rule: u8) -> u8 {
    match RULES[usize::from(rule)] {
        "document" | "phone" | "email" | "address" => 0,
        "name_pair" | "start" | "rare_value" => 1,
        "birth_day" | "birth_day_postcode" | "family_birth_day" | "given_birth_day" => 2,
        "family_birth_year" | "start_birth_year" => 3,
        _ => 4,
    }
}

/// Rows that share a key of one rule.
pub(crate) struct Block {
    pub(crate) rule: u8,
    pub(crate) rows: Vec<u32>,
}

/// All blocks, and for each row the numbers of its blocks.
pub(crate) struct Blocks {
    pub(crate) blocks: Vec<Block>,
    starts: Vec<usize>,
    of_row: Vec<u32>,
}

/// Finds the blocks.
pub(crate) fn blocks(rows: &Rows) -> Blocks {
    let name_keys: Vec<Vec<Key>> = rows.names.par_iter().map(names::levels::keys).collect();
    let mut blocks = Vec::new();
    let n_rules = RULES.len() - 1;
    let found: Vec<Vec<Block>> = (0..n_rules)
        .into_par_iter()
        .map(|rule| of_rule(rule, rows, &name_keys))
        .collect();
    found
        .into_iter()
        .for_each(|mut of_rule| blocks.append(&mut of_rule));
    let n = rows.rows.len() as u64;
    if n * n.saturating_sub(1) / 2 <= MAX_PAIRS_OF_ALL && n > 1 {
        let all = (0..rows.rows.len() as u32).collect();
        blocks.push(Block {
            rule: n_rules as u8,
            rows: all,
        });
    }
    indexed(blocks, rows.rows.len())
}

impl Blocks {
    /// Says whether `block` is the first that holds both rows.
    pub(crate) fn owns(&self, block: usize, a: u32, b: u32) -> bool {
        let (mut x, mut y) = (self.of(a).iter(), self.of(b).iter());
        let (mut p, mut q) = (x.next(), y.next());
        while let (Some(of_a), Some(of_b)) = (p, q) {
            match of_a.cmp(of_b) {
                std::cmp::Ordering::Less => p = x.next(),
                std::cmp::Ordering::Greater => q = y.next(),
                std::cmp::Ordering::Equal => return *of_a as usize == block,
            }
        }
        false
    }

    /// How many kinds of evidence the rules rest on; see [`Blocks::n_kinds`].
    pub(crate) const N_KINDS: u8 = 5;

    /// Says whether all pairs were compared.
    pub(crate) fn hold_every_pair(&self) -> bool {
        let last = self.blocks.last();
        last.is_some_and(|block| usize::from(block.rule) == RULES.len() - 1)
    }

    /// How many kinds of evidence bring two rows together: rules that rest on the same evidence find the same pairs and count
    /// once.
    pub(crate) fn n_kinds(&self, a: u32, b: u32) -> u32 {
        let others = self.of(b);
        let mut kinds = 0_u8;
        for block in self
            .of(a)
            .iter()
            .filter(|block| others.binary_search(block).is_ok())
        {
            kinds |= 1 << kind(self.blocks[*block as usize].rule);
        }
        kinds.count_ones()
    }

    fn of(&self, row: u32) -> &[u32] {
        &self.of_row[self.starts[row as usize]..self.starts[row as usize + 1]]
    }
}

/// Notes for each row which blocks it is in, in ascending order.
fn indexed(blocks: Vec<Block>, n_rows: usize) -> Blocks {
    let mut starts = vec![0_usize; n_rows + 1];
    for row in blocks.iter().flat_map(|block| &block.rows) {
        starts[*row as usize + 1] += 1;
    }
    for at in 0..n_rows {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut of_row = vec![0; starts[n_rows]];
    for (number, block) in blocks.iter().enumerate() {
        for row in &block.rows {
            of_row[next[*row as usize]] = number as u32;
            next[*row as usize] += 1;
        }
    }
    Blocks {
        blocks,
        starts,
        of_row,
    }
}

fn of_rule(rule: usize, rows: &Rows, name_keys: &[Vec<Key>]) -> Vec<Block> {
    let mut entries: Vec<(u64, u32)> = Vec::new();
    let mut keys = Vec::new();
    for (number, row) in rows.rows.iter().enumerate() {
        keys.clear();
        push_keys(RULES[rule], rows, row, &name_keys[row.name as usize], &mut keys);
        keys.sort_unstable();
        keys.dedup();
        entries.extend(keys.iter().map(|key| (*key, number as u32)));
    }
    entries.par_sort_unstable();
    let mut blocks = Vec::new();
    let rare = RULES[rule] == "rare_value";
    for group in entries
        .chunk_by(|x, y| x.0 == y.0)
        .filter(|group| group.len() > 1)
    {
        let members: Vec<u32> = group.iter().map(|(_, row)| *row).collect();
        if rare && members.len() > MAX_RARE {
            continue;
        }
        split(rows, members, 0, &mut |rows| {
            blocks.push(Block {
                rule: rule as u8,
                rows,
            })
        });
    }
    blocks
}

/// Splits a block until no part is larger than [`MAX_BLOCK`].
fn split(rows: &Rows, members: Vec<u32>, depth: usize, found: &mut impl FnMut(Vec<u32>)) {
    if members.len() < 2 {
        return;
    }
    if members.len() <= MAX_BLOCK {
        found(members);
        return;
    }
    let by = |row: &Row| match depth {
        0 => birth_years(rows, row).next().map_or(0, |year| mix(1, year)),
        1 => u64::from(row.texts[text_at::PLACE]),
        2 => u64::from(row.given),
        _ => u64::from(row.texts[text_at::POSTCODE]),
    };
    if depth <= 3 {
        let mut keyed: Vec<(u64, u32)> = members
            .iter()
            .map(|row| (by(&rows.rows[*row as usize]), *row))
            .collect();
        keyed.sort_unstable();
        for part in keyed.chunk_by(|x, y| x.0 == y.0) {
            split(rows, part.iter().map(|(_, row)| *row).collect(), depth + 1, found);
        }
        return;
    }
    for from in (0..members.len()).step_by(MAX_BLOCK / 2) {
        found(members[from..members.len().min(from + MAX_BLOCK)].to_vec());
    }
}

/// Adds the keys that one rule gives to a row.
fn push_keys(rule: &str, rows: &Rows, row: &Row, name: &[Key], keys: &mut Vec<u64>) {
    let of = |kind: KeyKind| -> Vec<u64> {
        name.iter()
            .filter(|key| key.kind == kind)
            .map(|key| key.value)
            .collect()
    };
    let text = |at: usize| -> Vec<u64> {
        (row.texts[at] != NONE)
            .then(|| u64::from(row.texts[at]))
            .into_iter()
            .collect()
    };
    let years = || birth_years(rows, row).collect::<Vec<_>>();
    let days = || days(rows, row.birth).collect::<Vec<_>>();
    match rule {
        "name_pair" => keys.extend(of(KeyKind::Pair)),
        "family_birth_day" => cross(&of(KeyKind::Family), &days(), keys),
        "given_birth_day" => cross(&of(KeyKind::Given), &days(), keys),
        "postcode_family" => cross(&of(KeyKind::Family), &text(text_at::POSTCODE), keys),
        "postcode_given" => cross(&of(KeyKind::Given), &text(text_at::POSTCODE), keys),
        "family_birth_year" => cross(&of(KeyKind::Family), &years(), keys),
        "start_birth_year" => cross(&of(KeyKind::Start), &years(), keys),
        "birth_day" => keys.extend(days()),
        "place_family" => cross(&of(KeyKind::Family), &text(text_at::PLACE), keys),
        "place_given_birth_year" => {
            let mut of_place = Vec::new();
            cross(&text(text_at::PLACE), &years(), &mut of_place);
            cross(&of(KeyKind::Given), &of_place, keys);
        }
        "event_name" => {
            let event: Vec<u64> = self::days(rows, row.event).collect();
            cross(&of(KeyKind::Given), &event, keys);
            cross(&of(KeyKind::Family), &event, keys);
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
fn birth_years<'a>(rows: &'a Rows, row: &Row) -> impl Iterator<Item = u64> + 'a {
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
fn mix(x: u64, y: u64) -> u64 {
    let mut z = x.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ y.wrapping_add(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
