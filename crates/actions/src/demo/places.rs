//! Where the invented people come from: provinces, districts and their main places.

use super::chance::Chance;

/// A word in English, Russian and Kyrgyz.
pub(super) type InThree = [&'static str; 3];

/// A province, or a city of that rank.
pub(super) struct Province {
    name: InThree,
    /// Share of the people who come from here, in percent.
    weight: u32,
    districts: &'static [District],
}

/// A district, or a part of a city.
pub(super) struct District {
    /// The name as a list usually writes it.
    name: InThree,
    /// Its main village or town.
    centre: InThree,
    /// A name that is no longer, or not everywhere, in use; empty where there is none.
    old: InThree,
}

/// A person's home.
#[derive(Clone, Copy)]
pub(super) struct Home {
    province: &'static Province,
    district: &'static District,
}

impl Home {
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let province = &PROVINCES[chance.weighted(PROVINCES.iter().map(|province| province.weight))];
        Self {
            province,
            district: chance.pick(province.districts),
        }
    }

    /// The name as a list in a language usually writes it: 0 English, 1 Russian, 2 Kyrgyz.
    pub(super) fn usual(self, language: usize) -> &'static str {
        self.district.name[language]
    }

    /// Another name for the same place: the village, an old name, or the province.
    pub(super) fn other(self, language: usize, chance: &mut Chance) -> &'static str {
        let names = [
            self.district.centre[language],
            self.district.old[language],
            self.province.name[language],
        ];
        let known: Vec<&'static str> = names
            .into_iter()
            .filter(|name| !name.is_empty() && *name != self.usual(language))
            .collect();
        if known.is_empty() {
            return self.usual(language);
        }
        let name: &&str = chance.pick(&known);
        name
    }

    pub(super) fn same_province(self, other: Self) -> bool {
        self.province.name == other.province.name
    }
}

#[cfg(test)]
impl Province {
    pub(super) fn is_home_of(&self, home: Home) -> bool {
        self.name == home.province.name
    }
}

const fn d(name: InThree, centre: InThree, old: InThree) -> District {
    District { name, centre, old }
}

const NONE: InThree = ["", "", ""];

/// All provinces with the shares of the demo.
pub(super) const PROVINCES: &[Province] = &[
    Province {
        name: ["Osh Region", "Ошская область", "Ош облусу"],
        weight: 27,
        districts: OSH,
    },
    Province {
        name: [
            "Jalal-Abad Region",
            "Джалал-Абадская область",
            "Жалал-Абад облусу",
        ],
        weight: 25,
        districts: JALAL_ABAD,
    },
    Province {
        name: ["Batken Region", "Баткенская область", "Баткен облусу"],
        weight: 17,
        districts: BATKEN,
    },
    Province {
        name: ["Kyrgyzstan", "Кыргызстан", "Кыргызстан"],
        weight: 6,
        districts: OSH_CITY,
    },
    Province {
        name: ["Chüy Region", "Чуйская область", "Чүй облусу"],
        weight: 8,
        districts: CHUY,
    },
    Province {
        name: ["Bishkek", "Бишкек", "Бишкек"],
        weight: 6,
        districts: BISHKEK,
    },
    Province {
        name: ["Issyk-Kul Region", "Иссык-Кульская область", "Ысык-Көл облусу"],
        weight: 5,
        districts: ISSYK_KUL,
    },
    Province {
        name: ["Naryn Region", "Нарынская область", "Нарын облусу"],
        weight: 4,
        districts: NARYN,
    },
    Province {
        name: ["Talas Region", "Таласская область", "Талас облусу"],
        weight: 2,
        districts: TALAS,
    },
];

