//! The invented people: who they are, whatever any list says about them.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::naming::{Form, Naming, Surname, Tradition, without_bek};
use super::oracle::{Class, TOTAL};
use super::places::Home;
use super::spelling::{Letters, usual};

/// One invented person.
#[derive(Clone)]
pub(super) struct Person {
    /// From 1.
    pub(super) number: u32,
    pub(super) class: Class,
    pub(super) name: Naming,
    /// The name in the person's other papers.
    pub(super) other_name: Naming,
    pub(super) born: Date,
    pub(super) event: Date,
    pub(super) home: Home,
    pub(super) phone: String,
    /// Last three characters of the person's document, and of the other papers.
    pub(super) documents: [String; 2],
}

/// Share of people who have a namesake with the same birth year among the others.
pub(super) const NAMESAKES: f64 = 0.015;

/// Invents everybody; also gives the numbers of the deliberate namesakes.
pub(super) fn invent_people(chance: &mut Chance) -> (Vec<Person>, Vec<(u32, u32)>) {
    let mut classes: Vec<Class> = Class::ALL
        .into_iter()
        .flat_map(|class| vec![class; class.size() as usize])
        .collect();
    chance.shuffle(&mut classes);
    let namesake_places = draw_namesake_places(chance);
    let mut people: Vec<Person> = Vec::with_capacity(classes.len());
    let mut names_taken = BTreeSet::new();
    let mut namesakes = Vec::new();
    for (number, class) in (1..).zip(classes) {
        let twin = if namesake_places.contains(&number) {
            draw_namesake(&people, &namesakes, &names_taken, chance)
        } else {
            None
        };
        let person = match twin {
            Some((original, person)) => {
                namesakes.push((original, number));
                person
            }
            None => somebody(&names_taken, chance),
        };
        let person = Person {
            number,
            class,
            ..person
        };
        names_taken.extend(claims(&person));
        people.push(person);
    }
    (people, namesakes)
}

/// Numbers of men who by their names could be father and son.
pub(super) fn fathers(people: &[Person]) -> Vec<(u32, u32)> {
    let men = || people.iter().filter(|person| !person.name.woman);
    let could_be = |father: &Person, son: &Person| {
        father.number != son.number
            && father.name.surname.soviet == son.name.surname.soviet
            && father.name.given == son.name.father
    };
    men()
        .flat_map(|father| {
            let sons = men().filter(move |son| could_be(father, son));
            sons.map(|son| (father.number, son.number))
        })
        .collect()
}

/// Numbers of the people who will get the name of an earlier one.
fn draw_namesake_places(chance: &mut Chance) -> BTreeSet<u32> {
    let mut places: Vec<u32> = (TOTAL / 4..=TOTAL).collect();
    chance.shuffle(&mut places);
    let n_namesakes = (f64::from(TOTAL) * NAMESAKES).round() as usize;
    places.into_iter().take(n_namesakes).collect()
}

/// The number of somebody who has no namesake yet, and his namesake.
fn draw_namesake(
    people: &[Person],
    namesakes: &[(u32, u32)],
    names_taken: &BTreeSet<Claim>,
    chance: &mut Chance,
) -> Option<(u32, Person)> {
    let single = |person: &&Person| !namesakes.iter().any(|(a, b)| [*a, *b].contains(&person.number));
    // The other traditions have too few surnames in the bank for two men with two papers each.
    let fit = |person: &&Person| {
        let Naming {
            tradition,
            woman,
            form,
            ..
        } = person.name;
        tradition == Tradition::Kyrgyz && form == Form::Soviet && !woman
    };
    let candidates: Vec<&Person> = people.iter().filter(fit).filter(single).collect();
    if candidates.is_empty() {
        return None;
    }
    let original = *chance.pick(&candidates);
    namesake(original, names_taken, chance).map(|person| (original.number, person))
}

/// Somebody whose name and birth year nobody has.
fn somebody(names_taken: &BTreeSet<Claim>, chance: &mut Chance) -> Person {
    loop {
        let event = draw_event(chance);
        let person = with_name(
            Naming::draw(chance),
            draw_birth(event, chance),
            event,
            Home::draw(chance),
            chance,
        );
        if claims(&person).is_disjoint(names_taken) {
            return person;
        }
    }
}

