//! Rows by their keys, kept up to date.
//!
//! A bucket holds the rows with one key of one rule. The rows of a bucket that is too large are found through finer buckets
//! instead: those that agree with a row in the key and in a further value, or, where that is still too large, in several, in
//! the ways in which blocks are refined (see `blocking`). Of what is too large even then, rows that stand near are found, as they
//! are in a sorted neighbourhood. Where a row stands depends on what it says, so that which rows are found depends on
//! what is in the buckets alone, never on the order in which it came; of more rows that say the same than are gone through, those
//! that came first are found.

use std::collections::BTreeSet;

use crate::blocking::{MAX_RARE, RULES, Value, refinements};
use crate::keys::{NameKeys, entries, mix, push_keys};
use crate::row::{NONE, Row, Rows};
use crate::text;

/// Rules that give keys: all but the last, which holds where everything is compared.
const N_RULES: usize = RULES.len() - 1;

/// A key, the standing of a row with the key, and the row.
type Entry = (u64, u32, u32);

/// How the rows of a bucket are divided further: each way by one value after another.
type Ways<'a> = &'a [&'static [Value]];

/// The buckets of every rule.
pub(super) struct Buckets {
    /// Keys with their rows, for each rule.
    of_rule: Vec<BTreeSet<Entry>>,
    keys: NameKeys,
    /// For each row, a number that is the same for rows that say the same, and near for rows of one name.
    standings: Vec<u32>,
    /// Most rows of a bucket that is gone through whole.
    pub(super) most: usize,
}

/// Rows that share a key with a row.
pub(super) struct Gathered {
    /// The rows, each once and in order.
    pub(super) rows: Vec<u32>,
    /// Rules of which a bucket was not gone through whole, in order.
    pub(super) cut: Vec<&'static str>,
}

/// Most rows that are gathered, counted in every bucket that holds them.
const MOST_GATHERED: usize = 6_000;

impl Buckets {
    /// Sorts all rows into buckets.
    pub(super) fn new(rows: &Rows, most: usize) -> Self {
        let mut buckets = Self {
            of_rule: Vec::with_capacity(N_RULES),
            keys: NameKeys::of(rows),
            standings: Vec::new(),
            most,
        };
        buckets.keep_up(rows);
        for rule in 0..N_RULES {
            let keyed = entries(rule, rows, &buckets.keys);
            let standing = |row: u32| buckets.standings[row as usize];
            let mut entries: Vec<Entry> = keyed
                .into_iter()
                .map(|(key, row)| (key, standing(row), row))
                .collect();
            let mut finer = Vec::new();
            for bucket in entries.chunk_by(|x, y| x.0 == y.0) {
                if bucket.len() > most {
                    buckets.divide(rows, bucket, ways(rule), true, &mut finer);
                }
            }
            entries.extend(finer);
            buckets.of_rule.push(entries.into_iter().collect());
        }
        buckets
    }

    /// Adds a row.
    pub(super) fn insert(&mut self, rows: &Rows, row: u32) {
        for (rule, entry) in self.entries_of(rows, row) {
            self.put(rows, rule, entry, ways(rule), true);
        }
    }

    /// Takes a row away.
    pub(super) fn remove(&mut self, rows: &Rows, row: u32) {
        for (rule, entry) in self.entries_of(rows, row) {
            self.take_away(rows, rule, entry, ways(rule), true);
        }
    }

    /// The rows that share a key with a row; the row itself may be among them.
    pub(super) fn gather(&mut self, rows: &Rows, row: u32) -> Gathered {
        let mut gathered = Gathered {
            rows: Vec::new(),
            cut: Vec::new(),
        };
        for (rule, entry) in self.entries_of(rows, row) {
            self.collect(rows, rule, entry, ways(rule), true, &mut gathered);
        }
        gathered.rows.sort_unstable();
        gathered.rows.dedup();
        gathered.cut.dedup();
        gathered
    }

    /// Takes up the names and rows that have come since; a row that was taken away again leaves its number to the next.
    fn keep_up(&mut self, rows: &Rows) {
        self.keys.extend(rows);
        for row in &rows.rows[self.standings.len().min(rows.rows.len())..] {
            self.standings.push(standing(rows, row, &self.keys));
        }
    }

    /// Where a row is to be put, rule after rule.
    fn entries_of(&mut self, rows: &Rows, row: u32) -> Vec<(usize, Entry)> {
        self.standings.truncate(row as usize);
        self.keep_up(rows);
        let standing = self.standings[row as usize];
        let mut all = Vec::new();
        let mut keys = Vec::new();
        for (rule, name) in RULES.into_iter().enumerate().take(N_RULES) {
            keys.clear();
            push_keys(name, rows, &rows.rows[row as usize], &self.keys, &mut keys);
            keys.sort_unstable();
            keys.dedup();
            all.extend(keys.iter().map(|key| (rule, (*key, standing, row))));
        }
        all
    }

    fn bucket(&self, rule: usize, key: u64) -> impl Iterator<Item = Entry> + '_ {
        let bucket = self.of_rule[rule].range((key, 0, 0)..=(key, u32::MAX, u32::MAX));
        bucket.copied()
    }

    /// The rows of a bucket, at most one more than are gone through.
    fn rows(&self, rule: usize, key: u64) -> Vec<u32> {
        let bucket = self.bucket(rule, key).take(self.most_of(rule) + 1);
        bucket.map(|(.., row)| row).collect()
    }

    /// The rows of a bucket that stand nearest before and after an entry.
    fn nearest(&self, rule: usize, (key, standing, _): Entry) -> Vec<u32> {
        let before = self.of_rule[rule].range((key, 0, 0)..(key, standing, 0)).rev();
        let after = self.of_rule[rule].range((key, standing, 0)..=(key, u32::MAX, u32::MAX));
        let half = self.most / 2;
        let nearest = before.take(half).chain(after.take(half));
        nearest.map(|(.., row)| *row).collect()
    }

    fn most_of(&self, rule: usize) -> usize {
        if is_rare(rule) {
            self.most.min(MAX_RARE)
        } else {
            self.most
        }
    }

    /// Finer entries for all rows of a bucket that is too large.
    fn divide(&self, rows: &Rows, bucket: &[Entry], ways: Ways<'_>, is_whole: bool, finer: &mut Vec<Entry>) {
        for (value, further) in ways.iter().filter_map(|way| way.split_first()) {
            let finer_entry = |entry: &Entry| finer_entry(rows, *entry, *value, is_whole);
            let mut entries: Vec<Entry> = bucket.iter().filter_map(finer_entry).collect();
            entries.sort_unstable();
            for part in entries.chunk_by(|x, y| x.0 == y.0) {
                if part.len() > self.most {
                    self.divide(rows, part, &[further], false, finer);
                }
            }
            finer.extend(entries);
        }
    }

    fn put(&mut self, rows: &Rows, rule: usize, entry: Entry, ways: Ways<'_>, is_whole: bool) {
        let n_before = self.rows(rule, entry.0).len();
        self.of_rule[rule].insert(entry);
        if n_before == self.most {
            let bucket: Vec<Entry> = self.bucket(rule, entry.0).collect();
            let mut finer = Vec::new();
            self.divide(rows, &bucket, ways, is_whole, &mut finer);
            self.of_rule[rule].extend(finer);
        } else if n_before > self.most {
            for (value, further) in ways.iter().filter_map(|way| way.split_first()) {
                if let Some(finer) = finer_entry(rows, entry, *value, is_whole) {
                    self.put(rows, rule, finer, &[further], false);
                }
            }
        }
    }

    fn take_away(&mut self, rows: &Rows, rule: usize, entry: Entry, ways: Ways<'_>, is_whole: bool) {
        self.of_rule[rule].remove(&entry);
        for (value, further) in ways.iter().filter_map(|way| way.split_first()) {
            if let Some(finer) = finer_entry(rows, entry, *value, is_whole) {
                self.take_away(rows, rule, finer, &[further], false);
            }
        }
    }

    fn collect(
        &self,
        rows: &Rows,
        rule: usize,
        entry: Entry,
        ways: Ways<'_>,
        is_whole: bool,
        gathered: &mut Gathered,
    ) {
        let mut bucket = self.rows(rule, entry.0);
        let is_small = bucket.len() <= self.most_of(rule);
        if is_rare(rule) && !is_small {
            return;
        }
        let finer: Vec<(Entry, &[Value])> = { ways.iter().filter_map(|way| way.split_first()) }
            .filter_map(|(value, further)| Some((finer_entry(rows, entry, *value, is_whole)?, further)))
            .collect();
        if !is_small {
            gathered.cut.push(RULES[rule]);
            for (finer, further) in &finer {
                self.collect(rows, rule, *finer, &[*further], false, gathered);
            }
            if !finer.is_empty() {
                return;
            }
            bucket = self.nearest(rule, entry);
        }
        if gathered.rows.len() + bucket.len() <= MOST_GATHERED {
            gathered.rows.extend(bucket);
        } else {
            gathered.cut.push(RULES[rule]);
        }
    }
}

