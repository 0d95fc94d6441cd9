# Words of the command line.

error-line = Error: { $text }
hint-line = What to do: { $text }
warning-line = Note: { $place }: { $text }
caution-line = Take care: { $text }
where-rows = { $shown ->
    [one] row { $rows }
   *[other] rows { $rows }
}{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
}

count-persons = { $lists ->
    [one] { $lists } list
   *[other] { $lists } lists
}: { $persons ->
    [one] { $persons } person
   *[other] { $persons } different people
}.
count-persons-of-reports = { $reports ->
    [one] { $reports } report
   *[other] { $reports } reports
} on { $lists ->
    [one] { $lists } list
   *[other] { $lists } lists
}: { $persons ->
    [one] { $persons } person
   *[other] { $persons } different people
}.
count-list = { "  " }{ $list }: { $persons }
count-refused = No estimate of how many are on no list:
count-population = Who is counted: { $population }
count-population-not-stated = Who is counted: population not stated. Say it with --population "TEXT".
count-report = Report: { $path }
count-no-report = No report was written. Ask for one with --out DIR.

link-persons = { $reports ->
    [one] { $reports } report is
   *[other] { $reports } reports are
} about { $persons ->
    [one] { $persons } person
   *[other] { $persons } different people
} (two reports are one person from probability { $threshold } on).
link-candidates = { $candidates ->
    [one] { $candidates } candidate pair
   *[other] { $candidates } candidate pairs
} compared.
link-expected = Expected among the pairs compared, with probability { $threshold } as the limit: { $wrong } joined wrongly, { $missed } missed.
link-unfound = At least { $pairs } more pairs of one person were probably never compared.
link-kept-from = There was no room for all likely pairs: those below probability { $probability } were let go, and none of them is joined. More room: --memory.
link-pairs-chosen = Pairs at this probability: precision { $precision }, recall { $recall }, F1 { $f1 }
link-pairs-best = Pairs at the best probability, known only with the truth: precision { $precision }, recall { $recall }, F1 { $f1 }
link-clusters = Persons, by pairs within them: precision { $precision }, recall { $recall }, F1 { $f1 }
link-b-cubed = Persons, B-cubed: precision { $precision }, recall { $recall }, F1 { $f1 }
link-cost = { "  " }{ $step }: { $cpu } s of processor time, { $wall } s by the clock
link-memory = Most memory held: { $mib } MiB
link-written = Pairs and clusters: { $path }
link-not-written = No pairs were written. Ask for them with --out DIR.

step-reading = Reading files
step-preparing = Reading names
step-blocking = Finding candidate pairs
step-training = Learning weights
step-scoring = Weighing pairs
step-clustering = Forming persons
step-estimating = Fitting models
step-reporting = Writing the report
step-total = All together

demo-title = DEMO. All people in it are invented.
demo-population = DEMO: invented people from Kyrgyzstan who died, 2022–2025
demo-truth-head = Truth against result
demo-run-1 = Scenario 1: lists that are independent inside each group
demo-run-2 = Scenario 2: list D copied part of list B, and nobody said so
demo-run-2-declared = Scenario 2 again, with the copy declared
demo-column-truth = truth
demo-column-result = result
demo-row-documented = different people on the lists
demo-row-total = all people, on lists and on none
demo-row-list = people on list { $list }
demo-row-pairs-precision = pairs joined that are right
demo-row-pairs-recall = true pairs that were found
demo-no-estimate = no estimate
demo-lists = Lists and truth: { $path }
demo-lesson = The truth is known here because the people are invented. Compare the two scenarios: a copied list alone changes the estimate.

private-warning = WARNING: the folder private/ will hold names and dates of birth in plain text. Whoever gets the folder gets the people. Keep it on an encrypted disk, never send it, delete it when the work is done.
private-question = Write it? (yes/no)
answer-yes = yes y
private-declined = Nothing was written.

