//! Reading in a process of its own.

use std::path::PathBuf;

use exchange::{Limits, ReadError, ReadPlan, confined, read_tables};

use crate::fixtures::{plan, shared, xlsx, xlsx_entries, zip};

/// The example program that cargo builds beside the tests.
fn reader() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let built = tests.parent().and_then(|deps| deps.parent()).unwrap();
    let program = built
        .join("examples")
        .join(format!("confined_reader{}", std::env::consts::EXE_SUFFIX));
    assert!(
        program.exists(),
        "`cargo test -p exchange` builds the example that this test runs"
    );
    program
}

fn read(arg: &str, bytes: &[u8], plan: &ReadPlan) -> Result<usize, ReadError> {
    let (tables, _) = confined::read_tables(&reader(), arg, "demo", bytes, plan)?;
    Ok(tables.iter().map(|table| table.rows.len()).sum())
}

#[test]
fn the_same_is_read_inside_and_outside() {
    let csv = b"name;born\nDemo A;1987\nDemo B\n".to_vec();
    let sheet = xlsx(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>name</t></is></c></row><row><c><v>1.5</v></c></row></sheetData></worksheet>"#,
    );
    let many = (0..1000).fold(String::from("name,n\n"), |text, n| format!("{text}Demo,{n}\n"));
    for bytes in [csv, sheet, many.into_bytes(), b"%PDF".to_vec(), Vec::new()] {
        let outside = read_tables("demo", &bytes, &plan());
        let inside = confined::read_tables(&reader(), "read", "demo", &bytes, &plan());
        assert_eq!(inside, outside);
    }
}

#[test]
fn shared_files_fit_into_the_walls() {
    for path in [
        "data/linkage/historical_figures_with_errors_50k.parquet",
        "data/lists/manila.xlsx",
        "data/linkage/dataset3.csv",
    ] {
        let Some(bytes) = shared(path) else { return };
        let inside = confined::read_tables(&reader(), "read", path, &bytes, &plan());
        assert_eq!(inside, read_tables(path, &bytes, &plan()), "{path}");
    }
}

#[test]
fn children_that_fail_are_told_apart() {
    let csv = b"name,x\nDemo,1\n";
    assert_eq!(read("die", csv, &plan()), Err(ReadError::Crashed));
    assert_eq!(read("lie", csv, &plan()), Err(ReadError::BadAnswer));
    let hurry = ReadPlan {
        limits: Limits {
            wall_seconds: 1,
            ..Limits::STANDARD
        },
        ..plan()
    };
    assert_eq!(
        read("hang", csv, &hurry),
        Err(ReadError::TookTooLong { allowed_seconds: 1 })
    );
    let nowhere = confined::read_tables(&PathBuf::from("/nowhere"), "read", "demo", csv, &plan());
    assert_eq!(nowhere.map(|_| ()), Err(ReadError::NotStarted));
}

#[cfg(unix)]
#[test]
fn a_file_that_wants_too_much_memory_ends_the_child_alone() {
    let mut csv = String::from("name,x\n");
    while csv.len() < 40 << 20 {
        csv.push_str("Demo of somebody with a long name,1\n");
    }
    // Too little for the bytes themselves, and too little for what is made of them.
    for allowed_mib in [40, 150] {
        let limits = Limits {
            memory_bytes: allowed_mib << 20,
            rows: 10_000_000,
            cells: 100_000_000,
            ..Limits::STANDARD
        };
        let error = read("read", csv.as_bytes(), &ReadPlan { limits, ..plan() }).unwrap_err();
        assert_eq!(error, ReadError::OutOfMemory { allowed_mib });
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_child_reaches_no_file_no_network_and_no_program() {
    assert_eq!(read("probe", b"name,x\nDemo,1\n", &plan()), Ok(1));
}

#[test]
fn hostile_files_are_refused_in_the_child_too() {
    let blanks = vec![b' '; 8 << 20];
    let mut entries = xlsx_entries(b"<worksheet/>");
    entries.push(("xl/blanks.bin", &blanks));
    assert_eq!(
        read("read", &zip(&entries), &plan()).unwrap_err().code(),
        "zip-ratio"
    );
}
