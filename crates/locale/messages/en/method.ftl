# What was counted, what the estimate assumes, what would make it wrong, and how to do it again.

counted-heading = What was counted
counted-linked =
    { $reports ->
        [one] { $reports } report was read.
       *[other] { $reports } reports were read and compared with each other.
    } Two reports were taken for one person when the program put the chance at { $threshold } or more. It compares names, dates, places and whatever else both reports give, and it makes mistakes in both directions.
counted-matched = The table that was read already says which entries are one person. The program matched nobody itself and could not check that matching.
counted-once = Each person is counted once, however many lists name that person. The sizes of the lists are never added together.
counted-named = Only reports about single people are counted. Reports of groups (“five coffins”) are not turned into people.

assumes-heading = What the estimate assumes
assumes-none = No estimate is given here. An estimate would have to assume all of this:
assumes-closed = Nobody joins or leaves the group during the time counted: the same people could have been on every list.
assumes-matching = The matching is right: every person is recognised on every list, and no two people are taken for one.
assumes-equal = On each list everybody has the same chance of being named. Where it differs, for instance between town and village, the estimate is usually too low.
assumes-independence = Being on one list does not change the chance of being on another, except between the lists that the chosen model lets depend on each other. That no link joins all lists at once cannot be tested.
assumes-population = All lists count the same people, places and time.

wrong-heading = What would make it wrong
wrong-missed = One person taken for two makes the estimate too high.
wrong-merged = Two people taken for one make it too low.
wrong-copies = Lists that copy each other or share a source make it too low.
wrong-apart = Families who tell one list and for that reason not another make it too high.
wrong-unreachable = People whom no list could ever reach are left out altogether.
wrong-alive = Reports that are mistaken, or about people who do not belong to the group counted, stay in the count until somebody takes them out.
wrong-period = Lists for different times or places make it wrong in ways that cannot be seen here.

unclear-heading = What was unclear in the files
unclear-none = Nothing unclear was found in the files. That does not mean that they are right.

again-heading = How to compute this again
again-text = With the same files, this command gives the same figures:
again-json = All figures without rounding stand in result.json beside this page.
again-version = Version of the program
again-seed = Seed of chance
again-options = Options

expected-heading = How sure the joining of reports is
expected-note = For each possible limit, what is expected if probabilities mean what they say. A person should look at the pairs near the limit.
expected-caption = Links expected to be wrong or missed, by the probability from which two reports are one person
expected-threshold = Limit
expected-joined = Pairs joined
expected-wrong = Expected wrong
expected-missed = Expected missed
expected-precision = Joined rightly
expected-recall = Of all true pairs found
expected-used = { $threshold } (used)
expected-all-compared = Nothing shows that pairs of one person were left uncompared.
reliability-title = What was thought of pairs, and what people answered
reliability-description = Each dot is a band of probabilities: across, the average that the program gave before it was told; up, the share of these pairs that people called one person. On the broken line both are the same. A larger dot stands for more pairs.
reliability-note = Of the pairs that people answered about. Pairs to ask about are chosen, so this is no picture of all pairs; dots far from the broken line say that the probabilities of these lists mean something else than they say.
reliability-band = Probability
reliability-pairs = Pairs answered
reliability-predicted = Thought before
reliability-answered = Answered “one person”