/// A rule that means rare values alone leaves common ones to the others.
fn is_rare(rule: usize) -> bool {
    RULES[rule] == "rare_value"
}

fn ways(rule: usize) -> Ways<'static> {
    if is_rare(rule) {
        &[]
    } else {
        refinements(RULES[rule])
    }
}

/// The entry of a row in the bucket of those that agree with it in one more value. Rows without the value are together only
/// in buckets that another value has divided already.
fn finer_entry(rows: &Rows, entry: Entry, value: Value, is_whole: bool) -> Option<Entry> {
    let (key, standing, row) = entry;
    let number = value.of(rows, &rows.rows[row as usize]);
    let known = number != NONE || !is_whole;
    known.then(|| (mix(mix(key, value as u64), u64::from(number)), standing, row))
}

/// Half of it is for the name, half for all else that keys look at.
fn standing(rows: &Rows, row: &Row, keys: &NameKeys) -> u32 {
    let name = keys.of_name(row.name).iter().fold(0, |all, key| mix(all, *key));
    let mut all = name;
    for date in [row.birth, row.event].into_iter().filter(|date| *date != NONE) {
        for span in rows.dates[date as usize].iter() {
            let day = span.day().map_or(0, i32::unsigned_abs);
            all = mix(mix(all, span.years().start().unsigned_abs().into()), day.into());
        }
    }
    for (values, number) in rows.texts.iter().zip(row.texts) {
        let text = values.get(number as usize);
        all = mix(all, text.map_or(0, |text| text::hash(text.as_str())));
    }
    (name >> 48 << 16 | all >> 48) as u32
}
