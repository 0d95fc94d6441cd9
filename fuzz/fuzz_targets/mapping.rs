//! Any text as a mapping file.
#![no_main]

use exchange::Mapping;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(mapping) = Mapping::from_toml(text) {
        assert_eq!(Mapping::from_toml(&mapping.to_toml()), Ok(mapping));
    }
});
