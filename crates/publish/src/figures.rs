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
    /// The estimate or the refusal.
    pub estimate: EstimateFigure,
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

/// The estimate or the refusal.
#[expect(clippy::large_enum_variant, reason = "a report has a handful of these")]
#[derive(Clone, Debug, PartialEq)]
pub enum EstimateFigure {
    /// There is none, for these reasons, and each sentence says what would help.
    Refused(Vec<Message>),
    /// There is one.
    Given {
        /// The best model by BIC.
        best: ModelFigure,
        /// The best model by AIC.
        best_by_aic: ModelFigure,
        /// Independence of all lists.
        independence: ModelFigure,
        /// The best models by BIC, best first, then the best by AIC where it is none of them; the rest of those that
        /// can be estimated is left out.
        models: Vec<ModelFigure>,
        /// Models tried.
        n_tried: usize,
        /// Models that can be estimated.
        n_estimable: usize,
        /// Whether all hierarchical models up to `highest_order` were tried.
        exhaustive: bool,
        /// Most lists in one interaction of the models tried.
        highest_order: usize,
        /// Smallest and largest total over models about as good as the best by AIC (within 6) and the best by BIC.
        spread: (f64, f64),
        /// Places of the lists that the estimate uses.
        used: Vec<usize>,
    },
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
