//! Any two texts as names, divided by a line break.
#![no_main]

use names::{Frequencies, Weight, explain, keys, prefix_keys, prepare, search_keys, weigh, weigh_if_above};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (a, b) = text.split_once('\n').unwrap_or((text, ""));
    let frequencies = Frequencies::shipped();
    let (x, y) = (prepare(a, frequencies), prepare(b, frequencies));
    let weight = weigh(&x, &y);
    assert!((weight.bits() - weigh(&y, &x).bits()).abs() < 1e-3);
    assert_eq!(weigh_if_above(&x, &y, Weight::NONE), (weight > Weight::NONE).then_some(weight));
    assert!(explain(&x, &y).parts.len() <= 8);
    assert!(keys(&x).len() <= 36);
    let known = search_keys(a);
    for ways in prefix_keys(a) {
        assert!(ways.iter().any(|way| known.iter().any(|key| key.starts_with(way.as_str()))));
    }
});
