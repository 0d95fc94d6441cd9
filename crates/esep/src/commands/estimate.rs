//! `esep estimate`: the estimate alone, from a table of overlaps.

use actions::{CountPlan, Kind};

use crate::cli::EstimateArgs;
use crate::commands::count;
use crate::failure::Failure;
use crate::files;
use crate::gauge::Gauge;
use crate::screen::Screen;

/// Estimates, and shows and writes what was found.
pub(crate) fn run(screen: &Screen, arguments: EstimateArgs) -> Result<(), Failure> {
    count::check_folder(&arguments.result)?;
    let inputs = files::read_all(&[arguments.file])?;
    let mut plan = CountPlan {
        kind: Kind::Matched {
            columns: arguments.columns,
        },
        ..count::plan(screen, arguments.statement, &arguments.result)?
    };
    plan.tables.read.encoding = arguments.encoding;
    plan.tables.read.delimiter = arguments.delimiter;
    let gauge = Gauge::new(screen.language);
    let counted = actions::count(&inputs, &plan, &|step, done, of| gauge.hear(step, done, of))?;
    count::finish(screen, &counted, &arguments.result)
}
