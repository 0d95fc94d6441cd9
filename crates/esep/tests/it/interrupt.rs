//! Ctrl-C at any moment leaves a whole result or none.

use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::house::{House, three_lists};

/// Interrupts a count after its output folder has been seen `n_looks` times not to be there.
fn interrupt_after(n_looks: usize) {
    let house = House::new();
    three_lists(&house);
    let mut child = Command::new(env!("CARGO_BIN_EXE_esep"))
        .args(["count", "union.csv", "media.csv", "court.csv", "--out", "report"])
        .current_dir(house.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pid = Pid::from_child(&child);
    for _ in 0..n_looks {
        if house.path("report").exists() || child.try_wait().unwrap().is_some() {
            break;
        }
    }
    // The child may have ended already, and then there is nobody to interrupt.
    let _ = kill_process(pid, Signal::INT);
    child.wait().unwrap();
    let left: Vec<String> = std::fs::read_dir(house.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".csv"))
        .collect();
    assert!(
        left.is_empty() || left == ["report"],
        "after {n_looks} looks: {left:?}"
    );
    if !left.is_empty() {
        assert_eq!(
            house.files("report"),
            ["share/index.html", "share/overlaps.csv", "share/result.json"]
        );
    }
}

#[test]
fn an_interruption_leaves_a_whole_result_or_none() {
    for step in 0..40 {
        interrupt_after(step * step * 20);
    }
}
