# Поля, которые сравниваются, и насколько они совпадают.

field-name = имя
field-father = отчество
field-other_name = другое имя
field-birth = рождение
field-sex = пол
field-place = место
field-event = дата события
field-phone = телефон
field-document = документ
field-email = эл. почта
field-postcode = почтовый индекс
field-address = адрес
field-occupation = профессия

level-area = тот же район
level-close = почти совпадает
level-day_agrees = день и месяц совпадают, год нет
level-default_day = тот же год, а день подставлен по умолчанию
level-different = различается
level-exact = совпадает
level-given_differs = имя другое, фамилия та же
level-given_only = совпадает только имя, больше ничего не известно
level-local_part = совпадает часть до @
level-near_year = близкие годы
level-one_digit = отличается одна цифра
level-overlap = могут быть верны оба
level-partial = совпадает частично
level-same_month = тот же месяц
level-same_year = тот же год
level-same_year_differs = тот же год, но другой день
level-shared = одно имя общее
level-short = одно — сокращение другого
level-similar = похоже
level-surname_differs = фамилия другая
level-surname_only = совпадает только фамилия, больше ничего не известно
level-swapped = то же в другом порядке
level-tail = совпадают последние знаки
level-variant = другое написание того же
level-weak = почти не похоже
level-within_days = разница в несколько дней
level-within_month = в пределах месяца

strength-strongly-for = сильно говорит за одного человека
strength-for = говорит за одного человека
strength-little = мало что говорит
strength-against = говорит против
strength-strongly-against = сильно говорит против

verdict-joined = Считается одним человеком: вероятность { $probability }, порог { $threshold }.
verdict-apart = Считается двумя людьми: вероятность, что это один человек, { $probability }, порог { $threshold }.
verdict-joined-by-others = Считается одним человеком, потому что так складывается с другими сообщениями; у самой пары вероятность { $probability }, ниже порога { $threshold }.
verdict-apart-by-others = Считается двумя людьми, потому что не складывается с другими сообщениями или стоит в списке, где каждый назван один раз; у самой пары вероятность { $probability }, порог { $threshold }.
verdict-likely = Вероятно, один человек: вероятность { $probability }, порог { $threshold }. Ничего не соединено: это решают люди.
verdict-unlikely = Вероятно, два человека: вероятность, что это один, { $probability }, порог { $threshold }. Ничего не решено: это решают люди.
verdict-said-same = Считается одним человеком, потому что так ответил человек; сами сообщения дают вероятность { $probability }.
verdict-said-different = Считается двумя людьми, потому что так ответил человек; сами сообщения дают вероятность { $probability }, что это один.

evidence-field = { $field }: { $level }; { $strength } ({ $bits } бит).
evidence-sum = До сравнения: { $prior } бит, потому что два случайных сообщения редко об одном человеке. Всего: { $total } бит, вероятность { $probability }.
evidence-sum-corrected = До сравнения: { $prior } бит, потому что два случайных сообщения редко об одном человеке. Поправка на связанные поля и на ответы людей: { $correction } бит. Всего: { $total } бит, вероятность { $probability }.
turn-to-two = Пара считалась бы двумя людьми, если бы иначе было хотя бы одно: { $ways }.
turn-to-one = Пара считалась бы одним человеком, если бы иначе было хотя бы одно: { $ways }.
turn-to-two-together = Пара считалась бы двумя людьми, только если бы иначе было и то и другое: { $ways }.
turn-to-one-together = Пара считалась бы одним человеком, только если бы иначе было и то и другое: { $ways }.
turn-nothing = Ни одно поле и никакие два вместе этого не изменили бы.
turn-said = Изменить это может только другой ответ человека.
turn-way = { $field } – { $level }
turn-way-unknown = { $field }, чего нет в одном из сообщений, – { $level }
column-reason = Почему

waterfall-title = Как складываются доводы
waterfall-prior = До сравнения
waterfall-field = { $field }: { $level }
waterfall-correction = Поправка
waterfall-sum = Всего: { $probability }
waterfall-limit = порог { $threshold }

evidence-title = Пары сообщений: почему это один человек или двое
evidence-private = На этой странице есть имена. Храните её на зашифрованном диске, никому не пересылайте, удалите, когда работа закончена.
evidence-how = Каждый лишний бит удваивает шансы, что два сообщения об одном человеке. Сплошные полосы говорят за одного человека, пустые – против; пунктир – порог. Сначала идут пары у самого порога: их должен посмотреть человек.
evidence-shown = { $pairs ->
    [0] Нет ни одной пары, которая могла бы быть одним человеком.
   *[other] Здесь показано пар: { $shown } из { $pairs }; все они есть в pairs.csv.
}
found-title = Кто в списках может быть тем же человеком
found-how = Слева – сообщение, которое искали, справа – самое похожее сообщение о человеке из списков; сначала самые вероятные люди. Каждый лишний бит удваивает шансы, что два сообщения об одном человеке. Сплошные полосы говорят за одного человека, пустые – против; пунктир – порог.
evidence-pair = Пара { $number }
evidence-field-column = Поле
evidence-origin = где записано
evidence-not-proof = Вероятность – не доказательство. Совпавшее имя никого не делает погибшим; один это человек или двое, решают люди.
sex-male = мужской
sex-female = женский
column-answer-a = { $field } А
column-answer-b = { $field } Б
