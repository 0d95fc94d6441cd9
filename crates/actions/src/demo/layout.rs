//! The five lists' columns and habits.

use super::spelling::Letters;

/// How one list is laid out.
pub(super) struct Layout {
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    /// `en`, `ru` or `ky`.
    pub(super) language: &'static str,
    /// Place of that language in a word in three languages.
    pub(super) place_language: usize,
    pub(super) letters: Letters,
    /// Headings; the first is that of the row's own identifier.
    pub(super) header: &'static [&'static str],
    /// What stands below each heading but the first.
    pub(super) fields: &'static [Field],
    pub(super) given_first: bool,
    pub(super) dates: Dates,
}

/// What a column says.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Name,
    Surname,
    Given,
    Patronymic,
    /// Birth date or year.
    Birth,
    /// Age, where it stands for a birth date.
    Age,
    AsOf,
    Sex,
    Place,
    Event,
    Phone,
    Document,
    Mark,
}

/// How a list writes dates.
#[derive(Clone, Copy)]
pub(super) enum Dates {
    Casework,
    Media,
    Roster,
    Obituary,
    Returns,
}

/// The five lists, A to E.
pub(super) const LAYOUTS: [Layout; 5] = [
    Layout {
        code: "A",
        label: "DEMO-A-casework",
        language: "ru",
        place_language: 1,
        letters: Letters::Russian,
        header: &[
            "Номер",
            "Фамилия",
            "Имя",
            "Отчество",
            "Дата рождения",
            "Возраст",
            "Возраст на дату",
            "Пол",
            "Место",
            "Дата события",
            "Телефон",
            "Документ (посл. 3)",
            "Источник",
        ],
        fields: &[
            Field::Surname,
            Field::Given,
            Field::Patronymic,
            Field::Birth,
            Field::Age,
            Field::AsOf,
            Field::Sex,
            Field::Place,
            Field::Event,
            Field::Phone,
            Field::Document,
            Field::Mark,
        ],
        given_first: false,
        dates: Dates::Casework,
    },
    Layout {
        code: "B",
        label: "DEMO-B-media",
        language: "en",
        place_language: 0,
        letters: Letters::Latin,
        header: &[
            "ID",
            "Full name",
            "Date of birth",
            "Age",
            "Age as of",
            "Sex",
            "Place",
            "Date of death",
            "Source",
        ],
        fields: &[
            Field::Name,
            Field::Birth,
            Field::Age,
            Field::AsOf,
            Field::Sex,
            Field::Place,
            Field::Event,
            Field::Mark,
        ],
        given_first: true,
        dates: Dates::Media,
    },
    Layout {
        code: "C",
        label: "DEMO-C-roster",
        language: "ru",
        place_language: 1,
        letters: Letters::Russian,
        header: &[
            "№",
            "ФИО",
            "Дата рождения",
            "Возраст",
            "По состоянию на",
            "Место",
            "Дата события",
            "Документ (посл. 3)",
            "Источник",
        ],
        fields: &[
            Field::Name,
            Field::Birth,
            Field::Age,
            Field::AsOf,
            Field::Place,
            Field::Event,
            Field::Document,
            Field::Mark,
        ],
        given_first: false,
        dates: Dates::Roster,
    },
    Layout {
        code: "D",
        label: "DEMO-D-obituaries",
        language: "ky",
        place_language: 2,
        letters: Letters::Kyrgyz,
        header: &[
            "Номери",
            "Аты-жөнү",
            "Туулган жылы",
            "Жашы",
            "Жашы такталган күн",
            "Жери",
            "Каза болгон күнү",
            "Булак",
        ],
        fields: &[
            Field::Name,
            Field::Birth,
            Field::Age,
            Field::AsOf,
            Field::Place,
            Field::Event,
            Field::Mark,
        ],
        given_first: false,
        dates: Dates::Obituary,
    },
    Layout {
        code: "E",
        label: "DEMO-E-returns",
        language: "ru",
        place_language: 1,
        letters: Letters::Russian,
        header: &[
            "№ п/п",
            "ФИО",
            "Год рождения",
            "Возраст",
            "Возраст на дату",
            "Место",
            "Дата смерти",
            "Источник",
        ],
        fields: &[
            Field::Name,
            Field::Birth,
            Field::Age,
            Field::AsOf,
            Field::Place,
            Field::Event,
            Field::Mark,
        ],
        given_first: false,
        dates: Dates::Returns,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_has_its_field() {
        for layout in &LAYOUTS {
            assert_eq!(layout.header.len(), layout.fields.len() + 1, "{}", layout.code);
        }
    }
}
