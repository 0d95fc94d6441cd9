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
answer-missing =
    { $missing ->
        [0] Probably hardly anybody is on none of them (estimate 0, between { $lower } and { $upper }).
        [one] About { $missing } more person is probably on none of them (between { $lower } and { $upper }).
       *[other] About { $missing } more are probably on none of them (between { $lower } and { $upper }).
    }
answer-missing-open =
    { $missing ->
        [one] About { $missing } more person is probably on none of them (at least { $lower }; no upper end can be given).
       *[other] About { $missing } more are probably on none of them (at least { $lower }; no upper end can be given).
    }
answer-missing-alone =
    { $missing ->
        [one] About { $missing } more person is probably on none of them; no interval could be worked out.
       *[other] About { $missing } more are probably on none of them; no interval could be worked out.
    }
answer-total =
    { $total ->
        [one] That makes about { $total } person altogether.
       *[other] That makes about { $total } people altogether.
    }
answer-confidence = If the chosen model is right, intervals made in this way hold the true number in { $confidence } of 100 counts. Nothing in the lists can prove that the model is right.
answer-spread = Models that fit the lists about as well give totals from { $lower } to { $upper }.
answer-spread-open = Models that fit the lists about as well give totals from { $lower } upwards, without an upper end.
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
