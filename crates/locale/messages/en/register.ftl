# Words about a register.

mended-line = Mended: { $text }

step-stretching = Trying how long a guess takes
step-opening = Opening the register
step-rebuilding = Making the view again
step-checking = Checking everything

ask-passphrase = Passphrase (what you type is not shown):
ask-new-passphrase = Press Enter to take these six words, or type a passphrase of your own (it is not shown):
ask-passphrase-again = The same again:
passphrase-differs = The two are not the same. Once more.
offer-passphrase = Six words for your passphrase. Learn them by heart; nobody can look them up for you: { $words }
ask-words = Type the 24 words of the recovery sheet in their order, in as many lines as you like. They are not shown.
ask-next-words = From word { $number } on:

new-founded = The register stands in { $path }. Its witness, which notices when an old copy is put back, is { $witness }.
sheet-head = RECOVERY SHEET of the register { $register }
sheet-foot = Whoever has these words can open the register. Print or copy them by hand, keep them apart from the computer, and never photograph them. They are shown only now and are kept nowhere.
sheet-warning = WARNING: the recovery words will lie in a file in plain text. Whoever gets the file opens the register. Print it, then delete the file.
sheet-ask = So that the sheet is known to be right, three of its words are asked back. Look at the paper.
sheet-ask-word = Word { $number }:
sheet-wrong-word = That is another word. Look again.
sheet-right = The sheet is right.

check-size = Register { $register }: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}, { $records ->
    [one] { $records } record
   *[other] { $records } records
}.
check-digest = Digest, the same for all who have the same entries: { $digest }
check-sound = Everything is as it should be.
audit-heads = Newest entry of each device. Write it down elsewhere, and give it to esep audit verify --head later:
audit-verified = Register { $register }: { $entries ->
    [one] { $entries } entry is
   *[other] { $entries } entries are
} as signed, by { $users ->
    [one] { $users } user
   *[other] { $users } users
} ({ $removed } removed since).
audit-torn = At the end stand { $bytes } bytes and { $entries } entries of acts that were cut short. Nothing of them was acknowledged; opening the register removes them.
audit-reached = The log reaches { $heads ->
    [one] the entry that was written down.
   *[other] all { $heads } entries that were written down.
}

forget-ask = Forgetting cannot be undone. Type the first { $digits } digits of the record again:
forget-declined = Those are other digits. Nobody was forgotten.
forget-done = Forgotten: { $records ->
    [one] { $records } record
   *[other] { $records } records
}. Rows that cannot come back: { $rows }.
forget-elsewhere = Not reached: copies of the folder on other disks and computers, papers, and what people remember.
forget-keeps-backup = { $number ->
    [one] { $number } backup was made before and keeps
   *[other] { $number } backups were made before and keep
} what was forgotten. Destroy or replace them.
forget-keeps-export = { $number ->
    [one] { $number } export was made before and keeps
   *[other] { $number } exports were made before and keep
} what was forgotten. Find out who has them.
forget-keeps-release = { $number ->
    [one] { $number } release was made before and stays
   *[other] { $number } releases were made before and stay
} as published; they hold figures, no names.

recover-drill = The words open the register. Nothing was changed; the drill is written down.
recover-done = A new owner is let in. The passphrase opens the register from now on.
recover-sheet = There is a new sheet. The old one opens nothing from now on: destroy it.

usage-passphrase-file = nobody is there to be asked for the passphrase. Name a file whose first line it is: --passphrase-file FILE, or - for standard input.
usage-words-file = nobody is there to be asked for the recovery words. Name a file that holds them: --words-file FILE, or - for standard input.
usage-two-stdin = the words and the passphrase cannot both come from standard input. Put one of them into a file.
usage-witness = this system does not say where the data of programs belong. Name the witness: --witness FILE, outside of the register's folder.
usage-not-esep = { $path } has to end with .esep, so that everybody sees what the folder is.
usage-forget-yes = nobody is there to be asked whether it is meant. Add --yes.

