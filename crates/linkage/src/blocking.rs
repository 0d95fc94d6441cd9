//! Finds the pairs worth comparing.
//!
//! Each rule gives every row some keys; rows that share a key form a block. No block is larger than
//! [`MAX_BLOCK`]: a larger one is split by further fields, and what is still too large is cut into
//! overlapping runs of rows in order of their content (sorted neighbourhood, Hernández and Stolfo 1995).
//! A pair belongs to the first block, in the order of the rules, that holds both of its rows.

use crate::keys::{NameKeys, birth_years, entries, mix};
use crate::row::{Row, Rows, text_at};

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
    ends: Vec<usize>,
    /// For each rule, where its blocks end.
    ends_of_rules: Vec<usize>,
    starts: Vec<usize>,
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
        &self.members[from..self.ends[block]]
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
        &self.of_row[self.starts[row as usize]..self.starts[row as usize + 1]]
    }

    fn push(&mut self, rows: impl IntoIterator<Item = u32>) {
        self.members.extend(rows);
        self.ends.push(self.members.len());
    }

    fn add_rule(&mut self, rule: usize, rows: &Rows, names: &NameKeys) {
        let rare = RULES[rule] == "rare_value";
        let entries = entries(rule, rows, names);
        let groups = entries.chunk_by(|x, y| x.0 == y.0);
        for group in groups.filter(|group| group.len() > 1) {
            if rare && group.len() > MAX_RARE {
                continue;
            }
            let members = group.iter().map(|(_, row)| *row);
            if group.len() <= MAX_BLOCK {
                self.push(members);
            } else {
                self.split(rows, members.collect(), 0);
            }
        }
        self.ends_of_rules.push(self.ends.len());
    }

    /// Splits a block until no part is larger than [`MAX_BLOCK`].
    fn split(&mut self, rows: &Rows, members: Vec<u32>, depth: usize) {
        if members.len() < 2 {
            return;
        }
        if members.len() <= MAX_BLOCK {
            self.push(members);
            return;
        }
        let by = |row: &Row| match depth {
            0 => birth_years(rows, row).next().map_or(0, |year| mix(1, year)),
            1 => u64::from(row.texts[text_at::PLACE]),
            2 => u64::from(rows.parts(row).given),
            _ => u64::from(row.texts[text_at::POSTCODE]),
        };
        if depth <= 3 {
            let mut keyed: Vec<(u64, u32)> = members
                .iter()
                .map(|row| (by(&rows.rows[*row as usize]), *row))
                .collect();
            keyed.sort_unstable();
            for part in keyed.chunk_by(|x, y| x.0 == y.0) {
                self.split(rows, part.iter().map(|(_, row)| *row).collect(), depth + 1);
            }
            return;
        }
        for from in (0..members.len()).step_by(MAX_BLOCK / 2) {
            let to = members.len().min(from + MAX_BLOCK);
            self.push(members[from..to].iter().copied());
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
                of_row[*place] = block as u32;
                *place += 1;
            }
        }
        self.of_row = of_row;
    }
}
