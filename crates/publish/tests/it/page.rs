//! The page: safe, whole, and saying what it must.

use publish::{CountFigures, Language, page};

use crate::sample;

/// Every figure set there is, with a name.
fn all() -> Vec<(&'static str, CountFigures)> {
    vec![
        ("estimated", sample::estimated()),
        ("refused", sample::refused()),
        ("two", sample::two_sections()),
        ("hostile", sample::hostile()),
        ("large", sample::large()),
        ("empty", sample::empty()),
    ]
}

/// Parses a page as XML; the elements that HTML leaves open are closed first.
fn parsed(html: &str) -> String {
    let mut text = html.replacen("<!DOCTYPE html>", "", 1).replace("<br>", "<br/>");
    let mut from = 0;
    while let Some(start) = text[from..].find("<meta") {
        let end = from + start + text[from + start..].find('>').expect("a tag ends");
        text.insert(end, '/');
        from = end;
    }
    text
}

#[test]
fn pages_look_as_agreed() {
    for language in Language::ALL {
        insta::assert_snapshot!(
            format!("page_{}", language.code()),
            page(&sample::estimated(), language)
        );
    }
}

#[test]
fn pages_are_well_formed() {
    for (name, figures) in all() {
        for language in Language::ALL {
            let text = parsed(&page(&figures, language));
            let document =
                roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut ids: Vec<&str> = document
                .descendants()
                .filter_map(|node| node.attribute("id"))
                .collect();
            let n_ids = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), n_ids, "{name}: an identifier stands twice");
            for node in document.descendants() {
                for refers in ["aria-labelledby", "aria-describedby"] {
                    for id in node.attribute(refers).unwrap_or("").split_whitespace() {
                        assert!(ids.binary_search(&id).is_ok(), "{name}: nothing is called {id}");
                    }
                }
                assert!(
                    node.attribute("style").is_none(),
                    "{name}: style within an element"
                );
                assert!(
                    !node
                        .attributes()
                        .any(|attribute| attribute.name().starts_with("on")),
                    "{name}"
                );
                for loads in ["src", "href", "data", "poster", "srcset", "action"] {
                    assert!(
                        node.attribute(loads).is_none_or(|to| to.starts_with('#')),
                        "{name}: {loads}"
                    );
                }
            }
        }
    }
}

#[test]
fn headings_come_in_order_and_tables_are_labelled() {
    for (name, figures) in all() {
        let text = parsed(&page(&figures, Language::English));
        let document = roxmltree::Document::parse(&text).unwrap();
        let mut last = 0;
        for node in document.descendants().filter(|node| node.is_element()) {
            let tag = node.tag_name().name();
            if let Some(level) = tag.strip_prefix('h').and_then(|level| level.parse::<u32>().ok()) {
                assert!(level <= last + 1, "{name}: h{level} after h{last}");
                last = level;
            }
            if tag == "table" {
                assert!(
                    node.children().any(|child| child.has_tag_name("caption")),
                    "{name}"
                );
            }
            if tag == "th" {
                assert!(node.attribute("scope").is_some(), "{name}");
            }
        }
        assert_eq!(
            document
                .descendants()
                .filter(|node| node.has_tag_name("h1"))
                .count(),
            1
        );
        assert_eq!(
            document
                .descendants()
                .filter(|node| node.has_tag_name("main"))
                .count(),
            1
        );
    }
}

#[test]
fn nothing_foreign_becomes_markup() {
    for (name, figures) in all() {
        for language in Language::ALL {
            let text = page(&figures, language);
            for forbidden in [
                "<script",
                "javascript:",
                " style=",
                "<img",
                "<iframe",
                "<link",
                "<object",
                "@import",
                "url(",
            ] {
                assert!(!text.contains(forbidden), "{name}: {forbidden}");
            }
            assert_eq!(text.matches("</style>").count(), 1, "{name}");
            for hidden in ['\u{202e}', '\u{2067}', '\u{0}', '\u{1b}'] {
                assert!(!text.contains(hidden), "{name}: {hidden:?}");
            }
            // Foreign text may mention an address; the page itself never does, but for the name of SVG.
            if name != "hostile" {
                assert!(
                    !text.replace("http://www.w3.org/2000/svg", "").contains("//"),
                    "{name}"
                );
            }
            assert!(text.contains("default-src 'none'; style-src 'sha256-"), "{name}");
        }
    }
    let text = page(&sample::hostile(), Language::English);
    assert!(text.contains("&lt;script&gt;alert('1')&lt;/script&gt;"));
}

