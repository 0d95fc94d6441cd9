# Почему файл не удалось использовать. Предложения стоят после «Ошибка: ».

error-file-too-large = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: в файле { $found } байт; читаем не больше { $allowed }. Разделите файл.
error-zip-too-many-entries = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: книга упакована из { $found } частей; читаем не больше { $allowed }. Сохраните её заново в программе электронных таблиц.
error-zip-too-large = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: книга распаковывается в { $found } байт; читаем не больше { $allowed }. Сохраните только нужные листы.
error-zip-ratio = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: часть книги при распаковке растёт в { $found } раз; допускается не больше { $allowed }. Так выглядят файлы, сделанные, чтобы сломать программу. Сохраните книгу заново в программе электронных таблиц.
error-too-many-sheets = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: листов { $found }; читаем не больше { $allowed }. Сохраните нужные отдельно.
error-too-many-rows = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: строк { $found }; читаем не больше { $allowed }. Разделите файл.
error-too-many-columns = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: столбцов { $found }; читаем не больше { $allowed }. Оставьте нужные.
error-too-many-cells = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: ячеек { $found }; читаем не больше { $allowed }. Разделите файл.
error-cell-too-large = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }{ $column-given ->
        [yes] , столбец { $column }
       *[no] {""}
    }: в ячейке { $found } байт; читаем не больше { $allowed }. Сократите её.
error-too-many-shared-strings = { $file }{ $sheet-given ->
        [yes] , лист «{ $sheet }»
       *[no] {""}
    }{ $row-given ->
        [yes] , строка { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: в книге { $found } разных текстов; читаем не больше { $allowed }. Сохраните только нужные листы.
error-empty-file = { $file }: в этом файле ничего нет.
error-old-workbook = { $file }: это книга Excel 97–2003. Сохраните её как .xlsx или .csv.
error-binary-workbook = { $file }: это книга в двоичном виде. Сохраните её как .xlsx или .csv.
error-encrypted = { $file }: файл закрыт паролем. Откройте его, сохраните без пароля, а потом удалите эту копию.
error-unknown-kind = { $file }: такой вид файла не известен. Читаются CSV, XLSX, ODS и Parquet.
error-markup = { $file }: это веб-страница, а не таблица. Сохраните таблицу как .xlsx или .csv.
error-damaged = { $file }: файл (.{ $kind }) повреждён или обрезан: так бывает, когда загрузка или копирование обрываются. Скопируйте его снова или попросите прислать ещё раз; если программа для таблиц его ещё открывает, сохраните его оттуда под новым именем.
error-unknown-encoding = { $file }: названная кодировка не известна. Попробуйте utf-8, utf-16le или windows-1251.
error-bad-delimiter = { $file }: этот знак не может разделять столбцы. Используйте запятую, точку с запятой или табуляцию.
error-zip-overlap = { $file }: части упакованного файла накладываются друг на друга. Так выглядят вредоносные файлы; он не открыт.
error-zip-path = { $file }: часть упакованного файла указывает за его пределы. Так выглядят вредоносные файлы; он не открыт.
error-zip-link = { $file }: часть упакованного файла — ссылка. Так выглядят вредоносные файлы; он не открыт.
error-zip-nested = { $file }: внутри упакованного файла лежит ещё один. Распакуйте его и назовите сами таблицы.
error-xml-doctype = { $file }: в книге есть описание типа документа, которое таблицам не нужно. Так выглядят вредоносные файлы; он не открыт.
error-nested-columns = { $file }: столбцы этого файла содержат больше одного значения. Сохраните его как плоскую таблицу.
error-out-of-memory = { $file }: для чтения понадобилось больше { $allowed } МиБ памяти. Разделите файл.
error-took-too-long = { $file }: { $allowed ->
        [one] чтение заняло больше { $allowed } секунды. Разделите файл.
       *[other] чтение заняло больше { $allowed } секунд. Разделите файл.
    }
error-reader-crashed = { $file }: чтение оборвалось; файл может быть повреждён или вреден. Больше ничего не затронуто.
error-reader-not-started = { $file }: на этой машине чтение запустить не удалось.
error-reader-bad-answer = { $file }: чтение не дало понятного ответа; файл не использован.
error-no-name-column = { $file }: ни в одном столбце нет имён. Назовите такой столбец в файле сопоставления столбцов (--mapping). { $headings-given ->
    [yes] Есть заголовки: { $headings }
   *[no] Ни одна из первых строк не похожа на заголовки; поставьте их над строками.
}
error-missing-heading = ни в одной таблице нет заголовка «{ $heading }». Есть заголовки: { $headings }
error-no-lists = ни в одном столбце не стоит «да», «нет» или «неизвестно» для каждой строки, поэтому списков нет. Есть заголовки: { $headings }
error-bad-count = { $label }, строка { NUMBER($row, useGrouping: "false") }: под «{ $heading }» стоит не целое число людей от 0 до 1 000 000 000.
error-missing-list = ни в одной таблице нет списка с заголовком «{ $heading }». Есть заголовки: { $headings }
error-mapping-syntax = файл сопоставления столбцов, строка { NUMBER($line, useGrouping: "false") }: запись не понятна. Под [columns] напишите по строке на заголовок: "Заголовок" = "name".
error-mapping-unknown-column = файл сопоставления столбцов, строка { NUMBER($line, useGrouping: "false") }: вида столбца «{ $word }» нет. Есть: { $known }
error-sheet-does-not-fit = лист слишком велик для книги, или такое имя листа в ней не разрешено. Те же строки есть в файлах CSV.
error-missing-column = ни в одной таблице нет столбца с заголовком «{ $heading }». Есть заголовки: { $headings }
error-too-many-parts = в столбце «{ $heading }» разных значений { $found }, а может быть не больше { $allowed }
error-no-frequencies = нет одной таблицы из двух столбцов: сколько раз видели и сколько людей. Есть: { $headings }
error-nobody-seen = никого не видели ни разу, оценивать не по чему
error-too-many-people = людей больше, чем можно посчитать
error-too-few-occasions = случаев не может быть { $occasions }: кого-то видели { $most } раз, и нужно не меньше двух случаев
