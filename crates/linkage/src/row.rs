//! Reports made ready for comparison: every value is kept once, and a row is the numbers of its values.

use names::levels::{CodedName, Lexicon};
use records::Sex;

use crate::date::Spans;
use crate::text::Text;

/// No value.
pub(crate) const NONE: u32 = u32::MAX;

/// Text fields of a row, in the order of [`Row::texts`].
pub(crate) mod text_at {
    pub(crate) const PLACE: usize = 0;
    pub(crate) const PHONE: usize = 1;
    pub(crate) const DOCUMENT: usize = 2;
    pub(crate) const EMAIL: usize = 3;
    pub(crate) const POSTCODE: usize = 4;
    pub(crate) const ADDRESS: usize = 5;
    pub(crate) const OCCUPATION: usize = 6;
}

/// How many text fields there are.
pub(crate) const N_TEXTS: usize = 7;

/// One report: numbers of values in the tables of [`Rows`]. The order of the fields is the order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub(crate) name: u32,
    pub(crate) birth: u32,
    pub(crate) sex: Option<Sex>,
    pub(crate) texts: [u32; N_TEXTS],
    pub(crate) event: u32,
    /// Place of the list among all lists.
    pub(crate) list: u32,
}

/// All reports in an order that depends on what they say alone. So does the order of each table of values.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    /// For each row, the place of its report.
    pub(crate) report_of: Vec<u32>,
    /// For each list, as the reports number it, whether it holds each person once.
    pub(crate) lists: Vec<(usize, bool)>,
    pub(crate) lexicon: Lexicon,
    pub(crate) names: Vec<CodedName>,
    /// For each name, the numbers of its parts.
    pub(crate) parts: Vec<Parts>,
    pub(crate) dates: Vec<Spans>,
    pub(crate) texts: [Vec<Text>; N_TEXTS],
    /// How often each given name, family name, whole name, and text occurs.
    pub(crate) n_given: Vec<u32>,
    pub(crate) n_family: Vec<u32>,
    pub(crate) n_whole: Vec<u32>,
    pub(crate) n_texts: [Vec<u32>; N_TEXTS],
}

/// Numbers of the given name, the surname or what stands for it, and both together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub(crate) given: u32,
    pub(crate) family: u32,
    pub(crate) whole: u32,
}

impl Rows {
    /// The numbers of the parts of a row's name.
    pub(crate) fn parts(&self, row: &Row) -> Parts {
        self.parts[row.name as usize]
    }

    /// For each row, the place of its report; all else is let go.
    pub(crate) fn into_report_of(self) -> Vec<u32> {
        self.report_of
    }

    /// Whether nothing can be read in a row's name.
    pub(crate) fn is_unnamed(&self, row: u32) -> bool {
        self.names[self.rows[row as usize].name as usize].is_empty()
    }

    /// The list of a row when it holds each person once.
    pub(crate) fn distinct_list(&self, row: u32) -> Option<usize> {
        let (list, distinct) = self.lists[self.rows[row as usize].list as usize];
        distinct.then_some(list)
    }

    /// The same of all rows.
    pub(crate) fn distinct_lists(&self) -> Vec<Option<usize>> {
        (0..self.rows.len() as u32)
            .map(|row| self.distinct_list(row))
            .collect()
    }

    /// Whether two rows may be one person: two reports of a list that holds each person once are not.
    pub(crate) fn may_be_one(&self, a: u32, b: u32) -> bool {
        let (x, y) = (self.rows[a as usize].list, self.rows[b as usize].list);
        a != b && (x != y || !self.lists[x as usize].1)
    }
}
