//! What can be said when it is known how often people were seen, and not where.

use estimate::ClosedFormRefusal;
use publish::{EstimateFigure, IntervalFigure, Message, SectionFigures};

use crate::ActionError;

/// The figures of people seen once, twice, ... (`seen[0]`, `seen[1]`, ...) on a number of occasions.
///
/// # Errors
/// When nobody was seen, or somebody more often than there were occasions.
pub(crate) fn section(
    seen: &[u64],
    occasions: Option<u64>,
    confidence: f64,
) -> Result<SectionFigures, ActionError> {
    let found = estimate::chao_frequencies(seen, occasions, confidence).map_err(refused)?;
    let interval = IntervalFigure {
        confidence,
        lower: found.interval.lower,
        upper: found.interval.upper,
    };
    let captures = [0].into_iter().chain(seen.iter().copied()).collect();
    Ok(SectionFigures {
        label: None,
        reports: None,
        persons: found.observed,
        threshold: None,
        lists: Vec::new(),
        overlaps: Vec::new(),
        captures,
        pairs: Vec::new(),
        chao: Some((found.total.unwrap_or(found.bias_corrected), interval)),
        estimate: EstimateFigure::Refused(vec![Message::new("refusal-counts-only")]),
        ways: Vec::new(),
        doubt: None,
        models: None,
        others: Vec::new(),
        card: None,
        interaction: Vec::new(),
        cautions: Vec::new(),
        linkage: None,
    })
}

fn refused(reason: ClosedFormRefusal) -> ActionError {
    match reason {
        ClosedFormRefusal::TooFewOccasions { occasions, most } => {
            ActionError::TooFewOccasions { occasions, most }
        }
        ClosedFormRefusal::TooMany => ActionError::TooManyPeople,
        _ => ActionError::NobodySeen,
    }
}
