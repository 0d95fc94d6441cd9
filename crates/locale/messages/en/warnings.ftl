# What was unclear in a file. File, sheet, row and column are shown beside the sentence, not in it.

warning-ambiguous-date = Day and month could be either way round; both readings were kept.
warning-unreadable-date = This is no date in any form the program knows; the row was kept without it.
warning-no-such-day = There is no such day; the row was kept without the date.
warning-age-without-day = An age, but not on which day it was true; the row was kept without it. Name that day when you count again.
warning-unreadable-age = This is no age; the row was kept without it.
warning-century-inferred = The year has two digits; the century was inferred.
warning-excel-serial = A number was read as a day, as spreadsheets store days. Please check it.
warning-age-contradicts-birth = The age does not fit the date of birth; the date of birth was taken.
warning-no-name = There is no name in this row; it was kept and can be matched by other things only.
warning-nothing-identifying = Nothing in this row can tell one person from another; it was kept as a report that matches nobody.
warning-unrecognised-column = What this column says was not recognised, and it was not used. Name it in a mapping if it matters.
warning-unnamed-column = This column has cells but no heading; it was not used.
warning-joined-columns = Several columns say the same thing and were joined: { $columns }.
warning-unrecognised-sex = This word for the sex was not recognised; the row was kept without it.
warning-duplicate-own-id = The same identifier stands in row { NUMBER($first-row, useGrouping: "false") } already; both rows were kept.
warning-no-list = No list is named in this row; it was put on the list named after the file.
warning-mapping-unused = The mapping names a heading that no table has.
warning-empty-sheet = There is nothing in this sheet.
warning-heading-below = { $skipped ->
        [one] The heading is not in the first row; { $skipped } row above it was left aside.
       *[other] The heading is not in the first row; { $skipped } rows above it were left aside.
    }
warning-duplicate-heading = Another column has the same heading; the two were told apart.
warning-ragged-row = { $found ->
        [one] This row has { $found } cell, but the heading has { $expected }. Nothing was dropped, but something may stand in the wrong column.
       *[other] This row has { $found } cells, but the heading has { $expected }. Nothing was dropped, but something may stand in the wrong column.
    }
warning-unclosed-quote = A quotation mark is never closed; the file was read as if quotation marks meant nothing.
warning-encoding-guessed = The file does not say how its letters are written; { $encoding } was found from the letters themselves. Please check some names.
warning-undecodable-bytes = Some bytes are no letters in this encoding; the sign � stands in their place.
warning-control-character = There is an invisible control character in the text.
warning-direction-control = There is an invisible sign that turns the direction of writing, so the text may not be what it looks like.
warning-mixed-script = One word mixes letters of two alphabets, for instance a Latin “a” in a Cyrillic name.
warning-formula-error = The cell holds an error of a formula instead of a value.
warning-unusable-number = The number is too large or is no number.
warning-unknown-as-not-listed = { $cells ->
        [one] { $cells } cell says “unknown”; it was counted as not on the list.
       *[other] { $cells } cells say “unknown”; they were counted as not on the list.
    }
warning-blank-as-not-listed = { $cells ->
        [one] { $cells } cell is empty; it was counted as not on the list.
       *[other] { $cells } cells are empty; they were counted as not on the list.
    }
warning-empty-list-dropped = Nobody is on this list; it was left out.
warning-not-yes-or-no = A cell of this list says neither yes nor no nor unknown; it was counted as not on the list.
warning-no-list-columns = No column of this table says who is on which list; the table was left aside.
warning-more-warnings = { $left-out ->
        [one] There was { $left-out } more note that is not shown.
       *[other] There were { $left-out } more notes that are not shown.
    }
warning-says-yes-for-all = This column says yes for everybody and was not taken for a list. Name it as a list if it is one.
warning-sheet-without-names = { $rows ->
        [one] No column of this sheet says a name; the sheet with its { $rows } row was left aside.
       *[other] No column of this sheet says a name; the sheet with its { $rows } rows was left aside.
    }
warning-nearly-a-list = Nearly every cell of this column says yes or no, but this one says something else, so the column was not taken for a list. Correct the cell, or name the column as a list.
warning-on-no-list = { $cells ->
    [one] { $cells } person is
   *[other] { $cells } people are
} on none of the lists by their row, and took no part.
warning-likely-count = This column looks like counts of people, but its heading does not say so; each row was taken for one person. If it holds counts, call it “count”.
warning-empty-column = Nothing stands in this column. It cannot help to tell people apart.
warning-one-value = The same stands in this column in all { $rows } rows that have anything there. It cannot tell people of this list apart, and agreeing in it counts for little. If it is a note and not each person’s own, name it "ignored" in a mapping.
warning-one-part = All rows have one value in this column, so it parts nothing; the table was estimated as a whole.
warning-parts-by-a-list = This column says yes and no as a list does. It parts the table now and is not one of the lists. If it is a list, part by another column.
warning-total-row = This row is a sum of the table and no person; it was set aside and not counted. If it is a person, write the whole name.
warning-name-without-letters = There is no letter in this name, so it names nobody; the row was kept as one without this name.
warning-source-column = This column says who reported. It is kept with each row, but takes no part in the matching, the count or the estimate. If it tells which list a row belongs to, name it “list” in a mapping.
warning-hidden-sheet = This sheet is hidden in the workbook; it was treated like the others, and people on it are counted. If they should not be, delete the sheet and count again.
