# Буйрук сабынын сөздөрү. Долбоор: эне тилинде сүйлөгөн адам текшере элек.

error-line = Ката: { $text }
hint-line = Эмне кылуу керек: { $text }
warning-line = Эскертүү: { $place }: { $text }
caution-line = Этият болуңуз: { $text }
where-rows = { $shown ->
    [1] { $rows }-сап
   *[other] { $rows }-саптар
}{ $more ->
    [0] {""}
   *[other] { " " }жана дагы { $more }
}

count-persons = { $lists } тизмеде { $persons } ар башка адам бар.
count-persons-of-reports = { $lists } тизмедеги { $reports } кабар { $persons } ар башка адам жөнүндө.
count-list = { "  " }{ $list }: { $persons }
count-refused = Канча адам бир да тизмеде жок экенин баалоого болбойт:
count-population = Кимдер эсептелет: { $population }
count-population-not-stated = Кимдер эсептелет: көрсөтүлгөн эмес. --population "ТЕКСТ" менен көрсөтүңүз.
count-report = Отчёт: { $path }
count-no-report = Отчёт жазылган жок. Жазуу үчүн --out ПАПКА кошуңуз.

link-persons = { $reports } кабар { $persons } ар башка адам жөнүндө (эки кабар { $threshold } ыктымалдыктан баштап бир адам жөнүндө деп эсептелет).
link-candidates = { $candidates } окшош жуп салыштырылды.
link-expected = Салыштырылган жуптардын ичинде { $threshold } чегинде күтүлгөнү: { $wrong } жуп жаңылыш бириктирилген, { $missed } жуп байкалбай калган.
link-unfound = Бир адам жөнүндөгү дагы кеминде { $pairs } жуп, кыязы, такыр салыштырылган эмес.
link-pairs-chosen = Ушул ыктымалдыктагы жуптар: тактык { $precision }, толуктук { $recall }, F1 { $f1 }
link-pairs-best = Эң жакшы ыктымалдыктагы жуптар, чындык белгилүү болгондо гана көрүнөт: тактык { $precision }, толуктук { $recall }, F1 { $f1 }
link-clusters = Адамдар, ичиндеги жуптар боюнча: тактык { $precision }, толуктук { $recall }, F1 { $f1 }
link-b-cubed = Адамдар, B-cubed: тактык { $precision }, толуктук { $recall }, F1 { $f1 }
link-cost = { "  " }{ $step }: процессордун { $cpu } с убактысы, саат боюнча { $wall } с
link-memory = Эң көп эс: { $mib } МиБ
link-written = Жуптар жана топтор: { $path }
link-not-written = Жуптар жазылган жок. Жазуу үчүн --out ПАПКА кошуңуз.

step-reading = Файлдарды окуу
step-preparing = Ысымдарды окуу
step-blocking = Окшош жуптарды издөө
step-training = Салмактарды табуу
step-scoring = Жуптарды салмактоо
step-clustering = Адамдарга бириктирүү
step-estimating = Моделдерди ылайыктоо
step-reporting = Отчёт жазуу
step-total = Баары

demo-title = ДЕМО. Андагы адамдардын баары ойдон чыгарылган.
demo-population = ДЕМО: 2022–2025-жылдары каза болгон, Кыргызстандан чыккан ойдон чыгарылган адамдар
demo-truth-head = Чындык жана натыйжа
demo-run-1 = 1-сценарий: тизмелер ар бир топтун ичинде көз карандысыз
demo-run-2 = 2-сценарий: D тизмеси B тизмесинин бир бөлүгүн көчүргөн, бирок эч ким айткан эмес
demo-run-2-declared = Кайра 2-сценарий, бирок көчүрүлгөнү айтылган
demo-column-truth = чындык
demo-column-result = натыйжа
demo-row-documented = тизмелердеги ар башка адамдар
demo-row-total = бардык адамдар, тизмеде жана тизмеде жок
demo-row-list = { $list } тизмесиндеги адамдар
demo-row-pairs-precision = бириктирилген жуптардын туурасы
demo-row-pairs-recall = чыныгы жуптардын табылганы
demo-no-estimate = баалоо жок
demo-lists = Тизмелер жана чындык: { $path }
demo-lesson = Бул жерде чындык белгилүү, анткени адамдар ойдон чыгарылган. Эки сценарийди салыштырыңыз: бир эле көчүрүлгөн тизме баалоону өзгөртөт.

