CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE device (id INTEGER PRIMARY KEY, device BLOB NOT NULL UNIQUE);

CREATE TABLE segment (number INTEGER PRIMARY KEY, length INTEGER NOT NULL, hash BLOB NOT NULL);

CREATE TABLE entry (
    position INTEGER PRIMARY KEY,
    device INTEGER NOT NULL REFERENCES device,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    segment INTEGER NOT NULL,
    compartment INTEGER NOT NULL,
    bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX entry_of_device ON entry (device, number, hash);
CREATE INDEX entry_of_segment ON entry (segment);
CREATE INDEX entry_of_sources ON entry (position) WHERE compartment = 2;

CREATE TABLE forgotten (subject BLOB PRIMARY KEY) WITHOUT ROWID;

-- Subjects whose key was not there when their part was read; each must be forgotten.
CREATE TABLE missed (subject BLOB PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE audit (
    device INTEGER NOT NULL REFERENCES device,
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    object BLOB
);

CREATE TABLE tombstone (mark BLOB PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE dot (
    id INTEGER PRIMARY KEY,
    device INTEGER NOT NULL REFERENCES device,
    number INTEGER NOT NULL,
    n INTEGER NOT NULL,
    subject BLOB NOT NULL,
    record BLOB NOT NULL,
    act INTEGER NOT NULL,
    field TEXT NOT NULL,
    value BLOB NOT NULL,
    covered INTEGER NOT NULL
);
CREATE UNIQUE INDEX dot_of_entry ON dot (device, number, n);
CREATE INDEX dot_of_record ON dot (record);
CREATE INDEX dot_of_subject ON dot (subject);

CREATE TABLE covering (
    device INTEGER NOT NULL REFERENCES device,
    number INTEGER NOT NULL,
    n INTEGER NOT NULL,
    subject BLOB NOT NULL,
    PRIMARY KEY (device, number, n, subject)
) WITHOUT ROWID;
CREATE INDEX covering_of_subject ON covering (subject);

CREATE VIRTUAL TABLE words USING fts5 (written, keys, tokenize = 'trigram');
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
