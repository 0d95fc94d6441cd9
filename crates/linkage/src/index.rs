//! One more report against those that are known.

mod buckets;
mod growing;
#[cfg(test)]
mod tests;

use records::Report;

use self::buckets::{Buckets, Gathered};
use self::growing::Growing;
use crate::blocking::{MAX_BLOCK, MAX_PAIRS_OF_ALL};
use crate::comparison::Comparer;
use crate::judgement::Learned;
use crate::linking::Linkage;
use crate::model::{Model, probability_of};
use crate::rarity::{Frequencies, Kept};
use crate::row::NONE;
use crate::scoring::{Balance, Candidate, n_possible};
use crate::weights::FieldWeights;

/// Known reports, ready to be searched for the person of one more.
///
/// Keys, levels and weights are those of the linkage it is made from, so that a pair weighs here what it weighs there. What
/// was learned and how often values occur stay as they were in the linkage, however many reports are added: the answer to a
/// report depends on which reports are known, never on the order in which they came, and no report changes what
/// another pair weighs. A value that the linkage had not seen counts as very rare. After many additions, say a
/// tenth of all, link anew.
pub struct Index {
    growing: Growing,
    buckets: Buckets,
    model: Model,
    frequencies: Kept,
    learned: Option<Learned>,
    distinct: Vec<usize>,
    /// For each place, the row of its report; `NONE` when it was removed.
    row_of: Vec<u32>,
    /// For each place, the number of its person.
    person_of: Vec<usize>,
    n_known: usize,
    n_persons: usize,
    /// Up to so many pairs of known reports, all reports are compared with a new one.
    most_pairs: u64,
}

/// What is known that may be about the person of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Reports at or above the floor, the likeliest first, then by place.
    pub found: Vec<Found>,
    /// How many reports were compared.
    pub n_compared: usize,
    /// Blocking rules under which so many reports share a key that not all of them were compared, but those alone that
    /// agree in a further value; in the order of the rules.
    pub cut: Vec<&'static str>,
}

/// A known report that may be about the person of another.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Place of the report.
    pub report: usize,
    /// Number of its person.
    pub person: usize,
    /// Probability that both are about one person.
    pub probability: f64,
    /// Total weight in bits, prior included.
    pub weight: f64,
    /// The weight of each field that both reports fill, in a fixed order.
    pub fields: FieldWeights,
}

impl Index {
    /// Makes the index of reports that were linked; `None` where the linkage is not of these reports.
    ///
    /// `distinct` are lists that hold each person once: a report of such a list is never found for another of it.
    pub fn new(reports: &[Report], distinct: &[usize], linkage: &Linkage) -> Option<Self> {
        if linkage.persons.len() != reports.len() {
            return None;
        }
        let mut index = Self::untrained(reports, distinct);
        index.model.clone_from(&linkage.model);
        index.learned = linkage.learned;
        index.person_of.clone_from(&linkage.persons);
        index.n_persons = linkage.n_persons;
        Some(index)
    }

    /// Makes the index of reports that were never linked: each is a person of its own, and weights are the shipped ones.
    pub fn untrained(reports: &[Report], distinct: &[usize]) -> Self {
        let growing = Growing::new(reports, distinct);
        let rows = &growing.rows;
        let mut row_of = vec![NONE; reports.len()];
        for (row, place) in rows.report_of.iter().enumerate() {
            row_of[*place as usize] = row as u32;
        }
        Self {
            buckets: Buckets::new(rows, MAX_BLOCK),
            model: Model::shipped(n_possible(rows), rows.rows.len() as f64),
            frequencies: Frequencies::new(rows).kept(),
            growing,
            learned: None,
            distinct: distinct.to_vec(),
            row_of,
            person_of: (0..reports.len()).collect(),
            n_known: reports.len(),
            n_persons: reports.len(),
            most_pairs: MAX_PAIRS_OF_ALL,
        }
    }

    /// How many reports are known.
    pub fn len(&self) -> usize {
        self.n_known
    }

    /// Says whether no report is known.
    pub fn is_empty(&self) -> bool {
        self.n_known == 0
    }

    /// Adds a report and gives its place. It is a person of its own unless somebody knows whose it is.
    pub fn insert(&mut self, report: &Report, person: Option<usize>) -> usize {
        let place = self.row_of.len();
        let row = self.growing.push(report, place as u32, &self.distinct);
        self.buckets.insert(&self.growing.rows, row);
        let person = person.unwrap_or(self.n_persons);
        self.row_of.push(row);
        self.person_of.push(person);
        self.n_known += 1;
        self.n_persons = self.n_persons.max(person + 1);
        place
    }

    /// Takes a report out of all later answers; `false` when there is none at this place. Its values stay in memory, and its
    /// place stays taken.
    pub fn remove(&mut self, place: usize) -> bool {
        let Some(row) = self.row_of.get_mut(place).filter(|row| **row != NONE) else {
            return false;
        };
        self.buckets.remove(&self.growing.rows, *row);
        *row = NONE;
        self.n_known -= 1;
        true
    }

    /// Finds the known reports that are about the person of `report` at least as likely as `floor`.
    ///
    /// The report itself is not added; its values stay in memory. The work is bounded whatever the reports say: see
    /// [`Answer::cut`].
    pub fn search(&mut self, report: &Report, floor: f64) -> Answer {
        let row = self.growing.push(report, NONE, &self.distinct);
        let gathered = self.gathered(row);
        let mut found = self.weighed(row, &gathered.rows, floor);
        found.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.report.cmp(&y.report)));
        self.growing.pop();
        Answer {
            found,
            n_compared: gathered.rows.len(),
            cut: gathered.cut,
        }
    }

    /// The rows to compare with a row: those that share a key, or of few reports all.
    fn gathered(&mut self, row: u32) -> Gathered {
        let rows = &self.growing.rows;
        let n = self.n_known as u64;
        let mut gathered = if n * n.saturating_sub(1) / 2 <= self.most_pairs {
            Gathered {
                rows: self.row_of.iter().copied().filter(|row| *row != NONE).collect(),
                cut: Vec::new(),
            }
        } else {
            self.buckets.gather(rows, row)
        };
        gathered.rows.retain(|known| rows.may_be_one(*known, row));
        gathered
    }

    fn weighed(&self, row: u32, others: &[u32], floor: f64) -> Vec<Found> {
        let rows = &self.growing.rows;
        let balance = Balance::new(&self.model, self.frequencies.among(rows));
        let mut comparer = Comparer::new(rows);
        let mut found = Vec::new();
        for other in others {
            let mut pattern = comparer.details(*other, row);
            // No guess about a report without a name.
            if !pattern.identifies() && (rows.is_unnamed(*other) || rows.is_unnamed(row)) {
                continue;
            }
            comparer.names(*other, row, &mut pattern);
            let candidate = Candidate {
                a: *other,
                b: row,
                pattern,
            };
            let before = balance.weighed(candidate).weight;
            let weight = self.learned.map_or(before, |learned| learned.corrected(before));
            let probability = probability_of(weight);
            if probability < floor {
                continue;
            }
            let report = rows.report_of[*other as usize] as usize;
            found.push(Found {
                report,
                person: self.person_of[report],
                probability,
                weight,
                fields: balance.explained(&candidate),
            });
        }
        found
    }
}