private-warning = КӨҢҮЛ БУРУҢУЗ: private/ папкасында ысымдар жана туулган күндөр ачык текст менен турат. Папканы алган адам ал адамдарды табат. Аны шифрленген дискте сактаңыз, эч кимге жөнөтпөңүз, иш бүткөндө өчүрүңүз.
private-question = Жазылсынбы? (ооба/жок)
answer-yes = ооба о да yes y
private-declined = Эч нерсе жазылган жок.

usage-unknown-argument = { $argument } деген параметр жок.
usage-unknown-command = { $argument } деген буйрук жок.
usage-missing-argument = жетишпейт: { $argument }.
usage-bad-value = { $argument } «{ $value }» боло албайт.
usage-conflict = { $argument } менен { $other } чогуу жазылбайт.
usage-repeated-argument = { $argument } мындай же эки жолу жазылбайт.
usage-no-command = эмне кылуу керегин айтыңыз: demo, count, link, estimate, names; же реестр менен: new, check, forget, audit verify, recover.
usage-other = буйрук түшүнүксүз.
usage-private-needs-out = --private үчүн папка керек: --out ПАПКА.
usage-private-needs-names = бириктирилген таблицалар үчүн --private жаза турган эч нерсе жок: аларда ысымдар жок.
usage-bad-language = «{ $value }» тили жок; en, ru жана ky бар.

hint-help = esep --help бардык буйруктарды, esep count --help бирин көрсөтөт.
hint-replace = башка папка тандаңыз же эски натыйжаны алмаштыруу үчүн --replace кошуңуз.
hint-not-found = жолду текшериңиз: ал жерде эч нерсе жок.
hint-not-allowed = бул колдонуучу ал жерден окуй же жаза албайт; башка жер тандаңыз же уруксатты өзгөртүңүз.
hint-disk-full = диск толуп калды; орун бошотуп, кайра аракет кылыңыз.
hint-other = система айтат: { $reason }

error-confinement = бөтөн файлдарды обочо процессте окуу башталган жок.
error-output = натыйжаны көрсөтүүгө болбоду: чыгаруу кабыл алынган жок.
error-unreadable-path = { $path } окулган жок.
error-unwritable-path = { $path } жазылган жок. Жарым жазылган эч нерсе калган жок.
error-not-a-file = { $path } файл эмес. Папканы эмес, файлдардын өзүн атаңыз.
error-not-text = { $path } UTF-8 тексти эмес.
error-file-too-large-path = { $path }: { $found } МиБ; эң көбү { $allowed } МиБ окулат. Файлды бөлүңүз.
error-file-twice = { $path } эки жолу аталган. Эки жолу эсептелген тизме эки күбөдөй көрүнмөк.
error-folder-exists = { $path } папкасында мурунку натыйжа бар.
error-folder-of-others = { $path } папкасында башка файлдар бар. Бош же жаңы папка тандаңыз.
error-no-files = бир да файл аталган жок.
error-unknown-list = «{ $list }» деген тизме жок. Тизмелер: { $known }
error-not-a-derivation = «{ $text }» кайсы тизме көчүрмө экенин айтпайт. --derived "КӨЧҮРМӨ=ТҮПНУСКА" деп жазыңыз.
error-too-many-lists = { $found } тизме: бирге эң көбү 64 тизме эсептелет. Эгер мамыча жаңылыш тизменин аты деп алынса, --mapping колдонуңуз.
error-no-truth-column = «{ $column }» мамычасында бир да маани жок же үлгү эч нерсеге туура келбейт.
error-bad-pattern = «{ $pattern }» регулярдуу туюнтма эмес.
error-unwritable = XLSX китеби түзүлгөн жок.

