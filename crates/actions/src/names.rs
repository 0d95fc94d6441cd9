//! Names alone: pairs of a table weighed, one pair explained, the keys of one name.

use std::borrow::Cow;

use ::names::{Agreement, Circumstance, Explanation, Frequencies, PartRole, Prepared};
use exchange::{Cell, Sheet, Value};
use rayon::prelude::*;

use crate::input::{self, InputFile, TablePlan};
use crate::progress::{Progress, Step};
use crate::{ActionError, Warned};

/// Names are weighed so many at a time between two words about progress.
const AT_ONCE: usize = 20_000;

/// A table of pairs with their weights.
#[derive(Debug)]
pub struct Scored {
    /// The rows as they came, with two more columns, tab-separated.
    pub table: Vec<u8>,
    /// How many pairs were weighed.
    pub n_pairs: u64,
    /// What was unclear.
    pub warnings: Vec<Warned>,
}

/// Weighs the names in columns `a` and `b` of a table; adds `weight`, in bits, and `score`, the probability that both are
/// one name at prior odds of 1.
///
/// # Errors
///
/// When the file cannot be read, or has no such columns.
pub fn score_names(file: &InputFile, plan: &TablePlan, progress: Progress) -> Result<Scored, ActionError> {
    let read = input::read_all(std::slice::from_ref(file), plan, progress)?;
    let [table] = &read.tables[..] else {
        return Err(ActionError::NotOneTable {
            file: file.name.clone(),
        });
    };
    let column = |heading: &str| {
        let is_it = |header: &String| header.trim().to_lowercase() == heading;
        let found = table.header.iter().position(is_it);
        found.ok_or_else(|| ActionError::NoPairColumn {
            file: file.name.clone(),
            heading: heading.to_owned(),
        })
    };
    let (a, b) = (column("a")?, column("b")?);
    let frequencies = Frequencies::shipped();
    let n = table.rows.len() as u64;
    let mut rows = Vec::with_capacity(table.rows.len());
    for (n_done, some) in (0..).step_by(AT_ONCE).zip(table.rows.chunks(AT_ONCE)) {
        progress(Step::Scoring, n_done, n);
        let weighed: Vec<Vec<Value>> = some
            .par_iter()
            .map(|row| {
                let name = |at: usize| ::names::prepare(&text(row.cells.get(at)), frequencies);
                let weight = ::names::weigh(&name(a), &name(b));
                let cells =
                    (0..table.header.len()).map(|at| Value::Text(text(row.cells.get(at)).into_owned()));
                cells
                    .chain([
                        Value::Number(rounded(weight.bits())),
                        Value::Number(rounded(weight.probability(1.0))),
                    ])
                    .collect()
            })
            .collect();
        rows.extend(weighed);
    }
    progress(Step::Scoring, n, n);
    let header = table
        .header
        .iter()
        .cloned()
        .chain(["weight".to_owned(), "score".to_owned()]);
    let sheet = Sheet {
        name: "pairs".to_owned(),
        header: header.collect(),
        rows,
    };
    Ok(Scored {
        table: exchange::write_tsv(&sheet),
        n_pairs: n,
        warnings: Warned::grouped(&read.warnings),
    })
}

/// Why two names weigh what they weigh.
#[derive(Debug)]
pub struct NamesExplained {
    /// Evidence that both are one name, in bits.
    pub bits: f64,
    /// The probability of that at prior odds of 1.
    pub probability: f64,
    /// The words set against each other, and what that is worth.
    pub parts: Vec<NamePart>,
    /// What counts once for the pair, by its code, in bits.
    pub circumstances: Vec<(&'static str, f64)>,
    /// Whether the first or second name was read as typed on another keyboard layout.
    pub retyped: (bool, bool),
}

/// Two words set against each other.
#[derive(Debug)]
pub struct NamePart {
    /// As the first name writes it.
    pub a: String,
    /// As the second name writes it.
    pub b: String,
    /// What the words are, by its code.
    pub role: &'static str,
    /// How they agree, by its code.
    pub agreement: &'static str,
    /// What that is worth, in bits.
    pub bits: f64,
}

/// Explains the weight of two names.
pub fn explain_names(a: &str, b: &str) -> NamesExplained {
    let frequencies = Frequencies::shipped();
    let (a, b) = (::names::prepare(a, frequencies), ::names::prepare(b, frequencies));
    let Explanation {
        weight,
        parts,
        circumstances,
        retyped,
    } = ::names::explain(&a, &b);
    let part = |part: ::names::ExplainedPart| NamePart {
        a: part.a,
        b: part.b,
        role: part.role.code(),
        agreement: part.agreement.code(),
        bits: part.bits,
    };
    NamesExplained {
        bits: weight.bits(),
        probability: weight.probability(1.0),
        parts: parts.into_iter().map(part).collect(),
        circumstances: circumstances
            .into_iter()
            .map(|(code, bits)| (code.code(), bits))
            .collect(),
        retyped,
    }
}

/// What a name is looked up by.
#[derive(Debug)]
pub struct NameKeys {
    /// Changes whenever the same name may give other keys.
    pub version: u32,
    /// Keys under which likely spellings meet.
    pub blocking: Vec<u64>,
    /// Keys of each word, which whatever is typed begins.
    pub search: Vec<String>,
}

/// The keys of a name.
pub fn name_keys(name: &str) -> NameKeys {
    let prepared: Prepared = ::names::prepare(name, Frequencies::shipped());
    NameKeys {
        version: ::names::KEYS_VERSION,
        blocking: ::names::keys(&prepared),
        search: ::names::search_keys(name),
    }
}

/// Codes whose words the explanation needs: message prefix and codes.
pub(crate) fn message_ids() -> Vec<String> {
    let roles = PartRole::ALL.map(|role| format!("name-role-{}", role.code()));
    let agreements = Agreement::ALL.map(|agreement| format!("name-agreement-{}", agreement.code()));
    let circumstances = Circumstance::ALL.map(|code| format!("name-circumstance-{}", code.code()));
    roles.into_iter().chain(agreements).chain(circumstances).collect()
}

/// A cell as it is read as a name.
fn text(cell: Option<&Cell>) -> Cow<'_, str> {
    match cell {
        Some(Cell::Text(text)) => text.into(),
        Some(Cell::Number(number)) => number.to_string().into(),
        Some(Cell::Bool(flag)) => flag.to_string().into(),
        Some(Cell::Date(day)) => day.to_string().into(),
        Some(Cell::Empty) | None => "".into(),
    }
}

/// Six digits after the point are more than any weight is worth.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
