//! What two documented romanisations make of one name meets.

use std::collections::HashMap;
use std::path::PathBuf;

use names::{Agreement, Frequencies, PartRole, explain, keys, prepare};

/// A table letter → Latin for each scheme, with the rules for neighbours and endings.
struct Scheme {
    name: String,
    letters: HashMap<char, String>,
    before: HashMap<String, String>,
    after: HashMap<String, String>,
    endings: HashMap<String, String>,
}

fn folder() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("ESEP_SHARED").map_or(beside, PathBuf::from);
    shared.join("data/names")
}

fn lines(file: &str) -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(folder().join(file)).ok()?;
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    Some(
        rows.map(|line| line.split('\t').map(str::to_owned).collect())
            .collect(),
    )
}

fn schemes(file: &str) -> Option<Vec<Scheme>> {
    let rows = lines(file)?;
    let mut schemes: Vec<Scheme> = rows[0][1..]
        .iter()
        .map(|name| Scheme {
            name: name.clone(),
            letters: HashMap::new(),
            before: HashMap::new(),
            after: HashMap::new(),
            endings: HashMap::new(),
        })
        .collect();
    for row in &rows[1..] {
        let Some(letter) = row[0].chars().next() else {
            continue;
        };
        for (scheme, latin) in schemes.iter_mut().zip(&row[1..]) {
            if latin != "?" {
                let latin = if latin == "∅" { "" } else { latin };
                scheme.letters.insert(letter, latin.to_owned());
            }
        }
    }
    if file == "scheme_ru.tsv" {
        for row in &lines("scheme_ru_context.tsv")?[1..] {
            let Some(scheme) = schemes.iter_mut().find(|scheme| scheme.name == row[0]) else {
                continue;
            };
            let value = if row[3] == "∅" {
                String::new()
            } else {
                row[3].replace('·', "")
            };
            let rules = match row[1].as_str() {
                "prev" => &mut scheme.before,
                "next" => &mut scheme.after,
                _ => &mut scheme.endings,
            };
            rules.insert(row[2].clone(), value);
        }
    }
    Some(schemes)
}

impl Scheme {
    /// Writes a lower-case word; nothing when the table lacks a letter of it.
    fn write(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        let ending = self
            .endings
            .iter()
            .find(|(ending, _)| word.ends_with(ending.as_str()));
        let n_plain = letters.len() - ending.map_or(0, |(ending, _)| ending.chars().count());
        let mut latin = String::new();
        for (at, letter) in letters[..n_plain].iter().enumerate() {
            let before: String = letters[at.saturating_sub(1)..=at].iter().collect();
            let after: String = letters[at..letters.len().min(at + 2)].iter().collect();
            let plain = self.letters.get(letter)?;
            latin += self
                .before
                .get(&before)
                .or_else(|| self.after.get(&after))
                .unwrap_or(plain);
        }
        if let Some((_, value)) = ending {
            latin += value;
        }
        Some(latin)
    }
}

/// Every two schemes' spellings of every name, and the name itself, are one name and share a key.
fn check(file: &str, names: &str) {
    let Some(schemes) = schemes(file) else {
        eprintln!(
            "SKIPPED: {file} is not in {}; set ESEP_SHARED",
            folder().display()
        );
        return;
    };
    let frequencies = Frequencies::shipped();
    let mut n_pairs = 0;
    let mut apart = Vec::new();
    for name in names.split_whitespace() {
        let mut written = vec![("Cyrillic".to_owned(), name.to_owned())];
        written.extend(
            schemes
                .iter()
                .filter_map(|scheme| Some((scheme.name.clone(), scheme.write(name)?))),
        );
        for (at, (scheme_a, a)) in written.iter().enumerate() {
            for (scheme_b, b) in &written[at + 1..] {
                n_pairs += 1;
                let (x, y) = (prepare(a, frequencies), prepare(b, frequencies));
                let explained = explain(&x, &y);
                let part = explained.parts.iter().find(|part| part.role == PartRole::Only);
                let meets = part.is_some_and(|part| part.agreement <= Agreement::Spelling);
                let share = keys(&x).iter().any(|key| keys(&y).contains(key));
                if !meets || !share {
                    apart.push(format!("{a} ({scheme_a}) {b} ({scheme_b}) {explained:?} {share}"));
                }
            }
        }
    }
    assert!(n_pairs >= 40, "{file}: only {n_pairs} pairs");
    assert!(
        apart.is_empty(),
        "{} of {n_pairs}:\n{}",
        apart.len(),
        apart[..apart.len().min(60)].join("\n")
    );
}

#[test]
fn russian() {
    check(
        "scheme_ru.tsv",
        "александр алексей григорий евгений юрий яков фёдор семён виталий вячеслав жанна зоя илья ксения любовь \
         наталья мария хабиб щербаков цветков чехов шишкин ефимов соловьёв юдин ярцев подъячев воробьёв марьям \
         асхат рыбаков эдуард андрей быстрицкий ключевский анатольевич юрьевна",
    );
}

#[test]
fn kyrgyz() {
    check(
        "scheme_kir.tsv",
        "жумабаев өмүрбек үсөнов теңизбек чоң жээнбеков сыдыков хамид гүлнара айгүл төлөгөн дүйшөнбек жаңыбай \
         ысмайылов эркинбек шайлообек жаныбек күмүшбек түгөлбай чолпон ырысбек акмат канышай",
    );
}

#[test]
fn kazakh() {
    check(
        "scheme_kaz.tsv",
        "әсел нұрғалиев қанат жәнібек өмірбек үміт шыңғыс ұлан ғалым һамит серікбаев айжан мөлдір жұлдыз еңлік",
    );
}

#[test]
fn uzbek() {
    check(
        "scheme_uzb.tsv",
        "ўткир ғайрат қодир ҳамид жасур шерзод улуғбек йўлдош тўлқин муҳаббат чори абдураҳмон хуршид юлдуз ёқуб",
    );
}

#[test]
fn tajik() {
    check(
        "scheme_tgk.tsv",
        "ҷамшед фирӯз маҳмадалӣ қурбон ғуломов ҳабиба суҳроб манучеҳр хуршед чӯра зайнаб ҷӯраев юсуф ёр",
    );
}
