//! From other people's lists to a number that can be defended.
//!
//! The command line: reads arguments, clock, environment and files, calls `actions`, writes what comes back.

mod cli;
mod clock;
mod commands;
mod failure;
mod files;
mod folder;
mod gauge;
mod help;
mod screen;
mod secrets;
mod witness;

use std::process::ExitCode;

use clap::FromArgMatches;

use crate::cli::{AuditCommand, Cli, Command, READ_FOREIGN};
use crate::failure::Failure;
use crate::screen::Screen;

fn main() -> ExitCode {
    folder::stop_cleanly_when_interrupted();
    let language = cli::language(std::env::args_os(), |name| std::env::var(name).ok());
    let screen = Screen::new(language);
    match run(&screen) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => screen.fail(&failure),
    }
}

fn run(screen: &Screen) -> Result<(), Failure> {
    if screen.language == locale::Language::Kyrgyz && !is_reader() {
        screen.remark(&screen.word("draft-translation"));
    }
    let matches = match help::command(screen.language).try_get_matches() {
        Ok(matches) => matches,
        Err(error) if cli::is_help(&error) => return screen.show(&error.to_string()),
        Err(error) => return Err(Failure::of_arguments(&error)),
    };
    let cli = Cli::from_arg_matches(&matches).map_err(|error| Failure::of_arguments(&error))?;
    if let Some(code) = cli.lang.filter(|code| code.parse::<locale::Language>().is_err()) {
        return Err(Failure::wrong_use(
            locale::Message::new("usage-bad-language").text("value", code),
        ));
    }
    match cli.command {
        Command::Demo(arguments) => commands::demo::run(screen, arguments),
        Command::Count(arguments) => commands::count::run(screen, arguments),
        Command::Link(arguments) => commands::link::run(screen, arguments),
        Command::Estimate(arguments) => commands::estimate::run(screen, arguments),
        Command::Names(arguments) => commands::names::run(screen, arguments),
        Command::New(arguments) => commands::new::run(screen, &arguments),
        Command::Check(arguments) => commands::check::run(screen, &arguments),
        Command::Forget(arguments) => commands::forget::run(screen, &arguments),
        Command::Audit(AuditCommand::Verify(arguments)) => commands::audit::run(screen, &arguments),
        Command::Recover(arguments) => commands::recover::run(screen, &arguments),
        Command::ReadForeign => actions::serve_confined(std::io::stdin().lock(), std::io::stdout().lock())
            .map_err(|_| Failure::failed("error-confinement")),
    }
}

/// Whether this process only reads foreign bytes for another one, and talks to nobody.
fn is_reader() -> bool {
    std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == READ_FOREIGN)
}
