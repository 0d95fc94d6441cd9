//! Prints the page of the fixed example: `cargo run -p publish --example sample_page -- ky > page.html`.

#[path = "../tests/it/sample.rs"]
mod sample;

use publish::Language;

#[expect(clippy::print_stdout, reason = "an example shows its result")]
fn main() {
    let mut words = std::env::args().skip(1);
    let language = words
        .next()
        .and_then(|code| code.parse().ok())
        .unwrap_or(Language::English);
    let figures = match words.next().as_deref() {
        Some("refused") => sample::refused(),
        Some("hostile") => sample::hostile(),
        Some("large") => sample::large(),
        Some("two") => sample::two_sections(),
        Some("empty") => sample::empty(),
        _ => sample::estimated(),
    };
    println!("{}", publish::page(&figures, language));
}
