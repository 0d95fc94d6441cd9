//! Laws of the invented lists.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::LAYOUTS;
use super::oracle::{self, Class, Moments, N_LISTS};
use super::people::{self, AGES, FORBIDDEN_LETTERS, NAMESAKES, age, days_between};
use super::spelling::Letters;
use super::*;

const SCENARIOS: [Scenario; 2] = [Scenario::IndependentInsideClasses, Scenario::CopiedObituaries];

/// For each person on any list, the set of lists as the number of a cell.
fn cells_of_people(lists: &DemoLists) -> BTreeMap<u32, usize> {
    let mut cells = BTreeMap::new();
    for row in &lists.truth.rows {
        let place = lists
            .lists
            .iter()
            .position(|list| list.label == row.list)
            .unwrap();
        *cells.entry(row.person).or_insert(0) |= 1 << place;
    }
    cells
}

/// Whether the mean of several draws lies within three standard deviations of such a mean.
fn check_mean(drawn: &[u64], moments: Moments, what: &str) {
    let mean = drawn.iter().sum::<u64>() as f64 / drawn.len() as f64;
    let bound = 3.0 * moments.deviation / (drawn.len() as f64).sqrt();
    assert!(
        (mean - moments.mean).abs() <= bound,
        "{what}: {mean}, expected {moments:?} ± {bound}"
    );
}

/// Whether a number of successes lies within three standard deviations of a binomial's mean.
fn check_share(n_done: usize, n_possible: usize, share: f64, what: &str) {
    let mean = n_possible as f64 * share;
    let deviation = (mean * (1.0 - share)).sqrt();
    let off = (n_done as f64 - mean).abs();
    assert!(
        off <= 3.0 * deviation,
        "{what}: {n_done} of {n_possible}, expected {mean} ± {deviation}"
    );
}

#[test]
fn a_seed_gives_the_same_lists() {
    for scenario in SCENARIOS {
        assert_eq!(invent(scenario, 7), invent(scenario, 7));
        assert_ne!(invent(scenario, 7).lists, invent(scenario, 8).lists);
    }
}

#[test]
fn draws_lie_where_the_oracle_says() {
    for scenario in SCENARIOS {
        let draws: Vec<BTreeMap<u32, usize>> = (1..=16)
            .map(|seed| cells_of_people(&invent(scenario, seed)))
            .collect();
        let count = |chosen: &dyn Fn(usize) -> bool| -> Vec<u64> {
            draws
                .iter()
                .map(|cells| cells.values().filter(|&&cell| chosen(cell)).count() as u64)
                .collect()
        };
        for (list, layout) in LAYOUTS.iter().enumerate() {
            let sizes = count(&|cell| cell >> list & 1 == 1);
            check_mean(&sizes, oracle::list_size(scenario, list), layout.code);
        }
        for n_lists in 1..=4 {
            let people = count(&|cell| cell.count_ones() == n_lists);
            check_mean(&people, oracle::on_exactly(scenario, n_lists), "on exactly");
        }
        let on_both = |cell: usize| cell >> oracle::B & cell >> oracle::D & 1 == 1;
        check_mean(&count(&on_both), oracle::moments(scenario, on_both), "B and D");
        check_mean(
            &count(&|_| true),
            oracle::moments(scenario, |cell| cell != 0),
            "seen",
        );
    }
}

#[test]
fn noise_comes_as_often_as_said() {
    let mut possible: BTreeMap<Noise, usize> = BTreeMap::new();
    let mut done: BTreeMap<Noise, usize> = BTreeMap::new();
    let mut n_people_on_lists = 0;
    for seed in 1..=12 {
        let invented = invent(Scenario::IndependentInsideClasses, seed);
        n_people_on_lists += cells_of_people(&invented)
            .values()
            .map(|cell| cell.count_ones() as usize)
            .sum::<usize>();
        for row in &invented.truth.rows {
            row.possible
                .iter()
                .for_each(|&noise| *possible.entry(noise).or_default() += 1);
            row.noise
                .iter()
                .for_each(|&noise| *done.entry(noise).or_default() += 1);
        }
    }
    assert!(possible.len() == 14, "{possible:?}");
    possible.insert(Noise::Duplicate, n_people_on_lists);
    for (noise, n_possible) in possible {
        check_share(
            done.get(&noise).copied().unwrap_or(0),
            n_possible,
            noise.share(),
            &format!("{noise:?}"),
        );
    }
}

