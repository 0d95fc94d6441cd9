//! Writes a statement into a list's cells.

use jiff::civil::Date;

use super::chance::Chance;
use super::layout::{Dates, Field, Layout};
use super::statement::{StatedBirth, StatedName, Statement};

impl Layout {
    /// Writes a statement into cells, all but the row's own identifier.
    pub(super) fn cells(&self, statement: &Statement, chance: &mut Chance) -> Vec<String> {
        self.fields
            .iter()
            .map(|field| self.cell(*field, statement, chance))
            .collect()
    }

    fn cell(&self, field: Field, statement: &Statement, chance: &mut Chance) -> String {
        let name = &statement.name;
        let (first, second) = if name.flipped {
            (&name.given, &name.surname)
        } else {
            (&name.surname, &name.given)
        };
        match field {
            Field::Name => whole(name, self.given_first),
            Field::Surname => first.clone(),
            Field::Given => second.clone(),
            Field::Patronymic => name.patronymic.clone(),
            Field::Birth => self.birth(statement.birth, chance),
            Field::Age => match statement.birth {
                StatedBirth::Age(years) => self.age(years),
                _ => String::new(),
            },
            Field::AsOf => match statement.birth {
                StatedBirth::Age(_) => self.event(statement.event),
                _ => String::new(),
            },
            Field::Sex => self.sex(statement.woman).to_owned(),
            Field::Place => statement.place.clone(),
            Field::Event => self.event(statement.event),
            Field::Phone => statement.phone.clone().unwrap_or_default(),
            Field::Document => statement.document.clone().unwrap_or_default(),
            Field::Mark => self.mark().to_owned(),
        }
    }

    fn birth(&self, birth: StatedBirth, chance: &mut Chance) -> String {
        match (birth, self.dates) {
            (StatedBirth::Unknown | StatedBirth::Age(_), _) => String::new(),
            (StatedBirth::Day(day), dates) => birth_day(day, dates, chance),
            (StatedBirth::Year(year), Dates::Roster) if chance.happens(ABOUT) => format!("около {year}"),
            (StatedBirth::Year(year), Dates::Roster) => format!("{year} г.р."),
            (StatedBirth::Year(year), Dates::Obituary) => format!("{year}-ж."),
            (StatedBirth::Year(year), Dates::Casework | Dates::Media | Dates::Returns) => year.to_string(),
        }
    }

    fn age(&self, years: i16) -> String {
        match self.dates {
            Dates::Roster => format!("{years} {}", russian_years(years)),
            Dates::Obituary => format!("{years} жашта"),
            Dates::Casework | Dates::Media | Dates::Returns => years.to_string(),
        }
    }

    fn event(&self, day: Date) -> String {
        match self.dates {
            Dates::Media => day.to_string(),
            Dates::Casework | Dates::Roster | Dates::Obituary | Dates::Returns => dotted(day),
        }
    }

    fn sex(&self, woman: bool) -> &'static str {
        match (self.language, woman) {
            ("en", true) => "F",
            ("en", false) => "M",
            (_, true) => "жен",
            (_, false) => "муж",
        }
    }

    fn mark(&self) -> &'static str {
        match self.language {
            "en" => "DEMO invented",
            "ky" => "DEMO ойдон чыгарылган",
            _ => "DEMO вымышлено",
        }
    }
}

/// Share of birth years that the roster gives as "about": an assumption of this demo.
const ABOUT: f64 = 0.1;

fn whole(name: &StatedName, given_first: bool) -> String {
    let words = if given_first != name.flipped {
        [&name.given, &name.patronymic, &name.surname]
    } else {
        [&name.surname, &name.given, &name.patronymic]
    };
    let told: Vec<&str> = words
        .into_iter()
        .map(String::as_str)
        .filter(|word| !word.is_empty())
        .collect();
    told.join(" ")
}

fn birth_day(day: Date, dates: Dates, chance: &mut Chance) -> String {
    let (year, month, number) = (day.year(), usize::from(day.month().unsigned_abs()) - 1, day.day());
    let form = chance.between(0, 2);
    match (dates, form) {
        (Dates::Media, 0) => format!("{number} {} {year}", ENGLISH_MONTHS[month]),
        (Dates::Media, _) => day.to_string(),
        (Dates::Roster, 0) => format!("{number} {} {year} г.", RUSSIAN_MONTHS[month]),
        (Dates::Obituary, 0) => format!("{number}-{} {year}-ж.", KYRGYZ_MONTHS[month]),
        (Dates::Returns, 0) => format!("{number:02}/{:02}/{:02}", month + 1, year.rem_euclid(100)),
        (Dates::Returns, 1) => format!("{year}{:02}{number:02}", month + 1),
        (Dates::Casework | Dates::Roster | Dates::Obituary | Dates::Returns, _) => dotted(day),
    }
}

fn dotted(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}

/// The word for years that Russian grammar wants after a number.
fn russian_years(years: i16) -> &'static str {
    match (years % 10, years % 100) {
        (_, 11..=14) => "лет",
        (1, _) => "год",
        (2..=4, _) => "года",
        _ => "лет",
    }
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const RUSSIAN_MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

const KYRGYZ_MONTHS: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_names() {
        let check = |given_first: bool, flipped: bool, expected: &str| {
            let [surname, given, patronymic] = ["Асан уулу", "Бакыт", ""].map(str::to_owned);
            assert_eq!(
                whole(
                    &StatedName {
                        surname,
                        given,
                        patronymic,
                        flipped
                    },
                    given_first
                ),
                expected
            );
        };
        check(false, false, "Асан уулу Бакыт");
        check(true, false, "Бакыт Асан уулу");
        check(false, true, "Бакыт Асан уулу");
        check(true, true, "Асан уулу Бакыт");
    }

    #[test]
    fn russian_counts_years() {
        for (years, word) in [(21, "год"), (32, "года"), (18, "лет"), (41, "год"), (55, "лет")]
        {
            assert_eq!(russian_years(years), word, "{years}");
        }
    }
}
