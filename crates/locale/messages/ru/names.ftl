# Только имена: роли, сходства, команды `esep names`.

name-role-given = имена
name-role-surname = фамилии
name-role-father = отчества
name-role-ancestor = имена предков
name-role-further = прочие слова
name-role-surname-from-father = фамилия и имя отца или предка
name-role-only = единственные слова
name-role-father-or-further = отчество и прочее слово
name-agreement-same = одно и то же имя
name-agreement-spelling = одно имя, написано немного иначе
name-agreement-close = разница в одну-две описки
name-agreement-similar = похожи, но не одно имя
name-agreement-different = разные имена
name-agreement-initial = одно есть инициал другого
name-agreement-other-initial = инициал от другого имени
name-agreement-translated = формы одного имени в двух языках
name-agreement-short-form = одно есть обиходная краткая форма другого
name-agreement-part-dropped = в одном нет последней части другого
name-circumstance-start = с этого начинает каждая пара
name-circumstance-one-surname = в одном имени нет фамилии
name-circumstance-no-surname = в обоих именах нет фамилии
name-circumstance-one-given = в одном нет личного имени
name-circumstance-one-father = в одном имени нет отчества
name-circumstance-no-father = в обоих именах нет отчества
name-circumstance-sex-of-father = одно отчество мужское, другое женское
name-circumstance-sex-beside-woman = мужская и женская форма фамилии при женском имени
name-circumstance-sex-beside-man = мужская и женская форма фамилии при мужском имени
name-circumstance-sex-and-given = окончания мужское и женское, и имена разные
name-circumstance-unusual-reading = роли слов прочитаны не как обычно
name-circumstance-further-words = в одном имени больше слов без роли
name-circumstance-one-conflict = расходится одно из имени, фамилии и отчества
name-circumstance-two-conflicts = расходятся два из имени, фамилии и отчества
name-circumstance-three-conflicts = расходятся и имя, и фамилия, и отчество
name-circumstance-one-word = оба имени из одного слова
name-circumstance-sex-unclear = мужская и женская форма фамилии, а имя ничего не говорит
name-part-line = { $role }: { $a } / { $b }: { $agreement } ({ $bits } бит)
name-circumstance-line = { $text } ({ $bits } бит)
name-first-retyped = Первое имя прочитано как набранное в другой раскладке.
name-second-retyped = Второе имя прочитано как набранное в другой раскладке.
name-sum-line = Всего { $bits } бит: при равных шансах заранее { $probability }, что это одно имя. Одно имя ещё не говорит, что это один человек.
name-keys-search = Находится по началу: { $keys }
name-keys-blocking = Вероятные написания встречаются под: { $keys }
name-keys-version = Версия ключей: { $version }
names-scored =
    { $pairs ->
        [one] Взвешена { $pairs } пара.
        [few] Взвешены { $pairs } пары.
       *[other] Взвешено { $pairs } пар.
    }
error-not-one-table = В { $file } не одна таблица. Сохраните лист с парами отдельным файлом.
error-no-pair-column = В { $file } нет столбца «{ $column }». Два имени пары стоят в столбцах с заголовками a и b.
help-names = Только имена: взвесить пары, объяснить пару, показать ключи
help-names-score = Взвесить каждую пару таблицы: добавляет weight (биты) и score (вероятность при равных шансах)
help-names-explain = Объяснить вес двух имён
help-names-keys = Показать, по чему находится имя
help-argument-pairs = Таблица со столбцами a и b
help-argument-save = Новый файл для результата вместо экрана; в нём будут имена
help-argument-first-name = Одно имя, в кавычках
help-argument-second-name = Другое имя, в кавычках
help-argument-whole-name = Имя, в кавычках
