//! What a table is called where no column says it.

use crate::Table;

/// The file's name without its ending; with the sheet where the file has several.
pub(crate) fn table_label(table: &Table, tables: &[Table]) -> String {
    let stem = match table.file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => table.file.as_str(),
    };
    let n_of_file = tables.iter().filter(|other| other.file == table.file).count();
    match &table.sheet {
        Some(sheet) if n_of_file > 1 => format!("{stem}: {sheet}"),
        _ => stem.to_owned(),
    }
}

/// Labels of all tables in order; a label used before gets a number, so that lists never run together unseen.
pub(crate) fn table_labels(tables: &[Table]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::with_capacity(tables.len());
    for table in tables {
        let label = table_label(table, tables);
        let mut distinct = label.clone();
        let mut n = 2;
        while labels.contains(&distinct) {
            distinct = format!("{label} ({n})");
            n += 1;
        }
        labels.push(distinct);
    }
    labels
}

/// The letter of a column, counted from 0, as spreadsheets show it: A to Z, then AA and on.
pub fn column_letter(place: usize) -> String {
    let own = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    match place / 26 {
        0 => own.to_string(),
        before => format!("{}{own}", column_letter(before - 1)),
    }
}

/// Headings for a message: each cut after 40 letters, at most 30 of them.
pub(crate) fn for_message<'a>(headings: impl Iterator<Item = &'a String>) -> Vec<String> {
    let named = headings.filter(|heading| !heading.is_empty());
    named
        .take(30)
        .map(|heading| heading.chars().take(40).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_like_a_spreadsheet() {
        for (place, letter) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(column_letter(place), letter);
        }
    }
}
