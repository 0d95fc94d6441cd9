//! Reading records back, searching, and the digest of what the view says.

use ciborium::Value as Cbor;
use rusqlite::{OptionalExtension as _, Row};

use super::{View, ViewFault};
use crate::act::{Words, number};
use crate::cbor;
use crate::dot::Dot;
use crate::entry::MAX_ENTRY;
use crate::record::{Kept, KeptDot, Record, record};
use crate::sealing::Hash;
use crate::state::{digest, line_of_dot, line_of_forgotten, line_of_tombstone};
use crate::value::{Code, Value};
use crate::{DeviceId, RecordId, SubjectId};

/// What SQLite's trigrams can find.
const SHORTEST_FOUND: usize = 3;

const DOTS: &str = "SELECT device.device, number, n, subject, record, act, field, value, covered
                    FROM dot JOIN device ON device.id = dot.device";

impl View {
    /// A record as it reads now; `None` when its beginning is unknown or it was forgotten.
    pub(crate) fn record(&self, id: RecordId) -> Result<Option<Record>, ViewFault> {
        let sql = format!("{DOTS} WHERE record = ? ORDER BY device.device, number, n");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows: Vec<KeptRow> = statement
            .query_map([id.as_bytes()], KeptRow::read)?
            .collect::<Result<_, _>>()?;
        let dots = rows
            .into_iter()
            .map(KeptRow::keep)
            .collect::<Result<Vec<_>, _>>()?;
        Ok(record(id, dots))
    }

    /// Records in which every one of the words occurs, as written or as names sound and are typed; at most `limit`, in
    /// order of their identifiers. Words of fewer than three letters find nothing.
    pub(crate) fn search(&self, words: &str, limit: u32) -> Result<Vec<RecordId>, ViewFault> {
        let mut found: Option<Vec<RecordId>> = None;
        for word in words.split_whitespace() {
            let with_word = self.records_with(word)?;
            found = Some(match found {
                None => with_word,
                Some(found) => found
                    .into_iter()
                    .filter(|id| with_word.binary_search(id).is_ok())
                    .collect(),
            });
        }
        let mut found = found.unwrap_or_default();
        found.truncate(limit as usize);
        Ok(found)
    }

