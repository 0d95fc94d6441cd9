//! Counts of sightings.

use exchange::{MatchedError, read_frequencies};

use crate::fixtures::read;

fn seen(text: &str) -> Result<Vec<u64>, MatchedError> {
    read_frequencies(&read("counts.csv", text.as_bytes()).0)
}

#[test]
fn people_by_how_often() {
    let check = |text: &str, expected: &[u64]| assert_eq!(seen(text).unwrap(), expected, "{text}");
    check("times,people\n1,43\n2,16\n", &[43, 16]);
    check("nbcap;freq\n3;2\n1;5\n", &[5, 0, 2]);
    check("j,n_j,note\n1,4,a\n1,3,b\n2,1 000,c\n", &[7, 1000]);
}

#[test]
fn what_is_no_count_is_told_with_its_row() {
    let check = |text: &str, row: &str| {
        let error = seen(text).unwrap_err();
        assert_eq!(
            (error.code(), error.args()[1].1.as_str()),
            ("bad-count", row),
            "{text}"
        );
    };
    check("times,people\n1,43\n2,many\n", "3");
    check("times,people\n0,43\n", "2");
    check("times,people\n1,-4\n", "2");
    check("times,people\n1,1.5\n", "2");
    check("times,people\n1000000,4\n", "2");
    assert_eq!(seen("times\n1\n2\n").unwrap_err().code(), "no-frequencies");
}