mending-keyring-copy-mended = one of the two copies of the keyring was damaged and was made again from the other. If it happens again, the disk is failing: make a backup on another one.
mending-subjects-copy-mended = one of the two copies of the subject keys was damaged and was made again from the other. If it happens again, the disk is failing: make a backup on another one.
mending-log-mended = { $file } was damaged and was made again from the view. If it happens again, the disk is failing: make a backup on another one.
mending-tail-cut = { $found ->
    [one] { $found } byte
   *[other] { $found } bytes
} at the end of the log belonged to an act that was cut short, as by a power cut, and were removed. Nothing that had been acknowledged is lost.
mending-view-caught-up = { $found ->
    [one] { $found } entry of the log was missing in the view and was added.
   *[other] { $found } entries of the log were missing in the view and were added.
}
mending-view-rebuilt-missing = the view was missing and was made again from the log: { $found } entries.
mending-view-rebuilt-damaged = the view was damaged and was made again from the log: { $found } entries. If it happens again, the disk is failing: make a backup on another one.
mending-view-rebuilt-other-version = the view was of another version of the program and was made again from the log: { $found } entries.
mending-view-rebuilt-asked = the view was made again from the log: { $found } entries.
mending-forgetting-finished = a forgetting that had been cut short was brought to its end.
mending-removal-finished = the removal of a user that had been cut short was brought to its end.
mending-no-witness = this copy has no witness on this computer, so nobody can tell whether an old copy was put here. If you did not bring the folder here yourself, ask who did, and compare with heads that were written down: esep audit verify --head.
mending-rolled-back = this register is older than what this computer has seen: { $found ->
    [one] { $found } entry is
   *[other] { $found } entries are
} missing. If you restored a backup, enter again what is missing. If you did not, somebody put an old copy here: keep this folder as it is and look for a newer copy.
mending-keyring-rolled-back = the keyring is older than the one that this computer has seen. Somebody put it back: users who were removed may be able to open the register again. Compare the users, remove who does not belong, and give everybody new keys.
mending-keys-missing = the keys of { $found ->
    [one] { $found } person are
   *[other] { $found } people are
} missing, because their file was put back. What is known of them is still in the view, and cannot be made again from the log. Do not rebuild the view; bring the newer file back from another copy.

fault-segment = { $file } is not what it was. Opening the register again mends it from the view.
fault-view = the view is damaged. Make it again: esep check --rebuild.
fault-differs = view and log do not say the same. Make the view again: esep check --rebuild.
fault-keyless = the keys of { $found ->
    [one] { $found } person are
   *[other] { $found } people are
} missing. Bring the file with the subject keys back from another copy.
fault-disk = the disk cannot be read in full. Copy the folder to another disk.

