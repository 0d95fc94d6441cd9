//! Finds the pairs worth comparing.
//!
//! Each rule gives every row some keys; rows that share a key form a block. What a rule may bring grows with the number of
//! rows and no faster: its largest blocks are refined by further values, each in turn, so that two rows that share one
//! of them stay together. What is still too large then is cut into overlapping runs of rows in order of their content
//! (sorted neighbourhood, Hernández and Stolfo 1995). A pair belongs to the first block, in the order of the
//! rules, that holds both of its rows.

use crate::keys::{NameKeys, birth_years, entries};
use crate::row::{NONE, Row, Rows, text_at};

/// Most rows of one block.
pub(crate) const MAX_BLOCK: usize = 200;

/// Rows that a block may always have.
const MIN_BLOCK: usize = 8;

/// Rows of a run where nothing refines a block any more.
const RUN: usize = 8;

/// Most rows of a block of a rule that rests on one common value; larger blocks are dropped, not refined,
/// because other rules look at the same value together with a second one.
pub(crate) const MAX_RARE: usize = 60;

/// Pairs that the blocks of one rule may hold before the largest are refined, and their parts before they are split: in all, for
/// each row of lists of up to two million, and for each row of larger ones. With one for each row, a million invented reports had .017
/// less F1 and probabilities that said too little; with eight, twice the candidates and .004 more.
const PAIRS: u64 = 1_000_000;
const PAIRS_A_ROW: u64 = 4;
const PAIRS_A_ROW_OF_MANY: u64 = 1;
const MANY: u64 = 2_000_000;

/// Lists with at most this many pairs are compared whole.
pub(crate) const MAX_PAIRS_OF_ALL: u64 = 1_200_000;

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
fn kind(rule: usize) -> u8 {
    match RULES[rule] {
        "document" | "phone" | "email" | "address" => 0,
        "name_pair" | "start" | "rare_value" => 1,
        "birth_day" | "birth_day_postcode" | "family_birth_day" | "given_birth_day" => 2,
        "family_birth_year" | "start_birth_year" => 3,
        _ => 4,
    }
}

/// All blocks, rule after rule, and for each row the numbers of its blocks.
pub(crate) struct Blocks {
    /// The rows of all blocks, block after block, and where each block ends.
    members: Vec<u32>,
    ends: Vec<u32>,
    /// For each rule, where its blocks end.
    ends_of_rules: Vec<usize>,
    starts: Vec<u32>,
    of_row: Vec<u32>,
}

/// Finds the blocks.
pub(crate) fn blocks(rows: &Rows) -> Blocks {
    let mut blocks = Blocks {
        members: Vec::new(),
        ends: Vec::new(),
        ends_of_rules: Vec::new(),
        starts: Vec::new(),
        of_row: Vec::new(),
    };
    let names = NameKeys::of(rows);
    for rule in 0..RULES.len() - 1 {
        blocks.add_rule(rule, rows, &names);
    }
    let n = rows.rows.len() as u64;
    if n * n.saturating_sub(1) / 2 <= MAX_PAIRS_OF_ALL && n > 1 {
        blocks.push(0..rows.rows.len() as u32);
    }
    blocks.ends_of_rules.push(blocks.ends.len());
    blocks.members.shrink_to_fit();
    blocks.ends.shrink_to_fit();
    blocks.index(rows.rows.len());
    blocks
}

impl Blocks {
    /// How many kinds of evidence the rules rest on; see [`Blocks::n_kinds`].
    pub(crate) const N_KINDS: u8 = 5;

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The rows of a block.
    pub(crate) fn rows(&self, block: usize) -> &[u32] {
        let from = block.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[from as usize..self.ends[block] as usize]
    }

    /// The rule that a block is of.
    pub(crate) fn rule(&self, block: usize) -> usize {
        self.ends_of_rules.partition_point(|end| *end <= block)
    }

