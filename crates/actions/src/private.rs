//! The folder with names: only for those who hold the lists anyway.

use jiff::civil::Date;
use publish::{Language, PairRow, PersonRow};
use records::{DateSpan, PartialDate, Report, WrittenName};

use crate::ActionError;
use crate::count::{LinkedLists, list_labels};
use crate::evidence;
use crate::output::{OutputFile, csv, xlsx};

/// Writes persons and pairs as CSV, both as one workbook, and the page that says why the pairs are what they are.
pub(crate) fn files(linked: &LinkedLists, language: Language) -> Result<Vec<OutputFile>, ActionError> {
    let persons = publish::persons_table(&person_rows(linked), &list_labels(&linked.intake), language);
    let pairs = publish::pairs_table(&pair_rows(linked, language), language);
    let shown = evidence::nearest(linked);
    let page = publish::evidence_page(&shown, linked.linkage.pairs.len(), language);
    Ok(vec![
        csv("private/persons.csv", persons.clone()),
        csv("private/pairs.csv", pairs.clone()),
        xlsx("private/persons-and-pairs.xlsx", vec![persons, pairs])?,
        OutputFile::new("private/pairs.html", page),
    ])
}

fn person_rows(linked: &LinkedLists) -> Vec<PersonRow> {
    let blank = |person| PersonRow {
        person,
        reports: 0,
        lists: Vec::new(),
        names: Vec::new(),
        births: Vec::new(),
        origins: Vec::new(),
    };
    let mut rows: Vec<PersonRow> = (1..=linked.linkage.n_persons).map(blank).collect();
    for (report, &person) in linked.intake.reports.iter().zip(&linked.linkage.persons) {
        let row = &mut rows[person];
        row.reports += 1;
        row.lists.push(report.list);
        row.names.push(written(&report.name));
        row.births.extend(report.birth.as_ref().map(date));
        row.origins.push(origin(report));
    }
    for row in &mut rows {
        row.lists.sort_unstable();
        row.lists.dedup();
        for texts in [&mut row.names, &mut row.births] {
            texts.sort();
            texts.dedup();
        }
    }
    rows
}

fn pair_rows(linked: &LinkedLists, language: Language) -> Vec<PairRow> {
    let labels = list_labels(&linked.intake);
    let mut rows: Vec<PairRow> = linked
        .linkage
        .pairs
        .iter()
        .map(|pair| {
            let (a, b) = (&linked.intake.reports[pair.a], &linked.intake.reports[pair.b]);
            PairRow {
                a_origin: origin(a),
                b_origin: origin(b),
                a_name: written(&a.name),
                b_name: written(&b.name),
                list_a: labels[a.list].clone(),
                list_b: labels[b.list].clone(),
                person_a: linked.linkage.persons[pair.a] + 1,
                person_b: linked.linkage.persons[pair.b] + 1,
                probability: pair.probability,
                weight: pair.weight,
                fields: pair
                    .fields
                    .iter()
                    .map(|field| (field.field, field.level, field.bits))
                    .collect(),
                reason: publish::reasons(&evidence::weighing(linked, pair), language).join(" "),
            }
        })
        .collect();
    rows.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    rows
}

/// Where a report stands: file, sheet and row.
pub(crate) fn origin(report: &Report) -> String {
    let origin = &report.origin;
    match &origin.sheet {
        Some(sheet) => format!("{}: {sheet}: {}", origin.file, origin.row),
        None => format!("{}: {}", origin.file, origin.row),
    }
}

/// A name as it stands in its report.
pub(crate) fn written(name: &WrittenName) -> String {
    let parts = || {
        let parts: Vec<&str> = [&name.surname, &name.given, &name.patronymic]
            .into_iter()
            .flatten()
            .map(records::Text::as_str)
            .collect();
        parts.join(" ")
    };
    name.full.as_ref().map_or_else(parts, ToString::to_string)
}

/// Writes a date as exactly as it is known (ISO 8601; `/` between ends, `|` between readings, `~` about).
pub(crate) fn date(date: &PartialDate) -> String {
    let readings: Vec<String> = date.readings().iter().map(span).collect();
    let about = if date.is_approximate() { "~" } else { "" };
    format!("{about}{}", readings.join(" | "))
}

fn span(span: &DateSpan) -> String {
    let (first, last) = (span.first(), span.last());
    let whole_months = first.day() == 1 && last == last.last_of_month();
    if first == last {
        first.to_string()
    } else if whole_months && (first.month(), last.month()) == (1, 12) {
        if first.year() == last.year() {
            year(first)
        } else {
            format!("{}/{}", year(first), year(last))
        }
    } else if whole_months && (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}-{:02}", year(first), first.month())
    } else {
        format!("{first}/{last}")
    }
}

fn year(date: Date) -> String {
    format!("{:04}", date.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn dates_are_written_as_exactly_as_known() {
        let check = |first, last, expected: &str| {
            assert_eq!(span(&DateSpan::new(first, last).unwrap()), expected);
        };
        check(day(1987, 3, 15), day(1987, 3, 15), "1987-03-15");
        check(day(1987, 3, 1), day(1987, 3, 31), "1987-03");
        check(day(1987, 1, 1), day(1987, 12, 31), "1987");
        check(day(1985, 1, 1), day(1986, 12, 31), "1985/1986");
        check(day(1987, 3, 15), day(1988, 3, 14), "1987-03-15/1988-03-14");
    }
}
