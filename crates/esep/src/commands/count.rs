//! `esep count`: from other people's lists to a number.

use actions::{CountPlan, Counted, Kind, SectionSummary, Verdict, Warned};
use locale::Message;

use crate::cli::{CountArgs, ResultArgs, StatementArgs};
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{clock, files, folder};

/// Counts, and shows and writes what was found.
pub(crate) fn run(screen: &Screen, arguments: CountArgs) -> Result<(), Failure> {
    check_folder(&arguments.result)?;
    super::check_mapping(&arguments.reading)?;
    if arguments.private {
        if arguments.result.out.is_none() {
            return Err(Failure::wrong_use(Message::new("usage-private-needs-out")));
        }
        if arguments.matched {
            return Err(Failure::wrong_use(Message::new("usage-private-needs-names")));
        }
        screen.warn_of_names(arguments.yes)?;
    }
    refuse_idle_options(&arguments)?;
    let inputs = files::read_all(&arguments.files)?;
    let plan = CountPlan {
        kind: if arguments.matched {
            Kind::Matched {
                columns: arguments.columns,
            }
        } else {
            Kind::Lists
        },
        tables: super::table_plan(&arguments.reading)?,
        distinct: arguments.distinct,
        answers: files::read_all(&arguments.labels)?,
        threshold: arguments.threshold,
        private: arguments.private,
        ..plan(screen, arguments.statement, &arguments.result)?
    };
    let gauge = Gauge::new(screen.language);
    let counted = actions::count(&inputs, &plan, &|step, done, of| gauge.hear(step, done, of))?;
    super::save_mapping(&arguments.reading, counted.mapping.as_deref())?;
    finish(screen, &counted, &arguments.result)
}

/// Refuses options that matched tables have no use for, so that nobody believes they had an effect.
fn refuse_idle_options(arguments: &CountArgs) -> Result<(), Failure> {
    let reading = &arguments.reading;
    let idle = [
        ("--distinct", !arguments.distinct.is_empty()),
        ("--labels", !arguments.labels.is_empty()),
        ("--threshold", arguments.threshold.is_some()),
        ("--mapping", reading.mapping.is_some()),
        ("--save-mapping", reading.save_mapping.is_some()),
        ("--as-of", reading.as_of.is_some()),
        ("--id", reading.id.is_some()),
    ];
    match idle.into_iter().find(|(_, given)| arguments.matched && *given) {
        Some((option, _)) => Err(Failure::wrong_use(
            Message::new("usage-idle-option").text("argument", option),
        )),
        None => Ok(()),
    }
}

/// The plan of everything but reading and linking.
pub(crate) fn plan(
    screen: &Screen,
    statement: StatementArgs,
    result: &ResultArgs,
) -> Result<CountPlan, Failure> {
    let day = statement
        .date
        .map_or_else(clock::today, |date| (date.year(), date.month(), date.day()));
    Ok(CountPlan {
        kind: Kind::Lists,
        tables: actions::TablePlan::new(super::confined()?),
        derived: statement.derived,
        population: statement.population,
        standard: statement.standard.map(Into::into),
        distinct: Vec::new(),
        answers: Vec::new(),
        threshold: None,
        confidence: statement.confidence,
        seed: result.seed,
        day,
        language: screen.language,
        private: false,
        demo: false,
        command: super::command_line(std::env::args_os(), day),
    })
}

/// Refuses a folder before the long work starts.
pub(crate) fn check_folder(result: &ResultArgs) -> Result<(), Failure> {
    result
        .out
        .as_deref()
        .map_or(Ok(()), |dir| folder::check(dir, result.replaces()))
}

/// Writes the files and shows the summary.
pub(crate) fn finish(screen: &Screen, counted: &Counted, result: &ResultArgs) -> Result<(), Failure> {
    if let Some(dir) = &result.out {
        folder::write(dir, &counted.files, result.replaces())?;
    }
    screen.warn(&Warned::grouped(&counted.warnings));
    if result.json {
        return screen.show(counted.json.trim_end());
    }
    let mut lines = Vec::new();
    for section in &counted.sections {
        lines.extend(section_lines(screen, section));
        lines.push(String::new());
    }
    lines.push(population_line(screen, counted));
    match &result.out {
        Some(dir) => {
            let page = dir.join("share").join("index.html").display().to_string();
            lines.push(screen.say(&Message::new("count-report").text("path", page)));
        }
        None => lines.push(screen.word("count-no-report")),
    }
    screen.show(&lines.join("\n"))
}

fn population_line(screen: &Screen, counted: &Counted) -> String {
    match &counted.population {
        Some(text) => screen.say(&Message::new("count-population").text("population", text)),
        None => screen.word("count-population-not-stated"),
    }
}

fn section_lines(screen: &Screen, section: &SectionSummary) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(section.label.clone());
    let people = Message::new("count-persons")
        .count("persons", section.persons)
        .count("lists", section.lists.len() as u64);
    lines.push(match section.reports {
        Some(reports) => screen.say(
            &Message {
                id: "count-persons-of-reports".to_owned(),
                ..people
            }
            .count("reports", reports),
        ),
        None => screen.say(&people),
    });
    for (label, persons) in &section.lists {
        lines.push(
            screen.say(
                &Message::new("count-list")
                    .text("list", label)
                    .count("persons", *persons),
            ),
        );
    }
    lines.extend(verdict_lines(screen, section));
    lines.extend(
        section
            .cautions
            .iter()
            .map(|caution| screen.say(&Message::new("caution-line").text("text", screen.say(caution)))),
    );
    lines
}

fn verdict_lines(screen: &Screen, section: &SectionSummary) -> Vec<String> {
    match &section.verdict {
        Verdict::Refused(reasons) => {
            let mut lines = vec![screen.word("count-refused")];
            lines.extend(reasons.iter().map(|reason| format!("  {}", screen.say(reason))));
            lines
        }
        Verdict::Total {
            total,
            lower,
            upper,
            independence,
            spread,
        } => {
            let unlisted = (total - section.persons as f64).max(0.0);
            let number = |value: f64| locale::number(screen.language, value, 0);
            let id = if upper.is_some() {
                "count-estimate"
            } else {
                "count-estimate-open"
            };
            let estimate = Message::new(id)
                .text("total", number(*total))
                .text("unlisted", number(unlisted))
                .text("lower", number(*lower))
                .text("upper", upper.map_or_else(String::new, number));
            let spread = Message::new("count-spread")
                .text("lower", number(spread.0))
                .text("upper", number(spread.1))
                .text("independence", number(*independence));
            vec![screen.say(&estimate), screen.say(&spread)]
        }
    }
}
