//! The bank of names: common words, combined at random.
//!
//! Names are written in the letters of their own language; `spelling` writes them as lists do.

/// Given names of Kyrgyz men; also their fathers' names.
pub(super) const KYRGYZ_MEN: &[&str] = &[
    "Азамат",
    "Бакыт",
    "Нурбек",
    "Эрлан",
    "Мирлан",
    "Улан",
    "Талант",
    "Данияр",
    "Эмил",
    "Марат",
    "Жаныбек",
    "Канат",
    "Тилек",
    "Чынгыз",
    "Бекзат",
    "Айбек",
    "Алмаз",
    "Максат",
    "Нурлан",
    "Замир",
    "Болот",
    "Эркин",
    "Адилет",
    "Бектур",
    "Сыймык",
    "Медер",
    "Туратбек",
    "Жоомарт",
    "Акылбек",
    "Дастан",
    "Элдияр",
    "Ырысбек",
    "Өмүрбек",
    "Үсөн",
    "Жеңишбек",
];

/// Given names of Kyrgyz women.
pub(super) const KYRGYZ_WOMEN: &[&str] = &[
    "Айгүл",
    "Гүлнара",
    "Нургүл",
    "Айнура",
    "Жылдыз",
    "Чолпон",
    "Бермет",
    "Мээрим",
    "Гүлмира",
    "Асел",
    "Айпери",
    "Замира",
    "Салтанат",
    "Эльмира",
    "Перизат",
    "Толгонай",
    "Үмүт",
];

/// Kyrgyz surnames with the name that each is made of.
pub(super) const KYRGYZ_SURNAMES: &[(&str, &str)] = &[
    ("Абдыкадыр", "Абдыкадыров"),
    ("Асан", "Асанов"),
    ("Токтосун", "Токтосунов"),
    ("Жумабай", "Жумабаев"),
    ("Эргеш", "Эргешов"),
    ("Мамыт", "Мамытов"),
    ("Осмон", "Осмонов"),
    ("Сыдык", "Сыдыков"),
    ("Турдубай", "Турдубаев"),
    ("Исак", "Исаков"),
    ("Кадыр", "Кадыров"),
    ("Мамат", "Маматов"),
    ("Ороз", "Орозов"),
    ("Шаршен", "Шаршенов"),
    ("Ысмайыл", "Ысмайылов"),
    ("Өмүралы", "Өмүралиев"),
    ("Үсөн", "Үсөнов"),
    ("Алымкул", "Алымкулов"),
    ("Бейшеналы", "Бейшеналиев"),
    ("Чотон", "Чотонов"),
];

/// Kyrgyz men's names that are at home with `-бек` and without.
pub(super) const WITH_BEK: &[&str] = &[
    "Азамат",
    "Бакыт",
    "Талант",
    "Марат",
    "Канат",
    "Тилек",
    "Алмаз",
    "Максат",
    "Нурлан",
    "Болот",
    "Эркин",
    "Адилет",
    "Улан",
    "Мирлан",
];

/// Given names of Uzbek men.
pub(super) const UZBEK_MEN: &[&str] = &["Шерзод", "Жасур", "Отабек", "Баҳодир", "Улуғбек", "Дилшод"];

/// Uzbek surnames with the name that each is made of.
pub(super) const UZBEK_SURNAMES: &[(&str, &str)] = &[
    ("Карим", "Каримов"),
    ("Юсуп", "Юсупов"),
    ("Раҳим", "Раҳимов"),
    ("Мамадали", "Мамадалиев"),
];

/// Given names of Tajik men.
pub(super) const TAJIK_MEN: &[&str] = &["Фаррух", "Рустам", "Суҳроб", "Шариф"];

/// Tajik surnames with the name that each is made of; the own form ends in `-зода`.
pub(super) const TAJIK_SURNAMES: &[(&str, &str)] = &[("Карим", "Каримов"), ("Раҳим", "Раҳимов")];

/// Given names of Kazakh men.
pub(super) const KAZAKH_MEN: &[&str] = &["Ерлан", "Нұрлан", "Айдос"];

/// Kazakh surnames with the name that each is made of.
pub(super) const KAZAKH_SURNAMES: &[(&str, &str)] = &[("Сәрсен", "Сәрсенов"), ("Ахмет", "Ахметов")];