#[test]
fn copies_come_as_often_as_said() {
    let (mut n_copied, mut n_possible) = (0, 0);
    for seed in 1..=12 {
        let [own, copied] = SCENARIOS.map(|scenario| invent(scenario, seed));
        n_possible += cells_of_people(&own)
            .values()
            .filter(|&&cell| cell & 0b1010 == 0b0010)
            .count();
        let copies = copied
            .truth
            .rows
            .iter()
            .filter(|row| row.noise == [Noise::Copied]);
        n_copied += copies
            .inspect(|row| assert_eq!(row.list, copied.lists[oracle::D].label))
            .count();
    }
    check_share(n_copied, n_possible, Noise::Copied.share(), "copied");
}

#[test]
fn scenarios_of_a_seed_differ_in_list_d_alone() {
    let [own, copied] = SCENARIOS.map(|scenario| invent(scenario, 3));
    for place in [oracle::A, oracle::B, oracle::C, oracle::E] {
        assert_eq!(own.lists[place], copied.lists[place]);
    }
    let without_id = |list: &DemoList| -> BTreeSet<Vec<String>> {
        list.rows.iter().map(|row| row[1..].to_vec()).collect()
    };
    let [before, after] = [&own, &copied].map(|lists| without_id(&lists.lists[oracle::D]));
    assert!(before.is_subset(&after) && before.len() < after.len());
}

#[test]
fn every_row_is_marked_and_none_could_be_real() {
    for (scenario, seed) in SCENARIOS.into_iter().zip(1..) {
        let invented = invent(scenario, seed);
        let mut own_ids = BTreeSet::new();
        for list in &invented.lists {
            for row in &list.rows {
                assert_eq!(row.len(), list.header.len());
                assert!(row[0].starts_with(&format!("DEMO-{}-", list.code)), "{}", row[0]);
                assert!(own_ids.insert(row[0].clone()), "{}", row[0]);
                assert!(row[row.len() - 1].starts_with("DEMO "));
                row.iter().for_each(|cell| check_impossible(cell));
            }
            check_column(list, "Телефон", |cell| cell.starts_with("996 000 "));
            check_column(list, "Документ (посл. 3)", |cell| {
                cell.starts_with(FORBIDDEN_LETTERS)
            });
        }
        let told: BTreeSet<String> = invented.truth.rows.iter().map(|row| row.own_id.clone()).collect();
        assert_eq!(told, own_ids);
    }
}

/// So many digits are a telephone, and must be one that nobody can have.
fn check_impossible(cell: &str) {
    let n_digits = cell.chars().filter(char::is_ascii_digit).count();
    assert!(n_digits <= 8 || cell.starts_with("996 000 "), "{cell}");
}

fn check_column(list: &DemoList, heading: &str, allowed: impl Fn(&str) -> bool) {
    let Some(column) = list.header.iter().position(|known| known == heading) else {
        return;
    };
    let told: Vec<&String> = list
        .rows
        .iter()
        .map(|row| &row[column])
        .filter(|cell| !cell.is_empty())
        .collect();
    assert!(!told.is_empty() && told.len() < list.rows.len(), "{heading}");
    told.iter().for_each(|cell| assert!(allowed(cell), "{cell}"));
}

#[test]
fn cells_say_what_the_truth_says_of_their_noise() {
    let invented = invent(Scenario::IndependentInsideClasses, 2);
    let cells: BTreeMap<&str, (&DemoList, &Vec<String>)> = invented
        .lists
        .iter()
        .flat_map(|list| list.rows.iter().map(move |row| (row[0].as_str(), (list, row))))
        .collect();
    for truth in &invented.truth.rows {
        let (list, row) = cells[truth.own_id.as_str()];
        let layout = LAYOUTS.iter().find(|layout| layout.code == list.code).unwrap();
        let latin = row[1].chars().any(|letter| letter.is_ascii_alphabetic());
        let usual = layout.letters == Letters::Latin;
        assert_eq!(
            latin != usual,
            truth.noise.contains(&Noise::Script),
            "{}",
            truth.own_id
        );
        let as_of = list.header.iter().position(|heading| {
            [
                "Возраст на дату",
                "По состоянию на",
                "Age as of",
                "Жашы такталган күн",
            ]
            .contains(&heading.as_str())
        });
        assert_eq!(
            row[as_of.unwrap()].is_empty(),
            !truth.noise.contains(&Noise::Age),
            "{}",
            truth.own_id
        );
        let birth = list.header.iter().position(|heading| {
            ["Дата рождения", "Date of birth", "Туулган жылы", "Год рождения"].contains(&heading.as_str())
        });
        let untold = truth.noise.contains(&Noise::NoBirth);
        assert!(!untold || row[birth.unwrap()].is_empty(), "{}", truth.own_id);
    }
}

