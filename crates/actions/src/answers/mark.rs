//! Marks of reports that stay when rows and files move.

use records::Report;

use crate::input::sha256;

/// How many hexadecimal digits a mark has after its letter: 128 bits.
const KEY_DIGITS: usize = 32;

/// The mark of a report: a digest of what it says of the person, of nothing that changes when rows or files move.
///
/// It begins with a letter, so that no spreadsheet takes it for a number. Whoever has the name and the date can work it out,
/// so that it hides nothing from those who can guess what a list says.
pub(crate) fn key(report: &Report) -> String {
    let mut said = String::from("esep report 1");
    let mut add = |tag: &str, value: &str| {
        said.push_str(&format!("\n{tag} {} ", value.len()));
        said.push_str(value);
    };
    let name = &report.name;
    for (tag, part) in [
        ("name", &name.full),
        ("surname", &name.surname),
        ("given", &name.given),
        ("patronymic", &name.patronymic),
        ("place", &report.place),
    ] {
        part.iter().for_each(|part| add(tag, part));
    }
    for (tag, date) in [("birth", &report.birth), ("event", &report.event)] {
        if let Some(date) = date {
            for span in date.readings() {
                add(tag, &format!("{}/{}", span.first(), span.last()));
            }
            add(tag, if date.is_approximate() { "about" } else { "" });
        }
    }
    report.sex.iter().for_each(|sex| add("sex", sex_code(*sex)));
    for (detail, value) in &report.details {
        add(detail_code(*detail), value);
    }
    format!("r{}", &sha256(said.as_bytes())[..KEY_DIGITS])
}

/// The code of a sex.
pub(crate) fn sex_code(sex: records::Sex) -> &'static str {
    match sex {
        records::Sex::Male => "male",
        records::Sex::Female => "female",
    }
}

/// The code of the field of a detail, as linkage has it.
pub(crate) fn detail_code(detail: records::Detail) -> &'static str {
    match detail {
        records::Detail::Phone => "phone",
        records::Detail::Document => "document",
        records::Detail::Email => "email",
        records::Detail::Postcode => "postcode",
        records::Detail::Address => "address",
        records::Detail::Occupation => "occupation",
    }
}

/// Whether a text can be the mark of a report.
pub(super) fn is_key(text: &str) -> bool {
    let digits = text.strip_prefix('r').unwrap_or_default();
    digits.len() == KEY_DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use records::{Detail, Origin, WrittenName};

    use super::*;

    fn report(row: u64, surname: &str, phone: &str) -> Report {
        Report {
            origin: Origin {
                file: format!("{row}.csv").into(),
                sheet: None,
                row,
            },
            list: row as usize,
            own_id: Some(row.to_string().into()),
            name: WrittenName {
                surname: Some(surname.into()),
                ..WrittenName::default()
            },
            sex: None,
            birth: None,
            event: None,
            place: None,
            source: None,
            details: [(Detail::Phone, phone.into())].into_iter().collect(),
        }
    }

    #[test]
    fn a_mark_stays_when_rows_move_and_changes_with_what_is_said() {
        let mark = key(&report(2, "Ойдонов", "996 1"));
        assert_eq!(mark, key(&report(7, "Ойдонов", "996 1")));
        assert_ne!(mark, key(&report(2, "Ойдонова", "996 1")));
        assert_ne!(mark, key(&report(2, "Ойдонов", "996 2")));
        assert!(is_key(&mark) && !mark.contains("Ойдонов"));
        for other in ["", "r", "r12", &mark[1..], &format!("{mark}0"), "rя"] {
            assert!(!is_key(other), "{other}");
        }
    }
}