const OSH: &[District] = &[
    d(
        ["Alay", "Алайский район", "Алай району"],
        ["Gülchö", "Гульча", "Гүлчө"],
        NONE,
    ),
    d(
        ["Aravan", "Араванский район", "Араван району"],
        ["Aravan", "Араван", "Араван"],
        NONE,
    ),
    d(
        ["Chon-Alay", "Чон-Алайский район", "Чоң-Алай району"],
        ["Daroot-Korgon", "Дароот-Коргон", "Дароот-Коргон"],
        NONE,
    ),
    d(
        ["Kara-Kulja", "Кара-Кульджинский район", "Кара-Кулжа району"],
        ["Kara-Kulja", "Кара-Кульджа", "Кара-Кулжа"],
        NONE,
    ),
    d(
        ["Kara-Suu", "Кара-Суйский район", "Кара-Суу району"],
        ["Kara-Suu", "Карасу", "Кара-Суу"],
        NONE,
    ),
    d(
        ["Nookat", "Ноокатский район", "Ноокат району"],
        ["Nookat", "Ноокат", "Ноокат"],
        NONE,
    ),
    d(
        ["Uzgen", "Узгенский район", "Өзгөн району"],
        ["Uzgen", "Узген", "Өзгөн"],
        NONE,
    ),
];

const JALAL_ABAD: &[District] = &[
    d(
        ["Aksy", "Аксыйский район", "Аксы району"],
        ["Kerben", "Кербен", "Кербен"],
        ["Karavan", "Караван", "Караван"],
    ),
    d(
        ["Ala-Buka", "Ала-Букинский район", "Ала-Бука району"],
        ["Ala-Buka", "Ала-Бука", "Ала-Бука"],
        NONE,
    ),
    d(
        ["Bazar-Korgon", "Базар-Коргонский район", "Базар-Коргон району"],
        ["Bazar-Korgon", "Базар-Коргон", "Базар-Коргон"],
        NONE,
    ),
    d(
        ["Chatkal", "Чаткальский район", "Чаткал району"],
        ["Kanysh-Kyya", "Каныш-Кия", "Каныш-Кыя"],
        NONE,
    ),
    d(
        ["Nooken", "Ноокенский район", "Ноокен району"],
        ["Massy", "Масы", "Масы"],
        NONE,
    ),
    d(
        ["Suzak", "Сузакский район", "Сузак району"],
        ["Suzak", "Сузак", "Сузак"],
        NONE,
    ),
    d(
        ["Toguz-Toro", "Тогуз-Тороуский район", "Тогуз-Торо району"],
        ["Kazarman", "Казарман", "Казарман"],
        NONE,
    ),
    d(
        ["Toktogul", "Токтогульский район", "Токтогул району"],
        ["Toktogul", "Токтогул", "Токтогул"],
        NONE,
    ),
    d(
        ["Manas", "г. Манас", "Манас шаары"],
        NONE,
        ["Jalal-Abad", "Джалал-Абад", "Жалал-Абад"],
    ),
];

const BATKEN: &[District] = &[
    d(
        ["Batken", "Баткенский район", "Баткен району"],
        ["Batken", "Баткен", "Баткен"],
        NONE,
    ),
    d(
        ["Kadamjay", "Кадамжайский район", "Кадамжай району"],
        ["Pulgon", "Пульгон", "Пүлгөн"],
        ["Kadamdzhay", "Кадамджайский район", "Кадамжай"],
    ),
    d(
        ["Leylek", "Лейлекский район", "Лейлек району"],
        ["Razzakov", "Раззаков", "Раззаков"],
        ["Isfana", "Исфана", "Исфана"],
    ),
];

const OSH_CITY: &[District] = &[d(["Osh", "г. Ош", "Ош шаары"], ["Osh City", "Ош", "Ош"], NONE)];

const CHUY: &[District] = &[
    d(
        ["Alamüdün", "Аламудунский район", "Аламүдүн району"],
        ["Lebedinovka", "Лебединовка", "Лебединовка"],
        ["Alamedin", "Аламединский район", "Аламүдүн"],
    ),
    d(
        ["Chüy", "Чуйский район", "Чүй району"],
        ["Tokmok", "Токмок", "Токмок"],
        NONE,
    ),
    d(
        ["Jayyl", "Жайылский район", "Жайыл району"],
        ["Kara-Balta", "Кара-Балта", "Кара-Балта"],
        NONE,
    ),
    d(
        ["Kemin", "Кеминский район", "Кемин району"],
        ["Kemin", "Кемин", "Кемин"],
        NONE,
    ),
    d(
        ["Moskva", "Московский район", "Москва району"],
        ["Belovodskoye", "Беловодское", "Беловодское"],
        NONE,
    ),
    d(
        ["Panfilov", "Панфиловский район", "Панфилов району"],
        ["Kayyngdy", "Каинды", "Кайыңды"],
        NONE,
    ),
    d(
        ["Sokuluk", "Сокулукский район", "Сокулук району"],
        ["Sokuluk", "Сокулук", "Сокулук"],
        NONE,
    ),
    d(
        ["Ysyk-Ata", "Ысык-Атинский район", "Ысык-Ата району"],
        ["Kant", "Кант", "Кант"],
        ["Issyk-Ata", "Иссык-Атинский район", "Ысык-Ата"],
    ),
];

