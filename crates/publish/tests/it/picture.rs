//! Pictures: well-formed, described, and within their frames.

use publish::{CountFigures, Language, captures, interaction, models, reliability, upset, ways, without};

use crate::sample;

fn pictures(figures: &CountFigures, language: Language) -> Vec<String> {
    let section = &figures.sections[0];
    let mut all = vec![
        upset(section, language, "upset"),
        captures(section, language, "captures"),
    ];
    all.extend(models(section, language, "models"));
    all.extend(ways(section, language, "ways"));
    all.extend(interaction(section, language, "interaction"));
    all.extend(reliability(section, language, "reliability"));
    all.extend(without(section, language, "without"));
    all
}

#[test]
fn pictures_look_as_agreed() {
    let figures = sample::estimated();
    let names = [
        "upset",
        "captures",
        "models",
        "ways",
        "interaction",
        "reliability",
        "without",
    ];
    for (name, svg) in names.into_iter().zip(pictures(&figures, Language::English)) {
        insta::assert_snapshot!(name, svg);
    }
    let kyrgyz = pictures(&figures, Language::Kyrgyz);
    insta::assert_snapshot!("models_ky", &kyrgyz[2]);
}

#[test]
fn pictures_are_described_and_well_formed() {
    let cases = [
        sample::estimated(),
        sample::refused(),
        sample::hostile(),
        sample::large(),
        sample::empty(),
    ];
    for figures in &cases {
        for language in Language::ALL {
            for svg in pictures(figures, language) {
                check_picture(&svg);
            }
        }
    }
}

fn check_picture(svg: &str) {
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
    let root = document.root_element();
    assert_eq!(
        (root.tag_name().name(), root.attribute("role")),
        ("svg", Some("img"))
    );
    let mut children = root.children();
    assert!(
        children
            .next()
            .is_some_and(|node| node.has_tag_name((SVG, "title")))
    );
    assert!(
        children
            .next()
            .is_some_and(|node| node.has_tag_name((SVG, "desc")))
    );
    let frame: Vec<f64> = root
        .attribute("viewBox")
        .unwrap()
        .split(' ')
        .map(|n| n.parse().unwrap())
        .collect();
    for node in root.descendants().filter(|node| node.is_element()) {
        assert!(node.attribute("style").is_none());
        for name in ["x", "x1", "x2", "cx"] {
            within(node.attribute(name), frame[2], name);
        }
        for name in ["y", "y1", "y2", "cy"] {
            within(node.attribute(name), frame[3], name);
        }
        for name in ["width", "height"] {
            let length = node
                .attribute(name)
                .map_or(0.0, |value| value.parse::<f64>().unwrap());
            assert!(length >= 0.0, "{name} {length}");
        }
    }
    for broken in ["NaN", "inf", "\"-", "e+"] {
        assert!(!svg.contains(broken), "{broken}");
    }
}

const SVG: &str = "http://www.w3.org/2000/svg";

fn within(value: Option<&str>, most: f64, name: &str) {
    if let Some(value) = value {
        let value: f64 = value.parse().unwrap();
        assert!((0.0..=most).contains(&value), "{name}={value} beyond {most}");
    }
}

#[test]
fn labels_are_cut_but_kept_whole_in_titles() {
    let figures = sample::large();
    let svg = upset(&figures.sections[0], Language::English, "upset");
    let document = roxmltree::Document::parse(&svg).unwrap();
    let full = &figures.sections[0].lists[0].label;
    assert!(
        document
            .descendants()
            .any(|node| node.has_tag_name((SVG, "title")) && node.text() == Some(full))
    );
    let drawn = |node: &roxmltree::Node<'_, '_>| node.has_tag_name((SVG, "text"));
    for text in document
        .descendants()
        .filter(drawn)
        .flat_map(|node| node.children())
        .filter(|node| node.is_text())
    {
        assert!(text.text().unwrap().chars().count() < 40, "{text:?}");
    }
}

#[test]
fn only_so_much_is_drawn() {
    let figures = sample::large();
    let svg = upset(&figures.sections[0], Language::English, "upset");
    // Thirty columns of sixteen empty dots each, and a filled one on top for each list.
    assert_eq!(svg.matches("r=\"3\"").count(), 30 * 16);
    assert!(models(&sample::empty().sections[0], Language::English, "m").is_none());
}
