//! The messages of all languages, compiled in.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use crate::{Argument, Language, Message, figure, plain};

/// The texts of one subject in the order of [`Language::ALL`].
macro_rules! subjects {
    ($($name:literal),+ $(,)?) => {
        [$((
            $name,
            [
                include_str!(concat!("../messages/en/", $name, ".ftl")),
                include_str!(concat!("../messages/ru/", $name, ".ftl")),
                include_str!(concat!("../messages/ky/", $name, ".ftl")),
            ],
        )),+]
    };
}

/// Every file of messages; a new subject is added here and nowhere else.
const SUBJECTS: [(&str, [&str; 3]); 13] = subjects![
    "page", "method", "pictures", "tables", "cautions", "refusals", "warnings", "errors", "fields",
    "command", "names", "register", "ways",
];

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| Language::ALL.map(bundle));

static IDS: LazyLock<Vec<String>> = LazyLock::new(english_ids);

/// Says a message.
///
/// A message that a language lacks is said in English; what no language knows is shown as its identifier.
/// Texts among the arguments pass through [`plain`] first. Beside each argument `name` a message may ask
/// `name-given`, which is `no` for an empty text and else `yes`, and so leave out what is not known.
pub fn say(language: Language, message: &Message) -> String {
    said(language, message)
        .or_else(|| said(Language::English, message))
        .unwrap_or_else(|| message.id.clone())
}

/// Whether a language has a message.
pub fn has(language: Language, id: &str) -> bool {
    bundle_of(language).has_message(id)
}

/// Identifiers of all messages, in the order of the files.
pub fn ids() -> impl Iterator<Item = &'static str> {
    IDS.iter().map(String::as_str)
}

fn said(language: Language, message: &Message) -> Option<String> {
    let bundle = bundle_of(language);
    let pattern = bundle.get_message(&message.id)?.value()?;
    let mut args = FluentArgs::with_capacity(2 * message.args.len());
    for (name, argument) in &message.args {
        let is_given = !matches!(argument, Argument::Text(text) if text.trim().is_empty());
        args.set(format!("{name}-given"), if is_given { "yes" } else { "no" });
        args.set(name.as_str(), value(language, argument));
    }
    // Fluent goes on after an error and shows the name of what is missing, which is the best to be done here.
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned(),
    )
}

fn value(language: Language, argument: &Argument) -> FluentValue<'static> {
    match argument {
        Argument::Text(text) => plain(text).into(),
        // Counts of people stay far below 2^53, from where a double rounds.
        Argument::Count(count) => FluentValue::Number(FluentNumber::new(*count as f64, Default::default())),
        Argument::Number { value, decimals } => {
            let mut number = FluentNumber::new(*value, Default::default());
            number.options.minimum_fraction_digits = Some(usize::from(*decimals));
            FluentValue::Number(number)
        }
        Argument::Day(year, month, day) => figure::day(language, *year, *month, *day).into(),
    }
}

fn bundle_of(language: Language) -> &'static Bundle {
    &BUNDLES[place(language)]
}

fn place(language: Language) -> usize {
    match language {
        Language::English => 0,
        Language::Russian => 1,
        Language::Kyrgyz => 2,
    }
}

fn bundle(language: Language) -> Bundle {
    // The three codes can be read; without one, Fluent would count as English does.
    let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // `plain` isolates what needs it; marks around every argument would litter terminals and searches.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => |value, _| formatted(Language::English, value),
        Language::Russian => |value, _| formatted(Language::Russian, value),
        Language::Kyrgyz => |value, _| formatted(Language::Kyrgyz, value),
    }));
    // Only fails when NUMBER is already there.
    let _ = bundle.add_builtins();
    for (_, texts) in SUBJECTS {
        // What can be read of a broken file is still used; a test keeps the files whole.
        let resource = match FluentResource::try_new(texts[place(language)].to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let _ = bundle.add_resource(resource);
    }
    bundle
}

fn formatted(language: Language, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let decimals = number
        .options
        .minimum_fraction_digits
        .and_then(|digits| u8::try_from(digits).ok())
        .unwrap_or(0);
    Some(if number.options.use_grouping {
        figure::number(language, number.value, decimals)
    } else {
        figure::ungrouped(language, number.value, decimals)
    })
}

fn english_ids() -> Vec<String> {
    let mut ids = Vec::new();
    for (_, texts) in SUBJECTS {
        let resource = match FluentResource::try_new(texts[0].to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        ids.extend(resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        }));
    }
    ids
}