usage-unknown-argument = there is no option { $argument }.
usage-unknown-command = there is no command { $argument }.
usage-missing-argument = something is missing: { $argument }.
usage-bad-value = { $argument } cannot be “{ $value }”.
usage-conflict = { $argument } and { $other } cannot be used together.
usage-repeated-argument = { $argument } cannot be used like this, or not twice.
usage-no-command = say what to do: demo, count, link, estimate, names; or with a register: new, check, forget, audit verify, recover.
usage-other = the command cannot be understood.
usage-private-needs-out = --private needs a folder: --out DIR.
usage-private-needs-names = --private has nothing to write for matched tables: they hold no names.
usage-bad-language = there is no language “{ $value }”; there are en, ru and ky.

hint-help = esep --help shows all commands, esep count --help one of them.
hint-replace = choose another folder, or add --replace to put the new result in its place.
hint-not-found = check the path; there is nothing there.
hint-not-allowed = this user may not read or write there; choose another place or change the permission.
hint-disk-full = the disk is full; make room and try again.
hint-other = the system says: { $reason }

error-confinement = the confined reader of foreign files could not be started.
error-output = the result could not be shown: standard output does not take it.
error-unreadable-path = cannot read { $path }.
error-unwritable-path = cannot write { $path }. Nothing was left half-written.
error-not-a-file = { $path } is not a file. Name the files themselves, not their folder.
error-not-text = { $path } is not UTF-8 text.
error-file-too-large-path = { $path } has { $found } MiB; at most { $allowed } MiB are read. Split it.
error-file-twice = { $path } is named twice. A list counted twice would look like two witnesses.
error-folder-exists = { $path } already holds a result.
error-folder-of-others = { $path } holds other files. Choose an empty or new folder.
error-no-files = no file was given.
error-unknown-list = no list is called “{ $list }”. The lists are: { $known }
error-not-a-derivation = “{ $text }” does not say which list is the copy. Write --derived "COPY=ORIGINAL".
error-too-many-lists = { $found ->
    [one] { $found } list
   *[other] { $found } lists
}: at most 64 can be counted together. If a column was taken for the list's name by mistake, use --mapping.
error-no-truth-column = no row has anything in the column “{ $column }”, or the pattern fits none.
error-bad-pattern = “{ $pattern }” is not a regular expression.
error-unwritable = the workbook could not be made.

