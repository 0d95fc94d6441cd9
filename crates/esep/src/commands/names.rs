//! `esep names`: pairs of names weighed, one pair explained, the keys of a name.

use actions::{NamesExplained, TablePlan};
use locale::Message;

use crate::cli::{ExplainArgs, KeysArgs, NamesCommand, ScoreArgs};
use crate::failure::Failure;
use crate::gauge::Gauge;
use crate::screen::Screen;
use crate::{files, folder};

/// Does what was asked.
pub(crate) fn run(screen: &Screen, command: NamesCommand) -> Result<(), Failure> {
    match command {
        NamesCommand::Score(arguments) => score(screen, arguments),
        NamesCommand::Explain(arguments) => explain(screen, &arguments),
        NamesCommand::Keys(arguments) => keys(screen, &arguments),
    }
}

fn score(screen: &Screen, arguments: ScoreArgs) -> Result<(), Failure> {
    if let Some(path) = &arguments.save {
        folder::check_file(path)?;
    }
    let inputs = files::read_all(&[arguments.pairs])?;
    let mut plan = TablePlan::new(super::confined()?);
    plan.read.encoding = arguments.encoding;
    plan.read.delimiter = arguments.delimiter;
    let gauge = Gauge::new(screen.language);
    let scored = actions::score_names(&inputs[0], &plan, &|step, done, of| gauge.hear(step, done, of))?;
    screen.warn(&scored.warnings);
    match &arguments.save {
        Some(path) => folder::write_file(path, &scored.table)?,
        None => screen.show(String::from_utf8_lossy(&scored.table).trim_end())?,
    }
    screen.remark(&screen.say(&Message::new("names-scored").count("pairs", scored.n_pairs)));
    Ok(())
}

fn explain(screen: &Screen, arguments: &ExplainArgs) -> Result<(), Failure> {
    let explained = actions::explain_names(&arguments.first_name, &arguments.second_name);
    if arguments.json {
        return screen.show(&json(&explained).to_string());
    }
    for part in &explained.parts {
        let line = Message::new("name-part-line")
            .text("role", screen.word(&format!("name-role-{}", part.role)))
            .text("a", part.a.clone())
            .text("b", part.b.clone())
            .text(
                "agreement",
                screen.word(&format!("name-agreement-{}", part.agreement)),
            )
            .text("bits", bits(part.bits));
        screen.show(&screen.say(&line))?;
    }
    for (code, worth) in &explained.circumstances {
        let line = Message::new("name-circumstance-line")
            .text("text", screen.word(&format!("name-circumstance-{code}")))
            .text("bits", bits(*worth));
        screen.show(&screen.say(&line))?;
    }
    for (was_retyped, id) in [
        (explained.retyped.0, "name-first-retyped"),
        (explained.retyped.1, "name-second-retyped"),
    ] {
        if was_retyped {
            screen.show(&screen.word(id))?;
        }
    }
    let sum = Message::new("name-sum-line")
        .text("bits", bits(explained.bits))
        .text("probability", format!("{:.4}", explained.probability));
    screen.show(&screen.say(&sum))
}

fn keys(screen: &Screen, arguments: &KeysArgs) -> Result<(), Failure> {
    let keys = actions::name_keys(&arguments.whole_name);
    let blocking: Vec<String> = keys.blocking.iter().map(|key| format!("{key:016x}")).collect();
    if arguments.json {
        let json = serde_json::json!({
            "version": keys.version,
            "blocking": blocking,
            "search": keys.search,
        });
        return screen.show(&json.to_string());
    }
    let line = |id: &str, keys: String| Message::new(id).text("keys", keys);
    screen.show(&screen.say(&line("name-keys-search", keys.search.join(", "))))?;
    screen.show(&screen.say(&line("name-keys-blocking", blocking.join(", "))))?;
    screen.show(&screen.say(&Message::new("name-keys-version").text("version", keys.version.to_string())))
}

fn json(explained: &NamesExplained) -> serde_json::Value {
    let parts: Vec<_> = explained
        .parts
        .iter()
        .map(|part| {
            serde_json::json!({
                "a": part.a,
                "b": part.b,
                "role": part.role,
                "agreement": part.agreement,
                "bits": part.bits,
            })
        })
        .collect();
    let circumstances: Vec<_> = explained
        .circumstances
        .iter()
        .map(|(code, bits)| serde_json::json!({ "code": code, "bits": bits }))
        .collect();
    serde_json::json!({
        "weight": explained.bits,
        "score": explained.probability,
        "parts": parts,
        "circumstances": circumstances,
        "retyped": [explained.retyped.0, explained.retyped.1],
    })
}

/// Bits with a sign, as evidence for or against.
fn bits(bits: f64) -> String {
    format!("{bits:+.2}")
}
