# Слова командной строки.

error-line = Ошибка: { $text }
hint-line = Что делать: { $text }
warning-line = Замечание: { $place }: { $text }
caution-line = Осторожно: { $text }
where-rows = { $shown ->
    [1] строка { $rows }
   *[other] строки { $rows }
}{ $more ->
    [0] {""}
   *[other] { " " }и ещё { $more }
}

count-persons = { $persons ->
    [one] { $persons } человек
    [few] { $persons } разных человека
   *[other] { $persons } разных человек
} в { $lists ->
    [one] { $lists } списке
   *[other] { $lists } списках
}.
count-persons-of-reports = { $reports ->
    [one] { $reports } сообщение
    [few] { $reports } сообщения
   *[other] { $reports } сообщений
} в { $lists ->
    [one] { $lists } списке
   *[other] { $lists } списках
}: это { $persons ->
    [one] { $persons } человек
    [few] { $persons } разных человека
   *[other] { $persons } разных человек
}.
count-list = { "  " }{ $list }: { $persons }
count-refused = Сколько людей нет ни в одном списке, оценить нельзя:
count-population = Кого считаем: { $population }
count-population-not-stated = Кого считаем: совокупность не указана. Укажите её: --population "ТЕКСТ".
count-report = Отчёт: { $path }
count-no-report = Отчёт не записан. Чтобы записать, добавьте --out ПАПКА.

link-persons = { $reports ->
    [one] { $reports } сообщение
    [few] { $reports } сообщения
   *[other] { $reports } сообщений
}: это { $persons ->
    [one] { $persons } человек
    [few] { $persons } разных человека
   *[other] { $persons } разных человек
} (два сообщения считаются об одном человеке начиная с вероятности { $threshold }).
link-candidates = Сравнено пар-кандидатов: { $candidates }.
link-expected = Ожидается среди сравнённых пар при границе { $threshold }: соединено неверно { $wrong }, пропущено { $missed }.
link-unfound = Ещё не меньше { $pairs } пар об одном человеке, вероятно, не сравнивались вовсе.
link-kept-from = Для всех вероятных пар не хватило памяти: пары с вероятностью ниже { $probability } отброшены и не соединены. Дать больше: --memory.
link-pairs-chosen = Пары при этой вероятности: точность { $precision }, полнота { $recall }, F1 { $f1 }
link-pairs-best = Пары при лучшей вероятности, которую видно, только зная правду: точность { $precision }, полнота { $recall }, F1 { $f1 }
link-clusters = Люди, по парам внутри них: точность { $precision }, полнота { $recall }, F1 { $f1 }
link-b-cubed = Люди, B-cubed: точность { $precision }, полнота { $recall }, F1 { $f1 }
link-cost = { "  " }{ $step }: { $cpu } с работы процессора, { $wall } с по часам
link-memory = Наибольшая память: { $mib } МиБ
link-written = Пары и группы: { $path }
link-not-written = Пары не записаны. Чтобы записать, добавьте --out ПАПКА.

step-reading = Чтение файлов
step-preparing = Чтение имён
step-blocking = Поиск похожих пар
step-training = Подбор весов
step-scoring = Взвешивание пар
step-clustering = Сведение в людей
step-estimating = Подгонка моделей
step-reporting = Запись отчёта
step-total = Всего

demo-title = ДЕМО. Все люди в нём вымышлены.
demo-population = ДЕМО: вымышленные люди из Кыргызстана, погибшие в 2022–2025 годах
demo-truth-head = Правда и результат
demo-run-1 = Сценарий 1: списки независимы внутри каждой группы
demo-run-2 = Сценарий 2: список D списал часть списка B, и никто об этом не сказал
demo-run-2-declared = Снова сценарий 2, но о списывании сказано
demo-column-truth = правда
demo-column-result = результат
demo-row-documented = разных людей в списках
demo-row-total = всего людей, в списках и вне их
demo-row-list = людей в списке { $list }
demo-row-pairs-precision = доля верных среди сведённых пар
demo-row-pairs-recall = доля найденных среди верных пар
demo-no-estimate = оценки нет
demo-lists = Списки и правда: { $path }
demo-lesson = Правда здесь известна, потому что люди вымышлены. Сравните сценарии: один списанный список меняет оценку.

private-warning = ВНИМАНИЕ: в папке private/ будут имена и даты рождения открытым текстом. Кто получит папку, получит людей. Держите её на зашифрованном диске, никому не отправляйте, удалите после работы.
private-question = Записать? (да/нет)
answer-yes = да д yes y
private-declined = Ничего не записано.

