//! What can be written on the command line.

mod register;

use std::ffi::OsString;
use std::path::PathBuf;

use actions::Threshold;
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use locale::Language;

pub(crate) use self::register::{
    AuditCommand, CheckArgs, ForgetArgs, NewArgs, RecoverArgs, RegisterArgs, VerifyArgs,
};
use crate::folder::Replace;

/// The argument that makes this program a confined reader of foreign bytes.
pub(crate) const READ_FOREIGN: &str = "read-foreign";

// Help texts are messages `help-...`, set by `help`; the doc comments here are for readers of the code.

#[derive(Debug, Parser)]
#[command(name = "esep", version, disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Language of the screen and of reports. Read before the rest; see `language`.
    #[arg(long, global = true, value_name = "en|ru|ky")]
    pub(crate) lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(DemoArgs),
    Count(CountArgs),
    Link(LinkArgs),
    Estimate(EstimateArgs),
    #[command(subcommand)]
    Names(NamesCommand),
    New(NewArgs),
    Check(CheckArgs),
    Forget(ForgetArgs),
    #[command(subcommand)]
    Audit(AuditCommand),
    Recover(RecoverArgs),
    /// Reads foreign bytes from standard input, for another process of this program.
    #[command(hide = true)]
    ReadForeign,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    #[arg(value_name = "DIR", default_value = "esep-demo")]
    pub(crate) dir: PathBuf,
    /// The day of the count; today unless it is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<jiff::civil::Date>,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CountArgs {
    #[arg(value_name = "FILES", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) matched: bool,
    /// Headings of list columns, for matched tables whose columns are not found by themselves.
    #[arg(
        long = "lists",
        value_name = "A,B",
        value_delimiter = ',',
        requires = "matched"
    )]
    pub(crate) columns: Vec<String>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) statement: StatementArgs,
    #[arg(long, value_name = "LIST")]
    pub(crate) distinct: Vec<String>,
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) labels: Vec<PathBuf>,
    #[arg(long, value_name = "P", value_parser = threshold)]
    pub(crate) threshold: Option<Threshold>,
    /// Linkages drawn from what the evidence leaves open; 0 takes links for certain.
    #[arg(long = "draws", value_name = "N", value_parser = draws_or_none)]
    pub(crate) linkages: Option<u32>,
    #[arg(long)]
    pub(crate) private: bool,
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) result: ResultArgs,
}

