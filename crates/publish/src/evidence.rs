//! Why two reports are taken for one person or for two, in words.

use std::fmt;

use locale::{Language, Message, has, number, plain, say};

use crate::words::word;

/// Two reports side by side, and what speaks for and against one person. Its `Debug` shows nothing.
#[derive(Clone, PartialEq)]
pub struct PairEvidence {
    /// The first report.
    pub a: ReportShown,
    /// The second report.
    pub b: ReportShown,
    /// What speaks for and against one person.
    pub weighing: Weighing,
}

/// One report as it is shown to whoever holds the lists. Its `Debug` shows nothing.
#[derive(Clone, PartialEq)]
pub struct ReportShown {
    /// Label of its list.
    pub list: String,
    /// File, sheet and row.
    pub origin: String,
    /// Code of each field and what the report says there.
    pub values: Vec<(&'static str, String)>,
}

impl fmt::Debug for PairEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairEvidence(…)")
    }
}

impl fmt::Debug for ReportShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReportShown(…)")
    }
}

/// What speaks for and against one person; it names nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighing {
    /// Log odds of two reports drawn at random, in bits.
    pub prior: f64,
    /// Code of each field that both fill, code of how well it agrees, and its weight in bits.
    pub fields: Vec<(&'static str, &'static str, f64)>,
    /// Bits that were added to the sum of prior and fields.
    pub correction: f64,
    /// The total in bits.
    pub weight: f64,
    /// The probability that belongs to it.
    pub probability: f64,
    /// The probability from which on two reports are one person.
    pub threshold: f64,
    /// What became of the pair.
    pub verdict: PairVerdict,
    /// What would change that.
    pub turn: Turn,
}

/// What became of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairVerdict {
    /// One person, as the pair alone says.
    Joined,
    /// Two people, as the pair alone says.
    Apart,
    /// One person because of other reports.
    JoinedByOthers,
    /// Two people because of other reports or of lists that hold each person once.
    ApartByOthers,
    /// Probably one person; nothing was joined.
    Likely,
    /// Probably two people; nothing was parted.
    Unlikely,
    /// One person because somebody said so.
    SaidSame,
    /// Two people because somebody said so.
    SaidDifferent,
}

impl PairVerdict {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Joined,
        Self::Apart,
        Self::JoinedByOthers,
        Self::ApartByOthers,
        Self::Likely,
        Self::Unlikely,
        Self::SaidSame,
        Self::SaidDifferent,
    ];

    /// The code that names it in messages, after `verdict-`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Apart => "apart",
            Self::JoinedByOthers => "joined-by-others",
            Self::ApartByOthers => "apart-by-others",
            Self::Likely => "likely",
            Self::Unlikely => "unlikely",
            Self::SaidSame => "said-same",
            Self::SaidDifferent => "said-different",
        }
    }
}

/// What would carry a pair across the threshold.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// Each of these alone.
    Each(Vec<FieldTurn>),
    /// Only these together.
    Together(Vec<FieldTurn>),
    /// Neither one field nor two.
    Nothing,
}

/// A field that would have to be otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldTurn {
    /// Code of the field.
    pub field: &'static str,
    /// Code of how well it would have to agree.
    pub level: &'static str,
    /// Whether only one of the reports fills it now.
    pub is_unknown: bool,
}

/// Below so many bits either way a field says little: odds of 3 (Kass and Raftery 1995, section 3.2: not worth more than a
/// bare mention).
const LITTLE: f64 = 1.585;

/// From so many bits on evidence is strong: odds of 20 (Kass and Raftery 1995, section 3.2).
const STRONG: f64 = 4.322;

/// The message that says how strongly bits speak for one person or against it.
pub(crate) fn strength(bits: f64) -> &'static str {
    match bits {
        bits if bits >= STRONG => "strength-strongly-for",
        bits if bits >= LITTLE => "strength-for",
        bits if bits > -LITTLE => "strength-little",
        bits if bits > -STRONG => "strength-against",
        _ => "strength-strongly-against",
    }
}

