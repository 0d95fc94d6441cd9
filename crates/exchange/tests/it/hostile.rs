//! Files made to do harm: each is refused with the one error that says why.

use std::io::{Cursor, Write};

use exchange::{Limits, ReadError, ReadPlan, read_tables};
use zip::write::SimpleFileOptions;

use crate::fixtures::{ods, plan, read_err, shared, xlsx, xlsx_entries, zip};

fn check(bytes: &[u8], code: &str) {
    let error = read_err("hostile", bytes);
    assert_eq!(error.code(), code, "{error}");
}

fn sheet(inside: &str) -> String {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{inside}</worksheet>"#
    )
}

#[test]
fn packed_files() {
    let blanks = vec![b' '; 4 << 20];
    let mut entries = xlsx_entries(b"<worksheet/>");
    entries.push(("xl/blanks.bin", &blanks));
    check(&zip(&entries), "zip-ratio");

    let names: Vec<String> = (0..2_001).map(|n| format!("e{n}")).collect();
    check(
        &zip(&names
            .iter()
            .map(|name| (name.as_str(), b"".as_slice()))
            .collect::<Vec<_>>()),
        "zip-too-many-entries",
    );

    for name in ["../evil", "/etc/evil", "a/../../evil", "c:evil", "..\\evil"] {
        let mut entries = xlsx_entries(b"<worksheet/>");
        entries.push((name, b"x"));
        check(&zip(&entries), "zip-path");
    }
    let inner = zip(&[("a", b"b")]);
    let mut entries = xlsx_entries(b"<worksheet/>");
    entries.push(("xl/embeddings/inner.xlsx", &inner));
    check(&zip(&entries), "zip-nested");
    check(&zip(&[("readme.txt", b"no workbook")]), "unknown-kind");
    check(&zip(&[("xl/workbook.bin", b"")]), "binary-workbook");
}

#[test]
fn links_and_twins_in_packed_files() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in xlsx_entries(b"<worksheet/>") {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer
        .add_symlink("xl/link", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    check(&writer.finish().unwrap().into_inner(), "zip-link");

    // Two entries of one name, by changing the name of the second where it stands.
    let mut entries = xlsx_entries(b"<worksheet/>");
    entries.push(("xl/worksheets/sheetX.xml", b"<worksheet/>"));
    let mut bytes = zip(&entries);
    let from = b"sheetX.xml";
    while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes[at + 5] = b'1';
    }
    check(&bytes, "zip-overlap");
}

#[test]
fn document_types_in_xml() {
    for text in [
        "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet/>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE worksheet SYSTEM \"http://example.org/x\"><worksheet/>",
    ] {
        check(&xlsx(text), "xml-doctype");
    }
    check(
        &xlsx(&sheet("<!-- it's > not < a <!doctype --><sheetData/>")),
        "empty-file",
    );
}

