//! What is deliberately absent below the edge: clock, environment, files, network, terminal.

use crate::workspace::{files_ending, without_tests};

/// Edges, which meet the world for all others, and what is no part of the program: xtask and the ordeal.
const EDGES: [&str; 5] = [
    "crates/esep/",
    "crates/web/",
    "crates/fleet/",
    "crates/ordeal/",
    "xtask/",
];

/// The room that keeps the register: files are what it is about, and its keys must not be guessed.
const KEEPER: &str = "crates/store/";

/// Below which path a rule has an exception, and for which word.
const EXCEPTIONS: [(&str, &str); 6] = [
    // The parent of the confined reader starts it, from a path that the edge hands over.
    ("crates/exchange/src/confined/parent.rs", "std::process"),
    // The register is files: in what order they are written and synced is the work of `store` itself.
    ("crates/store/src/", "std::fs"),
    ("crates/store/src/", "fs::"),
    ("crates/store/src/", "File::open"),
    // Keys, nonces and salts that could be seeded could be guessed: `store` takes them from the system.
    ("crates/store/src/", "getrandom"),
    ("crates/store/src/", "random()"),
];

fn check(rooms: &str, words: &[&str], why: &str) {
    check_but(rooms, None, words, why);
}

fn check_but(rooms: &str, but: Option<&str>, words: &[&str], why: &str) {
    let mut seen = 0;
    for (path, text) in files_ending(".rs") {
        let ours = path.starts_with(rooms)
            && path.contains("/src/")
            && !EDGES.iter().any(|edge| path.starts_with(edge))
            && !but.is_some_and(|but| path.starts_with(but));
        if !ours {
            continue;
        }
        seen += 1;
        let code = without_tests(text)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for word in words.iter().filter(|word| has(line, word)) {
                let excepted = EXCEPTIONS
                    .iter()
                    .any(|exception| path.starts_with(exception.0) && exception.1 == *word);
                assert!(excepted, "{path} contains `{word}`: {why}\n{line}");
            }
        }
    }
    assert!(seen > 0, "no file below {rooms}");
}

/// Whether a line has the word, not as the end of a longer one: `beliefs::` is no `fs::`.
fn has(line: &str, word: &str) -> bool {
    let goes_on = |letter: char| letter.is_alphanumeric() || letter == '_';
    let joined = word.starts_with(goes_on);
    line.match_indices(word)
        .any(|(at, _)| !joined || !line[..at].ends_with(goes_on))
}

#[test]
fn a_word_is_no_end_of_another() {
    assert!(has("use std::fs::File;", "fs::"));
    assert!(!has("use crate::card::beliefs::Belief;", "fs::"));
    assert!(has("a.now()", ".now()"));
}

#[test]
fn nothing_below_the_edge_reads_the_clock() {
    check(
        "crates/",
        &["SystemTime", "Instant::", "Timestamp::now", "Zoned::now"],
        "time is an argument",
    );
}

#[test]
fn nothing_below_the_edge_reads_the_environment() {
    check(
        "crates/",
        &[
            "env::var",
            "env::args",
            "env::current",
            "env::temp_dir",
            "env::home_dir",
            "env!(\"HOME",
        ],
        "only the edge knows where it runs",
    );
}

#[test]
fn nothing_below_the_edge_opens_a_file_or_a_socket() {
    let words = [
        "std::fs",
        "fs::",
        "File::open",
        "std::net",
        "TcpStream",
        "UdpSocket",
    ];
    check_but(
        "crates/",
        Some(KEEPER),
        &words,
        "bytes come in as arguments and go out as results",
    );
}

#[test]
fn the_register_is_kept_without_a_socket() {
    check(
        KEEPER,
        &["std::net", "TcpStream", "UdpSocket"],
        "a register never leaves the machine by itself",
    );
}

#[test]
fn nothing_below_the_edge_speaks_to_the_terminal() {
    check(
        "crates/",
        &[
            "println!",
            "eprintln!",
            "print!",
            "io::stdout",
            "io::stderr",
            "io::stdin",
        ],
        "rooms return values",
    );
}

#[test]
fn chance_is_seeded() {
    check_but(
        "crates/",
        Some(KEEPER),
        &[
            "rand::rng",
            "thread_rng",
            "from_os_rng",
            "OsRng",
            "getrandom",
            "random()",
        ],
        "chance is an argument",
    );
}

#[test]
fn only_the_confined_reader_starts_a_program() {
    check("crates/", &["std::process"], "a room does its work itself");
}

#[test]
fn rooms_hold_no_words_of_the_page() {
    for room in [
        "crates/estimate/",
        "crates/linkage/",
        "crates/exchange/",
        "crates/records/",
        "crates/names/",
    ] {
        check(
            room,
            &["locale::", "fluent"],
            "rooms return codes; only `locale` makes words",
        );
    }
}