const BISHKEK: &[District] = &[
    d(
        [
            "Bishkek, Birinchi May",
            "Бишкек, Первомайский район",
            "Бишкек, Биринчи май району",
        ],
        NONE,
        NONE,
    ),
    d(
        [
            "Bishkek, Lenin",
            "Бишкек, Ленинский район",
            "Бишкек, Ленин району",
        ],
        NONE,
        NONE,
    ),
    d(
        [
            "Bishkek, Oktyabr",
            "Бишкек, Октябрьский район",
            "Бишкек, Октябрь району",
        ],
        NONE,
        NONE,
    ),
    d(
        [
            "Bishkek, Sverdlov",
            "Бишкек, Свердловский район",
            "Бишкек, Свердлов району",
        ],
        NONE,
        NONE,
    ),
];

const ISSYK_KUL: &[District] = &[
    d(
        ["Ak-Suu", "Ак-Суйский район", "Ак-Суу району"],
        ["Ak-Suu village", "Ак-Суу", "Ак-Суу айылы"],
        ["Teploklyuchenka", "Теплоключенка", "Теплоключенка"],
    ),
    d(
        ["Issyk-Kul", "Иссык-Кульский район", "Ысык-Көл району"],
        ["Cholpon-Ata", "Чолпон-Ата", "Чолпон-Ата"],
        NONE,
    ),
    d(
        ["Jeti-Oguz", "Джети-Огузский район", "Жети-Өгүз району"],
        ["Kyzyl-Suu", "Кызыл-Суу", "Кызыл-Суу"],
        ["Jeti-Oghuz", "Жети-Огузский район", "Жети-Өгүз"],
    ),
    d(
        ["Ton", "Тонский район", "Тоң району"],
        ["Bökönbaev", "Боконбаево", "Бөкөнбаев"],
        ["Bokonbayevo", "Боконбаевское", "Бөкөнбай"],
    ),
    d(
        ["Tyup", "Тюпский район", "Түп району"],
        ["Tyup village", "Тюп", "Түп"],
        NONE,
    ),
];

const NARYN: &[District] = &[
    d(
        ["Ak-Talaa", "Ак-Талинский район", "Ак-Талаа району"],
        ["Baetov", "Баетово", "Баетов"],
        NONE,
    ),
    d(
        ["At-Bashy", "Ат-Башинский район", "Ат-Башы району"],
        ["At-Bashy village", "Ат-Баши", "Ат-Башы"],
        NONE,
    ),
    d(
        ["Jumgal", "Джумгальский район", "Жумгал району"],
        ["Chaek", "Чаек", "Чаек"],
        ["Dzhumgal", "Жумгальский район", "Жумгал"],
    ),
    d(
        ["Kochkor", "Кочкорский район", "Кочкор району"],
        ["Kochkor village", "Кочкор", "Кочкор"],
        NONE,
    ),
    d(
        ["Naryn", "Нарынский район", "Нарын району"],
        ["Naryn town", "Нарын", "Нарын"],
        NONE,
    ),
];

const TALAS: &[District] = &[
    d(
        ["Bakay-Ata", "Бакай-Атинский район", "Бакай-Ата району"],
        ["Bakay-Ata village", "Бакай-Ата", "Бакай-Ата"],
        NONE,
    ),
    d(
        ["Kara-Buura", "Кара-Бууринский район", "Кара-Буура району"],
        ["Kyzyl-Adyr", "Кызыл-Адыр", "Кызыл-Адыр"],
        NONE,
    ),
    d(
        ["Manas District", "Манасский район", "Манас району"],
        ["Pokrovka", "Покровка", "Покровка"],
        NONE,
    ),
    d(
        ["Talas", "Таласский район", "Талас району"],
        ["Talas town", "Талас", "Талас"],
        NONE,
    ),
];
