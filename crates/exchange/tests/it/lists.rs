//! From tables to reports.

use exchange::{Column, Intake, IntakeError, IntakePlan, Mapping, Table, read_lists};
use jiff::civil::date;
use records::{Detail, PartialDate, Report, Sex};

use crate::fixtures::{read, shared, warned};

fn no_plan() -> IntakePlan {
    IntakePlan {
        mapping: None,
        as_of: None,
        own_id: None,
        carried: None,
    }
}

fn tables(files: &[(&str, &str)]) -> Vec<Table> {
    files
        .iter()
        .flat_map(|(name, text)| read(name, text.as_bytes()).0)
        .collect()
}

fn intake(text: &str, plan: &IntakePlan) -> Intake {
    read_lists(&tables(&[("demo.csv", text)]), plan).unwrap()
}

fn when(date: Option<&PartialDate>) -> String {
    let spans = date.map(PartialDate::readings).unwrap_or_default();
    spans
        .iter()
        .map(|span| format!("{}..{}", span.first(), span.last()))
        .collect::<Vec<_>>()
        .join(" | ")
}

fn check_column(heading: &str, expected: Option<Column>) {
    let intake = intake(&format!("name,{heading},filler\nDemo,x,\n"), &no_plan());
    let unrecognised = warned(&intake.warnings).contains(&format!("- {heading} unrecognised-column"));
    let found = intake
        .mapping
        .columns
        .get(heading)
        .copied()
        .filter(|_| !unrecognised);
    assert_eq!(found, expected, "{heading}");
}

#[test]
fn headings_in_three_languages() {
    for (headings, column) in [
        (
            "Full name;ФИО;Ф.И.О.;Аты-жөнү;NAME OF VICTIM;Имя и фамилия",
            Column::Name,
        ),
        ("first_name;given_name;Имя;Аты", Column::Given),
        ("surname;Last Name;Фамилия;Фамилиясы", Column::Surname),
        ("patronymic;Отчество;Атасынын аты", Column::Patronymic),
        (
            "dob;date_of_birth;Дата рождения;Год рождения (ГГГГ);Г.р.;Туулган жылы;Туулган күнү",
            Column::Birth,
        ),
        ("Age;Возраст;Жашы", Column::Age),
        ("as of;По состоянию на;Дата записи", Column::AsOf),
        ("gender;Пол;Жынысы", Column::Sex),
        ("city;suburb;birth_place;Населённый пункт;Айылы", Column::Place),
        ("Date of death;Дата гибели;Каза болгон күнү;Date", Column::Event),
        ("Phone;Тел.;Телефону", Column::Phone),
        ("soc_sec_id;Паспорт;ПИН", Column::Document),
        ("email;Эл. почта", Column::Email),
        ("postcode;postcode_fake;Индекс", Column::Postcode),
        ("address_1;address_2;street_number;Дареги", Column::Address),
        ("occupation;Профессия;Кесиби", Column::Occupation),
        ("Source;Источник;Булагы", Column::Source),
        ("unique_id;rec_id;№;№ п/п;Катар номери", Column::OwnId),
        ("List;Список;Тизме", Column::List),
    ] {
        for heading in headings.split(';') {
            check_column(heading, Some(column));
        }
    }
    check_column("cluster", None);
    check_column("зарплата", None);
}

#[test]
fn a_row_becomes_a_report() {
    let text = "№;Фамилия;Имя;Дата рождения;Пол;Район;Дата гибели;Тел;Паспорт;Источник\n\
                7;Демов;Бакыт;15.03.1987;м;Демо;03/04/23;0555;123;жена\n";
    let plan = IntakePlan {
        as_of: Some(date(2026, 11, 22)),
        ..no_plan()
    };
    let intake = intake(text, &plan);
    let [report]: &[Report; 1] = intake.reports.as_slice().try_into().unwrap();
    assert_eq!(intake.lists[0].label, "demo");
    assert_eq!((report.own_id.as_deref(), report.origin.row), (Some("7"), 2));
    assert_eq!(
        (report.name.surname.as_deref(), report.name.given.as_deref()),
        (Some("Демов"), Some("Бакыт"))
    );
    assert_eq!(report.sex, Some(Sex::Male));
    assert_eq!(when(report.birth.as_ref()), "1987-03-15..1987-03-15");
    assert_eq!(
        when(report.event.as_ref()),
        "2023-04-03..2023-04-03 | 2023-03-04..2023-03-04"
    );
    assert_eq!(
        (report.place.as_deref(), report.source.as_deref()),
        (Some("Демо"), Some("жена"))
    );
    assert_eq!(report.details[&Detail::Phone], "0555");
    assert_eq!(report.details[&Detail::Document], "123");
    assert_eq!(
        warned(&intake.warnings),
        "- Источник source-column\n2 Дата гибели ambiguous-date\n2 Дата гибели century-inferred\n"
    );
}

