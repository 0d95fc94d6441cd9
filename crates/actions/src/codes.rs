//! Every code that a room can return, so that a test can ask for its words.

use crate::{ActionError, Step};

/// Identifiers of all messages that the codes of all rooms need.
pub fn message_ids() -> Vec<String> {
    let with = |prefix: &str, codes: &[&str]| -> Vec<String> {
        codes.iter().map(|code| format!("{prefix}-{code}")).collect()
    };
    let steps: Vec<&str> = Step::ALL.iter().map(|step| step.code()).collect();
    let methods: Vec<&str> = estimate::Method::ALL.iter().map(|method| method.code()).collect();
    let believes: Vec<String> = methods
        .iter()
        .map(|method| format!("{method}-believes"))
        .collect();
    let believes: Vec<&str> = believes.iter().map(String::as_str).collect();
    [
        with("warning", exchange::WarningKind::ALL_CODES),
        with("error", exchange::ReadError::ALL_CODES),
        with("error", exchange::IntakeError::ALL_CODES),
        with("error", exchange::MatchedError::ALL_CODES),
        with("error", exchange::MappingError::ALL_CODES),
        with("error", ActionError::OWN_CODES),
        with("error", crate::AnswerError::ALL_CODES),
        with("refusal", estimate::Refusal::ALL_CODES),
        with("caution", estimate::Caution::ALL_CODES),
        with("refusal", &["counts-only"]),
        with("caution", &["births-contradict", "mean-infinite"]),
        with("caution", estimate::LatentCaution::ALL_CODES),
        with("carrier", estimate::CarrierRefusal::ALL_CODES),
        with("way", &methods),
        with("way", &believes),
        with("field", &linkage::FIELD_CODES),
        with("level", &linkage::LEVEL_CODES),
        with("step", &steps),
        publish::EVIDENCE_MESSAGES
            .iter()
            .map(|id| (*id).to_owned())
            .collect(),
        crate::names::message_ids(),
        crate::desk::codes(),
    ]
    .concat()
}
