//! Plain figures, ready to be shown. They hold no names and no rows.

use locale::Message;

/// Everything the page and `result.json` show.
#[derive(Clone, Debug, PartialEq)]
pub struct CountFigures {
    /// Whether the people are invented; the page says so in large letters.
    pub demo: bool,
    /// Who is counted, in the user's words; `None` prints "population not stated".
    pub population: Option<String>,
    /// Standard of proof: `lead`, `possible`, `probable`, `confirmed`; `None` prints that each list kept its own.
    pub standard: Option<&'static str>,
    /// The day of the count: year, month, day.
    pub day: (i16, i8, i8),
    /// The files that were read.
    pub inputs: Vec<InputFigure>,
    /// One for each table that is counted by itself; sections are never added together.
    pub sections: Vec<SectionFigures>,
    /// The sections as strata of one population together; `None` where they are no strata.
    pub pooled: Option<PooledFigure>,
    /// What was unclear in the files: a message and how many times it was said.
    pub warnings: Vec<(Message, u64)>,
    /// Version of the program.
    pub version: String,
    /// The seed of every random number.
    pub seed: u64,
    /// Options by name, as given.
    pub options: Vec<(String, String)>,
    /// The command that makes this report again.
    pub command: String,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFigure {
    /// Its name without its folder.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Rows with something in them, headings left out.
    pub rows: u64,
}

/// The figures of one table or one set of lists.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionFigures {
    /// Name of the table; `None` when there is only one section.
    pub label: Option<String>,
    /// How many reports were linked into persons; `None` for matched tables.
    pub reports: Option<u64>,
    /// Different people on at least one list.
    pub persons: u64,
    /// The probability from which two reports were taken for one person; `None` for matched tables.
    pub threshold: Option<f64>,
    /// How the reports were brought together; `None` for matched tables.
    pub linkage: Option<LinkageFigure>,
    /// The lists.
    pub lists: Vec<ListFigure>,
    /// People by the exact set of lists they are on, non-empty sets only, largest first.
    pub overlaps: Vec<OverlapFigure>,
    /// `captures[k]` is the number of people on exactly `k` lists; `captures[0]` is 0.
    pub captures: Vec<u64>,
    /// What each pair of lists alone would say.
    pub pairs: Vec<PairFigure>,
    /// Chao's lower bound of the total and its interval.
    pub chao: Option<(f64, IntervalFigure)>,
    /// The range or the refusal.
    pub estimate: EstimateFigure,
    /// What each way of estimating says; empty when the lists themselves forbid an estimate.
    pub ways: Vec<WayFigure>,
    /// How much doubt of linkage went into the range; `None` where links are certain or not known.
    pub doubt: Option<DoubtFigure>,
    /// Log-linear models side by side; `None` where none can be estimated.
    pub models: Option<ModelsFigure>,
    /// Other estimators, for comparison; empty where the lists themselves forbid an estimate.
    pub others: Vec<OtherFigure>,
    /// The same answer asked for in other ways; `None` where the lists themselves forbid an estimate.
    pub card: Option<CardFigure>,
    /// The total as a function of what joins all lists at once, which no table knows; empty where a combination has nobody.
    pub interaction: Vec<XiFigure>,
    /// What a reader must be told beside the figures.
    pub cautions: Vec<Message>,
}

/// How reports were brought together into people, without names.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkageFigure {
    /// What is to be expected of some thresholds and of the one that was used, least first.
    pub expected: Vec<ExpectedFigure>,
    /// At least how many pairs of one person were never compared.
    pub never_compared: f64,
    /// Answers of people that were held to: pairs that are one person, pairs that are two, and unsure ones.
    pub answers: [u64; 3],
    /// What was thought of the judged pairs before, and how many people called one person, by rising probability.
    pub answered: Vec<ReliabilityFigure>,
}

/// Judged pairs whose probability lay in one band.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReliabilityFigure {
    /// Lower end of the band.
    pub from: f64,
    /// Upper end.
    pub to: f64,
    /// Pairs in it.
    pub pairs: u64,
    /// Their average probability.
    pub predicted: f64,
    /// Share that people called one person.
    pub observed: f64,
}