/// Why a pair is what it is, a sentence each: what became of it, each field, what was known before, the sum, and what would
/// change it.
pub fn reasons(weighing: &Weighing, language: Language) -> Vec<String> {
    let mut said = vec![verdict(weighing, language)];
    said.extend(
        ordered(weighing)
            .iter()
            .map(|(field, level, bits)| field_reason(field, level, *bits, language)),
    );
    said.push(sum(weighing, language));
    said.push(turning(weighing, language));
    said
}

/// Fields with the strongest first.
pub(crate) fn ordered(weighing: &Weighing) -> Vec<(&'static str, &'static str, f64)> {
    let mut fields = weighing.fields.clone();
    fields.sort_by(|x, y| y.2.abs().total_cmp(&x.2.abs()));
    fields
}

/// What became of the pair.
pub(crate) fn verdict(weighing: &Weighing, language: Language) -> String {
    let message = Message::new(format!("verdict-{}", weighing.verdict.code()))
        .text("probability", chance(language, weighing.probability))
        .text("threshold", chance(language, weighing.threshold));
    say(language, &message)
}

fn field_reason(field: &str, level: &str, bits: f64, language: Language) -> String {
    let message = Message::new("evidence-field")
        .text("field", coded(language, "field", field))
        .text("level", coded(language, "level", level))
        .text("strength", word(language, strength(bits)))
        .text("bits", signed(language, bits));
    say(language, &message)
}

fn sum(weighing: &Weighing, language: Language) -> String {
    let id = if has_correction(weighing) {
        "evidence-sum-corrected"
    } else {
        "evidence-sum"
    };
    let message = Message::new(id)
        .text("prior", signed(language, weighing.prior))
        .text("correction", signed(language, weighing.correction))
        .text("total", signed(language, weighing.weight))
        .text("probability", chance(language, weighing.probability));
    say(language, &message)
}

/// Whether something was added that shows at one decimal.
pub(crate) fn has_correction(weighing: &Weighing) -> bool {
    weighing.correction.abs() >= 0.05
}

/// What would change the verdict.
pub(crate) fn turning(weighing: &Weighing, language: Language) -> String {
    if matches!(
        weighing.verdict,
        PairVerdict::SaidSame | PairVerdict::SaidDifferent
    ) {
        return word(language, "turn-said");
    }
    let is_one = weighing.probability >= weighing.threshold;
    let (ids, turns) = match &weighing.turn {
        Turn::Each(turns) => (["turn-to-two", "turn-to-one"], turns),
        Turn::Together(turns) => (["turn-to-two-together", "turn-to-one-together"], turns),
        Turn::Nothing => return word(language, "turn-nothing"),
    };
    let ways: Vec<String> = turns.iter().map(|turn| way(turn, language)).collect();
    let id = if is_one { ids[0] } else { ids[1] };
    say(language, &Message::new(id).text("ways", ways.join("; ")))
}

fn way(turn: &FieldTurn, language: Language) -> String {
    let id = if turn.is_unknown {
        "turn-way-unknown"
    } else {
        "turn-way"
    };
    let message = Message::new(id)
        .text("field", coded(language, "field", turn.field))
        .text("level", coded(language, "level", turn.level));
    say(language, &message)
}

/// Bits with a sign and one decimal.
pub(crate) fn signed(language: Language, bits: f64) -> String {
    let shown = number(language, bits.abs(), 1);
    if !bits.is_finite() || bits.abs() < 0.05 {
        shown
    } else if bits > 0.0 {
        format!("+{shown}")
    } else {
        format!("\u{2212}{shown}")
    }
}

/// A probability as a percentage; never 0 or 100, which nothing here is.
pub(crate) fn chance(language: Language, probability: f64) -> String {
    let hundred = probability * 100.0;
    let shown = if hundred < 0.1 {
        format!("<{}", number(language, 0.1, 1))
    } else if hundred > 99.9 {
        format!(">{}", number(language, 99.9, 1))
    } else if (1.0..=99.0).contains(&hundred) {
        number(language, hundred, 0)
    } else {
        number(language, hundred, 1)
    };
    if language == Language::English {
        format!("{shown}%")
    } else {
        format!("{shown}\u{a0}%")
    }
}

