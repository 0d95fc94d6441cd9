# What each way of estimating says, what it believes, and why it may say nothing.

ways-heading = What each way of estimating says
ways-note = Nothing in the lists shows how many people no list could reach. Every way of estimating fills that gap with a belief of its own. Where ways with different beliefs agree, the answer is safer; where they differ, the difference is the honest answer.
ways-title = What each way says, and the range of all
ways-description = A hill stands where a way thinks the total likely, the line under it is the interval, the ring the middle. The broad bar on top is the range that takes in all intervals. The upright dashed line is the number of people on the lists. The same numbers stand in the table below the picture.
ways-range = Range of all
ways-caption = Totals by each way, people on the lists included
column-way = Way of estimating
column-linkage = Spread from doubtful links
column-parts = Spread from unknown parts
column-believes = What it believes
percent = { $share }%
way-silent = no answer
way-selection = Chosen model
way-selection-believes = Lists may depend on each other in small groups, and the simplest pattern that fits is right; what joins all lists at once is nothing. (Log-linear model with the lowest BIC, chosen again on 1,000 resampled tables.)
way-averaging = Average over patterns
way-averaging-believes = The same about all lists at once; but no pattern is taken for right, each counts by how well it fits. (Bayesian average over all decomposable graphs.)
way-latent-classes = Hidden groups
way-latent-classes-believes = People belong to groups that nobody has written down, and inside a group the lists do not depend on each other. (Bayesian latent classes.)
carrier-too-many-lists = No answer: { $usable } lists are more than the { $allowed } this way can take.
carrier-too-many-people = No answer: there are more people than the { $allowed } this way can take.
carrier-not-identifiable = No answer: the overlaps settle no total by this way. The lists share too few people, or some are copies of each other.
carrier-no-upper-end = No answer: { $share }% of the resampled tables have no upper end.
carrier-poor-fit = No answer: even the best of these models does not fit the lists (a fit as bad would come about by chance in at most { $chance }% of cases). People probably differ in ways that links between pairs of lists cannot show.
carrier-unconverged = No answer: runs from different starting points did not come to the same result (R-hat { $r-hat }, { $effective } effective draws).
carrier-cap = No answer: { $share }% of the draws ran into the cap of 1,000 people on no list for each person on one, so the cap would decide the figure.
carrier-plan = No answer: the options ask for something that cannot be.

others-heading = Other estimators, for comparison
others-note = These formulas are in use elsewhere. None of them enters the range: each leans on one shape of how people or lists differ, or gives only a lower bound. Do not publish a figure from this table by itself.
others-caption = Totals by other estimators, people on the lists included
column-estimator = Estimator
other-chao-unequal = Chao’s bound for lists of unequal reach
other-chao-model = Chao’s bound as a model (Mth LB)
other-coverage = Sample coverage, lists that depend a little (Chao and Tsay)
other-coverage-independent = Sample coverage, independent lists (Chao and Tsay)
other-poisson = People of two kinds (Mth Poisson)
other-darroch = People who differ, normal shape (Mth Darroch)
other-gamma = People who differ, gamma shape (Mth Gamma)
other-no-interaction = Nothing joins all lists at once (saturated log-linear model)
other-stepwise = Pairs added one by one (Chan, Silverman and Vincent)
other-model-average = Average of all log-linear models by BIC
other-dga = Average over graphs as the R package dga makes it: 1 to 10 times the people seen, saturated graph in; median
other-dga-mean = The same; mean
interaction-heading = How far the answer hangs on what no list can show
interaction-note = If something joins all lists at once, so that whoever is on some of them is more or less likely to be on all, the total is another one. No table of overlaps says how strong such a link is. At 1 there is none. Below 1 more people are on no list, above 1 fewer.
interaction-title = The total by how strongly all lists hang together
interaction-description = The line is the total, the band its interval, both if the link of all lists had the strength below. The dashed line is the number of people on the lists. The same numbers stand in the table below the picture.
interaction-axis = Strength of the link of all lists at once (1: none)
column-xi = Strength

card-heading = The same question, asked in other ways
card-note = An answer that hangs on one list, on two lists being kept apart, or on one belief is a weak one. Here the two quicker ways of estimating are asked again with each list left out and with each two lists taken for one. Their intervals do not know that a model was chosen, and are too narrow.
card-changes-caption = Totals when the lists are changed, people on the lists included
column-change = Lists
column-by-bic = Chosen model
column-by-average = Average over patterns
card-whole = All lists
card-without = Without { $list }
card-merged = { $a } and { $b } as one list
card-hidden-caption = Each list hidden, and its known number estimated from the other lists
card-hidden-held = A test on these lists themselves: each list was hidden in turn, and how many people are on it was estimated from the others. { $held } of { $all } intervals hold the number that is known.
column-hidden = Hidden list
column-known = Known
card-beliefs-caption = The average over patterns when something else is believed beforehand
column-belief = Belief
belief-as-planned = as in the range
belief-half-delta = half as many people believed beforehand
belief-twice-delta = twice as many people believed beforehand
belief-other-saturation = with the pattern that joins all lists at once
card-odds-caption = How much more often two lists share people than chance would have it, among people on other lists
column-odds = Odds ratio
column-odds-error = Standard error of its logarithm

pooled-heading = All parts together
pooled-note = The table was parted, each part was estimated by itself, and the totals were added up way by way. No part is estimated by subtraction.
pooled-placed = { $people ->
        [one] Of { $people } person
       *[other] Of { $people } people
    } nobody wrote down the part. They were put into one by chance, as those like them are, { $draws } times, and the ranges hold that doubt.
pooled-refused = These parts have no range of their own, so the whole is known only as far as the ways that answer everywhere: { $strata }.
pooled-caption = Sums over all parts by each way, people on the lists included
pooled-alike = If what makes the estimate of a part wrong has nothing to do with the other parts, the first { $confidence }% interval holds. If all parts err alike, for instance because the lists miss the same kind of people everywhere, the second does.
column-if-apart = Interval, parts err by themselves
column-if-alike = Interval, all parts err alike
card-title = The answer without each list
card-description = A dot is a total, the line through it the interval: first all lists, then each list left out in turn. The upright line is the number of people on the lists. The same numbers stand in the table below the picture.
