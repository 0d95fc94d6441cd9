//! One small file of each kind, and the ways such files differ.

use encoding_rs::WINDOWS_1251;
use exchange::{Limits, ReadPlan, read_tables};
use proptest::prelude::*;

use crate::fixtures::{ods, plan, read, shared, show, warned, xlsx, xlsx_entries, zip};

fn check(name: &str, bytes: &[u8], tables: &str, warnings: &str) {
    let (found, found_warnings) = read(name, bytes);
    assert_eq!(show(&found).trim(), tables.trim(), "{name}");
    assert_eq!(warned(&found_warnings).trim(), warnings.trim(), "{name}");
}

const PEOPLE: &str = "ФИО;Год\nДемо Бакыт;1987\nДемо Айгүл;\n";
const PEOPLE_READ: &str = "a.csv [-] ФИО | Год\n2: Демо Бакыт | 1987\n3: Демо Айгүл";

#[test]
fn every_encoding() {
    check("a.csv", PEOPLE.as_bytes(), PEOPLE_READ, "");
    check("a.csv", format!("\u{feff}{PEOPLE}").as_bytes(), PEOPLE_READ, "");
    let le: Vec<u8> = PEOPLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = PEOPLE.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check("a.csv", &[b"\xff\xfe", le.as_slice()].concat(), PEOPLE_READ, "");
    check("a.csv", &[b"\xfe\xff", be.as_slice()].concat(), PEOPLE_READ, "");
    check(
        "a.csv",
        &le,
        PEOPLE_READ,
        "- - encoding-guessed encoding=UTF-16LE",
    );
    check(
        "a.csv",
        &be,
        PEOPLE_READ,
        "- - encoding-guessed encoding=UTF-16BE",
    );
    let russian = "ФИО;Год рождения\nДемо Бакыт Токтосунович;1987\nДемо Иван Петрович;1990\n";
    let bytes = WINDOWS_1251.encode(russian).0;
    let read =
        "a.csv [-] ФИО | Год рождения\n2: Демо Бакыт Токтосунович | 1987\n3: Демо Иван Петрович | 1990";
    check(
        "a.csv",
        &bytes,
        read,
        "- - encoding-guessed encoding=windows-1251",
    );
    let stated = ReadPlan {
        encoding: Some("windows-1251".to_owned()),
        ..plan()
    };
    let (tables, warnings) = read_tables("a.csv", &bytes, &stated).unwrap();
    assert_eq!((show(&tables).trim(), warnings.len()), (read, 0));
}

#[test]
fn bytes_that_are_no_letters_are_pointed_at() {
    let bytes = [
        b"name,\xd0\xbf\xd0\xbe\xd0\xbb,x\nDemo,\xd0\xbc\xd1\x83\xd0\xb6,1\nDe".as_slice(),
        b"\xffmo,\xd0\xbc,2\n",
    ]
    .concat();
    check(
        "a.csv",
        &bytes,
        "a.csv [-] name | пол | x\n2: Demo | муж | 1\n3: De\u{fffd}mo | м | 2",
        "3 name undecodable-bytes",
    );
    let odd: Vec<u8> = "a,b\nc,d\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .chain([0x41])
        .collect();
    let (tables, warnings) = read("a.csv", &[b"\xff\xfe", odd.as_slice()].concat());
    assert_eq!(show(&tables).trim(), "a.csv [-] a | b\n2: c | d\n3: \u{fffd}");
    assert!(warned(&warnings).contains("3 a undecodable-bytes"));
}

