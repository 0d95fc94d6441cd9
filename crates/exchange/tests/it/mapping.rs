//! Mapping files.

use exchange::{Column, Mapping};
use proptest::prelude::*;

fn check_error(text: &str, code: &str, line: &str) {
    let error = Mapping::from_toml(text).unwrap_err();
    assert_eq!((error.code(), error.args()[0].1.as_str()), (code, line), "{text}");
}

#[test]
fn mapping_files() {
    let mapping = Mapping::from_toml("[columns]\n\"Дата рожд.\" = \"birth\"\nname = \"name\"\n").unwrap();
    assert_eq!(mapping.columns["Дата рожд."], Column::Birth);
    assert_eq!(
        mapping.to_toml(),
        "[columns]\n\"name\" = \"name\"\n\"Дата рожд.\" = \"birth\"\n"
    );
    check_error(
        "[columns]\n\"a\" = \"name\"\n\"b\" = \"nme\"\n",
        "mapping-unknown-column",
        "3",
    );
    check_error("[columns]\n\"a\" =\n", "mapping-syntax", "2");
    check_error("[colums]\n\"a\" = \"name\"\n", "mapping-syntax", "1");
    check_error("[columns]\n\"a\" = 5\n", "mapping-syntax", "2");
    assert_eq!(Mapping::from_toml("").unwrap(), Mapping::default());
}

proptest! {
    #[test]
    fn mappings_are_read_back(
        columns in proptest::collection::btree_map("[^ \t\n\r\u{85}\u{a0}][\\PC\n\t\"\\\\]{0,10}[a-zө№\"\\\\]", 0usize..20, 0..6)
    ) {
        let columns = columns.into_iter().map(|(heading, at)| (heading.trim().to_owned(), Column::ALL[at])).collect();
        let mapping = Mapping { columns };
        prop_assert_eq!(Mapping::from_toml(&mapping.to_toml()), Ok(mapping));
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,60}") {
        let _ = Mapping::from_toml(&text);
        let _ = Mapping::from_toml(&format!("[columns]\n{text}"));
    }
}
