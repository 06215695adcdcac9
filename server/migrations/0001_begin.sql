-- What Stile keeps. Times are whole microseconds since 1970-01-01T00:00Z; days are YYYY-MM-DD in
-- UTC; words are spelled as in JSON. Rows of observations are only ever added.

-- Grows with every change, so that open pages learn of it.
CREATE TABLE change (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL CHECK (number >= 0)
) STRICT;
INSERT INTO change (id, number) VALUES (1, 0);

CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL CHECK (who <> ''),
    what TEXT NOT NULL CHECK (what <> ''),
    about TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE document (
    id TEXT PRIMARY KEY, -- message/variant/channel/locale
    source TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    saved_at INTEGER NOT NULL
) STRICT;

CREATE TABLE brand (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    body TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE revision (
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    document TEXT NOT NULL,
    source TEXT NOT NULL,
    brand TEXT NOT NULL, -- JSON
    frozen_at INTEGER NOT NULL,
    reviewed INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    PRIMARY KEY (hash, document)
) STRICT;

CREATE TABLE trial (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL CHECK (version >= 1),
    created_at INTEGER NOT NULL,
    plan TEXT NOT NULL, -- JSON
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'stopped')),
    started_at INTEGER,
    stopped_at INTEGER,
    stop_reason TEXT,
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    simulated_now INTEGER CHECK (simulated_now IS NULL OR simulated = 1),
    frozen TEXT NOT NULL, -- JSON
    seed_commitment TEXT,
    CHECK ((state = 'planned') = (started_at IS NULL)),
    CHECK ((state = 'stopped') = (stopped_at IS NOT NULL)),
    CHECK ((stopped_at IS NULL) = (stop_reason IS NULL))
) STRICT;

-- Apart from its trial, so that no list of trials can show it.
CREATE TABLE seed (
    trial TEXT PRIMARY KEY REFERENCES trial (id),
    bytes BLOB NOT NULL CHECK (length(bytes) = 32)
) STRICT;

CREATE TABLE subject (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    token TEXT NOT NULL UNIQUE,
    case_code TEXT NOT NULL UNIQUE,
    device_kind TEXT NOT NULL,
    locale TEXT,
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    enrolled_at INTEGER NOT NULL
) STRICT;

CREATE TABLE enrolment (
    number INTEGER PRIMARY KEY,
    trial TEXT NOT NULL REFERENCES trial (id),
    subject TEXT NOT NULL REFERENCES subject (id),
    at INTEGER NOT NULL,
    stratum TEXT NOT NULL,
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    arm TEXT NOT NULL,
    UNIQUE (trial, subject),
    UNIQUE (trial, stratum, ordinal)
) STRICT;
CREATE INDEX enrolment_of_subject ON enrolment (subject);

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    trial TEXT NOT NULL,
    at INTEGER NOT NULL,
    revision TEXT NOT NULL CHECK (length(revision) = 64),
    filled_with TEXT NOT NULL, -- JSON
    bytes TEXT NOT NULL CHECK (length(bytes) = 64),
    FOREIGN KEY (trial, subject) REFERENCES enrolment (trial, subject)
) STRICT;
CREATE INDEX delivery_of_subject ON delivery (subject, id);
CREATE INDEX delivery_of_trial ON delivery (trial, subject, at);

CREATE TABLE sighting (
    subject TEXT NOT NULL REFERENCES subject (id),
    at INTEGER NOT NULL,
    feed TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    PRIMARY KEY (subject, at, feed)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage_day (
    id INTEGER PRIMARY KEY,
    feed TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    state TEXT NOT NULL CHECK (state IN ('delivered', 'confirmed_empty', 'missing')),
    arrived_at INTEGER NOT NULL
) STRICT;
CREATE INDEX coverage_day_of_feed ON coverage_day (feed, day, arrived_at, id);

CREATE TABLE quarantine_event (
    subject TEXT NOT NULL REFERENCES subject (id),
    at INTEGER NOT NULL,
    change TEXT NOT NULL CHECK (
        change IN ('placed', 'released_by_self', 'released_by_staff', 'released_by_timeout')
    ),
    arrived_at INTEGER NOT NULL,
    PRIMARY KEY (subject, at, change)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL REFERENCES subject (id),
    at INTEGER NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'contact_form', 'help_desk')),
    arrived_at INTEGER NOT NULL,
    text TEXT, -- deleted when the contact is handled
    codes TEXT, -- JSON; NULL until somebody has read the contact
    coded_at INTEGER,
    handled_at INTEGER,
    UNIQUE (subject, at, channel),
    CHECK ((codes IS NULL) = (coded_at IS NULL)),
    CHECK (handled_at IS NULL OR text IS NULL)
) STRICT;
CREATE INDEX contact_not_handled ON contact (id) WHERE handled_at IS NULL;
CREATE INDEX contact_not_coded ON contact (id) WHERE codes IS NULL;

-- "release" is a word of SQL, hence the quotes.
CREATE TABLE "release" (
    id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL REFERENCES subject (id),
    asked_at INTEGER NOT NULL,
    acknowledged_at INTEGER
) STRICT;
CREATE UNIQUE INDEX release_pending ON "release" (subject) WHERE acknowledged_at IS NULL;
CREATE INDEX release_of_subject ON "release" (subject, id);

-- Entries of batches whose subject did not exist.
CREATE TABLE set_aside (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('sighting', 'quarantine_event', 'contact')),
    body TEXT NOT NULL, -- JSON
    reason TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    UNIQUE (kind, body)
) STRICT;
