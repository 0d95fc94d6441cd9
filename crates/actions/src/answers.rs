//! What people answered about pairs of reports: kept in files, found again when rows move.

mod mark;
mod refused;

use std::collections::BTreeMap;

use exchange::{Cell, Intake, Sheet, Table, Value};
use linkage::{Contradiction, Judgement, Judgements, Verdict};
use publish::{ANSWER_COLUMNS, answer_code};
use serde::Serialize;

use crate::ActionError;
use crate::count::list_labels;
use crate::input::{InputFile, Reading, TablePlan, read_one};

use self::mark::is_key;
pub(crate) use self::mark::{detail_code, key, sex_code};
pub use self::refused::AnswerError;

/// How many answers there are, and how many of them are held to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AnswerCounts {
    /// Pairs of reports that somebody said are one person.
    pub same: usize,
    /// Pairs that somebody said are two people.
    pub different: usize,
    /// Answers that nobody could give.
    pub unsure: usize,
    /// Answers about reports that are in none of the files; ignored.
    pub unknown: usize,
}

/// One answer, as kept in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Marks of the two reports and labels of their lists; the lesser first.
    pub(crate) sides: [(String, String); 2],
    pub(crate) verdict: Verdict,
    /// Place of the file among those given; `None` for what was answered just now.
    pub(crate) file: Option<usize>,
    row: u64,
}

impl Answer {
    /// An answer given just now.
    pub(crate) fn new(x: (String, String), y: (String, String), verdict: Verdict) -> Self {
        let sides = if x <= y { [x, y] } else { [y, x] };
        Self {
            sides,
            verdict,
            file: None,
            row: 0,
        }
    }
}

/// All answers, each pair of reports once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    pub(crate) said: Vec<Answer>,
    /// Answers that say again what another says, or less; kept so that no file loses them.
    repeats: Vec<Answer>,
    files: Vec<String>,
}

/// Answers found again among the reports.
pub(crate) struct Held {
    pub(crate) judgements: Judgements,
    pub(crate) counts: AnswerCounts,
    /// Every pair of reports that was answered, unsure ones too; the earlier first, in order.
    pub(crate) answered: Vec<(usize, usize)>,
}

impl Answers {
    /// Reads files of answers.
    pub(crate) fn read(files: &[InputFile], reading: &Reading) -> Result<Self, ActionError> {
        let mut answers = Self {
            said: Vec::new(),
            repeats: Vec::new(),
            files: files.iter().map(|file| file.name.clone()).collect(),
        };
        for (place, file) in files.iter().enumerate() {
            // However the lists are written, these files tell their encoding and delimiter themselves.
            let (tables, _) = read_one(file, &TablePlan::new(reading.clone()))?;
            for table in &tables {
                answers.take(table, place, &file.name)?;
            }
        }
        answers.without_repeats()
    }

    fn take(&mut self, table: &Table, place: usize, file: &str) -> Result<(), AnswerError> {
        let found = |column: &str| table.header.iter().position(|header| header.trim() == column);
        let needed = |column: &str| {
            found(column).ok_or_else(|| AnswerError::NoColumn {
                file: file.to_owned(),
                column: column.to_owned(),
            })
        };
        let [a, b, answer, list_a, list_b] = ANSWER_COLUMNS;
        let (at_a, at_b, at_answer) = (needed(a)?, needed(b)?, needed(answer)?);
        let (at_list_a, at_list_b) = (found(list_a), found(list_b));
        for row in &table.rows {
            let cell = |at: usize| text(row.cells.get(at));
            let list = |at: Option<usize>| at.map(cell).unwrap_or_default();
            let said = cell(at_answer);
            if said.is_empty() {
                continue;
            }
            let (file, row) = (file.to_owned(), row.number);
            let Some(verdict) = verdict(&said) else {
                return Err(AnswerError::NotAnAnswer { file, row });
            };
            let (x, y) = (cell(at_a), cell(at_b));
            if !is_key(&x) || !is_key(&y) {
                return Err(AnswerError::NotAKey { file, row });
            }
            let answer = Answer::new((x, list(at_list_a)), (y, list(at_list_b)), verdict);
            self.said.push(Answer {
                file: Some(place),
                row,
                ..answer
            });
        }
        Ok(())
    }

    /// Keeps one answer for each pair; where somebody was unsure and somebody was not, the latter.
    fn without_repeats(self) -> Result<Self, ActionError> {
        let mut kept: BTreeMap<[(String, String); 2], Answer> = BTreeMap::new();
        let mut repeats = Vec::new();
        for answer in self.said {
            match kept.get(&answer.sides) {
                Some(earlier) if earlier.verdict == answer.verdict || answer.verdict == Verdict::Unsure => {
                    repeats.push(answer);
                }
                Some(earlier) if earlier.verdict != Verdict::Unsure => {
                    let name = |file: Option<usize>| {
                        file.and_then(|file| self.files.get(file))
                            .cloned()
                            .unwrap_or_default()
                    };
                    return Err(ActionError::Answers(AnswerError::Contradict {
                        file: name(answer.file),
                        row: answer.row,
                        other_file: name(earlier.file),
                        other_row: earlier.row,
                    }));
                }
                _ => {
                    repeats.extend(kept.insert(answer.sides.clone(), answer));
                }
            }
        }
        Ok(Self {
            said: kept.into_values().collect(),
            repeats,
            files: self.files,
        })
    }

