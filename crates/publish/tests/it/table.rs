//! Tables for files.

use publish::{Language, PairRow, PersonRow, Table, Value, overlaps_tables, pairs_table, persons_table};

use crate::sample;

fn counts(table: &Table) -> Vec<Vec<u64>> {
    let number = |value: &Value| match value {
        Value::Count(count) => *count,
        _ => panic!("not a count"),
    };
    table
        .rows
        .iter()
        .map(|row| row.iter().map(number).collect())
        .collect()
}

#[test]
fn overlaps_are_a_tally_that_can_be_read_again() {
    let figures = sample::two_sections();
    let tables = overlaps_tables(&figures);
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[1].name, "lists.xlsx: 2025");
    assert_eq!(tables[1].header, ["Casework", "Named list", "count"]);
    assert_eq!(counts(&tables[1]), [[1, 0, 63], [0, 1, 58], [1, 1, 12]]);
    for (table, section) in tables.iter().zip(&figures.sections) {
        let rows = counts(table);
        let people: u64 = rows.iter().map(|row| row[row.len() - 1]).sum();
        assert_eq!(people, section.persons);
        for (place, list) in section.lists.iter().enumerate() {
            let on: u64 = rows.iter().map(|row| row[place] * row[row.len() - 1]).sum();
            assert_eq!(on, list.persons, "{}", list.label);
        }
    }
    assert_eq!(overlaps_tables(&sample::estimated())[0].name, "overlaps");
}

#[test]
fn no_heading_hides_anything() {
    let tables = overlaps_tables(&sample::hostile());
    for heading in tables.iter().flat_map(|table| &table.header) {
        assert!(!heading.chars().any(locale::is_hidden), "{heading:?}");
    }
    assert!(tables[0].header[0].contains("x\u{fffd}gnp.exe"));
}

fn person() -> PersonRow {
    PersonRow {
        person: 7,
        reports: 3,
        lists: vec![0, 2],
        names: vec!["Invented Name".to_owned(), "Ойдон Чыгарылган".to_owned()],
        births: Vec::new(),
        origins: vec!["a.csv: 2".to_owned(), "c.csv: 9".to_owned()],
    }
}

fn pair(fields: Vec<(&'static str, &'static str, f64)>) -> PairRow {
    PairRow {
        a_origin: "a.csv: 2".to_owned(),
        b_origin: "c.csv: 9".to_owned(),
        a_name: "Invented Name".to_owned(),
        b_name: "Ойдон Чыгарылган".to_owned(),
        list_a: "A".to_owned(),
        list_b: "C".to_owned(),
        person_a: 7,
        person_b: 7,
        probability: 0.987_654_321,
        weight: 6.25,
        fields,
        reason: "Why not.".to_owned(),
    }
}

#[test]
fn persons_have_a_row_each() {
    let lists = ["A", "B", "C"].map(str::to_owned);
    let table = persons_table(&[person()], &lists, Language::Russian);
    let header = [
        "Человек",
        "Сообщения",
        "Число списков",
        "A",
        "B",
        "C",
        "Имена",
        "Рождение",
        "Где записано",
    ];
    assert_eq!(table.header, header);
    let texts = |text: &str| Value::Text(text.to_owned());
    let expected = vec![
        Value::Count(7),
        Value::Count(3),
        Value::Count(2),
        Value::Count(1),
        Value::Count(0),
        Value::Count(1),
        texts("Invented Name | Ойдон Чыгарылган"),
        Value::Empty,
        texts("a.csv: 2 | c.csv: 9"),
    ];
    assert!(table.rows == [expected]);
}

#[test]
fn pairs_have_a_column_for_each_field_that_occurs() {
    let rows = [
        pair(vec![("name", "exact", 8.5), ("birth", "different", -2.25)]),
        pair(vec![
            ("name", "exact", 8.5),
            ("no_such_field", "no_such_level", 0.5),
        ]),
    ];
    let why = || Value::Text("Why not.".to_owned());
    let table = pairs_table(&rows, Language::English);
    assert_eq!(
        table.header[11..],
        ["name (bits)", "birth (bits)", "no_such_field (bits)", "Why"]
    );
    assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    assert!(table.rows[0][2] == Value::Number(0.987_654_321));
    assert!(table.rows[0][10] == Value::Text("name: the same; birth: different".to_owned()));
    assert!(table.rows[0][11..] == [Value::Number(8.5), Value::Number(-2.25), Value::Empty, why()]);
    assert!(table.rows[1][11..] == [Value::Number(8.5), Value::Empty, Value::Number(0.5), why()]);
}

#[test]
fn nothing_of_a_person_is_in_debug() {
    let shown = format!("{:?} {:?}", person(), pair(Vec::new()));
    assert_eq!(shown, "PersonRow(…) PairRow(…)");
    let lists = ["A".to_owned(), "B".to_owned(), "C".to_owned()];
    let tables = [
        persons_table(&[person()], &lists, Language::English),
        pairs_table(&[pair(Vec::new())], Language::English),
    ];
    let shown = format!("{tables:?}");
    assert!(
        !shown.contains("Invented") && !shown.contains("Чыгарылган"),
        "{shown}"
    );
}
