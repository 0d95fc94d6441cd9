# Салыштырылуучу талаалар жана алардын дал келиши. Долбоор котормо.

field-name = аты-жөнү
field-father = атасынын аты
field-other_name = башка аты
field-birth = туулган күнү
field-sex = жынысы
field-place = жери
field-event = окуянын күнү
field-phone = телефону
field-document = документи
field-email = эл. почтасы
field-postcode = почта индекси
field-address = дареги
field-occupation = кесиби

level-area = ошол эле аймак
level-close = дээрлик бирдей
level-day_agrees = күнү менен айы дал келет, жылы дал келбейт
level-default_day = ошол эле жыл, күнү демейки коюлган
level-different = башкача
level-exact = бирдей
level-given_differs = ысымы башка
level-given_only = ысымы гана дал келет, калганы белгисиз
level-local_part = @ белгисине чейинки бөлүгү дал келет
level-near_year = жылдары жакын
level-one_digit = бир цифрасы башка
level-overlap = экөө тең туура болушу мүмкүн
level-partial = жарым-жартылай дал келет
level-same_month = ошол эле ай
level-same_year = ошол эле жыл
level-same_year_differs = ошол эле жыл, бирок башка күн
level-shared = бир аты жалпы
level-short = бири экинчисинин кыскартылганы
level-similar = окшош
level-surname_differs = фамилиясы башка
level-surname_only = фамилиясы гана дал келет, калганы белгисиз
level-swapped = ошол эле, башка тартипте
level-tail = акыркы белгилери дал келет
level-variant = ошонун башкача жазылышы
level-weak = дээрлик окшошпойт
level-within_days = бир нече күн айырма
level-within_month = бир айдын ичинде

strength-strongly-for = бир адам экенин күчтүү көрсөтөт
strength-for = бир адам экенин көрсөтөт
strength-little = аз нерсе айтат
strength-against = ага каршы
strength-strongly-against = ага күчтүү каршы

verdict-joined = Бир адам деп эсептелет: ыктымалдуулугу { $probability }, чеги { $threshold }.
verdict-apart = Эки адам деп эсептелет: бир адам болуу ыктымалдуулугу { $probability }, чеги { $threshold }.
verdict-joined-by-others = Бир адам деп эсептелет, анткени башка билдирүүлөр аларды бириктирет; бул жуптун өзүнүн ыктымалдуулугу { $probability }, { $threshold } чегинен төмөн.
verdict-apart-by-others = Эки адам деп эсептелет, анткени башка билдирүүлөргө туура келбейт же ар бир адам бир жолу жазылган тизмеде турат; бул жуптун өзүнүн ыктымалдуулугу { $probability }, чеги { $threshold }.
verdict-likely = Кыязы, бир адам: ыктымалдуулугу { $probability }, чеги { $threshold }. Эч нерсе бириктирилген жок: муну адамдар чечет.
verdict-unlikely = Кыязы, эки адам: бир адам болуу ыктымалдуулугу { $probability }, чеги { $threshold }. Эч нерсе чечилген жок: муну адамдар чечет.
verdict-said-same = Бир адам деп эсептелет, анткени адам ошентип жооп берди; билдирүүлөрдүн өзү { $probability } ыктымалдуулук берет.
verdict-said-different = Эки адам деп эсептелет, анткени адам ошентип жооп берди; билдирүүлөрдүн өзү бир адам экенине { $probability } ыктымалдуулук берет.

evidence-field = { $field }: { $level }; { $strength } ({ $bits } бит).
evidence-sum = Салыштырганга чейин: { $prior } бит, анткени туш келди алынган эки билдирүү сейрек гана бир адам жөнүндө болот. Баары: { $total } бит, ыктымалдуулугу { $probability }.
evidence-sum-corrected = Салыштырганга чейин: { $prior } бит, анткени туш келди алынган эки билдирүү сейрек гана бир адам жөнүндө болот. Бири-бирине көз каранды талаалар жана адамдардын жооптору үчүн түзөтүү: { $correction } бит. Баары: { $total } бит, ыктымалдуулугу { $probability }.
turn-to-two = Бир гана нерсе башкача болсо, бул жуп эки адам деп эсептелмек: { $ways }.
turn-to-one = Бир гана нерсе башкача болсо, бул жуп бир адам деп эсептелмек: { $ways }.
turn-to-two-together = Экөө тең башкача болсо гана, бул жуп эки адам деп эсептелмек: { $ways }.
turn-to-one-together = Экөө тең башкача болсо гана, бул жуп бир адам деп эсептелмек: { $ways }.
turn-nothing = Бир да талаа, эки талаа чогуу да муну өзгөртпөйт.
turn-said = Муну адамдын башка жообу гана өзгөртө алат.
turn-way = { $field } – { $level }
turn-way-unknown = билдирүүлөрдүн биринде жок: { $field } – { $level }
column-reason = Эмне үчүн

waterfall-title = Далилдер кантип кошулат
waterfall-prior = Салыштырганга чейин
waterfall-field = { $field }: { $level }
waterfall-correction = Түзөтүү
waterfall-sum = Баары: { $probability }
waterfall-limit = чек { $threshold }

evidence-title = Билдирүүлөрдүн жуптары: эмне үчүн бир адам же эки адам
evidence-private = Бул баракта ысымдар бар. Аны шифрленген дискте сактаңыз, эч кимге жөнөтпөңүз, иш бүткөндө өчүрүңүз.
evidence-how = Ар бир кошумча бит эки билдирүү бир адам жөнүндө болуу мүмкүнчүлүгүн эки эсе көбөйтөт. Толук тилкелер бир адам экенин көрсөтөт, ичи бош тилкелер ага каршы; үзүк сызык – чек. Алгач чекке эң жакын жуптар турат: аларды адам карашы керек.
evidence-shown = { $pairs ->
    [0] Бир адам болушу мүмкүн болгон жуп жок.
   *[other] Бул жерде { $pairs } жуптун { $shown } көрсөтүлдү; баары pairs.csv файлында бар.
}
found-title = Тизмелерден ким ошол эле адам болушу мүмкүн
found-how = Сол жакта – изделген билдирүү, оң жакта – тизмелердеги адам жөнүндөгү эң окшош билдирүү; адегенде эң ыктымалдуу адамдар турат. Ар бир кошумча бит эки билдирүү бир адам жөнүндө болуу мүмкүнчүлүгүн эки эсе көбөйтөт. Толук тилкелер бир адам экенин көрсөтөт, ичи бош тилкелер ага каршы; үзүк сызык – чек.
evidence-pair = { $number }-жуп
evidence-field-column = Талаа
evidence-origin = кайда жазылган
evidence-not-proof = Ыктымалдуулук – далил эмес. Ысымы дал келгени үчүн эч ким каза болгон болуп калбайт; бир адамбы же эки адамбы, муну адамдар чечет.
sex-male = эркек
sex-female = аял
column-answer-a = { $field } А
column-answer-b = { $field } Б