/// What joining all pairs from a probability on is expected to give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExpectedFigure {
    /// The probability.
    pub threshold: f64,
    /// Pairs that are at least as likely.
    pub joined: u64,
    /// How many of them are expected to be two people.
    pub wrong: f64,
    /// How many pairs of one person are expected to be less likely, or never compared.
    pub missed: f64,
    /// Share of the joined pairs expected to be right.
    pub precision: f64,
    /// Share of the pairs of one person expected to be joined.
    pub recall: f64,
}

/// One list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFigure {
    /// Its label.
    pub label: String,
    /// Reports on it; for matched tables the same as `persons`.
    pub reports: u64,
    /// Different people on it.
    pub persons: u64,
    /// The list it was copied from, as the user said.
    pub derived_from: Option<String>,
    /// Its own population, where the user stated one.
    pub population: Option<String>,
}

/// People on exactly these lists and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapFigure {
    /// Places of the lists in [`SectionFigures::lists`], rising.
    pub lists: Vec<usize>,
    /// People.
    pub persons: u64,
}

/// An interval of numbers of people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntervalFigure {
    /// Confidence, such as 0.95.
    pub confidence: f64,
    /// Lower end.
    pub lower: f64,
    /// Upper end; `None` when there is none.
    pub upper: Option<f64>,
}

/// What two lists alone would say.
#[derive(Clone, Debug, PartialEq)]
pub struct PairFigure {
    /// The first list.
    pub a: usize,
    /// The second list.
    pub b: usize,
    /// People on both.
    pub both: u64,
    /// Lincoln-Petersen; `None` when nobody is on both.
    pub lincoln_petersen: Option<f64>,
    /// Chapman.
    pub chapman: f64,
    /// Standard error of Chapman's form.
    pub chapman_se: f64,
    /// Why the pair says nothing, when it does not.
    pub refusal: Option<Message>,
}

/// The range or the refusal.
#[derive(Clone, Debug, PartialEq)]
pub enum EstimateFigure {
    /// There is none, for these reasons, and each sentence says what would help.
    Refused(Vec<Message>),
    /// There is one.
    Given(RangeFigure),
}

/// The range in which the total lies, by several ways of estimating together.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeFigure {
    /// Hull of the intervals of all ways that answer.
    pub interval: IntervalFigure,
    /// Code of the way that the lower end comes from.
    pub lower_by: &'static str,
    /// Code of the way that the upper end comes from.
    pub upper_by: &'static str,
    /// Places of the lists that the estimate uses.
    pub used: Vec<usize>,
}

/// One way of estimating and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct WayFigure {
    /// Its stable code: `selection`, `averaging`, `latent-classes`.
    pub code: &'static str,
    /// What it says, or why it says nothing.
    pub answer: Result<WayAnswer, Message>,
}

/// What a way says of the total.
#[derive(Clone, Debug, PartialEq)]
pub struct WayAnswer {
    /// The chosen model's total or the median.
    pub centre: f64,
    /// Its interval.
    pub interval: IntervalFigure,
    /// Equally likely totals, rising.
    pub points: Vec<f64>,
    /// Share of the variance of the logarithm of the total that doubt of linkage brings.
    pub from_linkage: Option<f64>,
}

/// What another estimator says, for comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherFigure {
    /// Its stable code, such as `coverage` or `darroch`.
    pub code: &'static str,
    /// The total.
    pub total: f64,
    /// Its interval, where it has one.
    pub interval: Option<IntervalFigure>,
    /// Whether it bounds the total from below and estimates nothing else.
    pub at_least: bool,
}

/// The same answer asked for in other ways: without a list, with two lists as one, with a list hidden, with other beliefs.
#[derive(Clone, Debug, PartialEq)]
pub struct CardFigure {
    /// All lists.
    pub whole: CardRow,
    /// The place of a list, and the answer without it.
    pub without: Vec<(usize, CardRow)>,
    /// The places of two lists, and the answer with the two as one.
    pub merged: Vec<((usize, usize), CardRow)>,
    /// Lists hidden and found again.
    pub hidden: Vec<HiddenFigure>,
    /// How much two lists share beyond chance.
    pub odds: Vec<OddsFigure>,
    /// The average over patterns under other beliefs: its stable code and what it says.
    pub beliefs: Vec<(&'static str, Option<CardTotal>)>,
}

/// One answer by two quick methods; `None` where a method gives none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CardRow {
    /// By the log-linear model of lowest BIC.
    pub best: Option<CardTotal>,
    /// By the average over patterns.
    pub averaged: Option<CardTotal>,
}

