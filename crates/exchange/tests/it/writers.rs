//! What is written can be read again, and nothing in it runs.

use exchange::{Sheet, Value, guarded, write_csv, write_xlsx};
use jiff::civil::date;
use proptest::prelude::*;

use crate::fixtures::{read, show};

fn demo() -> Sheet {
    Sheet {
        name: "Демо".to_owned(),
        header: vec![
            "имя".to_owned(),
            "n".to_owned(),
            "share".to_owned(),
            "day".to_owned(),
            "ok".to_owned(),
        ],
        rows: vec![
            vec![
                Value::Text("Айгүл, \"демо\"".to_owned()),
                Value::Count(7),
                Value::Number(0.25),
                Value::Day(date(1987, 3, 15)),
                Value::Bool(true),
            ],
            vec![
                Value::Text("=1+1".to_owned()),
                Value::Empty,
                Value::Number(f64::NAN),
            ],
        ],
    }
}

#[test]
fn csv_is_as_it_was() {
    let expected =
        "\u{feff}имя,n,share,day,ok\r\n\"Айгүл, \"\"демо\"\"\",7,0.25,1987-03-15,true\r\n'=1+1,,\r\n";
    assert_eq!(String::from_utf8(write_csv(&demo())).unwrap(), expected);
}

#[test]
fn workbooks_are_the_same_each_time_and_read_back() {
    let bytes = write_xlsx(&[demo()]).unwrap();
    assert_eq!(bytes, write_xlsx(&[demo()]).unwrap());
    let (tables, warnings) = read("demo.xlsx", &bytes);
    assert_eq!(
        show(&tables),
        "demo.xlsx [Демо] имя | n | share | day | ok\n\
         2: Айгүл, \"демо\" | #7 | #0.25 | @1987-03-15 | ?true\n3: '=1+1\n"
    );
    assert!(warnings.is_empty());
    let mut twin = demo();
    twin.name = "x".repeat(40);
    assert_eq!(write_xlsx(&[twin]).unwrap_err().code(), "sheet-does-not-fit");
}

#[test]
fn nothing_names_who_wrote_it() {
    let bytes = write_xlsx(&[demo()]).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut core = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("docProps/core.xml").unwrap(), &mut core).unwrap();
    assert!(
        core.contains("<dc:creator></dc:creator>") && core.contains("1980-01-01"),
        "{core}"
    );
}

fn check_guard(text: &str, guard: bool) {
    assert_eq!(guarded(text) != text, guard, "{text:?}");
    assert!(guarded(text).ends_with(text));
}

#[test]
fn formulas_are_guarded() {
    for text in [
        "=1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        "\r=1",
        "\n1",
        "\0",
        " =1",
        "\"=1",
        "\u{feff}=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'=1",
        "-",
    ] {
        check_guard(text, true);
    }
    for text in ["", "Айгүл", "1987-03-15", "a=1", "'", "7"] {
        check_guard(text, false);
    }
}

proptest! {
    #[test]
    fn csv_is_read_back(cells in proptest::collection::vec(proptest::collection::vec("[a-zа-я;,\t\"'| =+0-9\n-]{0,8}", 3), 1..8)) {
        let text = |cell: &String| format!("c{}", cell.trim());
        let rows: Vec<Vec<Value>> =
            cells.iter().map(|row| row.iter().map(|cell| Value::Text(text(cell))).collect()).collect();
        let header = vec!["имя".to_owned(), "born".to_owned(), "место".to_owned()];
        let sheet = Sheet { name: "x".to_owned(), header, rows };
        let plan = exchange::ReadPlan { delimiter: Some(','), ..crate::fixtures::plan() };
        let (tables, _) = exchange::read_tables("a.csv", &write_csv(&sheet), &plan).unwrap();
        let found: Vec<Vec<String>> =
            tables[0].rows.iter().map(|row| row.cells.iter().map(crate::fixtures::say).collect()).collect();
        let wanted: Vec<Vec<String>> = cells.iter().map(|row| row.iter().map(text).collect()).collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn no_written_cell_begins_a_formula(text in "[ \"'\u{feff}]{0,3}[=+@\t\r\n＝a-]{0,2}\\PC{0,5}") {
        let written = guarded(&text);
        let begins = written.trim_start_matches([' ', '"', '\u{feff}']).chars().next();
        prop_assert!(!begins.is_some_and(|letter| "=+-@\t\r\n\0＝＋－＠".contains(letter)));
    }
}