help-esep = Башкалардын тизмелеринен коргоого боло турган санга чейин. Тармаксыз иштейт; бул компьютерден эч нерсе чыкпайт.
help-usual = (адатта { $value })
help-usage = Жазылышы:
help-commands = Буйруктар
help-arguments = Эмнени көрсөтүү
help-options = Параметрлер
help-demo = Беш ойдон чыгарылган тизме түзүп, эки жолу эсептеп, чындык менен салыштыруу
help-count = Бир нече тизмедеги ар башка адамдарды эсептеп, канчасы бир да тизмеде жок экенин баалоо
help-link = Кайсы кабарлар бир адам жөнүндө экенин табуу: жуптар жана топтор
help-estimate = Кесилиштердин бир таблицасы боюнча баалоо, ысымсыз
help-argument-help = Ушул жардамды көрсөтүү
help-argument-version = Версияны көрсөтүү
help-argument-lang = Экрандын жана отчёттордун тили: en, ru же ky
help-argument-dir = Демо үчүн папка
help-argument-files = CSV, TSV, XLSX, ODS же Parquet файлдары; мамыча атабаса, ар бир файл же барак бир тизме
help-argument-file = Таблица: бир сап бир адам же саны, ар бир тизмеге ооба/жок мамычасы
help-argument-seed = Кокустук сандардын башталышы; ошол эле башталыш ошол эле натыйжаны берет
help-argument-json = Натыйжаны JSON түрүндө көрсөтүү
help-argument-out = Натыйжа үчүн папка
help-argument-replace = Ошол папкадагы эски натыйжаны алмаштыруу
help-argument-matched = Файлдар бириктирилген таблицалар: бир сап бир адам, ар бир тизмеге ооба/жок мамычасы
help-argument-columns = Тизме мамычаларынын аттары, эгер өзү табылбаса
help-argument-mapping = Ар бир мамычада эмне бар экенин айткан файл
help-argument-save-mapping = Ар бир мамыча эмне деп алынганын жазып коюу
help-argument-as-of = Тизмелердеги жаш кайсы күнгө туура экени
help-argument-id = Тизменин өз номеринин мамычасы
help-argument-encoding = Текст файлдарынын коду, мисалы windows-1251, эгер өзү табылбаса
help-argument-delimiter = Текст файлдарында уячалардын ортосундагы белги
help-argument-derived = Бир тизме башкасынан көчүрүлгөнүн айтуу; көчүрмө баалоого кирбейт
help-argument-population = Кимдер эсептелгенин айтуу: жарандыгы, жери, убактысы, тагдыры
help-argument-standard = Ар бир кабардын далилдүүлүк даражасы: lead, possible, probable же confirmed
help-argument-date = Эсеп күнү, эгер бүгүн болбосо
help-argument-confidence = Интервалдардын ишенимдүүлүгү
help-argument-distinct = Ар бир адам бир гана жолу кирген тизме
help-argument-threshold = Эки кабар бир адам жөнүндө деп эсептеле турган ыктымалдык же balanced (жаңылыш бириктирилгени байкалбай калганына тең, адатта ушундай), f1, cost=N
help-argument-draws = Кабарлар адамдарга кантип бөлүнүшү мүмкүн экенин N жолу алып, тизмелердин кесилиштерин ысымсыз жазуу
help-argument-floor = Мындан аз ыктымалдуу жуптар жазылбайт
help-argument-private = Ысымдары бар private/ папкасын да жазуу; адегенде сурайт
help-argument-yes = Сурабоо
help-argument-truth = Кабар чын эле ким жөнүндө экенин айткан мамыча, бириктирүүнү ченөө үчүн
error-derived-from-itself = «{ $list }» өзүнөн өзү түзүлгөн делип айтылган. Кайсы тизме кайсы башкасынан түзүлгөнүн гана айтыңыз.
error-two-populations = бардык тизмелер жөнүндө эки башка нерсе айтылган. Бирин айтыңыз же ар бири кайсы тизме жөнүндө экенин көрсөтүңүз: "ТИЗМЕ=ТЕКСТ".
error-file-exists = { $path } мурунтан бар, анын үстүнө жазылбайт. Башка ат тандаңыз.
usage-idle-option = { $argument } бириктирилген таблицаларга таасир этпейт. Аны алып салыңыз.
error-same-bytes = { $file } файлы { $twin } файлына байтына чейин бирдей. Эки ат менен берилген бир тизме эки күбөдөй көрүнмөк; файлдардын бирин алып салыңыз.
usage-bad-value-of = { $argument } «{ $value }» боло албайт. Мындай болот: { $allowed }
count-range = Аралык: баары болуп { $lower } менен { $upper } ортосунда адам; демек, { $unlisted-lower } менен { $unlisted-upper } ортосундагы адам бир да тизмеде жок.
count-way = { "  " }{ $way }: { $total } ({ $lower } – { $upper })
count-way-silent = { "  " }{ $way }: { $reason }
count-range-note = Бул ыкмалардын ар бири тизмелерден далилдөөгө болбогон өз болжолуна таянат. Аралыктын ичинен бир эле санды эмес, аралыктын баарын айтыңыз.
count-doubt = Кайсы кабарлар бир адам жөнүндө экени тууралуу күмөн аралыкка кирди: { $draws } жолу чыгарылды, ар башка { $tables } таблица.
demo-range = { $lower } – { $upper }
help-argument-period = Тизмелер кайсы мезгил жөнүндө экенин айтуу
help-argument-fate = Тизмелер кайсы тагдыр жөнүндө экенин айтуу, мисалы каза болгондор же дайынсыздар
help-argument-linkages = Аралык үчүн кабарлардын адамдарга мүмкүн болгон канча бөлүнүшү алынат; 0 — бириктирилгени талашсыз, айтылбаса 100
help-argument-method = Баалоонун ушул гана ыкмасы: selection, averaging же latent-classes; кайталоого болот. Аралыкка экөө керек
help-argument-strata = Таблицаны ушул мамыча боюнча бөлүп, ар бир бөлүгүн өзүнчө баалоо
help-argument-drawn = Күмөндүү байланыштардан чыгарылган кесилиштердин таблицалары, esep link --draws жазгандай
error-draws-of-several = { $file } ичинде бир таблицанын чыгарылыштары бар, ал эми бааланчу файлда таблица бир нече. Таблицаларды бирден баалаңыз.
error-not-draws = { $file } ичинде чыгарылыштар жок. draw мамычасы, ар бир тизмеге бирден мамыча жана count мамычасы керек, esep link --draws жазгандай.
help-argument-compat = Башка программа эмне деп айтмагын да көрсөтүү: dga
count-seen = { $persons } ар башка адам көрүлгөн.
count-at-least = Баары болуп кеминде { $total } адам ({ $lower } – { $upper } — бүт сандын эмес, ушул төмөнкү чектин аралыгы).
help-argument-occasions = Таблицада канча адам бир жолу, эки жолу, … көрүлгөнү гана айтылган, K учурда; чеги жок болсо, 0

