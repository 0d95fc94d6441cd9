# Why something cannot be said, and what would help.

refusal-fewer-than-three-lists =
    { $usable ->
        [0] No list can be used for an estimate, and at least three are needed.
        [one] Only { $usable } list can be used for an estimate, and at least three are needed.
       *[other] Only { $usable } lists can be used for an estimate, and at least three are needed.
    } With fewer, nothing shows whether the lists depend on each other. What would help: one more list, made by somebody who did not use the others.
refusal-no-overlap = Nobody is on more than one of the lists compared, and without people in common nothing can be said about those on no list. What would help: make sure that the lists cover the same people, places and times, that they hold what matching needs (name, birth date, place), and that matching did not miss anybody.
refusal-not-identifiable = The lists share too few people to say how many are on none of them: every answer would fit equally well. What would help: larger lists, more birth dates and places so that matching can find more people, or another independent list.
refusal-derived-list = “{ $derived }” was made from “{ $from }”, so the two are not two witnesses and their overlap says nothing about people on neither. What would help: a list made without “{ $from }”.
refusal-populations-differ = The lists were said to count different people, so their overlap says nothing about people on none of them. What would help: cut every list to the same people, places and times, and count again.
refusal-below-documented = The model that fits best gives fewer people than the lists already name, so it cannot be right. What would help: check whether one list was copied from another, and whether the lists count the same people.
refusal-too-many-lists = { $usable } lists are more than the { $allowed } that can be set against each other at once; the count and the overlaps stand. What would help: bring lists of one organisation together into one list, or say which lists are made from others.
refusal-periods-differ = The lists were said to be about different times, so their overlap says nothing about people on none of them. What would help: cut every list to the same time, and count again.
refusal-fates-differ = The lists were said to be about different fates, for instance the dead on one and the missing on another, so their overlap says nothing about people on none of them. What would help: cut every list to the same fate, and count again.
refusal-below-probable = These lists hold people of whom nothing better than a lead or a possibility is known. An estimate may rest only on people whose fate is at least probable. What would help: leave the others out, and count again with --standard probable.
refusal-few-on-two-lists =
    { $people ->
        [one] Only { $people } person is on more than one of the lists, and at least { $needed } are needed.
       *[other] Only { $people } people are on more than one of the lists, and at least { $needed } are needed.
    } With so few, one wrong match more or less would change everything. What would help: larger lists, another independent list, or better matching.
refusal-few-methods =
    { $remaining ->
        [0] No way of estimating gives an answer for these lists, and at least { $needed } must.
       *[other] Only { $remaining } way of estimating gives an answer for these lists, and at least { $needed } that believe different things must.
    } One way alone would show only what it believes. What would help: { $tried ->
        [1] to let the other ways answer too; only one was asked for (--method).
       *[other] larger lists, more people found on several lists, or another independent list.
    }
refusal-counts-only = Only how often people were seen is known, and not by whom. From that only a lower bound can be given: at least so many, and it is not known how many more. What would help: lists that say who was seen.
