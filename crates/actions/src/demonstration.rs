//! The demo: invented lists, counted as anybody's lists would be, beside the truth.

mod measured;

use std::collections::{BTreeMap, BTreeSet};

use estimate::Method;
use exchange::{Sheet, Value};
use linkage::evaluation;
use publish::Language;

use crate::ActionError;
use crate::count::{CountPlan, Kind, LinkedLists, SectionSummary, count_linked, link_lists};
use crate::demo::{DemoList, DemoLists, Scenario, invent};
use crate::input::{InputFile, Reading, TablePlan, read_all};
use crate::output::OutputFile;
use crate::progress::Progress;

pub use measured::{Confused, DemoLinkage, link_demo};

/// Everything the demo writes, and what it shows.
#[derive(Debug)]
pub struct Demonstration {
    /// Lists, truth and reports.
    pub files: Vec<OutputFile>,
    /// The counts, in order.
    pub runs: Vec<DemoRun>,
}

/// One count of invented lists, beside the truth.
#[derive(Debug)]
pub struct DemoRun {
    /// `1`, `2`, or `2-declared`.
    pub code: &'static str,
    /// Path of the report's page below the demo's folder.
    pub page: String,
    /// What is true.
    pub truth: DemoTruth,
    /// What was found.
    pub found: SectionSummary,
    /// Share of the joined pairs of reports that are right.
    pub precision: f64,
    /// Share of the true pairs of reports that were joined.
    pub recall: f64,
}

/// What is true of invented lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoTruth {
    /// All people, on lists and on none.
    pub total: u64,
    /// Different people on at least one list.
    pub documented: u64,
    /// Different people on each list.
    pub lists: Vec<u64>,
}

/// How the demo is to be made.
#[derive(Clone, Debug)]
pub struct DemoPlan {
    /// Seed of the invented people and of every other random number.
    pub seed: u64,
    /// The day of the count: year, month, day.
    pub day: (i16, i8, i8),
    /// Who is counted, in the user's language; it must say that they are invented.
    pub population: String,
    /// Language of the reports.
    pub language: Language,
}

/// Invents the lists of both scenarios, counts them, and compares with the truth.
///
/// # Errors
/// When a result cannot be put into a workbook.
pub fn demonstrate(plan: &DemoPlan, progress: Progress) -> Result<Demonstration, ActionError> {
    let mut demo = Demonstration {
        files: Vec::new(),
        runs: Vec::new(),
    };
    for scenario in [Scenario::IndependentInsideClasses, Scenario::CopiedObituaries] {
        let invented = Invented::new(scenario, plan.seed)?;
        demo.files.extend(invented.files());
        run(&mut demo, &invented, count_plan(plan, &invented, false), progress)?;
        if scenario == Scenario::CopiedObituaries {
            run(&mut demo, &invented, count_plan(plan, &invented, true), progress)?;
        }
    }
    Ok(demo)
}

/// Lists as invented and as files.
struct Invented {
    scenario: Scenario,
    lists: DemoLists,
    inputs: Vec<InputFile>,
}

impl Invented {
    fn new(scenario: Scenario, seed: u64) -> Result<Self, ActionError> {
        let lists = invent(scenario, seed);
        let inputs = lists.lists.iter().map(input).collect::<Result<_, _>>()?;
        Ok(Self {
            scenario,
            lists,
            inputs,
        })
    }

    fn folder(&self) -> String {
        format!("scenario-{}", self.scenario.number())
    }

    fn files(&self) -> Vec<OutputFile> {
        let folder = self.folder();
        let lists = self
            .inputs
            .iter()
            .map(|input| OutputFile::new(format!("{folder}/lists/{}", input.name), input.bytes.clone()));
        let truth = OutputFile::new(
            format!("{folder}/truth.csv"),
            exchange::write_csv(&self.truth_sheet()),
        );
        lists.chain([truth]).collect()
    }

    fn truth_sheet(&self) -> Sheet {
        let header = ["list", "id", "person", "class"].map(str::to_owned).to_vec();
        let rows = self.lists.truth.rows.iter().map(|row| {
            vec![
                Value::Text(row.list.clone()),
                Value::Text(row.own_id.clone()),
                Value::Count(u64::from(row.person)),
                Value::Text(row.class.to_owned()),
            ]
        });
        Sheet {
            name: "truth".to_owned(),
            header,
            rows: rows.collect(),
        }
    }

    fn truth(&self) -> DemoTruth {
        let mut everybody = BTreeSet::new();
        let mut on_list: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for row in &self.lists.truth.rows {
            everybody.insert(row.person);
            on_list.entry(&row.list).or_default().insert(row.person);
        }
        let size = |list: &DemoList| {
            on_list
                .get(list.label.as_str())
                .map_or(0, |people| people.len() as u64)
        };
        DemoTruth {
            total: self.lists.truth.total,
            documented: everybody.len() as u64,
            lists: self.lists.lists.iter().map(size).collect(),
        }
    }
}