    fn records_with(&self, word: &str) -> Result<Vec<RecordId>, ViewFault> {
        let keys = names::prefix_keys(word).into_iter().flatten();
        let keys = keys.filter(|key| key.chars().count() >= SHORTEST_FOUND);
        let mut query = format!("written : {}", quoted(word));
        keys.for_each(|key| query += &format!(" OR keys : {}", quoted(&key)));
        let sql = "SELECT DISTINCT record FROM words JOIN dot ON dot.id = words.rowid
                   WHERE words MATCH ? ORDER BY record";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([query], |row| row.get(0).map(RecordId::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many records there are.
    pub(crate) fn n_records(&self) -> Result<u64, ViewFault> {
        let sql = "SELECT count(DISTINCT record) FROM dot WHERE act = ?";
        Ok(self.connection.query_row(sql, [number::PUT], |row| row.get(0))?)
    }

    /// Records written about a subject, sorted.
    pub(crate) fn records_of(&self, subject: SubjectId) -> Result<Vec<RecordId>, ViewFault> {
        let sql = "SELECT DISTINCT record FROM dot WHERE subject = ? ORDER BY record";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([subject.as_bytes()], |row| row.get(0).map(RecordId::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many of those whom something is said about are unlike `is_known`.
    pub(crate) fn n_subjects_but(&self, is_known: impl Fn(SubjectId) -> bool) -> Result<u64, ViewFault> {
        let mut statement = self.connection.prepare("SELECT DISTINCT subject FROM dot")?;
        let mut rows = statement.query(())?;
        let mut n = 0;
        while let Some(row) = rows.next()? {
            n += u64::from(!is_known(SubjectId::from_bytes(row.get(0)?)));
        }
        Ok(n)
    }

    /// Says whether anything is said about a subject.
    pub(crate) fn knows_subject(&self, subject: SubjectId) -> Result<bool, ViewFault> {
        let sql = "SELECT EXISTS (SELECT 1 FROM dot WHERE subject = ?)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([subject.as_bytes()], |row| row.get(0))?)
    }

    /// Subjects whose key was missed and who were not forgotten.
    pub(crate) fn n_keyless(&self) -> Result<u64, ViewFault> {
        let sql = "SELECT count(*) FROM missed WHERE subject NOT IN (SELECT subject FROM forgotten)";
        Ok(self.connection.query_row(sql, (), |row| row.get(0))?)
    }

    /// Whoever was forgotten, sorted.
    pub(crate) fn forgotten(&self) -> Result<Vec<SubjectId>, ViewFault> {
        let mut statement = self
            .connection
            .prepare("SELECT subject FROM forgotten ORDER BY subject")?;
        let rows = statement.query_map((), |row| row.get(0).map(SubjectId::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How often something was done that changes no record, by its code.
    pub(crate) fn n_audited(&self, code: &str) -> Result<u64, ViewFault> {
        let sql = "SELECT count(*) FROM audit WHERE code = ?";
        Ok(self.connection.query_row(sql, [code], |row| row.get(0))?)
    }

    /// The digest of what the view says; the same as that of a `State` of the same entries.
    pub(crate) fn digest(&self) -> Result<Hash, ViewFault> {
        let mut lines = Vec::new();
        let mut statement = self.connection.prepare(DOTS)?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let row = KeptRow::read(row)?;
            lines.push(line_of_dot(
                row.dot,
                row.act,
                row.record,
                &row.field,
                &row.said,
                row.is_covered,
            ));
        }
        lines.extend(self.forgotten()?.iter().map(line_of_forgotten));
        let mut statement = self.connection.prepare("SELECT mark FROM tombstone")?;
        let marks: Vec<[u8; 32]> = statement
            .query_map((), |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        lines.extend(marks.iter().map(line_of_tombstone));
        Ok(digest(lines))
    }

    /// The subject of a record.
    pub(crate) fn subject_of(&self, record: RecordId) -> Result<Option<SubjectId>, ViewFault> {
        let sql = "SELECT subject FROM dot WHERE record = ? AND act = ? ORDER BY id LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement
            .query_row((record.as_bytes(), number::PUT), |row| {
                row.get(0).map(SubjectId::from_bytes)
            })
            .optional()?;
        Ok(found)
    }
}

/// A dot's row.
struct KeptRow {
    dot: Dot,
    subject: SubjectId,
    record: RecordId,
    act: u8,
    field: String,
    said: Vec<u8>,
    is_covered: bool,
}

impl KeptRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            dot: Dot {
                device: DeviceId::from_bytes(row.get(0)?),
                number: row.get(1)?,
                n: row.get(2)?,
            },
            subject: SubjectId::from_bytes(row.get(3)?),
            record: RecordId::from_bytes(row.get(4)?),
            act: row.get(5)?,
            field: row.get(6)?,
            said: row.get(7)?,
            is_covered: row.get(8)?,
        })
    }

    fn keep(self) -> Result<KeptDot, ViewFault> {
        let said = cbor::decode(&self.said, MAX_ENTRY).map_err(|_| ViewFault::Damaged)?;
        let said = match (self.act, said) {
            (number::PUT, kind) => Kept::Kind(Code::from_cbor(kind).map_err(|_| ViewFault::Damaged)?),
            (number::NOTE | number::WITHDRAW, Cbor::Text(words)) => Kept::Words(Words(words)),
            (_, value) => Kept::Value(Value::from_cbor(value).map_err(|_| ViewFault::Damaged)?),
        };
        Ok(KeptDot {
            dot: self.dot,
            subject: self.subject,
            act: self.act,
            field: Code::new(&self.field),
            said,
            is_covered: self.is_covered,
        })
    }
}

/// A word as FTS5 takes it literally.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}
