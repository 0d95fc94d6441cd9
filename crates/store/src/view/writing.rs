//! Applying acts to the view: the rules of `docs/format.md`, *State*, as changes of rows.

use rusqlite::params;

use super::{ViewFault, Work};
use crate::act::{Act, RegisterAct};
use crate::contents::Contents;
use crate::dot::Dot;
use crate::entry::Header;
use crate::value::Value;
use crate::{RecordId, SubjectId};

/// What a dot's row says beside its dot.
struct Saying<'a> {
    record: RecordId,
    /// The act's number in the format.
    act: u8,
    field: &'a str,
    value: Vec<u8>,
    /// What can be searched for.
    words: Option<&'a str>,
}

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
                RegisterAct::Audit { .. } => {}
            }
        }
        let mut n = 0;
        for (subject, acts) in &contents.parts {
            let Some(acts) = acts else { continue };
            let is_forgotten = self.is_forgotten(*subject)?;
            for act in acts {
                if !is_forgotten {
                    self.apply_act(header, n, *subject, act)?;
                }
                n += act.n_dots();
            }
        }
        Ok(())
    }

    fn apply_act(&self, header: &Header, first: u32, subject: SubjectId, act: &Act) -> Result<(), ViewFault> {
        for covered in act.over() {
            self.cover(covered, subject)?;
        }
        for (n, saying) in (first..).zip(sayings(act)) {
            let dot = Dot { device: header.device, number: header.number, n };
            self.add_dot(dot, subject, &saying)?;
        }
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
                saying.value
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        match saying.words {
            Some(words) if !covered => self.add_words(id, words),
            _ => Ok(()),
        }
    }

    fn add_words(&self, id: i64, words: &str) -> Result<(), ViewFault> {
        let sql = "INSERT INTO words (rowid, written, folded) VALUES (?, ?, ?)";
        self.transaction.prepare_cached(sql)?.execute(params![id, words, names::fold(words)])?;
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
        self.transaction.prepare_cached(sql)?.execute(params![device, dot.number, dot.n])?;
        let sql = "UPDATE dot SET covered = 1 WHERE device = ? AND number = ? AND n = ?";
        self.transaction.prepare_cached(sql)?.execute(params![device, dot.number, dot.n])?;
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
            let sql = "UPDATE dot SET covered = 0 WHERE id = ? RETURNING act, field, value";
            let (act, value): (u8, Vec<u8>) = self
                .transaction
                .prepare_cached(sql)?
                .query_row([id], |row| Ok((row.get(0)?, row.get(2)?)))?;
            if let Some(words) = words_of(act, &value) {
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