/// A total of the card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CardTotal {
    /// The total.
    pub total: f64,
    /// Its interval.
    pub interval: Option<IntervalFigure>,
}

/// A list that was hidden and whose known size was estimated from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HiddenFigure {
    /// Place of the list.
    pub list: usize,
    /// People on it, as is known.
    pub known: u64,
    /// What the two methods say; `total` is the estimate of `known`.
    pub row: CardRow,
}

/// How much more often two lists share people than chance would have it, among people on other lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OddsFigure {
    /// Place of the first list.
    pub a: usize,
    /// Place of the second list.
    pub b: usize,
    /// People on both.
    pub both: u64,
    /// Odds ratio (Mantel and Haenszel 1959) and the standard error of its logarithm; `None` where it is not defined.
    pub ratio: Option<(f64, f64)>,
}

/// The total at one ratio of odds ratios of the highest order.
#[derive(Clone, Debug, PartialEq)]
pub struct XiFigure {
    /// The ratio; 1 assumes that nothing joins all lists at once.
    pub xi: f64,
    /// The total.
    pub total: f64,
    /// Its interval, given the ratio.
    pub interval: IntervalFigure,
}

/// Strata together.
#[derive(Clone, Debug, PartialEq)]
pub struct PooledFigure {
    /// People seen in all strata.
    pub seen: u64,
    /// People without a stratum who were put into one by chance.
    pub placed: u64,
    /// How many times they were; 0 when there are none.
    pub draws: u64,
    /// Places of the sections that have no range of their own.
    pub refused: Vec<usize>,
    /// The range of the sum; `None` where it cannot be said.
    pub range: Option<RangeFigure>,
    /// What each way says that answers in every stratum.
    pub ways: Vec<PooledWayFigure>,
}

/// One way's sum over strata.
#[derive(Clone, Debug, PartialEq)]
pub struct PooledWayFigure {
    /// Its stable code.
    pub code: &'static str,
    /// The median of the sum.
    pub centre: f64,
    /// Interval, if strata err independently.
    pub interval: IntervalFigure,
    /// Interval, if all strata err alike.
    pub if_alike: IntervalFigure,
}

/// Tables drawn from the doubt of linkage, or of strata that nobody wrote down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoubtFigure {
    /// Whole linkages drawn.
    pub draws: u64,
    /// Different tables among them.
    pub tables: u64,
    /// Whether the doubt is about strata and not about links.
    pub of_strata: bool,
}

/// Log-linear models side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelsFigure {
    /// The best model by BIC.
    pub best: ModelFigure,
    /// The best model by AIC.
    pub best_by_aic: ModelFigure,
    /// Independence of all lists.
    pub independence: ModelFigure,
    /// The best models by BIC, best first, then the best by AIC where it is none of them; the rest of those that
    /// can be estimated is left out.
    pub models: Vec<ModelFigure>,
    /// Models tried.
    pub n_tried: usize,
    /// Models that can be estimated.
    pub n_estimable: usize,
    /// Whether all hierarchical models up to `highest_order` were tried.
    pub exhaustive: bool,
    /// Most lists in one interaction of the models tried.
    pub highest_order: usize,
    /// Smallest and largest total over models about as good as the best by AIC (within 6) and the best by BIC.
    pub spread: (f64, f64),
    /// Places of the lists that the models use.
    pub used: Vec<usize>,
}

/// One fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelFigure {
    /// Sets of lists, by place, that may depend on each other.
    pub generators: Vec<Vec<usize>>,
    /// Estimated total, on the lists and on none.
    pub total: f64,
    /// Standard error of the total.
    pub se: f64,
    /// Profile-likelihood interval.
    pub interval: Option<IntervalFigure>,
    /// Deviance.
    pub deviance: f64,
    /// Degrees of freedom.
    pub df: i64,
    /// Akaike's criterion.
    pub aic: f64,
    /// Bayesian criterion.
    pub bic: f64,
}
