//! From overlaps to what can be said of those on no list.

use estimate::{CaptureTable, EstimatePlan, RangePlan, Refusal};
use records::Standard;

use crate::count::CountPlan;
use crate::figures::SectionParts;
use crate::labels::{self, Stated};
use crate::others::Others;
use crate::progress::{Progress, Step};
use crate::{ActionError, card};

/// What the user says of the lists that decides whether they may be set against each other.
pub(crate) struct Statements {
    /// Whom the lists count.
    pub(crate) population: Stated,
    period: Stated,
    fate: Stated,
}

impl Statements {
    /// Reads the statements about the lists of one table; those about lists of other tables are left to them.
    ///
    /// # Errors
    /// When a statement names no list of any table, or two are about all lists.
    pub(crate) fn of(labels: &[String], of_any: &[String], plan: &CountPlan) -> Result<Self, ActionError> {
        Ok(Self {
            population: labels::populations(labels, of_any, &plan.population)?,
            period: labels::populations(labels, of_any, &plan.period)?,
            fate: labels::populations(labels, of_any, &plan.fate)?,
        })
    }

    /// What forbids an estimate, populations apart, which the estimate itself asks about.
    fn refusals(&self, standard: Option<Standard>) -> Vec<Refusal> {
        let below = matches!(standard, Some(Standard::Lead | Standard::Possible));
        let found = [
            (self.period.differ(), Refusal::PeriodsDiffer),
            (self.fate.differ(), Refusal::FatesDiffer),
            (below, Refusal::BelowProbable),
        ];
        let holding = found.into_iter().filter(|(holds, _)| *holds);
        holding.map(|(_, refusal)| refusal).collect()
    }
}

/// One table of overlaps and what is known of it.
pub(crate) struct Question {
    pub(crate) label: Option<String>,
    pub(crate) labels: Vec<String>,
    pub(crate) table: CaptureTable,
    /// Statements (copy, original).
    pub(crate) derived: Vec<(usize, usize)>,
    /// Tables of other linkages that the evidence allows; none when links are certain or nobody knows.
    pub(crate) draws: Vec<CaptureTable>,
}

/// Estimates, or finds out why that cannot be done.
pub(crate) fn estimated(
    question: Question,
    stated: &Statements,
    plan: &CountPlan,
    progress: Progress,
) -> SectionParts {
    let estimate_plan = EstimatePlan {
        confidence: plan.confidence,
        derived: question.derived.clone(),
        populations_differ: stated.population.differ(),
    };
    let finding = estimate::estimate(&question.table, &estimate_plan, &|done, of| {
        // The models are the smaller part of the work: a tenth is theirs.
        progress(Step::Estimating, done.min(of), of.saturating_mul(10));
    });
    let range_plan = RangePlan {
        methods: plan.methods.clone(),
        stated: stated.refusals(plan.standard),
        ..RangePlan::usual(plan.confidence, plan.seed)
    };
    let range = estimate::recommend(
        &question.table,
        &finding,
        &question.draws,
        &range_plan,
        &|done, of| progress(Step::Estimating, of / 9 + done, of / 9 + of),
    );
    // Where the lists themselves forbid an estimate, no other estimator is shown either.
    let used = question.table.keep_lists(&finding.used).ok();
    let used = used.filter(|_| !range.carriers.is_empty());
    let others = used
        .as_ref()
        .map(|used| Others::of(used, finding.observed, plan.confidence));
    let card = others
        .is_some()
        .then(|| card::card(&question.table, &estimate_plan));
    SectionParts {
        of_strata: plan.strata.is_some(),
        card,
        others: others
            .as_ref()
            .map(|others| others.figures(plan.as_dga))
            .unwrap_or_default(),
        interaction: others.as_ref().map(Others::interaction).unwrap_or_default(),
        label: question.label,
        labels: question.labels,
        table: question.table,
        derived: question.derived,
        populations: stated.population.of_list.clone(),
        finding,
        range,
        confidence: plan.confidence,
        linked: None,
    }
}
