//! One method's answer on one population, and the file that keeps them.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::options::Plan;

/// Columns of the file.
const COLUMNS: [&str; 11] = [
    "scenario",
    "resampled",
    "effective",
    "seed",
    "replicate",
    "observed",
    "method",
    "refusal",
    "centre",
    "lower",
    "upper",
];

/// One method's answer on one population.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) scenario: String,
    pub(crate) plan: Plan,
    pub(crate) seed: u64,
    /// Number of the population under the seed.
    pub(crate) replicate: u64,
    /// People on a list.
    pub(crate) observed: u64,
    pub(crate) method: String,
    pub(crate) outcome: Outcome,
}

/// What a method says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// An interval.
    Answers {
        /// The single figure; the recommended range has none.
        centre: Option<f64>,
        lower: f64,
        /// Infinite where there is no end.
        upper: f64,
    },
    /// The code of a refusal.
    Refused(String),
}

impl Row {
    fn fields(&self) -> [String; COLUMNS.len()] {
        let (refusal, centre, lower, upper) = match &self.outcome {
            Outcome::Answers { centre, lower, upper } => (
                String::new(),
                centre.map_or_else(String::new, |centre| centre.to_string()),
                lower.to_string(),
                upper.to_string(),
            ),
            Outcome::Refused(code) => (code.clone(), String::new(), String::new(), String::new()),
        };
        [
            self.scenario.clone(),
            self.plan.resampled.to_string(),
            self.plan.effective.to_string(),
            self.seed.to_string(),
            self.replicate.to_string(),
            self.observed.to_string(),
            self.method.clone(),
            refusal,
            centre,
            lower,
            upper,
        ]
    }

    /// `None` when a field cannot be read.
    fn from_fields(fields: &csv::StringRecord) -> Option<Self> {
        let field = |place: usize| fields.get(place);
        let outcome = match field(7)? {
            "" => Outcome::Answers {
                centre: field(8)?.parse().ok(),
                lower: field(9)?.parse().ok()?,
                upper: field(10)?.parse().ok()?,
            },
            code => Outcome::Refused(code.to_owned()),
        };
        Some(Self {
            scenario: field(0)?.to_owned(),
            plan: Plan {
                resampled: field(1)?.parse().ok()?,
                effective: field(2)?.parse().ok()?,
            },
            seed: field(3)?.parse().ok()?,
            replicate: field(4)?.parse().ok()?,
            observed: field(5)?.parse().ok()?,
            method: field(6)?.to_owned(),
            outcome,
        })
    }
}

/// The file that keeps rows, or none.
pub(crate) struct RowFile {
    known: Vec<Row>,
    writer: Option<csv::Writer<File>>,
}

impl RowFile {
    /// Reads what is there and goes on behind it.
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else {
            return Ok(Self {
                known: Vec::new(),
                writer: None,
            });
        };
        let known = if path.exists() {
            read(File::open(path)?)?
        } else {
            Vec::new()
        };
        let is_new = !path.exists();
        let file = File::options().create(true).append(true).open(path)?;
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(file);
        if is_new {
            writer.write_record(COLUMNS)?;
            writer.flush()?;
        }
        Ok(Self {
            known,
            writer: Some(writer),
        })
    }

    /// Rows of a scenario and plan that were in the file.
    pub(crate) fn known(&self, scenario: &str, plan: &Plan) -> Vec<Row> {
        self.known
            .iter()
            .filter(|row| row.scenario == scenario && row.plan == *plan)
            .cloned()
            .collect()
    }

    /// Adds rows.
    pub(crate) fn append(&mut self, rows: &[Row]) -> io::Result<()> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        for row in rows {
            writer.write_record(row.fields())?;
        }
        writer.flush()
    }
}

/// Reads rows, in their order.
fn read(source: impl io::Read) -> io::Result<Vec<Row>> {
    let mut reader = csv::Reader::from_reader(source);
    if reader.headers()?.iter().ne(COLUMNS) {
        return Err(io::Error::other("its columns are not those of a study"));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (line, record) in reader.records().enumerate() {
        let row = Row::from_fields(&record?)
            .ok_or_else(|| io::Error::other(format!("row {} cannot be read", line + 1)))?;
        rows.push(row);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(outcome: Outcome) -> Row {
        Row {
            scenario: "lc1".to_owned(),
            plan: Plan {
                resampled: 10,
                effective: 20,
            },
            seed: u64::MAX,
            replicate: 3,
            observed: 700,
            method: "range".to_owned(),
            outcome,
        }
    }

    #[test]
    fn rows_come_back_as_they_were() {
        let rows = [
            row(Outcome::Refused("unconverged".to_owned())),
            row(Outcome::Answers {
                centre: None,
                lower: 1_234.5,
                upper: f64::INFINITY,
            }),
            row(Outcome::Answers {
                centre: Some(0.1 + 0.2),
                lower: 1e-9,
                upper: 1e12,
            }),
        ];
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS).unwrap();
        for row in &rows {
            writer.write_record(row.fields()).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        assert_eq!(read(&bytes[..]).unwrap(), rows);
    }

    #[test]
    fn foreign_files_are_refused() {
        assert!(read(&b"a,b\n1,2\n"[..]).is_err());
        let text = format!("{}\nlc1,x,2,3,4,5,range,,1,1,1\n", COLUMNS.join(","));
        assert!(read(text.as_bytes()).is_err());
    }
}
