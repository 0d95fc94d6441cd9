//! Matched tables and tallies.

use exchange::{MatchedError, MatchedPlan, MatchedTable, Warning, read_matched};

use crate::fixtures::{read, shared, shared_files, warned};

fn by_words() -> MatchedPlan {
    MatchedPlan {
        lists: Vec::new(),
        by: None,
    }
}

fn matched(text: &str, plan: &MatchedPlan) -> Result<(Vec<MatchedTable>, Vec<Warning>), MatchedError> {
    read_matched(&read("demo.csv", text.as_bytes()).0, plan)
}

/// Lists, counts by history, and people on none, as text.
fn say(table: &MatchedTable) -> String {
    let counts: Vec<String> = table
        .counts
        .iter()
        .map(|(history, people)| format!("{history:0width$b}={people}", width = table.lists.len()))
        .collect();
    format!(
        "{} : {} : {}",
        table.lists.join(","),
        counts.join(" "),
        table.on_none
    )
}

fn check(text: &str, expected: &str, warnings: &str) {
    let (tables, found) = matched(text, &by_words()).unwrap();
    assert_eq!(say(&tables[0]), expected, "{text}");
    assert_eq!(warned(&found).trim(), warnings, "{text}");
}

#[test]
fn persons_by_row() {
    check(
        "ID,name,A,B\n1,Demo,TRUE,FALSE\n2,Demo,TRUE,TRUE\n3,Demo,FALSE,FALSE\n",
        "A,B : 01=1 11=1 : 1",
        "- - on-no-list cells=1",
    );
    check(
        "№;А;Б\n1;да;нет\n2;ооба;жок\n3;нет;есть\n",
        "А,Б : 01=2 10=1 : 0",
        "",
    );
    check("A,B\nx,\n,x\nx,+\n", "A,B : 01=1 10=1 11=1 : 0", "");
    check(
        "A,B,C\nyes,no,no\nN/A,yes,no\n,yes,unknown\n",
        "A,B : 01=1 10=2 : 0",
        "- C empty-list-dropped\n- A unknown-as-not-listed cells=1",
    );
    check(
        "A,B,all\n1,0,1\n0,1,1\n0,1,1\n",
        "A,B : 01=1 10=2 : 0",
        "- all says-yes-for-all",
    );
}

#[test]
fn tallies() {
    check(
        "A,B,count\n1,0,5\n0,1,7\n1,1,3\n0,0,9\n",
        "A,B : 01=5 10=7 11=3 : 9",
        "- - on-no-list cells=9",
    );
    check(
        "A;B;Количество\n1;0;1 005\n1;1;0\n1;1;2\n",
        "A,B : 01=1005 11=2 : 0",
        "",
    );
    check("n,A,B\n1,1,0\n2,0,1\n3,1,1\n", "A,B : 01=1 10=1 11=1 : 0", "");
    let error = matched("A,B,count\n1,0,5\n0,1,8\n0,1,many\n", &by_words()).unwrap_err();
    assert_eq!((error.code(), error.args()[1].1.as_str()), ("bad-count", "4"));
    for counts in [
        "1,0,-5\n0,1,3\n1,1,2",
        "1,0,5\n0,1,2.5\n1,1,1",
        "1,0,-1\n0,1,-2\n1,1,0,5",
        "1,0,5\n0,1,many\n1,1,few",
    ] {
        let error = matched(&format!("A,B,count\n{counts}\n"), &by_words()).unwrap_err();
        assert_eq!(error.code(), "bad-count", "{counts}");
    }
}

#[test]
fn named_lists() {
    let plan = MatchedPlan {
        lists: vec!["all".to_owned(), "B".to_owned()],
        by: None,
    };
    let (tables, warnings) = matched("A,B,all\n1,maybe,1\n0,1,1\n", &plan).unwrap();
    assert_eq!(say(&tables[0]), "B,all : 10=1 11=1 : 0");
    assert_eq!(warned(&warnings), "2 B not-yes-or-no\n");
    let missing = MatchedPlan {
        lists: vec!["Z".to_owned()],
        by: None,
    };
    assert_eq!(
        matched("A,B\n1,0\n", &missing).unwrap_err().code(),
        "missing-list"
    );
}

