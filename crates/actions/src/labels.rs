//! What users write about lists: which is copied from which, and whom each counts.

use crate::ActionError;

/// Finds the list that a user means; blanks and case do not matter.
pub(crate) fn find(labels: &[String], wanted: &str) -> Option<usize> {
    let same = |label: &String| folded(label) == folded(wanted);
    labels.iter().position(same)
}

/// Reads `COPY=ORIGINAL`, where either label may itself contain `=`.
///
/// # Errors
/// When there is no `=`, or when no split at one names two of the lists.
pub(crate) fn derivation(labels: &[String], text: &str) -> Result<(usize, usize), ActionError> {
    let mut first_unknown = None;
    for (at, _) in text.match_indices('=') {
        let (copy, original) = (&text[..at], &text[at + 1..]);
        match (find(labels, copy), find(labels, original)) {
            (Some(copy), Some(original)) => return Ok((copy, original)),
            (None, _) => first_unknown = first_unknown.or(Some(copy)),
            (_, None) => first_unknown = first_unknown.or(Some(original)),
        }
    }
    match first_unknown {
        Some(label) => Err(ActionError::UnknownList {
            label: label.trim().to_owned(),
            known: labels.to_vec(),
        }),
        None => Err(ActionError::NotADerivation {
            text: text.to_owned(),
        }),
    }
}

/// Populations as the user stated them: one for all lists, and some for single lists.
pub(crate) struct Populations {
    pub(crate) of_all: Option<String>,
    pub(crate) of_list: Vec<Option<String>>,
}

/// Reads `TEXT` and `LIST=TEXT`.
pub(crate) fn populations(labels: &[String], texts: &[String]) -> Populations {
    let mut stated = Populations {
        of_all: None,
        of_list: vec![None; labels.len()],
    };
    for text in texts {
        let single = text
            .match_indices('=')
            .find_map(|(at, _)| find(labels, &text[..at]).map(|list| (list, &text[at + 1..])));
        match single {
            Some((list, population)) => stated.of_list[list] = Some(population.trim().to_owned()),
            None => stated.of_all = Some(text.trim().to_owned()),
        }
    }
    stated
}

impl Populations {
    /// Says whether two lists are stated to count different people.
    ///
    /// A list without a statement of its own counts whom all count, or, when nothing is said of all, is not
    /// held against the others.
    pub(crate) fn differ(&self) -> bool {
        let mut stated: Vec<String> = self
            .of_list
            .iter()
            .filter_map(|own| own.as_ref().or(self.of_all.as_ref()))
            .map(|text| folded(text))
            .collect();
        stated.sort();
        stated.dedup();
        stated.len() > 1
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Vec<String> {
        ["Police", "News", "a=b"].map(str::to_owned).to_vec()
    }

    #[test]
    fn derivations_are_read() {
        assert_eq!(derivation(&labels(), "news = police").unwrap(), (1, 0));
        assert_eq!(derivation(&labels(), "a=b=News").unwrap(), (2, 1));
        assert_eq!(
            derivation(&labels(), "Police").unwrap_err().code(),
            "not-a-derivation"
        );
        let unknown = derivation(&labels(), "Polize=News").unwrap_err();
        assert_eq!(unknown.code(), "unknown-list");
        assert_eq!(unknown.args()[0].1, "Polize");
    }

    #[test]
    fn populations_differ_only_when_stated() {
        let check = |texts: &[&str], differ: bool, of_all: Option<&str>| {
            let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
            let stated = populations(&labels(), &texts);
            assert_eq!(stated.differ(), differ, "{texts:?}");
            assert_eq!(stated.of_all.as_deref(), of_all, "{texts:?}");
        };
        check(&[], false, None);
        check(&["men of Osh"], false, Some("men of Osh"));
        check(&["age = 18 and over"], false, Some("age = 18 and over"));
        check(&["Police=men of Osh", "news=Men  of Osh"], false, None);
        check(&["Police=men of Osh", "News=men of Batken"], true, None);
        check(&["men of Osh", "News=men of Batken"], true, Some("men of Osh"));
    }
}
