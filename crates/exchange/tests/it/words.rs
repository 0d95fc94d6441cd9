//! Codes that the words of three languages hang on.

use std::collections::BTreeSet;

use exchange::{IntakeError, MappingError, MatchedError, ReadError, WarningKind, WriteError};

#[test]
fn every_code_is_listed_once_and_written_alike() {
    let errors = [
        ReadError::ALL_CODES,
        IntakeError::ALL_CODES,
        MappingError::ALL_CODES,
        MatchedError::ALL_CODES,
        WriteError::ALL_CODES,
    ]
    .concat();
    for codes in [errors, WarningKind::ALL_CODES.to_vec()] {
        let distinct: BTreeSet<&str> = codes.iter().copied().collect();
        assert_eq!(distinct.len(), codes.len());
        assert!(codes.iter().all(|code| {
            code.chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '-')
        }));
    }
}