/// The words for a code, or the code itself where there are none yet.
pub(crate) fn coded(language: Language, kind: &str, code: &str) -> String {
    let id = format!("{kind}-{code}");
    if has(language, &id) {
        word(language, &id)
    } else {
        code.to_owned()
    }
}

/// What a report says in a field, as it is shown: a code of a sex in words, everything else as written.
pub fn shown_value(field: &str, value: &str, language: Language) -> String {
    match field {
        "sex" => coded(language, "sex", value),
        _ => plain(value),
    }
}

/// The heading of a field: its name, with the letter of the report when there are two.
pub(crate) fn headed(field: &str, side: &str, language: Language) -> String {
    let field = coded(language, "field", field);
    say(
        language,
        &Message::new(format!("column-answer-{side}")).text("field", field),
    )
}

/// Fields that either report fills, in the order of the first.
pub fn shown_fields(pair: &PairEvidence) -> Vec<&'static str> {
    let mut fields: Vec<&'static str> = pair.a.values.iter().map(|(field, _)| *field).collect();
    let more = pair.b.values.iter().map(|(field, _)| *field);
    fields.extend(more.filter(|field| pair.a.values.iter().all(|(known, _)| known != field)));
    fields
}

impl ReportShown {
    /// What the report says in a field.
    pub fn value(&self, field: &str) -> Option<&str> {
        let found = self.values.iter().find(|(known, _)| *known == field);
        found.map(|(_, text)| text.as_str())
    }
}

/// Identifiers of messages that are put together from codes.
pub const EVIDENCE_MESSAGES: &[&str] = &[
    "strength-strongly-for",
    "strength-for",
    "strength-little",
    "strength-against",
    "strength-strongly-against",
    "verdict-joined",
    "verdict-apart",
    "verdict-joined-by-others",
    "verdict-apart-by-others",
    "verdict-likely",
    "verdict-unlikely",
    "verdict-said-same",
    "verdict-said-different",
    "turn-to-two",
    "turn-to-one",
    "turn-to-two-together",
    "turn-to-one-together",
    "answer-same",
    "answer-different",
    "answer-unsure",
    "sex-male",
    "sex-female",
    "column-answer-a",
    "column-answer-b",
];

/// The code of an answer about two reports, in any of the three languages: `same`, `different` or `unsure`.
pub fn answer_code(written: &str) -> Option<&'static str> {
    let written = written.trim().to_lowercase();
    let means = |code: &&str| {
        let said = Language::ALL.map(|language| word(language, &format!("answer-{code}")));
        *code == written
            || said
                .iter()
                .any(|words| words.split_whitespace().any(|word| word == written))
    };
    ["same", "different", "unsure"].into_iter().find(means)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_three_languages() {
        let check = |written: &str, expected| assert_eq!(answer_code(written), expected, "{written}");
        check("same", Some("same"));
        check(" Да ", Some("same"));
        check("ооба", Some("same"));
        check("жок", Some("different"));
        check("N", Some("different"));
        check("нет", Some("different"));
        check("?", Some("unsure"));
        check("maybe not", None);
        check("", None);
    }

    #[test]
    fn strengths_are_symmetric() {
        let check = |bits: f64, expected: &str| assert_eq!(strength(bits), expected, "{bits}");
        check(9.0, "strength-strongly-for");
        check(2.0, "strength-for");
        check(0.0, "strength-little");
        check(-1.0, "strength-little");
        check(-2.0, "strength-against");
        check(-9.0, "strength-strongly-against");
    }

    #[test]
    fn chances_are_never_certain() {
        assert_eq!(chance(Language::English, 1.0), ">99.9%");
        assert_eq!(chance(Language::Russian, 0.0), "<0,1\u{a0}%");
        assert_eq!(chance(Language::English, 0.437), "44%");
        assert_eq!(signed(Language::English, -0.04), "0.0");
        assert_eq!(signed(Language::Russian, -3.3), "\u{2212}3,3");
    }
}
