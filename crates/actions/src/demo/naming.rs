//! How one invented person is named, and the forms that papers give the name.

use super::bank;
use super::chance::Chance;

/// Whose custom of naming a person's papers follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tradition {
    Kyrgyz,
    Uzbek,
    Tajik,
    Kazakh,
}

impl Tradition {
    /// Draws by the shares of the demo.
    pub(super) fn draw(chance: &mut Chance) -> Self {
        const SHARES: [(Tradition, u32); 4] = [
            (Tradition::Kyrgyz, 92),
            (Tradition::Uzbek, 4),
            (Tradition::Tajik, 3),
            (Tradition::Kazakh, 1),
        ];
        SHARES[chance.weighted(SHARES.iter().map(|(_, share)| *share))].0
    }

    fn men(self) -> &'static [&'static str] {
        match self {
            Self::Kyrgyz => bank::KYRGYZ_MEN,
            Self::Uzbek => bank::UZBEK_MEN,
            Self::Tajik => bank::TAJIK_MEN,
            Self::Kazakh => bank::KAZAKH_MEN,
        }
    }

    fn surnames(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Kyrgyz => bank::KYRGYZ_SURNAMES,
            Self::Uzbek => bank::UZBEK_SURNAMES,
            Self::Tajik => bank::TAJIK_SURNAMES,
            Self::Kazakh => bank::KAZAKH_SURNAMES,
        }
    }
}

/// Which of two forms a name is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Surname, given name and patronymic, as Soviet papers had it.
    Soviet,
    /// The tradition's own: `уулу`, `ўғли`, `ұлы`, `-зода`.
    Own,
}

impl Form {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Soviet => Self::Own,
            Self::Own => Self::Soviet,
        }
    }
}

/// What a person's names are made of, in the letters of the person's own language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    pub(super) tradition: Tradition,
    pub(super) woman: bool,
    pub(super) given: String,
    pub(super) father: String,
    pub(super) surname: Surname,
    /// The form on the person's first papers.
    pub(super) form: Form,
}

/// A surname and the name it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Surname {
    stem: String,
    pub(super) soviet: String,
}

/// Words of a name by their role; several words where a marker stands apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) surname: Vec<String>,
    pub(super) given: String,
    pub(super) patronymic: Vec<String>,
}

impl Naming {
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let tradition = Tradition::draw(chance);
        let woman = tradition == Tradition::Kyrgyz && chance.happens(WOMEN / KYRGYZ_SHARE);
        let given = if woman {
            (*chance.pick(bank::KYRGYZ_WOMEN)).to_owned()
        } else {
            man(tradition, chance)
        };
        let father = father(tradition, &given, chance);
        let form = if chance.happens(OWN_FORM) {
            Form::Own
        } else {
            Form::Soviet
        };
        let surname = if tradition == Tradition::Kyrgyz && form == Form::Own {
            Surname::of(&father)
        } else {
            Surname::draw(tradition, chance)
        };
        Self {
            tradition,
            woman,
            given,
            father,
            surname,
            form,
        }
    }

    /// The name in the same person's other papers: same given name and father, another surname.
    pub(super) fn in_other_papers(&self, chance: &mut Chance) -> Self {
        let mut surname = Surname::draw(self.tradition, chance);
        while surname == self.surname {
            surname = Surname::draw(self.tradition, chance);
        }
        Self {
            surname,
            form: Form::Soviet,
            ..self.clone()
        }
    }

    /// A namesake: same surname and given name, another father.
    pub(super) fn namesake(&self, chance: &mut Chance) -> Self {
        let mut father = self.father.clone();
        while [&self.father, &self.given].contains(&&father) {
            father = man(self.tradition, chance);
        }
        Self {
            father,
            ..self.clone()
        }
    }

    /// The words of the name in a form.
    pub(super) fn parts(&self, form: Form) -> Parts {
        let child = |man: &str, woman: &str| {
            if self.woman {
                woman.to_owned()
            } else {
                man.to_owned()
            }
        };
        let soviet = vec![format!(
            "{}{}",
            self.surname.soviet,
            if self.woman { "а" } else { "" }
        )];
        let (surname, patronymic) = match (form, self.tradition) {
            (Form::Soviet, _) => (soviet, vec![patronymic(&self.father, self.woman)]),
            (Form::Own, Tradition::Kyrgyz) => (vec![self.father.clone(), child("уулу", "кызы")], Vec::new()),
            (Form::Own, Tradition::Uzbek) => (soviet, vec![self.father.clone(), child("ўғли", "қизи")]),
            (Form::Own, Tradition::Kazakh) => {
                (soviet, vec![format!("{}{}", self.father, child("ұлы", "қызы"))])
            }
            (Form::Own, Tradition::Tajik) => (vec![format!("{}зода", self.surname.stem)], Vec::new()),
        };
        Parts {
            surname,
            given: self.given.clone(),
            patronymic,
        }
    }
}

