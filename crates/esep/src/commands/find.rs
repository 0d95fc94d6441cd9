//! `esep link --find`: who on the lists may be the person of one more report.

use actions::{Finding, Sought, Warned};
use locale::Message;

use crate::cli::LinkArgs;
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{files, folder};

/// Links the lists, searches them, and shows and writes what was found.
pub(super) fn run(screen: &Screen, arguments: &LinkArgs) -> Result<(), Failure> {
    if !arguments.result.json {
        screen.warn_of_showing(arguments.yes)?;
    }
    let mut inputs = files::read_all(&[arguments.files.as_slice(), &arguments.find].concat())?;
    let sought = inputs.split_off(arguments.files.len());
    let plan = super::link::plan(screen, arguments, None)?;
    let gauge = Gauge::new(screen.language);
    let finding = actions::find(&inputs, &sought, &plan, &|step, done, of| {
        gauge.hear(step, done, of);
    })?;
    drop(gauge);
    super::save_mapping(&arguments.reading, Some(&finding.mapping))?;
    if let Some(dir) = &arguments.result.out {
        folder::write(dir, &finding.files, arguments.result.replaces())?;
    }
    screen.warn(&Warned::grouped(&finding.warnings));
    if arguments.result.json {
        let json =
            serde_json::to_string_pretty(&finding.figures).map_err(|_| Failure::failed("error-output"))?;
        return screen.show(&json);
    }
    screen.show(&lines(screen, &finding, arguments).join("\n"))
}

fn lines(screen: &Screen, finding: &Finding, arguments: &LinkArgs) -> Vec<String> {
    let figures = &finding.figures;
    let known = Message::new("link-persons")
        .count("reports", figures.reports as u64)
        .count("persons", figures.persons as u64)
        .text("threshold", locale::number(screen.language, figures.threshold, 3));
    let mut lines = vec![screen.say(&known)];
    for (place, sought) in finding.sought.iter().enumerate() {
        lines.extend(shown(screen, sought, place + 1, finding.sought.len()));
    }
    lines.extend([String::new(), screen.word("evidence-not-proof")]);
    if let Some(dir) = &arguments.result.out {
        let path = dir.join("links").join("found.csv").display().to_string();
        lines.push(screen.say(&Message::new("find-written").text("path", path)));
    }
    lines
}

/// What was found of one report.
fn shown(screen: &Screen, sought: &Sought, number: usize, n_reports: usize) -> Vec<String> {
    let head = Message::new("find-head")
        .count("number", number as u64)
        .count("reports", n_reports as u64)
        .text("place", sought.report.origin.clone());
    let mut lines = vec![String::new(), screen.say(&head)];
    if sought.persons.is_empty() {
        let nobody = Message::new("find-nobody").count("compared", sought.n_compared as u64);
        lines.push(screen.say(&nobody));
    }
    for (place, likely) in sought.persons.iter().enumerate() {
        let person = Message::new("find-person")
            .count("number", place as u64 + 1)
            .text("person", likely.person.to_string());
        let mut reasons = actions::reasons(&likely.evidence.weighing, screen.language).into_iter();
        let verdict = reasons.next().unwrap_or_default();
        lines.push(format!("{} {verdict}", screen.say(&person)));
        lines.extend(super::review::side_by_side(screen, &likely.evidence));
        if !likely.others.is_empty() {
            let others = Message::new("find-others").text("places", likely.others.join("; "));
            lines.push(screen.say(&others));
        }
        lines.extend(reasons.map(|reason| format!("  {reason}")));
    }
    if sought.n_more > 0 {
        lines.push(screen.say(&Message::new("find-more").count("persons", sought.n_more as u64)));
    }
    if sought.is_cut {
        lines.push(screen.word("find-cut"));
    }
    lines
}
