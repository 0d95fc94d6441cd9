# Names alone: roles, agreements, the commands of `esep names`.

name-role-given = given names
name-role-surname = surnames
name-role-father = fathers’ names
name-role-ancestor = names of earlier ancestors
name-role-further = further words
name-role-surname-from-father = a surname and a father’s or ancestor’s name
name-role-only = the only words
name-role-father-or-further = a father’s name and a further word
name-agreement-same = the same name
name-agreement-spelling = the same name, spelled a little differently
name-agreement-close = a slip or two of the pen apart
name-agreement-similar = similar, but less than one name
name-agreement-different = different names
name-agreement-initial = one is the initial of the other
name-agreement-other-initial = an initial that the other does not have
name-agreement-translated = forms of one name in two languages
name-agreement-short-form = one is an everyday short form of the other
name-agreement-part-dropped = one lacks the last part of the other
name-circumstance-start = where every pair starts
name-circumstance-one-surname = one name has no surname
name-circumstance-no-surname = neither name has a surname
name-circumstance-one-given = one name has no given name
name-circumstance-one-father = one name has no father’s name
name-circumstance-no-father = neither name has a father’s name
name-circumstance-sex-of-father = one father’s name is a man’s form, the other a woman’s
name-circumstance-sex-beside-woman = a man’s and a woman’s form of the surname beside a woman’s given name
name-circumstance-sex-beside-man = a man’s and a woman’s form of the surname beside a man’s given name
name-circumstance-sex-and-given = endings of a man and a woman, and different given names
name-circumstance-unusual-reading = roles were read in a less usual way
name-circumstance-further-words = one name has more words without a role
name-circumstance-one-conflict = one of given name, surname and father’s name conflicts
name-circumstance-two-conflicts = two of given name, surname and father’s name conflict
name-circumstance-three-conflicts = given name, surname and father’s name all conflict
name-circumstance-one-word = both names are one word
name-circumstance-sex-unclear = a man’s and a woman’s form of the surname, and the given name tells nothing
name-part-line = { $role }: { $a } / { $b }: { $agreement } ({ $bits } bits)
name-circumstance-line = { $text } ({ $bits } bits)
name-first-retyped = The first name was read as typed on another keyboard layout.
name-second-retyped = The second name was read as typed on another keyboard layout.
name-sum-line = In all { $bits } bits: at even odds beforehand, { $probability } that both are one name. A name alone never says that two people are one.
name-keys-search = Found by whatever begins: { $keys }
name-keys-blocking = Likely spellings meet under: { $keys }
name-keys-version = Version of the keys: { $version }
names-scored =
    { $pairs ->
        [one] { $pairs } pair weighed.
       *[other] { $pairs } pairs weighed.
    }
error-not-one-table = { $file } does not hold just one table. Save the sheet with the pairs as a file of its own.
error-no-pair-column = { $file } has no column “{ $column }”. The two names of a pair stand in columns headed a and b.
help-names = Names alone: weigh pairs, explain a pair, show keys
help-names-score = Weigh each pair of a table: adds weight (bits) and score (probability at even odds)
help-names-explain = Explain why two names weigh what they weigh
help-names-keys = Show what a name is looked up by
help-argument-pairs = A table with columns a and b
help-argument-save = A new file for the result, instead of the screen; it will hold the names
help-argument-first-name = One name, in quotation marks
help-argument-second-name = The other name, in quotation marks
help-argument-whole-name = A name, in quotation marks