    /// Says whether `block`, which holds both rows, is the first that does.
    pub(crate) fn owns(&self, block: usize, a: u32, b: u32) -> bool {
        let (of_a, of_b) = (self.of(a), self.of(b));
        let (mut x, mut y) = (0, 0);
        // Both have `block`, so neither runs out before it is met.
        while let (Some(p), Some(q)) = (of_a.get(x), of_b.get(y)) {
            if p == q {
                return *p as usize == block;
            }
            x += usize::from(p < q);
            y += usize::from(q < p);
        }
        false
    }

    /// Says whether all pairs were compared.
    pub(crate) fn hold_every_pair(&self) -> bool {
        !self.ends.is_empty() && self.rule(self.ends.len() - 1) == RULES.len() - 1
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
            kinds |= 1 << kind(self.rule(*block as usize));
        }
        kinds.count_ones()
    }

    fn of(&self, row: u32) -> &[u32] {
        let (from, to) = (self.starts[row as usize], self.starts[row as usize + 1]);
        &self.of_row[from as usize..to as usize]
    }

    fn push(&mut self, rows: impl IntoIterator<Item = u32>) {
        self.members.extend(rows);
        self.ends.push(self.members.len() as u32);
    }

    fn add_rule(&mut self, rule: usize, rows: &Rows, names: &NameKeys) {
        let rare = RULES[rule] == "rare_value";
        let entries = entries(rule, rows, names);
        let groups = || {
            entries
                .chunk_by(|x, y| x.0 == y.0)
                .filter(|group| group.len() > 1)
        };
        let most = most_rows(groups().map(<[_]>::len), rows.rows.len());
        let mut parts = Vec::new();
        for group in groups() {
            let members = group.iter().map(|(_, row)| *row);
            if group.len() <= most && !(rare && group.len() > MAX_RARE) {
                self.push(members);
            } else if !rare {
                let members: Vec<u32> = members.collect();
                self.refine(rows, &members, refinements(RULES[rule]), &mut parts);
            }
        }
        drop(entries);
        let most = most_rows(parts.iter().map(|part| part.rows.len()), rows.rows.len());
        for part in parts {
            self.split(rows, part.rows, part.values, most);
        }
        self.ends_of_rules.push(self.ends.len());
    }

    /// Cuts a block in each of some ways: rows stay together that one of them keeps together.
    fn refine(&mut self, rows: &Rows, members: &[u32], ways: &[&'static [Value]], parts: &mut Vec<Part>) {
        for (value, values) in ways.iter().filter_map(|way| way.split_first()) {
            let keyed = keyed(rows, members, *value);
            let known = keyed.partition_point(|(key, _)| *key != NONE);
            let together = keyed[..known]
                .chunk_by(|x, y| x.0 == y.0)
                .filter(|part| part.len() > 1);
            parts.extend(together.map(|part| Part {
                rows: part.iter().map(|(_, row)| *row).collect(),
                values,
            }));
        }
        let is_unknown = |row: &&u32| {
            let row = &rows.rows[**row as usize];
            let mut firsts = ways.iter().filter_map(|way| way.first());
            firsts.all(|value| value.of(rows, row) == NONE)
        };
        let unknown: Vec<u32> = members.iter().filter(is_unknown).copied().collect();
        self.push_runs(&unknown);
    }

    /// Splits a block by one value after another until no part is too large.
    fn split(&mut self, rows: &Rows, members: Vec<u32>, values: &[Value], most: usize) {
        if members.len() < 2 {
            return;
        }
        if members.len() <= most {
            self.push(members);
            return;
        }
        let Some((value, others)) = values.split_first() else {
            self.push_runs(&members);
            return;
        };
        for part in keyed(rows, &members, *value).chunk_by(|x, y| x.0 == y.0) {
            self.split(rows, part.iter().map(|(_, row)| *row).collect(), others, most);
        }
    }

    /// Adds overlapping runs of rows in their order.
    fn push_runs(&mut self, members: &[u32]) {
        let mut from = 0;
        while from + 1 < members.len() {
            let to = members.len().min(from + RUN);
            self.push(members[from..to].iter().copied());
            if to == members.len() {
                break;
            }
            from += RUN / 2;
        }
    }

    /// Notes for each row which blocks it is in, in ascending order.
    fn index(&mut self, n_rows: usize) {
        self.starts = vec![0; n_rows + 1];
        for row in &self.members {
            self.starts[*row as usize + 1] += 1;
        }
        for at in 0..n_rows {
            self.starts[at + 1] += self.starts[at];
        }
        let mut next = self.starts.clone();
        let mut of_row = vec![0; self.members.len()];
        for block in 0..self.len() {
            for row in self.rows(block) {
                let place = &mut next[*row as usize];
                of_row[*place as usize] = block as u32;
                *place += 1;
            }
        }
        self.of_row = of_row;
    }
}

