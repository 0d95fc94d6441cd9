//! Applying acts to the view: the rules of `docs/format.md`, *State*, as changes of rows.

use ciborium::Value as Cbor;
use rusqlite::params;

use super::{ViewFault, Work};
use crate::SubjectId;
use crate::act::{Act, RegisterAct, Said, Saying, number};
use crate::cbor;
use crate::contents::Contents;
use crate::dot::{Dot, first_of_part};
use crate::entry::{Header, MAX_ENTRY};
use crate::value::Value;

impl Work<'_> {
    /// Applies what an entry of the general compartment says.
    pub(crate) fn apply(&self, header: &Header, contents: &Contents) -> Result<(), ViewFault> {
        for act in &contents.register_acts {
            match act {
                RegisterAct::Forget { subject, .. } => self.forget(*subject)?,
                RegisterAct::Tombstone { mark } => {
                    let sql = "INSERT OR IGNORE INTO tombstone (mark) VALUES (?)";
                    self.transaction.prepare_cached(sql)?.execute([mark])?;
                }
                RegisterAct::Audit { code, object, .. } => {
                    let device = self.device(header.device)?;
                    let sql = "INSERT INTO audit (device, number, code, object) VALUES (?, ?, ?, ?)";
                    self.transaction.prepare_cached(sql)?.execute(params![
                        device,
                        header.number,
                        code.as_str(),
                        object
                    ])?;
                }
            }
        }
        for ((subject, acts), part) in contents.parts.iter().zip(1..) {
            if self.is_forgotten(*subject)? {
                continue;
            }
            let Some(acts) = acts else {
                self.miss(*subject)?;
                continue;
            };
            for (saying, n) in acts.iter().flat_map(Act::sayings).zip(first_of_part(part)..) {
                let dot = Dot {
                    device: header.device,
                    number: header.number,
                    n,
                };
                self.add_dot(dot, *subject, &saying)?;
            }
            for dot in acts.iter().flat_map(Act::over) {
                self.cover(dot, *subject)?;
            }
        }
        Ok(())
    }

    /// Remembers that a subject's key was not there.
    fn miss(&self, subject: SubjectId) -> Result<(), ViewFault> {
        let sql = "INSERT OR IGNORE INTO missed (subject) VALUES (?)";
        self.transaction
            .prepare_cached(sql)?
            .execute([subject.as_bytes()])?;
        Ok(())
    }

    fn add_dot(&self, dot: Dot, subject: SubjectId, saying: &Saying<'_>) -> Result<(), ViewFault> {
        let device = self.device(dot.device)?;
        let sql = "INSERT INTO dot (device, number, n, subject, record, act, field, value, covered)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, EXISTS (
                       SELECT 1 FROM covering WHERE device = ?1 AND number = ?2 AND n = ?3))
                   RETURNING id, covered";
        let (id, covered): (i64, bool) = self.transaction.prepare_cached(sql)?.query_row(
            params![
                device,
                dot.number,
                dot.n,
                subject.as_bytes(),
                saying.record.as_bytes(),
                saying.act,
                saying.field,
                cbor::encode(&saying.said.to_cbor())
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        match words_of(saying) {
            Some(words) if !covered => self.add_words(id, words),
            _ => Ok(()),
        }
    }

    fn add_words(&self, id: i64, words: &str) -> Result<(), ViewFault> {
        let sql = "INSERT INTO words (rowid, written, keys) VALUES (?, ?, ?)";
        self.transaction.prepare_cached(sql)?.execute(params![
            id,
            words,
            names::search_keys(words).join(" ")
        ])?;
        Ok(())
    }

    fn cover(&self, dot: &Dot, by: SubjectId) -> Result<(), ViewFault> {
        let device = self.device(dot.device)?;
        let sql = "INSERT OR IGNORE INTO covering (device, number, n, subject) VALUES (?, ?, ?, ?)";
        self.transaction
            .prepare_cached(sql)?
            .execute(params![device, dot.number, dot.n, by.as_bytes()])?;
        let sql = "DELETE FROM words WHERE rowid =
                   (SELECT id FROM dot WHERE device = ? AND number = ? AND n = ?)";
        self.transaction
            .prepare_cached(sql)?
            .execute(params![device, dot.number, dot.n])?;
        let sql = "UPDATE dot SET covered = 1 WHERE device = ? AND number = ? AND n = ?";
        self.transaction
            .prepare_cached(sql)?
            .execute(params![device, dot.number, dot.n])?;
        Ok(())
    }

    fn is_forgotten(&self, subject: SubjectId) -> Result<bool, ViewFault> {
        let sql = "SELECT EXISTS (SELECT 1 FROM forgotten WHERE subject = ?)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        Ok(statement.query_row([subject.as_bytes()], |row| row.get(0))?)
    }

    /// Takes away whatever is said about a subject; what its acts had covered is live again.
    fn forget(&self, subject: SubjectId) -> Result<(), ViewFault> {
        let subject = subject.as_bytes();
        for sql in [
            "INSERT OR IGNORE INTO forgotten (subject) VALUES (?)",
            "DELETE FROM words WHERE rowid IN (SELECT id FROM dot WHERE subject = ?)",
            "DELETE FROM dot WHERE subject = ?",
        ] {
            self.transaction.prepare_cached(sql)?.execute([subject])?;
        }
        for id in self.only_covered_by(subject)? {
            let sql = "UPDATE dot SET covered = 0 WHERE id = ? RETURNING act, value";
            let (act, said): (u8, Vec<u8>) = self
                .transaction
                .prepare_cached(sql)?
                .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let is_searched = !matches!(act, number::PUT | number::WITHDRAW);
            if let (true, Ok(Cbor::Text(words))) = (is_searched, cbor::decode(&said, MAX_ENTRY)) {
                self.add_words(id, &words)?;
            }
        }
        self.transaction
            .prepare_cached("DELETE FROM covering WHERE subject = ?")?
            .execute([subject])?;
        Ok(())
    }

    fn only_covered_by(&self, subject: &[u8; 16]) -> Result<Vec<i64>, ViewFault> {
        let sql = "SELECT dot.id FROM covering AS c JOIN dot USING (device, number, n)
                   WHERE c.subject = ?1 AND NOT EXISTS (
                       SELECT 1 FROM covering AS other
                       WHERE other.device = c.device AND other.number = c.number
                         AND other.n = c.n AND other.subject <> ?1)
                   ORDER BY dot.id";
        let mut statement = self.transaction.prepare_cached(sql)?;
        let rows = statement.query_map([subject], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What can be searched for: texts and remarks.
fn words_of<'a>(saying: &Saying<'a>) -> Option<&'a str> {
    match saying.said {
        Said::Value(Value::Text(text)) => Some(text),
        Said::Words(words) if saying.act == number::NOTE => Some(&words.0),
        _ => None,
    }
}