/// Another man with the same name and birth year: other father, other province, another time.
fn namesake(original: &Person, names_taken: &BTreeSet<Claim>, chance: &mut Chance) -> Option<Person> {
    let year = original.born.year();
    for _ in 0..ATTEMPTS {
        let name = original.name.namesake(chance);
        let month = chance.between(1, 12) as i8;
        let born = date(year, month, chance.between(1, 28) as i8);
        let (event, home) = (draw_event(chance), Home::draw(chance));
        let far = !home.same_province(original.home) && days_between(event, original.event) > 60;
        if !far || born == original.born || !(18..=61).contains(&age(born, event)) {
            continue;
        }
        let person = with_name(name, born, event, home, chance);
        let own = claim(&original.name.surname.soviet, &person);
        let free = |claim: &Claim| *claim == own || !names_taken.contains(claim);
        if claims(&person).iter().all(free) {
            return Some(person);
        }
    }
    None
}

/// So many attempts fail only where hardly any namesake can be: in most years of birth every other succeeds.
const ATTEMPTS: u32 = 10_000;

fn with_name(name: Naming, born: Date, event: Date, home: Home, chance: &mut Chance) -> Person {
    let other_name = name.in_other_papers(chance);
    let phone = format!("996 000 {:06}", chance.between(0, 999_999));
    let documents = [document(chance), document(chance)];
    Person {
        number: 0,
        class: Class::Naturalised,
        name,
        other_name,
        born,
        event,
        home,
        phone,
        documents,
    }
}

/// The end of a document number, with a letter that no document number has.
fn document(chance: &mut Chance) -> String {
    format!("{}{:02}", chance.pick(&FORBIDDEN_LETTERS), chance.between(0, 99))
}

/// Letters that stand in no document number.
pub(super) const FORBIDDEN_LETTERS: [char; 3] = ['Ъ', 'Ы', 'Ь'];

/// A surname, a given name and a birth year, folded, that only one person may bear.
type Claim = (String, String, i16);

/// All names of a person: in first papers, by the father's name, in other papers.
fn claims(person: &Person) -> BTreeSet<Claim> {
    let by_father = Surname::of(&person.name.father).soviet;
    [
        &person.name.surname.soviet,
        &person.other_name.surname.soviet,
        &by_father,
    ]
    .into_iter()
    .map(|surname| claim(surname, person))
    .collect()
}

fn claim(surname: &str, person: &Person) -> Claim {
    let given = without_bek(&person.name.given).unwrap_or(&person.name.given);
    (
        usual(surname, Letters::Latin),
        usual(given, Letters::Latin),
        person.born.year(),
    )
}

/// Quarters with their first day and weight, 2022 to 2025.
const QUARTERS: [(Date, u32); 16] = [
    (date(2022, 2, 24), 2),
    (date(2022, 4, 1), 3),
    (date(2022, 7, 1), 6),
    (date(2022, 10, 1), 11),
    (date(2023, 1, 1), 9),
    (date(2023, 4, 1), 6),
    (date(2023, 7, 1), 8),
    (date(2023, 10, 1), 5),
    (date(2024, 1, 1), 5),
    (date(2024, 4, 1), 6),
    (date(2024, 7, 1), 6),
    (date(2024, 10, 1), 6),
    (date(2025, 1, 1), 8),
    (date(2025, 4, 1), 7),
    (date(2025, 7, 1), 8),
    (date(2025, 10, 1), 4),
];

/// The last day that the demo's lists know of.
pub(super) const LAST_DAY: Date = date(2025, 12, 31);

fn draw_event(chance: &mut Chance) -> Date {
    let quarter = chance.weighted(QUARTERS.iter().map(|(_, weight)| *weight));
    let first = QUARTERS[quarter].0;
    let end = QUARTERS.get(quarter + 1).map_or(LAST_DAY, |(next, _)| *next);
    let n_days = i32::try_from(days_between(first, end)).unwrap_or(90);
    first.saturating_add(chance.between(0, n_days - 1).days())
}

/// Ages at the event: first, last, weight in percent.
pub(super) const AGES: [(i32, i32, u32); 9] = [
    (18, 20, 5),
    (21, 24, 13),
    (25, 29, 21),
    (30, 34, 20),
    (35, 39, 15),
    (40, 44, 11),
    (45, 49, 8),
    (50, 54, 5),
    (55, 61, 2),
];

/// A birth date that gives an age at the event as the bands have it.
fn draw_birth(event: Date, chance: &mut Chance) -> Date {
    let (youngest, oldest, _) = AGES[chance.weighted(AGES.iter().map(|(.., weight)| *weight))];
    let years = chance.between(youngest, oldest);
    event
        .saturating_sub(years.years())
        .saturating_sub(chance.between(0, 364).days())
}

/// Full years from birth to a day.
pub(super) fn age(born: Date, day: Date) -> i16 {
    let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
    day.year() - born.year() - i16::from(before_birthday)
}

/// Days from one day to the other, whichever is first.
pub(super) fn days_between(one: Date, other: Date) -> i64 {
    one.duration_since(other).as_hours().abs() / 24
}
