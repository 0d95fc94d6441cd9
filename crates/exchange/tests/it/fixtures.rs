//! Files made by hand, with invented people, and ways to say what was read.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use exchange::{Cell, Limits, ReadError, ReadPlan, Table, Warning, read_tables};
use zip::write::SimpleFileOptions;

pub(crate) fn plan() -> ReadPlan {
    ReadPlan {
        encoding: None,
        delimiter: None,
        limits: Limits::STANDARD,
    }
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> (Vec<Table>, Vec<Warning>) {
    read_tables(name, bytes, &plan()).unwrap()
}

pub(crate) fn read_err(name: &str, bytes: &[u8]) -> ReadError {
    read_tables(name, bytes, &plan())
        .map(|(tables, _)| tables.len())
        .unwrap_err()
}

/// Packs entries; `stored` ones are not compressed.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The smallest workbook with one sheet of the given XML.
pub(crate) fn xlsx(sheet: &str) -> Vec<u8> {
    zip(&xlsx_entries(sheet.as_bytes()))
}

pub(crate) fn xlsx_entries(sheet: &[u8]) -> Vec<(&'static str, &[u8])> {
    vec![
        (
            "[Content_Types].xml",
            br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        (
            "_rels/.rels",
            br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Demo" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
}

/// A spreadsheet in the OpenDocument form with the given rows.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Demo">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="m"/>"#,
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// What a cell says, for comparing.
pub(crate) fn say(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "·".to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => format!("#{number}"),
        Cell::Bool(value) => format!("?{value}"),
        Cell::Date(day) => format!("@{day}"),
    }
}

/// Heading and rows, one a line, each row with its number.
pub(crate) fn show(tables: &[Table]) -> String {
    let mut shown = String::new();
    for table in tables {
        let sheet = table.sheet.as_deref().unwrap_or("-");
        shown.push_str(&format!(
            "{} [{sheet}] {}\n",
            table.file,
            table.header.join(" | ")
        ));
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(say).collect();
            shown.push_str(&format!("{}: {}\n", row.number, cells.join(" | ")));
        }
    }
    shown
}

/// Warnings as `row column code`, one a line.
pub(crate) fn warned(warnings: &[Warning]) -> String {
    let mut shown = String::new();
    for warning in warnings {
        let row = warning.row.map_or("-".to_owned(), |row| row.to_string());
        let column = warning.column.as_deref().unwrap_or("-");
        let args: Vec<String> = warning
            .kind
            .args()
            .into_iter()
            .map(|(name, value)| format!(" {name}={value}"))
            .collect();
        shown.push_str(&format!(
            "{row} {column} {}{}\n",
            warning.kind.code(),
            args.concat()
        ));
    }
    shown
}

/// A file of the shared data, or a loud word that it is missing.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("ESEP_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let bytes = std::fs::read(root.join(path)).ok();
    if bytes.is_none() {
        eprintln!("SKIPPED: {path} of the shared data is missing");
    }
    bytes
}

/// Files of a folder of the shared data, by name.
pub(crate) fn shared_files(folder: &str, ending: &str) -> Vec<String> {
    let root = std::env::var_os("ESEP_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
        eprintln!("SKIPPED: {folder} of the shared data is missing");
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(ending))
        .collect();
    names.sort();
    names
}
