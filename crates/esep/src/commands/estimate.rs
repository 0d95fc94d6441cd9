//! `esep estimate`: the estimate alone, from a table of overlaps.

use actions::{CountPlan, Kind, Method};

use crate::cli::{EstimateArgs, MethodArg};
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
        kind: match arguments.occasions {
            Some(occasions) => Kind::Frequencies {
                occasions: Some(occasions).filter(|occasions| *occasions > 0),
            },
            None => Kind::Matched {
                columns: arguments.columns,
            },
        },
        ..count::plan(screen, arguments.statement, &arguments.result)?
    };
    if !arguments.method.is_empty() {
        plan.methods = distinct(arguments.method);
    }
    plan.as_dga = arguments.compat.is_some();
    plan.strata = arguments.strata;
    if let Some(path) = arguments.drawn {
        plan.draws = files::read_all(&[path])?.into_iter().next();
    }
    plan.tables.read.encoding = arguments.encoding;
    plan.tables.read.delimiter = arguments.delimiter;
    let gauge = Gauge::new(screen.language);
    let counted = actions::count(&inputs, &plan, &|step, done, of| gauge.hear(step, done, of))?;
    count::finish(screen, &counted, &arguments.result)
}

/// The methods named, each once, in the order in which they are shown.
fn distinct(named: Vec<MethodArg>) -> Vec<Method> {
    let named: Vec<Method> = named.into_iter().map(Into::into).collect();
    let all = Method::ALL.into_iter();
    all.filter(|method| named.contains(method)).collect()
}