#[test]
fn nobody_shares_name_and_birth_year_but_the_namesakes() {
    for seed in 1..=4 {
        let (people, namesakes) = people::invent_people(&mut Chance::new(seed, Stream::People));
        assert_eq!(
            namesakes.len(),
            (f64::from(oracle::TOTAL) * NAMESAKES).round() as usize
        );
        let mut bearers: BTreeMap<(&str, &str, i16), Vec<u32>> = BTreeMap::new();
        for person in &people {
            let name = (
                person.name.surname.soviet.as_str(),
                person.name.given.as_str(),
                person.born.year(),
            );
            bearers.entry(name).or_default().push(person.number);
        }
        let shared: BTreeSet<(u32, u32)> = bearers
            .values()
            .filter(|numbers| numbers.len() > 1)
            .map(|numbers| (numbers[0], numbers[1]))
            .collect();
        assert!(bearers.values().all(|numbers| numbers.len() <= 2));
        assert_eq!(shared, namesakes.iter().copied().collect());
        for (one, other) in namesakes {
            let [one, other] = [one, other].map(|number| &people[number as usize - 1]);
            assert_ne!(one.name.father, other.name.father);
            assert_ne!(one.born, other.born);
            assert!(!one.home.same_province(other.home) && days_between(one.event, other.event) > 60);
        }
    }
}

#[test]
fn people_are_as_the_notes_describe_them() {
    let people: Vec<Person> = (1..=8)
        .flat_map(|seed| people::invent_people(&mut Chance::new(seed, Stream::People)).0)
        .collect();
    let share = |what: &str, share: f64, chosen: &dyn Fn(&Person) -> bool| {
        check_share(
            people.iter().filter(|person| chosen(person)).count(),
            people.len(),
            share,
            what,
        );
    };
    share("women", 0.04, &|person| person.name.woman);
    share("Uzbek names", 0.04, &|person| {
        person.name.tradition == naming::Tradition::Uzbek
    });
    share("Tajik names", 0.03, &|person| {
        person.name.tradition == naming::Tradition::Tajik
    });
    share("Kazakh names", 0.01, &|person| {
        person.name.tradition == naming::Tradition::Kazakh
    });
    share("Osh region", 0.27, &|person| {
        places::PROVINCES[0].is_home_of(person.home)
    });
    share("Batken region", 0.17, &|person| {
        places::PROVINCES[2].is_home_of(person.home)
    });
    share("autumn of 2022", 0.11, &|person| {
        person.event.year() == 2022 && person.event.month() >= 10
    });
    share("2025", 0.27, &|person| person.event.year() == 2025);
    for (youngest, oldest, weight) in AGES {
        share("age", f64::from(weight) / 100.0, &|person| {
            (youngest..=oldest).contains(&i32::from(age(person.born, person.event)))
        });
    }
    for class in Class::ALL {
        assert_eq!(
            people.iter().filter(|person| person.class == class).count(),
            8 * class.size() as usize
        );
    }
}

#[test]
fn lists_are_labelled_by_their_code() {
    let invented = invent(Scenario::IndependentInsideClasses, 1);
    let codes: Vec<&str> = invented.lists.iter().map(|list| list.code).collect();
    assert_eq!(codes, ["A", "B", "C", "D", "E"]);
    assert_eq!(codes.len(), N_LISTS);
    assert!(
        invented
            .lists
            .iter()
            .all(|list| list.label.starts_with(&format!("DEMO-{}-", list.code)))
    );
    assert_eq!(invented.truth.total, u64::from(oracle::TOTAL));
}