/// The text that a reader sees, without markup.
fn words(figures: &CountFigures, language: Language) -> String {
    let text = parsed(&page(figures, language));
    let document = roxmltree::Document::parse(&text).unwrap();
    let body = document
        .descendants()
        .find(|node| node.has_tag_name("body"))
        .unwrap();
    let texts: Vec<&str> = body.descendants().filter_map(|node| node.text()).collect();
    texts.join(" ")
}

#[test]
fn the_answer_comes_first_with_all_that_belongs_to_it() {
    let text = words(&sample::estimated(), Language::English);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is missing"));
    let demo = at("all people here are invented");
    let answer =
        at("344 different people are on these lists. Probably between 153 and 458 more are on none of them.");
    let population = at("citizens of Kyrgyzstan recruited in Russia");
    let lists = at("How many reports and people are on each list");
    assert!(demo < answer && answer < population && population < lists);
    at("That makes between 497 and 802 people altogether.");
    at("2 of 3 ways of estimating give an answer.");
    at("runs from different starting points did not come to the same result");
    at("probable");
    at("22 November 2026");
    at("Two lists alone are not safe.");
    at("at least 648");
    at("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752");
}

#[test]
fn a_refusal_says_why_and_what_would_help() {
    let text = words(&sample::refused(), Language::English);
    for needed in [
        "133 different people are on these lists.",
        "How many are on none of them cannot be said",
        "Only 2 lists can be used",
        "What would help",
        "population not stated",
        "each list kept its own",
    ] {
        assert!(text.contains(needed), "{needed}");
    }
    assert!(!text.contains("invented"));
    assert!(words(&sample::empty(), Language::English).contains("Nobody is on these lists."));
}

#[test]
fn every_table_and_picture_says_who_is_counted() {
    for (name, figures) in all() {
        let text = parsed(&page(&figures, Language::English));
        let document = roxmltree::Document::parse(&text).unwrap();
        for figure in document.descendants().filter(|node| node.has_tag_name("figure")) {
            let said: String = figure.descendants().filter_map(|node| node.text()).collect();
            assert!(
                said.contains("Who is counted: ") && said.contains("Date: 22 November 2026"),
                "{name}"
            );
        }
    }
}

#[test]
fn sections_are_never_added() {
    let text = words(&sample::two_sections(), Language::English);
    assert!(text.contains("Their numbers must not be added together"));
    assert!(text.contains("344 different people") && text.contains("133 different people"));
    assert!(!text.contains("477"), "344 and 133 were added");
}

#[test]
fn kyrgyz_pages_are_marked_as_drafts() {
    let marked = |language| words(&sample::estimated(), language).contains(&draft(language));
    assert_eq!(Language::ALL.map(marked), [false, false, true]);
}

fn draft(language: Language) -> String {
    locale::say(language, &publish::Message::new("draft-translation"))
}

#[test]
fn pages_say_everything_in_their_own_language() {
    for (name, figures) in all() {
        for language in Language::ALL {
            let text = words(&figures, language);
            let unsaid: Vec<&str> = locale::ids()
                .filter(|id| id.contains('-') && text.contains(*id))
                .collect();
            assert!(unsaid.is_empty(), "{name}: {unsaid:?}");
            assert!(!text.contains('{'), "{name}: an argument is missing");
        }
    }
}

#[test]
fn open_ends_are_said() {
    let text = words(&sample::large(), Language::English);
    assert!(text.contains("upwards, without an upper end"));
    assert!(text.contains("18 smaller combinations"));
}