/// Every second list is a workbook, the others are text, as in life.
fn input(list: &DemoList) -> Result<InputFile, ActionError> {
    let rows = list
        .rows
        .iter()
        .map(|row| row.iter().map(|text| cell(text)).collect())
        .collect();
    let sheet = Sheet {
        name: list.label.clone(),
        header: list.header.clone(),
        rows,
    };
    let workbook = matches!(list.code, "A" | "D");
    let bytes = if workbook {
        exchange::write_xlsx(&[sheet])?
    } else {
        exchange::write_csv(&sheet)
    };
    let ending = if workbook { "xlsx" } else { "csv" };
    Ok(InputFile {
        name: format!("{}.{ending}", list.label),
        bytes,
    })
}

fn cell(text: &str) -> Value {
    if text.is_empty() {
        Value::Empty
    } else {
        Value::Text(text.to_owned())
    }
}

fn count_plan(plan: &DemoPlan, invented: &Invented, declared: bool) -> CountPlan {
    let label = |code: &str| {
        let list = invented.lists.lists.iter().find(|list| list.code == code);
        list.map(|list| list.label.clone()).unwrap_or_default()
    };
    let derived = if declared {
        vec![format!("{}={}", label("D"), label("B"))]
    } else {
        Vec::new()
    };
    CountPlan {
        kind: Kind::Lists,
        // The bytes were made a moment ago by this program itself.
        tables: TablePlan::new(Reading::Here),
        command: command(plan, invented, &derived),
        derived,
        population: vec![plan.population.clone()],
        period: Vec::new(),
        fate: Vec::new(),
        standard: None,
        distinct: Vec::new(),
        answers: Vec::new(),
        threshold: None,
        n_draws: DRAWS,
        draws: None,
        strata: None,
        methods: Method::ALL.to_vec(),
        as_dga: false,
        confidence: CONFIDENCE,
        seed: plan.seed,
        day: plan.day,
        language: plan.language,
        private: false,
        demo: true,
    }
}

/// Linkages drawn from what the evidence leaves open, as the command line draws them unless told otherwise.
const DRAWS: usize = 100;

/// The usual confidence of intervals.
const CONFIDENCE: f64 = 0.95;

/// The command that counts the same lists again, typed in their folder.
fn command(plan: &DemoPlan, invented: &Invented, derived: &[String]) -> String {
    let names: Vec<&str> = invented.inputs.iter().map(|input| input.name.as_str()).collect();
    let copies: String = derived
        .iter()
        .map(|text| format!(" --derived '{text}'"))
        .collect();
    let (year, month, day) = plan.day;
    format!(
        "esep count {}{copies} --population '{}' --date {year:04}-{month:02}-{day:02} --seed {} --lang {}",
        names.join(" "),
        plan.population,
        plan.seed,
        plan.language.code()
    )
}

fn run(
    demo: &mut Demonstration,
    invented: &Invented,
    plan: CountPlan,
    progress: Progress,
) -> Result<(), ActionError> {
    let declared = !plan.derived.is_empty();
    let tables = read_all(&invented.inputs, &plan.tables, progress)?;
    let linked = link_lists(&tables, &plan, progress)?;
    let evaluation = evaluation::evaluate(&linked.linkage, &truth_of(invented, &linked));
    let counted = count_linked(tables, linked, &plan, progress)?;
    let report = if declared {
        "report-copy-declared"
    } else {
        "report"
    };
    let folder = format!("{}/{report}", invented.folder());
    demo.files
        .extend(counted.files.into_iter().map(|file| OutputFile {
            path: format!("{folder}/{}", file.path),
            ..file
        }));
    let code = match (invented.scenario, declared) {
        (Scenario::IndependentInsideClasses, _) => "1",
        (Scenario::CopiedObituaries, false) => "2",
        (Scenario::CopiedObituaries, true) => "2-declared",
    };
    demo.runs
        .extend(counted.sections.into_iter().map(|found| DemoRun {
            code,
            page: format!("{folder}/share/index.html"),
            truth: invented.truth(),
            found,
            precision: evaluation.cluster.precision,
            recall: evaluation.cluster.recall,
        }));
    Ok(())
}

/// The true person of each report, found by the list's own identifier.
fn truth_of(invented: &Invented, linked: &LinkedLists) -> Vec<Option<u32>> {
    let truth: BTreeMap<&str, u32> = invented
        .lists
        .truth
        .rows
        .iter()
        .map(|row| (row.own_id.as_str(), row.person))
        .collect();
    let person =
        |own_id: &Option<records::Text>| own_id.as_deref().and_then(|own_id| truth.get(own_id).copied());
    linked
        .intake
        .reports
        .iter()
        .map(|report| person(&report.own_id))
        .collect()
}
