//! Turns figures into tables, charts and a page that reveal nobody.
//!
//! In come plain [`CountFigures`] without names or rows; out go [`page`] (one file that needs no other),
//! [`result_json`] (every figure in full) and [`Table`]s. The tables of [`persons_table`] and [`pairs_table`]
//! and the page of pairs ([`evidence_page`]) do hold names; callers write them only where the user asked for it.

mod evidence;
mod figures;
mod json;
mod page;
mod picture;
mod private;
mod table;
mod words;

pub use evidence::{
    EVIDENCE_MESSAGES, FieldTurn, PairEvidence, PairVerdict, ReportShown, Turn, Weighing, answer_code,
    reasons, shown_fields, shown_value,
};
pub use figures::{
    CardFigure, CardRow, CardTotal, CountFigures, DoubtFigure, EstimateFigure, ExpectedFigure, HiddenFigure,
    InputFigure, IntervalFigure, LinkageFigure, ListFigure, ModelFigure, ModelsFigure, OddsFigure,
    OtherFigure, OverlapFigure, PairFigure, PooledFigure, PooledWayFigure, RangeFigure, ReliabilityFigure,
    SectionFigures, WayAnswer, WayFigure, XiFigure,
};
pub use json::{SCHEMA_VERSION, result_json};
pub use locale::{Argument, Language, Message};
pub use page::{evidence_page, found_page, page};
pub use picture::{captures, interaction, models, reliability, upset, waterfall, ways, without};
pub use private::{
    ANSWER_COLUMNS, PairRow, PersonRow, QuestionRow, pairs_table, persons_table, questions_table,
};
pub use table::{Table, Value, overlaps_tables};