usage-unknown-argument = нет параметра { $argument }.
usage-unknown-command = нет команды { $argument }.
usage-missing-argument = не хватает: { $argument }.
usage-bad-value = { $argument } не может быть «{ $value }».
usage-conflict = { $argument } и { $other } нельзя указать вместе.
usage-repeated-argument = { $argument } нельзя указать так или дважды.
usage-no-command = скажите, что делать: demo, count, link, estimate, names; или с реестром: new, check, forget, audit verify, recover.
usage-other = команда непонятна.
usage-private-needs-out = для --private нужна папка: --out ПАПКА.
usage-private-needs-names = для сведённых таблиц --private нечего писать: в них нет имён.
usage-bad-language = нет языка «{ $value }»; есть en, ru и ky.

hint-help = esep --help показывает все команды, esep count --help одну из них.
hint-replace = выберите другую папку или добавьте --replace, чтобы заменить старый результат.
hint-not-found = проверьте путь: там ничего нет.
hint-not-allowed = этому пользователю нельзя читать или писать там; выберите другое место или измените права.
hint-disk-full = диск заполнен; освободите место и повторите.
hint-other = система сообщает: { $reason }

error-confinement = не удалось запустить изолированное чтение чужих файлов.
error-output = результат не удалось показать: вывод не принимается.
error-unreadable-path = не удалось прочитать { $path }.
error-unwritable-path = не удалось записать { $path }. Наполовину записанного не осталось.
error-not-a-file = { $path } не файл. Назовите сами файлы, а не папку.
error-not-text = { $path } не текст в UTF-8.
error-file-too-large-path = { $path }: { $found } МиБ; читаем не больше { $allowed } МиБ. Разделите файл.
error-file-twice = { $path } назван дважды. Список, посчитанный дважды, выглядел бы как два свидетеля.
error-folder-exists = в { $path } уже лежит результат.
error-folder-of-others = в { $path } лежат другие файлы. Выберите пустую или новую папку.
error-no-files = не назван ни один файл.
error-unknown-list = нет списка «{ $list }». Есть списки: { $known }
error-not-a-derivation = из «{ $text }» не видно, какой список списан. Напишите --derived "КОПИЯ=ОРИГИНАЛ".
error-too-many-lists = { $found ->
    [one] { $found } список
    [few] { $found } списка
   *[other] { $found } списков
}: вместе можно считать не больше 64. Если столбец принят за название списка по ошибке, используйте --mapping.
error-no-truth-column = в столбце «{ $column }» нет ни одного значения, или шаблон ни к чему не подходит.
error-bad-pattern = «{ $pattern }» не регулярное выражение.
error-unwritable = не удалось составить книгу XLSX.

