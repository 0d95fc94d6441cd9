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

/// Populations, periods or fates as the user stated them: one for all lists, and some for single lists.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) of_all: Option<String>,
    pub(crate) of_list: Vec<Option<String>>,
}

/// Reads `TEXT` and `LIST=TEXT`; statements about lists of another table are left to that table.
///
/// # Errors
/// When two texts are about all lists, or a text has an `=` before which no list of any table is named.
pub(crate) fn populations(
    labels: &[String],
    of_any: &[String],
    texts: &[String],
) -> Result<Stated, ActionError> {
    let mut stated = Stated {
        of_all: None,
        of_list: vec![None; labels.len()],
    };
    for text in texts {
        let single = |labels: &[String]| {
            let mut splits = text.match_indices('=');
            splits.find_map(|(at, _)| {
                find(labels, &text[..at]).map(|list| (list, text[at + 1..].trim().to_owned()))
            })
        };
        if let Some((list, population)) = single(labels) {
            stated.of_list[list] = Some(population);
        } else if single(of_any).is_some() {
            continue;
        } else if let Some((label, _)) = text.split_once('=') {
            return Err(ActionError::UnknownList {
                label: label.trim().to_owned(),
                known: of_any.to_vec(),
            });
        } else if stated.of_all.replace(text.trim().to_owned()).is_some() {
            return Err(ActionError::TwoPopulations);
        }
    }
    Ok(stated)
}

/// Refuses a list that is said to be made from itself, at any hand.
///
/// # Errors
/// When following the originals of a list leads back to it.
pub(crate) fn refuse_circles(labels: &[String], derived: &[(usize, usize)]) -> Result<(), ActionError> {
    for &(start, _) in derived {
        let mut reached = vec![start];
        let mut next = 0;
        while next < reached.len() {
            let here = reached[next];
            for &(_, from) in derived.iter().filter(|(copy, _)| *copy == here) {
                if from == start {
                    let list = labels[start].clone();
                    return Err(ActionError::DerivedFromItself { list });
                }
                if !reached.contains(&from) {
                    reached.push(from);
                }
            }
            next += 1;
        }
    }
    Ok(())
}

impl Stated {
    /// Says whether two lists are stated to differ.
    ///
    /// A list without a statement of its own has that of all. Where one list has its own and nothing is said of the others,
    /// they are not known to be the same.
    pub(crate) fn differ(&self) -> bool {
        let whom = |own: &Option<String>| own.as_ref().or(self.of_all.as_ref()).map(|text| folded(text));
        let mut stated: Vec<Option<String>> = self.of_list.iter().map(whom).collect();
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
            let stated = populations(&labels(), &labels(), &texts).unwrap();
            assert_eq!(stated.differ(), differ, "{texts:?}");
            assert_eq!(stated.of_all.as_deref(), of_all, "{texts:?}");
        };
        check(&[], false, None);
        check(&["men of Osh"], false, Some("men of Osh"));
        check(&["Police=men of Osh"], true, None);
        check(
            &["Police=men of Osh", "news=Men  of Osh", "a=b=men of Osh"],
            false,
            None,
        );
        check(&["Police=men of Osh", "News=men of Batken"], true, None);
        check(&["men of Osh", "News=men of Batken"], true, Some("men of Osh"));
        check(&["men of Osh", "News=men of Osh"], false, Some("men of Osh"));
    }

    #[test]
    fn mistyped_and_doubled_populations_are_refused() {
        let code = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
            populations(&labels(), &labels(), &texts)
                .err()
                .map(|error| error.code())
        };
        assert_eq!(code(&["Polize=men of Osh"]), Some("unknown-list"));
        assert_eq!(code(&["men of Osh", "women of Osh"]), Some("two-populations"));
        let elsewhere = populations(&["Court".to_owned()], &labels(), &["Police=men".to_owned()]).unwrap();
        assert!(
            !elsewhere.differ() && elsewhere.of_all.is_none(),
            "left to the table that has the list"
        );
    }

    #[test]
    fn nothing_is_made_from_itself() {
        let check = |derived: &[(usize, usize)], sound: bool| {
            assert_eq!(refuse_circles(&labels(), derived).is_ok(), sound, "{derived:?}");
        };
        check(&[(1, 0), (2, 1)], true);
        check(&[(1, 0), (1, 2)], true);
        check(&[(1, 1)], false);
        check(&[(1, 0), (0, 1)], false);
        check(&[(1, 0), (2, 1), (0, 2)], false);
    }
}
