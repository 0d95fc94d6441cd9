//! What can be said, and what cannot.

use serde::Serialize;

/// How an estimate is to be made.
#[derive(Clone, Debug)]
pub struct EstimatePlan {
    /// Confidence of every interval, such as 0.95.
    pub confidence: f64,
    /// Pairs of lists (copy, original): the copy is left out of the estimate and its pair refused.
    pub derived: Vec<(usize, usize)>,
    /// Whether the user said that lists count different populations.
    pub populations_differ: bool,
}

/// Everything the lists' overlap says.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// People on at least one list, all lists counted: the documented number.
    pub observed: u64,
    /// For each list, people on it.
    pub list_sizes: Vec<u64>,
    /// Lists that the estimate uses; copies are left out.
    pub used: Vec<usize>,
    /// `captures[k]` is the number of people on exactly `k` lists, all lists counted; `captures[0]` is 0.
    pub captures: Vec<u64>,
    /// Two-list estimates, one for each pair `i < j` of all lists.
    pub pairs: Vec<PairEstimate>,
    /// Chao's lower bound over the used lists, when somebody is on exactly two of them.
    pub chao: Option<ChaoEstimate>,
    /// The estimate, or why there is none.
    pub verdict: Verdict,
    /// What a reader must be told beside the figures.
    pub cautions: Vec<Caution>,
}

/// An interval of numbers of people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    pub lower: f64,
    /// Upper end; `None` when the likelihood never falls far enough.
    pub upper: Option<f64>,
}

/// What two lists alone would say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairEstimate {
    /// The first list.
    pub a: usize,
    /// The second list, after the first.
    pub b: usize,
    /// People on the first list.
    pub n_a: u64,
    /// People on the second list.
    pub n_b: u64,
    /// People on both.
    pub both: u64,
    /// Lincoln-Petersen estimate of the whole; `None` when nobody is on both.
    pub lincoln_petersen: Option<f64>,
    /// Chapman's nearly unbiased form.
    pub chapman: f64,
    /// Standard error of Chapman's form (Seber 1970).
    pub chapman_se: f64,
    /// Why this pair says nothing, when it does not.
    pub refusal: Option<Refusal>,
}

/// Chao's lower bound for people seen and unseen together; no figure is below the documented number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChaoEstimate {
    /// People on exactly one of the used lists.
    pub once: u64,
    /// People on exactly two of the used lists.
    pub twice: u64,
    /// n + ((t-1)/t) f1^2 / (2 f2).
    pub total: f64,
    /// Bias-corrected form.
    pub bias_corrected: f64,
    /// Standard error.
    pub se: f64,
    /// Log-normal interval.
    pub interval: Interval,
}

/// The estimate, or why there is none.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// There is one.
    Estimated(Box<Estimated>),
    /// There is none.
    Refused {
        /// Why, most important first, at least one.
        reasons: Vec<Refusal>,
    },
}

/// Log-linear estimates.
#[derive(Clone, Debug, Serialize)]
pub struct Estimated {
    /// The model with the lowest BIC, with its profile interval.
    pub best: ModelFit,
    /// The model with the lowest AIC, with its profile interval.
    pub best_by_aic: ModelFit,
    /// Independence of all lists, with its profile interval.
    pub independence: ModelFit,
    /// The best models by BIC, at most 50, best first; then the best by AIC where it is none of them.
    pub models: Vec<ModelFit>,
    /// How many models were tried.
    pub n_tried: usize,
    /// How many of them can be estimated.
    pub n_estimable: usize,
    /// Whether every hierarchical model up to `highest_order` was tried, or only a stepwise path.
    pub exhaustive: bool,
    /// Most lists in one interaction of the models tried.
    pub highest_order: usize,
    /// Smallest and largest total over models whose AIC is within 6 of the lowest.
    pub spread: Interval,
}

/// One fitted log-linear model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModelFit {
    /// Generators as sets of lists (numbers of the whole table), such as `[[0, 1], [2]]`.
    pub generators: Vec<Vec<usize>>,
    /// Estimated total, seen and unseen; not below the documented number.
    pub total: f64,
    /// Standard error of the total.
    pub se: f64,
    /// Profile-likelihood interval of the total (Cormack 1992), where it was computed.
    pub interval: Option<Interval>,
    /// Deviance.
    pub deviance: f64,
    /// Degrees of freedom.
    pub df: i64,
    /// Akaike's criterion, full Poisson constants.
    pub aic: f64,
    /// Bayesian criterion, with the number of people seen.
    pub bic: f64,
}

