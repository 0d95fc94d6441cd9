//! The help of the command line, in the user's language.

use clap::{Arg, ArgAction, Command, CommandFactory};
use locale::{Language, Message};

use crate::cli::Cli;

/// Commands that have commands of their own.
const WITH_PARTS: [(&str, &[&str]); 2] = [("names", &["score", "explain", "keys"]), ("audit", &["verify"])];

/// Builds the command line with its help in the user's language.
pub(crate) fn command(language: Language) -> Command {
    let words = Words { language };
    let mut command = words.put(Cli::command().disable_version_flag(true), "esep");
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    command = command.arg(words.about(version));
    for name in [
        "demo", "count", "link", "estimate", "new", "check", "forget", "recover",
    ] {
        command = command.mut_subcommand(name, |sub| words.put(sub, name));
    }
    for (name, parts) in WITH_PARTS {
        command = command.mut_subcommand(name, |sub| words.put_all(sub, name, parts));
    }
    command
}

/// The words of help in one language.
struct Words {
    language: Language,
}

impl Words {
    fn say(&self, id: &str) -> String {
        locale::say(self.language, &Message::new(id))
    }

    /// Gives a command its words, and a help option that has words too.
    fn put(&self, command: Command, name: &str) -> Command {
        let template = format!(
            "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
            self.say("help-usage")
        );
        command
            .about(self.say(&format!("help-{name}")))
            .help_template(template)
            .subcommand_help_heading(self.say("help-commands"))
            .disable_help_flag(true)
            .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help))
            .mut_args(|arg| self.about(arg))
    }

    /// Gives a command that has commands of its own its words, and them theirs.
    fn put_all(&self, command: Command, name: &str, parts: &[&'static str]) -> Command {
        let mut command = self.put(command, name).disable_help_subcommand(true);
        for part in parts {
            command = command.mut_subcommand(part, |sub| self.put(sub, &format!("{name}-{part}")));
        }
        command
    }

    /// Gives an argument its heading, its words, and the value that it has when nobody says another.
    fn about(&self, arg: Arg) -> Arg {
        let heading = if arg.is_positional() {
            "help-arguments"
        } else {
            "help-options"
        };
        let words = self.say(&format!(
            "help-argument-{}",
            arg.get_id().as_str().replace('_', "-")
        ));
        let arg = arg.help_heading(self.say(heading));
        if !arg.get_action().takes_values() {
            return arg.help(words);
        }
        let usual: Vec<String> = arg
            .get_default_values()
            .iter()
            .map(|value| value.to_string_lossy().into_owned())
            .collect();
        let words = if usual.is_empty() {
            words
        } else {
            let usual = Message::new("help-usual").text("value", usual.join(", "));
            format!("{words} {}", locale::say(self.language, &usual))
        };
        arg.help(words)
            .hide_possible_values(true)
            .hide_default_value(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_worded_in_all_languages() {
        for language in Language::ALL {
            let mut command = command(language);
            command.build();
            let below = |sub: &Command| sub.get_subcommands().cloned().collect::<Vec<_>>();
            let subs = below(&command).into_iter().filter(|sub| !sub.is_hide_set());
            for sub in subs.flat_map(|sub| [vec![sub.clone()], below(&sub)].concat()) {
                let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(
                    !about.is_empty() && !about.starts_with("help-"),
                    "{language:?} {}",
                    sub.get_name()
                );
                for arg in sub.get_arguments().filter(|arg| arg.get_id() != "lang") {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        !help.is_empty() && !help.starts_with("help-"),
                        "{language:?} {}",
                        arg.get_id()
                    );
                }
            }
        }
    }
}
