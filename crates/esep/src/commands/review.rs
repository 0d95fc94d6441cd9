//! `esep link --review`: people are asked about the pairs whose answer would change most.

use std::path::Path;

use actions::{InputFile, LinkPlan, PairEvidence, Question, Review};
use locale::Message;

use crate::cli::LinkArgs;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{files, folder};

/// How many questions a file holds when nobody said.
const USUAL_QUESTIONS: usize = 30;

/// Refuses what cannot be done, and warns of names, before the long work starts.
pub(super) fn check(screen: &Screen, arguments: &LinkArgs) -> Result<(), Failure> {
    if let Some(path) = &arguments.review_out {
        folder::check_file(path)?;
        return screen.warn_of_questions(arguments.yes);
    }
    if arguments.review.is_none() {
        return Ok(());
    }
    if arguments.labels.is_empty() {
        return Err(Failure::wrong_use(Message::new("usage-review-needs-labels")));
    }
    if !screen.is_attended() {
        return Err(Failure::wrong_use(Message::new("usage-review-needs-terminal")));
    }
    screen.warn_of_showing(arguments.yes)
}

/// Whether somebody is to be asked on the terminal.
fn asks(arguments: &LinkArgs) -> bool {
    arguments.review.is_some() && arguments.review_out.is_none()
}

/// Reads the files of answers; the last may be missing when it is to be made.
pub(super) fn read_answers(arguments: &LinkArgs) -> Result<Vec<InputFile>, Failure> {
    let mut paths = arguments.labels.clone();
    for (place, path) in arguments.labels.iter().enumerate() {
        let is_new = asks(arguments) && place + 1 == arguments.labels.len();
        if !path.exists() && !is_new {
            let missing = Message::new("usage-labels-missing").text("path", path.display().to_string());
            return Err(Failure::wrong_use(missing));
        }
    }
    paths.retain(|path| path.exists());
    files::read_all(&paths)
}

/// Asks or writes the questions, as the user wants it, and puts new answers among those of the plan.
pub(super) fn ask(
    screen: &Screen,
    arguments: &LinkArgs,
    inputs: &[InputFile],
    plan: &mut LinkPlan,
) -> Result<(), Failure> {
    let asks = asks(arguments);
    if !asks && arguments.review_out.is_none() {
        return Ok(());
    }
    let extends = (asks && plan.answers.len() == arguments.labels.len())
        .then(|| plan.answers.len().checked_sub(1))
        .flatten();
    let gauge = Gauge::new(screen.language);
    let mut review = actions::review(inputs, plan, extends, &|step, done, of| {
        gauge.hear(step, done, of);
    })?;
    drop(gauge);
    let n = arguments.review.map_or(USUAL_QUESTIONS, |n| n as usize);
    if let Some(path) = &arguments.review_out {
        let (bytes, n_pairs) = review.questions_file(n, screen.language);
        folder::write_file(path, &bytes)?;
        let written = Message::new("review-written")
            .count("pairs", n_pairs as u64)
            .text("path", path.display().to_string());
        screen.remark(&screen.say(&written));
        return Ok(());
    }
    let Some(path) = arguments.labels.last() else {
        return Ok(());
    };
    let n_kept = ask_all(screen, &mut review, n, path, &mut || screen.answer().ok())?;
    let kept = Message::new("review-kept")
        .count("answers", n_kept)
        .text("path", path.display().to_string());
    screen.remark(&screen.say(&kept));
    plan.answers = read_answers(arguments)?;
    Ok(())
}

/// Asks one question after another; each answer is on the disk before the next is asked.
fn ask_all(
    screen: &Screen,
    review: &mut Review,
    n: usize,
    path: &Path,
    next: &mut dyn FnMut() -> Option<String>,
) -> Result<u64, Failure> {
    let questions = review.questions(n);
    if questions.is_empty() {
        screen.remark(&screen.word("review-nothing"));
    }
    let mut n_kept = 0;
    for (place, question) in questions.iter().enumerate() {
        for line in shown(screen, question, place + 1, questions.len()) {
            screen.remark(&line);
        }
        let Some(code) = understood(screen, next) else {
            break;
        };
        if review.answer(question, code) {
            folder::replace_file(path, &review.answers_file())?;
            n_kept += 1;
        } else {
            screen.remark(&screen.word("review-contradicts"));
        }
    }
    Ok(n_kept)
}

/// The code of an answer; `None` when nobody answers any more.
fn understood(screen: &Screen, next: &mut dyn FnMut() -> Option<String>) -> Option<&'static str> {
    loop {
        let answer = next().filter(|answer| !answer.is_empty())?;
        match actions::answer_code(&answer) {
            Some(code) => return Some(code),
            None => screen.remark(&screen.word("review-again")),
        }
    }
}

/// A question in lines: both reports field by field, and how they agree.
fn shown(screen: &Screen, question: &Question, number: usize, questions: usize) -> Vec<String> {
    let head = Message::new("review-head")
        .count("number", number as u64)
        .count("questions", questions as u64);
    let mut lines = vec![String::new(), screen.say(&head)];
    lines.extend(side_by_side(screen, &question.evidence));
    lines.extend(
        actions::reasons(&question.evidence.weighing, screen.language)
            .into_iter()
            .map(|reason| format!("  {reason}")),
    );
    lines
}

/// Both reports of a pair, a line for each field.
pub(super) fn side_by_side(screen: &Screen, evidence: &PairEvidence) -> Vec<String> {
    let row = |field: String, a: &str, b: &str| {
        let row = Message::new("review-row").text("field", field);
        screen.say(&row.text("a", a).text("b", b))
    };
    let mut lines = vec![row(
        screen.word("column-list"),
        &evidence.a.list,
        &evidence.b.list,
    )];
    for field in actions::shown_fields(evidence) {
        let value = |report: &actions::ReportShown| {
            let value = report.value(field);
            value.map_or_else(
                || "—".to_owned(),
                |value| actions::shown_value(field, value, screen.language),
            )
        };
        let name = screen.word(&format!("field-{field}"));
        lines.push(row(name, &value(&evidence.a), &value(&evidence.b)));
    }
    lines.push(row(
        screen.word("evidence-origin"),
        &evidence.a.origin,
        &evidence.b.origin,
    ));
    lines
}