#[test]
fn a_column_parts_a_table() {
    let parted = |heading: &str| MatchedPlan {
        lists: Vec::new(),
        by: Some(heading.to_owned()),
    };
    let text = "place,A,B,count\nOsh,1,0,5\nBatken,1,1,2\nOsh,1,1,3\n,0,1,4\nOsh,1,0,1\n";
    let (tables, warnings) = matched(text, &parted("place")).unwrap();
    let said: Vec<String> = tables
        .iter()
        .map(|table| format!("{:?} {}", table.part, say(table)))
        .collect();
    assert_eq!(
        said,
        [
            "Some(\"\") A,B : 10=4 : 0",
            "Some(\"Batken\") A,B : 11=2 : 0",
            "Some(\"Osh\") A,B : 01=6 11=3 : 0",
        ]
    );
    assert_eq!(warned(&warnings), "");
    // A number that parts is no count and no list.
    let (tables, _) = matched("draw,A,B,count\n1,1,0,5\n1,1,1,2\n2,1,1,7\n", &parted("draw")).unwrap();
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[1].part.as_deref(), Some("2"));
    let error = matched(text, &parted("oblast")).unwrap_err();
    assert_eq!(error.code(), "missing-column");
}

#[test]
fn too_many_and_no_lists() {
    let heading: Vec<String> = (0..65).map(|n| format!("L{n}")).collect();
    let row = |on: usize| {
        (0..65)
            .map(|n| if n == on { "1" } else { "0" })
            .collect::<Vec<_>>()
            .join(",")
    };
    let rows: Vec<String> = (0..65).map(row).collect();
    let text = format!("{}\n{}\n", heading.join(","), rows.join("\n"));
    assert_eq!(matched(&text, &by_words()).unwrap_err().code(), "too-many-lists");
    assert_eq!(
        matched("name,age\nDemo,5\nDemo,6\n", &by_words())
            .unwrap_err()
            .code(),
        "no-lists"
    );
}

#[test]
fn manila_gives_its_people_and_lists() {
    let Some(bytes) = shared("data/lists/manila.xlsx") else {
        return;
    };
    let (tables, _) = read("manila.xlsx", &bytes);
    let (matched, warnings) = read_matched(&tables, &by_words()).unwrap();
    let people = |table: &MatchedTable| table.counts.values().sum::<u64>() + table.on_none;
    let found: Vec<(u64, usize)> = matched
        .iter()
        .map(|table| (people(table), table.lists.len()))
        .collect();
    assert_eq!(
        found,
        [(488, 9), (245, 7)],
        "{:?}",
        matched.iter().map(say).collect::<Vec<_>>()
    );
    let dropped = warnings
        .iter()
        .filter(|warning| warning.kind.code() == "empty-list-dropped")
        .count();
    assert_eq!(dropped, 2, "{}", warned(&warnings));
    assert!(warned(&warnings).contains("unknown-as-not-listed"));
}

#[test]
fn shared_tallies_are_read() {
    for name in shared_files("data/estimation", ".csv") {
        let Some(bytes) = shared(&format!("data/estimation/{name}")) else {
            return;
        };
        let result = read_matched(&read(&name, &bytes).0, &by_words());
        if name.starts_with("freq_") {
            assert_eq!(result.unwrap_err().code(), "no-lists", "{name}");
            continue;
        }
        let (tables, warnings) = result.unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let counts = text
            .lines()
            .skip(1)
            .filter_map(|line| line.rsplit(',').next()?.trim().parse::<u64>().ok());
        let n_lists = text.lines().next().unwrap().split(',').count() - 1;
        assert_eq!(
            tables[0].counts.values().sum::<u64>() + tables[0].on_none,
            counts.sum::<u64>(),
            "{name}"
        );
        assert_eq!(tables[0].lists.len(), n_lists, "{name}");
        assert_eq!(warned(&warnings), "", "{name}");
    }
}

#[test]
fn what_a_table_nearly_says_is_told() {
    // One unknown word must not make a list vanish without a word.
    let mut text = "Union,Media\n".to_owned();
    for row in 0..9 {
        text += if row == 4 { "perhaps,yes\n" } else { "yes,no\n" };
    }
    let (_, warnings) = matched(&text, &by_words()).unwrap();
    assert_eq!(
        warned(&warnings),
        "6 Union nearly-a-list\n- - on-no-list cells=8\n"
    );
    // People on no list, and a tally whose counts have an unknown heading.
    let (tables, warnings) = matched("A,B,souls\n1,0,30\n0,1,20\n1,1,10\n0,0,12\n", &by_words()).unwrap();
    assert_eq!(tables[0].on_none, 1);
    assert_eq!(
        warned(&warnings),
        "- - on-no-list cells=1\n- souls likely-count\n"
    );
}