help-esep = From other people's lists to a number that can be defended. Works offline; nothing leaves this computer.
help-usual = (usually { $value })
help-usage = Usage:
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-demo = Invent five lists of people, count them twice, and compare with the truth
help-count = Count the different people on several lists and estimate how many are on none
help-link = Find which reports are about the same person: pairs and clusters
help-estimate = Estimate from one table of overlaps, without names
help-argument-help = Show this help
help-argument-version = Show the version
help-argument-lang = Language of the screen and of reports: en, ru or ky
help-argument-dir = Folder for the demo
help-argument-files = CSV, TSV, XLSX, ODS or Parquet files; each file or sheet is a list, unless a column names it
help-argument-file = A table: a row a person or a tally, a yes/no column for each list
help-argument-seed = Start of every random number; the same seed gives the same result
help-argument-json = Show the result as JSON
help-argument-out = Folder for the result
help-argument-replace = Replace an older result in that folder
help-argument-matched = The files are matched tables: a row a person, a yes/no column for each list
help-argument-columns = Headings of the list columns, when they are not found by themselves
help-argument-mapping = File that says what each column holds
help-argument-save-mapping = Write down what each column was taken for
help-argument-as-of = Day on which ages in the lists were true
help-argument-id = Heading of the list's own identifier
help-argument-encoding = Encoding of text files, such as windows-1251, when it is not found by itself
help-argument-delimiter = Character between the cells of text files
help-argument-derived = Say that one list was copied from another; the copy is left out of the estimate
help-argument-population = Say who is counted: of which citizenship, place, period and fate
help-argument-standard = Standard of proof that every report meets: lead, possible, probable or confirmed
help-argument-date = Day of the count, when it is not today
help-argument-confidence = Confidence of the intervals
help-argument-distinct = A list that holds each person once
help-argument-threshold = Probability from which two reports are one person, or balanced (as many joined wrongly as missed, the usual), f1, cost=N
help-argument-draws = Also draw N ways in which the reports may fall into persons, and write their overlaps, without names
help-argument-floor = Pairs less likely than this are not written
help-argument-memory = Memory for the pairs that are compared, in MiB; of more than fit only the likeliest are kept
help-argument-private = Also write the folder private/ with names; asks first
help-argument-yes = Do not ask
help-argument-truth = Column that says who a report is really about, to measure the linkage
error-derived-from-itself = “{ $list }” is said to be made from itself. Say only which list was made from which other one.
error-two-populations = two different statements are made about all lists. Make one, or say which list each is about: "LIST=TEXT".
error-file-exists = { $path } is there already and is not overwritten. Choose another name.
usage-idle-option = { $argument } has no effect on matched tables. Leave it out.
error-same-bytes = { $file } holds exactly the same bytes as { $twin }. One list under two names would look like two witnesses; leave one of the files out.
usage-bad-value-of = { $argument } cannot be “{ $value }”. It may be: { $allowed }
count-range = Range: between { $lower } and { $upper } people in all; so between { $unlisted-lower } and { $unlisted-upper } are on no list.
count-way = { "  " }{ $way }: { $total } ({ $lower } to { $upper })
count-way-silent = { "  " }{ $way }: { $reason }
count-range-note = Each of these ways believes something else that no list can prove. Quote the whole range, never one number out of it.
count-doubt = Doubt about which reports are about one person is in the range: { $draws ->
    [one] { $draws } draw
   *[other] { $draws } draws
}, { $tables ->
    [one] { $tables } table
   *[other] { $tables } different tables
}.
demo-range = { $lower } to { $upper }
help-argument-period = Say which time the lists are about
help-argument-fate = Say which fate the lists are about, such as died or missing
help-argument-linkages = How many ways in which the reports may fall into persons are drawn for the range; 0 takes what was joined for certain, 100 when not said
help-argument-method = Try only this way of estimating: selection, averaging or latent-classes; may be repeated. A range needs two
help-argument-strata = Part the table by this column and estimate each part by itself
help-argument-drawn = Tables of overlaps drawn from doubtful links, as esep link --draws writes them
error-draws-of-several = { $file } holds draws of one table, but the file to be estimated holds several. Estimate one table at a time.
error-not-draws = { $file } holds no draws. It needs a column draw, a column for each list and a column count, as esep link --draws writes them.
help-argument-compat = Also show what another program would say: dga
count-seen = { $persons ->
    [one] { $persons } person was
   *[other] { $persons } different people were
} seen.
count-at-least = In all at least { $total } people ({ $lower } to { $upper } is the interval of this lower bound, not of the whole number).
help-argument-occasions = The table says only how many people were seen once, twice, …, on K occasions; 0 when there was no end to them

answer-same = yes y same one
answer-different = no n different two
answer-unsure = unsure u ? unknown