#[test]
fn what_is_unclear_is_said_and_kept() {
    let text = "id,name,birth,sex,x\n\
                1,Demo A,30.02.1987,m,\n\
                1,Demo B,sometime,??,\n\
                3,,31851,robot,\n\
                4,n/a,,,\n\
                5,Дeмо,35 лет,,\n";
    let intake = intake(text, &no_plan());
    assert_eq!(intake.reports.len(), 5);
    assert_eq!(when(intake.reports[2].birth.as_ref()), "1987-03-15..1987-03-15");
    assert_eq!(
        warned(&intake.warnings),
        "- x unrecognised-column\n2 birth no-such-day\n3 birth unreadable-date\n3 id duplicate-own-id first-row=2\n\
         4 sex unrecognised-sex\n4 birth excel-serial\n4 - no-name\n5 - nothing-identifying\n\
         6 name mixed-script\n6 birth age-without-day\n"
    );
}

#[test]
fn columns_that_tell_nobody_apart_are_named() {
    let rows = |n: usize| -> String {
        (0..n)
            .map(|row| format!("Demo {row};1990;0555123456;Osh;;M\n"))
            .collect()
    };
    let warned_of = |rows: &str| {
        let text = format!("name;birth;phone;place;passport;sex\n{rows}");
        warned(&intake(&text, &no_plan()).warnings)
    };
    let said = warned_of(&rows(5));
    assert!(
        said.contains("- birth one-value rows=5") && said.contains("- phone one-value rows=5"),
        "{said}"
    );
    assert!(said.contains("- passport empty-column"), "{said}");
    assert!(
        !said.contains("place") && !said.contains("sex"),
        "a list is often of one place: {said}"
    );
    assert!(!warned_of(&rows(4)).contains("one-value"), "four rows say little");
    let differs = format!("{}Demo 6;1991;0555123457;Osh;A1;M\n", rows(5));
    assert!(!warned_of(&differs).contains("one-value") && !warned_of(&differs).contains("empty"));
}

#[test]
fn sums_are_no_persons() {
    let text = "№;ФИО;год рождения;место\n\
                1;Демов Бакыт;1987;Ош\n\
                ;Итого;1;\n\
                Всего;15;;\n\
                Жалпы:;;;\n\
                ;Бардыгы 15;;\n\
                2;Тоталов Всеволод;1990;Ош\n\
                ;TOTAL;;\n";
    let read = intake(text, &no_plan());
    let rows: Vec<u64> = read.reports.iter().map(|report| report.origin.row).collect();
    assert_eq!(rows, [2, 7]);
    assert_eq!(
        warned(&read.warnings),
        "3 - total-row\n4 - total-row\n5 - total-row\n6 - total-row\n8 - total-row\n"
    );
    let place = &read.warnings[0];
    assert_eq!((place.file.as_str(), place.sheet.as_deref()), ("demo.csv", None));
}

#[test]
fn a_name_that_names_nobody_is_none() {
    let text = "name,birth,place\n\
                1,1987,Osh\n\
                ???,1988,Osh\n\
                -,,\n\
                неизвестный мужчина,1989,Osh\n\
                Unknown man 2,1990,Osh\n\
                белгисиз,1991,Osh\n\
                Man,1992,Osh\n";
    let read = intake(text, &no_plan());
    let named: Vec<bool> = read
        .reports
        .iter()
        .map(|report| !report.name.is_empty())
        .collect();
    assert_eq!(named, [false, false, false, false, false, false, true]);
    assert_eq!(
        warned(&read.warnings),
        "2 name name-without-letters\n2 - no-name\n3 - no-name\n4 - nothing-identifying\n5 - no-name\n6 - no-name\n\
         7 - no-name\n"
    );
    // A number in one part leaves the others as they are.
    let parts = intake("surname,given\nDemo,7\n", &no_plan());
    assert_eq!(parts.reports[0].name.surname.as_deref(), Some("Demo"));
    assert_eq!(parts.reports[0].name.given, None);
}