#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    #[arg(value_name = "FILES", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    #[arg(long, value_name = "COL[:REGEX]")]
    pub(crate) truth: Option<String>,
    #[arg(long, value_name = "LIST")]
    pub(crate) distinct: Vec<String>,
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) labels: Vec<PathBuf>,
    #[arg(long, value_name = "P", value_parser = threshold)]
    pub(crate) threshold: Option<Threshold>,
    /// Pairs less likely than this are not written.
    #[arg(long, value_name = "P", value_parser = floor, default_value_t = 0.01)]
    pub(crate) floor: f64,
    /// Memory for the pairs that are compared.
    #[arg(long, value_name = "MIB", value_parser = memory, default_value_t = USUAL_MEMORY)]
    pub(crate) memory: u32,
    #[arg(long, value_name = "N", value_parser = questions)]
    pub(crate) review: Option<u32>,
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) review_out: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = draws)]
    pub(crate) draws: Option<u32>,
    /// Reports whose persons are searched for among those of the lists.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["truth", "review", "review_out", "draws"])]
    pub(crate) find: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) private: bool,
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) result: ResultArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EstimateArgs {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long = "lists", value_name = "A,B", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub(crate) delimiter: Option<char>,
    /// Ways of estimating; all three unless some are named.
    #[arg(long = "method", value_name = "METHOD")]
    pub(crate) method: Vec<MethodArg>,
    /// Another program whose figures are shown beside the rest.
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) compat: Option<CompatArg>,
    #[arg(long, value_name = "COL")]
    pub(crate) strata: Option<String>,
    /// The table says only how often people were seen, on so many occasions; 0 when there was no end to them.
    #[arg(long, value_name = "K", conflicts_with_all = ["strata", "drawn", "method", "compat", "columns"])]
    pub(crate) occasions: Option<u64>,
    /// The file that `link --draws` wrote.
    #[arg(long = "draws", value_name = "FILE", conflicts_with = "strata")]
    pub(crate) drawn: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) statement: StatementArgs,
    #[command(flatten)]
    pub(crate) result: ResultArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompatArg {
    Dga,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MethodArg {
    Selection,
    Averaging,
    LatentClasses,
}

impl From<MethodArg> for actions::Method {
    fn from(method: MethodArg) -> Self {
        match method {
            MethodArg::Selection => Self::Selection,
            MethodArg::Averaging => Self::Averaging,
            MethodArg::LatentClasses => Self::LatentClasses,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum NamesCommand {
    Score(ScoreArgs),
    Explain(ExplainArgs),
    Keys(KeysArgs),
}

#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    #[arg(value_name = "FILE.tsv")]
    pub(crate) pairs: PathBuf,
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub(crate) delimiter: Option<char>,
    /// A file instead of standard output.
    #[arg(long = "save", value_name = "FILE.tsv")]
    pub(crate) save: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    #[arg(value_name = "A")]
    pub(crate) first_name: String,
    #[arg(value_name = "B")]
    pub(crate) second_name: String,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct KeysArgs {
    #[arg(value_name = "NAME")]
    pub(crate) whole_name: String,
    #[arg(long)]
    pub(crate) json: bool,
}

/// How files are to be read.
#[derive(Debug, Args)]
pub(crate) struct ReadingArgs {
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) mapping: Option<PathBuf>,
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) save_mapping: Option<PathBuf>,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) as_of: Option<jiff::civil::Date>,
    #[arg(long, value_name = "COL")]
    pub(crate) id: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub(crate) delimiter: Option<char>,
}

/// What the user says of the lists and of who is counted.
#[derive(Debug, Args)]
pub(crate) struct StatementArgs {
    #[arg(long, value_name = "COPY=ORIGINAL")]
    pub(crate) derived: Vec<String>,
    #[arg(long, value_name = "[LIST=]TEXT")]
    pub(crate) population: Vec<String>,
    #[arg(long, value_name = "[LIST=]TEXT")]
    pub(crate) period: Vec<String>,
    #[arg(long, value_name = "[LIST=]TEXT")]
    pub(crate) fate: Vec<String>,
    #[arg(long, value_name = "STANDARD")]
    pub(crate) standard: Option<StandardArg>,
    /// The day of the count; today unless it is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<jiff::civil::Date>,
    #[arg(long, value_name = "P", value_parser = confidence, default_value_t = 0.95)]
    pub(crate) confidence: f64,
}

/// Where the result goes.
#[derive(Debug, Args)]
pub(crate) struct ResultArgs {
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, requires = "out")]
    pub(crate) replace: bool,
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

