//! How a person's name is written in Kyrgyz, Russian, Uzbek, Tajik, Kazakh and Latin, and how likely two spellings are one name.
//!
//! # The method, for a linguist
//!
//! **Read.** A text is cut into words; apostrophes become one, look-alikes of the other alphabet are put right,
//! `ѳ` is ө. If its letters follow each other as in no name (a table of letter pairs), the same keys are tried on
//! the other keyboard layout: `Jcvjyjd` is Осмонов.
//!
//! **Fold.** Every script goes into one alphabet of about forty sound classes. A Latin letter that means several
//! sounds keeps a class of its own (`j` is ж or й, `ch` is ч, х or French ш), so the lattice of readings lies in
//! the letters; where two *lengths* are open (`x` is х or кс, `j` before a vowel) a second reading is kept. Sequences
//! that some table writes like one letter are that letter everywhere: нг = ң, ия = я, сх = ш. So any two of the
//! documented romanisations of a name meet (BGN/PCGN 1979 and 1994, ODNI 2015, ALA-LC, ISO 9, ICAO 9303, GOST 52535,
//! GOST 7.79, the passport orders of 1997 and 2000, Common Turkic); a test holds every pair of them to it.
//!
//! **Tell the roles.** уулу, кызы, ұлы, o‘g‘li, оглы and -ович name the father, тегин an ancestor, -ов, -ский, -зода a
//! surname; all are recognised in folded letters, so in every spelling. A father's name is cut to what all its
//! forms share (Асанович = Асан уулу = Asanuly), a woman's surname to the man's with her sex noted. What comes
//! before уулу is the father: Асан Бакыт уулу and Бакыт Асан уулу are father and son. Where the order stays
//! open, several readings are kept with their cost.
//!
//! **Compare.** Words in the same role are aligned sound by sound: an optimal string alignment (Damerau 1964) whose
//! costs are small for letters that tables exchange, middling for sounds that languages exchange (г and х, а and о)
//! or scanners confuse (и and н, 6 and б), large for the rest. Forms of a name in two languages (Николай, Микола)
//! and everyday short forms (Евгения, Женя) come from a list of general knowledge; -бек, -кул, -жан may be missing.
//!
//! **Weigh.** What each agreement is worth in each role, and circumstances such as a man's ending against a
//! woman's, were fitted by logistic regression on labelled pairs; the sum of the best readings is the logarithm, in
//! bits, of the ratio of likelihoods (Fellegi and Sunter 1969). A word that agrees counts more the rarer it is.
//! Nothing here decides that two people are one: a name is one piece of evidence.
//!
//! ```
//! use names::{Frequencies, explain, prepare, weigh};
//!
//! let frequencies = Frequencies::shipped();
//! let a = prepare("Асанов Бакыт Токтосунович", frequencies);
//! let b = prepare("Bakyt Toktosun uulu", frequencies);
//! assert!(weigh(&a, &b).probability(1.0) > 0.9);
//! assert_eq!(explain(&a, &b).parts.len(), 2);
//! ```
//!
//! # Sources
//!
//! Classes and costs: the tables named above as collected by iuliia (N. Zhiyanov, MIT), the interscript maps and
//! ICU 72; spelling variants seen in papers of the region. Weights, letter pairs and rarities of given names:
//! development pairs of public office holders (EU Official Journal; legislators from EveryPolitician, Wikidata) and
//! invented people. Equivalents, endings and particles: general knowledge of usage, to be checked by native
//! readers. [`levels`] is an older ladder of agreement that record linkage learns its own weights for.

mod affix;
mod alphabet;
mod cleaning;
mod equivalents;
mod explanation;
mod fitted;
pub mod fitting;
mod folding;
mod frequencies;
mod keyboard;
pub mod levels;
mod likeness;
mod lookup;
mod prepared;
mod preparing;
mod roles;
mod weighing;
mod weights;

pub use explanation::{Agreement, Circumstance, ExplainedPart, Explanation, PartRole, explain};
pub use frequencies::Frequencies;
pub use levels::fold;
pub use lookup::{KEYS_VERSION, keys, prefix_keys, search_keys};
pub use prepared::Prepared;
pub use preparing::{Fields, prepare, prepare_fields};
pub use weighing::{Weight, weigh, weigh_if_above};
