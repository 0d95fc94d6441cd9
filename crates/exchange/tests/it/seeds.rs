//! Every seed and every crash of the fuzz targets, read once more.

use std::path::{Path, PathBuf};

use exchange::{Mapping, read_tables};
use records::PartialDate;

use crate::fixtures::plan;

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn seeds_and_crashes_are_survived() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let mut n_files = 0;
    for target in ["tables", "dates", "mapping"] {
        for kind in ["corpus", "crashes"] {
            for file in files(&fuzz.join(kind).join(target)) {
                let bytes = std::fs::read(&file).unwrap();
                let text = String::from_utf8_lossy(&bytes);
                match target {
                    "tables" => drop(read_tables("fuzz", &bytes, &plan())),
                    "dates" => drop(PartialDate::read(&text, None)),
                    _ => drop(Mapping::from_toml(&text)),
                }
                n_files += 1;
            }
        }
    }
    assert!(n_files >= 9, "the seeds of the fuzz targets are missing");
}