#[test]
fn every_delimiter() {
    for (delimiter, name) in [(',', "a.csv"), (';', "a.csv"), ('\t', "a.csv"), ('|', "a.csv")] {
        let text = "name,born,x\nDemo A,1987,1\nDemo B,1990,2\n".replace(',', &delimiter.to_string());
        check(
            name,
            text.as_bytes(),
            "a.csv [-] name | born | x\n2: Demo A | 1987 | 1\n3: Demo B | 1990 | 2",
            "",
        );
    }
    check(
        "a.csv",
        b"sep=;\na;b,c\n1;2,5\n",
        "a.csv [-] a | b,c\n3: 1 | 2,5",
        "2 - heading-below skipped=0",
    );
    check(
        "a.csv",
        b"a;b\n1,5;2,5\n3,5;4,5\n",
        "a.csv [-] a | b\n2: 1,5 | 2,5\n3: 3,5 | 4,5",
        "",
    );
    check("a.csv", b"name\nDemo\n", "a.csv [-] name\n2: Demo", "");
    check("a.csv", b"a,b\rc,d\r", "a.csv [-] a | b\n2: c | d", "");
    let stated = ReadPlan {
        delimiter: Some('-'),
        ..plan()
    };
    let (tables, _) = read_tables("a.csv", b"a-b,c\n1-2\n", &stated).unwrap();
    assert_eq!(show(&tables).trim(), "a.csv [-] a | b,c\n2: 1 | 2");
}

#[test]
fn rows_are_counted_as_a_spreadsheet_does() {
    let text = "name,note\n\n\"Demo\nA\",\"says \"\"x\"\"\"\n\nDemo B,y\n";
    check(
        "a.csv",
        text.as_bytes(),
        "a.csv [-] name | note\n3: Demo\nA | says \"x\"\n5: Demo B | y",
        "",
    );
    check(
        "a.csv",
        text.replace('\n', "\r\n").as_bytes(),
        "a.csv [-] name | note\n3: Demo\r\nA | says \"x\"\n5: Demo B | y",
        "",
    );
}

#[test]
fn no_row_is_lost_to_a_stray_quotation_mark() {
    let text = "name,note\nDemo A,\"open\nDemo B,x\nDemo C,y\n";
    check(
        "a.csv",
        text.as_bytes(),
        "a.csv [-] name | note\n2: Demo A | \"open\n3: Demo B | x\n4: Demo C | y",
        "2 - unclosed-quote",
    );
    check(
        "a.csv",
        b"name,pipe\nDemo,5\" wide\nDemo B,x\n",
        "a.csv [-] name | pipe\n2: Demo | 5\" wide\n3: Demo B | x",
        "",
    );
}

#[test]
fn ragged_rows_are_kept() {
    check(
        "a.csv",
        b"a,b,c\n1,2\n1,2,3,4\n1,2,3\n1,2,3,\n",
        "a.csv [-] a | b | c | \n2: 1 | 2\n3: 1 | 2 | 3 | 4\n4: 1 | 2 | 3\n5: 1 | 2 | 3",
        "2 - ragged-row found=2 expected=3\n3 - ragged-row found=4 expected=3",
    );
}

#[test]
fn the_heading_is_found_below_titles() {
    check(
        "a.csv",
        b"List of the demo,,\n\nname,born,place\nDemo A,1987,Demo town\n",
        "a.csv [-] name | born | place\n4: Demo A | 1987 | Demo town",
        "3 - heading-below skipped=1",
    );
    check(
        "a.csv",
        b"\n\na,b\n1,2\n",
        "a.csv [-] a | b\n4: 1 | 2",
        "3 - heading-below skipped=0",
    );
}

#[test]
fn headings_are_made_distinct() {
    check(
        "a.csv",
        b"name,name,name (2),\n1,2,3,\n",
        "a.csv [-] name | name (3) | name (2)\n2: 1 | 2 | 3",
        "1 name duplicate-heading",
    );
}

#[test]
fn odd_signs_are_flagged() {
    let text = "name,x\nDe\0mo,1\nDemo \u{202e}A,2\n";
    let (_, warnings) = read("a.csv", text.as_bytes());
    assert_eq!(
        warned(&warnings).trim(),
        "2 name control-character\n3 name direction-control"
    );
}

