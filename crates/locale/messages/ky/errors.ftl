# Эмне үчүн файлды колдонууга болгон жок. Сүйлөмдөр «Ката: » дегенден кийин турат. Долбоор котормо.

error-file-too-large = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: файлда { $found } байт бар; эң көбү { $allowed } байт окулат. Файлды бөлүңүз.
error-zip-too-many-entries = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: китеп { $found } бөлүктөн таңгакталган; эң көбү { $allowed } бөлүк окулат. Аны электрондук таблица программасында кайра сактаңыз.
error-zip-too-large = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: китеп ачылганда { $found } байт болот; эң көбү { $allowed } байт окулат. Керектүү барактарды гана сактаңыз.
error-zip-ratio = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: китептин бир бөлүгү ачылганда { $found } эсе чоңоёт; эң көбү { $allowed } эсе уруксат. Программаны бузуу үчүн жасалган файлдар ушундай болот. Аны электрондук таблица программасында кайра сактаңыз.
error-too-many-sheets = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: { $found } барак бар; эң көбү { $allowed } барак окулат. Керектүүлөрүн өзүнчө сактаңыз.
error-too-many-rows = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: { $found } сап бар; эң көбү { $allowed } сап окулат. Файлды бөлүңүз.
error-too-many-columns = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: { $found } мамыча бар; эң көбү { $allowed } мамыча окулат. Керектүүлөрүн калтырыңыз.
error-too-many-cells = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: { $found } уяча бар; эң көбү { $allowed } уяча окулат. Файлды бөлүңүз.
error-cell-too-large = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }{ $column-given ->
        [yes] , { $column } мамычасы
       *[no] {""}
    }: бир уячада { $found } байт бар; эң көбү { $allowed } байт окулат. Аны кыскартыңыз.
error-too-many-shared-strings = { $file }{ $sheet-given ->
        [yes] , «{ $sheet }» барагы
       *[no] {""}
    }{ $row-given ->
        [yes] , { NUMBER($row, useGrouping: "false") }-сап
       *[no] {""}
    }: китепте { $found } ар башка текст бар; эң көбү { $allowed } текст окулат. Керектүү барактарды гана сактаңыз.
error-empty-file = { $file }: бул файлда эч нерсе жок.
error-old-workbook = { $file }: бул Excel 97–2003 китеби. Аны .xlsx же .csv түрүндө сактаңыз.
error-binary-workbook = { $file }: бул экилик түрдөгү китеп. Аны .xlsx же .csv түрүндө сактаңыз.
error-encrypted = { $file }: файл сырсөз менен жабылган. Аны ачып, сырсөзсүз сактаңыз, кийин ал көчүрмөнү өчүрүңүз.
error-unknown-kind = { $file }: файлдын бул түрү белгисиз. CSV, XLSX, ODS жана Parquet окулат.
error-markup = { $file }: бул таблица эмес, веб-барак. Таблицаны .xlsx же .csv түрүндө сактаңыз.
error-damaged = { $file }: файл (.{ $kind }) бузулган же үзүлүп калган: жүктөө же көчүрүү үзүлгөндө ушундай болот. Аны кайра көчүрүңүз же дагы бир жолу сураңыз; эгер таблица программасы аны дагы эле ачса, ал жерден жаңы ат менен сактаңыз.
error-unknown-encoding = { $file }: аталган коддоо белгисиз. utf-8, utf-16le же windows-1251 колдонуп көрүңүз.
error-bad-delimiter = { $file }: бул белги мамычаларды бөлө албайт. Үтүр, үтүрлүү чекит же табуляция колдонуңуз.
error-zip-overlap = { $file }: таңгакталган файлдын бөлүктөрү бири-бирин жаап турат. Зыяндуу файлдар ушундай болот; ал ачылган жок.
error-zip-path = { $file }: таңгакталган файлдын бир бөлүгү андан сыртка багытталган. Зыяндуу файлдар ушундай болот; ал ачылган жок.
error-zip-link = { $file }: таңгакталган файлдын бир бөлүгү — шилтеме. Зыяндуу файлдар ушундай болот; ал ачылган жок.
error-zip-nested = { $file }: таңгакталган файлдын ичинде дагы бир таңгакталган файл бар. Аны ачып, таблицалардын өзүн атаңыз.
error-xml-doctype = { $file }: китепте таблицага кереги жок документ түрүнүн сыпаттамасы бар. Зыяндуу файлдар ушундай болот; ал ачылган жок.
error-nested-columns = { $file }: бул файлдын мамычаларында бирден көп маани бар. Аны жөнөкөй таблица түрүндө сактаңыз.
error-out-of-memory = { $file }: окууга { $allowed } МиБ эс тутум жетпей калды. Файлды бөлүңүз.
error-took-too-long = { $file }: { $allowed ->
        [one] окуу { $allowed } секунддан ашып кетти. Файлды бөлүңүз.
       *[other] окуу { $allowed } секунддан ашып кетти. Файлды бөлүңүз.
    }