#[test]
fn ages_become_births() {
    let text = "name,age,as of\nDemo A,35,2020-06-01\nDemo B,35 лет,\nDemo C,x,2020\nDemo D,20,2020\n";
    let intake = intake(
        text,
        &IntakePlan {
            as_of: Some(date(2026, 11, 22)),
            ..no_plan()
        },
    );
    let births: Vec<String> = intake
        .reports
        .iter()
        .map(|report| when(report.birth.as_ref()))
        .collect();
    assert_eq!(
        births,
        [
            "1984-06-02..1985-06-01",
            "1990-11-23..1991-11-22",
            "",
            "1999-01-02..2000-12-31"
        ]
    );
    assert_eq!(warned(&intake.warnings), "4 age unreadable-age\n");
    let intake = self::intake("name,age\nDemo A,35\n", &no_plan());
    assert_eq!(warned(&intake.warnings), "2 age age-without-day\n");
    let both = "name,birth,age\nDemo A,1990,35\nDemo B,1960,35\n";
    let intake = self::intake(
        both,
        &IntakePlan {
            as_of: Some(date(2026, 1, 1)),
            ..no_plan()
        },
    );
    assert_eq!(warned(&intake.warnings), "3 age age-contradicts-birth\n");
    assert_eq!(when(intake.reports[1].birth.as_ref()), "1960-01-01..1960-12-31");
}

#[test]
fn a_bare_heading_for_a_name_is_read_by_what_stands_beside_it() {
    for (header, heading, expected) in [
        ("Surname,Name", "Name", Column::Given),
        ("Name,Last name,Middle name", "Name", Column::Given),
        ("Name 1,Surname", "Name 1", Column::Given),
        ("Name (as written),Surname", "Name (as written)", Column::Given),
        ("Фамилия,Имя,Отчество", "Имя", Column::Given),
        ("Name,Year of birth", "Name", Column::Name),
        ("Full name,Surname", "Full name", Column::Name),
        ("Name,Surname,First name", "Name", Column::Name),
        ("Имя,Год рождения", "Имя", Column::Name),
        ("Аты,Туулган жылы", "Аты", Column::Name),
        ("Имя,Отчество", "Имя", Column::Given),
        ("ФИО,Имя", "Имя", Column::Given),
        ("First name,Age", "First name", Column::Given),
    ] {
        let text = format!(
            "{header}\n{}\n",
            "Demo,".repeat(header.split(',').count() - 1) + "x"
        );
        let intake = intake(&text, &no_plan());
        assert_eq!(intake.mapping.columns.get(heading), Some(&expected), "{header}");
    }
}

#[test]
fn a_mapping_says_what_a_bare_heading_means() {
    let mapping = Mapping {
        columns: [("Name".to_owned(), Column::Name)].into(),
    };
    let plan = IntakePlan {
        mapping: Some(mapping),
        ..no_plan()
    };
    let intake = intake("Surname,Name\nDemo,Demo A\n", &plan);
    assert_eq!(intake.reports[0].name.full.as_deref(), Some("Demo A"));
}

/// The mapping is for all tables, so that it can only hold what is the same in each.
#[test]
fn a_heading_that_tables_mean_differently_is_not_in_the_mapping() {
    let tables = tables(&[
        ("a.csv", "Name,Age\nDemo A,30\n"),
        ("b.csv", "Name,Surname,Age\nA,Demo,30\n"),
        ("c.csv", "Name,Age\nDemo A,30\n"),
    ]);
    let intake = read_lists(&tables, &no_plan()).unwrap();
    let headings: Vec<&str> = intake.mapping.columns.keys().map(String::as_str).collect();
    assert_eq!(headings, ["Age", "Surname"]);
    assert_eq!(intake.reports[1].name.given.as_deref(), Some("A"));
    let plan = IntakePlan {
        mapping: Some(intake.mapping),
        ..no_plan()
    };
    assert_eq!(read_lists(&tables, &plan).unwrap().reports, intake.reports);
}

#[test]
fn columns_that_say_the_same_are_joined() {
    let text = "name,address_1,address_2,birth year,birth month,birth day\nDemo,Lane 1,Town,1987,3,15\n";
    let mapping = Mapping {
        columns: [
            ("birth month".to_owned(), Column::Birth),
            ("birth day".to_owned(), Column::Birth),
        ]
        .into(),
    };
    let intake = intake(
        text,
        &IntakePlan {
            mapping: Some(mapping),
            ..no_plan()
        },
    );
    assert_eq!(intake.reports[0].details[&Detail::Address], "Lane 1 Town");
    assert_eq!(when(intake.reports[0].birth.as_ref()), "1987-03-15..1987-03-15");
    assert_eq!(
        warned(&intake.warnings),
        "- birth year joined-columns columns=D + E + F\n\
         - address_1 joined-columns columns=B + C\n"
    );
}