    /// Finds the reports that the answers are about, and checks that all can hold.
    pub(crate) fn held(&self, intake: &Intake, distinct: &[usize]) -> Result<Held, ActionError> {
        if self.said.is_empty() {
            return Ok(Held {
                judgements: Judgements::default(),
                counts: AnswerCounts::default(),
                answered: Vec::new(),
            });
        }
        let labels = list_labels(intake);
        let places = Places::of(intake, &labels);
        let mut counts = AnswerCounts::default();
        let (mut said, mut of_answer) = (Vec::new(), Vec::new());
        for (number, answer) in self.said.iter().enumerate() {
            let pairs = places.pairs(&answer.sides);
            if pairs.is_empty() {
                counts.unknown += 1;
            } else if answer.verdict == Verdict::Unsure {
                counts.unsure += 1;
            }
            for (a, b) in pairs {
                said.push(Judgement {
                    a,
                    b,
                    verdict: answer.verdict,
                });
                of_answer.push(number);
            }
        }
        let judgements = Judgements::new(&said, &intake.reports, distinct)
            .map_err(|refused| self.refused(&self.said[of_answer[refused.judgement]], refused.by, &labels))?;
        (counts.same, counts.different) = judgements.counts();
        let mut answered: Vec<(usize, usize)> = said
            .iter()
            .map(|said| (said.a.min(said.b), said.a.max(said.b)))
            .collect();
        answered.sort_unstable();
        answered.dedup();
        Ok(Held {
            judgements,
            counts,
            answered,
        })
    }

    fn refused(&self, answer: &Answer, by: Contradiction, labels: &[String]) -> ActionError {
        let file = answer.file.and_then(|file| self.files.get(file));
        let (file, row) = (file.cloned().unwrap_or_default(), answer.row);
        ActionError::Answers(match by {
            Contradiction::Judgements => AnswerError::Together { file, row },
            Contradiction::DistinctList(list) => AnswerError::Distinct {
                file,
                row,
                list: labels.get(list).cloned().unwrap_or_default(),
            },
        })
    }

    /// The answers of one of the files, and those given just now, as a file.
    pub(crate) fn file(&self, of: Option<usize>) -> Vec<u8> {
        let mine = |answer: &&Answer| answer.file.is_none() || answer.file == of;
        let cell = |text: &str| Value::Text(text.to_owned());
        let rows = self.said.iter().chain(&self.repeats).filter(mine).map(|answer| {
            let [(a, list_a), (b, list_b)] = &answer.sides;
            vec![
                cell(a),
                cell(b),
                cell(code(answer.verdict)),
                cell(list_a),
                cell(list_b),
            ]
        });
        exchange::write_csv(&Sheet {
            name: "answers".to_owned(),
            header: ANSWER_COLUMNS.map(str::to_owned).to_vec(),
            rows: rows.collect(),
        })
    }
}

/// Refuses a file that holds more than answers: writing it again would lose the rest.
pub(crate) fn refuse_others(file: &InputFile, reading: &Reading) -> Result<(), ActionError> {
    let (tables, _) = read_one(file, &TablePlan::new(reading.clone()))?;
    let ours = |table: &Table| table.header.iter().map(|header| header.trim()).eq(ANSWER_COLUMNS);
    if tables.len() == 1 && tables.iter().all(ours) {
        return Ok(());
    }
    Err(ActionError::Answers(AnswerError::OfOthers {
        file: file.name.clone(),
    }))
}

/// Reports by their marks.
struct Places<'a> {
    by_key: BTreeMap<String, Vec<usize>>,
    intake: &'a Intake,
    labels: &'a [String],
}

impl<'a> Places<'a> {
    fn of(intake: &'a Intake, labels: &'a [String]) -> Self {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, report) in intake.reports.iter().enumerate() {
            by_key.entry(key(report)).or_default().push(place);
        }
        Self {
            by_key,
            intake,
            labels,
        }
    }

    /// The pairs that an answer is about: several where reports of one list say exactly the same, none where the reports are not
    /// there or where it cannot be told which of several lists is meant.
    fn pairs(&self, [x, y]: &[(String, String); 2]) -> Vec<(usize, usize)> {
        let (of_x, of_y) = (self.find(x, &y.1), self.find(y, &x.1));
        let alike = of_x == of_y;
        let mut pairs = Vec::new();
        for a in &of_x {
            let others = of_y.iter().filter(|b| if alike { a < *b } else { a != *b });
            pairs.extend(others.map(|b| (*a, *b)));
        }
        pairs
    }

    /// Reports with a mark, of the list of that name.
    ///
    /// Where that list has another name by now, of the one list that has them beside the other report's own.
    fn find(&self, (key, list): &(String, String), other_list: &str) -> Vec<usize> {
        let all = self.by_key.get(key).map_or(&[][..], Vec::as_slice);
        let label = |place: usize| self.labels[self.intake.reports[place].list].as_str();
        let of_list: Vec<usize> = { all.iter().copied() }
            .filter(|place| label(*place) == list)
            .collect();
        if !of_list.is_empty() {
            return of_list;
        }
        for left_out in [None, Some(other_list)] {
            let rest: Vec<usize> = { all.iter().copied() }
                .filter(|place| Some(label(*place)) != left_out)
                .collect();
            if rest.windows(2).all(|two| label(two[0]) == label(two[1])) {
                return rest;
            }
        }
        Vec::new()
    }
}

fn verdict(written: &str) -> Option<Verdict> {
    match answer_code(written)? {
        "same" => Some(Verdict::Same),
        "different" => Some(Verdict::Different),
        _ => Some(Verdict::Unsure),
    }
}

fn code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "same",
        Verdict::Different => "different",
        Verdict::Unsure => "unsure",
    }
}

fn text(cell: Option<&Cell>) -> String {
    match cell {
        Some(Cell::Text(text)) => text.trim().to_owned(),
        Some(Cell::Number(number)) => number.to_string(),
        Some(Cell::Bool(flag)) => flag.to_string(),
        Some(Cell::Date(day)) => day.to_string(),
        Some(Cell::Empty) | None => String::new(),
    }
}
