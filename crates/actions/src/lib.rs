//! Everything a user can do.
//!
//! Each act is one function: plain values in, plain values out. Bytes of files are arguments and results;
//! the caller opens and writes them. Time, chance and the language of the result are arguments too. Only acts on a
//! register name a folder instead: `store` keeps it.

mod answers;
mod card;
mod codes;
mod count;
pub mod demo;
mod demonstration;
pub mod desk;
mod draws;
mod estimating;
mod evidence;
mod failure;
mod figures;
mod find;
mod frequencies;
mod input;
mod labels;
mod link;
mod matched;
mod names;
mod options;
mod others;
mod output;
mod private;
mod progress;
mod review;
mod strata;
mod warned;
mod ways;
mod worded;

pub use answers::{AnswerCounts, AnswerError};
pub use codes::message_ids;
pub use count::{CountPlan, Counted, Kind, SectionSummary, Verdict, count};
pub use demonstration::{
    Confused, DemoLinkage, DemoPlan, DemoRun, DemoTruth, Demonstration, demonstrate, link_demo,
};
pub use estimate::Method;
pub use failure::{ActionError, ErrorKind};
pub use find::{FindFigures, Finding, FoundFigures, LikelyPerson, Sought, SoughtFigures, find};
pub use input::{InputFile, LARGEST_FILE, ReadPlan, Reading, TablePlan, serve_confined};
pub use link::{LinkFigures, LinkPlan, Linked, TruthColumn, link};
pub use linkage::evaluation::Accuracy;
pub use linkage::{LEAST_ANSWERS, Learned, NoThreshold, PAIRS_MEMORY, Threshold};
pub use names::{NameKeys, NamePart, NamesExplained, Scored, explain_names, name_keys, score_names};
pub use output::OutputFile;
pub use progress::{Progress, Step};
pub use publish::{DoubtFigure, OtherFigure, PooledFigure, WayAnswer, WayFigure};
pub use publish::{PairEvidence, ReportShown, answer_code, reasons, shown_fields, shown_value};
pub use review::{Question, Review, review};
pub use store::{
    Check, CheckFault, Code, Compartment, DeviceId, Dot, KnownHead, Mending, Moment, N_RECOVERY_WORDS,
    Passphrase, Place, Receipt, Record, RecordId, RecoveryWords, RegisterId, Role, Secret, StretchPlan,
    SubjectId, User, UserId, Value, Verified, ViewReason, WordList, register_in,
};
pub use warned::Warned;