error-not-allowed-read = this user may not read the register. Ask an owner.
error-not-allowed-write = this user may not write in the register. With the recovery sheet, let yourself in first: esep recover.
error-not-allowed-sources = this user may not know who told. Ask an owner.
error-not-allowed-keys = only an owner may change who opens the register.
error-not-allowed-forget = only an owner with a passphrase may forget somebody.
error-unknown-record = no record has this identifier, or it was forgotten. Check its digits.
error-no-reason = this is not done without a reason. Say why in a few words that name nobody.
error-sheet-not-admitted = a recovery sheet is not let in like a user. Make a new one: esep recover --new-sheet.
error-sheet-no-passphrase = a recovery sheet has no passphrase. Let a new owner in: esep recover.
error-passphrase-short = the passphrase is too short: at least 15 characters. Six words that have nothing to do with each other are best.
error-passphrase-guessable = the passphrase is among those that are tried first. Take six words that have nothing to do with each other.
error-passphrase-wrong = no user has this passphrase. Check the keyboard's language and try again; with the recovery sheet: esep recover.
error-passphrase-taken = this passphrase cannot be used. Choose another one.
error-words-number = a recovery sheet has 24 words; these are { $found }.
error-words-unknown = word { $number } is not on the list of words. Look at the sheet again.
error-words-check = the words do not fit together: one is another than on the sheet, or two have changed places.
error-words-wrong = these words belong to another register, or to a sheet that was replaced. Look for the newest sheet of this register.
error-register-none = there is no register in { $path }. Name the folder that ends with .esep.
error-register-taken = { $path } is there already and was left as it is. Choose another name.
error-register-locked = the register is open in another window or program. Close it there first.
error-register-newer = the register was written by a newer version of this program. Update the program; nothing was changed.
error-register-other-keys = somebody has just changed who opens the register. Open it again.
error-register-key-missing = this user does not hold a key that is needed. Ask an owner.
error-register-again = an earlier failure has stopped the work. Close the register and open it again; whatever was acknowledged is there.
error-register-disk = the disk refuses at { $path }. The system says: { $reason }. Nothing that was acknowledged is lost.
error-register-disk-full = the disk is full. Make room and try again; nothing that was acknowledged is lost.
error-keyring-damaged = both copies of the keyring are damaged. Bring keyring.a and keyring.b back from a backup; without them nothing opens the register.
error-slots-damaged = both copies of the subject keys are damaged. Bring subjects.a and subjects.b back from a backup.
error-slots-other-epoch = the subject keys are not those of the keyring: one of the two files was put back to an older state. Bring both back from the same backup.
error-log-damaged = { $file } is damaged at byte { $offset }, and the view cannot mend it. Copy the folder away as it is, and bring the file back from a backup.
error-log-changed = { $file } holds something at byte { $offset } that no user of the register signed there. Somebody has changed it. Copy the folder away as it is, and bring the file back from a backup.
error-log-none = there is no log in { $path }. Name the folder that ends with .esep.
error-log-short = the log does not reach entry { $number } of device { $device } as it was written down. An older copy was put here, or the log was changed.
error-view-damaged = the view is damaged. Open the register again; if that does not help: esep check --rebuild.
error-view-failed = the view failed with SQLite's number { $number }. Open the register again; if that does not help: esep check --rebuild.
error-change-size = there is nothing to write, or more than one entry can hold. Write it in smaller parts.
error-forgotten = somebody who was forgotten cannot be written about.
error-no-longer-admitted = this user was removed and may not write any more. Ask an owner.
error-no-user = there is no such user.
error-last-owner = the last owner cannot be removed. Let another owner in first.
error-keys-unfinished = the change of keys is written down but not finished. Open the register again; it goes on by itself.
error-forgetting-unfinished = the forgetting is written down but not finished. Open the register again as an owner; it goes on by itself.
error-nobody-answers = the question could not be answered: the terminal gives nothing.
error-check-faults = { $found ->
    [one] { $found } thing is
   *[other] { $found } things are
} not as they should be.
hint-check-faults = copy the folder to another disk as it is before anything else, then do what stands with each line.

help-new = Make a register: an encrypted folder for records of people
help-check = Check everything in a register, and mend what can be mended
help-forget = Forget somebody for good: every word about them becomes unreadable
help-audit = Look at who signed what
help-audit-verify = Verify chain and signatures of a register's log, without any key
help-recover = Open a register with the 24 words of its recovery sheet, and let a new owner in
help-argument-folder = The register's folder
help-argument-passphrase-file = File whose first line is the passphrase; - for standard input. For scripts
help-argument-witness = The witness file, when it is not in the user's data folder
help-argument-sheet = Write the recovery sheet to this file instead of showing it; warns first
help-argument-stretch-memory = Memory that a guess of the passphrase takes, in MiB; chosen for about one second otherwise
help-argument-rebuild = Make the view again from the log first
help-argument-record = Identifier of one of the records about them
help-argument-reason = Why, in words that name nobody; kept in the log
help-argument-rows = A row of a list that must not come back with the next import
help-argument-heads = An entry that was written down elsewhere; the log must reach it
help-argument-words-file = File with the recovery words; - for standard input. For scripts
help-argument-drill = Only try whether the words open the register
help-argument-new-sheet = Make a new recovery sheet; the old one opens nothing from then on
help-argument-sheet-lost = The old sheet is lost: make the new one with an owner's passphrase
error-log-stranger = { $file } does not belong among the segments of the log, or a segment before it is missing. Copy the folder away as it is, and bring the segments back from a backup.