review-warning = WARNING: names and dates of birth of the people on the lists will be shown on this screen. Look who can see it.
review-question = Show them? (yes/no)
review-file-warning = WARNING: the file of questions will hold names and dates of birth in plain text. Whoever gets the file gets the people. Keep it on an encrypted disk, never send it, delete it when the work is done.
review-head = Question { $number } of { $questions }: are these one person? y = yes, one person; n = no, two people; u = unsure. An empty line ends.
review-row = { "  " }{ $field }: { $a } | { $b }
review-again = That was not understood. Answer y, n or u.
review-contradicts = That answer cannot hold beside earlier ones, or would join two people of a list that holds each person once. It was not kept.
review-kept = { $answers ->
    [one] { $answers } answer was
   *[other] { $answers } answers were
} written to { $path }.
review-nothing = There is no pair left to ask about.
review-written = { $pairs ->
    [one] { $pairs } pair was
   *[other] { $pairs } pairs were
} written to { $path }. Write same, different or unsure in the column “answer” and read it with --labels.
link-judged = Answers of people that are held to: { $same } that two reports are one person, { $different } that they are two; { $unsure } unsure.
link-unknown-labels = { $labels ->
    [one] { $labels } answer is about reports that are
   *[other] { $labels } answers are about reports that are
} not in these files; ignored.
link-learned = The answers corrected the weights: { $shift } bits, and all evidence times { $scale }.
link-learned-nothing = Too few answers to correct the weights: it takes { $least } of each kind about pairs that were compared.
usage-review-needs-terminal = --review asks on the terminal, and nobody is there. Write the questions to a file with --review-out FILE.csv instead.
usage-review-needs-labels = --review needs a file for the answers: --labels FILE.csv.
usage-labels-missing = { $path } is not there. Only the last --labels together with --review may be a new file.
error-labels-of-others = { $file } holds more than answers and is not written over. Name a new file as the last --labels.
error-labels-column = { $file } is not a file of answers: the column “{ $column }” is missing.
error-labels-word = { $file }, row { $row }: the answer is not one of same, different, unsure.
error-labels-key = { $file }, row { $row }: the marks of the two reports in columns a and b are damaged.
error-labels-contradict = { $file }, row { $row } says something else about the same two reports than { $other-file }, row { $other-row }. Take one of them out.
error-labels-together = { $file }, row { $row } cannot be true together with the other answers: they say that two reports are one person and also that they are two. Look at the rows about the same reports.
error-labels-distinct = { $file }, row { $row } would make one person of two reports of “{ $list }”, which was said to hold each person once. Correct the answer or leave out --distinct.
help-argument-labels = File with answers of people about pairs of reports, which are held to; may be given several times, and --review writes to the last
help-argument-review = Ask on the terminal about the N pairs whose answer would change most
help-argument-review-out = Write the pairs to be asked about to a file instead, with names; asks first
error-draws-of-others = { $file } was not drawn from these lists: “{ $list }” has quite another size there. Take the draws that esep link made from the same files.
error-bad-draw-number = { $file }, row { NUMBER($row, useGrouping: "false") }: what stands under “draw” is no number of a draw, such as 1, 2, 3.
error-repeated-draw = { $file }, row { NUMBER($row, useGrouping: "false") }: draw { $draw } has said before how many people are on just these lists. If two files were put together, number the draws of the second on.
count-compat = For comparison only, not in the range. { $name }: { $total }
find-head = Report { $number } of { $reports }: { $place }
find-nobody = { $compared ->
    [0] Nobody on the lists shares enough with this report to be compared with it.
    [one] Nobody on the lists is likely enough to be this person; one report was compared.
   *[other] Nobody on the lists is likely enough to be this person; { $compared } reports were compared.
}
find-person = { $number }. Person { $person } of the linkage.
find-others = { "  " }also about this person: { $places }
find-more = { $persons ->
    [one] One more person is less likely; all are in found.csv with --out DIR.
   *[other] { $persons } more persons are less likely; all are in found.csv with --out DIR.
}
find-cut = Some values of this report stand in so many others that only those of them were compared that agree in something more. A full date of birth, a telephone or the number of a document finds more surely.
find-written = What was found: { $path }
help-argument-find = Search the linked lists for the persons of a few more reports, one in each row of this file; shows names, asks first
error-nobody-sought = { $file } holds no row with a report to search for. Write a heading (name, date of birth, place …) and below it a row for each report.
error-too-many-sought = { $file } holds { $found } reports, and --find takes at most { $allowed }. So many are a list: name the file among the lists and leave out --find.