#[test]
fn declared_sizes_are_checked_before_they_are_believed() {
    check(
        &xlsx(&sheet(r#"<dimension ref="A1:XFD9"/><sheetData/>"#)),
        "too-many-columns",
    );
    check(
        &xlsx(&sheet(r#"<dimension ref="A1:B1048576"/><sheetData/>"#)),
        "too-many-rows",
    );
    let cell = |at: &str| {
        sheet(&format!(
            r#"<sheetData><row><c r="{at}"><v>1</v></c></row></sheetData>"#
        ))
    };
    check(&xlsx(&cell("XFD1")), "too-many-columns");
    check(&xlsx(&cell("A200001")), "too-many-rows");
    let mut entries = xlsx_entries(b"<worksheet/>");
    entries.push((
        "xl/sharedStrings.xml",
        br#"<sst uniqueCount="18446744073709551615"/>"#,
    ));
    check(&zip(&entries), "too-many-shared-strings");
    let repeated = |rows: u64, columns: u64| {
        ods(&format!(
            r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/></table:table-row>"#
        ))
    };
    check(&repeated(1, 16_384), "too-many-columns");
    check(&repeated(1_048_576, 1), "too-many-rows");
    check(&repeated(100_000, 500), "too-many-cells");
}

#[test]
fn text_without_end() {
    check(&vec![b','; 1_000_000], "too-many-columns");
    let mut long = b"name,note\nDemo,".to_vec();
    long.resize(long.len() + (32 << 10) + 1, b'x');
    check(&long, "cell-too-large");
    let error = read_err("a.csv", &long);
    assert_eq!(error.args()[3], ("row", "2".to_owned()));
    check("a\n".repeat(200_001).as_bytes(), "too-many-rows");
    check(
        &[
            b"a,b\n".as_slice(),
            "1\0\u{1}\u{2}\u{3},\u{4}\u{5}\u{6}\n".repeat(50).as_bytes(),
        ]
        .concat(),
        "unknown-kind",
    );
}

#[test]
fn what_is_no_table() {
    check(b"", "empty-file");
    check(b"\n , \n", "empty-file");
    check(b"%PDF-1.7", "unknown-kind");
    check(b"<!DOCTYPE html><table>", "markup");
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "old-workbook");
    let package: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(&[b"\xd0\xcf\x11\xe0".as_slice(), &package].concat(), "encrypted");
    check(b"PARE", "encrypted");
    check(b"PAR1 but no more", "damaged");
    check(b"PK\x03\x04 but no more", "damaged");
    let odd = ReadPlan {
        encoding: Some("martian".to_owned()),
        ..plan()
    };
    assert_eq!(
        read_tables("a", b"a", &odd).map(|_| ()),
        Err(ReadError::UnknownEncoding)
    );
    let odd = ReadPlan {
        delimiter: Some('"'),
        ..plan()
    };
    assert_eq!(
        read_tables("a", b"a", &odd).map(|_| ()),
        Err(ReadError::BadDelimiter)
    );
    let small = ReadPlan {
        limits: Limits {
            file_bytes: 3,
            ..Limits::STANDARD
        },
        ..plan()
    };
    assert_eq!(
        read_tables("a", b"a,b\n", &small).unwrap_err().code(),
        "file-too-large"
    );
}

#[test]
fn files_cut_off_anywhere_are_refused_or_read() {
    let whole = xlsx(&sheet(
        r#"<sheetData><row><c t="inlineStr"><is><t>name</t></is></c></row><row><c t="inlineStr"><is><t>Demo</t></is></c></row></sheetData>"#,
    ));
    assert!(read_tables("a.xlsx", &whole, &plan()).is_ok());
    // Fewer bytes than four are text like any other.
    for end in 4..whole.len() {
        let error = read_err("a.xlsx", &whole[..end]);
        assert_eq!(error.code(), "damaged", "{end}");
    }
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x20;
        // Either is right; what matters is that it comes back.
        let _ = read_tables("a.xlsx", &flipped, &plan());
    }
}

#[test]
fn a_workbook_cut_off_is_called_damaged() {
    let row = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;
    for (whole, kind) in [(xlsx(sheet), "xlsx"), (ods(row), "ods")] {
        read_tables("a", &whole, &plan()).unwrap();
        for length in [40, whole.len() / 2, whole.len() - 10] {
            let error = read_err("a", &whole[..length]);
            assert_eq!(error.code(), "damaged", "{kind} cut at {length}");
            assert_eq!(
                error.args(),
                [("kind", kind.to_owned())],
                "{kind} cut at {length}"
            );
        }
    }
    // Where the beginning is lost too, only the name is left to say what it was.
    let noise = "1\0\u{1}\u{2}\u{3},\u{4}\u{5}\u{6}\n".repeat(50).into_bytes();
    assert_eq!(read_err("a.xlsx", &noise).code(), "damaged");
    assert_eq!(read_err("a.bin", &noise).code(), "unknown-kind");
}

#[test]
fn a_damaged_parquet_file_does_not_end_the_program() {
    let Some(whole) = shared("data/linkage/historical_figures_with_errors_50k.parquet") else {
        return;
    };
    let foot = whole.len() - 2_000;
    for at in (foot..whole.len()).step_by(97) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0xff;
        if let Err(error) = read_tables("a.parquet", &damaged, &plan()) {
            assert!(ReadError::ALL_CODES.contains(&error.code()));
        }
    }
    assert_eq!(read_err("a.parquet", &whole[..foot]).code(), "damaged");
}
