//! Any bytes as a file.
#![no_main]

use exchange::{Limits, MatchedPlan, ReadPlan, read_matched, read_tables};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let plan = ReadPlan { encoding: None, delimiter: None, limits: Limits::STANDARD };
    if let Ok((tables, _)) = read_tables("fuzz", bytes, &plan) {
        let lists = exchange::IntakePlan { mapping: None, as_of: None, own_id: None, carried: None };
        let _ = exchange::read_lists(&tables, &lists);
        let _ = read_matched(&tables, &MatchedPlan { lists: Vec::new() });
    }
});
