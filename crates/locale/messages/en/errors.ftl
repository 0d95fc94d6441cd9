# Why a file could not be used. The sentences follow “Error: ”.

error-file-too-large = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: the file has { $found } bytes; at most { $allowed } are read. Split it.
error-zip-too-many-entries = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: the workbook is packed from { $found } parts; at most { $allowed } are read. Save it again from a spreadsheet program.
error-zip-too-large = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: the workbook unpacks to { $found } bytes; at most { $allowed } are read. Save the needed sheets only.
error-zip-ratio = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: a part of the workbook grows { $found }-fold when unpacked; at most { $allowed }-fold is read. Files made to choke a program look like this. Save it again from a spreadsheet program.
error-too-many-sheets = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: there are { $found } sheets; at most { $allowed } are read. Save the needed ones apart.
error-too-many-rows = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: there are { $found } rows; at most { $allowed } are read. Split the file.
error-too-many-columns = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: there are { $found } columns; at most { $allowed } are read. Keep the needed ones.
error-too-many-cells = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: there are { $found } cells; at most { $allowed } are read. Split the file.
error-cell-too-large = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }{ $column-given ->
        [yes] , column { $column }
       *[no] {""}
    }: a cell holds { $found } bytes; at most { $allowed } are read. Shorten it.
error-too-many-shared-strings = { $file }{ $sheet-given ->
        [yes] , sheet “{ $sheet }”
       *[no] {""}
    }{ $row-given ->
        [yes] , row { NUMBER($row, useGrouping: "false") }
       *[no] {""}
    }: the workbook holds { $found } different texts; at most { $allowed } are read. Save the needed sheets only.
error-empty-file = { $file }: there is nothing in this file.
error-old-workbook = { $file }: this is a workbook of Excel 97–2003. Save it as .xlsx or .csv.
error-binary-workbook = { $file }: this is a workbook in binary form. Save it as .xlsx or .csv.
error-encrypted = { $file }: the file is locked with a password. Open it, save it without a password, and delete that copy afterwards.
error-unknown-kind = { $file }: this kind of file is not known. CSV, XLSX, ODS and Parquet can be read.
error-markup = { $file }: this is a web page and no table. Save the table as .xlsx or .csv.
error-damaged = { $file }: the file (.{ $kind }) is damaged or cut off, as happens when a download or a copy breaks off. Copy it again or ask for it once more; if a spreadsheet program still opens it, save it from there under a new name.
error-unknown-encoding = { $file }: nobody knows the encoding that was named. Try utf-8, utf-16le or windows-1251.
error-bad-delimiter = { $file }: this sign cannot stand between columns. Use a comma, a semicolon or a tab.
error-zip-overlap = { $file }: parts of the packed file overlap. Files made to do harm look like this; it was not opened.
error-zip-path = { $file }: a part of the packed file points outside it. Files made to do harm look like this; it was not opened.
error-zip-link = { $file }: a part of the packed file is a link. Files made to do harm look like this; it was not opened.
error-zip-nested = { $file }: there is a packed file inside the packed file. Unpack it and name the tables themselves.
error-xml-doctype = { $file }: the workbook holds a document type, which no spreadsheet needs. Files made to do harm look like this; it was not opened.
error-nested-columns = { $file }: columns of this file hold more than one value each. Save it as a flat table.
error-out-of-memory = { $file }: reading needed more than { $allowed } MiB of memory. Split the file.
error-took-too-long = { $file }: { $allowed ->
        [one] reading took longer than { $allowed } second. Split the file.
       *[other] reading took longer than { $allowed } seconds. Split the file.
    }
error-reader-crashed = { $file }: reading broke off; the file may be damaged or made to do harm. Nothing else was touched.
error-reader-not-started = { $file }: reading could not be started on this machine.
error-reader-bad-answer = { $file }: reading gave no sensible answer; the file was not used.
error-no-name-column = { $file }: no column says a name. Name it in a mapping file (--mapping). { $headings-given ->
    [yes] The headings are: { $headings }
   *[no] None of the first rows looks like headings; put them above the rows.
}
error-missing-heading = no table has the heading “{ $heading }”. The headings are: { $headings }
error-no-lists = no column says yes, no or unknown for each row, so none is a list. The headings are: { $headings }
error-bad-count = { $label }, row { NUMBER($row, useGrouping: "false") }: what stands under “{ $heading }” is no whole number of people, from 0 to 1,000,000,000.
error-missing-list = no table has a list with the heading “{ $heading }”. The headings are: { $headings }
error-mapping-syntax = the mapping file, line { NUMBER($line, useGrouping: "false") }: this is no mapping. Below [columns], write one line for each heading: "Heading" = "name".
error-mapping-unknown-column = the mapping file, line { NUMBER($line, useGrouping: "false") }: “{ $word }” is no kind of column. There are: { $known }
error-sheet-does-not-fit = a sheet is too large for a workbook, or its name is not allowed there. The same rows stand in the CSV files.
error-missing-column = no table has a column with the heading “{ $heading }”. The headings are: { $headings }
error-too-many-parts = the column “{ $heading }” has { $found } different values; at most { $allowed } are possible
error-no-frequencies = there is not one table of two columns, how many times people were seen and how many people. Found: { $headings }
error-nobody-seen = nobody was seen even once, so there is nothing to estimate from
error-too-many-people = there are more people than can be counted
error-too-few-occasions = { $occasions } occasions cannot be right: somebody was seen { $most } times, and at least two occasions are needed