error-reader-crashed = { $file }: окуу үзүлүп калды; файл бузулган же зыяндуу болушу мүмкүн. Башка эч нерсеге тийген жок.
error-reader-not-started = { $file }: бул машинада окууну баштоого болгон жок.
error-reader-bad-answer = { $file }: окуу түшүнүктүү жооп берген жок; файл колдонулган жок.
error-no-name-column = { $file }: бир да мамычада аты-жөнү жок. Андай мамычаны дал келтирүү файлында (--mapping) атаңыз. { $headings-given ->
    [yes] Бар болгон аталыштар: { $headings }
   *[no] Биринчи саптардын бири да аталыштарга окшобойт; аларды саптардын үстүнө коюңуз.
}
error-missing-heading = бир да таблицада «{ $heading }» деген аталыш жок. Бар болгон аталыштар: { $headings }
error-no-lists = бир да мамычада ар бир сап үчүн «ооба», «жок» же «белгисиз» деп турган жок, ошондуктан тизме жок. Бар болгон аталыштар: { $headings }
error-bad-count = { $label }, { NUMBER($row, useGrouping: "false") }-сап: «{ $heading }» астында адамдардын 0дөн 1 000 000 000го чейинки бүтүн саны эмес нерсе турат.
error-missing-list = бир да таблицада «{ $heading }» аталыштуу тизме жок. Бар болгон аталыштар: { $headings }
error-mapping-syntax = мамычаларды дал келтирүү файлы, { NUMBER($line, useGrouping: "false") }-сап: жазуу түшүнүксүз. [columns] астына ар бир аталышка бирден сап жазыңыз: "Аталыш" = "name".
error-mapping-unknown-column = мамычаларды дал келтирүү файлы, { NUMBER($line, useGrouping: "false") }-сап: мамычанын «{ $word }» деген түрү жок. Бар: { $known }
error-sheet-does-not-fit = барак китеп үчүн өтө чоң же анын мындай аталышына уруксат жок. Ошол эле саптар CSV файлдарында бар.
error-missing-column = бир да таблицада «{ $heading }» аталыштуу мамыча жок. Бар болгон аталыштар: { $headings }
error-too-many-parts = «{ $heading }» мамычасында ар башка { $found } маани бар, ал эми эң көбү { $allowed } боло алат
error-no-frequencies = эки мамычалуу бир таблица жок: канча жолу көрүлгөнү жана канча адам. Бар: { $headings }
error-nobody-seen = эч ким бир да жолу көрүлгөн эмес, баалоого эч нерсе жок
error-too-many-people = адамдар эсептөөгө мүмкүн болгондон көп
error-too-few-occasions = учур { $occasions } боло албайт: кимдир бирөө { $most } жолу көрүлгөн, жана кеминде эки учур керек
