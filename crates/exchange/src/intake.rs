//! Lists: from tables to reports.

use jiff::civil::Date;
use records::{List, Report};

use crate::{Mapping, Warning};

/// How tables are to be understood as lists.
#[derive(Clone, Debug)]
pub struct IntakePlan {
    /// The user's own mapping; headings it does not name are found by the built-in words.
    pub mapping: Option<Mapping>,
    /// The day on which ages are true where no column says so.
    pub as_of: Option<Date>,
    /// A heading to take as the list's own identifier, whatever the words say.
    pub own_id: Option<String>,
    /// A heading whose text is handed through unread, such as a column with the truth.
    pub carried: Option<String>,
}

/// Reports as read, with everything a careful reader would want to ask.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The lists, in order of first appearance.
    pub lists: Vec<List>,
    /// The reports, in order of file, sheet and row.
    pub reports: Vec<Report>,
    /// The carried column, one value for each report; empty when none was asked for.
    pub carried: Vec<Option<String>>,
    /// Every column and what it was taken for.
    pub mapping: Mapping,
    /// What was unclear, and where.
    pub warnings: Vec<Warning>,
}