/// Why something cannot be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    /// Fewer than three lists that are not copies.
    FewerThanThreeLists {
        /// Usable lists.
        usable: usize,
    },
    /// More lists that are not copies than can be modelled together.
    TooManyLists {
        /// Usable lists.
        usable: usize,
        /// How many can be modelled.
        allowed: usize,
    },
    /// Nobody is on two lists.
    NoOverlap,
    /// The data do not determine any model's unseen cell.
    NotIdentifiable,
    /// One list is derived from another.
    DerivedList {
        /// The copy.
        derived: usize,
        /// The original.
        from: usize,
    },
    /// The lists count different populations.
    PopulationsDiffer,
    /// The lists are about different times.
    PeriodsDiffer,
    /// The lists are about different fates, such as the dead and the missing.
    FatesDiffer,
    /// People enter whose fate is less than probable.
    BelowProbable,
    /// Too few people are on two or more lists.
    FewOnTwoLists {
        /// How many are.
        people: u64,
        /// How many there must be.
        needed: u64,
    },
    /// Too few ways of counting that believe different things give an answer.
    FewMethods {
        /// How many ways were tried.
        tried: usize,
        /// How many do.
        remaining: usize,
        /// How many must.
        needed: usize,
    },
    /// The best model puts fewer people in the population than the lists already name.
    BelowDocumented,
}

/// What a reader must be told beside the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Caution {
    /// A list lies almost wholly within another.
    LikelyCopy {
        /// The list that may be a copy.
        list: usize,
        /// The list it lies within.
        within: usize,
        /// People on both.
        both: u64,
        /// People on the likely copy.
        size: u64,
    },
    /// A list was left out because it is a copy.
    LeftOut {
        /// The copy.
        derived: usize,
        /// The original.
        from: usize,
    },
    /// Two lists share nobody.
    NoSharedPeople {
        /// The first list.
        a: usize,
        /// The second list.
        b: usize,
    },
    /// The best model is the saturated one or close to it; its figure leans on one unprovable assumption.
    SaturatedBest,
    /// Estimates of models about as good differ by more than a factor of two.
    ModelsDisagree,
    /// Two lists share far more people than the other lists make likely; one may draw on the other.
    PairDepends {
        /// The first list.
        a: usize,
        /// The second list, after the first.
        b: usize,
        /// People on both.
        both: u64,
        /// People that would be on both if the two lists did not depend on each other, rounded.
        expected: u64,
    },
    /// A list is empty and takes no part.
    EmptyList {
        /// The list.
        list: usize,
    },
}

impl Refusal {
    /// Codes of all refusals.
    pub const ALL_CODES: &[&str] = &[
        "fewer-than-three-lists",
        "too-many-lists",
        "no-overlap",
        "not-identifiable",
        "derived-list",
        "populations-differ",
        "periods-differ",
        "fates-differ",
        "below-probable",
        "few-on-two-lists",
        "few-methods",
        "below-documented",
    ];

    /// The stable code that names this refusal in messages, `refusal-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FewerThanThreeLists { .. } => "fewer-than-three-lists",
            Self::TooManyLists { .. } => "too-many-lists",
            Self::NoOverlap => "no-overlap",
            Self::NotIdentifiable => "not-identifiable",
            Self::DerivedList { .. } => "derived-list",
            Self::PopulationsDiffer => "populations-differ",
            Self::PeriodsDiffer => "periods-differ",
            Self::FatesDiffer => "fates-differ",
            Self::BelowProbable => "below-probable",
            Self::FewOnTwoLists { .. } => "few-on-two-lists",
            Self::FewMethods { .. } => "few-methods",
            Self::BelowDocumented => "below-documented",
        }
    }
}

impl Caution {
    /// Codes of all cautions.
    pub const ALL_CODES: &[&str] = &[
        "likely-copy",
        "left-out",
        "no-shared-people",
        "saturated-best",
        "models-disagree",
        "pair-depends",
        "empty-list",
    ];

    /// The stable code that names this caution in messages, `caution-` and the code, and in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::LikelyCopy { .. } => "likely-copy",
            Self::LeftOut { .. } => "left-out",
            Self::NoSharedPeople { .. } => "no-shared-people",
            Self::SaturatedBest => "saturated-best",
            Self::ModelsDisagree => "models-disagree",
            Self::PairDepends { .. } => "pair-depends",
            Self::EmptyList { .. } => "empty-list",
        }
    }
}