#[test]
fn workbooks() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:D3"/><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>ФИО</t></is></c><c r="B1" t="inlineStr"><is><t> Год </t></is></c><c r="C1" t="inlineStr"><is><t>yes</t></is></c><c r="D1" t="inlineStr"><is><t>err</t></is></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>Демо Бакыт</t></is></c><c r="B3"><v>1987</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#DIV/0!</v></c></row>
</sheetData></worksheet>"#;
    check(
        "a.xlsx",
        &xlsx(sheet),
        "a.xlsx [Demo] ФИО | Год | yes | err\n3: Демо Бакыт | #1987 | ?true | #DIV/0!",
        "3 err formula-error",
    );
    let rows = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>ФИО</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>born</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Демо</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="1987-03-15"/></table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    check(
        "a.ods",
        &ods(rows),
        "a.ods [Demo] ФИО | born\n4: Демо | @1987-03-15",
        "",
    );
}

#[test]
fn hidden_sheets_are_read_and_told() {
    let sheet = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="str"><v>name</v></c></row><row r="2"><c r="A2" t="str"><v>Demo</v></c></row></sheetData></worksheet>"#;
    let written = |state: &str| {
        let mut entries = xlsx_entries(sheet.as_bytes());
        let book = String::from_utf8(entries[2].1.to_vec()).unwrap();
        let book = book.replace("name=\"Demo\"", &format!("name=\"Demo\"{state}"));
        entries[2].1 = book.as_bytes();
        read("a.xlsx", &zip(&entries))
    };
    let cell = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>name</text:p></table:table-cell></table:table-row>"#;
    for (state, expected) in [
        ("", ""),
        (" state=\"hidden\"", "- - hidden-sheet\n"),
        (" state=\"veryHidden\"", "- - hidden-sheet\n"),
    ] {
        let (tables, warnings) = written(state);
        assert_eq!(tables[0].rows.len(), 1, "{state}");
        assert_eq!(warned(&warnings), expected, "{state}");
        assert!(
            warnings
                .iter()
                .all(|warning| warning.sheet.as_deref() == Some("Demo"))
        );
    }
    assert_eq!(read("a.ods", &ods(cell)).1, []);
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:style="s" xmlns:table="t" xmlns:text="x"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Demo" table:style-name="ta1">{cell}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let hidden = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="m"/>"#,
        ),
        ("content.xml", content.as_bytes()),
    ]);
    assert_eq!(warned(&read("a.ods", &hidden).1), "- - hidden-sheet\n");
}

#[test]
fn shared_files_are_read_whole() {
    for (path, n_rows, first) in [
        ("data/linkage/fake_1000.csv", 1000, "unique_id"),
        ("data/linkage/dataset3.csv", 5000, "rec_id"),
        ("data/linkage/dataset4a.csv", 5000, "rec_id"),
        (
            "data/linkage/historical_figures_with_errors_50k.parquet",
            50_000,
            "unique_id",
        ),
    ] {
        let Some(bytes) = shared(path) else { return };
        let (tables, warnings) = read(path, &bytes);
        assert_eq!(tables.len(), 1, "{path}");
        assert_eq!(tables[0].header[0], first, "{path}");
        assert!(
            tables[0].rows.len() >= n_rows && tables[0].rows.len() < n_rows + 700,
            "{path}: {}",
            tables[0].rows.len()
        );
        assert_eq!(warned(&warnings), "", "{path}");
    }
}

#[test]
fn warnings_are_counted_beyond_what_is_kept() {
    let limits = Limits {
        warnings: 2,
        ..Limits::STANDARD
    };
    let (_, warnings) =
        read_tables("a.csv", b"a,b\n1\n1\n1\n1\n1,2\n", &ReadPlan { limits, ..plan() }).unwrap();
    assert!(
        warned(&warnings).ends_with("- - more-warnings left-out=2\n"),
        "{}",
        warned(&warnings)
    );
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0usize..4) {
        let beginning: [&[u8]; 4] = [b"", b"PK\x03\x04", b"PAR1", b"name;born\n"];
        let bytes = [beginning[kind], &bytes].concat();
        let (all, refused) = match read_tables("a", &bytes, &plan()) {
            Ok((tables, _)) => (tables, false),
            Err(_) => (Vec::new(), true),
        };
        prop_assert!(refused || !all.is_empty());
        for table in &all {
            prop_assert!(table.rows.iter().all(|row| row.cells.len() <= table.header.len()));
            prop_assert!(table.rows.windows(2).all(|pair| pair[0].number < pair[1].number));
        }
    }
}