/// A part of a block that was too large, and by what it is split if it is still.
struct Part {
    rows: Vec<u32>,
    values: &'static [Value],
}

/// A value that blocks are refined by.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value {
    /// The year of birth, the first where several are possible.
    Year,
    Place,
    /// The sound that the given name begins with; an initial has it too.
    Head,
    Event,
}

impl Value {
    /// The value's number in a row.
    pub(crate) fn of(self, rows: &Rows, row: &Row) -> u32 {
        match self {
            Self::Year => birth_years(rows, row).next().map_or(NONE, |year| year as u32),
            Self::Place => row.texts[text_at::PLACE],
            Self::Head => rows.lexicon.head(rows.parts(row).given).map_or(NONE, u32::from),
            Self::Event => row.event,
        }
    }
}

/// How the largest blocks of a rule are refined: each way by one value after another until no part is too large.
pub(crate) fn refinements(rule: &str) -> &'static [&'static [Value]] {
    use Value::{Event, Head, Place, Year};
    match rule {
        "name_pair" => &[&[Year, Place, Event], &[Place, Year, Event]],
        "family_birth_year" | "family_birth_day" | "given_birth_day" | "birth_day" => {
            &[&[Head, Place, Event], &[Place, Head, Event]]
        }
        "start_birth_year" => &[&[Place, Event], &[Event, Place]],
        "start" => &[&[Place, Year, Event]],
        "place_given_birth_year" => &[&[Event]],
        "place_family" | "postcode_family" | "postcode_given" => {
            &[&[Head, Year, Event], &[Year, Head, Event]]
        }
        _ => &[&[Year, Place, Head], &[Place, Year, Head], &[Head, Year, Place]],
    }
}

/// Rows in order of a value and then of their own; those without it come last.
fn keyed(rows: &Rows, members: &[u32], value: Value) -> Vec<(u32, u32)> {
    let key = |row: &u32| (value.of(rows, &rows.rows[*row as usize]), *row);
    let mut keyed: Vec<(u32, u32)> = members.iter().map(key).collect();
    keyed.sort_unstable();
    keyed
}

/// How many pairs a rule may bring; it never falls as lists grow.
fn pairs_of_a_rule(n_rows: u64) -> u64 {
    let of_few = PAIRS_A_ROW * n_rows.min(MANY);
    PAIRS.max(of_few).max(PAIRS_A_ROW_OF_MANY * n_rows)
}

/// The size up to which blocks may stay whole, so that all that do hold no more pairs than a rule may bring.
fn most_rows(sizes: impl Iterator<Item = usize>, n_rows: usize) -> usize {
    let mut n_of_size = [0_u64; MAX_BLOCK + 1];
    sizes
        .filter(|size| *size <= MAX_BLOCK)
        .for_each(|size| n_of_size[size] += 1);
    let mut left = pairs_of_a_rule(n_rows as u64);
    for (size, n) in n_of_size.iter().enumerate().skip(1) {
        let pairs = n * (size * (size - 1) / 2) as u64;
        if pairs > left {
            return (size - 1).max(MIN_BLOCK);
        }
        left -= pairs;
    }
    MAX_BLOCK
}
