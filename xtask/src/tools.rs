//! What the other phases need, found or installed.

use std::path::Path;

use crate::failure::Failure;
use crate::phase::Summaries;
use crate::program::{Program, say};

/// Programs of the browser phase and the Debian packages that bring them.
///
/// `docs/dependencies.md` has a line for each; a test holds the two together.
const PROGRAMS: [(&str, &str); 3] = [("chromium", "chromium"), ("node", "nodejs"), ("npm", "npm")];

/// Letters to draw pages with, where a bare system has none for Cyrillic.
const FONTS: &str = "fonts-dejavu-core";

/// Where they lie.
const FONTS_FOLDER: &str = "/usr/share/fonts/truetype/dejavu";

/// Makes ready for the phases that follow, and says what it did.
pub(crate) fn make_ready(root: &Path) -> Result<Summaries, Failure> {
    components(root)?;
    packages(root)?;
    modules(root)?;
    Ok(Vec::new())
}

/// rustfmt and clippy belong to the toolchain, but a minimal one comes without them.
fn components(root: &Path) -> Result<(), Failure> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let version = || {
            Program::new("cargo", root)
                .arguments(&[subcommand, "--version"])
                .answer()
        };
        if version().is_none() {
            say(&format!(
                "{component} is missing and will be installed with rustup"
            ));
            let add = Program::new("rustup", root)
                .arguments(&["component", "add", component])
                .run();
            add.map_err(|_| {
                Failure::new(format!(
                    "{component} is missing. Run: rustup component add {component}"
                ))
            })?;
        }
        let found = version().ok_or_else(|| Failure::new(format!("{component} does not run")))?;
        say(&format!("found {found}"));
    }
    Ok(())
}

/// Chromium, Node and fonts, from Debian.
fn packages(root: &Path) -> Result<(), Failure> {
    let wanted = missing(root);
    if wanted.is_empty() {
        return Ok(());
    }
    let names = wanted.join(" ");
    say(&format!("missing, and will be installed from Debian: {names}"));
    let by_hand = format!(
        "Install by hand, then start again:\n  \
         sudo apt-get update && sudo apt-get install --no-install-recommends {names}\n\
         To do without the browser: cargo xtask test --only lint --only tests"
    );
    install(root, &wanted).map_err(|failure| Failure::new(format!("{failure}\n{by_hand}")))?;
    let still = missing(root);
    if still.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "still missing: {}\n{by_hand}",
            still.join(" ")
        )))
    }
}

/// Packages whose programs do not answer; says which programs do.
fn missing(root: &Path) -> Vec<&'static str> {
    let mut missing = Vec::new();
    for (program, package) in PROGRAMS {
        match Program::new(program, root).arguments(&["--version"]).answer() {
            Some(version) => say(&format!("found {program} {version}")),
            None => missing.push(package),
        }
    }
    if !Path::new(FONTS_FOLDER).is_dir() {
        missing.push(FONTS);
    }
    missing
}

fn install(root: &Path, packages: &[&str]) -> Result<(), Failure> {
    let is_root = Program::new("id", root).arguments(&["-u"]).answer().as_deref() == Some("0");
    let apt = |arguments: &[&str]| {
        let program = if is_root {
            Program::new("apt-get", root)
        } else {
            Program::new("sudo", root).arguments(&["-n", "apt-get"])
        };
        program
            .arguments(arguments)
            .variable("DEBIAN_FRONTEND", "noninteractive")
            .run()
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

/// The two node modules of the browser phase, exactly as the lock file has them.
fn modules(root: &Path) -> Result<(), Failure> {
    say("installing the node modules of e2e/package-lock.json");
    Program::new("npm", &root.join("e2e")).arguments(&["ci"]).run()
}
