# The report: title, answer, and what stands with every number.

page-title = People on the lists, and people on none
page-demo = Demonstration: all people here are invented
page-demo-detail = The program made up these names, lists and numbers to show how it works. They say nothing about anybody who lives or has lived.
page-skip = Go to the answer
page-made = Made with Esep { $version }.
page-nobody = This page names nobody. No figure on it says anything about what happened to any one person.
draft-translation = Draft translation: a native speaker has not checked these words yet.

sections-apart = This report counts { $sections ->
        [one] { $sections } table
       *[other] { $sections } tables
    }, each by itself. Their numbers must not be added together: the same person may be in several of them.

answer-heading = The answer
answer-of = The answer for “{ $label }”
answer-persons =
    { $persons ->
        [0] Nobody is on these lists.
        [one] { $persons } person is on these lists.
       *[other] { $persons } different people are on these lists.
    }
answer-range = Probably between { $lower } and { $upper } more are on none of them.
answer-range-open = Probably at least { $lower } more are on none of them; no upper end can be given.
answer-range-total = That makes between { $lower } and { $upper } people altogether.
answer-range-total-open = That makes at least { $lower } people altogether.
answer-range-carried = The lower end comes from “{ $lower-by }”, the upper end from “{ $upper-by }”. { $ways } of { $tried } ways of estimating give an answer. Each believes something else that no list can prove, so the range takes in the { $confidence }% interval of every one of them. Quote the whole range, never one number out of it.
answer-doubt = Which reports are about one person is itself uncertain. The range holds that doubt too: { $draws ->
        [one] { $draws } possible way of bringing the reports together was drawn, and it gave
       *[other] { $draws } possible ways of bringing the reports together were drawn, and they gave
    } { $tables ->
        [one] { $tables } table
       *[other] { $tables } different tables
    } of overlaps.
answer-doubt-strata = For some people nobody wrote down the part of the table they belong to. The range holds that doubt too: { $draws } times they were put into a part by chance, as those like them are, and that gave { $tables ->
        [one] { $tables } table
       *[other] { $tables } different tables
    } of overlaps.
answer-refused = How many are on none of them cannot be said from these lists.

refusal-heading = Why not, and what would help
cautions-heading = Read this with the numbers

population-label = Who is counted
population-missing = population not stated
standard-label = Standard of proof
standard-lead = leads
standard-possible = possible
standard-probable = probable
standard-confirmed = confirmed
standard-each = each list kept its own; this report does not know which
day-label = Date of the count
standing-line = Who is counted: { $population }. Standard of proof: { $standard }. Date: { $day }
