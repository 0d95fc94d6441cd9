//! Links inside the documents lead somewhere.

use std::path::Path;

use crate::workspace;

/// Targets of the links of a document, without those that leave the project.
fn targets(text: &str) -> Vec<&str> {
    let mut targets = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        in_code ^= line.trim_start().starts_with("```");
        if in_code {
            continue;
        }
        for part in line.split("](").skip(1) {
            let target = part.split(')').next().unwrap_or_default();
            if !target.contains("://") && !target.starts_with("mailto:") {
                targets.push(target);
            }
        }
    }
    targets
}

/// The anchors that readers of Markdown make of headings.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|heading| anchor(heading.trim_start_matches('#').trim()))
        .collect()
}

fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[test]
fn lead_somewhere() {
    let documents = workspace::files_ending(".md");
    assert!(documents.len() >= 5, "{}", documents.len());
    for (path, text) in documents {
        let folder = Path::new(path).parent().unwrap();
        for target in targets(text) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let place = if file.is_empty() {
                workspace::root().join(path)
            } else {
                workspace::root().join(folder).join(file)
            };
            assert!(place.exists(), "{path}: nothing is at {target}");
            if !anchor.is_empty() {
                let held = anchors(&std::fs::read_to_string(&place).unwrap());
                assert!(
                    held.iter().any(|held| held == anchor),
                    "{path}: no heading for {target}"
                );
            }
        }
    }
}

#[test]
fn are_found() {
    assert_eq!(
        targets("[a](b.md) and [c](d.md#e)\n```\n[no](no)\n```\n[out](https://example.org)"),
        ["b.md", "d.md#e"]
    );
    assert_eq!(
        anchors("# The `way` of a datum\ntext\n## 1. Two"),
        ["the-way-of-a-datum", "1-two"]
    );
}
