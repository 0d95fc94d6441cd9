# Таблицалуу бөлүмдөрдүн аталыштары, түшүндүрмөлөр жана мамычалар; аты-жөнү бар файлдар үчүн да. Долбоор котормо.

lists-heading = Тизмелер
lists-caption = Ар бир тизмеде канча кабар жана адам бар
lists-note = Бир нече тизмедеги адам бир нече сапта турат: саптарды кошууга болбойт.
column-letter = Тамга
column-list = Тизме
column-reports = Кабарлар
column-persons = Адамдар
column-derived = Кайсы тизмеден түзүлгөн
column-shared = Башка тизмеде да барлардын үлүшү
column-population = Кимдерди эсептейт

overlaps-caption = Адамдар так кайсы тизмелерде экени боюнча
overlaps-heading = Тизмелер кантип кесилишет
column-only-on = Ушул тизмелерде гана
overlaps-rest =
    { $combinations ->
        [one] Дагы { $combinations } кичирээк айкалыш ({ $persons ->
            [one] { $persons } адам
           *[other] { $persons } адам
        }) тартылган жок; ал overlaps.csv файлында бар.
       *[other] Дагы { $combinations } кичирээк айкалыш (баары { $persons ->
            [one] { $persons } адам
           *[other] { $persons } адам
        }) тартылган жок; алар overlaps.csv файлында бар.
    }

captures-heading = Адамдар тизмелердин саны боюнча
captures-caption = Канча адам бир тизмеде, канчасы экөөндө ж. б. бар
column-number-of-lists = Тизмелердин саны

pairs-heading = Экиден тизме
pairs-warning = Эки эле тизмеге ишенүүгө болбойт. Алар бири-бирине көз карандыбы, көрүнбөйт, жана жооп эки эседен көпкө, каалаган тарапка ката болушу мүмкүн. Бул таблица андай жооптор бири-биринен канчалык алыс экенин гана көрсөтөт. Андан алынган санды өзүнчө жарыялабаңыз.
pairs-caption = Эки тизме бири-биринен көз карандысыз болсо, ар бир жуп эмне демек
column-pair = Тизмелер
column-both = Экөөндө тең
column-lincoln = Линкольн — Петерсен
column-chapman = Чепмен
column-chapman-error = Стандарттык ката (Чепмен)
pair-nobody = жок: жалпы адам жок

models-heading = Жооп моделге канчалык көз каранды
models-caption = Ар түрдүү моделдердин жыйынтыктары, тизмелердеги адамдар менен бирге
models-note = Модель кайсы тизмелер бири-бирине көз каранды болушу мүмкүн экенин айтат: «A+B, C» дегенде A менен B көз каранды болушу мүмкүн, C өзүнчө. BIC канчалык кичине болсо, ошончолук жакшы.
models-tried = { $tried ->
        [one] { $tried } модель сыналды.
       *[other] { $tried } модель сыналды.
    } { $estimable ->
        [one] Бул тизмелер боюнча алардын { $estimable } моделин баалоого болот.
       *[other] Бул тизмелер боюнча алардын { $estimable } моделин баалоого болот.
    }
models-exhaustive =
    { $order ->
        [one] Тизмелердин ортосундагы байланыштарга жол берилген жок.
       *[other] Бир эле учурда { $order } тизмеге чейин камтыган байланыштары бар моделдердин баары сыналды.
    }
models-stepwise =
    { $order ->
        [one] Мүмкүн болгон моделдердин бир бөлүгү гана, кадам сайын, тизмелердин ортосундагы байланыштарсыз сыналды.
       *[other] Мүмкүн болгон моделдердин бир бөлүгү гана, кадам сайын, бир эле учурда { $order } тизмеге чейин камтыган байланыштар менен сыналды.
    }
models-left-out = Баалоого катышпайт: { $lists }.
column-model = Модель
column-total = Жыйынтык
column-interval = Аралык
column-deviance = Четтөө
column-freedom = Эркиндик даражасы
column-aic = AIC
column-bic = BIC
model-best = BIC боюнча эң жакшысы
model-independence = Баары көз карандысыз
model-chao = Чао: кеминде
model-other = BIC боюнча кийинкиси
model-documented = Тизмелерде
interval-ends = { $lower } – { $upper }
interval-open = { $lower } же андан көп
interval-none = эсептелген жок
total-at-least = кеминде { $total }

column-warning = Эмне түшүнүксүз болду
column-times = Канча жолу
column-file = Файл
column-rows = Саптар
column-hash = SHA-256
column-option = Параметр
column-value = Мааниси
unclear-caption = Эмне түшүнүксүз болду жана канча жолу
inputs-caption = Окулган файлдар

column-person = Адам
column-person-a = А адам
column-person-b = Б адам
column-names = Аты-жөнү
column-births = Туулган күнү
column-origins = Кайда жазылган
column-probability = Ыктымалдуулук
column-weight = Салмак (бит)
column-list-a = А тизме
column-list-b = Б тизме
column-name-a = А аты-жөнү
column-name-b = Б аты-жөнү
column-origin-a = А кайда жазылган
column-origin-b = Б кайда жазылган
column-agreement = Талаалар кандай дал келет
column-field-weight = { $field } (бит)
sheet-persons = Адамдар
sheet-pairs = Жуптар
model-best-aic = AIC боюнча эң жакшысы
models-shown = Алардын { $shown } модели таблицада, { $kept } модели result.json файлында турат: BIC боюнча эң жакшылары жана AIC боюнча эң жакшысы. { $left-out ->
        [0] Бири да калтырылган жок.
       *[other] BIC көрсөткүчү начарыраак дагы { $left-out } модель калтырылды.
    }
models-spread = Тизмелерге дээрлик ушундай эле жакшы туура келген моделдердин жыйынтыгы: эң азы { $lower }, эң көбү { $upper }.
models-spread-open = Тизмелерге дээрлик ушундай эле жакшы туура келген моделдердин жыйынтыгы: эң азы { $lower }, жогорку чеги жок.
captures-heading-seen = Адамдар канча жолу көрүлгөнү боюнча
captures-caption-seen = Канча адам бир жолу, эки жолу жана андан көп көрүлгөн
column-number-of-lists-seen = Канча жолу көрүлгөн