help-esep = От чужих списков к числу, которое можно отстоять. Работает без сети; ничто не покидает этот компьютер.
help-usual = (обычно { $value })
help-usage = Как писать:
help-commands = Команды
help-arguments = Что указать
help-options = Параметры
help-demo = Придумать пять списков людей, посчитать их дважды и сравнить с правдой
help-count = Посчитать разных людей в нескольких списках и оценить, сколько нет ни в одном
help-link = Найти, какие сообщения об одном человеке: пары и группы
help-estimate = Оценить по одной таблице пересечений, без имён
help-argument-help = Показать эту справку
help-argument-version = Показать версию
help-argument-lang = Язык экрана и отчётов: en, ru или ky
help-argument-dir = Папка для демо
help-argument-files = Файлы CSV, TSV, XLSX, ODS или Parquet; каждый файл или лист есть список, если столбец не называет его
help-argument-file = Таблица: строка на человека или подсчёт, столбец да/нет на каждый список
help-argument-seed = Начало всех случайных чисел; то же начало даёт тот же результат
help-argument-json = Показать результат в JSON
help-argument-out = Папка для результата
help-argument-replace = Заменить старый результат в этой папке
help-argument-matched = Файлы уже сведены: строка на человека, столбец да/нет на каждый список
help-argument-columns = Заголовки столбцов-списков, если они не найдены сами
help-argument-mapping = Файл, где сказано, что в каком столбце
help-argument-save-mapping = Записать, что в каком столбце найдено
help-argument-as-of = День, на который верен возраст в списках
help-argument-id = Заголовок собственного номера списка
help-argument-encoding = Кодировка текстовых файлов, например windows-1251, если не найдена сама
help-argument-delimiter = Знак между ячейками текстовых файлов
help-argument-derived = Сказать, что один список списан с другого; копия не входит в оценку
help-argument-population = Сказать, кого считаем: гражданство, место, время и судьба
help-argument-standard = Степень доказанности каждого сообщения: lead, possible, probable или confirmed
help-argument-date = День подсчёта, если не сегодня
help-argument-confidence = Надёжность интервалов
help-argument-distinct = Список, где каждый человек один раз
help-argument-threshold = Вероятность, начиная с которой два сообщения — об одном человеке, или balanced (ошибочных столько же, сколько пропущенных; так обычно), f1, cost=N
help-argument-draws = Также взять N возможных распределений сообщений по людям и записать их пересечения, без имён
help-argument-floor = Менее вероятные пары не записываются
help-argument-memory = Память для сравниваемых пар, в МиБ; если все не помещаются, остаются самые вероятные
help-argument-private = Записать и папку private/ с именами; сначала спросит
help-argument-yes = Не спрашивать
help-argument-truth = Столбец, где сказано, о ком сообщение на самом деле, чтобы измерить сведение
error-derived-from-itself = сказано, что «{ $list }» составлен по самому себе. Скажите только, какой список составлен по какому другому.
error-two-populations = обо всех списках сказано два разных. Скажите одно или укажите, о каком списке каждое: "СПИСОК=ТЕКСТ".
error-file-exists = { $path } уже есть и не будет перезаписан. Выберите другое имя.
usage-idle-option = { $argument } не действует на сведённые таблицы. Уберите его.
error-same-bytes = { $file } побайтно совпадает с { $twin }. Один список под двумя именами выглядел бы как два свидетеля; уберите один из файлов.
usage-bad-value-of = { $argument } не может быть «{ $value }». Можно так: { $allowed }
count-range = Диапазон: всего от { $lower } до { $upper } человек; значит, от { $unlisted-lower } до { $unlisted-upper } нет ни в одном списке.
count-way = { "  " }{ $way }: { $total } (от { $lower } до { $upper })
count-way-silent = { "  " }{ $way }: { $reason }
count-range-note = Каждый из этих способов исходит из своего предположения, которое по спискам доказать нельзя. Называйте весь диапазон, а не одно число из него.
count-doubt = Сомнение в том, какие сообщения об одном человеке, вошло в диапазон: розыгрышей { $draws }, разных таблиц { $tables }.
demo-range = от { $lower } до { $upper }
help-argument-period = Сказать, о каком времени списки
help-argument-fate = Сказать, о какой судьбе списки, например погибшие или пропавшие
help-argument-linkages = Сколько возможных распределений сообщений по людям взять для диапазона; 0 — считать соединённое бесспорным, без указания 100
help-argument-method = Только этот способ оценки: selection, averaging или latent-classes; можно повторить. Для диапазона нужны два
help-argument-strata = Разделить таблицу по этому столбцу и оценить каждую часть отдельно
help-argument-drawn = Таблицы пересечений, взятые из сомнительных связей, как их пишет esep link --draws
error-draws-of-several = в { $file } розыгрыши одной таблицы, а в файле для оценки их несколько. Оценивайте по одной таблице.
error-not-draws = в { $file } нет розыгрышей. Нужны столбец draw, столбец для каждого списка и столбец count, как их пишет esep link --draws.
help-argument-compat = Показать также, что сказала бы другая программа: dga
count-seen = { $persons ->
    [one] Видели { $persons } человека
   *[other] Видели { $persons } разных человек
}.
count-at-least = Всего не меньше { $total } человек (от { $lower } до { $upper } — границы этой нижней границы, а не всего числа).
help-argument-occasions = В таблице сказано только, сколько людей видели один раз, два, …, за K случаев; 0 — если им не было конца

answer-same = да д один same
answer-different = нет н двое разные different
answer-unsure = неясно ? не_знаю н/з unsure

