//! Other estimators, for comparison.

use estimate::{
    AveragingPlan, CaptureTable, CoverageEstimate, FamilyPlan, Heterogeneity, Interval, ListEffects, Moment,
    StepwisePlan,
};
use publish::{IntervalFigure, OtherFigure, XiFigure};

/// The p-value below which pairs are added (Chan, Silverman and Vincent 2021).
const THRESHOLD: f64 = 0.02;

/// Most lists in one interaction of averaged models.
const HIGHEST_ORDER: usize = 3;

/// What other estimators say of a table of the used lists; `observed` are people on any list, also on those left out.
pub(crate) struct Others<'a> {
    table: &'a CaptureTable,
    observed: f64,
    confidence: f64,
}

/// Codes of the R package's figures: its median and its mean.
pub(crate) const DGA: [&str; 2] = ["dga", "dga-mean"];

impl<'a> Others<'a> {
    /// Asks about a table.
    pub(crate) fn of(table: &'a CaptureTable, observed: u64, confidence: f64) -> Self {
        Self {
            table,
            observed: observed as f64,
            confidence,
        }
    }

    /// All that give a figure, in the order in which they are shown.
    pub(crate) fn figures(&self, as_dga: bool) -> Vec<OtherFigure> {
        let mut found: Vec<OtherFigure> = Vec::new();
        found.extend(
            estimate::chao_unequal_lists(self.table)
                .map(|total| self.figure("chao-unequal", total, None, true)),
        );
        found.extend(self.coverage());
        let differing = [
            ("chao-model", Heterogeneity::Chao),
            ("poisson", Heterogeneity::Poisson2),
            ("darroch", Heterogeneity::Darroch),
            ("gamma", Heterogeneity::Gamma),
        ];
        found.extend(
            differing
                .into_iter()
                .filter_map(|(code, kind)| self.differing(code, kind)),
        );
        found.extend(self.stepwise());
        found.extend(self.model_average());
        found.extend(self.no_interaction());
        if as_dga {
            found.extend(self.as_dga());
        }
        found.retain(|other| other.total.is_finite());
        found
    }

    /// The total by what joins all lists at once.
    pub(crate) fn interaction(&self) -> Vec<XiFigure> {
        let Ok(found) = estimate::no_interaction(self.table, self.confidence) else {
            return Vec::new();
        };
        let point = |point: &estimate::XiPoint| XiFigure {
            xi: point.xi,
            total: point.total.max(self.observed),
            interval: self.interval(&point.interval),
        };
        found.curve.iter().map(point).collect()
    }

    fn figure(
        &self,
        code: &'static str,
        total: f64,
        interval: Option<&Interval>,
        at_least: bool,
    ) -> OtherFigure {
        OtherFigure {
            code,
            total: total.max(self.observed),
            interval: interval.map(|interval| self.interval(interval)),
            at_least,
        }
    }

    fn interval(&self, interval: &Interval) -> IntervalFigure {
        IntervalFigure {
            confidence: self.confidence,
            lower: interval.lower.max(self.observed),
            upper: interval.upper.map(|upper| upper.max(self.observed)),
        }
    }

    fn coverage(&self) -> Vec<OtherFigure> {
        let Ok(found) = estimate::sample_coverage(self.table, self.confidence) else {
            return Vec::new();
        };
        let one =
            |code, found: &CoverageEstimate| self.figure(code, found.total, Some(&found.interval), false);
        vec![
            one("coverage-independent", &found.independent),
            one("coverage", &found.dependent),
        ]
    }

    fn differing(&self, code: &'static str, kind: Heterogeneity) -> Option<OtherFigure> {
        let found = estimate::heterogeneity(self.table, ListEffects::Unequal, kind, self.confidence).ok()?;
        let at_least = kind == Heterogeneity::Chao;
        Some(self.figure(code, found.total, Some(&found.interval), at_least))
    }

    fn stepwise(&self) -> Option<OtherFigure> {
        let plan = StepwisePlan {
            threshold: THRESHOLD,
            confidence: self.confidence,
        };
        let found = estimate::stepwise(self.table, &plan).ok()?;
        Some(self.figure("stepwise", found.fit.total, Some(&found.conditional), false))
    }

    fn model_average(&self) -> Option<OtherFigure> {
        let plan = FamilyPlan {
            highest_order: HIGHEST_ORDER,
            confidence: self.confidence,
        };
        let found = estimate::family(self.table, &plan, &|_, _| {}).ok()?.average;
        Some(self.figure("model-average", found.total, Some(&found.interval), false))
    }

    fn no_interaction(&self) -> Option<OtherFigure> {
        let found = estimate::no_interaction(self.table, self.confidence).ok()?;
        let middle = found.curve.iter().find(|point| point.xi == 1.0)?;
        Some(self.figure("no-interaction", found.total, Some(&middle.interval), false))
    }

    /// What the R package dga, by the codes in [`DGA`], says when asked for every integer up to ten times the people seen.
    fn as_dga(&self) -> Vec<OtherFigure> {
        let plan = AveragingPlan::as_dga(self.table);
        let Ok(found) = estimate::average(self.table, &plan, &|_, _| {}) else {
            return Vec::new();
        };
        let mut figures = vec![self.figure(DGA[0], found.median, Some(&found.interval), false)];
        if let Moment::Finite(mean) = found.mean {
            figures.push(self.figure(DGA[1], mean, None, false));
        }
        figures
    }
}