impl Surname {
    /// Takes one from the bank, or makes one from a man's name.
    fn draw(tradition: Tradition, chance: &mut Chance) -> Self {
        if tradition != Tradition::Tajik && chance.happens(DERIVED_SURNAMES) {
            return Self::of(&man(tradition, chance));
        }
        let (stem, soviet) = chance.pick(tradition.surnames());
        Self {
            stem: (*stem).to_owned(),
            soviet: (*soviet).to_owned(),
        }
    }

    /// The surname that Soviet papers made of a man's name.
    pub(super) fn of(stem: &str) -> Self {
        let soviet = match (stem.strip_suffix('й'), stem.ends_with(['ы', 'и'])) {
            (Some(rest), _) => format!("{rest}ев"),
            (None, true) => format!("{}иев", stem.trim_end_matches(['ы', 'и'])),
            (None, false) => format!("{stem}ов"),
        };
        Self {
            stem: stem.to_owned(),
            soviet,
        }
    }
}

/// The `-ович` or `-овна` of a father's name.
fn patronymic(father: &str, woman: bool) -> String {
    let stem = Surname::of(father).soviet;
    format!("{stem}{}", if woman { "на" } else { "ич" })
}

/// A man's name, now and then with the `-бек` that it may bear.
fn man(tradition: Tradition, chance: &mut Chance) -> String {
    let name = *chance.pick(tradition.men());
    let with_bek =
        tradition == Tradition::Kyrgyz && bank::WITH_BEK.contains(&name) && chance.happens(WITH_BEK);
    format!("{name}{}", if with_bek { "бек" } else { "" })
}

/// A father's name; nobody is called as his father is.
fn father(tradition: Tradition, given: &str, chance: &mut Chance) -> String {
    loop {
        let older = tradition == Tradition::Kyrgyz && chance.happens(OLDER_FATHERS);
        let father = if older {
            chance.pick(bank::KYRGYZ_SURNAMES).0.to_owned()
        } else {
            man(tradition, chance)
        };
        if father != given {
            return father;
        }
    }
}

/// A given name without its `-бек`, if enough is left to call somebody by.
pub(super) fn without_bek(given: &str) -> Option<&str> {
    given.strip_suffix("бек").filter(|rest| rest.chars().count() >= 3)
}

/// Share of women among all people.
const WOMEN: f64 = 0.04;

/// Share of the Kyrgyz tradition, which alone has women's names in the bank.
const KYRGYZ_SHARE: f64 = 0.92;

/// Share of people whose first papers have their tradition's own form: an assumption of this demo.
const OWN_FORM: f64 = 0.25;

/// Share of surnames that are made of a given name: an assumption of this demo, to have enough surnames.
const DERIVED_SURNAMES: f64 = 0.6;

/// Share of fathers with a name that surnames are made of: an assumption of this demo.
const OLDER_FATHERS: f64 = 0.5;

/// Share of names that bear `-бек` among those that may: an assumption of this demo.
const WITH_BEK: f64 = 0.3;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(naming: &Naming, form: Form, expected: &str) {
        let parts = naming.parts(form);
        let words = [parts.surname, vec![parts.given], parts.patronymic].concat();
        assert_eq!(words.join(" "), expected);
    }

    fn naming(tradition: Tradition, surname: &str, given: &str, father: &str) -> Naming {
        let surname = Surname::of(surname);
        let woman = given == "Айгүл";
        Naming {
            tradition,
            woman,
            given: given.into(),
            father: father.into(),
            surname,
            form: Form::Soviet,
        }
    }

    #[test]
    fn forms_of_all_traditions() {
        let man = naming(Tradition::Kyrgyz, "Жумабай", "Бакыт", "Өмүралы");
        check(&man, Form::Soviet, "Жумабаев Бакыт Өмүралиевич");
        check(&man, Form::Own, "Өмүралы уулу Бакыт");
        let woman = naming(Tradition::Kyrgyz, "Асан", "Айгүл", "Турдубай");
        check(&woman, Form::Soviet, "Асанова Айгүл Турдубаевна");
        check(&woman, Form::Own, "Турдубай кызы Айгүл");
        let uzbek = naming(Tradition::Uzbek, "Карим", "Жасур", "Отабек");
        check(&uzbek, Form::Soviet, "Каримов Жасур Отабекович");
        check(&uzbek, Form::Own, "Каримов Жасур Отабек ўғли");
        check(
            &naming(Tradition::Tajik, "Карим", "Рустам", "Шариф"),
            Form::Own,
            "Каримзода Рустам",
        );
        check(
            &naming(Tradition::Kazakh, "Ахмет", "Айдос", "Ерлан"),
            Form::Own,
            "Ахметов Айдос Ерланұлы",
        );
    }

    #[test]
    fn the_bank_and_the_rule_agree_on_surnames() {
        for (stem, surname) in bank::KYRGYZ_SURNAMES
            .iter()
            .chain(bank::UZBEK_SURNAMES)
            .chain(bank::TAJIK_SURNAMES)
        {
            assert_eq!(Surname::of(stem).soviet, *surname);
        }
    }

    #[test]
    fn bek_is_dropped_only_where_a_name_is_left() {
        assert_eq!(without_bek("Туратбек"), Some("Турат"));
        assert_eq!(without_bek("Айбек"), None);
        assert_eq!(without_bek("Бакыт"), None);
    }
}
