# Аттар эле: ролдор, окшоштуктар, `esep names` командалары.

name-role-given = ысымдар
name-role-surname = фамилиялар
name-role-father = атасынын аттары
name-role-ancestor = ата-бабаларынын аттары
name-role-further = башка сөздөр
name-role-surname-from-father = фамилия жана атасынын же ата-бабасынын аты
name-role-only = жалгыз сөздөр
name-role-father-or-further = атасынын аты жана башка сөз
name-agreement-same = бир эле ат
name-agreement-spelling = бир эле ат, бир аз башкача жазылган
name-agreement-close = бир-эки ката менен айырмаланат
name-agreement-similar = окшош, бирок бир ат эмес
name-agreement-different = башка аттар
name-agreement-initial = бири экинчисинин баш тамгасы
name-agreement-other-initial = баш тамгасы башка аттыкы
name-agreement-translated = бир аттын эки тилдеги түрү
name-agreement-short-form = бири экинчисинин кыскартылган түрү
name-agreement-part-dropped = биринде экинчисинин акыркы бөлүгү жок
name-circumstance-start = ар бир жуп ушундан башталат
name-circumstance-one-surname = бир атта фамилия жок
name-circumstance-no-surname = эки атта тең фамилия жок
name-circumstance-one-given = биринде өз аты жок
name-circumstance-one-father = биринде атасынын аты жок
name-circumstance-no-father = экөөндө тең атасынын аты жок
name-circumstance-sex-of-father = бир ата аты эркектики, экинчиси аялдыкы
name-circumstance-sex-beside-woman = фамилиянын эркек жана аял түрү, өз аты аялдыкы
name-circumstance-sex-beside-man = фамилиянын эркек жана аял түрү, өз аты эркектики
name-circumstance-sex-and-given = бири эркекче, бири аялча аяктайт, аттары да башка
name-circumstance-unusual-reading = сөздөрдүн ролу адаттагыдан башкача окулду
name-circumstance-further-words = бир атта ролсуз сөздөр көбүрөөк
name-circumstance-one-conflict = ысым, фамилия, ата атынын бири дал келбейт
name-circumstance-two-conflicts = ысым, фамилия, ата атынын экөө дал келбейт
name-circumstance-three-conflicts = ысым, фамилия, ата аты үчөө тең дал келбейт
name-circumstance-one-word = эки ат тең бир сөздөн турат
name-circumstance-sex-unclear = фамилиянын эркек жана аял түрү, өз атынан билинбейт
name-part-line = { $role }: { $a } / { $b }: { $agreement } ({ $bits } бит)
name-circumstance-line = { $text } ({ $bits } бит)
name-first-retyped = Биринчи ат башка клавиатурада терилген деп окулду.
name-second-retyped = Экинчи ат башка клавиатурада терилген деп окулду.
name-sum-line = Баары { $bits } бит: алдын ала мүмкүнчүлүк тең болсо, бир ат болушу { $probability }. Аты эле бир адам дегенди билдирбейт.
name-keys-search = Башталышы боюнча табылат: { $keys }
name-keys-blocking = Ыктымал жазылыштар ушул жерде кезигет: { $keys }
name-keys-version = Ачкычтардын версиясы: { $version }
names-scored =
    { $pairs ->
        [one] { $pairs } жуп салыштырылды.
       *[other] { $pairs } жуп салыштырылды.
    }
error-not-one-table = { $file } ичинде бир эле таблица эмес. Жуптар турган баракты өзүнчө файлга сактаңыз.
error-no-pair-column = { $file } ичинде «{ $column }» мамычасы жок. Жуптун эки аты a жана b деп аталган мамычаларда турат.
help-names = Аттар эле: жуптарды салыштыруу, бир жупту түшүндүрүү, ачкычтарды көрсөтүү
help-names-score = Таблицанын ар бир жубун салыштыруу: weight (бит) жана score (ыктымалдык) кошулат
help-names-explain = Эки аттын салмагын түшүндүрүү
help-names-keys = Ат эмне боюнча табыларын көрсөтүү
help-argument-pairs = a жана b мамычалары бар таблица
help-argument-save = Экрандын ордуна натыйжа үчүн жаңы файл; анда аттар болот
help-argument-first-name = Бир ат, тырмакчада
help-argument-second-name = Экинчи ат, тырмакчада
help-argument-whole-name = Ат, тырмакчада
