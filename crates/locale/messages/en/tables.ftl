# Headings of sections with tables, captions, and columns; also of the files with names.

lists-heading = The lists
lists-caption = How many reports and people are on each list
lists-note = A person on several lists stands in several rows: the rows must not be added.
column-letter = Letter
column-list = List
column-reports = Reports
column-persons = People
column-derived = Made from
column-shared = Share also on another list
column-population = Counts

overlaps-caption = People by the exact lists they are on
overlaps-heading = How the lists overlap
column-only-on = On exactly these lists
overlaps-rest =
    { $combinations ->
        [one] { $combinations } smaller combination with { $persons ->
            [one] { $persons } person
           *[other] { $persons } people
        } is not drawn; it stands in overlaps.csv.
       *[other] { $combinations } smaller combinations with { $persons ->
            [one] { $persons } person
           *[other] { $persons } people
        } together are not drawn; they stand in overlaps.csv.
    }

captures-heading = People by number of lists
captures-caption = How many people are on one list, on two, and so on
column-number-of-lists = Number of lists

pairs-heading = Two lists at a time
pairs-warning = Two lists alone are not safe. Whether they depend on each other cannot be seen, and the answer can be wrong by more than a factor of two in either direction. This table shows only how far such answers lie apart. Do not publish a figure from it by itself.
pairs-caption = What each pair of lists would say if the two were independent
column-pair = Lists
column-both = On both
column-lincoln = Lincoln–Petersen
column-chapman = Chapman
column-chapman-error = Standard error (Chapman)
pair-nobody = none: nobody is on both

models-heading = How far the answer depends on the model
models-caption = Totals from different models, people on the lists included
models-note = A model says which lists may depend on each other: “A+B, C” lets A and B depend on each other and holds C apart. A smaller BIC is better.
models-tried = { $tried ->
        [one] { $tried } model was tried.
       *[other] { $tried } models were tried.
    } { $estimable ->
        [one] { $estimable } of them can be estimated from these lists.
       *[other] { $estimable } of them can be estimated from these lists.
    }
models-exhaustive =
    { $order ->
        [one] No links between lists were allowed.
       *[other] All models with links of up to { $order } lists at once were tried.
    }
models-stepwise =
    { $order ->
        [one] Only a part of the possible models was tried, step by step, without links between lists.
       *[other] Only a part of the possible models was tried, step by step, with links of up to { $order } lists at once.
    }
models-left-out = Left out of the estimate: { $lists }.
column-model = Model
column-total = Total
column-interval = Interval
column-deviance = Deviance
column-freedom = Degrees of freedom
column-aic = AIC
column-bic = BIC
model-best = Best by BIC
model-independence = All lists independent
model-chao = Chao: at least
model-other = Next by BIC
model-documented = On the lists
interval-ends = { $lower } to { $upper }
interval-open = { $lower } or more
interval-none = not worked out
total-at-least = at least { $total }

column-warning = What was unclear
column-times = Times
column-file = File
column-rows = Rows
column-hash = SHA-256
column-option = Option
column-value = Value
unclear-caption = What was unclear, and how often
inputs-caption = Files that were read

column-person = Person
column-person-a = Person A
column-person-b = Person B
column-names = Names
column-births = Birth
column-origins = Where it stands
column-probability = Probability
column-weight = Weight (bits)
column-list-a = List A
column-list-b = List B
column-name-a = Name A
column-name-b = Name B
column-origin-a = Where A stands
column-origin-b = Where B stands
column-agreement = How the fields agree
column-field-weight = { $field } (bits)
sheet-persons = Persons
sheet-pairs = Pairs
model-best-aic = Best by AIC
models-shown = { $shown ->
        [one] { $shown } of them stands in the table
       *[other] { $shown } of them stand in the table
    } and { $kept } in result.json: the best by BIC, and the best by AIC. { $left-out ->
        [0] None was left out.
        [one] { $left-out } other, with a worse BIC, was left out of both.
       *[other] { $left-out } others, with a worse BIC, were left out of both.
    }
models-spread = Models that fit the lists about as well give totals from { $lower } to { $upper }.
models-spread-open = Models that fit the lists about as well give totals from { $lower } upwards, without an upper end.
captures-heading-seen = People by how often they were seen
captures-caption-seen = How many people were seen once, twice, and so on
column-number-of-lists-seen = Times seen