impl ResultArgs {
    /// What may be replaced in the folder of the result.
    pub(crate) fn replaces(&self) -> Replace {
        if self.replace {
            Replace::Result
        } else {
            Replace::Nothing
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StandardArg {
    Lead,
    Possible,
    Probable,
    Confirmed,
}

impl From<StandardArg> for records::Standard {
    fn from(standard: StandardArg) -> Self {
        match standard {
            StandardArg::Lead => Self::Lead,
            StandardArg::Possible => Self::Possible,
            StandardArg::Probable => Self::Probable,
            StandardArg::Confirmed => Self::Confirmed,
        }
    }
}

/// What an option may be, in signs that need no language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowed(pub(crate) &'static str);

impl std::fmt::Display for Allowed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Allowed {}

/// A confidence that a thousand resampled tables can carry and that still says something.
fn confidence(text: &str) -> Result<f64, Allowed> {
    within(text, |value| (0.5..=0.99).contains(&value), "0.5 ≤ P ≤ 0.99")
}

fn threshold(text: &str) -> Result<Threshold, Allowed> {
    text.parse()
        .map_err(|_| Allowed("0 < P < 1, balanced, f1, cost=N"))
}

fn draws(text: &str) -> Result<u32, Allowed> {
    let value = text.parse().ok().filter(|n| (1..=100_000).contains(n));
    value.ok_or(Allowed("1 ≤ N ≤ 100000"))
}

fn draws_or_none(text: &str) -> Result<u32, Allowed> {
    let value = text.parse().ok().filter(|n| (0..=10_000).contains(n));
    value.ok_or(Allowed("0 ≤ N ≤ 10000"))
}

fn questions(text: &str) -> Result<u32, Allowed> {
    let value = text.parse().ok().filter(|n| (1..=10_000).contains(n));
    value.ok_or(Allowed("1 ≤ N ≤ 10000"))
}

/// MiB for pairs when nothing is said.
const USUAL_MEMORY: u32 = (actions::PAIRS_MEMORY >> 20) as u32;

fn memory(text: &str) -> Result<u32, Allowed> {
    let value = text.parse().ok().filter(|mib| (1..=65_536).contains(mib));
    value.ok_or(Allowed("1 ≤ MIB ≤ 65536"))
}

/// A probability from which on something is shown; 0 shows everything.
fn floor(text: &str) -> Result<f64, Allowed> {
    within(text, |value| (0.0..1.0).contains(&value), "0 ≤ P < 1")
}

fn within(text: &str, allowed: impl Fn(f64) -> bool, range: &'static str) -> Result<f64, Allowed> {
    let value = text.replace(',', ".").parse::<f64>().ok();
    value.filter(|&value| allowed(value)).ok_or(Allowed(range))
}

fn day(text: &str) -> Result<jiff::civil::Date, Allowed> {
    text.parse().map_err(|_| Allowed("YYYY-MM-DD"))
}

fn delimiter(text: &str) -> Result<char, Allowed> {
    let text = if text == "\\t" || text == "tab" {
        "\t"
    } else {
        text
    };
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) if only.is_ascii() && !only.is_alphanumeric() && only != '"' => Ok(only),
        _ => Err(Allowed(", ; | tab")),
    }
}

/// Finds the language of the screen: `--lang`, else the system's own, else English.
///
/// A wrong `--lang` is reported later, in English or the system's language.
pub(crate) fn language(
    arguments: impl Iterator<Item = OsString>,
    variable: impl Fn(&str) -> Option<String>,
) -> Language {
    let arguments: Vec<String> = arguments
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let inline = arguments
        .iter()
        .rev()
        .find_map(|argument| argument.strip_prefix("--lang="));
    let apart = arguments
        .iter()
        .rposition(|argument| argument == "--lang")
        .and_then(|at| arguments.get(at + 1));
    let stated = inline
        .or(apart.map(String::as_str))
        .and_then(|code| code.parse().ok());
    let of_system = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| variable(name).filter(|value| !value.is_empty()))
    };
    let from_system = || of_system().and_then(|value| value.get(..2)?.parse().ok());
    stated.or_else(from_system).unwrap_or(Language::English)
}

/// Says whether an "error" is only the help or the version that was asked for.
pub(crate) fn is_help(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found() {
        let check = |arguments: &[&str], lang: Option<&str>, expected: Language| {
            let arguments = arguments.iter().map(OsString::from);
            let found = language(arguments, |name| {
                lang.filter(|_| name == "LANG").map(str::to_owned)
            });
            assert_eq!(found, expected);
        };
        check(&["esep", "count", "--lang", "ru"], None, Language::Russian);
        check(
            &["esep", "--lang=ky", "count"],
            Some("ru_RU.UTF-8"),
            Language::Kyrgyz,
        );
        check(&["esep"], Some("ru_RU.UTF-8"), Language::Russian);
        check(&["esep"], Some("ky_KG"), Language::Kyrgyz);
        check(&["esep"], Some("C"), Language::English);
        check(&["esep", "--lang", "xx"], None, Language::English);
        check(&["esep", "--lang"], None, Language::English);
    }
}
