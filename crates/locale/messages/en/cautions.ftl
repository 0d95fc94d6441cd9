# What a reader must be told beside the figures.

caution-likely-copy =
    { $size ->
        [one] The only person on “{ $list }” is also on “{ $within }”.
       *[other] Of the { $size } people on “{ $list }”, { $both } are also on “{ $within }”.
    } One of the two may have been copied from the other. A copy is not a second witness, and with it the estimate may be far wrong. If it is a copy, say so when you count again.
caution-left-out = “{ $derived }” was made from “{ $from }”. It is counted among the people on the lists, but the estimate leaves it out, because a copy is not a second witness.
caution-no-shared-people = “{ $a }” and “{ $b }” share nobody. If they cover different people, places or times, they cannot be set against each other; if they should share people, the matching may have missed them.
caution-saturated-best = The model that fits best lets nearly all lists depend on each other. Its figure then leans on one assumption that the lists themselves cannot test. Read it as a rough guide only.
caution-models-disagree = Models that fit the lists about as well give totals that differ more than twofold. The lists do not settle which is right. Show the whole range and never one figure alone.
caution-empty-list = Nobody is on “{ $list }”. It takes no part in the estimate.
caution-pair-depends = { $both ->
        [one] { $both } person is
       *[other] { $both } people are
    } on both “{ $a }” and “{ $b }”, where about { $expected } would be likely from the other lists. One may draw on the other, or both on one source. If so, say that one is made from the other and count again.
caution-births-contradict = { $persons ->
    [one] { $persons } person was
   *[other] { $persons } people were
} brought together from reports whose dates of birth contradict each other. They may be different people of one name, and then the count is too low. Look at them with somebody who knows the cases; --private writes them down.
caution-mean-infinite = One way (“Average over patterns”) leaves so long a tail that its average does not exist. Its interval still holds; never quote an average from it.
caution-cap-touched = Some draws of the way “Hidden groups” ran into the cap of 1,000 people on no list for each person on one, too few to decide the figure.
caution-modes-apart = The way “Hidden groups” sees several separate answers that fit, not one. Its interval takes in all of them.
caution-modes-left-behind = Runs of the way “Hidden groups” stayed near another answer for long before they came together. Other programs, or shorter runs, may report that other answer.
caution-tables-left-out = The way “{ $way ->
        [selection] { way-selection }
        [averaging] { way-averaging }
       *[other] { way-latent-classes }
    }” has no total for { $left } of the { $tables } tables drawn. It answers for the rest; those left out may well stand for more people.