review-warning = ВНИМАНИЕ: на экране будут показаны имена и даты рождения людей из списков. Посмотрите, кто их может увидеть.
review-question = Показать? (да/нет)
review-file-warning = ВНИМАНИЕ: в файле вопросов имена и даты рождения будут записаны открытым текстом. У кого файл, у того и люди. Храните его на зашифрованном диске, никому не пересылайте, удалите, когда работа закончена.
review-head = Вопрос { $number } из { $questions }: это один человек? д = да, один; н = нет, двое; ? = неясно. Пустая строка – конец.
review-row = { "  " }{ $field }: { $a } | { $b }
review-again = Ответ не понят. Ответьте д, н или ?.
review-contradicts = Этот ответ не согласуется с прежними или соединил бы двух людей из списка, где каждый назван один раз. Он не записан.
review-kept = { $answers ->
    [one] Записан { $answers } ответ
    [few] Записаны { $answers } ответа
   *[other] Записано { $answers } ответов
} в { $path }.
review-nothing = Больше нет пар, о которых стоило бы спросить.
review-written = { $pairs ->
    [one] Записана { $pairs } пара
    [few] Записаны { $pairs } пары
   *[other] Записано { $pairs } пар
} в { $path }. Напишите в столбце «answer» да, нет или неясно и прочтите файл через --labels.
link-judged = Учтены ответы людей: { $same } – что это один человек, { $different } – что двое; неясных { $unsure }.
link-unknown-labels = { $labels ->
    [one] { $labels } ответ – о сообщениях, которых
    [few] { $labels } ответа – о сообщениях, которых
   *[other] { $labels } ответов – о сообщениях, которых
} нет в этих файлах; они не учтены.
link-learned = Ответы поправили веса: { $shift } бит, а все доводы умножены на { $scale }.
link-learned-nothing = Ответов слишком мало, чтобы поправить веса: нужно по { $least } каждого вида о сравнённых парах.
usage-review-needs-terminal = --review спрашивает в терминале, а там никого нет. Запишите вопросы в файл: --review-out FILE.csv.
usage-review-needs-labels = для --review нужен файл ответов: --labels FILE.csv.
usage-labels-missing = нет файла { $path }. Новым может быть только последний --labels вместе с --review.
error-labels-of-others = в { $file } есть не только ответы, поверх него не пишется. Назовите последним --labels новый файл.
error-labels-column = { $file } – не файл ответов: нет столбца «{ $column }».
error-labels-word = { $file }, строка { $row }: ответ не из слов same, different, unsure (да, нет, неясно).
error-labels-key = { $file }, строка { $row }: знаки двух сообщений в столбцах a и b испорчены.
error-labels-contradict = { $file }, строка { $row } говорит о тех же двух сообщениях не то, что { $other-file }, строка { $other-row }. Уберите одну из них.
error-labels-together = { $file }, строка { $row } не может быть верна вместе с другими ответами: по ним два сообщения – и один человек, и двое. Посмотрите строки о тех же сообщениях.
error-labels-distinct = { $file }, строка { $row } сделала бы одним человеком два сообщения списка «{ $list }», где, как сказано, каждый назван один раз. Исправьте ответ или уберите --distinct.
help-argument-labels = Файл ответов людей о парах сообщений, которые всегда соблюдаются; можно назвать несколько, --review пишет в последний
help-argument-review = Спросить в терминале о N парах, ответ о которых изменил бы больше всего
help-argument-review-out = Вместо этого записать пары для вопросов в файл, с именами; сначала спрашивает
error-draws-of-others = { $file } взят не из этих списков: у «{ $list }» там совсем другой размер. Возьмите розыгрыши, которые esep link сделала по тем же файлам.
error-bad-draw-number = { $file }, строка { NUMBER($row, useGrouping: "false") }: под «draw» стоит не номер розыгрыша, как 1, 2, 3.
error-repeated-draw = { $file }, строка { NUMBER($row, useGrouping: "false") }: розыгрыш { $draw } уже сказал, сколько людей именно в этих списках. Если два файла соединили, нумеруйте розыгрыши второго дальше.
count-compat = Только для сравнения, в диапазон не входит. { $name }: { $total }
find-head = Сообщение { $number } из { $reports }: { $place }
find-nobody = { $compared ->
    [0] В списках нет никого, с кем у этого сообщения достаточно общего, чтобы сравнивать.
   *[other] В списках никто не похож на этого человека достаточно; сравнено сообщений: { $compared }.
}
find-person = { $number }. Человек { $person } в связывании.
find-others = { "  " }о нём же: { $places }
find-more = Менее вероятных людей: ещё { $persons }; все стоят в found.csv, если добавить --out ПАПКА.
find-cut = Некоторые значения этого сообщения стоят во множестве других, и сравнены только те из них, что совпадают ещё в чём-то. Полная дата рождения, телефон или номер документа находят надёжнее.
find-written = Найденное: { $path }
help-argument-find = Искать в связанных списках людей из нескольких новых сообщений, по одному в строке этого файла; показывает имена, сначала спрашивает
error-nobody-sought = В { $file } нет ни одной строки с сообщением, которое искать. Напишите заголовки (имя, дата рождения, место …) и под ними по строке на сообщение.
error-too-many-sought = В { $file } сообщений { $found }, а --find берёт не больше { $allowed }. Столько – уже список: назовите файл среди списков и уберите --find.
