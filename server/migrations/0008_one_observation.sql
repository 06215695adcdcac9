-- Observations of kinds that have no table of their own: a new kind needs none. Whom a row is about
-- is a line or, for days of the resolver, the resolver.
CREATE TABLE observation (
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL, -- a word, or JSON
    arrived_at INTEGER NOT NULL,
    came_with INTEGER NOT NULL,
    PRIMARY KEY (subject, at, kind, what)
) STRICT, WITHOUT ROWID;
CREATE INDEX observation_since ON observation (came_with);

-- Two contacts at one second by one way are told apart by the sender's own reference; empty where
-- there is none. The codings are out of the way while their table changes place.
CREATE TEMP TABLE coding_kept AS SELECT * FROM coding;
DROP TABLE coding;
CREATE TABLE contact_with_reference (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL REFERENCES subject (id),
    at INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'contact_form', 'help_desk')),
    reference TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    text TEXT, -- deleted when the contact is handled
    codes TEXT, -- JSON; NULL until somebody has read the contact
    coded_at INTEGER,
    handled_at INTEGER,
    came_with INTEGER NOT NULL,
    UNIQUE (subject, at, channel, reference),
    CHECK ((codes IS NULL) = (coded_at IS NULL)),
    CHECK (handled_at IS NULL OR text IS NULL)
) STRICT;
INSERT INTO contact_with_reference
    SELECT id, subject, at, channel, '', arrived_at, text, codes, coded_at, handled_at, came_with
    FROM contact;
DROP TABLE contact;
ALTER TABLE contact_with_reference RENAME TO contact;
CREATE INDEX contact_not_handled ON contact (id) WHERE handled_at IS NULL;
CREATE INDEX contact_not_coded ON contact (id) WHERE codes IS NULL;
CREATE INDEX contact_since ON contact (came_with);
CREATE TABLE coding (
    id INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contact (id),
    codes TEXT NOT NULL, -- JSON
    coded_at INTEGER NOT NULL,
    who TEXT, -- NULL of those from before this table
    came_with INTEGER NOT NULL
) STRICT;
INSERT INTO coding SELECT id, contact, codes, coded_at, who, came_with FROM coding_kept;
DROP TABLE coding_kept;
CREATE INDEX coding_of_contact ON coding (contact, id);
CREATE INDEX coding_since ON coding (came_with);

-- What is set aside names whom it is about and, where the entry says so, the trial: it is counted in
-- that trial, or in those of its subject. The kinds are those of the program.
CREATE TABLE set_aside_of_any_kind (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    body TEXT NOT NULL, -- JSON
    reason TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    subject TEXT NOT NULL,
    trial TEXT,
    UNIQUE (kind, body)
) STRICT;
INSERT INTO set_aside_of_any_kind
    SELECT id, kind, body, reason, arrived_at, json_extract(body, '$.subject'), NULL FROM set_aside;
DROP TABLE set_aside;
ALTER TABLE set_aside_of_any_kind RENAME TO set_aside;
CREATE INDEX set_aside_of_subject ON set_aside (subject);
CREATE INDEX set_aside_of_trial ON set_aside (trial) WHERE trial IS NOT NULL;

-- When an enrolment reached Stile, which may be up to a day after its own time; NULL where that is
-- the same moment.
ALTER TABLE enrolment ADD COLUMN arrived_at INTEGER;
