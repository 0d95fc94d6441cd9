# Заголовки разделов с таблицами, подписи и столбцы; также для файлов с именами.

lists-heading = Списки
lists-caption = Сколько сообщений и людей в каждом списке
lists-note = Человек из нескольких списков стоит в нескольких строках: складывать строки нельзя.
column-letter = Буква
column-list = Список
column-reports = Сообщения
column-persons = Люди
column-derived = Составлен по списку
column-shared = Доля тех, кто есть и в другом списке
column-population = Кого считает

overlaps-caption = Люди по точному набору списков, в которых они есть
overlaps-heading = Как списки пересекаются
column-only-on = Только в этих списках
overlaps-rest =
    { $combinations ->
        [one] Не показано ещё { $combinations } меньшее сочетание ({ $persons ->
            [one] { $persons } человек
            [few] { $persons } человека
           *[other] { $persons } человек
        }); оно есть в файле overlaps.csv.
        [few] Не показаны ещё { $combinations } меньших сочетания (вместе { $persons ->
            [one] { $persons } человек
            [few] { $persons } человека
           *[other] { $persons } человек
        }); они есть в файле overlaps.csv.
       *[other] Не показаны ещё { $combinations } меньших сочетаний (вместе { $persons ->
            [one] { $persons } человек
            [few] { $persons } человека
           *[other] { $persons } человек
        }); они есть в файле overlaps.csv.
    }

captures-heading = Люди по числу списков
captures-caption = Сколько людей в одном списке, в двух и так далее
column-number-of-lists = Число списков

pairs-heading = По два списка
pairs-warning = Двум спискам без других доверять нельзя. Зависят ли они друг от друга, не видно, и ответ может ошибаться больше чем вдвое в любую сторону. Таблица лишь показывает, как далеко расходятся такие ответы. Не публикуйте число из неё отдельно.
pairs-caption = Что сказала бы каждая пара списков, если бы они не зависели друг от друга
column-pair = Списки
column-both = В обоих
column-lincoln = Линкольн — Петерсен
column-chapman = Чепмен
column-chapman-error = Стандартная ошибка (Чепмен)
pair-nobody = нет: общих людей нет

models-heading = Насколько ответ зависит от модели
models-caption = Итоги разных моделей вместе с людьми из списков
models-note = Модель говорит, каким спискам можно зависеть друг от друга: «A+B, C» позволяет это A и B, а C держит отдельно. Чем меньше BIC, тем лучше.
models-tried = { $tried ->
        [one] Испробована { $tried } модель.
        [few] Испробованы { $tried } модели.
       *[other] Испробовано { $tried } моделей.
    } { $estimable ->
        [one] По этим спискам можно оценить { $estimable } из них.
       *[other] По этим спискам можно оценить { $estimable } из них.
    }
models-exhaustive =
    { $order ->
        [one] Связи между списками не допускались.
       *[other] Испробованы все модели со связями, охватывающими до { $order } списков сразу.
    }
models-stepwise =
    { $order ->
        [one] Испробована лишь часть возможных моделей, шаг за шагом, без связей между списками.
       *[other] Испробована лишь часть возможных моделей, шаг за шагом, со связями, охватывающими до { $order } списков сразу.
    }
models-left-out = В оценке не участвуют: { $lists }.
column-model = Модель
column-total = Итог
column-interval = Границы
column-deviance = Отклонение
column-freedom = Степени свободы
column-aic = AIC
column-bic = BIC
model-best = Лучшая по BIC
model-independence = Все списки независимы
model-chao = Чао: не меньше
model-other = Следующая по BIC
model-documented = В списках
interval-ends = от { $lower } до { $upper }
interval-open = { $lower } или больше
interval-none = не вычислены
total-at-least = не меньше { $total }

column-warning = Что было неясно
column-times = Сколько раз
column-file = Файл
column-rows = Строки
column-hash = SHA-256
column-option = Параметр
column-value = Значение
unclear-caption = Что было неясно и сколько раз
inputs-caption = Прочитанные файлы

column-person = Человек
column-person-a = Человек А
column-person-b = Человек Б
column-names = Имена
column-births = Рождение
column-origins = Где записано
column-probability = Вероятность
column-weight = Вес (биты)
column-list-a = Список А
column-list-b = Список Б
column-name-a = Имя А
column-name-b = Имя Б
column-origin-a = Где записано А
column-origin-b = Где записано Б
column-agreement = Как совпадают поля
column-field-weight = { $field } (биты)
sheet-persons = Люди
sheet-pairs = Пары
model-best-aic = Лучшая по AIC
models-shown = { $shown ->
        [one] Из них { $shown } стоит в таблице
       *[other] Из них { $shown } стоят в таблице
    }, а { $kept } — в result.json: лучшие по BIC и лучшая по AIC. { $left-out ->
        [0] Ни одна не опущена.
        [one] Ещё { $left-out }, с худшим BIC, опущена.
       *[other] Ещё { $left-out }, с худшим BIC, опущены.
    }
models-spread = Модели, которые подходят к спискам почти так же хорошо, дают итоги от { $lower } до { $upper }.
models-spread-open = Модели, которые подходят к спискам почти так же хорошо, дают итоги от { $lower } и выше, без верхней границы.
captures-heading-seen = Люди по тому, сколько раз их видели
captures-caption-seen = Сколько людей видели один раз, два раза и так далее
column-number-of-lists-seen = Сколько раз видели