#[test]
fn lists_come_from_files_or_a_column() {
    let tables = tables(&[
        ("a.csv", "name,list\nDemo A,Red\nDemo B,\nDemo C,Blue\n"),
        ("b.csv", "name,x\nDemo D,\n"),
        ("b.tsv", "name\tx\nDemo E\t\n"),
        ("c.csv", "name,list\nDemo F,Red\n"),
    ]);
    let intake = read_lists(&tables, &no_plan()).unwrap();
    let labels: Vec<&str> = intake.lists.iter().map(|list| list.label.as_str()).collect();
    assert_eq!(labels, ["Red", "a", "Blue", "b", "b (2)"]);
    let lists: Vec<usize> = intake.reports.iter().map(|report| report.list).collect();
    assert_eq!(lists, [0, 1, 2, 3, 4, 0]);
    assert!(warned(&intake.warnings).contains("3 list no-list"));
}

#[test]
fn a_mapping_wins_over_words() {
    let mapping = Mapping {
        columns: [
            ("who".to_owned(), Column::Name),
            ("absent".to_owned(), Column::Sex),
        ]
        .into(),
    };
    let plan = IntakePlan {
        mapping: Some(mapping),
        ..no_plan()
    };
    let intake = intake("who,x\nDemo,1\n", &plan);
    assert_eq!(intake.reports[0].name.full.as_deref(), Some("Demo"));
    assert_eq!(
        warned(&intake.warnings),
        "- x unrecognised-column\n- absent mapping-unused\n"
    );
    assert_eq!(intake.mapping.columns["who"], Column::Name);
    assert_eq!(intake.mapping.columns["x"], Column::Ignored);
}

#[test]
fn own_id_and_carried_columns() {
    let plan = IntakePlan {
        own_id: Some("key".to_owned()),
        carried: Some("truth".to_owned()),
        ..no_plan()
    };
    let intake = intake("id,key,name,truth\n1,k1,Demo A,t1\n2,k2,Demo B,\n", &plan);
    assert_eq!(intake.reports[1].own_id.as_deref(), Some("k2"));
    assert_eq!(intake.carried, [Some("t1".into()), None]);
    assert_eq!(warned(&intake.warnings), "- id unrecognised-column\n");
    let missing = IntakePlan {
        carried: Some("none".to_owned()),
        ..no_plan()
    };
    let error = read_lists(&tables(&[("a.csv", "name,x\nDemo,\n")]), &missing).unwrap_err();
    assert_eq!(error.code(), "missing-heading");
}

#[test]
fn an_age_in_the_birth_column_uses_the_day_beside_it() {
    let read = intake("name,birth date,age as of\nDemo,35 лет,2023-06-01\n", &no_plan());
    let birth = read.reports[0].birth.as_ref().unwrap();
    assert_eq!(birth.readings()[0].last().to_string(), "1988-06-01");
    assert_eq!(warned(&read.warnings), "");
}

#[test]
fn without_names_there_is_no_list() {
    let check = |text: &str, headings: &[&str]| {
        let error = read_lists(&tables(&[("a.csv", text)]), &no_plan()).unwrap_err();
        let expected = IntakeError::NoNameColumn {
            file: "a.csv".to_owned(),
            headings: headings.iter().map(|&heading| heading.to_owned()).collect(),
        };
        assert_eq!(error, expected);
    };
    check("phone,weight\n1,2\n", &["phone", "weight"]);
    // A first row that is no heading may be a person, who is not shown in an error.
    check("Demo Person,1987\nDemo Other,1988\n", &[]);
    assert!(read_lists(&[], &no_plan()).is_err());
}

#[test]
fn shared_lists_are_understood() {
    for (path, unrecognised) in [
        ("data/linkage/fake_1000.csv", vec!["cluster"]),
        (
            "data/linkage/historical_figures_with_errors_50k.parquet",
            vec!["cluster"],
        ),
        ("data/linkage/dataset3.csv", vec!["state"]),
        ("data/linkage/dataset4a.csv", vec!["state"]),
    ] {
        let Some(bytes) = shared(path) else { return };
        let (tables, _) = read(path, &bytes);
        let n_rows: usize = tables.iter().map(|table| table.rows.len()).sum();
        let intake = read_lists(&tables, &no_plan()).unwrap();
        assert_eq!(intake.reports.len(), n_rows, "{path}");
        let by = |code: &str| {
            intake
                .warnings
                .iter()
                .filter(|warning| warning.kind.code() == code)
                .collect::<Vec<_>>()
        };
        let columns: Vec<&str> = by("unrecognised-column")
            .iter()
            .filter_map(|warning| warning.column.as_deref())
            .collect();
        assert_eq!(columns, unrecognised, "{path}");
        let with_birth = intake
            .reports
            .iter()
            .filter(|report| report.birth.is_some())
            .count();
        assert!(
            with_birth * 10 > n_rows * 7,
            "{path}: {with_birth} of {n_rows} births"
        );
        assert!(
            intake.reports.iter().all(|report| report.own_id.is_some()),
            "{path}"
        );
    }
}
