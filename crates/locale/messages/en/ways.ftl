# What each way of estimating says, what it believes, and why it may say nothing.

ways-heading = What each way of estimating says
ways-note = Nothing in the lists shows how many people no list could reach. Every way of estimating fills that gap with a belief of its own. Where ways with different beliefs agree, the answer is safer; where they differ, the difference is the honest answer.
ways-title = What each way says, and the range of all
ways-description = A hill stands where a way thinks the total likely, the line under it is the interval, the ring the middle. The broad bar on top is the range that takes in all intervals. The upright dashed line is the number of people on the lists. The same numbers stand in the table below the picture.
ways-range = Range of all
ways-caption = Totals by each way, people on the lists included
column-way = Way of estimating
column-linkage = Spread from doubtful links
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
carrier-not-identifiable = No answer: the lists share too few people for this way.
carrier-no-upper-end = No answer: { $share }% of the resampled tables have no upper end.
carrier-unconverged = No answer: runs from different starting points did not come to the same result (R-hat { $r-hat }, { $effective } effective draws).
carrier-cap = No answer: { $share }% of the draws ran into the cap of 1,000 people on no list for each person on one, so the cap would decide the figure.
carrier-plan = No answer: the options ask for something that cannot be.
