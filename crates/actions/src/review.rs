//! People are asked about the pairs whose answer would change most.

use linkage::{Verdict, questions};
use publish::{Language, PairEvidence, QuestionRow};

use crate::ActionError;
use crate::answers::{Answer, Answers, Held, key, refuse_others};
use crate::count::{LinkedLists, list_labels};
use crate::input::InputFile;
use crate::link::{LinkPlan, linked_lists};
use crate::output;
use crate::progress::Progress;

/// Lists that have been linked once, to ask about, and what is answered.
#[derive(Debug)]
pub struct Review {
    linked: LinkedLists,
    distinct: Vec<usize>,
    keys: Vec<String>,
    labels: Vec<String>,
    answers: Answers,
    /// Pairs of reports that need no answer any more, in order.
    answered: Vec<(usize, usize)>,
    extends: Option<usize>,
}

/// A pair that somebody should look at. Its `Debug` shows nothing of a person.
#[derive(Clone, Debug)]
pub struct Question {
    /// Both reports and how they agree.
    pub evidence: PairEvidence,
    a: usize,
    b: usize,
}

/// Links the lists in order to ask about pairs; `extends` is the place of the file of answers that new ones are added to.
///
/// # Errors
/// When a file cannot be read or understood, the answers contradict each other, or the file to be extended holds other things too.
pub fn review(
    files: &[InputFile],
    plan: &LinkPlan,
    extends: Option<usize>,
    progress: Progress,
) -> Result<Review, ActionError> {
    if let Some(file) = extends.and_then(|place| plan.answers.get(place)) {
        refuse_others(file, &plan.tables.reading)?;
    }
    let (linked, _, answers, held) = linked_lists(files, plan, progress)?;
    let labels = list_labels(&linked.intake);
    let distinct = crate::count::distinct_lists(&labels, &plan.distinct)?;
    let keys = linked.intake.reports.iter().map(key).collect();
    let Held { answered, .. } = held;
    Ok(Review {
        linked,
        distinct,
        keys,
        labels,
        answers,
        answered,
        extends,
    })
}

impl Review {
    /// At most `n` pairs whose answer is expected to change most, the most worthwhile first.
    pub fn questions(&self, n: usize) -> Vec<Question> {
        let judgements = &self.linked.judgements;
        let is_judged = |a: usize, b: usize| {
            judgements.of(a, b).is_some() || self.answered.binary_search(&(a.min(b), a.max(b))).is_ok()
        };
        let linkage = &self.linked.linkage;
        questions(linkage, &self.keys, n, &is_judged)
            .iter()
            .map(|question| {
                let pair = &linkage.pairs[question.pair];
                Question {
                    evidence: crate::evidence::evidence(&self.linked, pair, &self.labels),
                    a: pair.a,
                    b: pair.b,
                }
            })
            .collect()
    }

    /// Keeps an answer, `same`, `different` or `unsure`; `false` when it cannot hold beside the others.
    pub fn answer(&mut self, question: &Question, code: &str) -> bool {
        let verdict = match code {
            "same" => Verdict::Same,
            "different" => Verdict::Different,
            _ => Verdict::Unsure,
        };
        let side = |place: usize| {
            let report = &self.linked.intake.reports[place];
            (self.keys[place].clone(), self.labels[report.list].clone())
        };
        let answer = Answer::new(side(question.a), side(question.b), verdict);
        self.answers.said.push(answer);
        let fits = self.answers.held(&self.linked.intake, &self.distinct).is_ok();
        if !fits {
            self.answers.said.pop();
        }
        fits
    }

    /// The file of answers, with those given just now.
    pub fn answers_file(&self) -> Vec<u8> {
        self.answers.file(self.extends)
    }

    /// The same questions as a table with names, to be answered in a spreadsheet, and how many there are.
    pub fn questions_file(&self, n: usize, language: Language) -> (Vec<u8>, usize) {
        let rows: Vec<QuestionRow> = self
            .questions(n)
            .into_iter()
            .map(|question| QuestionRow {
                keys: [self.keys[question.a].clone(), self.keys[question.b].clone()],
                evidence: question.evidence,
            })
            .collect();
        let file = output::csv("questions.csv", publish::questions_table(&rows, language));
        (file.bytes, rows.len())
    }
}
