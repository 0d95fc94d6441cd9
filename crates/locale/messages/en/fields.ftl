# Fields that are compared, and how well they agree.

field-name = name
field-father = father’s name
field-other_name = other name
field-birth = birth
field-sex = sex
field-place = place
field-event = day of the event
field-phone = telephone
field-document = document
field-email = e-mail
field-postcode = postal code
field-address = address
field-occupation = occupation

level-area = the same area
level-close = almost the same
level-day_agrees = day and month agree, the year does not
level-default_day = the same year, with a day put in by default
level-different = different
level-exact = the same
level-given_differs = the given name differs
level-given_only = only the given name agrees, no more is known
level-local_part = the part before @ agrees
level-near_year = years close to each other
level-one_digit = one digit differs
level-overlap = both can be true at once
level-partial = partly the same
level-same_month = the same month
level-same_year = the same year
level-same_year_differs = the same year, but another day
level-shared = one name in common
level-short = one is short for the other
level-similar = similar
level-surname_differs = the surname differs
level-surname_only = only the surname agrees, no more is known
level-swapped = the same, in another order
level-tail = the last characters agree
level-variant = another spelling of the same
level-weak = hardly alike
level-within_days = some days apart
level-within_month = within about a month

strength-strongly-for = speaks strongly for one person
strength-for = speaks for one person
strength-little = says little
strength-against = speaks against it
strength-strongly-against = speaks strongly against it

verdict-joined = Taken for one person: the probability is { $probability }, the limit is { $threshold }.
verdict-apart = Taken for two people: the probability that they are one is { $probability }, the limit is { $threshold }.
verdict-joined-by-others = Taken for one person because other reports bring them together; this pair alone has a probability of { $probability }, below the limit of { $threshold }.
verdict-apart-by-others = Taken for two people because they do not fit with other reports, or stand on a list that holds each person once; this pair alone has a probability of { $probability }, and the limit is { $threshold }.
verdict-likely = Probably one person: the probability is { $probability }, the limit is { $threshold }. Nothing was joined: that is for people to decide.
verdict-unlikely = Probably two people: the probability that they are one is { $probability }, the limit is { $threshold }. Nothing was decided: that is for people.
verdict-said-same = Taken for one person because somebody said so; the reports alone give a probability of { $probability }.
verdict-said-different = Taken for two people because somebody said so; the reports alone give a probability of { $probability } that they are one.

evidence-field = { $field }: { $level }; { $strength } ({ $bits } bits).
evidence-sum = Before anything is compared: { $prior } bits, because two reports taken at random are rarely about one person. All together: { $total } bits, a probability of { $probability }.
evidence-sum-corrected = Before anything is compared: { $prior } bits, because two reports taken at random are rarely about one person. Correction for fields that depend on each other and for what people answered: { $correction } bits. All together: { $total } bits, a probability of { $probability }.
turn-to-two = This pair would count as two people if just one thing were otherwise: { $ways }.
turn-to-one = This pair would count as one person if just one thing were otherwise: { $ways }.
turn-to-two-together = This pair would count as two people only if both were otherwise: { $ways }.
turn-to-one-together = This pair would count as one person only if both were otherwise: { $ways }.
turn-nothing = No one field, and no two together, would change this.
turn-said = Only another answer by somebody would change this.
turn-way = { $field } – { $level }
turn-way-unknown = { $field }, which one report lacks – { $level }
column-reason = Why

waterfall-title = How the evidence adds up
waterfall-prior = Before anything is compared
waterfall-field = { $field }: { $level }
waterfall-correction = Correction
waterfall-sum = All together: { $probability }
waterfall-limit = limit { $threshold }

evidence-title = Pairs of reports and why they are one person or two
evidence-private = This page holds names. Keep it on an encrypted disk, never send it, delete it when the work is done.
evidence-how = One bit more doubles the odds that two reports are about one person. Full bars speak for one person, hollow bars against it; the dashed line is the limit. The pairs nearest to the limit come first: they are the ones that a person should look at.
evidence-shown = { $pairs ->
    [0] There is no pair that could be one person.
   *[other] { $shown } of { $pairs } pairs stand here; all of them stand in pairs.csv.
}
found-title = Who on the lists may be the same person
found-how = Each report that was searched for stands on the left, the likeliest report of a person on the lists on the right, likeliest persons first. One bit more doubles the odds that two reports are about one person. Full bars speak for one person, hollow bars against it; the dashed line is the limit.
evidence-pair = Pair { $number }
evidence-field-column = Field
evidence-origin = where it stands
evidence-not-proof = A probability is no proof. That a name agrees makes nobody dead; whether two reports are about one person is for people to decide.
sex-male = male
sex-female = female
column-answer-a = { $field } A
column-answer-b = { $field } B
