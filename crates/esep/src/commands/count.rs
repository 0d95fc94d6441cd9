//! `esep count`: from other people's lists to a number.

use actions::{CountPlan, Counted, Kind, Method, OtherFigure, SectionSummary, Verdict, Warned, WayFigure};
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
        n_draws: arguments.linkages.unwrap_or(USUAL_DRAWS) as usize,
        private: arguments.private,
        ..plan(screen, arguments.statement, &arguments.result)?
    };
    let gauge = Gauge::new(screen.language);
    let counted = actions::count(&inputs, &plan, &|step, done, of| gauge.hear(step, done, of))?;
    super::save_mapping(&arguments.reading, counted.mapping.as_deref())?;
    finish(screen, &counted, &arguments.result)
}

/// Linkages drawn from what the evidence leaves open, unless told otherwise.
const USUAL_DRAWS: u32 = 100;

/// Refuses options that matched tables have no use for, so that nobody believes they had an effect.
fn refuse_idle_options(arguments: &CountArgs) -> Result<(), Failure> {
    let reading = &arguments.reading;
    let idle = [
        ("--distinct", !arguments.distinct.is_empty()),
        ("--labels", !arguments.labels.is_empty()),
        ("--threshold", arguments.threshold.is_some()),
        ("--draws", arguments.linkages.is_some()),
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
        period: statement.period,
        fate: statement.fate,
        standard: statement.standard.map(Into::into),
        distinct: Vec::new(),
        answers: Vec::new(),
        threshold: None,
        n_draws: 0,
        draws: None,
        strata: None,
        methods: Method::ALL.to_vec(),
        as_dga: false,
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
    lines.extend(pooled_lines(screen, counted));
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

/// All strata together, where a table was parted.
fn pooled_lines(screen: &Screen, counted: &Counted) -> Vec<String> {
    let Some(pooled) = &counted.pooled else {
        return Vec::new();
    };
    let number = |value: f64| locale::number(screen.language, value, 0);
    let mut lines = vec![screen.word("pooled-heading")];
    lines.push(match &pooled.range {
        Some(range) => {
            let (lower, upper) = (
                range.interval.lower,
                range.interval.upper.unwrap_or(f64::INFINITY),
            );
            let seen = pooled.seen as f64;
            screen.say(
                &Message::new("count-range")
                    .text("lower", number(lower))
                    .text("upper", number(upper))
                    .text("unlisted-lower", number(lower - seen))
                    .text("unlisted-upper", number(upper - seen)),
            )
        }
        None => screen.word("answer-refused"),
    });
    if pooled.placed > 0 {
        let message = Message::new("pooled-placed")
            .count("people", pooled.placed)
            .count("draws", pooled.draws);
        lines.push(screen.say(&message));
    }
    for way in &pooled.ways {
        let message = Message::new("count-way")
            .text("way", screen.word(&format!("way-{}", way.code)))
            .text("total", number(way.centre))
            .text("lower", number(way.interval.lower))
            .text("upper", way.interval.upper.map_or_else(String::new, number));
        lines.push(screen.say(&message));
    }
    lines.push(String::new());
    lines
}

fn section_lines(screen: &Screen, section: &SectionSummary) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(section.label.clone());
    if section.lists.is_empty() {
        lines.push(screen.say(&Message::new("count-seen").count("persons", section.persons)));
        lines.extend(at_least_line(screen, section));
        lines.extend(verdict_lines(screen, section));
        return lines;
    }
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

/// The lower bound that is all that can be given where nothing is known of lists.
fn at_least_line(screen: &Screen, section: &SectionSummary) -> Option<String> {
    let number = |value: f64| locale::number(screen.language, value, 0);
    let (total, ends) = section.at_least?;
    let message = Message::new("count-at-least")
        .text("total", number(total))
        .text("lower", number(ends.lower))
        .text("upper", ends.upper.map_or_else(|| "∞".to_owned(), number));
    Some(screen.say(&message))
}

fn verdict_lines(screen: &Screen, section: &SectionSummary) -> Vec<String> {
    let number = |value: f64| locale::number(screen.language, value, 0);
    let mut lines = Vec::new();
    match &section.verdict {
        Verdict::Refused(reasons) => {
            lines.push(screen.word("count-refused"));
            lines.extend(reasons.iter().map(|reason| format!("  {}", screen.say(reason))));
        }
        &Verdict::Range { lower, upper } => {
            let persons = section.persons as f64;
            let upper = upper.unwrap_or(f64::INFINITY);
            let range = Message::new("count-range")
                .text("lower", number(lower))
                .text("upper", number(upper))
                .text("unlisted-lower", number(lower - persons))
                .text("unlisted-upper", number(upper - persons));
            lines.push(screen.say(&range));
        }
    }
    lines.extend(section.ways.iter().map(|way| way_line(screen, way)));
    lines.extend(section.compat.iter().map(|other| compat_line(screen, other)));
    let given = matches!(section.verdict, Verdict::Range { .. });
    if let Some(doubt) = section.doubt.filter(|_| given) {
        let message = Message::new(if doubt.of_strata {
            "answer-doubt-strata"
        } else {
            "count-doubt"
        })
        .count("draws", doubt.draws)
        .count("tables", doubt.tables);
        lines.push(screen.say(&message));
    }
    if given {
        lines.push(screen.word("count-range-note"));
    }
    lines
}

/// What another program would say.
fn compat_line(screen: &Screen, other: &OtherFigure) -> String {
    let number = |value: f64| locale::number(screen.language, value, 0);
    let total = match &other.interval {
        Some(ends) => {
            let upper = ends.upper.map_or_else(|| "∞".to_owned(), number);
            format!("{} ({}–{upper})", number(other.total), number(ends.lower))
        }
        None => number(other.total),
    };
    screen.say(
        &Message::new("count-compat")
            .text("name", screen.word(&format!("other-{}", other.code)))
            .text("total", total),
    )
}

fn way_line(screen: &Screen, way: &WayFigure) -> String {
    let number = |value: f64| locale::number(screen.language, value, 0);
    let name = screen.word(&format!("way-{}", way.code));
    match &way.answer {
        Ok(answer) => screen.say(
            &Message::new("count-way")
                .text("way", name)
                .text("total", number(answer.centre))
                .text("lower", number(answer.interval.lower))
                .text("upper", answer.interval.upper.map_or_else(String::new, number)),
        ),
        Err(reason) => screen.say(
            &Message::new("count-way-silent")
                .text("way", name)
                .text("reason", screen.say(reason)),
        ),
    }
}
