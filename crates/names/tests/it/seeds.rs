//! Every seed and every crash of the fuzz target, read once more.

use std::path::Path;

use names::{Frequencies, Weight, explain, keys, prepare, search_keys, weigh, weigh_if_above};

#[test]
fn seeds_and_crashes_are_survived() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let mut n_files = 0;
    for kind in ["corpus", "crashes"] {
        let Ok(entries) = std::fs::read_dir(fuzz.join(kind).join("names")) else {
            continue;
        };
        for entry in entries {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            let (a, b) = text.split_once('\n').unwrap_or((&text, ""));
            let (x, y) = (
                prepare(a, Frequencies::shipped()),
                prepare(b, Frequencies::shipped()),
            );
            let weight = weigh(&x, &y);
            assert_eq!(
                weigh_if_above(&x, &y, Weight::NONE),
                (weight > Weight::NONE).then_some(weight)
            );
            assert!(explain(&x, &y).parts.len() <= 8 && keys(&x).len() <= 36);
            assert!(!search_keys(a).is_empty());
            n_files += 1;
        }
    }
    assert!(n_files >= 3, "the seeds of the fuzz target are missing");
}