answer-same = ооба о бир same
answer-different = жок ж эки башка different
answer-unsure = белгисиз ? билбейм б unsure

review-warning = КӨҢҮЛ БУРУҢУЗ: экранда тизмелердеги адамдардын ысымдары жана туулган күндөрү көрсөтүлөт. Аны ким көрө аларын караңыз.
review-question = Көрсөтөлүбү? (ооба/жок)
review-file-warning = КӨҢҮЛ БУРУҢУЗ: суроолордун файлында ысымдар жана туулган күндөр ачык текст менен жазылат. Файл кимде болсо, адамдар ошондо. Аны шифрленген дискте сактаңыз, эч кимге жөнөтпөңүз, иш бүткөндө өчүрүңүз.
review-head = { $questions } суроонун { $number }-суроосу: бул бир адамбы? о = ооба, бир адам; ж = жок, эки адам; ? = белгисиз. Бош сап – аягы.
review-row = { "  " }{ $field }: { $a } | { $b }
review-again = Жооп түшүнүксүз. о, ж же ? деп жооп бериңиз.
review-contradicts = Бул жооп мурдагыларга туура келбейт же ар бир адам бир жолу жазылган тизмедеги эки адамды бириктирмек. Ал жазылган жок.
review-kept = { $answers } жооп { $path } файлына жазылды.
review-nothing = Суроого арзыган жуп калган жок.
review-written = { $pairs } жуп { $path } файлына жазылды. «answer» тилкесине ооба, жок же белгисиз деп жазып, файлды --labels менен окутуңуз.
link-judged = Адамдардын жооптору сакталат: { $same } – бир адам, { $different } – эки адам; белгисизи { $unsure }.
link-unknown-labels = { $labels } жооп бул файлдарда жок билдирүүлөр жөнүндө; эске алынган жок.
link-learned = Жооптор салмактарды түзөттү: { $shift } бит, бардык далилдер { $scale } эсе.
link-learned-nothing = Салмактарды түзөтүүгө жооп аз: салыштырылган жуптар жөнүндө ар бир түрүнөн { $least } керек.
usage-review-needs-terminal = --review терминалда сурайт, бирок ал жерде эч ким жок. Суроолорду файлга жаздырыңыз: --review-out FILE.csv.
usage-review-needs-labels = --review үчүн жооптордун файлы керек: --labels FILE.csv.
usage-labels-missing = { $path } жок. --review менен бирге акыркы --labels гана жаңы файл боло алат.
error-labels-of-others = { $file } файлында жооптон башка да нерсе бар, анын үстүнө жазылбайт. Акыркы --labels катары жаңы файл атаңыз.
error-labels-column = { $file } жооптордун файлы эмес: «{ $column }» тилкеси жок.
error-labels-word = { $file }, { $row }-сап: жооп same, different, unsure (ооба, жок, белгисиз) сөздөрүнүн бири эмес.
error-labels-key = { $file }, { $row }-сап: a жана b тилкелериндеги эки билдирүүнүн белгилери бузулган.
error-labels-contradict = { $file }, { $row }-сап ошол эле эки билдирүү жөнүндө { $other-file }, { $other-row }-саптан башканы айтат. Бирин алып салыңыз.
error-labels-together = { $file }, { $row }-сап башка жооптор менен бирге туура боло албайт: алар эки билдирүүнү бир адам да, эки адам да дейт. Ошол эле билдирүүлөр жөнүндөгү саптарды караңыз.
error-labels-distinct = { $file }, { $row }-сап «{ $list }» тизмесинин эки билдирүүсүн бир адам кылмак, ал тизмеде ар бир адам бир жолу жазылган деп айтылган. Жоопту оңдоңуз же --distinct алып салыңыз.
help-argument-labels = Адамдардын билдирүү жуптары жөнүндөгү жоопторунун файлы, алар дайыма сакталат; бир нечесин атаса болот, --review акыркысына жазат
help-argument-review = Жообу эң көп нерсени өзгөртө турган N жуп жөнүндө терминалда суроо
help-argument-review-out = Анын ордуна сурала турган жуптарды ысымдары менен файлга жазуу; адегенде сурайт
error-draws-of-others = { $file } бул тизмелерден чыгарылган эмес: «{ $list }» ал жерде такыр башка өлчөмдө. esep link ошол эле файлдардан чыгарганын алыңыз.
error-bad-draw-number = { $file }, { NUMBER($row, useGrouping: "false") }-сап: «draw» астында 1, 2, 3 сыяктуу чыгарылыштын номери эмес нерсе турат.
error-repeated-draw = { $file }, { NUMBER($row, useGrouping: "false") }-сап: { $draw }-чыгарылыш дал ушул тизмелерде канча адам экенин мурда айткан. Эки файл бириктирилсе, экинчисинин чыгарылыштарын улантып номерлеңиз.
count-compat = Салыштыруу үчүн гана, аралыкка кирбейт. { $name }: { $total }
