//! Any text as a date.
#![no_main]

use records::PartialDate;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(reading) = PartialDate::read(text, None) {
        assert!(!reading.date.readings().is_empty());
        assert!(reading.date.readings().iter().all(|span| span.first() <= span.last()));
    }
});
